"""Printed dates to typed ones: "2018", "2018, March 3", "12 Sept. 1999", "c. 1450", "1914-18", "n.d."."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from refgraph.errors import InvalidValueError
from refgraph.model import Date, DatePoint, parse_edtf
from refgraph.model.dates import Unspecified
from refgraph.parse.assembly.calendars import other_calendar
from refgraph.parse.assembly.words import alternatives, phrases, table

_TABLE = table("dates")
_MONTHS = {name: number for number, names in reversed(list(enumerate(_TABLE["months"], 1))) for name in names.split()}
_SEASONS = {name: number for number, names in enumerate(_TABLE["seasons"], 1) for name in names.split()}
_STATUSES = {
    status: re.compile(rf"(?<![^\W_]){alternatives(phrases(_TABLE[status]), stops=False)}(?![^\W_])\.?", re.IGNORECASE)
    for status in ("undated", "in_press", "forthcoming")
}
_YEAR = r"(?<!\d)(?P<year>1\d{3}|20\d\d|2100)(?P<letter>[a-zа-в](?![^\W\d_]))?(?!\d)"
_FIRST_YEAR = re.compile(_YEAR)
_UNDATED_LETTER = re.compile(r"-\s?(?P<letter>[a-z])$")
_RANGE = re.compile(
    r"(?<!\d)(?P<first>1\d{3}|20\d\d)[a-z]?\s*(?:[-–—−/]|\bto\b|\bbis\b|\bund\b|\band\b|&)\s*(?P<last>1\d{3}|20\d\d|\d\d)(?![\d-])"
)
_OPEN = re.compile(r"(?<!\d)(?P<first>1\d{3}|20\d\d)\s*[-–—]\s*(?:$|present\b|heute\b|\)|\])", re.IGNORECASE)
_DECADE = re.compile(r"(?<!\d)(?P<decade>1\d\d|20\d)(?:[-–_?X]\??\]?$|0(?:s|er|-е|-ті)\b)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<![\d.])([0-3]?\d)(?:st|nd|rd|th|er|º|°|\.)?(?![\d:])")
_NUMERIC = re.compile(
    r"(?<!\d)(?P<a>[0-3]?\d)(?P<mark>\s*[./-]\s*)(?P<b>[01]?\d)\s*[./-]\s*(?P<year>1\d{3}|20\d\d|\d\d)(?!\d)"
)
_MONTH_AND_YEAR = re.compile(
    r"(?:tháng\s+)?(?P<month>0?[1-9]|1[0-2])(?:\s*[./]\s*|\s+năm\s+)(?P<year>1[5-9]\d\d|20\d\d)"
)
_DAY_BEFORE = re.compile(r"(?P<day>[0-3]?\d)\.?\s*[-–—/]\s*$")
_ISO = re.compile(r"(?<!\d)(1\d{3}|20\d\d)[-/.](0\d|1[0-2])(?:[-/.]([0-2]\d|3[01]))?(?!\d)")
_CJK = re.compile(r"(1\d{3}|20\d\d)\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*)?(?:(\d{1,2})\s*[日일])?")
_ABOUT = re.compile(
    r"(?<![^\W_])(?:c|ca|circa|um|около|ок|vers|env|okolo|cca|approx|hacia|ок)\b\.?\s*\[?\d|~|около", re.IGNORECASE
)
_DOUBTFUL = re.compile(r"\d\s*\?")
_ERA = re.compile(
    r"(?<!\d)(?P<year>\d{1,4})\s*(?P<era>BCE?\b|B\.C\.|v\.\s?Chr|v\.u\.Z|до н|до Р|av\.\s?J|a\.\s?C\.|a\.\s?de\s?C"
    r"|avanti|п\.\s?н\.\s?е|π\.\s?Χ|ق\.م|AD\b|CE\b|A\.D\.|n\.\s?Chr|н\.\s?э|d\.\s?C\.|ap\.\s?J|μ\.\s?Χ)|(?P<before>AD|A\.D\.|MÖ|MS|公元前?|紀元前)\s*(?P<after>\d{1,4})(?!\d)"
)
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "0123456789" * 2)
_AFTER_CHRIST = ("ad", "ce", "a.d.", "n", "н", "d.", "ap", "μ", "ms", "公元")


@lru_cache(maxsize=16_384)
def parse_date(text: str) -> Date | None:
    """Parse a printed date.

    Args:
        text: the date without brackets, in any of the languages of the month table.

    Returns:
        The date; words such as "n.d." or "in press" become its ``literal``; None if there is no date in the text.
        Years of another calendar become those of ours where both are printed, and stay as printed otherwise.

    >>> str(parse_date("2018, March 3"))
    '2018-03-03'
    >>> parse_date("n.d.").status
    'no-date'
    """
    text = text.strip(" ()[],;:")
    if len(text) == 4 and text.isascii() and text.isdigit() and "1000" <= text <= "2100":
        return Date.of(int(text))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    found = other_calendar(text)
    if found is not None:
        return found
    text = text.translate(_DIGITS)
    for parse in (_iso, _cjk, _era, _numeric, _range, _decade, _words):
        try:
            date = parse(text)
        except InvalidValueError:  # "30 February 2018": what is left is the year, and the span says the rest
            date = _year_alone(text)
        if date is not None:
            return date
    words = next((match for each in _STATUSES.values() if (match := each.search(text))), None)
    return Date(literal=words[0]) if words else None


def publication_status(text: str) -> str | None:
    """Return the words that say that a work is not out yet ("in press", "в печати"), or None.

    >>> publication_status("2019, in press")
    'in press'
    """
    if text[-4:].isdigit():
        return None
    found = _STATUSES["in_press"].search(text) or _STATUSES["forthcoming"].search(text)
    return found[0].rstrip(".") if found else None


def year_suffix(text: str) -> str | None:
    """Return the letter behind the year ("2017b" -> "b", "n.d.-a" -> "a"), or None."""
    if text[-1:].isdigit() or _DECADE.search(text):
        return None
    found = _FIRST_YEAR.search(text)
    if found is None and len(text) < 16:
        found = _UNDATED_LETTER.search(text)
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


def _era(text: str) -> Date | None:
    """Read "300 BC" and "AD 79"."""
    found = _ERA.search(text)
    if found is None:
        return None
    year, era = int(found["year"] or found["after"]), (found["era"] or found["before"]).casefold()
    if not era.startswith(_AFTER_CHRIST) or era == "公元前":
        year = 1 - year
    return Date(start=DatePoint(year=year, approximate=bool(_ABOUT.search(text))))


def _numeric(text: str) -> Date | None:
    """Read 13.02.2024 as day, month, year, and 02/13/2024 as it must be; "20–21.11.2008" is a range of days."""
    found = _NUMERIC.search(text)
    if found is None:
        short = _MONTH_AND_YEAR.fullmatch(text)
        return Date.of(int(short["year"]), int(short["month"])) if short else None
    day, month, year = int(found["a"]), int(found["b"]), int(found["year"])
    if len(found["year"]) == 2:
        if found["mark"].strip() == "-":
            return None
        year += 2000 if year < 50 else 1900
    if month > 12:
        day, month = month, day
    end = DatePoint(year=year, month=month, day=day)
    before = _DAY_BEFORE.search(text[: found.start()])
    if before and int(before["day"]) < day:
        return Date(start=DatePoint(year=year, month=month, day=int(before["day"])), end=end)
    return Date(start=end)


def _range(text: str) -> Date | None:
    found = _OPEN.search(text)
    if found:
        return Date(start=DatePoint(year=int(found["first"])), open_end=True)
    found = _RANGE.search(text)
    if found is None or any(word.lower() in _MONTHS or word.lower() in _SEASONS for word in _WORD.findall(text)):
        return None
    first, last = int(found["first"]), found["last"]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    about = bool(_ABOUT.search(text))
    return Date(start=DatePoint(year=first, approximate=about), end=DatePoint(year=end)) if end > first else None


def _decade(text: str) -> Date | None:
    found = _DECADE.search(text)
    if found is None:
        return None
    return Date(start=DatePoint(year=int(found["decade"]) * 10, unspecified=Unspecified.YEAR_DIGIT))


def _words(text: str) -> Date | None:
    years = list(_FIRST_YEAR.finditer(text))
    if not years:
        return None
    year = int(years[0]["year"])
    rest = text[: years[0].start()] + " " + text[years[0].end() :]
    names = [word.lower().replace("i̇", "i") for word in _WORD.findall(rest)]
    months = [_MONTHS[name] for name in names if name in _MONTHS]
    if not months:
        season = next((_SEASONS[name] for name in names if name in _SEASONS), None)
        about, doubt = bool(_ABOUT.search(text)), bool(_DOUBTFUL.search(text))
        return Date(start=DatePoint(year=year, season=season, approximate=about, uncertain=doubt))
    days = [int(day) for day in _DAY.findall(rest) if 1 <= int(day) <= 31]
    last_year = int(years[-1]["year"])
    if len(months) > 1 and (last_year, months[-1]) > (year, months[0]):
        both = len(days) > 1
        start = DatePoint(year=year, month=months[0], day=days[0] if both else None)
        return Date(start=start, end=DatePoint(year=last_year, month=months[-1], day=days[-1] if both else None))
    start = DatePoint(year=year, month=months[0], day=days[0] if days else None)
    if len(days) == 2 and days[1] > days[0]:
        return Date(start=start, end=DatePoint(year=year, month=months[0], day=days[1]))
    return Date(start=start)


def _year_alone(text: str) -> Date | None:
    found = _FIRST_YEAR.search(text)
    return Date.of(int(found["year"])) if found else None


_REPRINT = (
    r"(?:repr|reprint(?:ed)?|rpt|nachdr|neudr|neudruck|nachdruck|r[ée]{2}d|rist|ristampa|reimp|reimpr|переизд|репр|dotisk"
    r"|przedr)"
)
_FIRST = (
    r"(?:orig\w*|original work published|first publ\w*|1st ed|first ed\w*|erstmals|zuerst|erstausg\w*|erstver\w*"
    r"|erstaufl\w*|ed\. or|éd\. orig|1re éd|1ª ed|1\. aufl|ausg|urspr\w*|wyd\. oryg|перв\w*|ориг\w*|oorspr\w*|publié|©)"
)
_TWO_DATES = (
    re.compile(r"^(?P<issued>\d{4}[a-z]?)\s*[\[(]\s*(?P<original>\d{4})\s*[\])]$"),
    re.compile(r"^[\[(]\s*(?P<original>\d{4})\s*[\])]\s*(?P<issued>\d{4}[a-z]?)$"),
    re.compile(r"^(?P<original>\d{4})\s*/\s*(?P<issued>\d{4}[a-z]?)$"),
    re.compile(
        rf"^(?P<original>\d{{4}})\s*[,;/(\[]?\s*{_REPRINT}\.?\D{{0,12}}(?P<issued>\d{{4}})\D{{0,2}}$", re.IGNORECASE
    ),
    re.compile(
        rf"^(?P<issued>\d{{4}}[a-z]?)\s*[\[(,;/]*\s*{_FIRST}\b\D{{0,14}}(?P<original>\d{{4}})\D{{0,2}}$", re.IGNORECASE
    ),
)
_ORIGINAL_NOTE = re.compile(rf"^\W*{_FIRST}\b\D{{0,30}}(?P<original>1\d{{3}}|20\d\d)\W*$", re.IGNORECASE)
_LEAST_GAP = 12
"""Years with a slash between that are nearer to each other are a double year or a range, not two editions."""


def split_original(text: str) -> tuple[str, str | None]:
    """Part the date of the first edition from that of this one.

    >>> split_original("1975 [1899]"), split_original("1899/1975"), split_original("1998/99")
    (('1975', '1899'), ('1975', '1899'), ('1998/99', None))
    """
    if len(text) < 9 or other_calendar(text) is not None:
        return text, None
    bare = text.strip(" ,;.")
    if bare[:1] in "([" and bare[-1:] in ")]" and not re.search(r"[()\[\]]", bare[1:-1]):
        bare = bare[1:-1].strip()
    for pattern in _TWO_DATES:
        found = pattern.match(bare)
        if found is None:
            continue
        issued, original = found["issued"], found["original"]
        gap = int(issued[:4]) - int(original)
        if gap > (_LEAST_GAP if "/" in bare and pattern is _TWO_DATES[2] else 0):
            return issued, original
        if gap < 0 and pattern is _TWO_DATES[0]:  # "1899 [1975]"
            return original, issued
    return text, None


def original_date(note: str) -> Date | None:
    """Return the date of a note such as "Original work published 1899", or None."""
    found = _ORIGINAL_NOTE.match(note) if note[-1:].isdigit() or note[-1:] in ".)]" else None
    return Date.of(int(found["original"])) if found else None
