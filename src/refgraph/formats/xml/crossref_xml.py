"""Metadata deposited with Crossref, as its XML API returns it (UNIXREF, UNIXSD); read only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refgraph.formats.records import Draft
from refgraph.formats.records.names import read_parts
from refgraph.formats.xml.tree import Node, Source, first_text, leaves_of, library_of, local, text_at, text_of
from refgraph.model.contributor import Contributor, Role
from refgraph.model.identifiers import parse_identifier
from refgraph.model.library import Library
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.schemes import Scheme, is_valid

_LEFT_OUT = re.compile(
    r"(?:.*/)?(?:citation_list|doi_data/(?:timestamp|collection)|timestamp|archive_locations)(?:/|\Z)"
)
"""What is cited, and how the record and its addresses are kept."""
SOURCE = Source(
    "Crossref XML",
    frozenset({"doi_record"}),
    frozenset({"doi_records", "crossref_result", "doi_batch"}),
    leaves_of,
    _LEFT_OUT,
)
KINDS = (
    ("journal_article", "article-journal"),
    ("conference_paper", "paper-conference"),
    ("content_item", "chapter"),
    ("dissertation", "thesis"),
    ("report-paper_metadata", "report"),
    ("report-paper_series_metadata", "report"),
    ("standard_metadata", "standard"),
    ("dataset", "dataset"),
    ("posted_content", "article"),
    ("peer_review", "review"),
    ("component", "figure"),
    ("journal_issue", "periodical"),
    ("book_metadata", "book"),
    ("book_series_metadata", "book"),
    ("book_set_metadata", "book"),
    ("proceedings_metadata", "book"),
    ("proceedings_series_metadata", "book"),
    ("database_metadata", "dataset"),
    ("journal_metadata", "periodical"),
)
"""Element that is the work -> CSL type; of several in a record the first in this order counts."""
_POSTED = {"preprint": "article", "working_paper": "report", "letter": "personal_communication", "report": "report"}
_FIELDS = (
    ("volume", "journal_volume/volume volume"),
    ("issue", "issue"),
    ("edition", "edition_number"),
    ("DOI", "doi_data/doi"),
    ("URL", "doi_data/resource"),
    ("abstract", "abstract"),
    ("number", "item_number publisher_item/item_number standard_designation designators/std_designator"),
    ("chapter-number", "component_number"),
    ("genre", "degree"),
)
"""CSL variable and paths from the element of the work; the first that is there counts."""
_AROUND = (
    ("volume", "journal_volume/volume volume"),
    ("issue", "issue"),
    ("edition", "edition_number"),
    ("ISSN", "issn"),
    ("ISBN", "isbn"),
    ("publisher", "publisher/publisher_name"),
    ("publisher-place", "publisher/publisher_place"),
    ("event-title", "conference_name"),
    ("event-place", "conference_location"),
    ("collection-title", "series_metadata/titles/title"),
    ("collection-number", "series_number"),
)
"""The same, from the elements around it: journal, issue, book, proceedings, conference."""
_DATES = "publication_date posted_date approval_date review_date database_date/publication_date completion_date".split()
_ROLES = {
    "chair": Role.CHAIR,
    "editor": Role.EDITOR,
    "translator": Role.TRANSLATOR,
    "author": Role.AUTHOR,
    "first-author": Role.AUTHOR,
    "reviewer": Role.AUTHOR,
    "stats-reviewer": Role.AUTHOR,
    "reviewer-external": Role.AUTHOR,
    "reader": Role.CONTRIBUTOR,
}


def loads(text: str, file: str | None = None) -> Library:
    """Read an answer of the API.

    Raises:
        InvalidValueError: if the text is no XML, of another format, or declares entities.

    >>> titles = "<titles><title>Bogs</title></titles>"
    >>> text = f"<doi_record><crossref><dissertation>{titles}</dissertation></crossref></doi_record>"
    >>> loads(text).works[0].type
    'thesis'
    """
    return library_of(text, SOURCE, _draft, file)


def _draft(record: Node) -> Draft | None:
    found = next(((each, kind) for name, kind in KINDS for each in record.iter(name)), None)
    if found is None:
        return None
    item, kind = found
    draft = Draft("crossref-", _type(item, kind))
    around = _around(item)
    draft.add("title", _title(item))
    for variable, paths in _FIELDS:
        draft.add(variable, first_text(item, paths.split()), paths)
    for variable, paths in _AROUND:
        _from_around(draft, variable, paths.split(), [item, *around])
    _containers(draft, around)
    _dates(draft, [item, *around])
    _pages(draft, item)
    _people(draft, item, around)
    _institution(draft, item)
    language = next((text for each in [item, *around] if (text := each.get("language"))), "")
    draft.add("language", language)
    draft.add("license", next((text_of(each) for each in item.iter("license_ref")), ""))
    for each in item.iter("inter_work_relation"):
        if each.get("relationship-type") == "isReviewOf":
            draft.add("note", f"Review of https://doi.org/{text_of(each)}")
    return draft


def _type(item: Node, kind: str) -> str:
    """Return the type, told more closely by attributes: books of reference, blogs among posted content."""
    if local(item) == "posted_content":
        is_blog = item.get("type") == "other" and item.find("institution") is not None
        return "post-weblog" if is_blog else _POSTED.get(item.get("type") or "preprint", "article")
    book = next((each for each in item.iterancestors() if local(each) == "book"), None)
    if kind == "chapter" and book is not None and book.get("book_type") == "reference":
        return "entry-encyclopedia"
    return kind


def _around(item: Node) -> list[Node]:
    """Return the elements that describe what a work is part of, the nearest first."""
    found = []
    for above in item.iterancestors():
        if local(above) in {"crossref", "doi_record"}:
            break
        inner = [each for each in above if each is not item and local(each).endswith(("_metadata", "_issue"))]
        found += list(reversed(inner))
    return found


def _title(item: Node) -> str:
    title, below = text_at(item, "titles/title"), text_at(item, "titles/subtitle")
    title = title or first_text(item, ("full_title", "proceedings_title"))
    return f"{title.rstrip(' :')}: {below}" if below and title else title


def _from_around(draft: Draft, variable: str, paths: Sequence[str], elements: list[Node]) -> None:
    if variable in draft.texts:
        return
    for each in elements:
        for path in paths:
            texts = [text for one in each.iterfind(path) if (text := text_of(one))]
            if texts:
                for text in texts if variable in {"ISSN", "ISBN"} else texts[:1]:
                    draft.add(variable, text, path)
                return


def _containers(draft: Draft, around: list[Node]) -> None:
    for each in around:
        if local(each) != "journal_issue":
            title = _title(each)
            if title and "container-title" not in draft.texts:
                draft.add("container-title", title)
            draft.add("container-title-short", text_at(each, "abbrev_title"), "abbrev_title")


def _dates(draft: Draft, elements: list[Node]) -> None:
    """Take the date of the work, printed before online, or that of what it is part of."""
    for element in elements:
        for name in _DATES:
            found = sorted(element.iterfind(name), key=lambda each: each.get("media_type") != "print")
            if found:
                parts = [text_at(found[0], part) for part in ("year", "month", "day")]
                parts = parts if parts[1].isdigit() and int(parts[1]) <= 12 else parts[:1]
                draft.add("issued", "-".join(part.zfill(2) for part in parts if part), name)
                return


def _pages(draft: Draft, item: Node) -> None:
    first, last, other = (text_at(item, f"pages/{name}") for name in ("first_page", "last_page", "other_pages"))
    pages = "-".join(part for part in (first, last) if part)
    draft.add("page", ", ".join(part for part in (pages, other) if part))
    if "page" not in draft.texts:
        draft.add("page", text_at(item, "publisher_item/item_number[@item_number_type='article-number']"))


def _people(draft: Draft, item: Node, around: list[Node]) -> None:
    people = [*item.iterfind("contributors/*"), *item.iterfind("person_name")]
    for each in people:
        _add(draft, each)
    for element in around:
        for each in element.iterfind("contributors/*"):
            role = _ROLES.get(each.get("contributor_role") or "", Role.CONTRIBUTOR)
            _add(draft, each, Role.CONTAINER_AUTHOR if role is Role.AUTHOR else role)


def _add(draft: Draft, person: Node, role: Role | None = None) -> None:
    agent: Agent
    role = role or _ROLES.get(person.get("contributor_role") or "author", Role.CONTRIBUTOR)
    family, given = text_at(person, "surname"), text_at(person, "given_name")
    if family:
        agent = read_parts(family, given, text_at(person, "suffix") or None)
    elif given:
        agent = Name(literal=given)
    elif local(person) == "organization" and text_of(person):
        agent = Organization(name=text_of(person))
    elif local(person) == "anonymous":
        agent = Organization(name=f"Anonymous {(person.get('contributor_role') or 'author').title()}")
    else:
        return
    places = [*person.iterfind("affiliation"), *person.iterfind("affiliations/institution/institution_name")]
    numbers = [text_of(each) for each in person.iterfind("ORCID")]
    draft.contributors.append(
        Contributor(
            agent=agent,
            role=role,
            identifiers=tuple(parse_identifier(one, Scheme.ORCID) for one in numbers if is_valid(one, Scheme.ORCID)),
            affiliations=tuple(text for each in places if (text := text_of(each))),
        )
    )


def _institution(draft: Draft, item: Node) -> None:
    """Take the body behind a work: school, publisher of a report, repository, blog."""
    name = text_at(item, "institution/institution_name")
    draft.add("publisher-place", text_at(item, "institution/institution_place"), "institution_place", 1)
    group = text_at(item, "group_title")
    if draft.type == "post-weblog":
        draft.add("container-title", name)
        draft.add("keyword", group)
    else:
        draft.add("publisher", name, "institution_name", 1)
        draft.add("publisher", group, "group_title", 2)
    if draft.type == "review":
        draft.add("genre", "peer review")
    draft.texts.update({"genre": [(rank, word, text.partition(" (")[0]) for rank, word, text in draft.take("genre")]})
    if not draft.texts["genre"]:
        del draft.texts["genre"]
