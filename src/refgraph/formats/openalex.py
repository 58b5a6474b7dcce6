"""Works of OpenAlex (api.openalex.org, "Work object"); read only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from refgraph.formats.records import Draft
from refgraph.formats.records.names import read_natural
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
from refgraph.model.schemes import Scheme, is_valid

TYPES = {
    "article": "article-journal",
    "book": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "conference-abstract": "paper-conference",
    "conference-paper": "paper-conference",
    "data-paper": "article-journal",
    "dataset": "dataset",
    "dissertation": "thesis",
    "editorial": "article-journal",
    "erratum": "article-journal",
    "journal-article": "article-journal",
    "letter": "article-journal",
    "monograph": "book",
    "peer-review": "review",
    "posted-content": "article",
    "preprint": "article",
    "proceedings-article": "paper-conference",
    "reference-entry": "entry",
    "report": "report",
    "retraction": "article-journal",
    "review": "article-journal",
    "software": "software",
    "standard": "standard",
}
"""OpenAlex's type, or Crossref's, -> CSL type."""
FIELDS = (
    ("title", "title"),
    ("title", "display_name"),
    ("issued", "publication_date"),
    ("issued", "publication_year"),
    ("DOI", "doi"),
    ("DOI", "ids.doi"),
    ("PMID", "ids.pmid"),
    ("PMCID", "ids.pmcid"),
    ("language", "language"),
    ("volume", "biblio.volume"),
    ("issue", "biblio.issue"),
    ("license", "primary_location.license"),
    ("URL", "primary_location.landing_page_url"),
)
_SOURCE = "primary_location.source"
_LEFT_OUT = re.compile(
    r"(?:(?:counts_by_year|cited_by_\w+|citation_normalized_percentile|fwci|referenced_works\w*|related_works|"
    r"created_date|updated_date|sustainable_development_goals|concepts|topics|primary_topic|mesh|indexed_in|"
    r"ngrams_url|\w+_count|relevance_score|best_oa_location|locations|open_access|apc_\w+|has_\w+|"
    r"ids/(?:openalex|mag)|corresponding_\w+)|"
    r"authorships/(?:author_position|countries|author/id|affiliations|raw_author_name|"
    r"institutions/(?:id|ror|country_code|type|lineage|display_name))|"
    r"primary_location/(?:source/(?:id|type|host_organization\w*|issn_l)|version|id|license_id|raw_\w+|pdf_url)|"
    r"keywords/(?:id|score))(?:/|\Z)"
)
"""What OpenAlex counts, computes or says of its record, and where else it has it."""


def loads(text: str, file: str | None = None) -> Library:
    """Read an answer of the API (one work, or ``results``), a list of works, or one work a line.

    Raises:
        InvalidValueError: if it is no JSON, with line and column, or none of these.

    >>> loads('{"id": "https://openalex.org/W1", "type": "article", "title": "On bogs"}').works[0].title
    'On bogs'
    """
    return library_of(text, SOURCE, file)


def draft_of(record: dict[str, Any]) -> Draft:
    """Make a draft of one work."""
    draft = Draft("openalex-", _type(record))
    fill(draft, record, FIELDS)
    if (draft.get("URL") or "").startswith("https://doi.org/"):
        draft.take("URL")
    _source(draft, record)
    first, last = text_at(record, "biblio.first_page"), text_at(record, "biblio.last_page")
    draft.add("page", first if first == last else "-".join(part for part in (first, last) if part))
    for each in objects_at(record, "authorships"):
        _author(draft, each)
    for each in objects_at(record, "keywords"):
        draft.add("keyword", text_at(each, "display_name") or text_at(each, "keyword"))
    draft.add("abstract", _abstract(value_at(record, "abstract_inverted_index")))
    if record.get("is_retracted") is True:
        draft.keep("is_retracted", record["is_retracted"])
    _keep_type(draft, record)
    return draft


def _type(record: dict[str, Any]) -> str:
    """Return the CSL type; Crossref's tells papers at conferences from articles, the source tells preprints."""
    kind = TYPES.get(text_at(record, "type"), "document")
    crossref = TYPES.get(text_at(record, "type_crossref"), kind)
    if kind == "article-journal" and crossref in {"paper-conference", "article", "chapter", "report"}:
        kind = crossref
    if kind == "article-journal" and text_at(record, f"{_SOURCE}.type") == "repository":
        return "article"
    return kind


def _keep_type(draft: Draft, record: dict[str, Any]) -> None:
    """Keep the words for the type, where they say more than the CSL type does."""
    for name in ("type", "type_crossref"):
        word = text_at(record, name)
        if word and next((usual for usual, csl in TYPES.items() if csl == draft.type), "") != word:
            draft.keep(name, word)


def _source(draft: Draft, record: dict[str, Any]) -> None:
    """Take container and publisher; a thesis has its school, a preprint its repository as publisher."""
    name, host = text_at(record, f"{_SOURCE}.display_name"), text_at(record, f"{_SOURCE}.host_organization_name")
    if draft.type == "thesis":
        draft.add("publisher", text_at(record, "authorships.0.institutions.0.display_name") or name)
        return
    if draft.type == "article":
        draft.add("publisher", host or name)
        draft.add("source", name if host else "")
        return
    draft.add("container-title" if draft.type != "book" else "publisher", name)
    draft.add("publisher", host)
    for issn in dict.fromkeys((text_at(record, f"{_SOURCE}.issn_l"), *texts_at(record, f"{_SOURCE}.issn"))):
        draft.add("ISSN", issn)


def _author(draft: Draft, each: dict[str, Any]) -> None:
    name = text_at(each, "author.display_name") or text_at(each, "raw_author_name")
    if not name:
        return
    orcid = text_at(each, "author.orcid")
    draft.contributors.append(
        Contributor(
            agent=read_natural(name),
            role=Role.AUTHOR,
            identifiers=(parse_identifier(orcid, Scheme.ORCID),) if is_valid(orcid, Scheme.ORCID) else (),
            affiliations=tuple(texts_at(each, "raw_affiliation_strings"))
            or tuple(found for one in objects_at(each, "institutions") if (found := text_at(one, "display_name"))),
        )
    )


def _abstract(index: Any) -> str:
    """Return the text that an index of words and their places stands for."""
    if not isinstance(index, dict):
        return ""
    places = [
        (place, str(word))
        for word, found in index.items()
        for place in (found if isinstance(found, list) else ())
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places))


def _leaves(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the values but those of the abstract, which is an index of words, and those that make the type."""
    not_here = {"abstract_inverted_index", "type", "type_crossref"}
    return leaves_of({name: value for name, value in record.items() if name not in not_here})


SOURCE = JsonFormat(
    "OpenAlex JSON",
    draft_of,
    frozenset({"authorships", "display_name", "publication_year", "title"}),
    ("results",),
    leaves=_leaves,
    left_out=_LEFT_OUT,
)
stream = partial(entries_of_lines, source=SOURCE)
