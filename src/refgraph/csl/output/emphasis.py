"""Emphasis that CommonMark recognises between any two characters.

Its rules ("Emphasis and strong emphasis") look at the characters on both sides of a row of asterisks: in "*Title.*Next"
the second one ends nothing, and in "*a**b**c*" the first two end what they should not. A letter that is in the way is
written as a character reference, which begins and ends with a sign; where that does not help, emphasis is not nested,
and empty comments keep rows of asterisks apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from refgraph.csl.output.writer import Written
from refgraph.csl.tokens import Close, Mark, Open, Token

EMPHASIS = frozenset({("font-style", "italic"), ("font-style", "oblique"), ("font-weight", "bold")})
COMMENT: Token = (Written("<!---->"), None)


class _Edge(NamedTuple):
    """Where an emphasis begins or ends between two runs.

    Attributes:
        outer: number of the run outside, or -1 where other emphasis and so a comment stands there.
        inner: number of the run inside.
        begins: whether it begins here.
        nested: whether other emphasis goes on here.
    """

    outer: int
    inner: int
    begins: bool
    nested: bool


def safe_emphasis(tokens: list[Token], escape: Callable[[str], str]) -> list[Token]:
    """Return a tape of effective marks whose emphasis is read as it is meant.

    Args:
        tokens: the tape.
        escape: writes the text of a run.
    """
    edges = _edges(tokens)
    if not edges:
        return tokens
    referred = _in_the_way(tokens, edges)
    if referred is None:
        tokens = _side_by_side(tokens)
        referred = _in_the_way(tokens, _edges(tokens)) or set()
    tokens = list(tokens)
    for number in {run for run, _ in referred}:
        token = tokens[number]
        if isinstance(token, tuple) and not isinstance(token[0], Written):
            text = _with_references(token[0], escape, first=(number, 0) in referred, last=(number, -1) in referred)
            tokens[number] = (text, token[1])
    return tokens


def is_emphasis(token: Token) -> bool:
    """Tell whether a token begins or ends emphasis."""
    return not isinstance(token, tuple) and token.mark in EMPHASIS


def _edges(tokens: list[Token]) -> list[_Edge]:
    """Return the edges of emphasis that stand between two runs."""
    runs = [number for number, token in enumerate(tokens) if isinstance(token, tuple)]
    edges = []
    depth = 0
    for left, right in zip([-1, *runs], [*runs, len(tokens)], strict=True):
        between = [token for token in tokens[left + 1 : right] if is_emphasis(token)]
        closed = sum(isinstance(token, Close) for token in between)
        opened = len(between) - closed
        depth -= closed
        if left >= 0 and right < len(tokens):
            edges += [_Edge(-1 if opened else right, left, begins=False, nested=depth > 0)] if closed else []
            edges += [_Edge(-1 if closed else left, right, begins=True, nested=depth > 0)] if opened else []
        depth += opened
    return edges


def _in_the_way(tokens: list[Token], edges: list[_Edge]) -> set[tuple[int, int]] | None:
    """Return the letters to be written as references, each as its run and 0 or -1 for its end; None if none help."""
    referred: set[tuple[int, int]] = set()
    count = -1
    while count < len(referred):  # a reference is a sign to the next edge
        count = len(referred)
        for edge in edges:
            end = -1 if edge.begins else 0
            inside = _is_sign(tokens, edge.inner, -1 - end, referred)
            if edge.outer >= 0 and _character(tokens, edge.outer, end).isspace():
                continue
            if edge.nested and inside:
                return None
            if edge.outer >= 0 and (edge.nested or inside) and not _is_sign(tokens, edge.outer, end, referred):
                referred.add((edge.outer, end))
    return referred


def _character(tokens: list[Token], number: int, end: int) -> str:
    token = tokens[number]
    return token[0][end] if isinstance(token, tuple) else ""


def _is_sign(tokens: list[Token], number: int, end: int, referred: set[tuple[int, int]]) -> bool:
    """Tell whether CommonMark sees punctuation at an end of a run."""
    token = tokens[number]
    text = token[0] if isinstance(token, tuple) else ""
    if (number, end) in referred or (len(text) == 1 and (number, -1 - end) in referred):
        return True
    return unicodedata.category(text[end])[0] in "PS"


def _with_references(text: str, escape: Callable[[str], str], *, first: bool, last: bool) -> Written:
    if len(text) == 1:
        return Written(f"&#{ord(text)};")
    before, text = (f"&#{ord(text[0])};", text[1:]) if first else ("", text)
    after, text = (f"&#{ord(text[-1])};", text[:-1]) if last else ("", text)
    return Written(f"{before}{escape(text)}{after}")


def _side_by_side(tokens: list[Token]) -> list[Token]:
    """Return the tape with all emphasis ended and begun again wherever any of it changes."""
    flat: list[Token] = []
    wanted: list[Mark] = []
    written: list[Open] = []
    space: list[Token] = []
    for token in tokens:
        if isinstance(token, tuple) and token[0].isspace():
            space.append(token)
        elif is_emphasis(token) and not isinstance(token, tuple):
            wanted = [*wanted, token.mark] if isinstance(token, Open) else wanted[:-1]
        else:
            marks = wanted if isinstance(token, tuple) else []
            if [each.mark for each in written] != marks:
                flat += [each.close for each in reversed(written)]
                written = [Open(mark) for mark in marks]
                space += written
            flat += [*space, token]
            space.clear()
    return [*flat, *(each.close for each in reversed(written)), *space]
