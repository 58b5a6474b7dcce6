"""The tagged format of RefWorks (RefWorks, "Tagged Format: field tags and definitions")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from refgraph.formats.records import Draft, Entry, Row, Table, collect
from refgraph.formats.records.dates import spelled
from refgraph.formats.tagged import reading, writing
from refgraph.formats.tagged.dialect import Dialect, Record, Tagged
from refgraph.model.dates import Date
from refgraph.model.library import Library
from refgraph.model.work import Work

TYPES = (
    ("article-journal", "Journal Article|Journal|Journal, Electronic|Abstract"),
    ("book", "Book, Whole|Book|Book, Edited|Monograph"),
    ("chapter", "Book, Section|Book, Chapter"),
    ("paper-conference", "Conference Proceedings|Conference Proceeding"),
    ("thesis", "Dissertation/Thesis|Dissertation|Thesis|Dissertation/Thesis, Unpublished|Dissertation, Unpublished"),
    ("report", "Report|Grant"),
    ("webpage", "Web Page"),
    ("post-weblog", "Online Discussion Forum/Blogs|Online Discussion Forum"),
    ("article-magazine", "Magazine Article|Newsletter"),
    ("article-newspaper", "Newspaper Article"),
    ("manuscript", "Unpublished Material"),
    ("personal_communication", "Personal Communication"),
    ("patent", "Patent"),
    ("map", "Map"),
    ("software", "Computer Program"),
    ("motion_picture", "Motion Picture|Video|Video/ DVD|Video/DVD"),
    ("song", "Sound Recording"),
    ("musical_score", "Music Score"),
    ("graphic", "Artwork"),
    ("legal_case", "Case/Court Decisions"),
    ("legislation", "Laws/Statutes"),
    ("bill", "Bills/Resolutions"),
    ("hearing", "Hearing"),
    ("document", "Generic"),
)
_ARTICLES = "article-journal article-magazine article-newspaper"
ROWS = (
    Row("director", "A1", "motion_picture"),
    Row("author", "A1"),
    Row("editor", "A2"),
    Row("collection-editor", "A3"),
    Row("translator", "A4"),
    Row("container-author", "A5", "none"),
    Row("title", "T1"),
    Row("container-title", "JF WT", f"{_ARTICLES} webpage post-weblog"),
    Row("container-title", "T2 JF", "chapter paper-conference"),
    Row("collection-title", "T2 T3", "book report thesis map software"),
    Row("container-title", "JF T2 WT"),
    Row("container-title-short", "JO"),
    Row("collection-title", "T3"),
    Row("title-short", "ST"),
    Row("original-title", "OT"),
    Row("issued", "YR FD"),
    Row("accessed", "RD"),
    Row("volume", "VO"),
    Row("collection-number", "IS", "book"),
    Row("number", "IS", "report patent bill legislation"),
    Row("issue", "IS"),
    Row("number-of-pages", "SP", "book thesis"),
    Row("page", "OP", "book thesis"),
    Row("page", "SP OP"),
    Row("edition", "ED"),
    Row("publisher", "PB"),
    Row("publisher-place", "PP"),
    Row("ISSN", "SN", _ARTICLES),
    Row("ISBN", "SN"),
    Row("DOI", "DO"),
    Row("URL", "UL LK"),
    Row("language", "LA"),
    Row("call-number", "CN"),
    Row("archive", "DB"),
    Row("archive_location", "AN AV"),
    Row("source", "DS"),
    Row("keyword", "K1"),
    Row("abstract", "AB"),
    Row("note", "NO"),
)
TABLE = Table(TYPES, ROWS)
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx](?:\b.*)?")


def loads(text: str, file: str | None = None) -> Library:
    r"""Read RefWorks text.

    >>> loads("RT Journal Article\nID 7\nA1 Doe,Jane\nT1 On bogs\nYR 2011\nFD Feb 3\n")["7"].authors[0].text
    'Jane Doe'
    """
    return collect(reading.entries(text, DIALECT, file), file)


def stream(lines: Iterable[str], file: str | None = None) -> Iterator[Entry]:
    """Read RefWorks text line by line, one record after the other."""
    return reading.entries_of_lines(lines, DIALECT, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as RefWorks text."""
    return writing.dumps(library, DIALECT)


def _settle(record: Record, draft: Draft) -> None:  # noqa: ARG001 - the signature of a rule
    """Tell ISSN from ISBN by their looks."""
    for each in draft.take("ISBN"):
        draft.texts.setdefault("ISSN" if _ISSN.fullmatch(each[2]) else "ISBN", []).append(each)


def _write_dates(date: Date) -> Tagged:
    if date.start is None:
        return [("FD", date.literal)] if date.literal else []
    words = spelled(date, "md")
    return [("YR", str(date.start.year)), *([("FD", words)] if words else [])]


def _print_line(tag: str, text: str) -> str:
    return (f"{tag} {text}" if tag else text).rstrip(" ") + "\n"


DIALECT = Dialect(
    name="refworks",
    table=TABLE,
    line=re.compile(r"(?P<tag>[A-Z][A-Z0-9]) (?P<value>.*)"),
    type_tags=("RT",),
    key_tag="ID",
    begins=frozenset({"RT"}),
    lists={"K1": ";"},
    prose=frozenset({"AB", "NO"}),
    page_start="SP",
    page_end="OP",
    settle=_settle,
    print_line=_print_line,
    write_dates=_write_dates,
)
pieces = partial(writing.pieces, dialect=DIALECT)
