"""Dates as text: EDTF levels 0 and 1 (ISO 8601-2:2019, annex A; Library of Congress EDTF specification)."""

from __future__ import annotations

import re

from refgraph.errors import InvalidValueError
from refgraph.model.dates import Date, DatePoint, Unspecified

_POINT = re.compile(
    r"""(?P<year>Y-?[1-9]\d{4,}|-?\d{4}|-?\d{3}X|-?\d{2}XX)
        (?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?:T(?P<time>\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::?\d\d)?)?))?)?)?
        (?P<qualifier>[?~%]?)""",
    re.VERBOSE,
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
    value = text.strip()
    if "/" not in value:
        return Date(start=_point(value, text))
    first, _, last = value.partition("/")
    if first in {"", ".."} and last in {"", ".."}:
        raise InvalidValueError("a range without any date", text=text, hint="give at least one end, such as 1985/..")
    start = None if first in {"", ".."} else _point(first, text)
    end = None if last in {"", ".."} else _point(last, text)
    if start and end and start.sort_key[:1] > end.sort_key[:1]:
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


def _point(value: str, whole: str) -> DatePoint:
    found = _POINT.fullmatch(value)
    if not found:
        start = whole.find(value)
        raise InvalidValueError(
            "not an EDTF date", text=whole, span=(start, start + len(value)), hint="expected YYYY, YYYY-MM, YYYY-MM-DD or a range A/B"
        )
    digits, month, day = found["year"].removeprefix("Y"), found["month"], found["day"]
    number = None if month in {None, "XX"} else int(month)
    season = number - 20 if number is not None and 21 <= number <= 24 and day is None else None
    return DatePoint(
        year=int(digits.replace("X", "0")),
        month=None if season else number,
        day=None if day in {None, "XX"} else int(day),
        season=season,
        time=found["time"],
        unspecified=_unspecified(digits, month, day),
        approximate=found["qualifier"] in {"~", "%"},
        uncertain=found["qualifier"] in {"?", "%"},
    )


def _unspecified(digits: str, month: str | None, day: str | None) -> Unspecified | None:
    if "X" in digits:
        return Unspecified.YEAR_DIGITS if digits.endswith("XX") else Unspecified.YEAR_DIGIT
    if month == "XX":
        return Unspecified.MONTH_AND_DAY if day == "XX" else Unspecified.MONTH
    return Unspecified.DAY if day == "XX" else None


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
