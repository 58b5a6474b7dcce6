"""Looking ahead in a text for what closes something, in a time that grows with the text alone."""

from __future__ import annotations

import re


class Ahead:
    r"""Searches a text; what was found is remembered, so that many openings of one closing cost one search.

    >>> ahead = Ahead("a b c")
    >>> [found and found.start() for found in (ahead.search("c", 0), ahead.search("c", 2), ahead.search("b", 4))]
    [4, 4, None]
    """

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._text = text
        self._found: dict[str, tuple[int, re.Match[str] | None]] = {}

    def search(self, pattern: str, at: int) -> re.Match[str] | None:
        """Return the first match of a pattern from an offset on; "^" is the beginning of a line."""
        since, found = self._found.get(pattern, (len(self._text) + 1, None))
        if at < since or (found is not None and found.start() < at):
            found = re.compile(pattern, re.MULTILINE).search(self._text, at)
            self._found[pattern] = (at, found)
        return found
