"""Offsets in a text to positions of the Language Server Protocol and back, in its three encodings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from lsprotocol.types import Position, PositionEncodingKind, Range

from refgraph.check.manuscripts.manuscript import line_starts

_MARK = "\ufeff"
_UTF8, _UTF16 = PositionEncodingKind.Utf8.value, PositionEncodingKind.Utf16.value


class Lines:
    r"""The lines of a text, to convert places in it; ``\r\n``, ``\r`` and ``\n`` end a line, as in the protocol.

    Offsets are in characters and, like those of all readers, count from after a byte order mark; with ``keep_mark`` it
    is a character as any other.

    Attributes:
        text: the text that offsets are in.
        encoding: what a column counts: "utf-8" and "utf-16" units of that encoding, "utf-32" characters.

    >>> lines = Lines("a\r\n🦆b")
    >>> lines.position(4)
    1:2
    >>> lines.offset(Position(1, 2))
    4
    """

    def __init__(self, text: str, encoding: str = _UTF16, *, keep_mark: bool = False) -> None:
        mark = _MARK if text.startswith(_MARK) and not keep_mark else ""
        self.text = text.removeprefix(mark)
        self.encoding = encoding
        self._mark = width(mark, encoding)
        self._starts = line_starts(self.text)

    def position(self, offset: int) -> Position:
        """Return the position of an offset; one outside the text is moved to its nearer end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        column = width(self.text[self._starts[line] : offset], self.encoding)
        return Position(line, column + (0 if line else self._mark))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; beyond the end of a line it is that end, within a character its start."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self.span_of_line(position.line)
        column = position.character - (0 if position.line else self._mark)
        return start + _characters(self.text[start:end], column, self.encoding)

    def range(self, span: tuple[int, int]) -> Range:
        """Return the range of a half-open span."""
        return Range(self.position(span[0]), self.position(span[1]))

    def span(self, place: Range) -> tuple[int, int]:
        """Return the half-open span of a range; one that is given backwards is turned round."""
        start, end = self.offset(place.start), self.offset(place.end)
        return min(start, end), max(start, end)

    def span_of_line(self, line: int) -> tuple[int, int]:
        """Return the span of a line, from 0, without its line end."""
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line_at(self, offset: int) -> int:
        """Return the number of the line of an offset, from 0."""
        return bisect_right(self._starts, offset) - 1


def width(text: str, encoding: str) -> int:
    """Return how many units of an encoding a text takes.

    >>> [width("ש🦆", encoding) for encoding in ("utf-8", "utf-16", "utf-32")]
    [6, 3, 2]
    """
    if text.isascii():
        return len(text)
    if encoding == _UTF8:
        return len(text.encode(errors="surrogatepass"))
    if encoding == _UTF16:
        return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
    return len(text)


def _characters(line: str, units: int, encoding: str) -> int:
    """Return how many whole characters of a line fit into so many units."""
    if line.isascii() or encoding not in {_UTF8, _UTF16}:
        return max(0, min(units, len(line)))
    return _fitting((width(each, encoding) for each in line), units)


def _fitting(widths: Iterable[int], units: int) -> int:
    taken = count = 0
    for each in widths:
        taken += each
        if taken > units:
            break
        count += 1
    return count
