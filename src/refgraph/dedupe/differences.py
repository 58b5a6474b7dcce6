"""Where two values differ: by words, and inside words that are nearly the same by characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import NamedTuple

_WORD = re.compile(r"\w+|\s+|.", re.DOTALL)
_ALIKE = 0.5
_LONGEST = 5000
"""Comparing longer values (whole abstracts in a note) would take seconds; they are marked as a whole."""


class Piece(NamedTuple):
    """A part of a value.

    Attributes:
        text: not empty.
        differs: True where the other value has something else.
    """

    text: str
    differs: bool


Pieces = tuple[Piece, ...]


def mark_differences(left: str, right: str) -> tuple[Pieces, Pieces]:
    """Cut two values into pieces that both have and pieces that only one has.

    The pieces of each side joined are the value. Words are compared as they are written; of two words that take each
    other's place and are at least half alike, only the letters that differ are marked. A value that has nothing to be
    compared with, because the other is empty, is not marked.

    >>> mark_differences("Cooley, A.", "Cooley, Alexander")[1]
    (Piece(text='Cooley, A', differs=False), Piece(text='lexander', differs=True))
    """
    if not left or not right:
        return _joined([Piece(left, differs=False)]), _joined([Piece(right, differs=False)])
    if max(len(left), len(right)) > _LONGEST:
        return (Piece(left, left != right),), (Piece(right, left != right),)
    a, b = _WORD.findall(left), _WORD.findall(right)
    one: list[Piece] = []
    other: list[Piece] = []
    for kind, a_from, a_to, b_from, b_to in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "replace":
            _mark_words(a[a_from:a_to], b[b_from:b_to], one, other)
        else:
            one.append(Piece("".join(a[a_from:a_to]), kind != "equal"))
            other.append(Piece("".join(b[b_from:b_to]), kind != "equal"))
    return _joined(one), _joined(other)


def _mark_words(a: Sequence[str], b: Sequence[str], one: list[Piece], other: list[Piece]) -> None:
    """Compare words that take each other's place, in order."""
    for left, right in zip_longest(a, b, fillvalue=""):
        letters = SequenceMatcher(None, left, right, autojunk=False)
        if not (left and right) or (letters.ratio() < _ALIKE and not _abbreviates(left, right)):
            one.append(Piece(left, differs=True))
            other.append(Piece(right, differs=True))
            continue
        for kind, a_from, a_to, b_from, b_to in letters.get_opcodes():
            one.append(Piece(left[a_from:a_to], kind != "equal"))
            other.append(Piece(right[b_from:b_to], kind != "equal"))


def _abbreviates(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _joined(pieces: Sequence[Piece]) -> Pieces:
    """Join neighbours of one kind, and leave out empty pieces."""
    held = [each for each in pieces if each.text]
    groups = groupby(held, key=lambda each: each.differs)
    return tuple(Piece("".join(each.text for each in group), differs) for differs, group in groups)
