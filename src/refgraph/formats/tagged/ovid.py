"""The citations that Ovid exports, by tags or by the names of fields (Ovid database guides)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from refgraph.formats.records import Draft, Entry, Row, Table, collect
from refgraph.formats.records.dates import spelled
from refgraph.formats.records.names import read_compact
from refgraph.formats.records.rest import Said, words_of
from refgraph.formats.tagged import ovid_source, reading, writing
from refgraph.formats.tagged.dialect import Dialect, Field, Record, Tagged
from refgraph.model.dates import Date
from refgraph.model.library import Library
from refgraph.model.names import Agent
from refgraph.model.work import Work

TYPES = (
    ("chapter", "Chapter|Book chapter"),
    ("thesis", "Dissertation|Dissertation Abstract"),
    ("patent", "Patent"),
    ("book", "Book|Authored Book|Edited Book"),
    ("paper-conference", "Conference Paper|Meeting paper|Conference"),
    ("report", "Report|Technical Report"),
    ("review", "Book Review"),
    ("article-journal", "Journal Article|Article|Research Articles|Journal"),
)
"""Of several types of a record the first in this order counts: chapters are books, too."""
ROWS = (
    Row("author", "AU"),
    Row("editor", "ED"),
    Row("title", "TI"),
    Row("container-title", "BK BT JN", "chapter paper-conference"),
    Row("container-title", "JN NJ"),
    Row("container-title-short", "AS JA"),
    Row("collection-title", "SE BS"),
    Row("volume", "VO VI"),
    Row("issue", "IP"),
    Row("page", "PG"),
    Row("issued", "YR DP DG"),
    Row("number", "PN", "patent"),
    Row("publisher", "PA", "patent"),
    Row("publisher", "PB PU"),
    Row("publisher-place", "CY", "patent"),
    Row("publisher-place", "PL"),
    Row("ISSN", "IS"),
    Row("ISBN", "IB BN"),
    Row("DOI", "DI DO"),
    Row("URL", "UR"),
    Row("language", "LG LA"),
    Row("keyword", "KW"),
    Row("abstract", "AB"),
    Row("license", "RO CO"),
    Row("source", "DB"),
    Row("call-number", "AN UI"),
    Row("genre", "DT"),
    Row("edition", "EN"),
)
TABLE = Table(TYPES, ROWS, default="article-journal")
NAMES = {
    "Abstract": "AB",
    "Accession Number": "AN",
    "Author": "AU",
    "Authors": "AU",
    "Book Title": "BK",
    "Database": "DB",
    "Date of Publication": "DP",
    "Digital Object Identifier": "DI",
    "DOI": "DI",
    "Institution": "IN",
    "ISBN": "IB",
    "ISSN": "IS",
    "ISSN Print": "IS",
    "Journal Name": "JN",
    "Keyword": "KW",
    "Keywords": "KW",
    "Language": "LG",
    "Link to the Ovid Full Text or citation": "XL",
    "Publication Type": "PT",
    "Publisher": "PB",
    "Source": "SO",
    "Title": "TI",
    "Unique Identifier": "UI",
    "Year of Publication": "YR",
}
"""Name of a field, which may stand in the place of its tag -> tag."""
_FULL_NAME = "|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True))
_DEGREES = re.compile(
    r"(?:,?\s+(?:(?:M\.?D|Ph\.?D|MPH|MSc?|BSc?|MA|BA|RN|DVM|FACSM|FRCP|FACS|FAC[A-Z]{1,2}|DO|DDS|PharmD|DrPH|MBBS|MBChB)\b"
    r"\.?,?)+)+$"
)
_SHORT_NAME = re.compile(r"[^\s.][^.]*?\s[A-Z]{1,4}\.(?=\s|$)")
_MARKS = re.compile(r"\s*\[[^\]]*\]?$|(?<=[^\d\s])\s+[\d,+*†‡§#]+$|\s+[*+†‡§#]+$")
_KIND = re.compile(r"\s*\[(?P<kind>[A-Z][A-Za-z ]+)\]\.?$")
_NUMBER_NOTE = re.compile(r"\s*\([^)]*\)")


def loads(text: str, file: str | None = None) -> Library:
    r"""Read what Ovid exports.

    >>> text = "<1. >\nVN  - Ovid Technologies\nTI  - On bogs.  [Article]\nSO  - Fens June 2015;58(6):688-696\n"
    >>> work = loads(text).works[0]
    >>> work.title, work.container_title, work.volume, work.page
    ('On bogs', 'Fens', '58', '688-696')
    """
    return collect(reading.entries(text, DIALECT, file), file)


def stream(lines: Iterable[str], file: str | None = None) -> Iterator[Entry]:
    """Read Ovid's citations line by line, one record after the other."""
    return reading.entries_of_lines(lines, DIALECT, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as Ovid exports them, tagged."""
    return writing.dumps(library, DIALECT)


_STOP = re.compile(r"(?<![\s,.-][^\W\d_])\.+$")
"""The stop that ends a list of authors; that of an initial stays."""


def read_name(text: str) -> Agent:
    """Read a name without the degrees and footnote marks behind it.

    >>> read_name("Lefkowitz, Rafael Y. MD, MPH 1").text
    'Rafael Y. Lefkowitz'
    """
    bare = text
    while (shorter := _DEGREES.sub("", _MARKS.sub("", bare)).strip(" ,")) != bare and shorter:
        bare = shorter
    return read_compact(bare)


def _prepare(record: Record) -> Record:
    """Turn names of fields into tags, and put the types of the record in the order of the table."""
    fields = [each._replace(tag=NAMES.get(each.tag, NAMES.get(each.tag.title(), each.tag))) for each in record.fields]
    fields = [part for each in fields if each.tag != "VN" for part in _authors(each)]
    order = [csl for csl, _ in TYPES]
    said = [each for each in fields if each.tag in {"PT", "DT"} and TABLE.read_type(each.text.rstrip("."))]
    if not said:
        return record._replace(fields=tuple(fields))
    best = min(said, key=lambda each: order.index(TABLE.read_type(each.text.rstrip(".")) or order[-1]))
    first = best._replace(tag="PT", lines=(best.text.rstrip("."),))
    return record._replace(fields=(first, *(each for each in fields if each is not best)))


def _authors(each: Field) -> list[Field]:
    """Part the authors that the long form has in one field."""
    if each.tag != "AU":
        return [each]
    parts = [part for line in each.lines for part in re.split(r";(?![^\[]*\])", line)]
    names = [name for part in parts for name in _short_names(part.strip())]
    return [each._replace(lines=(_STOP.sub("", name),)) for name in names if name]


def _short_names(text: str) -> list[str]:
    """Part "Doe J. van der Berg JA." where initials and stops end every name; else return the text by itself."""
    found = [] if "," in text else [each.strip() for each in _SHORT_NAME.findall(text)]
    return found if " ".join(found) == text else [text]


def _settle(record: Record, draft: Draft) -> None:
    """Take source and title apart, and clean numbers."""
    ovid_source.settle(record, draft)
    school = record.first("IN")
    if draft.type == "thesis" and ": " in school:  # the publisher that Ovid names is ProQuest
        for _, word, text in draft.take("publisher"):
            draft.keep(word, text)
        draft.add("publisher", school.partition(": ")[2].removesuffix("."), "IN")
    for rank, word, text in draft.take("title"):
        found = _KIND.search(text)
        if found and "genre" not in draft.texts:
            draft.add("genre", found["kind"], word)
        bare = text[: found.start()] if found else text
        draft.add("title", bare if bare.endswith("...") else bare.rstrip().removesuffix("."), word, rank)
    for variable in ("ISSN", "ISBN"):
        for rank, word, text in draft.take(variable):
            draft.add(variable, _NUMBER_NOTE.sub("", text), word, rank)
    for variable in ("call-number", "language"):
        for rank, word, text in draft.take(variable):
            draft.add(variable, text.removesuffix("."), word, rank)
    _keep_unsaid(record, draft)


def _keep_unsaid(record: Record, draft: Draft) -> None:
    """Keep a field as written where a word of it has gone: degrees, notes, parts of a source that is no usual one."""
    said = Said(draft)
    for each in record.fields:
        if each.tag not in {"VN", "PT", "DT"} and not said.has_words(each.text):
            draft.keep(f"{each.tag}-as-written", each.text)


def _write_dates(date: Date) -> Tagged:
    if date.start is None:
        return [("DP", date.literal)] if date.literal else []
    words, year = spelled(date), str(date.start.year)
    return [("YR", year), *([("DP", words)] if words != year else [])]


def _arrange(work: Work, lines: Tagged) -> Tagged:
    """Begin with who made the format; a field that was read in part is written as it was, if it still says the same."""
    written: Tagged = [("VN", "Ovid Technologies")]
    for tag, text in lines:
        longer = (each for each in _as_written(work, tag) if set(words_of(text).split()) <= set(words_of(each).split()))
        written.append((tag, next(longer, text)))
    for tag in ("IS", "IB"):
        if all(each[0] != tag for each in written):
            written += [(tag, each) for each in _as_written(work, tag)]
    return written


def _as_written(work: Work, tag: str) -> list[str]:
    kept = work.extra.get(f"ovid-{tag.lower()}-as-written", [])
    return [each for each in (kept if isinstance(kept, list) else [kept]) if isinstance(each, str)]


def _print_line(tag: str, text: str) -> str:
    return (f"{tag}  - {text}" if tag else f"      {text}").rstrip(" ") + "\n"


DIALECT = Dialect(
    name="ovid",
    table=TABLE,
    line=re.compile(
        rf"(?P<tag>[A-Z][A-Z0-9](?=  ?-(?: |$))|(?:{_FULL_NAME})(?=\s*$))(?:  ?-(?: (?P<value>.*)|$)|\s*$)"
    ),
    type_tags=("PT",),
    open_types=True,
    begins=frozenset({"VN"}),
    blank_ends=False,
    skip=re.compile(r"<\s*\d+\.?\s*>\s*$"),
    lists={"KW": ";"},
    arrange=_arrange,
    read_name=read_name,
    prepare=_prepare,
    settle=_settle,
    print_line=_print_line,
    write_dates=_write_dates,
)
pieces = partial(writing.pieces, dialect=DIALECT)
