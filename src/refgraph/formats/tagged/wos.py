"""The field-tagged export of Web of Science (Clarivate, "Web of Science Core Collection Field Tags"; ISI before)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from refgraph.formats.records import Draft, Entry, Row, Table, collect
from refgraph.formats.records.dates import spelled
from refgraph.formats.records.names import read_compact
from refgraph.formats.tagged import reading, writing
from refgraph.formats.tagged.dialect import Dialect, Field, Record, Tagged
from refgraph.model.dates import Date
from refgraph.model.library import Library
from refgraph.model.names import Organization
from refgraph.model.work import Work

TYPES = (
    ("article-journal", "J"),
    ("book", "B"),
    ("chapter", "S"),
    ("paper-conference", "C"),
    ("patent", "P"),
)
"""PT has five words; `_prepare` makes them of PT and DT together."""
ROWS = (
    Row("author", "AU AF A1 CA"),
    Row("container-author", "BA BF", "chapter paper-conference"),
    Row("author", "BA BF"),
    Row("editor", "BE ED"),
    Row("title", "TI"),
    Row("container-title", "SO"),
    Row("collection-title", "SE"),
    Row("collection-title", "BS"),
    Row("container-title-short", "JI J9"),
    Row("language", "LA"),
    Row("genre", "DT"),
    Row("event-title", "CT"),
    Row("event-date", "CY"),
    Row("event-place", "CL"),
    Row("keyword", "DE ID MC MQ"),
    Row("abstract", "AB"),
    Row("publisher", "AE PA", "patent"),
    Row("publisher", "PU"),
    Row("publisher-place", "PC", "patent"),
    Row("publisher-place", "PI"),
    Row("ISSN", "SN EI"),
    Row("ISBN", "BN"),
    Row("issued", "PY PD", "patent"),
    Row("issued", "PY PD"),
    Row("volume", "VL"),
    Row("issue", "IS"),
    Row("number", "PN", "patent"),
    Row("part-number", "PN"),
    Row("supplement-number", "SU"),
    Row("page", "BP AR PS"),
    Row("page", "EP"),
    Row("number-of-pages", "PG"),
    Row("DOI", "DI D2"),
    Row("PMID", "PM"),
    Row("URL", "UR"),
)
TABLE = Table(TYPES, ROWS, default="article-journal")
_DOCUMENT_TYPES = {
    "proceedings paper": "C",
    "meeting abstract": "C",
    "book chapter": "S",
    "book": "B",
}
_PEOPLE = ("AU", "AF", "A1", "BA", "BF", "BE", "ED")
_WANTED = {"AF": "AU", "BF": "BA"}


def loads(text: str, file: str | None = None) -> Library:
    r"""Read Web of Science text.

    >>> loads("PT J\nAU Doe, J\n   Roe, R\nTI On bogs\nPY 2011\nPD FEB 3\nER\n\nEF\n").works[0].issued
    ... # doctest: +ELLIPSIS
    Date(start=DatePoint(year=2011, month=2, day=3, ...)
    """
    return collect(reading.entries(text, DIALECT, file), file)


def stream(lines: Iterable[str], file: str | None = None) -> Iterator[Entry]:
    """Read Web of Science text line by line, one record after the other."""
    return reading.entries_of_lines(lines, DIALECT, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as Web of Science text."""
    return writing.dumps(library, DIALECT)


def _prepare(record: Record) -> Record:
    """Leave out short names where full ones are there, and say with PT what DT says more precisely."""
    tags = {each.tag for each in record.fields}
    shadowed = {short for full, short in _WANTED.items() if full in tags}
    kind = _kind(record)
    fields = [
        Field("PT", (kind,), each.line) if each.tag == "PT" else each
        for each in record.fields
        if each.tag not in shadowed
    ]
    return record._replace(fields=tuple(fields))


def _kind(record: Record) -> str:
    kind = record.first("PT").upper()
    said = [_DOCUMENT_TYPES.get(each.strip().casefold()) for each in record.first("DT").split(";")]
    found = next((each for each in said if each), None)
    if found == "C" and kind in {"B", "S", "C"}:
        return "C"
    if kind == "B" and (found == "S" or (record.first("SO") and record.first("TI"))):
        return "S"
    return kind


def _settle(record: Record, draft: Draft) -> None:
    """Take the publisher's ISSN and the title of a book from where they are."""
    if draft.type == "book" and not draft.get("title"):
        draft.move("container-title", "title")
    if draft.type == "patent":
        for variable in ("container-title", "ISSN"):
            for _, word, text in draft.take(variable):
                draft.keep(word, text)
    if record.first("EI") and record.first("SN"):
        draft.texts["ISSN"] = [each for each in draft.texts["ISSN"] if each[1] != "EI"]
        draft.keep("EI", record.first("EI"))


def _write_dates(date: Date) -> Tagged:
    if date.start is None:
        return [("PY", date.literal or "")] if date.literal else []
    words = spelled(date, "md").upper()
    return [*([("PD", words)] if words else []), ("PY", str(date.start.year))]


def _arrange(work: Work, lines: Tagged) -> Tagged:
    """Put names of one field under one tag, bodies under their own, and a book's title where it is looked for."""
    bodies = {each.agent.name for each in work.contributors if isinstance(each.agent, Organization)}
    arranged: Tagged = []
    for tag, text in lines:
        name = text.replace(",,", ",", 1)
        if tag == "AU" and name in bodies:
            arranged.append(("CA", name))
        elif work.type == "book" and tag == "TI":
            arranged.append(("SO", text))
        elif work.type != "book" or tag != "SO":
            arranged.append((tag, text))
    return _gathered(arranged)


def _gathered(lines: Tagged) -> Tagged:
    """Put the names of one role under one tag, and keywords on one line."""
    gathered: Tagged = []
    before = ""
    for tag, text in lines:
        if tag == before and tag == "DE":
            gathered[-1] = (tag, f"{gathered[-1][1]}; {text}")
        else:
            gathered.append(("" if tag == before and tag in _PEOPLE else tag, text))
        before = tag
    return gathered


def _print_line(tag: str, text: str) -> str:
    return (f"{tag} {text}" if tag else f"   {text}").rstrip(" ") + "\n"


DIALECT = Dialect(
    name="wos",
    table=TABLE,
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|$)"),
    type_tags=("PT",),
    begins=frozenset({"PT"}),
    end="ER",
    skip=re.compile(r"(?:FN|VR) |EF\s*$"),
    lists=dict.fromkeys(_PEOPLE, "") | dict.fromkeys(("DE", "ID", "MC", "MQ"), "+;"),
    bodies=frozenset({"CA"}),
    page_start="BP",
    page_end="EP",
    read_name=read_compact,
    prepare=_prepare,
    settle=_settle,
    print_line=_print_line,
    write_dates=_write_dates,
    arrange=_arrange,
    header="FN Clarivate Analytics Web of Science\nVR 1.0\n",
    footer="EF\n",
)
pieces = partial(writing.pieces, dialect=DIALECT)
