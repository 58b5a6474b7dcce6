"""Markup inside fields: `<i>`, `<b>`, `<sc>`, `<sup>`, `<sub>`, nocase and nodecor spans, and quotation marks.

CSL-JSON fields may hold this little language (CSL-JSON documentation, "HTML-like formatting tags"). What does not
pair up is text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from refgraph.csl.tokens import CLOSE_QUOTE, FIXED_CLOSE_QUOTE, OPEN_QUOTE, Close, Mark, Open, Quote, Rich

_SPECIAL = re.compile(r"[<\"'“”‘’„‚«»‹›]| [;:!?]")
# French spacing: a thin space that does not break stands before these and inside guillemets
_FRENCH = re.compile(r" (?=[;:!?»])|(?<=«) ")
_THIN_SPACE = "\u202f"
_PIECE = re.compile(
    r"(?P<open><(?:i|b|sup|sub|sc)>|<span\s+(?:class=\"(?:nocase|nodecor)\"|style=\"font-variant:\s*small-caps;?\")\s*>)"
    r"|(?P<close></(?:i|b|sup|sub|sc|span)>)"
    r"|(?P<quote>[\"'“”‘’„‚«»‹›])"
)
_MARKS = {
    "i": Mark("font-style", "italic"),
    "b": Mark("font-weight", "bold"),
    "sup": Mark("vertical-align", "sup"),
    "sub": Mark("vertical-align", "sub"),
    "sc": Mark("font-variant", "small-caps"),
}
_SMALL_CAPS = Mark("font-variant", "small-caps")
NO_DECORATION = Mark("nodecor", "")
# what stands in these keeps its letters in title case (citeproc-js, and fixtures of the suite)
_KEEPING = frozenset(("nodecor", "font-variant", "vertical-align"))
_BEFORE_OPENING = frozenset(" \t\n\xa0([{-–—/“‘«\"'")
_APOSTROPHE = "’"


class Piece(NamedTuple):
    """A stretch of text of a field.

    Attributes:
        text: the characters, apostrophes made typographic.
        offset: where it begins in the field, in characters.
        protected: whether a span keeps its letters as they are ("nocase", small capitals, raised and lowered text).
    """

    text: str
    offset: int
    protected: bool


RichText = tuple["Piece | Open | Close | Quote", ...]


class _Item:
    """A token of a field while pairs are looked for."""

    __slots__ = ("is_opening", "kind", "offset", "partner", "text")

    def __init__(self, kind: str, text: str, offset: int, *, is_opening: bool = False) -> None:
        self.kind = kind
        self.text = text
        self.offset = offset
        self.is_opening = is_opening
        self.partner: _Item | None = None


class QuoteStyle(NamedTuple):
    """Which quotation marks in fields a language turns into its own.

    Straight marks always count, curly ones and guillemets only where the language uses them outermost.

    Attributes:
        opening, closing: the outer pair.
    """

    opening: str = "“"
    closing: str = "”"


ENGLISH = QuoteStyle()


def is_plain(text: str) -> bool:
    """Tell whether a field holds nothing but characters."""
    return _SPECIAL.search(text) is None


@lru_cache(maxsize=4096)
def parse_rich(text: str, quotes: QuoteStyle = ENGLISH) -> RichText:
    """Split a field into text, marks and quotation marks.

    >>> [str(part) for part in parse_rich("On <i>Homo</i>")][1]
    '<font-style=italic>'
    """
    if not _SPECIAL.search(text):
        return (Piece(text, 0, protected=False),) if text else ()
    return _resolve(_pair(_scan(_FRENCH.sub(_THIN_SPACE, text), quotes), quotes))


def _scan(text: str, quotes: QuoteStyle) -> list[_Item]:
    items = []
    position = 0
    for match in _PIECE.finditer(text):
        if match.start() > position:
            items.append(_Item("text", text[position : match.start()], position))
        raw = match.group()
        if match["open"]:
            items.append(_Item("tag", raw, match.start(), is_opening=True))
        elif match["close"]:
            items.append(_Item("tag", raw, match.start()))
        else:
            items.append(_quote(text, match.start(), raw, quotes))
        position = match.end()
    if position < len(text):
        items.append(_Item("text", text[position:], position))
    return items


_AND = re.compile(r"(?<=\s)'[nN]'(?=\s)")
"""The short "and" of "Rock 'n' Roll"."""


def _quote(text: str, at: int, raw: str, quotes: QuoteStyle) -> _Item:
    if raw == "'" and any(_AND.match(text, start) for start in (at, at - 2) if start >= 0):
        return _Item("text", _APOSTROPHE, at)
    item = _Item("quote", raw, at)
    if raw in "\"'":
        before = _outside_tags(text, at, -1)
        after = _outside_tags(text, at, 1)
        item.is_opening = (not before or before in _BEFORE_OPENING) and after not in ("", raw) and not after.isspace()
    else:
        item.is_opening = raw == quotes.opening
        if raw not in (quotes.opening, quotes.closing):
            item.kind = "text"
    return item


def _outside_tags(text: str, at: int, step: int) -> str:
    """Return the next character in a direction, tags skipped; "" at the end."""
    position = at + step
    edges = "><" if step < 0 else "<>"
    while 0 <= position < len(text) and text[position] == edges[0]:
        far = text.rfind(edges[1], 0, position) if step < 0 else text.find(edges[1], position)
        if far < 0 or not _PIECE.fullmatch(text[min(far, position) : max(far, position) + 1]):
            break
        position = far + step
    return text[position] if 0 <= position < len(text) else ""


def _pair(items: list[_Item], quotes: QuoteStyle) -> list[_Item]:
    stack: list[_Item] = []
    for number, item in enumerate(items):
        if item.kind == "text":
            continue
        if item.kind == "tag":
            if item.is_opening:
                stack.append(item)
            else:
                _close_tag(stack, item)
            continue
        after = items[number + 1] if number + 1 < len(items) else None
        if _close_quote(stack, item, items[number - 1] if number else None, after, quotes):
            continue
        if item.is_opening:
            stack.append(item)
    return items


def _close_tag(stack: list[_Item], item: _Item) -> None:
    name = item.text[2:-1]
    for depth in range(len(stack) - 1, -1, -1):
        opening = stack[depth]
        if opening.kind == "tag" and opening.text[1:].startswith((name + ">", name + " ", name + "\t")):
            opening.partner, item.partner = item, opening
            del stack[depth:]
            return


def _close_quote(
    stack: list[_Item], item: _Item, before: _Item | None, after: _Item | None, quotes: QuoteStyle
) -> bool:
    """Pair a quotation mark with the nearest fitting one that is open in the same tag."""
    straight = item.text in "\"'"
    if not straight and item.text != quotes.closing:
        return False
    wanted = item.text if straight else quotes.opening
    if straight and (before is None or (before.kind == "text" and before.text[-1:].isspace())):
        return False
    # a letter after it makes it an apostrophe
    if item.text in "\"'’" and after is not None and after.kind == "text" and after.text[0].isalnum():
        return False
    for depth in range(len(stack) - 1, -1, -1):
        opening = stack[depth]
        if opening.kind == "tag":
            return False
        if opening.text == wanted:
            opening.partner, item.partner = item, opening
            del stack[depth:]
            return True
    return False


def _resolve(items: list[_Item]) -> RichText:
    out: list[Piece | Open | Close | Quote] = []
    opened: dict[int, Open | None] = {}
    protected = 0
    for number, item in enumerate(items):
        if item.kind == "text" or item.partner is None:
            text = item.text.replace("'", _APOSTROPHE) if item.kind == "quote" else item.text
            _add_text(out, text, item.offset, protected=protected > 0)
        elif item.kind == "quote":
            opening_quote = item.partner.offset > item.offset
            out.append(
                OPEN_QUOTE if opening_quote else FIXED_CLOSE_QUOTE if _punctuated(items, number) else CLOSE_QUOTE
            )
        elif item.is_opening:
            mark = _mark(item.text)
            opened[id(item)] = None if mark is None else Rich(mark)
            protected += mark is None or mark.name in _KEEPING
            if mark is not None:
                out.append(Rich(mark))
        else:
            opening = opened[id(item.partner)]
            protected -= opening is None or opening.mark.name in _KEEPING
            if opening is not None:
                out.append(opening.close)
    return tuple(out)


def _punctuated(items: list[_Item], number: int) -> bool:
    """Tell whether punctuation of the field itself follows a closing mark: it stays where the field has it."""
    after = items[number + 1] if number + 1 < len(items) else None
    return after is not None and after.kind == "text" and after.text[0] in ".,:;!?"


def _add_text(out: list[Piece | Open | Close | Quote], text: str, offset: int, *, protected: bool) -> None:
    last = out[-1] if out else None
    if isinstance(last, Piece) and last.protected == protected:
        out[-1] = Piece(last.text + text, last.offset, protected)
    else:
        out.append(Piece(text, offset, protected))


def _mark(tag: str) -> Mark | None:
    """Return the mark of an opening tag; None for a "nocase" span."""
    name = tag[1:-1]
    if name in _MARKS:
        return _MARKS[name]
    if "nocase" in name:
        return None
    return NO_DECORATION if "nodecor" in name else _SMALL_CAPS
