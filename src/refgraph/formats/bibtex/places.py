"""Offsets in a file's text to lines and columns."""

from __future__ import annotations

import re
from array import array
from functools import cached_property

_LONE_RETURN = re.compile(r"\r(?!\n)")
_STRETCH = 2048


class SourceText:
    """The text of a file; where its lines begin is found when a place is asked for.

    Attributes:
        text: the whole text, line ends as they are.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def place(self, offset: int) -> tuple[int, int]:
        r"""Return line and column of an offset, both from 1; ``\r\n``, ``\r`` and ``\n`` end a line.

        >>> SourceText("a\r\nbc").place(4)
        (2, 2)
        """
        before, begins = self._stretches
        stretch = min(offset, len(self.text)) // _STRETCH
        lines, last = self._line_ends(stretch * _STRETCH, offset)
        return before[stretch] + lines + 1, offset - (last if lines else begins[stretch]) + 1

    @cached_property
    def _stretches(self) -> tuple[array[int], array[int]]:
        """For each stretch of the text: how many lines end before it, and where the line begins it begins in."""
        before, begins = array("q", [0]), array("q", [0])
        for start in range(0, len(self.text), _STRETCH):
            lines, last = self._line_ends(start, start + _STRETCH)
            before.append(before[-1] + lines)
            begins.append(last if lines else begins[-1])
        return before, begins

    @cached_property
    def _lone_returns(self) -> bool:
        """Tell whether some lines end in a return alone, as on old Macs."""
        return self.text.count("\r") > self.text.count("\r\n")

    def _line_ends(self, start: int, end: int) -> tuple[int, int]:
        """Return how many lines end in a span, and the offset after the last end; an end is where its last sign is."""
        text = self.text
        lines, last = text.count("\n", start, end), text.rfind("\n", start, end)
        if self._lone_returns:
            lone = text.count("\r", start, end) - text.count("\r\n", start, end + 1)
            if lone:
                lines += lone
                found = (each.start() for each in _LONE_RETURN.finditer(text, start, end + 1))
                last = max(last, *(place for place in found if place < end))
        return lines, last + 1

    def cut(self, start: int, end: int) -> str:
        """Return the text of a half-open span."""
        return self.text[start:end]


class GivenPlace:
    """Stands for the file where there is none: an entry made from a work says its place and text itself."""

    def __init__(self, line: int, column: int, raw: str) -> None:
        self._place = line, column
        self._raw = raw

    def place(self, _offset: int) -> tuple[int, int]:
        """Return the line and column that were given."""
        return self._place

    def cut(self, _start: int, _end: int) -> str:
        """Return the text that was given."""
        return self._raw
