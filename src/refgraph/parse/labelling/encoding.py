"""References as arrays: which token, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from refgraph.parse.labelling.habits import Habits
from refgraph.parse.labelling.placing import Flags, flag, places
from refgraph.parse.tokens import Tokens, tokenize

LONGEST = 512
"""Tokens of a reference that are looked at: what is longer is no reference."""

_LONGEST_TEXT = 10_000


class Batch(NamedTuple):
    """References of about one length, as arrays padded behind the end.

    Attributes:
        words: (references, tokens), index of the token's text in the vocabulary; 0 behind the end.
        places: (references, tokens, 6), see `placing.places`.
        lengths: (references,).
        habits: (references, habits), what the list does, see `habits.SIZES`.
    """

    words: NDArray[np.int64]
    places: NDArray[np.int64]
    lengths: NDArray[np.int32]
    habits: NDArray[np.int64]


class Encoded(NamedTuple):
    """A reference as arrays (tokens,): the number of each token's text, and whether space stands before it."""

    words: NDArray[np.int32]
    spaced: NDArray[np.bool_]


class Vocabulary:
    """Token texts by number; number 0 stands behind the end of references."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self._flags: Flags = np.zeros(1, np.uint8)

    def __len__(self) -> int:
        return len(self._numbers)

    def learn(self, references: Iterable[Tokens]) -> list[str]:
        """Number all token texts; return those that are new, in the order of their numbers."""
        numbers = self._numbers
        new = list(dict.fromkeys(text for tokens in references for text in tokens.texts if text not in numbers))
        for number, text in enumerate(new, len(numbers)):
            numbers[text] = number
        if new:
            self._flags = np.concatenate([self._flags, np.array([flag(text) for text in new], np.uint8)])
        return new

    def encode(self, tokens: Tokens) -> Encoded:
        """Return a reference as arrays; its texts must have been learnt."""
        numbers = self._numbers
        spaced = []
        end = 0
        for text, start in zip(tokens.texts, tokens.starts, strict=True):
            spaced.append(start > end)
            end = start + len(text)
        return Encoded(np.array([numbers[text] for text in tokens.texts], np.int32), np.array(spaced, bool))

    def batch(self, references: Sequence[Encoded], habits: Sequence[Habits]) -> Batch:
        """Return references, and the habits of the lists they stand in, as padded arrays."""
        lengths = np.array([len(each.words) for each in references], np.int32)
        shape = (len(references), int(lengths.max(initial=1)))
        words = np.zeros(shape, np.int64)
        spaced = np.zeros(shape, bool)
        for row, each in enumerate(references):
            words[row, : len(each.words)] = each.words
            spaced[row, : len(each.words)] = each.spaced
        return Batch(words, places(self._flags[words], spaced, lengths.tolist()), lengths, np.array(habits))


def tokens_of(raw: str) -> Tokens:
    """Return the tokens of a reference that are looked at."""
    tokens = tokenize(raw[:_LONGEST_TEXT])
    return Tokens(tokens.texts[:LONGEST], tokens.starts[:LONGEST])


def batches(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Group references of about one length.

    Args:
        lengths: tokens of each; references without tokens are in no group.
        size: references of a group at most.
    """
    order: NDArray[Any] = np.argsort(np.asarray(lengths), kind="stable")
    order = order[np.count_nonzero(np.asarray(lengths) == 0) :]
    for start in range(0, len(order), size):
        yield order[start : start + size].tolist()
