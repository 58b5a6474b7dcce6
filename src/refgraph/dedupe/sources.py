"""Bibliographies as they are read for deduplication: one library, and how each entry was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from refgraph.formats import detect_format, read
from refgraph.formats.bibtex import BibDocument, BibEntry, library_of, read_document
from refgraph.model import Finding, Library, Work, assign_keys

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
        works = _keyed(library, added)
        if document is not None:
            for work, entry in zip(works, document.entries, strict=True):
                written[work.key] = Written(document=document, entry=entry)
        renamed = dict(zip(added.keys, (work.key for work in works), strict=True))
        library = replace(
            library,
            works=(*library.works, *works),
            citations=(
                *library.citations,
                *(replace(each, citing=renamed[each.citing], cited=renamed[each.cited]) for each in added.citations),
            ),
            provenance={**library.provenance, **{renamed[key]: each for key, each in added.provenance.items()}},
            findings=(*library.findings, *added.findings, *_repeated(renamed, str(path), files, written)),
        )
        for work in works:
            files[work.key] = str(path)
    return Sources(library=library, written=written)


def _keyed(library: Library, added: Library) -> tuple[Work, ...]:
    """Return works with new keys for those that are taken."""
    free = [replace(work, key="") if work.key in library else work for work in added]
    return assign_keys(free, taken=library.keys)


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
