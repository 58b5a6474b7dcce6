"""Rich text: characters and spans of them (italics, small capitals, protected letters), as plain text and as markup.

The markup is that of CSL-JSON fields ("HTML-like formatting tags" in its documentation): ``<i>``, ``<b>``, ``<sc>``,
``<sup>``, ``<sub>`` and ``<span class="nocase">``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from refgraph.text.latex.tables.formulas import LOWER, UPPER

TAGS = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "small-caps": ("<sc>", "</sc>"),
    "super": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "nocase": ('<span class="nocase">', "</span>"),
}
"""Kind of a span -> its tags."""

_OPENING = {
    **{opening: kind for kind, (opening, _) in TAGS.items()},
    '<span style="font-variant: small-caps;">': "small-caps",
    '<span style="font-variant:small-caps;">': "small-caps",
    '<span class="nodecor">': "plain",
}
_CLOSING = {"plain": "</span>", **{kind: closing for kind, (_, closing) in TAGS.items()}}
_TAG = re.compile("|".join(map(re.escape, [*_OPENING, *dict.fromkeys(_CLOSING.values())])))
_SCRIPTS = {"super": UPPER, "sub": LOWER}


class Span(NamedTuple):
    """A piece of rich text.

    Attributes:
        kind: "italic", "bold", "small-caps", "super", "sub" or "nocase" (letters keep their case).
        content: text and spans.
    """

    kind: str
    content: Nodes


Node = str | Span
Nodes = tuple[Node, ...]


def plain_text(nodes: Sequence[Node]) -> str:
    """Return the characters alone; raised and lowered ones as such where Unicode has them."""
    return _flat(nodes, lambda span, inner: raised(inner, span.kind))


def markup_text(nodes: Sequence[Node]) -> str:
    """Return rich text as CSL-JSON markup, in NFC."""

    def framed(span: Span, inner: str) -> str:
        opening, closing = TAGS[span.kind]
        return opening + inner + closing if inner.strip() else inner

    return _flat([*_normalised(nodes)], framed)


def raised(text: str, kind: str) -> str:
    """Return the text in raised or lowered characters if there are such for all of it, or as it is."""
    table = _SCRIPTS.get(kind)
    if table and text and all(each in table for each in text):
        return "".join([table[each] for each in text])
    return text


def read_markup(text: str) -> Nodes:
    """Return the rich text that a field with CSL-JSON markup means; a tag without its partner is text.

    >>> read_markup("On <i>Homo</i> < 5")
    ('On ', Span(kind='italic', content=('Homo',)), ' < 5')
    """
    if "<" not in text:
        return (text,) if text else ()
    stack: list[tuple[str, str, list[Node]]] = [("", "", [])]
    at = 0
    for found in _TAG.finditer(text):
        tag = found[0]
        stack[-1][2].append(text[at : found.start()])
        at = found.end()
        if tag in _OPENING:
            stack.append((_OPENING[tag], tag, []))
        else:
            _close(stack, tag)
    stack[-1][2].append(text[at:])
    while len(stack) > 1:
        _, tag, content = stack.pop()
        stack[-1][2].extend([tag, *content])
    return tuple(joined(stack[0][2]))


def plain_markup(text: str) -> str:
    """Return a field without its CSL-JSON markup.

    >>> plain_markup('CO<sub>2</sub> and <span class="nocase">DNA</span> < 5')
    'CO₂ and DNA < 5'
    """
    return plain_text(read_markup(text)) if "</" in text else text


def _close(stack: list[tuple[str, str, list[Node]]], tag: str) -> None:
    place = next((at for at in range(len(stack) - 1, 0, -1) if _CLOSING[stack[at][0]] == tag), None)
    if place is None:
        stack[-1][2].append(tag)
        return
    while len(stack) - 1 > place:  # opened inside and never closed
        _, opening, content = stack.pop()
        stack[-1][2].extend([opening, *content])
    kind, _, content = stack.pop()
    content = joined(content)
    stack[-1][2].extend(content if kind == "plain" else [Span(kind, tuple(content))])


def joined(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes with texts that touch made one, empty ones left out."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and result and isinstance(result[-1], str):
            result[-1] += node
        elif node:
            result.append(node)
    return result


def _normalised(nodes: Sequence[Node]) -> list[Node]:
    return [
        unicodedata.normalize("NFC", node)
        if isinstance(node, str)
        else Span(node.kind, tuple(_normalised(node.content)))
        for node in joined(nodes)
    ]


def _flat(nodes: Sequence[Node], framed: Callable[[Span, str], str]) -> str:
    """Join nodes to one text; spans lie in each other at most as deep as the readers let them."""
    return "".join([node if isinstance(node, str) else framed(node, _flat(node.content, framed)) for node in nodes])
