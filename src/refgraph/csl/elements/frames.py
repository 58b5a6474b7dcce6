"""What surrounds the output of an element: affixes, formatting, quotation marks, display."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

from refgraph.csl.elements.state import State
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import CLOSE_QUOTE, OPEN_QUOTE, Mark, Open, Prefix, Tape
from refgraph.csl.words.richtext import Piece, QuoteStyle, parse_rich

Renderer = Callable[[State, Tape], bool]
"""Appends what an element gives to the tape; True if that was anything."""

FORMATTING = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def affix(text: str) -> Tape:
    """Return a prefix, suffix or delimiter of a style as tape, character by character as it is written.

    Some styles have escaped a character's number twice ("&amp;#8212;"); the character is what they mean.
    """
    if "&#" in text:
        text = unescape(text)
    return [(text, None)] if text else []


def markup(text: str, quotes: QuoteStyle) -> Tape:
    """Return text of a manuscript (a cite's prefix or suffix) as tape; markup in it counts as in fields."""
    return [(part.text, None) if isinstance(part, Piece) else part for part in parse_rich(text, quotes)]


class Frame:
    """Tapes before and after an element's output.

    Attributes:
        before: prefix, opening marks and quotation mark, in this order.
        after: their counterparts.
    """

    __slots__ = ("after", "before")

    def __init__(self, element: Element, *, quotes: bool = True, inside: bool = False) -> None:
        """Read the attributes of an element.

        Args:
            element: the element.
            quotes: whether its `quotes` attribute counts.
            inside: whether the affixes stand inside the formatting, as those of `layout` do.
        """
        attributes = element.attributes
        opens = marks(element)
        quoted = quotes and attributes.get("quotes") == "true"
        prefix: Tape = [(Prefix(run[0]), None) for run in affix(attributes.get("prefix", "")) if isinstance(run, tuple)]
        suffix = affix(attributes.get("suffix", ""))
        display = attributes.get("display")
        outer = Open(Mark("display", display)) if display else None
        closes: Tape = [mark.close for mark in reversed(opens)]
        before: Tape = [*opens, *prefix] if inside else [*prefix, *opens]
        after: Tape = [*suffix, *closes] if inside else [*closes, *suffix]
        if quoted:
            before.insert(len(before) - len(opens), OPEN_QUOTE)
            after.insert(len(closes), CLOSE_QUOTE)
        self.before: Tape = [outer, *before] if outer else before
        self.after: Tape = [*after, outer.close] if outer else after

    def __bool__(self) -> bool:
        """Tell whether there is anything around the element."""
        return bool(self.before or self.after)


def marks(element: Element) -> list[Open]:
    """Return the formatting of an element, outermost first: the last attribute, as citeproc-js nests them."""
    found = element.attributes
    return [Open(Mark(name, value)) for name, value in reversed(found.items()) if name in FORMATTING]


def framed(element: Element, inner: Renderer, *, quotes: bool = True) -> Renderer:
    """Put the frame of an element around its renderer."""
    frame = Frame(element, quotes=quotes)
    if not frame:
        return inner
    before, after = frame.before, frame.after

    def render(state: State, tape: Tape) -> bool:
        start = len(tape)
        tape.extend(before)
        if inner(state, tape):
            tape.extend(after)
            return True
        del tape[start:]
        return False

    return render
