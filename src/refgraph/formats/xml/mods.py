"""MODS (Metadata Object Description Schema 3.8, Library of Congress), as libraries, Zotero and JabRef write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from refgraph.formats.records import Draft, Row, Table
from refgraph.formats.xml import govinfo, mods_names
from refgraph.formats.xml.mods_types import TYPES, read_type
from refgraph.formats.xml.paths import (
    date_text,
    keep_leaves,
    plain_parts,
    put,
    read_paths,
    skip,
    text_document,
    write_paths,
)
from refgraph.formats.xml.tree import Node, Source, leaves_of, library_of, text_at, text_of
from refgraph.model.library import Library
from refgraph.model.schemes import Scheme
from refgraph.model.work import Work

SPACE = "http://www.loc.gov/mods/v3"
_TAKEN = re.compile(r"typeOfResource|(?:.*/)?roleTerm|genre|identifier")
"""What says how another value is meant, or is taken by its type."""


def _leaves(record: Node) -> Iterator[tuple[str, str]]:
    return ((path, text) for path, text in leaves_of(record) if not _TAKEN.fullmatch(path))


SOURCE = Source("MODS", frozenset({"mods"}), frozenset({"modsCollection"}), _leaves)
_HOST = "relatedItem[@type='host']"
_SERIES = "relatedItem[@type='series']"
_IN_HOST = (
    "article article-journal article-magazine article-newspaper review review-book chapter paper-conference entry "
    "entry-dictionary entry-encyclopedia"
)
ROWS = (
    Row("title-short", "titleInfo[@type='abbreviated']/title"),
    Row("original-title", "titleInfo[@type='uniform']/title"),
    Row("title", "=titleInfo/title"),
    Row("container-title-short", f"{_HOST}/titleInfo[@type='abbreviated']/title"),
    Row("container-title", f"={_HOST}/titleInfo/title"),
    Row("collection-number", f"{_SERIES}/titleInfo/partNumber"),
    Row("collection-title", f"={_SERIES}/titleInfo/title"),
    Row("volume-title", f"{_HOST}/part/detail[@type='volume']/title part/detail[@type='volume']/title"),
    Row("volume", f"{_HOST}/part/detail[@type='volume']/number part/detail[@type='volume']/number", _IN_HOST),
    Row("volume", f"part/detail[@type='volume']/number {_HOST}/part/detail[@type='volume']/number"),
    Row("issue", f"{_HOST}/part/detail[@type='issue']/number part/detail[@type='issue']/number", _IN_HOST),
    Row("issue", f"part/detail[@type='issue']/number {_HOST}/part/detail[@type='issue']/number"),
    Row("issue", f"{_HOST}/part/detail[@type='number']/number part/detail[@type='number']/number"),
    Row("chapter-number", "part/detail[@type='chapter']/number"),
    Row("section", f"{_HOST}/part/detail[@type='section']/number part/detail[@type='section']/number"),
    Row("page", f"={_HOST}/part/extent[@unit='pages']", _IN_HOST),
    Row("page", "=part/extent[@unit='pages']"),
    Row("number-of-pages", "physicalDescription/extent[@unit='pages']"),
    Row("number-of-volumes", "physicalDescription/extent[@unit='volumes']"),
    Row("dimensions", "physicalDescription/extent"),
    Row("medium", "physicalDescription/form[@type='medium'] physicalDescription/form"),
    Row("publisher-place", "originInfo/place/placeTerm[@type='text']"),
    Row("event-place", "originInfo[@eventType='event']/place/placeTerm"),
    Row("publisher", f"originInfo/publisher {_HOST}/originInfo/publisher"),
    Row("edition", f"originInfo/edition {_HOST}/originInfo/edition"),
    Row("submitted", "originInfo/dateOther[@type='submitted']"),
    Row("original-date", "originInfo/dateOther[@type='original']"),
    Row("event-date", "originInfo/dateOther[@type='event']"),
    Row("available-date", "originInfo/dateOther[@type='available']"),
    Row("issued", "=originInfo/dateIssued"),
    Row("accessed", "note[@type='accessed']"),
    Row("event-title", "note[@type='event']"),
    Row("annote", "note[@type='annotation']"),
    Row("status", "note[@type='status']"),
    Row("version", "note[@type='version']"),
    Row("references", "note[@type='references']"),
    Row("note", "=note"),
    Row("abstract", "abstract"),
    Row("genre", "genre[@displayLabel='genre']"),
    Row("", "genre"),
    Row("language", "=language/languageTerm"),
    Row("scale", "subject/cartographics/scale"),
    Row("keyword", "subject/topic subject/geographic subject/temporal"),
    Row("call-number", "=classification"),
    Row("archive", "location/physicalLocation[@type='archive']"),
    Row("archive_location", "=location/physicalLocation"),
    Row("source", "recordInfo/recordContentSource"),
    Row("license", "accessCondition"),
    Row("DOI", f"identifier[@type='doi'] {_HOST}/identifier[@type='doi']"),
    Row("ISBN", f"identifier[@type='isbn'] {_HOST}/identifier[@type='isbn']"),
    Row("ISSN", f"{_HOST}/identifier[@type='issn'] identifier[@type='issn']", _IN_HOST),
    Row("ISSN", f"identifier[@type='issn'] {_HOST}/identifier[@type='issn']"),
    Row("PMID", "identifier[@type='pmid'] identifier[@type='pubmed']"),
    Row("PMCID", "identifier[@type='pmcid'] identifier[@type='pmc']"),
    Row("number", "identifier[@type='number'] identifier[@type='report-number']"),
    Row("URL", "=location/url"),
)
TABLE = Table(TYPES, ROWS)
_SCHEMES = {
    "arxiv": Scheme.ARXIV,
    "hdl": Scheme.HANDLE,
    "uri": Scheme.URL,
    "isbn": Scheme.ISBN,
    "issn": Scheme.ISSN,
    "doi": Scheme.DOI,
    "pmid": Scheme.PMID,
    "pmcid": Scheme.PMCID,
}
_DATES = (
    "originInfo/dateIssued originInfo/copyrightDate originInfo/dateCreated part/date "
    f"{_HOST}/part/date {_HOST}/originInfo/dateIssued"
).split()
_RANGE = re.compile(r"(\w+)\s*[-‐‑‒–—]\s*(\w+)", re.ASCII)
_PAGES = re.compile(r"(\d+)\s*(?:p(?:p|ages?|ag)?|s|S(?:eiten)?)\b")
_SCALE = re.compile(r"1:\s?[\d,. ]*\d")
_NCNAME = re.compile(r"[A-Za-z_][\w.-]*")


def loads(text: str, file: str | None = None) -> Library:
    """Read a ``mods`` element or a collection of them.

    Raises:
        InvalidValueError: if the text is no XML, of another format, or declares entities.

    >>> loads("<mods><titleInfo><nonSort>The</nonSort><title>Bog</title></titleInfo></mods>").works[0].title
    'The Bog'
    """
    return library_of(text, SOURCE, _draft, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as a collection.

    >>> from refgraph.model import Work
    >>> "<title>Bogs</title>" in dumps([Work(key="a", type="book", title="Bogs")])
    True
    """
    root = etree.Element("modsCollection")
    for work in library:
        _write(etree.SubElement(root, "mods"), work)
    return text_document(root, SPACE)


