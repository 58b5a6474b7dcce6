"""Bibliographies as they are read for deduplication: one library, and how each entry was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from refgraph.formats import detect_format, read
from refgraph.formats.bibtex import BibDocument, BibEntry, library_of, read_document
from refgraph.model import Finding, Library

_BIBTEX = frozenset({"bibtex", "biblatex"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An entry of a .bib file as it is written, and the file it is in."""

    document: BibDocument = field(repr=False)
    entry: BibEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Several bibliographies read as one.

    Attributes:
        library: all works; a key that an earlier file has already is replaced by a new one, which is a finding (U793).
        written: the entries of .bib files by the key that their work has in ``library``.
    """

    library: Library
    written: Mapping[str, Written] = field(repr=False)


def read_sources(paths: Iterable[str | Path]) -> Sources:
    """Read bibliographies as one library.

    Raises:
        UnreadableFileError: if a file cannot be read.
        UnknownNameError: if the format of one is not recognised.
        InvalidValueError: if one is broken as a whole.
    """
    library = Library()
    written: dict[str, Written] = {}
    files: dict[str, str] = {}
    for path in paths:
        document = read_document(path) if detect_format(path) in _BIBTEX else None
        added = read(path) if document is None else library_of(document)
        library, renamed = library.join(added)
        works = [library[key] for key in renamed.values()]
        if document is not None:
            for work, entry in zip(works, document.entries, strict=True):
                written[work.key] = Written(document=document, entry=entry)
        repeated = _repeated(renamed, str(path), files, written)
        library = replace(library, findings=(*library.findings, *repeated))
        for work in works:
            files[work.key] = str(path)
    return Sources(library=library, written=written)


def _repeated(
    renamed: Mapping[str, str], path: str, files: Mapping[str, str], written: Mapping[str, Written]
) -> Iterator[Finding]:
    """Yield a finding (U793) for each key that an earlier file has."""
    for old, new in renamed.items():
        if old == new:
            continue
        entry = written[new].entry if new in written else None
        yield Finding(
            code="U793",
            slug="key-in-two-files",
            message=f"the key {old!r} is in {files[old]} too; here it is {new!r}, also for decisions",
            file=path,
            line=entry.line if entry else None,
            column=entry.column if entry else None,
            key=new,
            value=old,
            span=(entry.start, entry.end) if entry else None,
        )
