"""The `number` element, and number variables in `text` elements."""

from __future__ import annotations

import re
from itertools import takewhile

from refgraph.csl.elements.context import Context
from refgraph.csl.elements.frames import Renderer, framed
from refgraph.csl.elements.labels import value_of
from refgraph.csl.elements.state import State
from refgraph.csl.elements.values import value_tape
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import Source, Tape
from refgraph.csl.words.number_values import has_digits, is_whole, parse_number
from refgraph.csl.words.ordinals import long_ordinal, ordinal_suffix, roman

_JOINED = re.compile(r"[-–,;&]")
_INNER = re.compile(r"(\d(?::|\s?\()\d+)[-–](?=\d+(?![\w:–-]))")
"""Between the numbers of a range that follows another number: "73:1-2", "12(1-2)"."""
_HYPHENS = re.compile(r"([-–])")
_AMPERSAND = re.compile(r"(?<=\d )&(?= \w?\d)")


def number(element: Element, context: Context) -> Renderer:
    """Return the renderer of a `number` element."""
    attributes = element.attributes
    name = attributes.get("variable", "")
    form = attributes.get("form", "numeric")
    case = attributes.get("text-case", "")

    def render(state: State, tape: Tape) -> bool:
        state.called = True
        value = value_of(state, name)
        if not value or (state.suppressed and name in state.suppressed):
            return False
        state.rendered = True
        if state.substituted is not None:
            state.substituted.add(name)
        written = _formatted(value, form, name, context)
        source = Source(state.item.id, name, offset=0 if same_but_dashes(written, value) else None)
        tape.extend(number_tape(written, source, case, state, context))
        return True

    return framed(element, render)


def _formatted(value: str, form: str, name: str, context: Context) -> str:
    if name in ("page", "locator") and form == "numeric":
        return context.page_range(value)
    parsed = parse_number(value)
    if form == "numeric" or not parsed.numeric:
        return number_text(value, context)
    pieces = [
        _one(piece, form, name, context) if at % 2 == 0 else _joiner(piece) for at, piece in enumerate(parsed.pieces)
    ]
    return "".join(pieces)


def _joiner(text: str) -> str:
    bare = text.strip()
    if bare in ("-", "--", "–", "—"):
        return "–"
    if bare == ",":
        return ", "
    return "-" if bare == "\\-" else f" {bare} "


def _one(text: str, form: str, name: str, context: Context) -> str:
    if not is_whole(text):
        return text
    value = int(text)
    if form == "roman":
        return roman(value)
    gender = _gender(name, context)
    terms = context.locale.terms
    if form == "long-ordinal":
        return long_ordinal(value, terms, gender)
    return f"{value}{ordinal_suffix(value, terms, gender)}"


def _gender(name: str, context: Context) -> str:
    term = context.locale.find_term(name)
    return term.gender if term else ""


def number_tape(written: str, source: Source, case: str, state: State, context: Context) -> Tape:
    """Return a number's text as tape; both ends of a range are cased ("Hep-Th")."""
    language = context.language_of(state.item)
    pieces = _HYPHENS.split(written) if case else [written]
    if len(pieces) == 1 or any(character in written for character in "<\"'“"):
        return value_tape(written, source, case, language=language, quotes=context.quotes)
    tape: Tape = []
    at = 0
    for piece in pieces:
        offset = None if source.offset is None else source.offset + at
        tape.extend(value_tape(piece, source._replace(offset=offset), case, language=language))
        at += len(piece)
    return tape


def number_text(value: str, context: Context) -> str:
    """Return a number variable's value with en dashes in ranges and without escapes."""
    value = with_and(value, context)
    if not _JOINED.search(value):
        return value
    if "\\-" in value:
        return value.replace("\\-", "-")
    parsed = parse_number(value)
    if not parsed.counted:
        if context.page_range_format:
            return value
        return _INNER.sub(rf"\1{context.range_delimiter}", value)
    pieces = parsed.pieces
    last = len(pieces) - 1
    return "".join(
        _joined(piece, pieces[at - 1], pieces[min(at + 1, last)], context) if at % 2 else piece
        for at, piece in enumerate(pieces)
    )


def _joined(joiner: str, before: str, after: str, context: Context) -> str:
    """Return what stands between the numbers of a list or range."""
    bare = joiner.strip()
    if bare in ("-", "–"):
        # "A1-2", "scte24-10" are names: both ends of a range have the same letters before them
        same = list(takewhile(str.isalpha, before)) == list(takewhile(str.isalpha, after))
        return context.range_delimiter if same or not (has_digits(before) and has_digits(after)) else joiner
    if bare in (",", ";"):
        return f"{bare} "
    return f" {bare} " if bare in ("&", context.locale.term("and", "symbol")) else joiner


def same_but_dashes(written: str, value: str) -> bool:
    """Tell whether a written form still has the value's characters at their places, hyphens become dashes apart."""
    return written.replace("–", "-") == value.replace("–", "-")


def with_and(value: str, context: Context) -> str:
    """Return a value with the locale's sign for "&" between numbers."""
    return _AMPERSAND.sub(context.locale.term("and", "symbol") or "&", value) if "&" in value else value
