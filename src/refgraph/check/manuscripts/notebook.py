"""Jupyter notebooks: what their Markdown and raw cells cite, with places in the file itself."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from refgraph.check.manuscripts.latex import latex_keys, read_latex
from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript
from refgraph.check.manuscripts.markdown import read_markdown
from refgraph.check.manuscripts.restructured import read_restructured
from refgraph.errors import UnreadableFileError

if TYPE_CHECKING:
    from refgraph.model.reference import Reference

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))|[^\\]+", re.DOTALL)
_SIGN = re.compile(
    r"\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\?.", re.DOTALL
)  # a character as JSON writes it
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_FORMATS = {"text/restructuredtext", "text/x-rst", "rst"}


@dataclass(slots=True)
class _Cell:
    kind: str = ""
    format: str = ""
    pieces: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Decoded:
    """The text of cells, and where each of its characters stands in the file."""

    text: str = ""
    places: array[int] = field(default_factory=lambda: array("L"))


def read_notebook(text: str, file: str) -> Manuscript:
    """Return what a notebook cites; code cells and outputs are left out.

    Raises:
        UnreadableFileError: if it is no JSON.
    """
    try:
        json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        problem = f"is no notebook: {error.msg} in line {error.lineno}, column {error.colno}"
        raise UnreadableFileError(problem, path=file, hint="expected JSON") from None
    except RecursionError:
        raise UnreadableFileError("is no notebook: nested too deeply", path=file) from None
    prose: dict[int, str] = {}
    parts = []
    for number, (cells, reader) in enumerate(_cells_by_reader(text)):
        decoded = _decode(text, cells)
        part = reader(decoded.text, file)
        shown = zip(decoded.places, part.prose, strict=True)
        prose.update((place, sign) for place, sign in shown if not sign.isspace() or sign in "\r\n")
        parts.append(_placed(part, _Places(text, decoded.places, number)))
    cited = (each for part in parts for each in part.cited)
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(sorted(cited, key=lambda each: each.start)),
        bibliographies=tuple(each for part in parts for each in part.bibliographies),
        items=tuple(each for part in parts for each in part.items),
        includes=tuple(each for part in parts for each in part.includes),
        cites_all=any(part.cites_all for part in parts),
        prose=_laid_out(prose, len(text)),
        references=tuple(each for part in parts for each in part.references),
        root=file,
    )


def _cells_by_reader(text: str) -> Iterator[tuple[list[_Cell], Callable[[str, str], Manuscript]]]:
    cells = list(_cells(text))
    raw = [each for each in cells if each.kind == "raw"]
    markdown = [each for each in cells if each.kind in {"markdown", "heading"}]
    # Front matter, of Quarto or MyST, stands in the first cell, which may be raw.
    front = [each for each in raw if text.startswith("---", each.pieces[0][0] + 1)] if raw else []
    yield [*front, *markdown], _read_cells
    rest = [each for each in raw if each not in front]
    yield [each for each in rest if each.format in _FORMATS], read_restructured
    yield [each for each in rest if each.format not in _FORMATS], read_latex


def _read_cells(text: str, file: str) -> Manuscript:
    """Read Markdown cells; nbconvert passes LaTeX commands on, too."""
    manuscript = read_markdown(text, file)
    if "\\" not in text:
        return manuscript
    return replace(manuscript, cited=(*manuscript.cited, *latex_keys(text)))


def _cells(text: str) -> Iterator[_Cell]:
    """Yield the cells with the places of the strings of their sources."""
    path: list[str | None] = []  # the key that each open object is at; None for a list
    cell = _Cell()
    expects_key = False
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign in "{[":
            path.append("" if sign == "{" else None)
            expects_key = sign == "{"
            if _names(path) == ["cells", ""]:
                cell = _Cell()
        elif sign in "}]":
            names = _names(path)
            if sign == "}" and len(names) == 2 and names[0] == "cells" and cell.pieces:
                yield cell
            del path[-1:]
            expects_key = False
        elif sign == ",":
            expects_key = bool(path) and path[-1] is not None
        elif sign == ":":
            expects_key = False
        elif sign[0] == '"':
            if expects_key:
                path[-1] = sign[1:-1]
            else:
                _value(cell, path, found)


def _names(path: list[str | None]) -> list[str]:
    """Return the keys that lead to a place; in notebooks of version 3 the cells stand in worksheets."""
    names = [each for each in path if each is not None]
    return names[1:] if names[:1] == ["worksheets"] else names


def _value(cell: _Cell, path: list[str | None], found: re.Match[str]) -> None:
    match _names(path):
        case ["cells", "cell_type"]:
            cell.kind = found[0][1:-1]
        case ["cells", "source"]:
            cell.pieces.append(found.span())
        case ["cells", "metadata", "format" | "raw_mimetype"]:
            cell.format = found[0][1:-1]


def _decode(text: str, cells: Iterable[_Cell]) -> _Decoded:
    pieces: list[str] = []
    places = array("L")
    for cell in cells:
        last = 0
        for start, end in cell.pieces:
            for characters, place, step in _characters(text, start + 1, end - 1):
                pieces.append(characters)
                places.extend(range(place, place + len(characters)) if step else (place for _ in characters))
            last = end - 1
        pieces.append("\n\n")
        places.extend((last, last))
    return _Decoded("".join(pieces), places)


def _characters(text: str, start: int, end: int) -> Iterator[tuple[str, int, bool]]:
    high = ""
    for found in _ESCAPE.finditer(text, start, end):
        if found[1]:
            code = chr(int(found[1], 16))
            if "\ud800" <= code <= "\udbff":
                high, at = code, found.start()
                continue
            if high and "\udc00" <= code <= "\udfff":
                pair = (high + code).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                yield pair, at, False
            else:
                yield "\ufffd" if "\ud800" <= code <= "\udfff" else code, found.start(), False
        elif found[2]:
            yield _ESCAPED.get(found[2], found[2]), found.start(), False
        else:
            yield found[0], found.start(), True
        high = ""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the characters of decoded cells stand in the file."""

    text: str
    places: array[int]
    number: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        if end <= start:
            return self.places[start], self.places[start]
        sign = _SIGN.match(self.text, self.places[end - 1])
        return self.places[start], sign.end() if sign else self.places[end - 1] + 1

    def key(self, each: CitedKey) -> CitedKey:
        start, end = self.span(each.start, each.end)
        return replace(each, start=start, end=end, group=each.group * 3 + self.number)

    def reference(self, each: Reference) -> Reference:
        start, end = self.span(each.start, each.end)
        return replace(each, start=start, end=end)


def _placed(part: Manuscript, places: _Places) -> Manuscript:
    """Return what was read with its places in the file."""
    return replace(
        part,
        cited=tuple(map(places.key, part.cited)),
        bibliographies=tuple(map(places.key, part.bibliographies)),
        items=tuple(map(places.key, part.items)),
        references=tuple(map(places.reference, part.references)),
    )


def _laid_out(characters: dict[int, str], length: int) -> str:
    shown = [" "] * length
    for place, character in characters.items():
        shown[place] = character[:1]
    return "".join(shown)
