"""What a rendered citation or entry is made of: a flat tape of runs of text between opening and closing marks.

The tape is a tree written in order: `Open(mark)` ... `Close(mark)` enclose a subtree. A run is the plain tuple
`(text, source)`; `source` is None for text of the style (affixes, delimiters, terms), else the item's `Source`.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Source(NamedTuple):
    """Where a run's text comes from.

    Attributes:
        item: id of the item.
        variable: CSL variable ("title", "author", "issued", ...).
        name_index: number of the name within its variable, from 0; None where the variable is not a list of names.
        part: "family", "given", "dropping-particle", "non-dropping-particle", "suffix" or "literal" of a name,
            "year", "month", "day" or "season" of a date; None for other variables.
        offset: where the run begins in the item's value, in characters; None where the text is a formatted form
            of the value (an initial, a month's name) that cannot be pointed at.
    """

    item: str
    variable: str
    name_index: int | None = None
    part: str | None = None
    offset: int | None = 0

    def moved(self, count: int) -> Source:
        """Return the source of what begins a number of characters later."""
        if not count or self.offset is None:
            return self
        return Source(self.item, self.variable, self.name_index, self.part, self.offset + count)


class Verbatim(str):
    """Text that a style writes with `value`: no mark at its beginning is taken for one too many."""

    __slots__ = ()


class Prefix(str):
    """A prefix of an element."""

    __slots__ = ()


class Delimiter(str):
    """A delimiter of a group."""

    __slots__ = ()


class Mark(NamedTuple):
    """One formatting of a subtree.

    Attributes:
        name: "font-style", "font-weight", "font-variant", "text-decoration", "vertical-align", "display" or "link".
        value: the CSL attribute's value ("italic", "oblique", "normal", "bold", "light", "small-caps", "underline",
            "none", "sup", "sub", "baseline", "block", "left-margin", "right-inline", "indent"); for "link" the address.
    """

    name: str
    value: str


class Open:
    """Begins a subtree with a mark."""

    __slots__ = ("close", "mark")

    def __init__(self, mark: Mark) -> None:
        """Make the opening token and its closing partner."""
        self.mark = mark
        self.close = Close(mark)

    def __repr__(self) -> str:
        """Show the mark."""
        return f"<{self.mark.name}={self.mark.value}>"


class Close:
    """Ends the subtree that the `Open` of the same mark began."""

    __slots__ = ("mark",)

    def __init__(self, mark: Mark) -> None:
        """Make the closing token."""
        self.mark = mark

    def __repr__(self) -> str:
        """Show the mark."""
        return f"</{self.mark.name}={self.mark.value}>"


class Rich(Open):
    """Begins a subtree that markup in a field asked for: it flips back to normal inside text of the same kind."""

    __slots__ = ()


class Quote:
    """An opening or closing quotation mark; which characters it becomes depends on how deep it stands."""

    __slots__ = ("closing", "fixed")

    def __init__(self, *, closing: bool, fixed: bool = False) -> None:
        """Make one of the marks below."""
        self.closing = closing
        self.fixed = fixed

    def __repr__(self) -> str:
        """Show the direction."""
        return "</quote>" if self.closing else "<quote>"


OPEN_QUOTE = Quote(closing=False)
CLOSE_QUOTE = Quote(closing=True)
FIXED_CLOSE_QUOTE = Quote(closing=True, fixed=True)
"""A closing mark after which a field has punctuation of its own: nothing moves inside."""

Run: TypeAlias = tuple[str, Source | None]
Token: TypeAlias = Run | Open | Close
Tape: TypeAlias = list[Run | Open | Close | Quote]
