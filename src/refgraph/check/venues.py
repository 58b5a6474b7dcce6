"""Journal names: when two spellings mean one journal."""

from __future__ import annotations

import re
from functools import lru_cache

from refgraph.check.entry import fold

_SMALL = frozenset("of the and for in on an der die das für und de la le les et des du del".split())
_WORD = re.compile(r"[^\W_]+\.?")


@lru_cache(maxsize=16384)
def journal_words(name: str) -> tuple[str, ...]:
    """Return the words of a journal's name that count, folded, a dot kept as the mark of an abbreviation.

    >>> journal_words("J. Mach. Learn. Res."), journal_words("Journal of Machine Learning Research")
    (('j.', 'mach.', 'learn.', 'res.'), ('journal', 'machine', 'learning', 'research'))
    """
    bare = re.sub(r"\([^()]*\)", " ", name.replace("&", " "))
    words = []
    for word in _WORD.findall(bare):
        folded = fold(word)
        if folded and folded not in _SMALL:
            words.append(folded + ("." if word.endswith(".") else ""))
    return tuple(words)


@lru_cache(maxsize=16384)
def venue_block(name: str) -> str:
    """Return the first letters of the words that count: what two spellings of one journal share."""
    return "".join(word[0] for word in journal_words(name))


@lru_cache(maxsize=65536)
def same_journal(one: str, other: str) -> bool:
    """Return True if two names are spellings of one journal.

    They are where they are equal but for small words and marks, or one shortens the other.

    >>> same_journal("J. Mach. Learn. Res.", "Journal of Machine Learning Research")
    True
    >>> same_journal("Journal of Physics A", "Journal of Physics B")
    False
    """
    first, second = journal_words(one), journal_words(other)
    if len(first) != len(second) or not first:
        return False
    return all(_fits(left, right) for left, right in zip(first, second, strict=True))


def _fits(one: str, other: str) -> bool:
    left, right = one.rstrip("."), other.rstrip(".")
    if left == right:
        return True
    short, long = (left, right) if len(left) < len(right) else (right, left)
    if len(short) == len(long) or (not (one + other).endswith(".") and "." not in one and len(short) > 6):
        return False
    # "Mach" for "Machine"; "Natl" for "National", "Int'l"
    return (long.startswith(short) and ("." in one or "." in other or len(short) >= 3)) or (
        len(short) >= 3
        and short[0] == long[0]
        and short[-1] == long[-1]
        and _is_within(short, long)
        and ("." in one or "." in other or len(short) <= 5)
    )


def _is_within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)
