"""One field of an entry: its name and value; its place in the file is looked up when somebody asks for it."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from refgraph.formats.bibtex.grammar import OPERAND
from refgraph.formats.bibtex.places import GivenPlace, SourceText


class FieldPlace(NamedTuple):
    """Where a field stands in its file.

    Attributes:
        raw: the value as it stands in the file, with delimiters.
        start: offset of the name in the file's text.
        end: offset after the value.
        source: the file's text.
        macros: names of the macros the value uses, lower case ("jan").
    """

    raw: str
    start: int
    end: int
    source: SourceText | GivenPlace
    macros: tuple[str, ...] = ()

    def place_of(self, _number: int) -> FieldPlace:
        """Return this place: a field that was placed when it was read knows it."""
        return self


class Placing(Protocol):
    """What knows the places of fields: an entry, or the place of a lone field itself."""

    def place_of(self, number: int, /) -> FieldPlace:
        """Return the place of a field by its number in the order of the file, from 0."""


class BibField(NamedTuple):
    """One field of an entry, or one @string definition.

    Attributes:
        name: as written ("Author").
        value: after ``#`` is joined and macros are expanded, without outer braces or quotes; LaTeX is not decoded.
        of: what knows its place.
        number: its number among the fields of ``of``, from 0.
    """

    name: str
    value: str
    of: Placing
    number: int = 0

    @property
    def raw(self) -> str:
        """Return the value as it stands in the file, with delimiters."""
        return self.of.place_of(self.number).raw

    @property
    def line(self) -> int:
        """Return the line of the name, from 1; 0 where there is no file."""
        place = self.of.place_of(self.number)
        return place.source.place(place.start)[0]

    @property
    def column(self) -> int:
        """Return the column of the name, from 1; 0 where there is no file."""
        place = self.of.place_of(self.number)
        return place.source.place(place.start)[1]

    @property
    def start(self) -> int:
        """Return the offset of the name in the file's text."""
        return self.of.place_of(self.number).start

    @property
    def end(self) -> int:
        """Return the offset after the value."""
        return self.of.place_of(self.number).end

    @property
    def value_start(self) -> int:
        """Return the offset of ``raw`` in the file's text."""
        place = self.of.place_of(self.number)
        return place.end - len(place.raw)

    @property
    def macros(self) -> tuple[str, ...]:
        """Return the names of the macros the value uses, lower case ("jan")."""
        return self.of.place_of(self.number).macros

    def __eq__(self, other: object) -> bool:
        """Return True if the other says the same at the same place."""
        if not isinstance(other, BibField):
            return NotImplemented
        return (self.name, self.value, self.start, self.raw) == (other.name, other.value, other.start, other.raw)

    def __hash__(self) -> int:
        return hash((self.name, self.value))


def macro_names(expression: str) -> tuple[str, ...]:
    """Return the names of the macros in a good value, lower case.

    >>> macro_names('jan # "~" # 5')
    ('jan',)
    """
    if expression.isalpha():
        return (expression.lower(),)
    names = (found[3] for found in OPERAND.finditer(expression))
    return tuple(name.lower() for name in names if name and not name.isdigit())
