"""EndNote XML (EndNote's RSXML.dtd), as EndNote, Zotero, Papers and JabRef write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from refgraph.formats.records import Draft, Row, Table
from refgraph.formats.records.dates import spelled
from refgraph.formats.records.endnote_types import TYPES
from refgraph.formats.records.names import write_inverted
from refgraph.formats.xml.paths import (
    date_text,
    keep_leaves,
    plain_parts,
    put,
    read_paths,
    roles_in,
    skip,
    text_document,
    write_paths,
)
from refgraph.formats.xml.tree import Node, Source, leaves_of, library_of, text_at, text_of
from refgraph.model.dates import Date
from refgraph.model.library import Library
from refgraph.model.schemes import Scheme
from refgraph.model.work import Work

_LEFT_OUT = re.compile(r"(?:database|source-app|rec-number|foreign-keys)(?:/|\Z)")
"""Where EndNote has the record."""


def _leaves(record: Node) -> Iterator[tuple[str, str]]:
    """Yield what is left out; everything else is kept while it is read."""
    return ((path, text) for path, text in leaves_of(record) if _LEFT_OUT.match(path))


SOURCE = Source("EndNote XML", frozenset({"record"}), frozenset({"xml", "records"}), _leaves, _LEFT_OUT)
NUMBERS = {
    "Artwork": 2,
    "Audiovisual Material": 3,
    "Bill": 4,
    "Book": 6,
    "Book Section": 5,
    "Case": 7,
    "Chart or Table": 38,
    "Classical Work": 49,
    "Computer Program": 9,
    "Conference Paper": 47,
    "Conference Proceedings": 10,
    "Dataset": 59,
    "Dictionary": 52,
    "Edited Book": 28,
    "Electronic Article": 43,
    "Electronic Book": 44,
    "Encyclopedia": 53,
    "Equation": 39,
    "Figure": 37,
    "Film or Broadcast": 21,
    "Generic": 13,
    "Government Document": 46,
    "Hearing": 14,
    "Journal Article": 17,
    "Legal Rule or Regulation": 50,
    "Magazine Article": 19,
    "Manuscript": 36,
    "Map": 20,
    "Newspaper Article": 23,
    "Online Database": 45,
    "Online Multimedia": 48,
    "Pamphlet": 24,
    "Patent": 25,
    "Personal Communication": 26,
    "Report": 27,
    "Standard": 58,
    "Statute": 31,
    "Thesis": 32,
    "Unpublished Work": 34,
    "Web Page": 12,
    "Blog": 56,
    "Serial": 57,
    "Aggregated Database": 55,
    "Grant": 54,
    "Ancient Text": 51,
    "Catalog": 8,
    "Interview": 61,
    "Podcast": 62,
    "Music": 61,
}
"""Reference type -> EndNote's number of it."""
_ARTICLES = "article-journal article-magazine article-newspaper"
_WHOLE = "book classic periodical"
_SERIAL = "book report map software thesis classic"
ROWS = (
    Row("author", "contributors/authors/author"),
    Row("recipient", "contributors/secondary-authors/author", "personal_communication"),
    Row("performer", "contributors/secondary-authors/author", "motion_picture broadcast song"),
    Row("authority", "contributors/secondary-authors/author", "patent"),
    Row("container-title", "contributors/secondary-authors/author", "legal_case"),
    Row("collection-editor", "contributors/secondary-authors/author", _WHOLE),
    Row("editor", "contributors/secondary-authors/author"),
    Row("editor", "contributors/tertiary-authors/author", _WHOLE),
    Row("producer", "contributors/tertiary-authors/author", "motion_picture broadcast"),
    Row("contributor", "contributors/tertiary-authors/author", "thesis report"),
    Row("collection-editor", "contributors/tertiary-authors/author"),
    Row("translator", "contributors/subsidiary-authors/author contributors/translated-authors/author"),
    Row("title", "titles/title"),
    Row("title-short", "titles/short-title"),
    Row("container-title", "titles/secondary-title titles/tertiary-title periodical/full-title", "legislation"),
    Row("collection-title", "titles/secondary-title titles/tertiary-title periodical/full-title", _SERIAL),
    Row("container-title", "periodical/full-title titles/secondary-title", _ARTICLES),
    Row("container-title", "titles/secondary-title periodical/full-title"),
    Row("container-title-short", "periodical/abbr-1 alt-periodical/abbr-1 titles/alt-title", _ARTICLES),
    Row("container-title-short", "titles/alt-title periodical/abbr-1"),
    Row("collection-title", "titles/tertiary-title"),
    Row("original-title", "titles/translated-title orig-pub"),
    Row("page", "pages", _ARTICLES),
    Row("number-of-pages", "pages", "book thesis manuscript classic"),
    Row("page", "pages"),
    Row("volume", "volume"),
    Row("version", "edition", "software dataset"),
    Row("edition", "edition"),
    Row("collection-number", "number", "book chapter"),
    Row("number", "number isbn", "report patent standard"),
    Row("number", "number", "bill hearing legislation thesis"),
    Row("issue", "number"),
    Row("collection-number", "issue", "book chapter"),
    Row("issue", "issue"),
    Row("number-of-volumes", "num-vols"),
    Row("section", "section"),
    Row("genre", "work-type"),
    Row("medium", "custom5", "song motion_picture"),
    Row("PMCID", "custom2"),
    Row("keyword", "keywords/keyword"),
    Row("issued", "dates/year"),
    Row("publisher-place", "pub-location"),
    Row("publisher", "publisher"),
    Row("ISSN", "isbn issn", f"{_ARTICLES} periodical"),
    Row("ISBN", "isbn"),
    Row("DOI", "electronic-resource-num"),
    Row("URL", "urls/related-urls/url urls/web-urls/url"),
    Row("accessed", "access-date"),
    Row("archive", "remote-database-name"),
    Row("source", "remote-database-provider"),
    Row("archive_location", "accession-num"),
    Row("call-number", "call-num"),
    Row("language", "language"),
    Row("abstract", "abstract"),
    Row("note", "notes"),
    Row("annote", "research-notes"),
    Row("", "auth-address"),
    Row("", "reviewed-item"),
    Row("", "reprint-edition"),
    Row("", "caption"),
    *(Row("", f"custom{number}") for number in range(1, 8)),
    Row("", "urls/pdf-urls/url"),
    Row("", "misc1"),
    Row("", "misc2"),
    Row("", "misc3"),
)
TABLE = Table(TYPES, ROWS)
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx](?:\b.*)?", re.DOTALL)
_BOOK_NUMBER = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?:\b.*)?", re.DOTALL)
_PMCID = re.compile(r"PMC\d+")
_RANGE = re.compile(r"\w+\s*[-‐‑‒–—]+\s*\w+")
_ORDER = (
    "database source-app rec-number foreign-keys ref-type contributors auth-address titles periodical alt-periodical "
    "pages volume number issue num-vols edition section reprint-edition keywords dates pub-location publisher orig-pub "
    "isbn accession-num call-num work-type electronic-resource-num abstract label notes research-notes urls"
).split()
"""The order of elements in EndNote's DTD, as far as it is kept; the others come after."""


