"""Sort keys of citations and bibliographies (CSL 1.0.2, "Sorting")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from refgraph.csl.elements.context import Context
from refgraph.csl.elements.dates import sort_digits
from refgraph.csl.elements.frames import Renderer
from refgraph.csl.elements.name_lists import NameListWriter
from refgraph.csl.elements.name_options import name_options
from refgraph.csl.elements.state import State
from refgraph.csl.elements.texts import citation_label
from refgraph.csl.elements.values import plain
from refgraph.csl.items.variables import DATE_VARIABLES, NAME_VARIABLES
from refgraph.csl.styles.element import Element
from refgraph.csl.tokens import Tape
from refgraph.csl.words.collation import collation_key
from refgraph.csl.words.richtext import Piece, parse_rich

Value = TypeVar("Value")
# Punctuation does not count ("U.S. Office" is sorted as "US Office"), as in Zotero and in most libraries; blanks do,
# and the lines that stand for a name ("____").
_IGNORED = re.compile(r"[^\w\s$€£¥+=<>|~^`]|(?<=[^\W_])_|_(?=[^\W_])")
_WIDTH = 20
_DIGITS = re.compile(r"\d+")
_ALL = frozenset(("year", "month", "day"))


class SortKey:
    """One `key` of a `sort` element."""

    def __init__(self, element: Element, context: Context) -> None:
        """Compile the key."""
        attributes = element.attributes
        self.descending = attributes.get("sort") == "descending"
        self.language = context.locale.language
        self._counts = (
            _count(attributes.get("names-min")),
            _count(attributes.get("names-use-first")),
            {"true": True, "false": False}.get(attributes.get("names-use-last", "")),
        )
        name = attributes.get("variable", "")
        self.by_number = name == "citation-number"
        self._text = _macro(context.macro(element)) if "macro" in attributes else _variable(name, context)

    def value(self, state: State) -> Any:
        """Return what an item is sorted by; None sorts last in both directions."""
        state.sorting = True
        state.sort_names = self._counts
        found = self._text(state)
        if isinstance(found, str):
            found = found.strip()
            bare = _DIGITS.sub(_padded, _IGNORED.sub("", found))
            return collation_key(bare or found, self.language) if found else None
        return found


def _padded(found: re.Match[str]) -> str:
    """Return a number so that "Volume 9" sorts before "Volume 10"."""
    return found[0].zfill(_WIDTH)


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _macro(renderer: Renderer) -> Callable[[State], Any]:
    def value(state: State) -> str:
        tape: Tape = []
        renderer(state, tape)
        return plain(tape)

    return value


def _variable(name: str, context: Context) -> Callable[[State], Any]:
    if name in NAME_VARIABLES:
        writer = NameListWriter(name_options(None, context)._replace(form="long", initialize_with=None), None, context)

        def names(state: State) -> str:
            if name not in state.item.names:
                return ""
            found = writer.list_of(state, name)
            return plain(found.tape) if found else ""

        return names
    if name in DATE_VARIABLES:
        return lambda state: _date(state, name)
    if name == "citation-number":
        return lambda state: (state.citation_number,) if state.citation_number else None

    def text(state: State) -> Any:
        found = state.item.texts.get(name, "")
        if name == "citation-label" and not found:
            found = citation_label(state.item)
        return "".join(part.text for part in parse_rich(found) if isinstance(part, Piece))

    return text


def _date(state: State, name: str) -> str:
    date = state.item.dates.get(name)
    if date is None:
        return ""
    if date.start is None:
        return date.literal
    text = sort_digits(date.start, _ALL)
    return text + "-" + sort_digits(date.end, _ALL) if date.end else text


def sort_keys(area: Element | None, context: Context) -> list[SortKey]:
    """Return the keys of a `citation` or `bibliography` element; empty where it does not sort."""
    if area is None:
        return []
    for child in area.children:
        if child.tag == "sort":
            return [SortKey(key, context) for key in child.children if key.tag == "key"]
    return []


def sorted_by(values: Sequence[Value], keys: Sequence[SortKey], state: Callable[[Value], State]) -> list[Value]:
    """Return values in the order of the keys; stable, missing values last.

    A key is asked only of values that all keys before it left equal: most works differ in the first one.

    Args:
        values: what is sorted.
        keys: the most important one first.
        state: gives a fresh state to render the key of a value with.
    """
    if not keys or len(values) < 2:
        return list(values)
    rows = [(keys[0].value(state(value)), value) for value in values]
    present = sorted((row for row in rows if row[0] is not None), key=itemgetter(0), reverse=keys[0].descending)
    found: list[Value] = []
    for _, equal in groupby(present, key=itemgetter(0)):
        found += sorted_by([value for _, value in equal], keys[1:], state)
    return found + sorted_by([value for key, value in rows if key is None], keys[1:], state)
