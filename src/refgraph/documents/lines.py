"""Lines of a document with their places in its source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028]*(?:\r\n|[\r\n\f\v\x85\u2028]|\Z)")
_HYPHENS = "-\u2010\u00ad"


class Block(StrEnum):
    """What the source says a line is: a heading, an item of a list, or plain text."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One line (of text) or one block (of HTML).

    Attributes:
        text: without white space at its ends; empty for a blank line.
        start: offset of its first character in the source.
        end: offset after its last character in the source.
        indent: columns of white space before it, a tab counting to the next multiple of 8.
        block: what the source says it is.
        places: offset in the source of every character of ``text``, where the source spells it otherwise (HTML).
    """

    text: str
    start: int
    end: int
    indent: int = 0
    block: Block = Block.TEXT
    places: array[int] | None = None

    def cut(self, start: int, end: int | None = None) -> Line:
        """Return the piece ``text[start:end]``, stripped, with its place in the source."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        text = piece.strip()
        end = start + len(text)
        if self.places is None:
            return replace(self, text=text, start=self.start + start, end=self.start + end)
        if not text:
            return replace(self, text="", start=self.end, end=self.end, places=None)
        last = self.end if end == len(self.text) else self.places[end]
        return replace(self, text=text, start=self.places[start], end=last, places=self.places[start:end])

    @property
    def is_blank(self) -> bool:
        """Return True for a line of white space only."""
        return not self.text


def split_lines(text: str) -> list[Line]:
    """Split plain text at every kind of line end.

    Returns:
        One ``Line`` a line; ``text[line.start:line.end] == line.text``.
    """
    lines = []
    for found in _LINE.finditer(text):
        if found.start() == found.end() == len(text):
            break
        whole = found.group()
        bare = whole.strip()
        start = found.start() + len(whole) - len(whole.lstrip()) if bare else found.start()
        lead = text[found.start() : start].expandtabs(8)
        lines.append(Line(bare, start, start + len(bare), len(lead)))
    return lines


def join_lines(lines: Iterable[str], words: frozenset[str] = frozenset()) -> str:
    """Join the lines of one reference into one string.

    A hyphen at a line's end stays (plain text is seldom hyphenated) unless the word without it is one of ``words``, the
    lower-case words of the document. A URL that breaks after one of ``/-_=&?%`` is joined without a space.

    >>> join_lines(["Multi-", "vector policy.", "https://example.org/", "a"])
    'Multi-vector policy. https://example.org/a'
    """
    pieces: list[str] = []
    for line in lines:
        if pieces:
            pieces[-1], joint = _joint(pieces[-1], line.strip(), words)
            pieces.append(joint)
        pieces.append(line.strip())
    return re.sub(r"\s+", " ", "".join(pieces))


def _joint(left: str, right: str, words: frozenset[str]) -> tuple[str, str]:
    """Return a line's end, without a hyphen that only broke a word, and what stands between it and the next line."""
    last, first = left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0] if right else ""
    if re.search(r"(?i)(?:https?://|www\.|10\.\d{4,9}/)\S*[/\-_=&?%]$", last):
        return left, ""
    if re.search(r"\d[-–]$", last) and first[:1].isdigit():
        return left, ""
    if last[-1] in _HYPHENS and len(last) > 1 and last[-2].isalpha() and first[:1].isalpha():
        whole = re.sub(r"^\W+|\W+$", "", last[:-1] + first).lower()
        broken = last[-1] == "\u00ad" or whole in words
        return left[:-1] if broken else left, ""
    return left, " "
