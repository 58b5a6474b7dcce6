"""New words after the manner of known ones, so that a model does not learn lists by heart."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

_ORDER = 3
_LONGEST = 14


@cache
def _chain(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return which letters follow three others in words; "" ends a word."""
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        padded = "^" * _ORDER + word
        for index in range(_ORDER, len(padded)):
            follows[padded[index - _ORDER : index]].append(padded[index])
        follows[padded[-_ORDER:]].append("")
    return {key: tuple(letters) for key, letters in follows.items()}


def coined(rng: random.Random, words: Sequence[str]) -> str:
    """Return a word that looks like one of the words but perhaps is none; "" if none comes about.

    >>> coined(random.Random(1), ["Petersen", "Petrov", "Andersen", "Anders"]) != ""
    True
    """
    chain = _chain(tuple(words))
    state, out = "^" * _ORDER, ""
    while len(out) < _LONGEST:
        letter = rng.choice(chain[state])
        if not letter:
            return out if len(out) > _ORDER else ""
        out += letter
        state = (state + letter)[-_ORDER:]
    return ""
