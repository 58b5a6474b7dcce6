"""Places in a text."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n|\r|\n")


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    r"""Return the line and the column of an offset, both from 1; "\n", "\r\n" and "\r" end a line.

    >>> line_and_column("a\r\nbc", 4)
    (2, 2)
    """
    ends = [found.end() for found in _LINE_END.finditer(text, 0, offset)]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1
