"""D30x: years, months and dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import TYPE_CHECKING

from refgraph.check.bibliography import Bibliography
from refgraph.check.entry import Entry, inner, plain, span_in
from refgraph.check.rule import Hit, entry_rule, field_rule
from refgraph.errors import InvalidValueError
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix, Severity

if TYPE_CHECKING:
    from refgraph.model.dates import Date, DatePoint

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "january february march april may june july august september october november december "
    "januar februar märz april mai juni juli august september oktober november dezember"
).split()
_YEAR = re.compile(r"-?\d{4}")
_ABOUT = r"(?:c\.?|ca\.?|circa|about|um|vers|~|≈)?\s*"
_OK_YEAR = re.compile(
    rf"""\[?\(?{_ABOUT}-?[12]\d{{3}}\??\)?\]?          # 1905, [1905], c. 1905, 1905?
      |\[?[12]\d{{3}}\s*(?:-{{1,3}}|–|—|/|\\slash\s*|\\textendash\s*|,|&|\\&|\ and\ )\s*
       (?:[12]\d{{3}}|\d\d)?\]?                              # 1910--1913, 1910/11, 2019-
      |[12]\d{{3}}\s*\[[12]\d{{3}}\]|\[[12]\d{{3}}\]\s*[12]\d{{3}}
      |[12]\d{{3}}\s*\((?:orig\.?|first published)?\s*[12]\d{{3}}\)
      |[12]\d(?:--|\d-)|\d{{1,2}}(?:th|st|nd|rd)\s+century
      |-?\d{{1,4}}\s*(?:BCE?|CE|AD|v\.\s?Chr\.)|-\d{{1,4}}""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = re.compile(
    r"\(?(?:n\.?\s?d\.?|no date|s\.?\s?a\.?|s\.?\s?d\.?|undated|o\.\s?j\.|b\.?\s?г\.?|(?:in|im|en"
    r"|na)\s?(?:press|druck|prensa|prelo|print)|\w*\s?press|forthcoming|to appear|"
    r"submitted|accepted|under review|in preparation|in prep\.?|unpublished|ongoing|present|upcoming"
    r"|early access|online first|"
    r"under revision|в печати|im erscheinen|erscheint|à paraître)\)?(?:[\s,:]+.*)?",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


@field_rule("D301", "bad-year", Severity.ERROR, "year")
def bad_year(_: Entry, field: BibField, __: Bibliography) -> Iterator[Hit]:
    """Report a year that is no year.

    Why: it sorts and prints wrongly, and labels such as "Smith 2010" are made from it.
    Example: ``year = {200}``, ``year = {20XX}``, ``year = {March 2010}``. Ranges, "c. 1905", "n.d." and "in
    press" are fine; a year with a letter ("2010a") is only noted.
    """
    value = plain(field.value)
    if not value or _OK_YEAR.fullmatch(value) or _WORDS.fullmatch(value) or (field.macros and not inner(field)):
        return
    if re.fullmatch(r"[12]\d{3}\s?[a-z](?:,.*)?", value):
        message = f"the year {value!r} carries the letter that a style adds itself"
        yield Hit(message=message, severity=Severity.INFO)
    elif "\\" in value:
        return  # a macro that LaTeX expands
    elif found := _HAS_YEAR.search(value):
        # "2010 (accessed 2012)", "in press, 2011": readable, but no number
        known = re.fullmatch(r"\W*[12]\d{3}\W*", value)
        severity = Severity.INFO if known or re.search(r"\(|press|appear|print|online", value, re.IGNORECASE) else None
        yield Hit(message=f"the year {value!r} holds more than the year {found[0]}", severity=severity)
    else:
        yield Hit(message=f"{value!r} is not a year; expected four digits", span=span_in(field))


_LEADING_YEAR = re.compile(r"\s*\[?(\d{4})(?!\d)")


@entry_rule("D302", "future-year", Severity.WARNING, "year", "date", works=True)
def future_year(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a year after next year.

    Why: it is a slip of the keyboard, or invented.
    Example: ``year = {2108}`` for 2018.
    """
    for field in entry.own("year", "date"):
        found = _LEADING_YEAR.match(field.value)
        if found and int(found[1]) > bibliography.today.year + 1:
            yield Hit(
                message=f"{found[1]} is in the future",
                field=field,
                span=span_in(field, found.span(1)),
                value=found[1],
            )
            return


@entry_rule("D303", "date-conflict", Severity.ERROR, "year", "month")
def date_conflict(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a year or month that disagrees with the date.

    Why: BibTeX prints one, BibLaTeX the other.
    Example: ``year = {2018}, date = {2019-03}``.
    """
    date = entry.get("date")
    point = _point(date) if date else None
    if point is None:
        return
    for field in entry.own("year"):
        years = {int(each) for each in _HAS_YEAR.findall(field.value)}
        if years and point.year not in years:
            yield Hit(message=f"year is {field.value.strip()}, but date is {entry.get('date').strip()}", field=field)
    for field in entry.own("month"):
        month = _month(field)
        if month and point.month and month != point.month:
            yield Hit(
                message=f"month is {field.value.strip()}, but date is {entry.get('date').strip()}",
                field=field,
            )


def _point(value: str) -> DatePoint | None:
    date = _edtf(value)
    return None if date is None else date.start or date.end


def _edtf(value: str) -> Date | None:
    from refgraph.model.edtf import parse_edtf

    try:
        return parse_edtf(value)
    except InvalidValueError:
        return None


def _month(field: BibField) -> int | None:
    """Return the number of a month that is one month, or None."""
    text = plain(field.value).lower().rstrip(".")
    if text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    if len(text) < 3:
        return None
    found = next(
        (place for place, name in enumerate(_NAMES) if name == text or (len(text) >= 3 and name.startswith(text))),
        None,
    )
    return None if found is None else found % 12 + 1


_MONTH_AS_TEXT = re.compile(r"month\s*=\s*[{\"]", re.IGNORECASE)


@field_rule("D304", "month-format", Severity.WARNING, "month")
def month_format(entry: Entry, field: BibField, _: Bibliography) -> Iterator[Hit]:
    """Report a month that is neither a macro (jan, feb, ...) nor a number from 1 to 12.

    Why: only macros are printed as the style wants, in its language and length, and BibLaTeX sorts only
    macros and numbers. Names in full, seasons and ranges are printed as they stand, so they are only noted.
    Example: ``month = {13}``; ``month = {March}``, where ``mar`` would do.
    Fix: safe: the macro of the month.
    """
    if field.value in _MONTHS and not _MONTH_AS_TEXT.search(entry.source.raw):
        return  # nearly every one: a macro
    if field.macros and field.raw[:1] not in '{"':
        return  # jan, or jan # "~15"
    value = plain(field.value)
    if value.isdigit():
        if not 1 <= int(value) <= 12:
            yield Hit(message=f"there is no month {value}; expected a macro (jan) or 1-12")
        return
    month = _month(field)
    if month:
        macro = _MONTHS[month - 1]
        yield Hit(
            message=f"the month {value!r} is written as text; the macro {macro} suits every style",
            severity=Severity.INFO,
            fix=_macro(field, macro),
        )
    elif (
        re.search(r"\d", value)
        or any(name[:3] in value.lower() for name in _NAMES)
        or re.match(r"(?i)spring|summer|fall|autumn|winter", value)
    ):
        yield Hit(message=f"the month {value!r} is text; expected a macro (jan) or 1-12", severity=Severity.INFO)
    else:
        yield Hit(message=f"{value!r} is not a month; expected a macro (jan) or 1-12")


def _macro(field: BibField, macro: str) -> Fix | None:
    if inner(field) is None or field.line < 1:
        return None
    return Fix(start=field.value_start, end=field.end, replacement=macro)


_DATES = ("date", "urldate", "eventdate", "origdate")


@entry_rule("D305", "bad-date", Severity.ERROR, *_DATES, "day")
def bad_date(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a date that does not exist or is not written as BibLaTeX wants (EDTF levels 0 and 1, ISO 8601-2).

    Why: biber drops it. In a bibliography for BibTeX a date of access in words is fine.
    Example: ``date = {2019-02-30}``, ``urldate = {12.5.2020}``, ``day = {31}, month = feb``.
    """
    for field in entry.own(*_DATES):
        value = field.value.strip().strip("{}")
        if _edtf(value) is not None or not value:
            continue
        loose = field.name.lower() != "date" and not bibliography.is_biblatex
        if loose and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            continue
        if re.fullmatch(r"[12]\d{3}[?~%]?(?:-\d\d)?(?:-\d\d)?/open", value):
            continue  # "1985/open", EDTF's first draft, still accepted by biber
        yield Hit(
            message=f"{value!r} is no date; expected an existing day as YYYY-MM-DD, or less of it",
            field=field,
        )
    yield from _day(entry)


def _day(entry: Entry) -> Iterator[Hit]:
    for field in entry.own("day"):
        month_field = entry.fields.get("month")
        month = _month(month_field) if month_field else None
        value = field.value.strip()
        if value.isdigit() and month and entry.year and not _exists(entry.year, month, int(value)):
            yield Hit(message=f"there is no day {value} in month {month} of {entry.year}", field=field)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


_ACCESSED = ("urldate", "accessed", "lastaccessed", "lastchecked", "lastvisited", "urlaccessdate")


@entry_rule("D306", "urldate-before", Severity.WARNING, *_ACCESSED, works=True)
def urldate_before(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a date of access before the publication.

    Why: nobody can read what is not there yet; one of the two is wrong.
    Example: ``year = {2020}, urldate = {2018-05-01}``.
    """
    from refgraph.model.dates import DatePoint

    for field in entry.own(*_ACCESSED):
        seen = _point(field.value.strip())
        if seen is None:
            found = _HAS_YEAR.search(field.value)
            seen = DatePoint(year=int(found[0])) if found else None
        issued = _point(entry.get("date").strip()) or (DatePoint(year=entry.year) if entry.year else None)
        if seen is not None and issued is not None and _before(seen, issued):
            yield Hit(
                message=f"looked at on {field.value.strip()}, before it was published ({_said(issued)})",
                field=field,
            )


def _before(one: DatePoint, other: DatePoint) -> bool:
    for first, second in zip(one.sort_key, other.sort_key, strict=True):
        if first != second or not first or not second:
            return 0 < first < second
    return False


def _said(point: DatePoint) -> str:
    return "-".join(f"{part:02}" for part in point.sort_key if part)


_KEY_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SHORT_KEY_YEAR = re.compile(r"[A-Za-z:_-](\d\d)[a-z]?$")


@entry_rule("D307", "key-year", Severity.INFO)
def key_year(entry: Entry, _: Bibliography) -> Iterator[Hit]:
    """Report a year in the key that is not the entry's.

    Why: either is wrong, or the key was kept when a preprint was published.
    Example: ``@article{Bezerra2015tec, year = 2016, ...}``.
    """
    if entry.year is None or entry.key.startswith("10.") or "://" in entry.key:
        return
    years = [int(each) for each in _KEY_YEAR.findall(entry.key)]
    if not years:
        short = _SHORT_KEY_YEAR.search(entry.key)
        if not short or int(short[1]) == entry.year % 100:
            return
        if not re.search(r"[A-Za-z]{3,}[:_-]?\d\d[a-z]?$", entry.key) or abs(int(short[1]) - entry.year % 100) > 5:
            return  # a number, not a year
        years = [entry.year - entry.year % 100 + int(short[1])]
    if entry.year not in years:
        yield Hit(message=f"the key says {years[-1]}, the entry {entry.year}", value=entry.key)
