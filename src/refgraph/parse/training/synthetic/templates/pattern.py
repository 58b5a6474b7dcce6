"""The little language that reference templates are written in.

A pattern is the reference as it would be printed, with four kinds of brackets in it::

    {author} {title}⟦. — {edition}⟧. — {place}⟪: | : ⟫{publisher}, {year}. — ‹note:{total} с.›

- ``{field}`` or ``{field:mode}`` stands for a value of the item, or for a phrase of the style or language;
- ``⟦ ... ⟧`` is left out if something in it is lacking, and now and then at random: ``⟦40%...⟧`` says how often it
  stays;
- ``⟪a|b|c⟫`` is one of its alternatives;
- ``‹label: ... ›`` gives all it contains one label.

Anything else stands for itself. A pattern lacks something if a field outside ``⟦⟧`` has no value.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from refgraph.parse.result import Label
from refgraph.parse.training.synthetic.templates.pieces import Piece, joined

_USUAL_RATE = 0.85
_TOKEN = re.compile(r"\{[^{}]*\}|⟦(?:\d+%)?|⟧|⟪|⟫|\||‹[a-z-]+:|›|[^{}⟦⟧⟪⟫|‹›]+")


class Scene(Protocol):
    """Where a pattern finds its values: an item in a style and a language."""

    rng: random.Random

    def look_up(self, name: str, mode: str) -> tuple[Piece, ...] | None:
        """Return the pieces of a field, None if it is lacking."""


class Node(Protocol):
    """A part of a pattern."""

    def render(self, scene: Scene, /) -> tuple[Piece, ...] | None:
        """Return its pieces, None if something is lacking."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands for itself."""

    text: str

    def render(self, _scene: Scene) -> tuple[Piece, ...]:
        """Return the text."""
        return (Piece(self.text),)


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the item or a phrase of the style."""

    name: str
    mode: str

    def render(self, scene: Scene) -> tuple[Piece, ...] | None:
        """Return the value."""
        return scene.look_up(self.name, self.mode)


@dataclass(frozen=True, slots=True)
class Sequence:
    """One part after the other."""

    nodes: tuple[Node, ...]

    def render(self, scene: Scene) -> tuple[Piece, ...] | None:
        """Return the pieces of all parts, None if one is lacking."""
        out: list[Piece] = []
        for node in self.nodes:
            pieces = node.render(scene)
            if pieces is None:
                return None
            out += pieces
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Optional:
    """A part that need not be there."""

    rate: float
    body: Sequence

    def render(self, scene: Scene) -> tuple[Piece, ...]:
        """Return the pieces, or none."""
        return (scene.rng.random() < self.rate and self.body.render(scene)) or ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several alternatives, of those that lack nothing."""

    alternatives: tuple[Sequence, ...]

    def render(self, scene: Scene) -> tuple[Piece, ...] | None:
        """Return the pieces of an alternative, None if all lack something."""
        for each in scene.rng.sample(self.alternatives, len(self.alternatives)):
            pieces = each.render(scene)
            if pieces is not None:
                return pieces
        return None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A part that is one field as a whole."""

    label: Label
    body: Sequence

    def render(self, scene: Scene) -> tuple[Piece, ...] | None:
        """Return one piece with the label."""
        pieces = self.body.render(scene)
        return None if pieces is None else (Piece(joined(pieces), self.label),)


@cache
def compiled(pattern: str) -> Sequence:
    """Compile a pattern.

    Raises:
        ValueError: if its brackets do not match.
    """
    tokens = iter(_TOKEN.findall(pattern))
    body, end = _sequence(tokens)
    if end:
        raise ValueError(f"{end!r} opens nothing in the pattern {pattern!r}; remove it or add its opening bracket")
    return body


def _sequence(tokens: Iterator[str], ends: str = "") -> tuple[Sequence, str]:
    """Read parts up to a part that ends them; return them and that part, "" at the end of the pattern."""
    nodes: list[Node] = []
    for part in tokens:
        if part in {"⟧", "⟫", "›"} or (part == "|" and "⟫" in ends):
            return Sequence(tuple(nodes)), part
        nodes.append(_node(part, tokens))
    if ends:
        raise ValueError(f"a bracket of a pattern is never closed with {ends[-1]!r}; close it")
    return Sequence(tuple(nodes)), ""


def _node(part: str, tokens: Iterator[str]) -> Node:
    """Return the part that begins with a part."""
    if part[0] == "{":
        name, _, mode = part[1:-1].partition(":")
        return Field(name, mode)
    if part[0] == "⟦":
        rate = int(part[1:-1]) / 100 if len(part) > 1 else _USUAL_RATE
        return Optional(rate, _closed(tokens, "⟧"))
    if part == "⟪":
        alternatives: list[Sequence] = []
        end = "|"
        while end == "|":
            body, end = _sequence(tokens, "|⟫")
            alternatives.append(body)
        return Choice(tuple(alternatives))
    if part[0] == "‹":
        return Labelled(Label(part[1:-1]), _closed(tokens, "›"))
    return Literal(part)


def _closed(tokens: Iterator[str], end: str) -> Sequence:
    """Read parts up to a closing bracket.

    Raises:
        ValueError: if another bracket closes first.
    """
    body, found = _sequence(tokens, end)
    if found != end:
        raise ValueError(f"{found!r} closes what {end!r} should in a pattern; put the brackets in order")
    return body
