"""RIS (Research Information Systems, 2011 and before), as EndNote, Zotero, Mendeley and publishers write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from refgraph.errors import InvalidValueError
from refgraph.formats.records import Draft, Entry, Row, Table, collect
from refgraph.formats.records.dates import is_plain, slashed
from refgraph.formats.tagged import procite, reading, writing
from refgraph.formats.tagged.dialect import Dialect, Record, Tagged
from refgraph.model.dates import Date
from refgraph.model.identifiers import parse_identifier
from refgraph.model.library import Library
from refgraph.model.schemes import Scheme
from refgraph.model.vocabulary import TYPES, VARIABLES
from refgraph.model.work import Work

_ARTICLES = "article article-journal article-magazine article-newspaper review review-book"
_PARTS = "chapter entry entry-dictionary entry-encyclopedia paper-conference"
_SCREEN = "motion_picture broadcast"
_LAW = "bill hearing legislation regulation legal_case"
_NUMBERED = "report standard patent"

ROWS: tuple[Row, ...] = (
    Row("author", "AU A1", "document"),
    Row("director", "AU A1", _SCREEN),
    Row("author", "AU A1"),
    Row("editor", "ED"),
    Row("performer", "A2", "song"),
    Row("interviewer", "A2", "interview"),
    Row("recipient", "A2", "personal_communication"),
    Row("contributor", "A2", "bill"),
    Row("authority", "A2", "patent"),
    Row("container-title", "A2", "legal_case"),
    Row("collection-editor", "A2", "book report periodical manuscript collection"),
    Row("editor", "A2"),
    Row("producer", "A3", _SCREEN),
    Row("editor", "A3", "book periodical classic"),
    Row("contributor", "A3", "thesis bill"),
    Row("collection-editor", "A3"),
    Row("performer", "A4", _SCREEN),
    Row("contributor", "A4", "paper-conference"),
    Row("translator", "A4"),
    Row("container-author", "C2", "chapter"),
    Row("issue", "IS CP M1", "document"),
    Row("title", "TI T1 CT BT", "book classic manuscript collection periodical"),
    Row("title", "TI T1 CT"),
    Row("title-short", "ST"),
    Row("container-title", "C3", "paper-conference"),
    Row("event-title", "T2", "paper-conference speech"),
    Row("collection-title", "T2 T3", "book report software map thesis classic collection"),
    Row("authority", "T3", "bill hearing"),
    Row("collection-title", "T3"),
    Row("container-title", "T2 JF BT JO"),
    Row("container-title-short", "J2 JA J1"),
    Row("issued", "PY Y1 DA C2", "patent"),
    Row("issued", "PY Y1 DA"),
    Row("accessed", "Y2"),
    Row("volume", "VL VO"),
    Row("issue", "OP", "patent"),
    Row("number-of-volumes", "NV IS M1", "chapter"),
    Row("issue", "IS CP M1", _ARTICLES),
    Row("issue", "IS CP"),
    Row("collection-number", "SV", "chapter"),
    Row("number", "SV", "legal_case"),
    Row("collection-number", "M1", "book classic"),
    Row("medium", "M1", "software"),
    Row("number", "SN", "patent"),
    Row("call-number", "CN H2 M1", "patent"),
    Row("number", "SN M1", _NUMBERED),
    Row("number", "M1", "dataset"),
    Row("number", "M1", "bill hearing legislation broadcast"),
    Row("", "M1"),
    Row("number-of-pages", "SP", "book thesis manuscript classic pamphlet"),
    Row("dimensions", "SP", _SCREEN),
    Row("page", "EP", "book thesis manuscript classic pamphlet"),
    Row("page", "SP EP"),
    Row("chapter-number", "SE", "chapter"),
    Row("chapter-number", "ET", _LAW),
    Row("version", "ET", "software dataset"),
    Row("number-of-volumes", "NV"),
    Row("publisher-place", "C1", "paper-conference"),
    Row("event-place", "CY PP", "paper-conference"),
    Row("scale", "C1", "map"),
    Row("dimensions", "C3", "graphic figure"),
    Row("jurisdiction", "C3", "patent"),
    Row("medium", "C5", f"song {_SCREEN}"),
    Row("references", "C5", "patent"),
    Row("status", "C6", "patent"),
    Row("references", "OP", _LAW),
    Row("genre", "C4 M3", _SCREEN),
    Row("medium", "M3", "graphic figure interview"),
    Row("publisher", "PB"),
    Row("publisher-place", "CY PP"),
    Row("ISSN", "SN", f"{_ARTICLES} periodical"),
    Row("ISBN", "SN"),
    Row("DOI", "DO DI"),
    Row("URL", "UR L2 LK"),
    Row("archive", "DB"),
    Row("archive_location", "AN AV"),
    Row("call-number", "CN H2"),
    Row("", "TA ID"),
)
"""What depends on the type, and where practice departs from the general table, which follows."""

_GENERAL = tuple(Row(row.csl, row.ris) for row in VARIABLES if row.ris)
TABLE = Table(
    types=(*((row.csl, row.ris.replace(" ", "|")) for row in TYPES if row.ris), ("article-journal", "Journal Article")),
    rows=(*ROWS, *(Row(row.variable, " ".join(w for w in row.words.split() if w[0] != "=")) for row in _GENERAL)),
)
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx](?:\b.*)?", re.DOTALL)
_BOOK_NUMBER = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?:\b.*)?", re.DOTALL)


def loads(text: str, file: str | None = None) -> Library:
    r"""Read RIS text; a record that is broken is a finding and costs no other.

    >>> library = loads("TY  - JOUR\nTI  - Islands\nSP  - 3\nEP  - 9\nER  - ")
    >>> library.works[0].title, library.works[0].page
    ('Islands', '3-9')
    """
    return collect(reading.entries(text, DIALECT, file), file)


def stream(lines: Iterable[str], file: str | None = None) -> Iterator[Entry]:
    """Read RIS line by line, one record after the other."""
    return reading.entries_of_lines(lines, DIALECT, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as RIS.

    >>> print(dumps([Work(key="a", type="book", title="Islands")]), end="")
    TY  - BOOK
    TI  - Islands
    ID  - a
    ER  -
    <BLANKLINE>
    """
    return writing.dumps(library, DIALECT)