def loads(text: str, file: str | None = None) -> Library:
    """Read the records of an export.

    Raises:
        InvalidValueError: if the text is no XML, of another format, or declares entities.

    >>> record = "<record><ref-type name='Book'>6</ref-type><titles><title>Bogs</title></titles></record>"
    >>> loads(f"<xml><records>{record}</records></xml>").works[0].type
    'book'
    """
    return library_of(text, SOURCE, _draft, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as EndNote imports them; names of bodies end in a comma.

    >>> from refgraph.model import Work
    >>> '<ref-type name="Book">6</ref-type>' in dumps([Work(key="a", type="book", title="Bogs")])
    True
    """
    root = etree.Element("xml")
    records = etree.SubElement(root, "records")
    for work in library:
        _write(etree.SubElement(records, "record"), work)
    return text_document(root)


def _draft(record: Node) -> Draft | None:
    if record.find("ref-type") is None and record.find("titles") is None and record.find("contributors") is None:
        return None
    kind = record.find("ref-type")
    said = (kind.get("name") or text_of(kind)) if kind is not None else ""
    number = text_of(kind)
    by_number = next((name for name, each in NUMBERS.items() if str(each) == number), "")
    draft = Draft("endnote-", TABLE.read_type(said) or TABLE.read_type(by_number) or "document")
    if said and TABLE.write_type(draft.type) != said:
        draft.keep("ref-type", said)
    draft.key = text_at(record, "label")
    used = {*record.iterfind("ref-type"), *record.iterfind("label"), *_dates(record, draft)}
    _twice(record, used)
    read_paths(record, draft, TABLE, used)
    _settle(draft)
    keep_leaves(record, draft, used, skip=frozenset({"database", "source-app", "rec-number", "foreign-keys"}))
    return draft


def _dates(record: Node, draft: Draft) -> set[Node]:
    used = {
        each
        for path in ("dates/year", "dates/month", "dates/day", "dates/pub-dates/date")
        for each in record.iterfind(path)
    }
    year = text_at(record, "dates/year")
    rest = " ".join(text_at(record, path) for path in ("dates/day", "dates/month")).split()
    month = text_at(record, "dates/month")
    day = text_at(record, "dates/day")
    if month.isdigit() and year.isdigit() and len(year) == 4:
        draft.add("issued", "-".join(part.zfill(2) for part in (year, month, day) if part), "dates/year")
    else:
        draft.add("issued", year, "dates/year")
        draft.add("issued", " ".join(rest), "dates/month", 1)
    for each in record.iterfind("dates/pub-dates/date"):
        draft.add("issued", text_of(each), "dates/pub-dates/date", 1)
    return used


def _twice(record: Node, used: set[Node]) -> None:
    """Pass over a title that is there twice, as journal and as secondary title."""
    title = text_at(record, "titles/secondary-title")
    short = text_at(record, "periodical/abbr-1")
    for path in ("periodical/full-title", "alt-periodical/full-title", "titles/alt-title", "alt-periodical/abbr-1"):
        used |= {each for each in record.iterfind(path) if text_of(each) and text_of(each) in {title, short}}
    if short and short == title:
        used |= set(record.iterfind("periodical/abbr-1"))


def _settle(draft: Draft) -> None:
    """Look at values whose element alone does not say what they are."""
    for variable, other, looks in (("ISSN", "ISBN", _BOOK_NUMBER), ("ISBN", "ISSN", _ISSN)):
        for each in draft.take(variable):
            is_other = looks.fullmatch(each[2]) and not (variable == "ISSN" and _ISSN.fullmatch(each[2]))
            draft.texts.setdefault(other if is_other else variable, []).append(each)
    for each in draft.take("PMCID"):
        if _PMCID.fullmatch(each[2]):
            draft.texts.setdefault("PMCID", []).append(each)
        else:
            draft.keep(each[1], each[2])
    urls = draft.take("URL")
    for place, each in enumerate(urls):
        if place == 0:
            draft.texts["URL"] = [each]
        else:
            draft.identifier(Scheme.URL, each[2], each[1])
    if draft.type in {"book", "thesis", "manuscript", "classic"} and _RANGE.fullmatch(
        draft.get("number-of-pages") or ""
    ):
        draft.move("number-of-pages", "page")


def _write(record: Node, work: Work) -> None:
    word = work.extra.get("endnote-ref-type")
    if not isinstance(word, str) or (TABLE.read_type(word) or TABLE.default) != work.type:
        word = TABLE.write_type(work.type)
    put(record, f"ref-type[@name='{word}']" if "'" not in word else "ref-type", str(NUMBERS.get(word, 13)))
    kind = TABLE.type_back(work.type)
    _write_names(record, work, kind)
    write_paths(record, work, TABLE, {"issued": skip})
    if work.issued:
        _write_date(record, work.issued)
    if kind in _ARTICLES.split() and work.container_title:
        put(record, "titles/secondary-title", work.container_title)
    for each in work.identifiers:
        if each.scheme is Scheme.URL and work.url:
            put(record, "urls/related-urls/url", each.value)
    if work.key:
        put(record, "label", work.key)
    places = {name: place for place, name in enumerate(_ORDER)}
    record[:] = sorted(record, key=lambda each: places.get(str(each.tag), len(places)))


def _write_names(record: Node, work: Work, kind: str) -> None:
    for role in roles_in(work):
        path = TABLE.word(role.value, kind)
        if path is None:
            continue
        for each in work.by_role(role):
            put(record, path, write_inverted(each.agent, body_comma=True))
        if role in work.truncated:
            put(record, path, "et al.")


def _write_date(record: Node, date: Date) -> None:
    parts = plain_parts(date)
    if parts is None:
        put(record, "dates/year", date_text(date))
        return
    put(record, "dates/year", parts[0].zfill(4))
    if parts[1]:
        put(record, "dates/pub-dates/date", spelled(date, "md"))
