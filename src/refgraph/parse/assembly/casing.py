"""Names that a style prints in capitals, in the letters they have."""

from __future__ import annotations

import re

from refgraph.parse.assembly.words import PARTICLES, table, words

_RUN = re.compile(r"[^\W\d_]+")
_GIVEN = frozenset(word.upper() for word in words(table("names")["given"]))


def is_caps(text: str) -> bool:
    """Return True for a word in capitals that is too long for initials."""
    return len(text) > 2 and text.isupper()


def without_capitals(family: str, given: str) -> tuple[str, str]:
    """Undo capitals that only a style asks for ("BARTEK, M."); initials and acronyms stay.

    >>> without_capitals("O'NEIL", "ANN"), without_capitals("MCDONALD", "J. P.")
    (("O'Neil", 'Ann'), ('McDonald', 'J. P.'))
    """
    letters = family.replace(".", "")
    if not family.isupper() or len(letters) < 3 or not (given or len(letters) > 6):
        return family, given
    return capitalised(family), " ".join(_given(word) for word in given.split())


def capitalised(text: str) -> str:
    """Write words in capitals with a capital in front; particles get none."""
    return " ".join(
        word.lower() if word.lower() in PARTICLES and place < len(text.split()) - 1 else _RUN.sub(_capitalised, word)
        for place, word in enumerate(text.split())
    )


def _given(word: str) -> str:
    """Write a given name so; what may be initials stays ("JPB")."""
    name = word.upper() == word and "." not in word and (len(word) > 3 or word in _GIVEN)
    return _RUN.sub(_capitalised, word) if name else word


def _capitalised(found: re.Match[str]) -> str:
    word = found[0].replace("İ", "i")
    if found[0][:1] == "İ":
        return "İ" + word[1:].lower()
    if word.startswith("MC") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return word if len(word) == 1 else word.capitalize()