def _print_line(tag: str, text: str) -> str:
    return (f"{tag}  - {text}".rstrip(" ") if tag else text) + "\n"


def _write_dates(date: Date) -> Tagged:
    lines: Tagged = []
    if date.start:
        lines.append(("PY", f"{date.start.year:04}"))
    if not date.start or date.start.month or not is_plain(date):
        lines.append(("DA", slashed(date)))
    return lines


def _settle(record: Record, draft: Draft) -> None:
    """Look at values whose tag alone does not say what they are."""
    procite.settle(record, draft)
    _numbers(draft)
    _genre(draft)
    if draft.type in {"paper-conference", "speech"}:
        draft.move("event-title", "container-title") if draft.type == "paper-conference" else None
        draft.move("event-place", "publisher-place")
    short = [each for each in draft.texts.get("container-title", []) if each[1] == "JO"]
    if short and "container-title-short" not in draft.texts and draft.get("container-title") != short[0][2]:
        draft.texts["container-title"] = [each for each in draft.texts["container-title"] if each[1] != "JO"]
        draft.texts["container-title-short"] = short
    if draft.get("number-of-pages") and "page" not in draft.texts and "-" in (draft.get("number-of-pages") or ""):
        draft.move("number-of-pages", "page")  # "SP  - 12-34"


def _numbers(draft: Draft) -> None:
    """Tell ISSN from ISBN by their looks; journals have ISSNs, and books may have either."""
    for variable, other, looks in (("ISSN", "ISBN", _BOOK_NUMBER), ("ISBN", "ISSN", _ISSN)):
        found = draft.take(variable)
        for each in found:
            target = (
                other
                if looks.fullmatch(each[2]) and not (variable == "ISSN" and _ISSN.fullmatch(each[2]))
                else variable
            )
            draft.texts.setdefault(target, []).append(each)


def _genre(draft: Draft) -> None:
    """Take a DOI out of M3, where older exports have it."""
    for each in draft.take("genre"):
        try:
            doi = parse_identifier(each[2], Scheme.DOI).value
        except InvalidValueError:
            draft.texts.setdefault("genre", []).append(each)
        else:
            draft.add("DOI", doi, each[1], 9)


def _arrange(work: Work, lines: Tagged) -> Tagged:
    """Write the title of proceedings where most programs look for it."""
    if work.type != "paper-conference" or work.event_title:
        return lines
    return [("T2" if tag == "C3" else tag, text) for tag, text in lines]


DIALECT = Dialect(
    name="ris",
    table=TABLE,
    line=re.compile(r"\s{0,3}(?P<tag>[A-Za-z][A-Za-z0-9])(?:  ?-(?: |$)|  -)(?P<value>.*)"),
    type_tags=("TY",),
    key_tag="ID",
    begins=frozenset({"TY"}),
    end="ER",
    lists={"KW": ";", "L1": "", "L4": ""},
    prose=frozenset({"AB", "N1", "N2", "RN"}),
    page_start="SP",
    page_end="EP",
    print_line=_print_line,
    write_dates=_write_dates,
    settle=_settle,
    arrange=_arrange,
)
pieces = partial(writing.pieces, dialect=DIALECT)
