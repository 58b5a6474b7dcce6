"""Text in the letters of a key, and the words of a title."""

from __future__ import annotations

import re

from refgraph.text.ascii import to_ascii

SMALL_WORDS = frozenset(
    "a an the on in of and or for to from at by with as is are about into over der die das ein eine "
    "und von zu im le la les l un une "
    "des du de et el los las una y en del il lo gli i e di о в на и по к с".split()
)
"""Articles, prepositions and conjunctions that carry no weight in a key: English, German, Romance, Russian."""

_GAP = re.compile(r"[\s\-‐‑–—/:]+")
_NOT_BARE = re.compile(r"[^A-Za-z0-9]")
_NOT_SAFE = re.compile(r"[^A-Za-z0-9_:./+\-]")


def bare(text: str) -> str:
    """Return the ASCII letters and digits of a text; other scripts are transliterated.

    >>> bare("O’Brien-Müller"), bare("北京")
    ('OBrienMuller', 'BeiJing')
    """
    return _NOT_BARE.sub("", to_ascii(text))


def safe(text: str) -> str:
    """Return a text as a key that BibTeX, Biber and LaTeX take: ASCII letters, digits and ``_ : . / + -``."""
    return _NOT_SAFE.sub("", to_ascii(text))


def split_words(text: str) -> list[str]:
    """Return the words of a text; hyphens and slashes part them, other punctuation goes with its word."""
    return [word for word in _GAP.split(text) if word]


def is_small(word: str) -> bool:
    """Tell whether a word carries no weight."""
    return bare(word).lower() in SMALL_WORDS or word.lower() in SMALL_WORDS


def weighty_words(text: str) -> list[str]:
    """Return the words that carry weight, in ASCII letters and digits; all words if none does.

    >>> weighty_words("The Rise of the West: A History")
    ['Rise', 'West', 'History']
    """
    words = [word for word in split_words(text) if bare(word)]
    return [bare(word) for word in words if not is_small(word)] or [bare(word) for word in words]