def _draft(record: Node) -> Draft:
    draft = Draft("mods-", read_type(record))
    draft.key = text_at(record, "identifier[@type='citekey']") or record.get("ID", "")
    used = {*record.iterfind("typeOfResource"), *record.iterfind("identifier[@type='citekey']")}
    used |= {each for each in record.iterfind("genre") if each.get("authority") == "csl"}
    for variable, place in (("title", ""), ("container-title", _HOST), ("collection-title", _SERIES)):
        used |= _titles(record, draft, variable, place)
    used |= mods_names.read(record, draft)
    used |= _dates(record, draft) | _pages(record, draft) | _places(record, draft) | _notes(record, draft)
    read_paths(record, draft, TABLE, used)
    used |= _identifiers(record, draft, used)
    _settle(draft)
    govinfo.read(record, draft)
    keep_leaves(record, draft, used)
    return draft


def _titles(record: Node, draft: Draft, variable: str, place: str) -> set[Node]:
    """Take the first title that is neither abbreviated nor another one: article, title, subtitle, number of a part."""
    for each in record.iterfind(f"{place}/titleInfo" if place else "titleInfo"):
        if each.get("type") or not text_at(each, "title"):
            continue
        text = " ".join(part for name in ("nonSort", "title") if (part := text_at(each, name)))
        below, number, name = (text_at(each, path) for path in ("subTitle", "partNumber", "partName"))
        if below:
            text = text.rstrip(" :") + ": " + below
        if variable != "collection-title" and (number or name):
            text += ". " + ": ".join(part for part in (number, name) if part)
        draft.add(variable, text)
        numbers = set(each.iterfind("partNumber")) if variable == "collection-title" else set()
        return set(each) - numbers
    return set()


def _dates(record: Node, draft: Draft) -> set[Node]:
    """Take the first kind of date there is, an encoded one before one in words; what a part says adds to it."""
    used: set[Node] = set()
    for path in _DATES:
        found = [each for each in record.iterfind(path) if text_of(each)]
        if found and ("issued" not in draft.texts or path == f"{_HOST}/part/date"):
            used |= set(found)
            draft.add("issued", _date(found), path)
    return used


def _date(found: list[Node]) -> str:
    points = {each.get("point"): text_of(each) for each in reversed(found) if each.get("encoding")}
    if "start" in points and re.fullmatch(r"\d{4}", points.get("end", "")) and points["end"] not in {"9999", "uuuu"}:
        return f"{points['start']}/{points['end']}" if points["start"] < points["end"] else points["start"]
    encoded = points.get(None) or points.get("start")
    text = encoded or text_of(found[0])
    year = re.fullmatch(r"\W*c?\W*(\d{4})[\]?.]*", text)
    return year[1] if year and not encoded else text


