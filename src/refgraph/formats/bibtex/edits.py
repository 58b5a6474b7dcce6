r"""Edits of a .bib file as values: each says what to change, and only the bytes that have to change do.

>>> from refgraph.formats.bibtex import parse_document
>>> document = parse_document("@misc{a,\n  year = 1999,\n  note = {see @b},\n}\n@misc{b, crossref = {a}}\n")
>>> changed = document.edit(SetField("a", "year", "2000"), RenameKey("a", "smith2000"))
>>> print(changed.text, end="")
@misc{smith2000,
  year = 2000,
  note = {see @b},
}
@misc{b, crossref = {smith2000}}
>>> [document.text[change.start : change.end] for change in changed.changes]
['a', '1999', 'a']
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from refgraph.formats.bibtex.document import BibEntry


@dataclass(frozen=True, slots=True)
class SetField:
    r"""Set a field: the value of the first field of this name, or a new field at the end of the entry.

    The delimiters stay where the new value fits them: quotes, braces, a bare number, a month's macro.

    Attributes:
        key: the entry; of several with one key the first, as in BibTeX.
        name: the field, in any case.
        value: LaTeX without delimiters; with ``raw`` the value as it is to stand in the file (``jan # "~5"``).
        raw: see ``value``.
    """

    key: str
    name: str
    value: str
    raw: bool = False


@dataclass(frozen=True, slots=True)
class DeleteField:
    """Delete every field of this name from an entry.

    Attributes:
        key: the entry.
        name: the field, in any case.
    """

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class RenameField:
    """Give the first field of a name another one.

    Attributes:
        key: the entry.
        name: the field, in any case.
        new: its new name, as it is to be written.
    """

    key: str
    name: str
    new: str


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Change the key of an entry and every use of it: crossref, xref, xdata, related, entryset and ids of all entries.

    Attributes:
        key: the entry.
        new: its new key, which no other entry may have.
    """

    key: str
    new: str


@dataclass(frozen=True, slots=True)
class RenameKeys:
    """Change the keys of several entries at once, each with its uses as `RenameKey` does; entries may swap their keys.

    Attributes:
        new: the new key of an entry, by its place in ``document.entries``, from 0; so entries without a key and entries
            with the key of another can be named. Uses of a key that several entries have are those of the first.
    """

    new: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class AddEntry:
    """Add an entry at the end of the file, or after another entry.

    Attributes:
        type: entry type.
        key: its key, which no other entry may have.
        fields: LaTeX values without delimiters by name, in the order they are to stand in.
        after: the key of the entry it is to follow; at the end of the file where this is None.
    """

    type: str
    key: str
    fields: Mapping[str, str] = field(default_factory=dict)
    after: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    """Remove an entry and the white space after it; a comment above it stays.

    Attributes:
        key: the entry.
    """

    key: str


def by_key(entry: BibEntry) -> tuple[str, str]:
    """Return what entries are sorted by if nothing else is said: the key, in any case."""
    return entry.key.casefold(), entry.key


@dataclass(frozen=True, slots=True)
class SortEntries:
    """Put the entries in order; comments right above an entry go with it.

    All other text stays where it is, so does a comment that the file begins with. Cross-referenced entries come last,
    since BibTeX wants them after those that refer to them. No entry passes an @string, since a macro is what it is at
    the point of use.

    Attributes:
        by: what is compared; entries for which it is the same stay in their order.
    """

    by: Callable[[BibEntry], object] = by_key


Edit = SetField | DeleteField | RenameField | RenameKey | RenameKeys | AddEntry | RemoveEntry | SortEntries
