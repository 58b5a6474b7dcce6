"""Printed dates to typed ones: "2018", "2018, March 3", "12 Sept. 1999", "c. 1450", "1914-18", "n.d."."""

from __future__ import annotations

import re

from refgraph.errors import InvalidValueError
from refgraph.model import Date, DatePoint, parse_edtf
from refgraph.parse.words import MONTHS, SEASONS, UNDATED

_YEAR = r"(?<!\d)(?P<year>1\d{3}|20\d\d|[1-9]\d\d(?=\s*(?:AD|CE|BC|BCE)))(?P<letter>[a-z](?![a-z]))?(?!\d)"
_FIRST_YEAR = re.compile(_YEAR)
_RANGE = re.compile(r"(?<!\d)(?P<first>1\d{3}|20\d\d)[a-z]?\s*[-–—/]\s*(?P<last>1\d{3}|20\d\d|\d\d)(?![\d-])")
_OPEN = re.compile(r"(?<!\d)(?P<first>1\d{3}|20\d\d)\s*[-–—]\s*(?:$|present\b|\)|\])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<![\d.])([0-3]?\d)(?:st|nd|rd|th|º|\.)?(?![\d:])")
_NUMERIC = re.compile(r"(?<!\d)(?P<a>[0-3]?\d)[./](?P<b>[01]?\d)[./](?P<year>1\d{3}|20\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(1\d{3}|20\d\d)[-/.](0\d|1[0-2])(?:[-/.]([0-2]\d|3[01]))?(?!\d)")
_CJK = re.compile(r"(1\d{3}|20\d\d)\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*)?(?:(\d{1,2})\s*[日일])?")
_ABOUT = re.compile(r"\b(?:c|ca|circa|um|около|ок)\b\.?\s*\d|~", re.IGNORECASE)
_BEFORE_CHRIST = re.compile(r"\d\s*(?:BCE?|v\.\s?Chr|до н)", re.IGNORECASE)
_WORDS_FOR_DATE = re.compile(UNDATED, re.IGNORECASE)


def parse_date(text: str) -> Date | None:
    """Parse a printed date.

    Args:
        text: the date without brackets, in any of the languages of the month table.

    Returns:
        The date; words such as "n.d." or "in press" become its ``literal``; None if there is no date in the text.

    >>> str(parse_date("2018, March 3"))
    '2018-03-03'
    >>> parse_date("n.d.").status
    'no-date'
    """
    text = text.strip(" ()[],;:")
    for parse in (_iso, _cjk, _numeric, _range, _words, _year_alone):
        try:
            date = parse(text)
        except InvalidValueError:  # "30 February 2018": what is left is the year, and the span says the rest
            date = None
        if date is not None:
            return date
    found = _WORDS_FOR_DATE.search(text)
    return Date(literal=found[0]) if found else None


def year_suffix(text: str) -> str | None:
    """Return the letter behind the year ("2017b" -> "b"), or None."""
    found = _FIRST_YEAR.search(text)
    return found["letter"] if found else None


def _iso(text: str) -> Date | None:
    found = _ISO.search(text)
    if found is None or (re.fullmatch(r"\d{4}[-–/]\d\d", text) and int(found[2]) > int(found[1][2:]) and "/" in text):
        return None
    return parse_edtf("-".join(part for part in found.groups() if part))


def _cjk(text: str) -> Date | None:
    found = _CJK.search(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    return Date.of(year or 0, month, day)


def _numeric(text: str) -> Date | None:
    """Read 13.02.2024 as day, month, year, and 02/13/2024 as it must be."""
    found = _NUMERIC.search(text)
    if found is None:
        return None
    day, month, year = int(found["a"]), int(found["b"]), int(found["year"])
    if month > 12:
        day, month = month, day
    return Date.of(year, month, day)


def _range(text: str) -> Date | None:
    found = _OPEN.search(text)
    if found:
        return Date(start=DatePoint(year=int(found["first"])), open_end=True)
    found = _RANGE.search(text)
    if found is None or _WORD.search(text):
        return None
    first, last = int(found["first"]), found["last"]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    return Date(start=DatePoint(year=first), end=DatePoint(year=end)) if end > first else None


def _words(text: str) -> Date | None:
    found = _FIRST_YEAR.search(text)
    if found is None:
        return None
    year = int(found["year"])
    if _BEFORE_CHRIST.search(text):
        year = 1 - year
    rest = text[: found.start()] + " " + text[found.end() :]
    months = [(word.start(), MONTHS[name]) for word in _WORD.finditer(rest) if (name := word[0].lower()) in MONTHS]
    if not months:
        season = next((SEASONS[word.lower()] for word in _WORD.findall(rest) if word.lower() in SEASONS), None)
        return Date(start=DatePoint(year=year, season=season, approximate=bool(_ABOUT.search(text))))
    days = [int(day) for day in _DAY.findall(rest) if 1 <= int(day) <= 31]
    start = _point(year, months[0][1], days[0] if days else None)
    if len(months) > 1 and months[-1][1] > months[0][1]:
        return Date(
            start=_point(year, months[0][1], days[0] if len(days) > 1 else None),
            end=_point(year, months[-1][1], days[-1] if days else None),
        )
    if len(days) == 2 and days[1] > days[0]:
        return Date(start=start, end=_point(year, months[0][1], days[1]))
    return Date(start=start)


def _year_alone(text: str) -> Date | None:
    found = _FIRST_YEAR.search(text)
    return Date.of(int(found["year"])) if found else None


def _point(year: int, month: int, day: int | None) -> DatePoint:
    return DatePoint(year=year, month=month, day=day)
