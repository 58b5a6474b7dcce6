"""A manuscript as the rules see it: the keys it cites and the bibliographies it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refgraph.model.reference import Reference
    from refgraph.model.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedKey:
    """A key in a manuscript.

    Attributes:
        key: the key as written.
        start: offset of the key in the file's text.
        end: offset after it.
        group: number of the citation it stands in; keys that are cited together have the same.
        title: of the cited work, where the manuscript holds the work itself (Word's fields); the key is its key there.
    """

    key: str
    start: int
    end: int
    group: int = 0
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    r"""One file of a manuscript.

    Attributes:
        file: its path as given.
        text: its whole text.
        cited: the cited keys in order.
        bibliographies: names of bibliography files as written, with their places.
        items: keys that the file defines itself (``\bibitem``).
        includes: names of the files that belong to it, as written.
        cites_all: True if it lists every entry (``\nocite{*}``).
        prose: its text with all that is not running text turned to spaces; of the same length.
        references: the reference list that is printed in it, with places in ``text``.
        root: path of the file whose folder names are looked up from; itself, or the one that includes it.
        works: the works that it brings along itself (the fields of a Word document), under the keys of ``cited``.
    """

    file: str
    text: str
    cited: tuple[CitedKey, ...] = ()
    bibliographies: tuple[CitedKey, ...] = ()
    items: tuple[CitedKey, ...] = ()
    includes: tuple[str, ...] = ()
    cites_all: bool = False
    prose: str = ""
    references: tuple[Reference, ...] = ()
    root: str = ""
    works: tuple[Work, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return line_starts(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1."""
        return place(self._line_starts, offset)


_NEWLINE = re.compile(r"\r\n|\r|\n")


def line_starts(text: str) -> list[int]:
    """Return the offset of the first character of every line."""
    return [0, *(found.end() for found in _NEWLINE.finditer(text))]


def place(starts: list[int], offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def blank(text: str, *patterns: re.Pattern[str]) -> str:
    """Return a text of the same length with all matches turned to spaces; line ends stay.

    >>> blank("a `b` c", re.compile("`[^`]*`"))
    'a     c'
    """
    for pattern in patterns:
        text = pattern.sub(_spaces, text)
    return text


_NOT_BREAK = re.compile(r"[^\r\n]")


def _spaces(found: re.Match[str]) -> str:
    return spaces(found[0])


def spaces(text: str) -> str:
    """Return spaces of the same length; line ends stay."""
    return _NOT_BREAK.sub(" ", text)


def blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text of the same length with what stands in spans turned to spaces; line ends stay.

    >>> blank_spans("a b c", [(2, 3)])
    'a   c'
    """
    pieces, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            start = max(start, done)  # noqa: PLW2901 - what is blank already
            pieces += [text[done:start], spaces(text[start:end])]
            done = end
    return "".join([*pieces, text[done:]])


_LISTED = re.compile(r"[^\s,;]+")


def listed_keys(text: str, start: int, end: int, group: int | None = None) -> Iterator[CitedKey]:
    """Yield the keys of a list that is parted by commas, semicolons or blanks.

    Args:
        text: the whole text.
        start: offset of the list.
        end: offset after it.
        group: of the keys; by default one for this list.

    >>> [each.key for each in listed_keys("cite:a, b", 5, 9)]
    ['a', 'b']
    """
    for found in _LISTED.finditer(text, start, end):
        yield CitedKey(key=found[0], start=found.start(), end=found.end(), group=start + 1 if group is None else group)
