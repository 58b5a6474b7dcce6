"""Records of Crossref's REST API (api.crossref.org, "works"); read only."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from typing import Any

from refgraph.formats.records import Draft
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
from refgraph.model.contributor import Contributor, Role
from refgraph.model.identifiers import parse_identifier
from refgraph.model.library import Library
from refgraph.model.names import Name, Organization
from refgraph.model.schemes import Scheme, is_valid

TYPES = {
    "book": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-series": "collection",
    "book-set": "collection",
    "book-track": "chapter",
    "component": "document",
    "database": "dataset",
    "dataset": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "grant": "document",
    "journal": "periodical",
    "journal-article": "article-journal",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "monograph": "book",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "proceedings-series": "collection",
    "reference-book": "book",
    "reference-entry": "entry",
    "report": "report",
    "report-component": "report",
    "report-series": "collection",
    "standard": "standard",
}
"""Crossref's type -> CSL type."""
FIELDS = (
    ("container-title", "container-title.0"),
    ("container-title-short", "short-container-title.0"),
    ("title-short", "short-title.0"),
    ("original-title", "original-title.0"),
    ("collection-title", "container-title.1"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("issue", "journal-issue.issue"),
    ("page", "page"),
    ("page", "article-number"),
    ("edition", "edition-number"),
    ("publisher", "publisher"),
    ("publisher", "institution.0.name"),
    ("publisher-place", "publisher-location"),
    ("event-title", "event.name"),
    ("event-place", "event.location"),
    ("DOI", "DOI"),
    ("URL", "resource.primary.URL"),
    ("URL", "URL"),
    ("genre", "degree.0"),
    ("genre", "subtype"),
    ("language", "language"),
)
"""CSL variable and where it is; of several places the first that has it counts."""
_ROLES = {"author": Role.AUTHOR, "editor": Role.EDITOR, "chair": Role.CHAIR, "translator": Role.TRANSLATOR}
_DATES = ("published-print", "published", "issued", "published-online", "posted", "created")
_LEFT_OUT = re.compile(
    r"(?:reference(?:s-count|-count)?|is-referenced-by-count|score|prefix|member|source|indexed|deposited|created|"
    r"content-domain|link|institution/acronym|(?:author|editor|chair|translator)/(?:sequence|affiliation/id)|"
    r"license/(?:delay-in-days|content-version|start))(?:/|\Z)"
)
"""What Crossref says of its record, or counts."""
_TAG = re.compile(r"<[^<>]+>")
_BREAKS = re.compile(r"\s*</(?:jats:)?(?:p|title|sec)>\s*")
_INLINE = re.compile(r"</?(?:i|b|sub|sup|scp|em|strong|jats:\w+|mml:\w+)\b[^<>]*>")


def loads(text: str, file: str | None = None) -> Library:
    """Read an answer of the API (one work or a list), a list of works, or one work a line.

    Raises:
        InvalidValueError: if it is no JSON, with line and column, or none of these.

    >>> loads('{"DOI": "10.1/x", "type": "monograph", "title": ["On Bogs"]}').works[0].title
    'On Bogs'
    """
    return library_of(text, SOURCE, file)


def draft_of(record: dict[str, Any]) -> Draft:
    """Make a draft of one work of the API."""
    said = text_at(record, "type")
    draft = Draft("crossref-", TYPES.get(said, "document"))
    title = _clean(text_at(record, "title.0"))
    subtitle = _clean(text_at(record, "subtitle.0"))
    doubled = subtitle and subtitle.casefold() in title.casefold()
    draft.add("title", title if doubled or not subtitle else f"{title}: {subtitle}")
    fill(draft, record, FIELDS)
    for variable in ("container-title", "collection-title", "container-title-short"):
        draft.texts |= (
            {variable: [(a, b, _clean(c)) for a, b, c in draft.take(variable)]} if draft.get(variable) else {}
        )
    for issn in dict.fromkeys(texts_at(record, "ISSN")):
        draft.add("ISSN", issn)
    for isbn in dict.fromkeys(texts_at(record, "ISBN")):
        draft.add("ISBN", re.sub(r"^https?://.*/", "", isbn))
    for subject in texts_at(record, "subject"):
        draft.add("keyword", subject)
    draft.add("license", text_at(record, "license.0.URL"))
    draft.add("abstract", _prose(text_at(record, "abstract")))
    for name, role in _ROLES.items():
        for each in objects_at(record, name):
            person(draft, role, each)
    _dates(draft, record)
    if draft.type == "chapter" and not draft.get("container-title"):
        draft.type = "document"
    if draft.type and TYPES.get(said) and next(word for word, csl in TYPES.items() if csl == TYPES[said]) != said:
        draft.keep("type", said)
    return draft


def person(draft: Draft, role: Role, each: dict[str, Any]) -> None:
    """Add a contributor with ORCID and affiliations."""
    family, given, name = (text_at(each, key) for key in ("family", "given", "name"))
    agent = Name(family=family or None, given=given or None, suffix=text_at(each, "suffix") or None)
    if not (family or given or name):
        return
    orcid = text_at(each, "ORCID")
    draft.contributors.append(
        Contributor(
            agent=agent if family or given else Organization(name=name),
            role=role,
            identifiers=(parse_identifier(orcid, Scheme.ORCID),) if is_valid(orcid, Scheme.ORCID) else (),
            affiliations=tuple(found for place in objects_at(each, "affiliation") if (found := text_at(place, "name"))),
        )
    )


def _dates(draft: Draft, record: dict[str, Any]) -> None:
    for name in _DATES:
        text = _date(value_at(record, f"{name}.date-parts.0"))
        if text:
            draft.add("issued", text)
            break
    draft.add("available-date", _date(value_at(record, "published-online.date-parts.0")))
    draft.add("event-date", _date(value_at(record, "event.start.date-parts.0")))


def _date(parts: Any) -> str:
    numbers = [each for each in parts if isinstance(each, int)] if isinstance(parts, list) else []
    return "-".join(f"{each:0{4 if place == 0 else 2}}" for place, each in enumerate(numbers))


def _clean(text: str) -> str:
    return " ".join(unescape(_INLINE.sub("", text)).split())


def _prose(text: str) -> str:
    """Return the text of an abstract in JATS, a paragraph a line."""
    paragraphs = [" ".join(_TAG.sub("", part).split()) for part in _BREAKS.split(text)]
    return unescape("\n".join(part for part in paragraphs if part))


SOURCE = JsonFormat(
    "Crossref JSON",
    draft_of,
    frozenset({"DOI", "title", "type"}),
    ("message.items", "items"),
    inner="message",
    left_out=_LEFT_OUT,
)
stream = partial(entries_of_lines, source=SOURCE)
