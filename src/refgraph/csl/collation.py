"""The order of strings in a language, close to the Unicode Collation Algorithm's default and without its tables."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LOW = str.maketrans(
    {character: chr(1 + at) for at, character in enumerate("\t\n _-;:!?.'()[]{}@*/\\&#%`^+<=>|~$")}
    | dict.fromkeys(',"', "")
)
_LEADING = "'’‘[]"
_EXPANDED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ı": "i"}
)


@lru_cache(maxsize=65536)
def collation_key(text: str, language: str) -> tuple[str, str, str]:
    """Return a key that sorts as readers of a language expect: letters first, then accents, then case.

    >>> sorted(["Zoë", "zoe", "Émile", "Emil"], key=lambda text: collation_key(text, "en-US"))
    ['Emil', 'Émile', 'zoe', 'Zoë']
    """
    _ = language
    text = text.lstrip(_LEADING)
    folded = text.casefold()
    if text.isascii():
        return folded.translate(_LOW), "", text.swapcase()
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("–", "-")
    folded = text.casefold().translate(_EXPANDED)
    split = unicodedata.normalize("NFD", folded)
    base = "".join(character for character in split if not unicodedata.combining(character))
    accents = split if base != split else ""
    return base.translate(_LOW), accents, text.swapcase()
