"""Refer and its heir, the tagged format of EndNote (``%A``; refer(1), EndNote "Tagged Import Format")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from refgraph.formats.records import Draft, Entry, Row, Table, collect
from refgraph.formats.records.dates import spelled
from refgraph.formats.records.endnote_types import TYPES
from refgraph.formats.records.names import write_inverted
from refgraph.formats.tagged import reading, writing
from refgraph.formats.tagged.dialect import Dialect, Record, Tagged
from refgraph.model.dates import Date
from refgraph.model.library import Library
from refgraph.model.work import Work

_ARTICLES = "article-journal article-magazine article-newspaper"
_CHAPTERS = "chapter paper-conference entry-dictionary entry-encyclopedia"
ROWS = (
    Row("author", "A"),
    Row("editor", "E"),
    Row("translator", "Y ?"),
    Row("title", "T"),
    Row("container-title", "J B", _ARTICLES),
    Row("container-title", "B J", f"{_CHAPTERS} post-weblog webpage legislation bill"),
    Row("collection-title", "B S J", "book report map software thesis"),
    Row("container-title", "B J"),
    Row("collection-title", "S"),
    Row("event-title", "S", "none"),
    Row("issued", "D 8"),
    Row("publisher", "I"),
    Row("publisher-place", "C"),
    Row("volume", "V"),
    Row("issue", "N", _ARTICLES),
    Row("collection-number", "N", "book chapter"),
    Row("number", "N @", "report patent standard"),
    Row("number", "N"),
    Row("number-of-pages", "P", "book thesis manuscript"),
    Row("page", "P"),
    Row("edition", "7"),
    Row("version", "7", "software"),
    Row("number-of-volumes", "6"),
    Row("section", "&"),
    Row("genre", "9"),
    Row("ISSN", "@", _ARTICLES),
    Row("ISBN", "@"),
    Row("DOI", "R"),
    Row("URL", "U >"),
    Row("title-short", "!"),
    Row("container-title-short", "O"),
    Row("original-title", "("),
    Row("accessed", "["),
    Row("archive", "~"),
    Row("source", "W"),
    Row("archive_location", "M"),
    Row("call-number", "L"),
    Row("language", "G"),
    Row("keyword", "K"),
    Row("abstract", "X"),
    Row("note", "Z"),
    Row("annote", "<"),
)
TABLE = Table(TYPES, ROWS)
_PAGES = re.compile(r"\d+\s*[-‐‑‒–—]\s*\d+")
_COUNT = re.compile(r"(\d+)\s*(?:pp?|S|s)\.?")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx](?:\b.*)?")


def loads(text: str, file: str | None = None) -> Library:
    r"""Read Refer text.

    >>> loads("%0 Book\n%A Doe, Jane\n%T On bogs\n%D 2011\n").works[0].title
    'On bogs'
    """
    return collect(reading.entries(text, DIALECT, file), file)


def stream(lines: Iterable[str], file: str | None = None) -> Iterator[Entry]:
    """Read Refer text line by line, one record after the other."""
    return reading.entries_of_lines(lines, DIALECT, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as the tagged format of EndNote; names of bodies end in a comma, as EndNote wants them."""
    return writing.dumps(library, DIALECT)


def _prepare(record: Record) -> Record:
    """Guess the type of a record without one, as refer(1) does: by the fields it has."""
    if any(each.tag == "0" for each in record.fields):
        return record
    tags = {each.tag for each in record.fields}
    kind = "Journal Article" if "J" in tags else "Book Section" if "B" in tags else "Book" if "I" in tags else "Generic"
    first = record.fields[0]
    return record._replace(fields=(first._replace(tag="0", lines=(kind,)), *record.fields))


def _settle(record: Record, draft: Draft) -> None:
    """Tell a count of pages from a range, and an electronic resource number that is no DOI."""
    for _, word, text in draft.take("DOI"):
        draft.add("DOI", text, word) if "10." in text else draft.keep(word, text)
    count = draft.get("number-of-pages")
    if count and _PAGES.fullmatch(count):
        draft.move("number-of-pages", "page")
    found = draft.take("ISBN")
    for each in found:
        draft.texts.setdefault("ISSN" if _ISSN.fullmatch(each[2]) else "ISBN", []).append(each)
    if len(record.texts("0")) > 1:
        draft.type = next((kind for text in reversed(record.texts("0")) if (kind := TABLE.read_type(text))), draft.type)


def _write_dates(date: Date) -> Tagged:
    if date.start is None:
        return [("D", date.literal)] if date.literal else []
    full = spelled(date, "mdy")
    year = str(date.start.year)
    return [("D", year), *([("8", full)] if full != year else [])]


def _print_line(tag: str, text: str) -> str:
    return (f"%{tag} {text}" if tag else text).rstrip(" ") + "\n"


DIALECT = Dialect(
    name="refer",
    table=TABLE,
    line=re.compile(r"%(?P<tag>[0-9A-Za-z@!&()<>?\[\]~+*^$=#:;-])(?: (?P<value>.*)|\s*$)"),
    type_tags=("0",),
    key_tag="F",
    begins=frozenset({"0"}),
    lists={"K": ""},
    prose=frozenset({"X", "Z", "<"}),
    prepare=_prepare,
    settle=_settle,
    write_name=partial(write_inverted, body_comma=True),
    print_line=_print_line,
    write_dates=_write_dates,
)
pieces = partial(writing.pieces, dialect=DIALECT)
