"""A place in a text of LaTeX, and what can be read from there without knowing what commands mean."""

from __future__ import annotations

import re

from refgraph.text.latex.formulas import closing_brace, end_of_group

_OPTION = re.compile(r"\[[^\[\]{}]*\](?=[\[{])")
_SPACES = re.compile(r"\s*")


class Cursor:
    """A text and a place in it.

    Attributes:
        text: LaTeX.
        at: the place, in characters.
    """

    def __init__(self, text: str) -> None:
        """Begin at the beginning."""
        self.text = text
        self.at = 0

    def end_of_word(self) -> None:
        r"""Skip what ends a control word: white space, or the empty group of ``\o{}``."""
        self.skip_spaces()
        if self.text.startswith("{}", self.at):
            self.at += 2

    def skip_spaces(self) -> None:
        """Go to the next character that is no white space."""
        found = _SPACES.match(self.text, self.at)
        if found:
            self.at = found.end()

    def source(self) -> str | None:
        """Pass the group that comes next, and optional arguments before it; return what is in it, or None."""
        self.skip_spaces()
        while self.text.startswith("[", self.at) and "]" in self.text[self.at :]:
            self.at = self.text.index("]", self.at) + 1
            self.skip_spaces()
        end = closing_brace(self.text, self.at) if self.text.startswith("{", self.at) else -1
        if end < 0:
            return None
        start, self.at = self.at, end + 1
        return self.text[start + 1 : end]

    def back_to(self, name: str, start: int) -> str:
        """Keep a command that has not the arguments it should have."""
        self.at = start + 1 + len(name)
        return self.verbatim(start)

    def verbatim(self, start: int) -> str:
        """Keep a command with the groups that follow it."""
        while True:
            option = _OPTION.match(self.text, self.at)
            if option is not None:
                self.at = option.end()
            elif self.text.startswith("{", self.at):
                self.at = end_of_group(self.text, self.at)
            else:
                break
        # What follows may become a letter, which must not lengthen the command's name.
        gap = " " if self.text[self.at - 1].isalpha() and self.text[self.at : self.at + 1] in {"\\", "$"} else ""
        return self.text[start : self.at] + gap
