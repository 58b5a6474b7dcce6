"""Reference lists in JATS (Journal Article Tag Suite 1.3, ANSI/NISO Z39.96), by themselves or in an article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from refgraph.formats.records import Draft, Row, Table
from refgraph.formats.records.names import is_et_al, read_parts
from refgraph.formats.xml.paths import (
    date_text,
    keep_leaves,
    name_parts,
    plain_parts,
    put,
    read_paths,
    roles_in,
    skip,
    text_document,
    write_paths,
)
from refgraph.formats.xml.tree import Node, Source, library_of, local, text_at, text_of
from refgraph.model.contributor import Role
from refgraph.model.dates import Date
from refgraph.model.library import Library
from refgraph.model.names import Name, Organization
from refgraph.model.schemes import Scheme
from refgraph.model.vocabulary import CSL_TYPES
from refgraph.model.work import Work

SOURCE = Source(
    "JATS", frozenset({"ref"}), frozenset({"ref-list", "article", "back", "book", "book-part", "sub-article"})
)
_WORDS = {
    "article": "preprint",
    "article-journal": "journal|article|periodical",
    "article-newspaper": "newspaper",
    "article-magazine": "magazine",
    "book": "book|monograph|edited-book|eBook",
    "chapter": "chapter|book-chapter|bookchapter",
    "dataset": "data|database",
    "document": "other|undeclared|commun|list|gov",
    "legal_case": "case|legal",
    "legislation": "law|legal-doc",
    "manuscript": "unpublished|working-paper",
    "motion_picture": "film|video",
    "paper-conference": "confproc|conference|proceeding|conf-proc|conference-paper",
    "patent": "patent",
    "personal_communication": "letter",
    "post-weblog": "blog",
    "report": "report|discussion|government",
    "software": "software|computer-program",
    "standard": "standard|std",
    "thesis": "thesis|dissertation",
    "webpage": "webpage|web|website|web-page|online",
}
TYPES = tuple(
    (csl, "|".join(dict.fromkeys([*_WORDS.get(csl, csl).split("|"), csl]))) for csl in ("chapter", *CSL_TYPES)
)
"""CSL type and the values of ``publication-type``: those JATS proposes, those publishers use, and CSL's own."""
_WHOLE = "book classic collection periodical map motion_picture standard"
_NO_HOST = frozenset(f"{_WHOLE} report thesis webpage document software dataset patent manuscript".split())
"""Types whose ``source`` is the title where there is no other."""
ROWS = (
    Row("title", "source article-title", _WHOLE),
    Row("title", "article-title chapter-title data-title part-title patent"),
    Row("container-title", "source"),
    Row("original-title", "trans-title"),
    Row("collection-title", "series"),
    Row("volume-title", "issue-title"),
    Row("volume", "volume"),
    Row("issue", "issue"),
    Row("supplement-number", "supplement"),
    Row("page", "=page-range"),
    Row("number-of-pages", "size[@units='page'] size[@units='pages'] page-count"),
    Row("edition", "edition"),
    Row("version", "version"),
    Row("publisher", "publisher-name institution"),
    Row("publisher-place", "publisher-loc"),
    Row("event-title", "conf-name"),
    Row("event-date", "conf-date"),
    Row("event-place", "conf-loc"),
    Row("number", "pub-id[@pub-id-type='publisher-id'] std gov"),
    Row("chapter-number", "chapter"),
    Row("issued", "=year"),
    Row("accessed", "date-in-citation[@content-type='access-date'] date-in-citation access-date"),
    Row("genre", "annotation[@content-type='genre']/p"),
    Row("status", "annotation[@content-type='status']/p"),
    Row("medium", "annotation[@content-type='medium']/p"),
    Row("language", "annotation[@content-type='language']/p"),
    Row("keyword", "annotation[@content-type='keyword']/p"),
    Row("abstract", "annotation[@content-type='abstract']/p"),
    Row("annote", "annotation/p"),
    Row("note", "comment"),
    Row("DOI", "pub-id[@pub-id-type='doi'] object-id[@pub-id-type='doi']"),
    Row("PMID", "pub-id[@pub-id-type='pmid']"),
    Row("PMCID", "pub-id[@pub-id-type='pmcid'] pub-id[@pub-id-type='pmc']"),
    Row("ISSN", "issn"),
    Row("ISBN", "isbn"),
    Row("archive_location", "pub-id[@pub-id-type='archive'] pub-id[@pub-id-type='accession']"),
    Row("URL", "ext-link[@ext-link-type='uri'] uri ext-link self-uri"),
)
TABLE = Table(TYPES, ROWS)
ROLES = (
    (Role.AUTHOR, "author|allauthors|inventor|assignee|all-authors"),
    (Role.EDITOR, "editor|editors|guest-editor"),
    (Role.TRANSLATOR, "translator|transed"),
    (Role.COMPILER, "compiler"),
    (Role.CURATOR, "curator"),
    (Role.DIRECTOR, "director"),
    (Role.ILLUSTRATOR, "illustrator"),
)
"""CSL role and the values of ``person-group-type``; a role that is not here has its own name."""
_ROLE_OF = {word: role for role, words in ROLES for word in words.split("|")} | {role.value: role for role in Role}
_WORD_OF = {role: words.split("|")[0] for role, words in ROLES}
_NAMES = frozenset({"name", "string-name", "collab", "name-alternatives", "collab-alternatives", "anonymous", "etal"})
_SCHEMES = {"arxiv": Scheme.ARXIV, "handle": Scheme.HANDLE, "isbn": Scheme.ISBN, "uri": Scheme.URL, "url": Scheme.URL}
_YEAR = re.compile(r"\(?(\d{4})([a-z])\)?\.?")
_SPACES = re.compile(r"[\s.,;:]+$")
_NCNAME = re.compile(r"[A-Za-z_][\w.-]*")
_KEY = "pub-id[@pub-id-type='citekey']"


