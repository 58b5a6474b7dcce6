"""What can stand at a place in a .bib file that is being typed: a type, a key, the name of a field or a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_HEAD = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]", re.MULTILINE)
_TYPE = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]*)\Z", re.MULTILINE)
_KEY = re.compile(r"[^,{}()=\"@]*")
_NAME = re.compile(r"[^\s\"#%'(),={}@\\]*")
_WORD = re.compile(r"[^\s\"#%'(),={}@\\]*")
_TYPED_KEY = re.compile(r"[^\s,{}\"]*\Z")
_NAMES_BELOW = re.compile(r"^[ \t,]*([A-Za-z][\w+-]*)[ \t]*=", re.MULTILINE)
_SPACE = re.compile(r"\s*")
_BETWEEN = re.compile(r"[\s,]*")
_BRACES = re.compile(r"[{}]")
_FARTHEST = 50_000  # characters of an entry; an abstract may be long
_NO_ENTRIES = frozenset({"comment", "preamble"})


class Place(Enum):
    """What can stand there."""

    TYPE = auto()
    KEY = auto()
    NAME = auto()
    BARE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Context:
    """A place in a .bib file.

    Attributes:
        place: what can stand there; BARE is a value without delimiters (a macro), TEXT one in braces or quotes.
        span: half-open span of what stands there so far, up to the next delimiter.
        type: of the entry, lower case; "" where it is being typed.
        field: name of the field, lower case, of a value.
        names: fields that the entry has, lower case.
    """

    place: Place
    span: tuple[int, int]
    type: str = ""
    field: str = ""
    names: frozenset[str] = frozenset()


def context_at(text: str, offset: int) -> Context | None:
    """Return what can stand at an offset, or None where nothing can: between entries, in a comment.

    >>> context_at("@book{a, ti", 11)
    Context(place=<Place.NAME: 3>, span=(9, 11), type='book', field='', names=frozenset())
    """
    line = text.rfind("\n", 0, offset) + 1
    typed = _TYPE.search(text[line:offset])
    if typed:
        return Context(Place.TYPE, (line + typed.start(1), _end_of_word(text, offset)))
    first = max(0, offset - _FARTHEST)
    heads = [*_HEAD.finditer(text, first, offset)]
    if not heads or heads[-1][1].lower() in _NO_ENTRIES:
        return None
    head = heads[-1]
    return _Scan(text, offset, head[1].lower()).run(head.end())


def _end_of_word(text: str, offset: int) -> int:
    found = _WORD.match(text, offset)
    return found.end() if found else offset


class _Scan:
    """Reads an entry up to the cursor, as far as it goes."""

    def __init__(self, text: str, offset: int, kind: str) -> None:
        self._text = text
        self._offset = offset
        self._kind = kind
        self._names: list[str] = []

    def run(self, place: int) -> Context | None:
        if self._kind != "string":
            place = self._skip(_KEY, place)
            if place >= self._offset:
                return Context(Place.KEY, (self._offset, _end_of_word(self._text, self._offset)), self._kind)
        while place < self._offset:
            place = self._skip(_BETWEEN, place)
            end = self._skip(_NAME, place)
            if end >= self._offset:
                break
            sign = self._skip(_SPACE, end)
            if sign < self._offset and self._text[sign] in "})":
                return None  # the entry is closed
            if sign >= self._offset or self._text[sign] != "=":
                place = max(end, place + 1)
                continue
            name = self._text[place:end].lower()
            value = self._value(sign + 1, name)
            if isinstance(value, Context):
                return value
            self._names.append(name)
            place = value
        start = min(place, self._offset)
        return self._context(Place.NAME, start) if self._kind != "string" else None

    def _value(self, place: int, name: str) -> Context | int:
        """Read operands; return the context if the cursor is in one, else the offset after them."""
        while True:
            place = self._skip(_SPACE, place)
            if place >= self._offset:
                return self._context(Place.BARE, self._offset, name)
            opening = self._text[place]
            if opening in '{"':
                end = self._closing(place)
                if end < 0:
                    return self._inside(place + 1, name)
            else:
                end = self._skip(_WORD, place)
                if end >= self._offset:
                    return self._context(Place.BARE, place, name)
            place = self._skip(_SPACE, end)
            if place >= self._offset or self._text[place] != "#":
                return place
            place += 1

    def _closing(self, place: int) -> int:
        """Return the offset after the end of a value in braces or quotes; -1 if the cursor comes first."""
        depth = 0
        quoted = self._text[place] == '"'
        for at in range(place + quoted, self._offset):
            sign = self._text[at]
            depth += (sign == "{") - (sign == "}")
            if quoted and sign == '"' and depth == 0:
                return at + 1
            if not quoted and depth == 0:
                return at + 1
        return -1

    def _inside(self, start: int, name: str) -> Context:
        found = _TYPED_KEY.search(self._text[start : self._offset])
        return self._context(Place.TEXT, start + (found.start() if found else 0), name)

    def _context(self, place: Place, start: int, field: str = "") -> Context:
        below = _HEAD.search(self._text, self._offset)
        rest = self._text[self._offset : below.start() if below else self._offset + _FARTHEST]
        names = {*self._names, *(found[1].lower() for found in _NAMES_BELOW.finditer(rest))}
        span = (start, _end_of_word(self._text, self._offset))
        return Context(place, span, self._kind, field, frozenset(names))

    def _skip(self, pattern: re.Pattern[str], place: int) -> int:
        found = pattern.match(self._text, place, self._offset)
        return found.end() if found else place
