"""One block of a .bib file, step by step: its fields with exact places, and as much of a broken block as can be had."""

from __future__ import annotations

import re
from typing import NamedTuple

from refgraph.formats.bibtex.grammar import BLOCK_START, BRACED, NAME, QUOTED

_BARE = re.compile(NAME)
_SPACE = re.compile(r"\s*")
_GAP = re.compile(r"[\s,]*")
_BRACES = re.compile(r"[{}]")
_BRACES_AND_QUOTES = re.compile(r'[{}"]')
_FIELD = re.compile(rf"({NAME})\s*=\s*")
_NAMED = r"[A-Za-z][\w:.+/-]*\s*="
_RESYNC = re.compile(rf",\s*(?={_NAMED}\s*(?:[\"{{]|\w+\s*[,#}})\n]))|\n\s*(?={_NAMED}\s*[\"{{\w])")
_KEY = re.compile(r"(?:[^\s,={}\"]|\{[^{}\s,]*\}|[ \t]+(?=[^\s,=}]))*")

_NEAR = 1000
_PATIENCE = 100_000


class Problem(NamedTuple):
    """What is wrong at a place of the text, and in which field."""

    message: str
    start: int
    end: int
    field: str | None = None


class Piece(NamedTuple):
    """One operand of ``#``: its text without delimiters; ``macro`` is True for a bare name."""

    text: str
    start: int
    end: int
    macro: bool = False


class RawField(NamedTuple):
    """A field as it stands: ``text[value_start:end]`` is its value with delimiters."""

    name: str
    start: int
    value_start: int
    end: int
    pieces: tuple[Piece, ...]


class RawBlock(NamedTuple):
    """An entry, @string or @preamble as it stands in ``text[start:end]``."""

    type: str
    key: str
    start: int
    end: int
    fields: tuple[RawField, ...]
    problems: tuple[Problem, ...]


class _Broken(Exception):  # noqa: N818 - a signal inside this module, never seen outside
    def __init__(self, message: str, place: int) -> None:
        self.message = message
        self.place = place
        super().__init__(message)


def scan_block(text: str, start: int, limit: int) -> RawBlock | None:
    """Scan the block whose "@" is at ``start``.

    Args:
        text: the whole file.
        start: offset of the "@".
        limit: where another block begins for sure: a value without end is cut before it.

    Returns:
        The block, its problems named and everything readable in it kept; None if no block begins here.
    """
    head = BLOCK_START.match(text, start, limit)
    return None if head is None else _Scanner(text, start, limit).block(head)


def scan_braces(text: str, start: int, limit: int) -> int:
    """Return the offset after the brace that closes the one at ``start``, or -1."""
    fast = BRACED.match(text, start, limit)
    if fast:
        return fast.end()
    depth = 0
    for found in _BRACES.finditer(text, start, limit):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.end()
    return -1


