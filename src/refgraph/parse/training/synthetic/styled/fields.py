"""Which label the CSL variables have. What is not here is printed, but is no field."""

from __future__ import annotations

from refgraph.parse.result import Label
from refgraph.parse.training.synthetic.producers import Item

_LABELS = {
    "author": Label.AUTHOR,
    "editor": Label.EDITOR,
    "editortranslator": Label.EDITOR,
    "editorial-director": Label.EDITOR,
    "collection-editor": Label.EDITOR,
    "container-author": Label.EDITOR,
    "translator": Label.TRANSLATOR,
    "title": Label.TITLE,
    "title-short": Label.TITLE,
    "container-title": Label.CONTAINER,
    "container-title-short": Label.CONTAINER,
    "journalAbbreviation": Label.CONTAINER,
    "collection-title": Label.SERIES,
    "collection-number": Label.SERIES,
    "volume": Label.VOLUME,
    "number-of-volumes": Label.VOLUME,
    "issue": Label.ISSUE,
    "page": Label.PAGES,
    "page-first": Label.PAGES,
    "locator": Label.PAGES,
    "issued": Label.DATE,
    "year-suffix": Label.DATE,
    "original-date": Label.DATE,
    "publisher": Label.PUBLISHER,
    "original-publisher": Label.NOTE,
    "publisher-place": Label.LOCATION,
    "event-place": Label.LOCATION,
    "archive-place": Label.LOCATION,
    "edition": Label.EDITION,
    "DOI": Label.DOI,
    "URL": Label.URL,
    "ISBN": Label.ISBN,
    "genre": Label.GENRE,
    "accessed": Label.ACCESSED,
    "citation-number": Label.CITATION_NUMBER,
    "citation-label": Label.CITATION_NUMBER,
    "note": Label.NOTE,
    "status": Label.NOTE,
    "medium": Label.NOTE,
    "dimensions": Label.NOTE,
    "scale": Label.NOTE,
    "source": Label.NOTE,
    "archive_location": Label.NOTE,
    "archive_collection": Label.NOTE,
    "original-title": Label.NOTE,
    "references": Label.NOTE,
    "call-number": Label.NOTE,
    "PMID": Label.NOTE,
    "PMCID": Label.NOTE,
    "archive": Label.INSTITUTION,
    "authority": Label.INSTITUTION,
}
NAMES = frozenset({Label.AUTHOR, Label.EDITOR, Label.TRANSLATOR})
_MAKERS = frozenset({"director", "composer", "interviewer", "performer", "host", "producer", "chair", "curator"})
_NOTES_OF_TOTALS_NOT_IN = frozenset({"en", "fr", "it", ""})


def label_of(variable: str, item: Item, *, first: bool) -> Label | None:
    """Return the label of a variable's value, None if it is no field.

    Args:
        variable: the CSL variable.
        item: whose value it is.
        first: whether nothing but a number stands before it.
    """
    kind = item.get("type")
    if variable in _MAKERS:
        return Label.AUTHOR if first else None
    if variable in {"event-title", "event"}:
        return Label.NOTE if item.get("container-title") else Label.CONTAINER
    if variable == "publisher" and (kind == "thesis" or (kind == "report" and "genre" in item)):
        return Label.INSTITUTION
    if variable == "number":
        return Label.PAGES if kind in {"article-journal", "article-magazine"} else Label.NOTE
    if variable == "number-of-pages":
        return Label.PAGES if item.get("language", "") in _NOTES_OF_TOTALS_NOT_IN else Label.NOTE
    return _LABELS.get(variable)
