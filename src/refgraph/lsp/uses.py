"""Where names stand: keys of entries and macros, where they are defined and where they are used."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from refgraph.check.bibliography import REFERENCE_FIELDS
from refgraph.check.manuscripts import Manuscript
from refgraph.formats.bibtex.document import BibDocument, BibEntry
from refgraph.formats.bibtex.field import BibField
from refgraph.formats.bibtex.grammar import BLOCK_START, OPERAND

KEY_FIELDS = (*REFERENCE_FIELDS, "ids")
"""Fields of BibTeX and BibLaTeX that hold keys."""
_KEY = re.compile(r"[^\s,{}\"]+")
_YAML_KEY = re.compile(
    r"^(?:([^\s#:'\"\-][^:\r\n]*):[ \t]*$|[ \t-]*id:[ \t]*[\"']?([^\s\"'][^\"'\r\n]*?)[\"']?[ \t]*$)", re.MULTILINE
)
_JSON_KEY = re.compile(r"\"id\"\s*:\s*\"((?:[^\"\\]|\\.)*)\"")


class Kind(Enum):
    """What a name is, where it stands."""

    ENTRY = auto()
    ALIAS = auto()
    ITEM = auto()
    REFERENCE = auto()
    CITED = auto()
    MACRO = auto()
    MACRO_USE = auto()

    @property
    def defines(self) -> bool:
        """Return True where the name is defined."""
        return self in {Kind.ENTRY, Kind.ALIAS, Kind.ITEM, Kind.MACRO}

    @property
    def is_macro(self) -> bool:
        """Return True for a macro (@string), False for a key."""
        return self in {Kind.MACRO, Kind.MACRO_USE}


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a name stands.

    Attributes:
        kind: what it is there.
        name: the key it means, or the macro in lower case.
        path: the file.
        span: half-open span of the name in the file's text.
    """

    kind: Kind
    name: str
    path: Path
    span: tuple[int, int]


def at(uses: Iterable[Use], offset: int) -> Use | None:
    """Return the use that an offset lies in or ends; of two that touch, the one that begins there."""
    found = [each for each in uses if each.span[0] <= offset <= each.span[1]]
    return max(found, key=lambda each: each.span[0], default=None)


def keys_in_bibliography(document: BibDocument, path: Path) -> Iterator[Use]:
    """Yield the keys in a .bib file: of entries, their second keys, and those that entries refer to."""
    exact = {entry.key for entry in document.entries}
    any_case = {key.casefold(): key for key in exact}
    for entry in document.entries:
        start = key_start(document, entry)
        if entry.key and start is not None:
            yield Use(Kind.ENTRY, entry.key, path, (start, start + len(entry.key)))
        if any(entry.has_name(name) for name in KEY_FIELDS):
            for field in entry.fields:
                if field.name.lower() in KEY_FIELDS:
                    yield from _keys_in_field(document, field, path, exact, any_case)


def _keys_in_field(
    document: BibDocument, field: BibField, path: Path, exact: set[str], any_case: dict[str, str]
) -> Iterator[Use]:
    name = field.name.lower()
    for found in _KEY.finditer(document.text, field.value_start, field.end):
        key = found[0]
        if name == "crossref" and key not in exact:  # BibTeX knows a cross-referenced key in any case
            key = any_case.get(key.casefold(), key)
        yield Use(Kind.ALIAS if name == "ids" else Kind.REFERENCE, key, path, found.span())


def key_start(document: BibDocument, entry: BibEntry) -> int | None:
    """Return the offset of an entry's key, or None if its head is broken."""
    head = BLOCK_START.match(document.text, entry.start)
    start = document.text.find(entry.key, head.end(), entry.end) if head else -1
    return start if start >= 0 else None


def entry_at(document: BibDocument, offset: int) -> BibEntry | None:
    """Return the entry of a .bib file that an offset lies in or ends."""
    place = bisect_right(document.entries, offset, key=lambda entry: entry.start) - 1
    entry = document.entries[place] if place >= 0 else None
    return entry if entry is not None and offset <= entry.end else None


def keys_in_text(text: str, path: Path, known: Collection[str]) -> Iterator[Use]:
    """Yield the keys of works in CSL-JSON, CSL-YAML or Hayagriva.

    Args:
        text: of the file.
        path: of the file; its suffix says what it is.
        known: the keys that its works have.
    """
    is_json = path.suffix.lower() == ".json"
    for found in (_JSON_KEY if is_json else _YAML_KEY).finditer(text):
        which = found.lastindex or 1
        key = _unescaped(found[which]) if is_json else found[which].strip()
        if key in known:
            yield Use(Kind.ENTRY, key, path, (found.start(which), found.start(which) + len(found[which].rstrip())))


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def keys_in_manuscript(manuscript: Manuscript) -> Iterator[Use]:
    """Yield the keys that a manuscript cites or defines itself."""
    path = Path(manuscript.file)
    if path.suffix.lower() == ".docx":  # no text, so nothing in it has a place
        return
    for each in manuscript.cited:
        yield Use(Kind.CITED, each.key, path, (each.start, each.end))
    for each in manuscript.items:
        yield Use(Kind.ITEM, each.key, path, (each.start, each.end))


def macros(document: BibDocument, path: Path) -> Iterator[Use]:
    """Yield the macros of a .bib file: where they are defined, and where they are used in definitions and entries."""
    for definition in document.string_definitions:
        span = (definition.start, definition.start + len(definition.name))
        yield Use(Kind.MACRO, definition.name.lower(), path, span)
        yield from macros_in_field(definition, path)
    for entry in document.entries:
        for field in entry.fields:
            yield from macros_in_field(field, path)


def macros_in_field(field: BibField, path: Path) -> Iterator[Use]:
    """Yield the macros that a value uses."""
    if not field.macros:
        return
    for found in OPERAND.finditer(field.raw):
        name = found[3]
        if name and not name.isdigit():
            start = field.value_start + found.start(3)
            yield Use(Kind.MACRO_USE, name.lower(), path, (start, start + len(name)))
