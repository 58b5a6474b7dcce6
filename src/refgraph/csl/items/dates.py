"""Dates of a CSL-JSON item: date-parts, seasons, literals and raw text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class Day(NamedTuple):
    """A year, month or day.

    Attributes:
        year: 0 where unknown; negative before our era.
        month: 1-12, or 0.
        day: 1-31, or 0.
        season: 1-4 (spring to winter), or 0.
    """

    year: int
    month: int = 0
    day: int = 0
    season: int = 0


class CalendarDate(NamedTuple):
    """A date or a range of dates.

    Attributes:
        start: first day; None for a literal.
        end: last day of a range, else None.
        circa: whether the date is uncertain.
        literal: text that is no date ("in press"), else "".
    """

    start: Day | None
    end: Day | None = None
    circa: bool = False
    literal: str = ""


_LARGEST = 10**15
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTHS: dict[str, int] = dict(zip(_NAMES, range(1, 13), strict=True))
_SEASONS = {"spr": 1, "sum": 2, "aut": 3, "fal": 3, "win": 4}
_ISO = re.compile(r"^(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?$")
_WORDS = re.compile(
    r"^(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,})\.?(?:\s+(?P<day2>\d{1,2}))?,?\s+(?P<year>-?\d{1,4})$"
)
_SLASHES = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})/(\d{1,2})(?:/(\d{1,2}))?$")


def read_date(value: Any) -> CalendarDate | None:
    """Return a date; None where nothing is said."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return read_raw(str(value))
    if isinstance(value, list | tuple):
        value = {"date-parts": value}
    return _from_mapping(value) if isinstance(value, dict) else None


def _from_mapping(value: dict[str, Any]) -> CalendarDate | None:
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    days = _days(value.get("date-parts"), value.get("season"))
    if days:
        return CalendarDate(days[0], days[1] if len(days) > 1 else None, circa)
    literal = value.get("literal")
    if literal:
        return CalendarDate(None, literal=str(literal), circa=circa)
    raw = value.get("raw")
    if raw:
        date = read_raw(str(raw))
        return date._replace(circa=date.circa or circa) if date else None
    if value.get("year"):
        return read_date({"date-parts": [[value.get("year"), value.get("month") or 0, value.get("day") or 0]]})
    return None


def _days(parts: Any, season: Any) -> list[Day]:
    if not isinstance(parts, list | tuple):
        return []
    if parts and not isinstance(parts[0], list | tuple):
        parts = [parts]
    days = [day for day in (_day(part) for part in parts[:2] if isinstance(part, list | tuple)) if day]
    number = _integer(season)
    if days and 1 <= number <= 24 and not days[0].month:
        days[0] = days[0]._replace(season=_season(number + 20 if number <= 4 else number))
    elif days and isinstance(season, str) and season[:3].lower() in _SEASONS and not days[0].month:
        days[0] = days[0]._replace(season=_SEASONS[season[:3].lower()])
    return days


def _day(parts: Any) -> Day | None:
    year, month, day = ([_integer(part) for part in parts] + [0, 0, 0])[:3]
    if not (year or month or day):
        return None
    season = _season(month)
    if season:
        return Day(year, season=season)
    return Day(year, month if 1 <= month <= 12 else 0, day if 1 <= day <= 31 and 1 <= month <= 12 else 0)


def _season(month: int) -> int:
    """Return 1-4 for the months 13-24 by which seasons are written (13, 17 and 21 are spring)."""
    return (month - 13) % 4 + 1 if 13 <= month <= 24 else 0


def _integer(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return 0
    return number if abs(number) < _LARGEST else 0


def read_raw(text: str) -> CalendarDate | None:
    """Return the date a text means, or the text as a literal.

    >>> read_raw("2001-05").start
    Day(year=2001, month=5, day=0, season=0)
    """
    text = text.strip()
    if not text:
        return None
    circa = False
    plain = text
    if plain.lower().startswith(("ca.", "c.", "circa ")) or plain.endswith(("?", "~")):
        circa = True
        plain = re.sub(r"^(?:ca?\.|circa)\s*|[?~]+$", "", plain, flags=re.IGNORECASE)
    both = plain.split("/") if plain.count("/") == 1 and not _YEAR_FIRST.match(plain) else [plain]
    if both == [plain] and re.fullmatch(r"\d{4}\s*[-–]\s*\d{4}", plain):
        both = re.split(r"\s*[-–]\s*", plain)
    days = [_raw_day(part.strip()) for part in both]
    if all(days):
        return CalendarDate(days[0], days[1] if len(days) > 1 else None, circa)
    return CalendarDate(None, literal=text, circa=circa)


def _raw_day(text: str) -> Day | None:
    match = _ISO.match(text) or _YEAR_FIRST.match(text)
    if match:
        return _day([part or 0 for part in match.groups()])
    match = _SLASHES.match(text)
    if match:
        return _day([match[3], match[1], match[2]])
    match = _WORDS.match(text)
    if not match:
        return None
    head = str(match["month"])[:3].lower()
    if head in _SEASONS and head != "may":
        return Day(int(match["year"]), season=_SEASONS[head])
    if head in _MONTHS:
        return _day([match["year"], _MONTHS[head], match["day"] or match["day2"] or 0])
    return None
