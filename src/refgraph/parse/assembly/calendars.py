"""Years that are not written as ours: Roman numerals, the Hijri and Solar Hijri calendars, East Asian eras."""

from __future__ import annotations

import re

from refgraph.model import Date

_ROMAN = re.compile(
    r"(?P<thousands>M{1,2})(?P<hundreds>C[MD]|D?C{0,4})(?P<tens>X[CL]|L?X{0,4})(?P<ones>I[XV]|V?I{0,4})\.?"
)
_DIGITS = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_PAIR = re.compile(
    r"(?<!\d)(?P<own>1[2-5]\d\d)\s*(?:هـ?\.?|ه‍|ق|ش|AH|H|A\.H\.|Š|Sh|HŠ)?\s*[/=\-–(\[]\s*(?P<ours>1[89]\d\d|20\d\d)(?!\d)"
)
_ALONE = re.compile(r"(?<!\d)1[2-5]\d\d\s*(?:هـ|ه\.?\s?ش|ه\.?\s?ق|ش\b|ق\b|AH\b|A\.H\.)")
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
_ERA = re.compile(rf"(?P<era>{'|'.join(_ERAS)})\s*(?P<year>\d{{1,3}}|元)(?:\s*年)?")
_FOREIGN_DIGITS = re.compile(r"[۰-۹٠-٩]{4}")


def other_calendar(text: str) -> Date | None:
    """Read a year of another calendar.

    Where the Gregorian year stands beside it ("1425/2004"), that is the date. An era that has one year for each of
    ours is counted on ("昭和38年" is 1963). A Hijri year alone spans two of ours and stays as printed.

    >>> str(other_calendar("MCMXCVIII")), str(other_calendar("1425/2004")), other_calendar("2004")
    ('1998', '2004', None)
    """
    year = _roman(text) if text[:1] == "M" else None
    if year is None and (found := _PAIR.search(text)) and _same_year(int(found["own"]), int(found["ours"])):
        year = int(found["ours"])
    if year is not None:
        return Date.of(year)
    if text.isascii() and "H" not in text:
        return None
    digits = _FOREIGN_DIGITS.search(text)
    if _ALONE.search(text) or (digits and int(digits[0]) < 1500):
        return Date(literal=text)
    found = _ERA.search(text)
    return Date.of(_ERAS[found["era"]] + (1 if found["year"] == "元" else int(found["year"]))) if found else None


def _roman(text: str) -> int | None:
    found = _ROMAN.fullmatch(text.strip(" ."))
    if found is None or len(text) < 3:
        return None
    digits = [_DIGITS[digit] for digit in text.strip(" .")]
    value = sum(-one if one < other else one for one, other in zip(digits, [*digits[1:], 0], strict=True))
    return value if 1400 <= value <= 2100 else None


def _same_year(own: int, ours: int) -> bool:
    """Return True if a Hijri year, lunar or solar, falls into one of ours."""
    lunar = own * 0.970224 + 621.577
    return abs(lunar - ours) < 1.6 or ours - own in {621, 622}
