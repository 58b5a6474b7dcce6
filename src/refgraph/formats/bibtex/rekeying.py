"""New keys for the entries of a .bib file by a pattern; all other bytes stay."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from refgraph.formats.bibtex.document import BibDocument
from refgraph.formats.bibtex.edits import RenameKeys
from refgraph.formats.bibtex.library import library_of
from refgraph.model.keys import DEFAULT_PATTERN, KeyPattern, citation_keys


class RenamedEntry(NamedTuple):
    """An entry with a new key.

    Attributes:
        place: its place in ``document.entries``, from 0.
        line: its line in the old file, from 1.
        old: its key before, "" where it had none.
        new: its key now.
    """

    place: int
    line: int
    old: str
    new: str


class Rekeyed(NamedTuple):
    """A .bib file with new keys.

    Attributes:
        document: the changed document; the one that was given, where nothing changed.
        renamed: what changed, in the order of the file.
    """

    document: BibDocument
    renamed: tuple[RenamedEntry, ...]


def rekey(
    document: BibDocument, pattern: str | KeyPattern = DEFAULT_PATTERN, *, every: bool = False, postfix: str = "a"
) -> Rekeyed:
    """Give entries without a key one by a pattern, and their uses in other entries with them.

    Args:
        document: what `parse_document` or `read_document` returned.
        pattern: see `refgraph.model.KeyPattern`.
        every: give every entry a key by the pattern; a key that is already what the pattern gives, stays.
        postfix: see `refgraph.model.citation_keys`.

    Raises:
        InvalidValueError: if the pattern or the postfix is none.
        UnknownNameError: if the pattern names something that does not exist.

    >>> from refgraph.formats.bibtex import parse_document
    >>> document = parse_document("@book{x, author = {Li, A}, year = 2020} @inbook{y, crossref = {x}, title = {On T}}")
    >>> rekey(document, "auth.lower + year", every=True).document.text
    '@book{li2020, author = {Li, A}, year = 2020} @inbook{li2020a, crossref = {li2020}, title = {On T}}'
    """
    pairs = zip(library_of(document).works, document.entries, strict=True)
    works = [replace(work, key=entry.key) for work, entry in pairs]
    keys = citation_keys(works, pattern, rekey=every, postfix=postfix)
    renamed = tuple(
        RenamedEntry(place, entry.line, entry.key, key)
        for place, (entry, key) in enumerate(zip(document.entries, keys, strict=True))
        if key != entry.key
    )
    if not renamed:
        return Rekeyed(document, ())
    return Rekeyed(document.edit(RenameKeys({each.place: each.new for each in renamed})), renamed)
