"""Dates as text: EDTF levels 0 and 1 (ISO 8601-2:2019, annex A; Library of Congress EDTF specification)."""

from __future__ import annotations

import re

from refgraph.errors import InvalidValueError
from refgraph.model.dates import Date, DatePoint, Unspecified

_POINT = re.compile(
    r"""(?: (?P<vague>-?\d{3}X|-?\d{2}XX)
          | (?P<year>Y-?[1-9]\d{4,}|-?\d{4})
            (?:-XX(?:-XX)? | -(?P<month>\d\d)(?:-(?:XX|(?P<day>\d\d)(?:T(?P<time>
                (?:[01]\d|2[0-4]):[0-5]\d:[0-5]\d(?:Z|[+-]\d\d(?::?\d\d)?)?))?))?)?
        )(?P<qualifier>[?~%]?)""",
    re.VERBOSE | re.ASCII,
)
_QUALIFIERS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}


def parse_edtf(text: str) -> Date:
    """Parse an EDTF level 0 or 1 date.

    Args:
        text: such as "2018", "2018-03-01", "2018/2020", "1985/..", "199X", "1984~", "2001-21", "-0043".

    Raises:
        InvalidValueError: if it is no such date, or a day that does not exist.

    >>> parse_edtf("1985/..").open_end
    True
    """
    if "/" not in text:
        return Date(start=_point(text, 0, len(text)))
    middle = text.index("/")
    first, last = text[:middle].strip(), text[middle + 1 :].strip()
    if first in {"", ".."} and last in {"", ".."}:
        raise InvalidValueError("a range without any date", text=text, hint="give at least one end, such as 1985/..")
    start = None if first in {"", ".."} else _point(text, 0, middle)
    end = None if last in {"", ".."} else _point(text, middle + 1, len(text))
    if start and end and _before(end, start):
        raise InvalidValueError("the range ends before it begins", text=text)
    return Date(start=start, end=end, open_start=start is None, open_end=end is None)


def dump_edtf(date: Date) -> str:
    """Return the EDTF text of a date; the empty string for a date in words.

    >>> dump_edtf(Date.of(2018, 3))
    '2018-03'
    """
    if date.start is None and date.end is None:
        return ""
    start = ".." if date.start is None else _text(date.start)
    if not date.is_range:
        return start
    return f"{start}/{'..' if date.end is None else _text(date.end)}"


def _before(one: DatePoint, other: DatePoint) -> bool:
    """Return True if one point is earlier, as far as both are known."""
    pairs = [(one.year, other.year), (one.month, other.month), (one.day, other.day)]
    if one.season and other.season:
        pairs[1] = (one.season, other.season)
    for left, right in pairs:
        if left is None or right is None:
            return False
        if left != right:
            return left < right
    return False


def _point(text: str, start: int, end: int) -> DatePoint:
    """Parse the date that is ``text[start:end]``, spaces around it left out."""
    value = text[start:end].strip()
    found = _POINT.fullmatch(value)
    if not found:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        hint = "expected YYYY, YYYY-MM, YYYY-MM-DD or a range A/B"
        raise InvalidValueError("not an EDTF date", text=text, span=(start, start + len(value)), hint=hint)
    digits = found["vague"] or found["year"].removeprefix("Y")
    number = None if found["month"] is None else int(found["month"])
    is_season = number is not None and 21 <= number <= 24 and "-XX" not in value and found["day"] is None
    return DatePoint(
        year=int(digits.replace("X", "0")),
        month=None if is_season else number,
        day=None if found["day"] is None else int(found["day"]),
        season=number - 20 if is_season and number else None,
        time=found["time"],
        unspecified=_unspecified(value.rstrip("?~%")),
        approximate=found["qualifier"] in {"~", "%"},
        uncertain=found["qualifier"] in {"?", "%"},
    )


def _unspecified(value: str) -> Unspecified | None:
    if value.endswith("-XX-XX"):
        return Unspecified.MONTH_AND_DAY
    if value.endswith("-XX"):
        return Unspecified.DAY if value.lstrip("Y-").count("-") == 2 else Unspecified.MONTH
    if value.endswith("XX"):
        return Unspecified.YEAR_DIGITS
    return Unspecified.YEAR_DIGIT if value.endswith("X") else None


def _text(point: DatePoint) -> str:
    sign, size = "-" if point.year < 0 else "", abs(point.year)
    text = f"Y{sign}{size}" if size > 9999 else f"{sign}{size:04}"
    match point.unspecified:
        case Unspecified.YEAR_DIGIT:
            text = text[:-1] + "X"
        case Unspecified.YEAR_DIGITS:
            text = text[:-2] + "XX"
        case Unspecified.MONTH:
            text += "-XX"
        case Unspecified.MONTH_AND_DAY:
            text += "-XX-XX"
        case _:
            text += _month_and_day(point)
    return text + _QUALIFIERS[point.approximate, point.uncertain]


def _month_and_day(point: DatePoint) -> str:
    if point.season is not None:
        return f"-{point.season + 20}"
    if point.month is None:
        return ""
    if point.unspecified is Unspecified.DAY:
        return f"-{point.month:02}-XX"
    day = "" if point.day is None else f"-{point.day:02}"
    return f"-{point.month:02}{day}" + (f"T{point.time}" if point.time else "")
