"""What BibTeX knows of single characters: their classes, their case, their width, and the letters TeX has commands for.

The rules are those of bibtex.web 0.99d, sections 30 to 36, as TeX Live builds it: a character above 127 counts as a
letter that has no case and no width.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

WHITE = " \t"
"""White space inside a line; the ends of lines are made spaces when a file is read."""

SEPARATORS = "~-"
"""What separates the tokens of a name besides white space."""

ALPHA = "A-Za-z\x80-\U0010ffff"
"""The letters, as the inside of a character class of a regular expression."""

CONTROL_WORD = re.compile(f"[{ALPHA}]*")

LOWER_SPECIALS = frozenset({"i", "j", "o", "oe", "ae", "aa", "l", "ss"})
UPPER_SPECIALS = frozenset({"O", "OE", "AE", "AA", "L"})
"""TeX commands that stand for a letter."""

_WIDTHS = (
    "278 278 500 833 500 833 778 278 389 389 500 778 278 333 278 500 500 500 500 500 500 500 500 500 500 500 278 278 "
    "278 778 472 472 778 750 708 722 764 681 653 785 750 361 514 778 625 917 750 778 681 778 736 556 722 750 750 1028 "
    "750 750 611 278 500 278 500 278 278 500 556 444 556 444 306 500 556 278 306 528 278 833 556 500 556 528 392 394 "
    "389 556 528 722 528 528 444 500 1000 500 500"
)
WIDTHS = {chr(place): int(width) for place, width in enumerate(_WIDTHS.split(), 32)}
"""Widths of cmr10 (June 1987) in hundredths of a point, of the characters from space to tilde."""

SPECIAL_WIDTHS = {"ss": 500, "ae": 722, "oe": 778, "AE": 903, "OE": 1014}


class Letters(NamedTuple):
    """How letters change and show their case.

    Attributes:
        lower: text in small letters.
        upper: text in capitals.
        is_lower: whether a character is a small letter.
        is_upper: whether a character is a capital.
        other_width: the width of a character that cmr10 lacks.
    """

    lower: Callable[[str], str]
    upper: Callable[[str], str]
    is_lower: Callable[[str], bool]
    is_upper: Callable[[str], bool]
    other_width: int


BYTES = Letters(
    lower=lambda text: text.encode("latin-1").lower().decode("latin-1"),
    upper=lambda text: text.encode("latin-1").upper().decode("latin-1"),
    is_lower=lambda sign: "a" <= sign <= "z",
    is_upper=lambda sign: "A" <= sign <= "Z",
    other_width=0,
)
"""BibTeX's own letters: one character stands for one byte, and only A to Z have case."""

UNICODE = Letters(lower=str.lower, upper=str.upper, is_lower=str.islower, is_upper=str.isupper, other_width=500)
"""Letters of all scripts, where a text is Unicode and nobody compares its bytes with BibTeX's."""


def control_word(text: str, start: int) -> str:
    r"""Return the letters after a backslash.

    >>> control_word(r"{\oe uvre}", 2)
    'oe'
    """
    found = CONTROL_WORD.match(text, start)
    assert found is not None
    return found[0]
