"""Records of DataCite (api.datacite.org, DataCite Metadata Schema 4.5 in JSON); read only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from refgraph.formats.records import Draft
from refgraph.formats.records.names import read_inverted
from refgraph.formats.records.objects import (
    JsonFormat,
    entries_of_lines,
    fill,
    library_of,
    objects_at,
    text_at,
    texts_at,
    value_at,
)
from refgraph.formats.records.rest import leaves_of
from refgraph.model.contributor import Contributor, Role
from refgraph.model.identifiers import parse_identifier
from refgraph.model.library import Library
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.schemes import Scheme, is_valid
from refgraph.model.vocabulary import CSL_TYPES

TYPES = {
    "Audiovisual": "motion_picture",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Image": "graphic",
    "InteractiveResource": "webpage",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "Model": "dataset",
    "OutputManagementPlan": "report",
    "PeerReview": "review",
    "Preprint": "article",
    "Report": "report",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
    "Text": "document",
}
"""resourceTypeGeneral -> CSL type."""
FIELDS = (
    ("DOI", "doi"),
    ("URL", "url"),
    ("language", "language"),
    ("publisher", "publisher.name"),
    ("publisher", "publisher"),
    ("container-title", "container.title"),
    ("volume", "container.volume"),
    ("issue", "container.issue"),
    ("version", "version"),
    ("genre", "types.resourceType"),
)
_ROLES = {
    "ContactPerson": Role.CONTRIBUTOR,
    "Editor": Role.EDITOR,
    "Producer": Role.PRODUCER,
    "Translator": Role.TRANSLATOR,
}
_NUMBERS = {"ISSN": "ISSN", "EISSN": "ISSN", "LISSN": "ISSN", "ISBN": "ISBN", "PMID": "PMID"}
_DATES = {"Issued": "issued", "Submitted": "submitted", "Available": "available-date"}
_NO_RANGE = re.compile(r"\d+[\s–-]*$")
_LEFT_OUT = re.compile(
    r"(?:xml|state|schemaVersion|providerId|clientId|agency|[a-z]+Count|[a-z]+OverTime|created|registered|updated|isActive|"
    r"source|reason|metadataVersion|contentUrl|relationships|schemeUri|types/(?:ris|bibtex|schemaOrg|citeproc)|"
    r"[a-zA-Z]+/(?:[a-zA-Z]+/)?[a-zA-Z]*[sS]cheme(?:Uri|URI)?)(?:/|\Z)"
)
"""What DataCite says of its record, counts, or computes, and the addresses of schemes."""
_TAKEN = re.compile(
    r"types/resourceTypeGeneral|.*/(?:nameType|nameIdentifierScheme|dateType|identifierType|descriptionType|titleType|"
    r"relatedIdentifierType|relatedItemIdentifierType|relatedItemType|contributorType)"
)
"""What says how another value is meant; it is taken with that."""


def loads(text: str, file: str | None = None) -> Library:
    """Read an answer of the API, one record or a list of them, or one record a line.

    Raises:
        InvalidValueError: if it is no JSON, with line and column, or none of these.

    >>> loads('{"doi": "10.1/X", "types": {"citeproc": "dataset"}, "titles": [{"title": "Bogs"}]}').works[0].type
    'dataset'
    """
    return library_of(text, SOURCE, file)


def draft_of(record: dict[str, Any]) -> Draft:
    """Make a draft of one record, or of its ``attributes`` in an answer of the API."""
    record = record["attributes"] if isinstance(record.get("attributes"), dict) else record
    draft = Draft("datacite-", _type(record))
    draft.add("title", _title(record))
    fill(draft, record, FIELDS)
    for each in objects_at(record, "creators"):
        _person(draft, Role.AUTHOR, each)
    seen = set()
    for each in objects_at(record, "contributors"):
        if text_at(each, "name") not in seen:  # one body in several functions
            seen.add(text_at(each, "name"))
            _person(draft, _ROLES.get(text_at(each, "contributorType"), Role.CONTRIBUTOR), each)
    _dates(draft, record)
    _related(draft, record)
    _pages(draft, record)
    draft.add(
        "license", ", ".join(found for each in objects_at(record, "rightsList") if (found := text_at(each, "rights")))
    )
    for each in objects_at(record, "subjects"):
        draft.add("keyword", text_at(each, "subject"))
    for each in objects_at(record, "descriptions"):
        kind = text_at(each, "descriptionType")
        draft.add("abstract" if kind == "Abstract" else "note", text_at(each, "description"))
    return draft


def _type(record: dict[str, Any]) -> str:
    """Return what the general type says, or where that is vague, what DataCite would tell a CSL processor."""
    general = TYPES.get(text_at(record, "types.resourceTypeGeneral"), "document")
    said = text_at(record, "types.citeproc")
    if general != "document" or said not in CSL_TYPES or said == "article":
        return "article" if general == "document" and said == "article" else general
    return said


def _title(record: dict[str, Any]) -> str:
    titles = objects_at(record, "titles")
    main = next((each for each in titles if not text_at(each, "titleType")), titles[0] if titles else {})
    below = next((text_at(each, "title") for each in titles if text_at(each, "titleType") == "Subtitle"), "")
    return ": ".join(part for part in (text_at(main, "title"), below) if part)


def _person(draft: Draft, role: Role, each: dict[str, Any]) -> None:
    name = text_at(each, "name")
    given, family = text_at(each, "givenName"), text_at(each, "familyName")
    if not (name or family):
        return
    agent: Agent
    if text_at(each, "nameType") == "Organizational":
        agent = Organization(name=name)
    elif family:
        agent = Name(family=family, given=given or None)
    else:
        agent = read_inverted(name)
    known = [text_at(one, "nameIdentifier") for one in objects_at(each, "nameIdentifiers")]
    places = [text_at(one, "name") for one in objects_at(each, "affiliation")] or texts_at(each, "affiliation")
    draft.contributors.append(
        Contributor(
            agent=agent,
            role=role,
            identifiers=tuple(parse_identifier(one, Scheme.ORCID) for one in known if is_valid(one, Scheme.ORCID)),
            affiliations=tuple(place for place in places if place),
        )
    )


def _dates(draft: Draft, record: dict[str, Any]) -> None:
    for each in objects_at(record, "dates"):
        variable = _DATES.get(text_at(each, "dateType"))
        if variable and variable not in draft.texts:
            draft.add(variable, text_at(each, "date"), "dates")
    if "issued" not in draft.texts:
        draft.add("issued", text_at(record, "publicationYear"))


def _related(draft: Draft, record: dict[str, Any]) -> None:
    """Take the container and its numbers from where the schema has them since version 4.4, and from identifiers."""
    items = objects_at(record, "relatedItems")
    item = next((each for each in items if text_at(each, "relationType") in {"IsPublishedIn", "IsPartOf"}), {})
    fields = (("container-title", "titles.0.title"), ("volume", "volume"), ("issue", "issue"))
    for variable, path in (*fields, ("edition", "edition"), ("publisher-place", "publisherPlace")):
        if variable not in draft.texts:
            draft.add(variable, text_at(item, path), "relatedItems")
    first, last = text_at(item, "firstPage"), text_at(item, "lastPage")
    draft.add("page", "-".join(part for part in (first, last) if part), "relatedItems")
    if text_at(item, "publicationYear") and draft.type == "chapter":
        draft.take("issued")
        draft.add("issued", text_at(item, "publicationYear"), "relatedItems")
    own = value_at(item, "relatedItemIdentifier")
    numbers = [(text_at(own, "relatedItemIdentifier"), text_at(own, "relatedItemIdentifierType"))]
    numbers += [
        (text_at(each, "identifier"), text_at(each, "identifierType")) for each in objects_at(record, "identifiers")
    ]
    numbers += [
        (text_at(each, "relatedIdentifier"), text_at(each, "relatedIdentifierType"))
        for each in objects_at(record, "relatedIdentifiers")
        if text_at(each, "relationType") in {"IsPartOf", "IsPublishedIn", "IsIdenticalTo"}
    ]
    numbers.append((text_at(record, "container.identifier"), text_at(record, "container.identifierType")))
    for number, kind in numbers:
        known = _NUMBERS.get(kind.upper())
        if known and known not in draft.texts:
            draft.add(known, number, "identifiers")


def _pages(draft: Draft, record: dict[str, Any]) -> None:
    """Join first and last page; sizes in pages come after, and words in the place of pages last."""
    if "page" in draft.texts:
        return
    first, last = text_at(record, "container.firstPage"), text_at(record, "container.lastPage")
    if _NO_RANGE.match(first):
        draft.add("page", "-".join(part for part in (first, last) if part), "container")
        return
    for size in texts_at(record, "sizes"):
        if re.search(r"\d+\s*[-–]\s*\d+", size):
            draft.add("page", size, "sizes")
            return
        if re.search(r"\d+\s*(?:p\b|pages?|S\b|Seiten)", size, re.IGNORECASE):
            draft.add("number-of-pages", size, "sizes")
            return
    if value_at(record, "container.firstPage"):
        draft.keep("container-pages", "-".join(part for part in (first, last) if part))


def _leaves(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    attributes = record["attributes"] if isinstance(record.get("attributes"), dict) else record
    return ((path, text) for path, text in leaves_of(attributes) if not _TAKEN.fullmatch(path))


SOURCE = JsonFormat(
    "DataCite JSON",
    draft_of,
    frozenset({"titles", "attributes", "types", "doi"}),
    ("data",),
    inner="data",
    leaves=_leaves,
    left_out=_LEFT_OUT,
)
stream = partial(entries_of_lines, source=SOURCE)
