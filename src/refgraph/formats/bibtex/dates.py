"""Dates in BibTeX (year, month, day) and BibLaTeX (EDTF)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from refgraph.errors import InvalidValueError
from refgraph.formats.bibtex.names import Dialect
from refgraph.formats.bibtex.reading import MONTHS
from refgraph.model.dates import Date, DatePoint
from refgraph.model.edtf import dump_edtf, parse_edtf
from refgraph.text.latex import latex_to_unicode, unicode_to_latex

_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASON_NAMES = {1: "Spring", 2: "Summer", 3: "Autumn", 4: "Winter"}
_MONTH_NAMES = "january february march april may june july august september october november december".split()
_YEAR = re.compile(r"-?\d{1,4}")
_YEARS = re.compile(r"(\d{4})\s*(?:[-–—/]|--)\s*(\d{4})")
_ABOUT = re.compile(r"(?:c|ca|circa|about)\.?\s*(\d{3,4})", re.IGNORECASE)
_ONE_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)")
_MONTH_AND_DAY = re.compile(
    r"(?:(?P<before>\d{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,9})\.?(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?)?"
)


def read_issued(fields: Mapping[str, str]) -> tuple[Date | None, frozenset[str]]:
    """Read the date of publication from the fields date, year, month and day.

    Args:
        fields: LaTeX values by lower-case name.

    Returns:
        The date, or None; and the names of the fields it says in full. A month that is none is left to the caller.
    """
    date = _edtf(fields.get("date", ""))
    if date is not None:
        same = frozenset(name for name in ("year", "month", "day") if name in fields and _agrees(name, fields, date))
        return _with_words(date, fields, same), same | {"date"}
    text = _plain(fields.get("year", ""))
    if not text:
        words = _plain(fields.get("date", ""))
        return (read_year(words), frozenset({"date"})) if words else (None, frozenset())
    date = read_year(text)
    if date.start is None or date.is_range or date.literal or date.start.approximate:
        return date, frozenset({"year"})
    return _with_month(date.start.year, fields)


def read_year(text: str) -> Date:
    """Read a year, a range of years, or words; words with one year in them keep both."""
    if _YEAR.fullmatch(text):
        return Date.of(int(text))
    found = _YEARS.fullmatch(text)
    if found and int(found[1]) <= int(found[2]):
        return Date(start=DatePoint(year=int(found[1])), end=DatePoint(year=int(found[2])))
    found = _ABOUT.fullmatch(text)
    if found:
        return Date(start=DatePoint(year=int(found[1]), approximate=True))
    date = _edtf(text)
    if date is not None:
        return date
    years = _ONE_YEAR.findall(text)
    return Date(start=DatePoint(year=int(years[0])) if len(years) == 1 else None, literal=text)


def write_issued(date: Date, dialect: Dialect, *, ascii_only: bool = False) -> dict[str, str]:
    """Return the fields that say a date; ``month`` is a macro name where it is a month.

    >>> write_issued(Date.of(2018, 3), "bibtex")
    {'year': '2018', 'month': 'mar'}
    """
    text = dump_edtf(date)
    words = {} if date.literal is None else {"year": unicode_to_latex(date.literal, ascii_only=ascii_only)}
    point = date.start
    plain = {"year": str(date.year)} if date.year is not None else {}
    if point and point.month:
        plain["month"] = MONTHS[point.month - 1]
        if point.day:
            plain["day"] = str(point.day)
    elif point and point.season:
        plain["month"] = _SEASON_NAMES[point.season]
    exact = {"date": text} if text else {}
    choices = [words or plain, exact | words, exact | plain] if dialect == "bibtex" else [exact | words]
    return next((each for each in choices if read_issued(each) == (date, frozenset(each))), choices[-1])


def read_date(value: str) -> Date:
    """Read a field that holds a whole date in EDTF; anything else is a date in words."""
    return _edtf(value) or Date(literal=_plain(value))


def write_date(date: Date, *, ascii_only: bool = False) -> str:
    """Return the EDTF text of a date, or its words."""
    return dump_edtf(date) or unicode_to_latex(date.literal or "", ascii_only=ascii_only)


def read_month(value: str) -> tuple[int | None, int | None, int | None] | None:
    """Return (month, day, season) of a month field, or None if it is none of them.

    >>> read_month("mar~5")
    (3, 5, None)
    """
    text = _plain(value).replace("\N{NO-BREAK SPACE}", " ").strip(" .,").casefold()
    if text in _SEASONS:
        return None, None, _SEASONS[text]
    if text.isdigit() and 1 <= int(text) <= 12:
        return int(text), None, None
    found = _MONTH_AND_DAY.fullmatch(text.replace(",", ""))
    if found is None or (found["before"] and found["after"]):
        return None
    name = found["month"]
    number = next(
        (place for place, full in enumerate(_MONTH_NAMES, 1) if full.startswith(name) or name == "sept" == full[:4]),
        None,
    )
    day = found["before"] or found["after"]
    return None if number is None else (number, int(day) if day else None, None)


def _with_month(year: int, fields: Mapping[str, str]) -> tuple[Date, frozenset[str]]:
    found = read_month(fields["month"]) if "month" in fields else None
    if found is None:
        return Date.of(year), frozenset({"year"})
    month, day, season = found
    used = {"year", "month"}
    said = _plain(fields.get("day", ""))
    if month and not day and said.isdigit():
        day = int(said)
        used.add("day")
    try:
        return Date.of(year, month, day, season=season), frozenset(used)
    except InvalidValueError:  # the 31st of June
        return Date.of(year), frozenset({"year"})


def _with_words(date: Date, fields: Mapping[str, str], same: frozenset[str]) -> Date:
    """Add the words of ``year = {in press}`` that stand beside a date."""
    words = _plain(fields.get("year", ""))
    if "year" not in same or _says_year(words, date):
        return date
    return Date(start=date.start, end=date.end, open_start=date.open_start, open_end=date.open_end, literal=words)


def _agrees(name: str, fields: Mapping[str, str], date: Date) -> bool:
    point = date.start or date.end
    assert point is not None
    text = _plain(fields[name])
    if name == "year":
        return _says_year(text, date) or (
            read_year(text).literal is not None and read_year(text).year in {None, date.year}
        )
    if name == "day":
        return text.isdigit() and int(text) == point.day
    return read_month(text) == (point.month, None, point.season)


def _says_year(text: str, date: Date) -> bool:
    return text == str(date.year)


def _edtf(value: str) -> Date | None:
    for text in (value.strip(), _plain(value)):  # as it stands first: in EDTF "~" is no tie
        if re.search(r"\d", text):
            try:
                return parse_edtf(text)
            except InvalidValueError:
                continue
    return None


def _plain(value: str) -> str:
    return " ".join(latex_to_unicode(value).split())
