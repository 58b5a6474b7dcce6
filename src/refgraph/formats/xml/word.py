"""Bibliographies of Microsoft Word (``b:Sources``, ECMA-376 part 1, section 22.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from refgraph.formats.records import Draft, Row, Table
from refgraph.formats.records.names import read_parts
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
from refgraph.model.work import Work

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
SOURCE = Source("Word sources", frozenset({"Source"}), frozenset({"Sources"}))
TYPES = (
    ("article-journal", "JournalArticle"),
    ("article-magazine", "ArticleInAPeriodical"),
    ("article-newspaper", "=ArticleInAPeriodical"),
    ("book", "Book"),
    ("chapter", "BookSection"),
    ("paper-conference", "ConferenceProceedings"),
    ("report", "Report"),
    ("thesis", "=Report"),
    ("song", "SoundRecording"),
    ("performance", "Performance"),
    ("graphic", "Art"),
    ("webpage", "InternetSite|DocumentFromInternetSite"),
    ("post-weblog", "=InternetSite"),
    ("post", "=InternetSite"),
    ("software", "ElectronicSource"),
    ("dataset", "=ElectronicSource"),
    ("motion_picture", "Film"),
    ("interview", "Interview"),
    ("patent", "Patent"),
    ("legal_case", "Case"),
    ("entry", "=BookSection"),
    ("entry-dictionary", "=BookSection"),
    ("entry-encyclopedia", "=BookSection"),
    ("review", "=JournalArticle"),
    ("review-book", "=JournalArticle"),
    ("article", "=JournalArticle"),
    ("document", "Misc"),
)
_JOURNALS = "article-journal"
_REPORTS = "report thesis"
ROWS = (
    Row("title", "Title AlbumTitle", "song"),
    Row("title", "Title"),
    Row("title-short", "ShortTitle"),
    Row("container-title", "JournalName PeriodicalTitle", _JOURNALS),
    Row("container-title", "PeriodicalTitle JournalName PublicationTitle", "article-magazine"),
    Row("container-title", "BookTitle JournalName", "chapter"),
    Row("container-title", "InternetSiteTitle", "webpage"),
    Row("container-title", "ConferenceName BookTitle JournalName", "paper-conference"),
    Row("container-title", "Reporter", "legal_case"),
    Row("container-title", "BroadcastTitle", "interview"),
    Row("container-title", "AlbumTitle", "song"),
    Row("container-title", "PublicationTitle BookTitle JournalName"),
    Row("event-title", "ConferenceName"),
    Row("volume", "Volume"),
    Row("issue", "Issue"),
    Row("page", "Pages"),
    Row("chapter-number", "ChapterNumber"),
    Row("edition", "Edition"),
    Row("version", "Version"),
    Row("number-of-volumes", "NumberVolumes"),
    Row("publisher", "Institution Publisher Department", _REPORTS),
    Row("publisher", "Distributor ProductionCompany Publisher", "motion_picture"),
    Row("publisher", "ProductionCompany Publisher", "song"),
    Row("publisher", "Publisher ProductionCompany Distributor Broadcaster Station Institution"),
    Row("authority", "Court"),
    Row("event-place", "Theater", "performance"),
    Row("publisher-place", "=City"),
    Row("number", "PatentNumber StandardNumber", "patent"),
    Row("number", "CaseNumber", "legal_case"),
    Row("number", "RecordingNumber", "song"),
    Row("number", "StandardNumber", _REPORTS),
    Row("ISSN", "StandardNumber", f"{_JOURNALS} article-magazine"),
    Row("ISBN", "StandardNumber"),
    Row("genre", "Type"),
    Row("medium", "Medium"),
    Row("issued", "=Year"),
    Row("accessed", "=YearAccessed"),
    Row("DOI", "DOI"),
    Row("URL", "URL"),
    Row("note", "Comments"),
    Row("", "AbbreviatedCaseNumber"),
    Row("", "Guid"),
    Row("", "LCID"),
    Row("", "RefOrder"),
)
TABLE = Table(TYPES, ROWS)
_ROLES = {
    "Author": Role.AUTHOR,
    "Artist": Role.AUTHOR,
    "BookAuthor": Role.CONTAINER_AUTHOR,
    "Compiler": Role.COMPILER,
    "Composer": Role.COMPOSER,
    "Conductor": Role.PERFORMER,
    "Counsel": Role.CONTRIBUTOR,
    "Director": Role.DIRECTOR,
    "Editor": Role.EDITOR,
    "Interviewee": Role.AUTHOR,
    "Interviewer": Role.INTERVIEWER,
    "Inventor": Role.AUTHOR,
    "Performer": Role.PERFORMER,
    "ProducerName": Role.PRODUCER,
    "Translator": Role.TRANSLATOR,
    "Writer": Role.SCRIPT_WRITER,
}
_OWN_AUTHORS = {"patent": "Inventor", "interview": "Interviewee", "graphic": "Artist"}
"""CSL type -> what its authors are in Word."""
_WORDS = {
    **{role: word for word, role in reversed(_ROLES.items()) if word not in {"Conductor", "Counsel"}},
    Role.AUTHOR: "Author",
}
_LABEL = re.compile(r"\W*(ISBN|ISSN|DOI)\W+(.+)", re.IGNORECASE | re.DOTALL)
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")


def loads(text: str, file: str | None = None) -> Library:
    """Read the sources of Word (``Sources.xml``, or ``customXml/item1.xml`` of a document).

    Raises:
        InvalidValueError: if the text is no XML, of another format, or declares entities.

    >>> text = "<Sources><Source><SourceType>Book</SourceType><Title>Bogs</Title></Source></Sources>"
    >>> loads(text).works[0].type
    'book'
    """
    return library_of(text, SOURCE, _draft, file)


def dumps(library: Iterable[Work]) -> str:
    """Write works as sources of Word.

    >>> from refgraph.model import Work
    >>> "<SourceType>Book</SourceType>" in dumps([Work(key="a", type="book", title="Bogs")])
    True
    """
    root = etree.Element("Sources", {"SelectedStyle": ""})
    for work in library:
        _write(etree.SubElement(root, "Source"), work)
    return text_document(root, SPACE)


def _draft(source: Node) -> Draft:
    said = text_at(source, "SourceType")
    draft = Draft("word-", TABLE.read_type(said) or "document")
    if said and TABLE.read_type(said) is None:
        draft.keep("SourceType", said)
    thesis = text_at(source, "ThesisType")
    if thesis and draft.type == "report":
        draft.type = "thesis"
        draft.add("genre", "" if thesis == "Thesis" else thesis, "ThesisType")
    draft.key = text_at(source, "Tag")
    used = {each for name in ("SourceType", "Tag", "ThesisType") for each in source.iterfind(name)}
    used |= _people(source, draft) | _dates(source, draft)
    places = [list(source.iterfind(name)) for name in ("City", "StateProvince", "CountryRegion")]
    draft.add("publisher-place", ", ".join(text for each in places for one in each if (text := text_of(one))))
    used |= {one for each in places for one in each}
    for each in source.iterfind("BIBTEX_KeyWords"):
        draft.add("keyword", text_of(each))
        used.add(each)
    read_paths(source, draft, TABLE, used)
    _numbers(draft)
    keep_leaves(source, draft, used)
    return draft


def _people(source: Node, draft: Draft) -> set[Node]:
    used: set[Node] = set()
    for outer in source.iterfind("Author"):
        used.add(outer)
        for group in outer:
            role = _ROLES.get(local(group), Role.CONTRIBUTOR)
            for each in group.iter("Corporate", "Person"):
                if local(each) == "Corporate":
                    draft.person(role, Organization(name=text_of(each))) if text_of(each) else None
                    continue
                family = text_at(each, "Last")
                given = " ".join(part for name in ("First", "Middle") if (part := text_at(each, name)))
                if family:
                    draft.person(role, read_parts(family, given))
                elif given:
                    draft.person(role, Name(literal=given))
    return used


def _dates(source: Node, draft: Draft) -> set[Node]:
    used: set[Node] = set()
    for variable, end in (("issued", ""), ("accessed", "Accessed")):
        names = [f"{name}{end}" for name in ("Year", "Month", "Day")]
        used |= {each for name in names for each in source.iterfind(name)}
        year, month, day = (text_at(source, name) for name in names)
        if month.isdigit() and year.isdigit():
            draft.add(variable, "-".join(part.zfill(2) for part in (year, month, day) if part), names[0])
        else:
            draft.add(variable, " ".join(part for part in (year, month, day) if part), names[0])
    return used


def _numbers(draft: Draft) -> None:
    """Look at a standard number: its label or its looks say what it is."""
    for variable in ("ISSN", "ISBN", "number"):
        for rank, word, text in draft.take(variable):
            found = _LABEL.fullmatch(text)
            target = found[1].upper() if found else "ISSN" if variable == "ISBN" and _ISSN.fullmatch(text) else variable
            if target != "DOI" or "DOI" not in draft.texts:
                draft.texts.setdefault(target, []).append((rank, word, found[2].strip() if found else text))


def _write(source: Node, work: Work) -> None:
    put(source, "Tag", work.key)
    put(source, "SourceType", TABLE.write_type(work.type))
    kind = TABLE.type_back(work.type)
    for role in roles_in(work):
        word = _OWN_AUTHORS.get(kind, "Author") if role is Role.AUTHOR else _WORDS.get(role)
        if word and work.by_role(role):
            _write_group(source, work, role, word)
    others = {"issued": skip, "accessed": skip}
    if work.type == "thesis":
        put(source, "ThesisType", work.genre or "Thesis")
        others["genre"] = skip
    write_paths(source, work, TABLE, others)
    for date, end in ((work.issued, ""), (work.accessed, "Accessed")):
        if date:
            _write_date(source, date, end)


def _write_group(source: Node, work: Work, role: Role, word: str) -> None:
    """Write a body by itself as such, and one among persons as a last name: the schema has no place for both."""
    names = [each.agent for each in work.by_role(role)]
    outer = source.find("Author")
    group = etree.SubElement(etree.SubElement(source, "Author") if outer is None else outer, word)
    if len(names) == 1 and isinstance(names[0], Organization):
        put(group, "Corporate", names[0].name)
        return
    people = etree.SubElement(group, "NameList")
    for each in names:
        family, given = (each.name, "") if isinstance(each, Organization) else name_parts(each)[:2]
        person = etree.SubElement(people, "Person")
        put(person, "Last", family)
        if given:
            put(person, "First", given)


def _write_date(source: Node, date: Date, end: str) -> None:
    parts = plain_parts(date) or (date_text(date), "", "")
    for name, text in zip(("Year", "Month", "Day"), parts, strict=True):
        if text:
            put(source, f"{name}{end}", text)
