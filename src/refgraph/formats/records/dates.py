"""Dates as exports print them: "2018/03/01/", "2015 May 3", "JUN 28", "Spring 2004", ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refgraph.errors import InvalidValueError
from refgraph.model.dates import Date, DatePoint
from refgraph.model.edtf import dump_edtf, parse_edtf

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = ("Spring", "Summer", "Fall", "Winter")
_LONGEST = 200
_FULL = "january february march april may june july august september october november december".split()
_MONTH_OF = {
    **{name: number for number, name in enumerate(_FULL, 1)},
    **{name[:3]: number for number, name in enumerate(_FULL, 1)},
    "sept": 9,
}
_SEASON_OF = {"spr": 1, "spring": 1, "sum": 2, "summer": 2, "fal": 3, "fall": 3, "autumn": 3, "win": 4, "winter": 4}
_RIS = re.compile(r"(\d{4})/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?", re.ASCII | re.DOTALL)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
_SHORT_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]", re.ASCII)
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)", re.ASCII)
_FILLERS = frozenset(",./;() ") | {"st", "nd", "rd", "th", "of", "the"}


def read_date(texts: Sequence[str]) -> tuple[Date | None, list[bool]]:
    """Make one date of what several fields of a record say, such as a year and "JUN 28".

    The year of the first text that has one counts; of the rest what says more about that year.

    Returns:
        The date, or None; and for each text whether the date says all of it.

    >>> read_date(["2011", "JUN 28"])
    ... # doctest: +ELLIPSIS
    (Date(start=DatePoint(year=2011, month=6, day=28, ...), [True, True])
    """
    year = next((found[0] for text in texts if (found := _YEAR.search(text))), None)
    if len(texts) > 1 and year:
        texts = [text if _YEAR.search(text) else f"{text} {year}" for text in texts]
    dates = [parse_date(text) for text in texts]
    best: Date | None = None
    for date in dates:
        if date is not None and date.year is not None:
            known = best is not None and (date.year != best.year or _detail(date) <= _detail(best))
            best = best if known else date
    if best is None:
        words = next((text.strip() for text in texts if text.strip().strip("0/ ")), None)
        return (Date(literal=words) if words else None), [
            not text.strip("0/ ") or text.strip() == words for text in texts
        ]
    return best, [_says(best, date) for date in dates]


def parse_date(text: str) -> Date | None:
    """Parse one date in any of the usual forms; None if the text is anything else.

    >>> parse_date("2004///Summer").start.season, parse_date("Jan-Feb 2010").end.month, parse_date("in press")
    (2, 2, None)
    >>> parse_date("2/2017").start.month
    2
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        return _numeric(text) or _words(text)
    except InvalidValueError:
        return None


def slashed(date: Date) -> str:
    """Return the date as RIS has it: "YYYY/MM/DD/other info"; what is no plain date is EDTF in the last part.

    >>> slashed(Date.of(2018, 3)), slashed(Date.of(2001, season=2))
    ('2018/03//', '2001///Summer')
    """
    point = date.start or date.end
    if point is None:
        return date.literal or ""
    month = f"{point.month:02}" if point.month else ""
    day = f"{point.day:02}" if point.day else ""
    other = (
        "" if is_plain(date) else SEASONS[point.season - 1] if _is_season(date) and point.season else dump_edtf(date)
    )
    return f"{point.year:04}/{month}/{day}/{date.literal or other}"


def spelled(date: Date, order: str = "ymd") -> str:
    """Return a date in words: "2015 May 3" for "ymd", "May 3" for "md"; of a range its start; "" for nothing."""
    point = date.start or date.end
    if point is None:
        return date.literal or ""
    month = MONTHS[point.month - 1] if point.month else SEASONS[point.season - 1] if point.season else ""
    parts = {"y": str(point.year), "m": month, "d": str(point.day or "")}
    return " ".join(parts[letter] for letter in order if parts[letter])


def is_plain(date: Date) -> bool:
    """Return True if year, month and day say all of a date."""
    point = date.start
    return date == Date.of(point.year, point.month, point.day) if point else False


def _is_season(date: Date) -> bool:
    point = date.start
    return point is not None and point.season is not None and date == Date.of(point.year, season=point.season)


def _numeric(text: str) -> Date | None:
    found = _RIS.fullmatch(text)
    if found:
        return _with_other(found)
    stamp = _STAMP.fullmatch(text)
    if stamp:
        return parse_edtf(stamp[1])
    found = _DIGITS.fullmatch(text) or _SHORT_ISO.fullmatch(text)
    if found:
        month, day = int(found[2]), int(found[3] or 0)
        if 1 <= month <= 12:
            return Date.of(int(found[1]), month, day or None)
    found = _MONTH_YEAR.fullmatch(text)
    if found and 1 <= int(found[1]) <= 12:
        return Date.of(int(found[2]), int(found[1]))
    try:
        return parse_edtf(text)
    except InvalidValueError:
        return None


def _with_other(found: re.Match[str]) -> Date | None:
    other = (found[4] or "").strip()
    month, day = int(found[2] or 0) or None, int(found[3] or 0) or None
    year = int(found[1])
    if not year:
        return parse_date(other) if other else None
    if other and not month and other.casefold() in _SEASON_OF:
        return Date.of(year, season=_SEASON_OF[other.casefold()])
    if other:
        try:
            precise = parse_edtf(other)
        except InvalidValueError:
            return (
                None if parse_date(other) is not None else Date(start=DatePoint(year=year, month=month), literal=other)
            )
        return precise if precise.year == year or precise.open_start else None
    return Date.of(year, month, day if month else None)


def _words(text: str) -> Date | None:
    years, months, days, seasons = [], [], [], []
    for word in _WORD.findall(text):
        low = word.casefold()
        if low in _MONTH_OF:
            months.append(_MONTH_OF[low])
        elif low in _SEASON_OF:
            seasons.append(_SEASON_OF[low])
        elif word.isdigit() and len(word) == 4:
            years.append(int(word))
        elif word.isdigit() and len(word) <= 2 and (1 <= int(word) <= 31):
            days.append(int(word))
        elif low not in _FILLERS and word not in "-–":
            return None
    if len(years) != 1 or len(months) > 2 or len(days) > 2 or len(seasons) > 1 or (seasons and (months or days)):
        return None
    if seasons:
        return Date.of(years[0], season=seasons[0])
    return _between(years[0], months, days)


def _between(year: int, months: list[int], days: list[int]) -> Date | None:
    if not months:
        return None if days else Date.of(year)
    start = DatePoint(year=year, month=months[0], day=days[0] if days else None)
    if len(months) == 1 and len(days) < 2:
        return Date(start=start)
    end = DatePoint(year=year, month=months[-1], day=days[-1] if len(days) > 1 else None)
    if (len(months) == 2 and len(days) == 1) or end.sort_key <= start.sort_key:
        return None
    return Date(start=start, end=end)


def _detail(date: Date) -> int:
    point = date.start or date.end
    if point is None:
        return 0
    return (
        1
        + (point.month is not None or point.season is not None)
        + (point.day is not None)
        + 2 * date.is_range
        + (date.literal is not None)
        + any((point.unspecified, point.approximate, point.uncertain, point.time))
    )


def _says(best: Date, date: Date | None) -> bool:
    """Return True if the best date says all that another does."""
    if date is None or date.start is None or best.start is None:
        return date == best
    one, other = best.start, date.start
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day), (one.season, other.season))
    return (date.literal, date.end) in {(None, None), (best.literal, best.end)} and all(
        right is None or left == right for left, right in pairs
    )
