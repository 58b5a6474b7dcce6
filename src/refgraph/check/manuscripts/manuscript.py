"""A manuscript as the rules see it: the keys it cites and the bibliographies it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from refgraph.model.reference import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedKey:
    """A key in a manuscript.

    Attributes:
        key: the key as written.
        start: offset of the key in the file's text.
        end: offset after it.
        group: number of the citation it stands in; keys that are cited together have the same.
    """

    key: str
    start: int
    end: int
    group: int = 0


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


def _spaces(found: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", found[0])
