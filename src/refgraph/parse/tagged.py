"""References that name their own fields, as tags do: "citation_title=...; citation_author=..."."""

from __future__ import annotations

import re

from refgraph.parse.result import Field, Label, Labelling

_TAG = re.compile(r"citation_(\w+)=\s*([^;]*)")
_LABELS = {
    "author": Label.AUTHOR,
    "title": Label.TITLE,
    "journal_title": Label.CONTAINER,
    "inbook_title": Label.CONTAINER,
    "conference_title": Label.CONTAINER,
    "publication_date": Label.DATE,
    "year": Label.DATE,
    "volume": Label.VOLUME,
    "issue": Label.ISSUE,
    "pages": Label.PAGES,
    "doi": Label.DOI,
    "publisher": Label.PUBLISHER,
}


def label_tagged(raw: str) -> Labelling | None:
    """Return the fields that a string names itself; None if it does not.

    >>> found = label_tagged("citation_author=A. Fox; citation_title=Dens; citation_year=1990")
    >>> [field.text for field in found.fields]
    ['A. Fox', 'Dens', '1990']
    """
    if not _TAG.match(raw):
        return None
    fields = []
    for found in _TAG.finditer(raw):
        label = _LABELS.get(found[1])
        text = found[2].rstrip()
        if label is not None and text:
            start = found.start(2)
            fields.append(Field(label, start, start + len(text), text))
    return Labelling(tuple(fields), 1.0)
