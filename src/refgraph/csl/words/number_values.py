"""Values of number variables: what is numeric, what is plural, where a list or range is joined."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ROMAN = r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_DIGITS = r"[^\W\d_]*\d+[^\W\d_]*(?:/\d+)?"
_JOINER = r"(?:\\-|--|,?\s(?:and|et|und|y|e|i|и)\s|,\s*&|[,;&–—-])"
_SPLIT = re.compile(rf"(\s*{_JOINER}\s*)")
_NUMBER = re.compile(rf"{_DIGITS}|(?=\w){_ROMAN}")
_COUNTED = re.compile(rf"{_DIGITS}|(?=\w){_ROMAN}", re.IGNORECASE)


_LONGEST = 18
_DASHES = ("-", "--", "–")


class Number(NamedTuple):
    """A number variable's value taken apart.

    Attributes:
        pieces: numbers and joining text in turn, beginning and ending with a number.
        numeric: whether the value holds numbers only ("2, 3", "2-5", "D2", not "second").
        counted: whether every piece counts something, capital roman numerals ("II") included.
        plural: whether more than one is meant.
    """

    pieces: tuple[str, ...]
    numeric: bool
    counted: bool
    plural: bool


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Number:
    """Take a value apart.

    >>> parse_number("2-5").plural
    True
    >>> parse_number("second").numeric
    False
    """
    pieces = tuple(_SPLIT.split(text.strip()))
    numbers = pieces[::2]
    counts = [bool(_COUNTED.fullmatch(piece)) for piece in numbers]
    ranges = zip(numbers, pieces[1::2], numbers[1:], strict=False)
    if any(joiner.strip() in _DASHES and has_digits(left) != has_digits(right) for left, joiner, right in ranges):
        counts = [False] * len(counts)  # "481-II" is the number of a law, not a range
    numeric = all(counts) and all(_NUMBER.fullmatch(piece) for piece in numbers)
    # "367-368, fig. 3" is plural too: two numbers that stand side by side are enough
    joined = zip(counts, pieces[1::2], counts[1:], strict=False)
    plural = any(left and right and joiner.strip() != "\\-" for left, joiner, right in joined)
    return Number(pieces, numeric, all(counts), plural)


def has_digits(text: str) -> bool:
    """Tell whether there is any digit in a text."""
    return any(map(str.isdigit, text))


def is_numeric(text: str) -> bool:
    """Tell whether a value counts as a number (CSL 1.0.2, "is-numeric")."""
    return parse_number(text).numeric


def is_whole(text: str) -> bool:
    """Tell whether a value is one whole number that can be counted with.

    >>> is_whole(" 12 "), is_whole("²"), is_whole("9" * 5000)
    (True, False, False)
    """
    bare = text.strip()
    return bare.isdecimal() and len(bare) <= _LONGEST
