"""A .bib file as it is written: entries and fields with their places, nothing decoded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import merge
from itertools import count, repeat
from typing import TYPE_CHECKING, Literal, NamedTuple

from refgraph.formats.bibtex.encoding import UTF_8, Encoding, encode
from refgraph.formats.bibtex.field import BibField, FieldPlace, macro_names
from refgraph.formats.bibtex.grammar import PLAIN_FIELD
from refgraph.formats.bibtex.places import GivenPlace, SourceText
from refgraph.model.finding import Finding

if TYPE_CHECKING:
    from refgraph.formats.bibtex.edits import Edit


class Shape:
    """The names of an entry's fields; entries with the same names share one.

    Attributes:
        names: as written, in the order of the file.
        places: for each name in lower case the place of the first field of this name.
    """

    __slots__ = ("names", "places")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.places: dict[str, int] = {}
        for place, name in enumerate(names):
            self.places.setdefault(name.lower(), place)


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class BibEntry:
    """One entry as written.

    Attributes:
        type: entry type in lower case ("inproceedings").
        key: cite key as written.
        start: offset of the "@" in the file's text.
        end: offset after the closing brace.
    """

    type: str
    key: str
    start: int
    end: int
    _shape: Shape
    _values: tuple[str, ...]
    _source: SourceText | GivenPlace
    _places: tuple[FieldPlace, ...] | None

    def __init__(  # noqa: PLR0913 - an entry that comes from no file says everything itself
        self,
        *,
        type: str,  # noqa: A002 - the name of the attribute
        key: str,
        fields: tuple[BibField, ...],
        line: int,
        column: int,
        start: int,
        end: int,
        raw: str,
    ) -> None:
        shape = Shape(tuple(each.name for each in fields))
        values = tuple(each.value for each in fields)
        places = tuple(each.of.place_of(each.number) for each in fields)
        _fill(self, (type, key, start, end, shape, values, GivenPlace(line, column, raw), places))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the fields as written, in the order of the file."""
        return self._shape.names

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return names as written and resolved values in the order of the file; a repeated field is there twice."""
        return tuple(zip(self._shape.names, self._values, strict=True))

    @property
    def values(self) -> dict[str, str]:
        """Return the resolved values by lower-case name; the first of a repeated field counts, as in BibTeX."""
        return {name: self._values[place] for name, place in self._shape.places.items()}

    @property
    def fields(self) -> tuple[BibField, ...]:
        """Return the fields in the order of the file; a repeated field is there twice."""
        return tuple(map(BibField, self._shape.names, self._values, repeat(self), count()))

    def place_of(self, number: int) -> FieldPlace:
        """Return where a field stands in the file, by its number in the order of the file, from 0."""
        if self._places is None:
            assert isinstance(self._source, SourceText)
            _set_places(self, tuple(_plain_places(self._source, self.start, self.end)))
        assert self._places is not None
        return self._places[number]

    def first_fields(self) -> dict[str, BibField]:
        """Return the first field of each name that has a value, by lower-case name."""
        found: dict[str, BibField] = {}
        for number, (name, value) in enumerate(zip(self._shape.names, self._values, strict=True)):
            if value and not value.isspace():
                found.setdefault(name.lower(), BibField(name, value, self, number))
        return found

    @property
    def line(self) -> int:
        """Return the line of the "@", from 1."""
        return self._source.place(self.start)[0]

    @property
    def column(self) -> int:
        """Return the column of the "@", from 1."""
        return self._source.place(self.start)[1]

    @property
    def raw(self) -> str:
        """Return the whole entry as it stands in the file."""
        return self._source.cut(self.start, self.end)

    def has_name(self, name: str) -> bool:
        """Return True if there is a field of this lower-case name, with or without a value."""
        return name in self._shape.places

    @property
    def is_placed(self) -> bool:
        """Return True if the places of its fields are known; a good entry looks them up when they are wanted."""
        return self._places is not None

    def forget_places(self) -> None:
        """Forget the places of the fields, to save memory; only for an entry for which `is_placed` was False before."""
        _set_places(self, None)

    def field(self, name: str) -> BibField | None:
        """Return the first field of this name (case does not matter, as in BibTeX), or None."""
        place = self._shape.places.get(name.lower())
        return None if place is None else BibField(self._shape.names[place], self._values[place], self, place)

    def value(self, name: str) -> str:
        """Return the value of the first field of this name, or the empty string."""
        place = self._shape.places.get(name.lower())
        return "" if place is None else self._values[place]

    def __eq__(self, other: object) -> bool:
        """Return True if the other is the same entry at the same place."""
        if not isinstance(other, BibEntry):
            return NotImplemented
        return (self.type, self.key, self.start, self.raw, self.pairs) == (
            other.type,
            other.key,
            other.start,
            other.raw,
            other.pairs,
        )

    def __hash__(self) -> int:
        return hash((self.type, self.key, self.start))

    def __repr__(self) -> str:
        return f"BibEntry(type={self.type!r}, key={self.key!r}, start={self.start}, end={self.end}, pairs={self.pairs})"


_SLOTS = ("type", "key", "start", "end", "_shape", "_values", "_source", "_places")
_Parts = tuple[str, str, int, int, Shape, tuple[str, ...], SourceText | GivenPlace, tuple[FieldPlace, ...] | None]
_set_type, _set_key, _set_start, _set_end, _set_shape, _set_values, _set_source, _set_places = (
    getattr(BibEntry, name).__set__ for name in _SLOTS
)


def _fill(entry: BibEntry, parts: _Parts) -> None:
    for name, part in zip(_SLOTS, parts, strict=True):
        object.__setattr__(entry, name, part)


def read_entry(  # noqa: PLR0913, PLR0917 - made 100,000 times: no detour
    kind: str,
    key: str,
    start: int,
    end: int,
    shape: Shape,
    values: tuple[str, ...],
    source: SourceText,
    places: tuple[FieldPlace, ...] | None = None,
) -> BibEntry:
    """Make an entry of a file; without ``places`` of its fields they are looked up when somebody asks for them."""
    entry = object.__new__(BibEntry)
    _set_type(entry, kind)
    _set_key(entry, key)
    _set_start(entry, start)
    _set_end(entry, end)
    _set_shape(entry, shape)
    _set_values(entry, values)
    _set_source(entry, source)
    _set_places(entry, places)
    return entry


def _plain_places(source: SourceText, start: int, end: int) -> Iterator[FieldPlace]:
    """Yield the places of the fields of a good entry: all that stands between its key and its closing brace."""
    for found in PLAIN_FIELD.finditer(source.text, source.text.index(",", start, end), end - 1):
        last = found.lastindex or 1
        raw = source.text[found.start(last) - (last in {2, 3}) : found.end()]
        macros = macro_names(found[5]) if last == 5 else ()
        yield FieldPlace(raw, found.start(1), found.end(), source, macros)


class BibBlock(NamedTuple):
    """A block of a file that is no entry.

    Attributes:
        kind: "string", "preamble", "comment" (a @comment) or "text" (what stands between blocks).
        start: offset of its first character in the file's text.
        end: offset after its last character.
        whole: False if it is broken.
    """

    kind: Literal["string", "preamble", "comment", "text"]
    start: int
    end: int
    whole: bool = True


class TextChange(NamedTuple):
    """One place where an edited file differs from the one before.

    Attributes:
        start: offset of the first character that was replaced, in the old text.
        end: offset after the last one, in the old text.
        new_start: offset of the first new character, in the new text.
        new_end: offset after the last one, in the new text.
    """

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BibDocument:
    """A .bib file: its text and what is in it, in order.

    ``text`` is the file; everything else is read from it, and nothing of it is left out. `refgraph.formats.bibtex.edit`
    makes a changed document of it.

    Attributes:
        file: path as given, or None.
        text: the whole text of the file, line ends as they are.
        entries: every entry that could be read, duplicate keys included.
        strings: @string definitions by lower-case name, the built-in months left out.
        string_definitions: every @string definition in order, repeated ones included.
        used_macros: names of the macros that values use, lower case.
        preambles: values of @preamble blocks.
        comments: @comment blocks and text between entries.
        others: the blocks that are no entries, in order, with their places.
        findings: syntax findings (S001 unparsable-block, S002 missing-key, S003 duplicate-field, S004 undefined-string,
            S005 duplicate-string, U701 duplicate-key).
        encoding: how the text stands in the file.
        changes: where an edited document differs from the one it was made of.
        macros: values of macros that are defined elsewhere, by name.
    """

    file: str | None
    text: str
    entries: tuple[BibEntry, ...] = ()
    strings: Mapping[str, BibField] = field(default_factory=dict)
    string_definitions: tuple[BibField, ...] = ()
    used_macros: frozenset[str] = frozenset()
    preambles: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    others: tuple[BibBlock, ...] = ()
    findings: tuple[Finding, ...] = ()
    encoding: Encoding = UTF_8
    changes: tuple[TextChange, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)

    def edit(self, *edits: Edit) -> BibDocument:
        """Return the document with these edits made; only the bytes that have to change do, ``changes`` lists them.

        Args:
            edits: values of `refgraph.formats.bibtex.edits`; each is about the document as it is.

        Raises:
            UnknownNameError: if there is no such entry or field.
            DuplicateKeyError: if a new key is that of another entry.
            InvalidValueError: if a value, name or key cannot stand in a .bib file, or two edits change the same text.
        """
        from refgraph.formats.bibtex.editing import edit

        return edit(self, edits)

    @property
    def blocks(self) -> tuple[BibEntry | BibBlock, ...]:
        """Return entries and other blocks in the order of the file; together they cover all but white space."""
        return tuple(merge(self.entries, self.others, key=lambda block: block.start))

    def to_bytes(self) -> bytes:
        """Return the bytes of the file: those it was read from, where nothing was changed.

        Raises:
            InvalidValueError: if an edit brought in a character that the file's encoding lacks.
        """
        return encode(self.text, self.encoding)
