"""New words that look like those of a list."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_ORDER = 2
_END = "\n"
_LONGEST = 13


class Chain:
    """What letter follows which two in the words of a list; words are walks through it.

    Args:
        words: the list; words with blanks are not used.
        least: letters that a new word has at least.
    """

    def __init__(self, words: Sequence[str], least: int = 3) -> None:
        self._words = [word for word in words if " " not in word] or list(words)
        self._least = 1 if max(map(len, self._words)) < 4 else least
        self._next: dict[str, list[str]] = {}
        for word in self._words:
            padded = " " * _ORDER + word + _END
            for at in range(len(padded) - _ORDER):
                self._next.setdefault(padded[at : at + _ORDER], []).append(padded[at + _ORDER])

    def draw(self, rng: Random) -> str:
        """Return a word; one of the list if chance finds none of a fit length."""
        for _ in range(5):
            state, letters = " " * _ORDER, ""
            while len(letters) <= _LONGEST:
                letter = rng.choice(self._next[state])
                if letter == _END:
                    break
                letters += letter
                state = state[1:] + letter
            if self._least <= len(letters) <= _LONGEST:
                return letters
        return rng.choice(self._words)
