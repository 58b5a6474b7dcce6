"""Where in a JSON text the items of a list are; asked only where something is wrong with one of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

_BLANKS = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n,]*")
_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class ItemLines:
    r"""The lines on which the items of a list begin, from 1; found when the first is asked for.

    >>> ItemLines('{"n": 2,\n "items": [1,\n 2]}', ["items"]).line(1)
    3
    """

    def __init__(self, text: str, path: Sequence[str] = ()) -> None:
        """Take a text that is JSON, and the names of the objects' members that lead to the list."""
        self._text = text
        self._path = path

    def line(self, index: int) -> int | None:
        """Return the line of an item by its place, from 0; that of the first value for one that is no list."""
        return self._lines[index] if index < len(self._lines) else None

    @cached_property
    def _lines(self) -> list[int]:
        found, line, counted = [], 1, 0
        for place in self._places():
            line += self._text.count("\n", counted, place)
            counted = place
            found.append(line)
        return found

    def _places(self) -> Iterator[int]:
        text = self._text
        place = _after(_BLANKS, text, 0)
        for name in self._path:
            place = _member(text, place, name) if text[place : place + 1] == "{" else place
        if text[place : place + 1] != "[":
            yield place
            return
        place = _after(_BETWEEN, text, place + 1)
        while text[place : place + 1] not in {"]", ""}:
            yield place
            place = _after(_BETWEEN, text, _DECODER.raw_decode(text, place)[1])


def _member(text: str, place: int, name: str) -> int:
    """Return where the value of a member is; of the first object, where it has no such member."""
    at = _after(_BETWEEN, text, place + 1)
    while text[at : at + 1] == '"':
        found, end = _DECODER.raw_decode(text, at)
        value = _after(_COLON, text, end)
        if found == name:
            return value
        at = _after(_BETWEEN, text, _DECODER.raw_decode(text, value)[1])
    return place


def _after(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return place if found is None else found.end()