def _pages(record: Node, draft: Draft) -> set[Node]:
    used: set[Node] = set()
    for place in (f"{_HOST}/part", "part"):
        for each in record.iterfind(f"{place}/extent"):
            first, last = text_at(each, "start"), text_at(each, "end")
            whole = text_at(each, "list") or text_at(each, "total") or ("" if first else text_of(each))
            draft.add(
                "page", "-".join(part for part in (first, last) if part) or whole, f"{place}/extent[@unit='pages']"
            )
            used.add(each)
    for each in record.iterfind("physicalDescription/extent"):
        found = _PAGES.search(text_of(each))
        if found and not each.get("unit") and "number-of-pages" not in draft.texts:
            draft.add("number-of-pages", found[1])
            used.add(each)
    return used


def _places(record: Node, draft: Draft) -> set[Node]:
    """Take places and shelf marks, of which a record may have several, and languages."""
    used: set[Node] = set()
    joined = (("call-number", "classification", ", "), ("archive_location", "location/physicalLocation", "; "))
    for variable, path, sign in joined:
        found = [each for each in record.iterfind(path) if each.get("type") != "archive"]
        draft.add(variable, sign.join(text for each in found if (text := text_of(each))), path)
        used |= set(found)
    for each in record.iterfind("language"):
        codes = [*each.iterfind("languageTerm[@type='code']"), *each.iterfind("languageTerm"), each]
        draft.add("language", text_of(codes[0]))
        used.add(each)
    urls = list(record.iterfind("location/url"))
    urls.sort(key=lambda each: not (each.get("usage") or "").startswith("primary"))
    for place, each in enumerate(urls):
        used.add(each)
        if place == 0:
            draft.add("URL", text_of(each))
            draft.add("accessed", each.get("dateLastAccessed", ""))
        else:
            draft.identifier(Scheme.URL, text_of(each), "location/url")
    for each in record.iterfind("originInfo/place"):
        if each.find("placeTerm[@type='text']") is None and each.find("placeTerm[@type='code']") is None:
            draft.add("publisher-place", text_of(each))
            used.add(each)
    return used


def _notes(record: Node, draft: Draft) -> set[Node]:
    own = {row.words for row in ROWS if row.words.startswith("note[")}
    found = [each for each in record.iterfind("note") if f"note[@type='{each.get('type')}']" not in own]
    for each in found:
        kind = each.get("type") or ""
        draft.add("note", (f"{kind}: " if kind else "") + text_of(each, prose=True))
    contents = list(record.iterfind("tableOfContents"))
    for each in contents:
        draft.add("note", "Table of Contents: " + text_of(each, prose=True))
    return {*found, *contents}


def _identifiers(record: Node, draft: Draft, used: set[Node]) -> set[Node]:
    found = set()
    for each in record.iterfind("identifier"):
        kind = (each.get("type") or "").lower()
        text = text_of(each)
        if each in used or not text:
            continue
        found.add(each)
        if kind in _SCHEMES:
            if text != draft.get("URL"):
                draft.identifier(_SCHEMES[kind], text, f"identifier[@type='{kind}']")
        else:
            draft.keep(f"identifier-{kind}" if kind else "identifier", text)
    return found


def _settle(draft: Draft) -> None:
    scale = draft.take("scale")
    for _, word, text in scale:
        found = _SCALE.search(text)
        draft.add("scale", found[0] if found else text, word)


def _write(record: Node, work: Work) -> None:
    if _NCNAME.fullmatch(work.key):
        record.set("ID", work.key)
    put(record, "genre[@authority='csl']", TABLE.write_type(work.type))
    mods_names.write(record, work)
    write_paths(record, work, TABLE, {"page": _write_page, "issued": skip, "accessed": skip})
    _write_dates(record, work)
    if work.key:
        put(record, "identifier[@type='citekey']", work.key)
    for each in work.identifiers:
        kind = next(name for name, scheme in _SCHEMES.items() if scheme is each.scheme)
        put(record, f"identifier[@type='{kind}']", each.value)


def _write_dates(record: Node, work: Work) -> None:
    if work.issued:
        encoding = "w3cdtf" if plain_parts(work.issued) else "edtf"
        known = work.issued.start or work.issued.end
        path = f"originInfo/dateIssued[@encoding='{encoding}']" if known else "originInfo/dateIssued"
        put(record, path, date_text(work.issued))
    if work.accessed:
        put(record, "note[@type='accessed']", date_text(work.accessed))


def _write_page(record: Node, path: str, text: str) -> None:
    found = _RANGE.fullmatch(text)
    for name, part in (("start", found[1]), ("end", found[2])) if found else (("list", text),):
        put(record, f"{path}/{name}", part)
