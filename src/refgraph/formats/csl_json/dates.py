"""Dates in CSL-JSON: date-parts, season, circa, literal, raw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from refgraph.errors import InvalidValueError
from refgraph.model.dates import Date, DatePoint
from refgraph.model.edtf import dump_edtf, parse_edtf

_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def read_date(value: object) -> Date | None:
    """Read a CSL-JSON date: an object, or an EDTF string.

    Returns:
        The date, or None if the value says nothing.

    Raises:
        InvalidValueError: if there is no such date.

    >>> read_date({"date-parts": [[2018, 3]]}) == Date.of(2018, 3)
    True
    """
    if isinstance(value, str):
        return _read_text(value)
    if not isinstance(value, dict):
        raise InvalidValueError("not a date", text=str(value), hint='expected {"date-parts": [[2018, 3, 1]]}')
    literal = str(value["literal"]) if value.get("literal") else None
    parts = value.get("date-parts")
    if parts and parts != [[]]:
        return _read_parts(value, parts, literal)
    if isinstance(value.get("raw"), str):
        date = _read_text(value["raw"])
        return Date(
            start=date.start,
            end=date.end,
            open_start=date.open_start,
            open_end=date.open_end,
            literal=literal or date.literal,
        )
    return None if literal is None else Date(literal=literal)


def read_leniently(value: Any) -> Date | None:
    """Return what can be read of a date that `read_date` refuses: its year, or None."""
    try:
        year = value["date-parts"][0][0]
        return Date.of(int(year))
    except (TypeError, KeyError, IndexError, ValueError):
        return None


def write_date(date: Date) -> dict[str, Any]:
    """Return a date as a CSL-JSON object: date-parts where they can say it, or else raw EDTF.

    >>> write_date(Date.of(2018, 3, 1))
    {'date-parts': [[2018, 3, 1]]}
    """
    written: dict[str, Any] = {}
    points = [point for point in (date.start, date.end) if point]
    if points and _is_plain(date):
        written["date-parts"] = [
            [part for part in (each.year, each.month, each.day) if part is not None] for each in points
        ]
        if points[0].season:
            written["season"] = points[0].season
        if points[0].approximate:
            written["circa"] = True
    elif points:
        written["raw"] = dump_edtf(date)
    if date.literal is not None:
        written["literal"] = date.literal
    return written


def _is_plain(date: Date) -> bool:
    """Return True if date-parts, season and circa say all of a date."""
    points = [point for point in (date.start, date.end) if point]
    if date.open_start or date.open_end or date.start is None or any(point.year == 0 for point in points):
        return False
    if any(point.time or point.unspecified or point.uncertain for point in points):
        return False
    return len(points) == 1 or (
        not any(point.season for point in points) and points[0].approximate == points[1].approximate
    )


def _read_parts(value: dict[str, Any], parts: Any, literal: str | None) -> Date:
    if not isinstance(parts, list) or not 1 <= len(parts) <= 2 or not all(isinstance(part, list) for part in parts):
        raise InvalidValueError(
            "not date-parts", text=str(parts), hint="expected one or two lists of year, month and day"
        )
    season = _season(value.get("season"))
    about = value.get("circa") not in {None, False, "", "0", "false"}
    points = [_point(part, season, approximate=about) for part in parts]
    return Date(start=points[0], end=points[1] if len(points) == 2 else None, literal=literal)


def _point(parts: Sequence[Any], season: int | None, *, approximate: bool) -> DatePoint:
    try:
        numbers = [int(part) for part in parts if part not in {None, ""}]
    except (TypeError, ValueError):
        raise InvalidValueError("date-parts are not numbers", text=str(list(parts))) from None
    if not 1 <= len(numbers) <= 3:
        raise InvalidValueError("not date-parts", text=str(list(parts)), hint="expected year, month and day")
    year, month, day = (*numbers, None, None)[:3]
    assert year is not None
    if month is not None and 13 <= month <= 24 and day is None:  # citeproc-js has seasons as months 13-16 or 21-24
        return DatePoint(
            year=year, season=(month - 13) % 4 + 1 if month <= 16 else (month - 21) % 4 + 1, approximate=approximate
        )
    return DatePoint(year=year, month=month, day=day, season=None if month else season, approximate=approximate)


def _season(value: object) -> int | None:
    text = str(value).strip().casefold()
    number = _SEASONS.get(text, int(text) if text.isdigit() else 0)
    return number if 1 <= number <= 4 else None


def _read_text(text: str) -> Date:
    try:
        return parse_edtf(text)
    except InvalidValueError:
        return Date(literal=text)