class _Scanner:
    def __init__(self, text: str, start: int, limit: int) -> None:
        self.text = text
        self.limit = limit
        self.patience = 4 * (limit - start) + _PATIENCE
        self.last_field = limit
        self.closer = "}"
        self.fields: list[RawField] = []
        self.problems: list[Problem] = []

    def block(self, head: re.Match[str]) -> RawBlock:
        kind = head[1].lower()
        self.closer = "}" if head[2] == "{" else ")"
        key, place = "", head.end()
        if kind == "preamble":
            end = self._preamble(place)
        else:
            if kind != "string":
                key, place = self._key(place)
            end = self._body(place)
        return RawBlock(kind, key, head.start(), end, tuple(self.fields), tuple(self.problems))

    def _key(self, place: int) -> tuple[str, int]:
        """Return the key and the offset where fields begin."""
        start = self._skip(place)
        found = _KEY.match(self.text, start, self.limit)
        assert found is not None
        key, place = found[0], self._skip(found.end())
        if self.closer == ")" and key.endswith(")"):  # "@book(key)" has no fields
            return key[:-1], found.end() - 1
        after = self.text[place : place + 1]
        if after == "=":  # what was read is the name of a field
            words = key.split()
            if len(words) < 2:
                return "", start
            place = found.end() - len(words[-1])
            self._problem("a comma is missing after the key", place - 1, place)
            return " ".join(words[:-1]), place
        if after not in {",", self.closer}:
            self._problem("a comma is missing after the key", found.end(), found.end() + 1)
        return key, place

    def _preamble(self, place: int) -> int:
        start = self._skip(place)
        try:
            pieces, end = self._value(start)
        except _Broken as broken:
            return self._abandon(broken)
        self.fields.append(RawField("", start, start, end, pieces))
        place = self._skip(end)
        if self.text[place : place + 1] == self.closer:
            return place + 1
        return self._abandon(_Broken(f"{self.closer!r} is missing after the preamble", place))

    def _body(self, place: int) -> int:
        """Read the fields; return the offset after the block."""
        while True:
            place = self._separator(place)
            if place >= self.limit:
                again = self._reopened()
                if again is None:
                    return self._unclosed()
                place = again
                continue
            here = self.text[place]
            if here == self.closer or here in "})":
                if here != self.closer:
                    self._problem(
                        f"the entry is closed by {here!r}, but was opened for {self.closer!r}", place, place + 1
                    )
                return place + 1
            found = _FIELD.match(self.text, place, self.limit)
            if found is None:
                self._problem("a field 'name = value' should stand here", place, self._line_end(place))
                place = self._resync(place)
                continue
            place = self._field(found)

    def _field(self, found: re.Match[str]) -> int:
        """Read one value; return the offset after it, or where reading can go on."""
        name, start = found[1], found.end()
        try:
            pieces, end = self._value(start)
        except _Broken as broken:
            return self._mend(found, broken)
        place = self._skip(end)
        after = self.text[place : place + 1]
        if place < self.limit and after not in {",", self.closer}:
            if _FIELD.match(self.text, place, self.limit):
                self._problem(f"a comma is missing after the field {name!r}", end - 1, end, name)
            elif after not in "})":
                return self._mend(found, _Broken("a comma or '#' should follow the value", place))
        self.fields.append(RawField(name, found.start(), start, end, pieces))
        return end

    def _mend(self, found: re.Match[str], broken: _Broken) -> int:
        """Keep what a broken value seems to be: all up to the next field or the end of the block."""
        name, start = found[1], found.end()
        end = self._resync(start if broken.place <= start else start + 1)
        raw = self.text[start:end].rstrip().rstrip(",").rstrip()
        if not self._field_follows(end):  # the last field: the brace that closes the entry is not part of it
            raw = _without_surplus(raw)
        self._problem(f"{broken.message}, in the field {name!r}", broken.place, self._line_end(broken.place), name)
        value = _without_delimiters(raw)
        place = start + len(raw)
        self.fields.append(RawField(name, found.start(), start, place, (Piece(value, start, place),) if raw else ()))
        return place

    def _field_follows(self, place: int) -> bool:
        return _FIELD.match(self.text, self._separator(place), self.limit) is not None

    def _value(self, place: int) -> tuple[tuple[Piece, ...], int]:
        """Read operands joined by ``#``; return them and the offset after the last."""
        pieces = []
        while True:
            piece = self._piece(place)
            pieces.append(piece)
            after = self._skip(piece.end)
            if self.text[after : after + 1] != "#" or after >= self.limit:
                return tuple(pieces), piece.end
            place = self._skip(after + 1)

    def _piece(self, place: int) -> Piece:
        text = self.text
        opening = text[place : place + 1] if place < self.limit else ""
        if opening == "{":
            end = scan_braces(text, place, self._reach(place))
            if end < 0:
                raise self._tired(_Broken("a brace is not closed", place))
            return Piece(text[place + 1 : end - 1], place, end)
        if opening == '"':
            end = self._quoted(place)
            return Piece(text[place + 1 : end - 1], place, end)
        found = _BARE.match(text, place, self.limit)
        if found is None:
            raise _Broken("a value is missing", place)
        return Piece(found[0], place, found.end(), macro=not found[0].isdigit())

    def _quoted(self, place: int) -> int:
        limit = self._reach(place)
        fast = QUOTED.match(self.text, place, limit)
        if fast:
            return fast.end()
        depth = 0
        for found in _BRACES_AND_QUOTES.finditer(self.text, place + 1, limit):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if depth < 0:
                    raise _Broken("a brace is closed that was not opened", found.start())
            elif depth == 0:
                return found.end()
        raise self._tired(_Broken("a quotation mark is not closed", place))

    def _reach(self, place: int) -> int:
        """Return how far the end of a value is looked for: near by, once too much was read in vain."""
        return self.limit if self.patience > 0 else min(self.limit, place + _NEAR)

    def _tired(self, broken: _Broken) -> _Broken:
        self.patience -= self.limit - broken.place
        return broken

    def _separator(self, place: int) -> int:
        """Skip white space and commas; more than one comma is a problem."""
        found = _GAP.match(self.text, place, self.limit)
        assert found is not None
        if found[0].count(",") > 1:
            second = found[0].index(",", found[0].index(",") + 1) + place
            self._problem("a comma too many", second, second + 1)
        return found.end()

    def _skip(self, place: int) -> int:
        found = _SPACE.match(self.text, place, self.limit)
        return found.end() if found else place

    def _resync(self, place: int) -> int:
        """Return the offset where the next field begins, or where the block ends."""
        found = _RESYNC.search(self.text, place, self.limit) if place < self.last_field else None
        if found:
            return found.end() if found[0][0] == "\n" else found.start()
        self.last_field = min(self.last_field, place)
        last = self._last(place)
        return last - 1 if last > place and self.text[last - 1] in "})" else last

    def _abandon(self, broken: _Broken) -> int:
        self._problem(broken.message, broken.place, self._line_end(broken.place))
        end = self._line_end(broken.place)
        return max(end, broken.place)

    def _reopened(self) -> int | None:
        """Cut the last value where a field begins in it; return the offset of that field, or None.

        In "title = {T, year = 1999}" the value takes the brace of the entry, which then has no end.
        """
        if not self.fields:
            return None
        name, start, value_start, end, _ = self.fields[-1]
        found = _RESYNC.search(self.text, value_start + 1, end) if self.text.startswith("{", value_start) else None
        if found is None or "}" in self.text[value_start : found.start()]:
            return None
        stop = value_start + len(self.text[value_start : found.start()].rstrip().rstrip(","))
        self._problem(f"a brace is not closed, in the field {name!r}", value_start, stop, name)
        self.fields[-1] = RawField(
            name, start, value_start, stop, (Piece(self.text[value_start + 1 : stop], value_start, stop),)
        )
        return found.end() if found[0][0] == "\n" else found.start()

    def _unclosed(self) -> int:
        end = self._last(0)
        self._problem(f"the closing {self.closer!r} is missing", end - 1, end)
        return end

    def _line_end(self, place: int) -> int:
        limit = min(self.limit, place + _NEAR)
        end = self.text.find("\n", place, limit)
        return len(self.text[place : limit if end < 0 else end].rstrip()) + place

    def _last(self, place: int) -> int:
        """Return the offset after the last character before the limit that is no white space."""
        end = self.limit
        while end > place and self.text[end - 1].isspace():
            end -= 1
        return end

    def _problem(self, message: str, start: int, end: int, field: str | None = None) -> None:
        start = min(start, self.limit)
        self.problems.append(Problem(message, start, max(min(end, self.limit), start), field))


def _without_delimiters(raw: str) -> str:
    """Drop the delimiters of a broken value: both, or the one that is left alone."""
    if len(raw) > 1 and raw[0] + raw[-1] in {"{}", '""'}:
        return raw[1:-1]
    alone = raw.count("{") > raw.count("}") if raw.startswith("{") else raw.startswith('"') and raw.count('"') == 1
    return raw[1:] if alone else raw


def _without_surplus(raw: str) -> str:
    """Drop closing delimiters from the end that nothing in the value opens."""
    surplus = raw.count("}") + raw.count(")") - raw.count("{") - raw.count("(") + raw.startswith("{")
    end = len(raw)
    while end and (raw[end - 1] in " \t\r\n," or (surplus > 0 and raw[end - 1] in "})")):
        surplus -= raw[end - 1] in "})"
        end -= 1
    return raw[:end]
