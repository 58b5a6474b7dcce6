"""Given names as initials (CSL 1.0.2, `initialize-with`, `initialize`, `initialize-with-hyphen`)."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"(?:(?<=\s)[-‐‑–])?[^\s.\-‐‑–]+\.?|[-‐‑–]")
_HYPHENS = "-‐‑–"


@lru_cache(maxsize=8192)
def initials(given: str, mark: str, *, initialize: bool = True, hyphen: bool = True) -> str:
    """Return given names with their initials followed by a mark.

    Args:
        given: given names as they are in the item.
        mark: what follows each initial (". ", ".", "").
        initialize: False leaves full names alone and only writes initials that are there uniformly.
        hyphen: whether the hyphen of a compound name is kept ("J.-P.").

    >>> initials("Jean-Paul Marie", "."), initials("Hui-mei", ".")
    ('J.-P.M.', 'H.')
    """
    out = ""
    joined = shortened = False
    for word in _WORD.findall(given):
        if word in _HYPHENS:
            joined = True
            continue
        if word[0] in _HYPHENS and not word[1].islower():
            joined, word = True, word[1:]  # noqa: PLW2901 - "J. -P." is "J.-P."; "S. -ichi" is two names
        if joined and initialize and shortened and word[:1].islower():
            continue  # "Hui-mei" is one name, with one initial
        piece, short = _shortened(word, initialize=initialize)
        shortened = short and not word.endswith(".")
        if joined and out and hyphen:
            out = out.rstrip(" \xa0") + "-"
        elif out and not short and not out.endswith((" ", "\xa0")):
            out += " "
        out += piece + (mark if short else " ")
        joined = False
    return out.rstrip(" \xa0")


def _shortened(word: str, *, initialize: bool) -> tuple[str, bool]:
    """Return a word or its initial, and whether it is one.

    A word that ends with a period is an abbreviation already ("Ph.", "Ts.") and is kept whole.
    """
    bare = word.rstrip(".")
    if not bare[:1].isupper():
        return word, False  # scripts without capitals have no initials
    if bare != word or len(bare) == 1:
        return bare, True
    if not initialize:
        return word, False
    # "TSerendorj": two letters of a script that has one for them
    return (bare[0] + bare[1].lower(), True) if bare[1].isupper() and bare[2:].islower() else (bare[0], True)
