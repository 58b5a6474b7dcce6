"""A style's elements turned into plain callables, once per style, language and area."""

from __future__ import annotations

from collections.abc import Callable

from refgraph.csl.elements.conditions import Condition, condition
from refgraph.csl.elements.context import Context
from refgraph.csl.elements.dates import date
from refgraph.csl.elements.frames import Renderer, framed
from refgraph.csl.elements.groups import choice, conditional, joined, sequence
from refgraph.csl.elements.labels import label
from refgraph.csl.elements.names import names
from refgraph.csl.elements.numerals import number
from refgraph.csl.elements.texts import text
from refgraph.csl.styles.element import Element


def compile_children(element: Element, context: Context) -> Renderer:
    """Return the renderer of all that stands inside an element (a layout, a macro)."""
    return sequence([compile_element(child, context) for child in element.children if child.tag in _KINDS])


def compile_element(element: Element, context: Context) -> Renderer:
    """Return the renderer of one rendering element."""
    return _KINDS[element.tag](element, context)


def _group(element: Element, context: Context) -> Renderer:
    return framed(element, conditional(_joined(element, context, element.attributes.get("delimiter", ""))))


def _joined(element: Element, context: Context, delimiter: str) -> Renderer:
    """Compile what is inside an element with a delimiter between; `choose` hands it on to its branches."""
    children = [
        _choose(child, context, delimiter) if child.tag == "choose" else compile_element(child, context)
        for child in element.children
        if child.tag in _KINDS
    ]
    return joined(children, delimiter)


def _choose(element: Element, context: Context, delimiter: str = "") -> Renderer:
    branches: list[tuple[Condition | None, Renderer | None]] = []
    for child in element.children:
        if child.tag not in ("if", "else-if", "else"):
            continue
        test = None if child.tag == "else" else condition(child)
        if child.attributes.get("disambiguate") == "true":
            context.uses_disambiguate = True
        body = _joined(child, context, delimiter) if child.children else None
        branches.append((test, body))
    return choice(branches)


_KINDS: dict[str, Callable[[Element, Context], Renderer]] = {
    "text": text,
    "number": number,
    "date": date,
    "names": names,
    "label": label,
    "group": _group,
    "choose": _choose,
}