def loads(text: str, file: str | None = None) -> Library:
    """Read the references of a list or an article; of two forms of one, ``element-citation`` counts.

    Raises:
        InvalidValueError: if the text is no XML, of another format, or declares entities.

    >>> citation = "<element-citation publication-type='book'><source>Bogs</source></element-citation>"
    >>> loads(f"<ref-list><ref>{citation}</ref></ref-list>").works[0].title
    'Bogs'
    """
    return library_of(text, SOURCE, _draft, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as a reference list.

    >>> from refgraph.model import Work
    >>> "<source>Bogs</source>" in dumps([Work(key="a", type="book", title="Bogs")])
    True
    """
    root = etree.Element("ref-list")
    for work in library:
        ref = etree.SubElement(root, "ref")
        if _NCNAME.fullmatch(work.key):
            ref.set("id", work.key)
        citation = etree.SubElement(ref, "element-citation", {"publication-type": TABLE.write_type(work.type)})
        _write(citation, work)
    return text_document(root)


def _draft(ref: Node) -> Draft | None:
    found = [
        each for name in ("element-citation", "mixed-citation", "nlm-citation", "citation") for each in ref.iter(name)
    ]
    if not found:
        return None
    citation = found[0]
    said = citation.get("publication-type") or citation.get("citation-type") or ""
    draft = Draft("jats-", TABLE.read_type(said) or "document")
    draft.type = _settled_type(citation, draft.type)
    draft.key = text_at(citation, _KEY) or ref.get("id", "")
    used = {*citation.iterfind(_KEY)}
    if not any(local(each) for each in citation):
        draft.keep(local(citation), text_of(citation))
        return draft
    used |= _people(citation, draft) | _dates(citation, draft) | _pages(citation, draft)
    read_paths(citation, draft, TABLE, used)
    used |= _identifiers(citation, draft, used)
    if draft.type in _NO_HOST and "title" not in draft.texts:
        draft.move("container-title", "title")
    for each in ("title", "container-title"):
        draft.texts.update({each: [(rank, word, _bare(text)) for rank, word, text in draft.take(each)]})
        if not draft.texts[each]:
            del draft.texts[each]
    keep_leaves(citation, draft, used)
    return draft


def _bare(text: str) -> str:
    """Return a title without the full stop that closes it in a mixed citation."""
    return text.removesuffix(".") if not text.endswith("..") else text


def _settled_type(citation: Node, csl_type: str) -> str:
    """Return "chapter" for a part of a book, and for what says nothing the type that its elements speak for."""
    if csl_type == "book" and any(citation.find(name) is not None for name in ("chapter-title", "article-title")):
        return "chapter" if citation.find("source") is not None else csl_type
    if csl_type == "document" and citation.get("publication-type") in {None, "", "undeclared"}:
        if citation.find("article-title") is not None and citation.find("source") is not None:
            return "article-journal"
        if citation.find("publisher-name") is not None:
            return "book"
    return csl_type


def _people(citation: Node, draft: Draft) -> set[Node]:
    used: set[Node] = set()
    for each in citation:
        if local(each) == "person-group":
            used.add(each)
            role = _ROLE_OF.get((each.get("person-group-type") or "author").casefold(), Role.CONTRIBUTOR)
            for person in each:
                _add(draft, person, role)
        elif local(each) in _NAMES:
            used.add(each)
            _add(draft, each, Role.AUTHOR)
    return used


def _add(draft: Draft, person: Node, role: Role) -> None:
    kind = local(person)
    if kind in {"name-alternatives", "collab-alternatives"}:
        person = next((each for each in person if local(each)), person)
        kind = local(person)
    family, given, suffix = (text_at(person, name) for name in ("surname", "given-names", "suffix"))
    text = text_of(person)
    if kind == "etal" or (text and is_et_al(text)):
        if role not in draft.truncated:
            draft.truncated.append(role)
    elif family:
        draft.person(role, read_parts(family, given, suffix or None))
    elif kind == "name" and given:
        draft.person(role, Name(literal=given))
    elif kind == "string-name" and text:
        draft.person(role, text)
    elif kind in {"collab", "institution", "anonymous"}:
        draft.person(role, Organization(name=_SPACES.sub("", text) or text or "Anonymous"))


def _dates(citation: Node, draft: Draft) -> set[Node]:
    parts = {name: citation.find(name) for name in ("year", "month", "season", "day", "date")}
    used = {each for each in parts.values() if each is not None}
    inner = parts["date"]
    if inner is not None and parts["year"] is None:
        used |= set(inner)
        parts |= {name: inner.find(name) for name in ("year", "month", "season", "day")}
    year, month, season, day = (text_of(parts[name]) for name in ("year", "month", "season", "day"))
    found = _YEAR.fullmatch(year)
    if found:
        year = found[1]
        draft.add("year-suffix", found[2])
    if month.isdigit() and year.isdigit():
        draft.add("issued", "-".join(part.zfill(2) for part in (year, month, day) if part), "year")
    else:
        draft.add("issued", " ".join(part for part in (year, month or season, day) if part) or text_of(inner), "year")
    return used


def _pages(citation: Node, draft: Draft) -> set[Node]:
    names = ("fpage", "lpage", "page-range", "elocation-id")
    found = {name: citation.find(name) for name in names}
    first, last, whole, number = (text_of(found[name]) for name in names)
    pages = first if not last or first == last else f"{first}-{last}"
    draft.add("page", whole or pages or number, "page-range")
    if number and (whole or pages):
        draft.add("number", number, "elocation-id", 1)
    return {each for name in names for each in citation.iterfind(name)}


def _identifiers(citation: Node, draft: Draft, used: set[Node]) -> set[Node]:
    found: set[Node] = set()
    for each in citation.iterfind("pub-id"):
        kind = (each.get("pub-id-type") or "").casefold()
        if each in used:
            continue
        found.add(each)
        if kind in _SCHEMES:
            draft.identifier(_SCHEMES[kind], text_of(each), f"pub-id[@pub-id-type='{kind}']")
        else:
            draft.keep(f"pub-id-{kind}" if kind else "pub-id", text_of(each))
    link = citation.find("ext-link")
    address = "" if link is None else link.get("href") or ""
    if address.startswith("http") and not (draft.get("URL") or "").startswith("http"):
        draft.take("URL")
        draft.add("URL", address)
    if "doi.org/10." in (draft.get("URL") or "") and "DOI" not in draft.texts:
        draft.move("URL", "DOI")
    return found


def _write(citation: Node, work: Work) -> None:
    for role in roles_in(work):
        _write_group(citation, work, role)
    write_paths(citation, work, TABLE, {"page": _write_page, "issued": skip})
    if work.issued:
        _write_date(citation, work.issued)
    for each in work.identifiers:
        kind = next((name for name, scheme in _SCHEMES.items() if scheme is each.scheme), each.scheme.value)
        put(citation, f"pub-id[@pub-id-type='{kind}']", each.value)
    if work.key and not _NCNAME.fullmatch(work.key):
        put(citation, _KEY, work.key)


def _write_group(citation: Node, work: Work, role: Role) -> None:
    group = etree.SubElement(citation, "person-group", {"person-group-type": _WORD_OF.get(role, role.value)})
    for each in work.by_role(role):
        if isinstance(each.agent, Organization):
            put(group, "collab", each.agent.name)
            continue
        person = etree.SubElement(group, "name")
        for name, text in zip(("surname", "given-names", "suffix"), name_parts(each.agent), strict=True):
            if text:
                put(person, name, text)
    if role in work.truncated:
        etree.SubElement(group, "etal")


def _write_date(citation: Node, date: Date) -> None:
    parts = plain_parts(date)
    for name, text in zip(("year", "month", "day"), parts or (date_text(date), "", ""), strict=True):
        if text:
            put(citation, name, text)


def _write_page(citation: Node, path: str, text: str) -> None:
    found = re.fullmatch(r"(\w+)\s*[-‐‑‒–—]\s*(\w+)", text, re.ASCII)
    if found and found[1] != found[2]:
        put(citation, "fpage", found[1])
        put(citation, "lpage", found[2])
    else:
        put(citation, path, text)
