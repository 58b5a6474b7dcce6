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
    """References as arrays (tokens,), one behind the other: each token's number, and whether space stands before it."""

    words: NDArray[np.int32]
    spaced: NDArray[np.bool_]


class Vocabulary:
    """Token texts by number; number 0 stands behind the end of references."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self._flags: Flags = np.zeros(1, np.uint8)
        self._sizes: NDArray[np.int32] = np.zeros(1, np.int32)

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
            self._sizes = np.concatenate([self._sizes, np.array([len(text) for text in new], np.int32)])
        return new

    def encode(self, references: Sequence[Tokens]) -> Encoded:
        """Return references as arrays; their texts must have been learnt, and each must have a token."""
        numbers = self._numbers
        lengths = np.array([len(tokens.texts) for tokens in references])
        words = np.array([numbers[text] for tokens in references for text in tokens.texts], np.int32)
        starts = np.array([start for tokens in references for start in tokens.starts], np.int32)
        behind = np.zeros_like(starts)  # where the token before ends
        behind[1:] = (starts + self._sizes[words])[:-1]
        behind[np.cumsum(lengths) - lengths] = 0
        return Encoded(words, starts > behind)

    def batch(self, encoded: Encoded, lengths: Sequence[int], habits: Sequence[Habits]) -> Batch:
        """Return references as padded arrays.

        Args:
            encoded: references, one behind the other.
            lengths: tokens of each.
            habits: of the list that each stands in.
        """
        sizes = np.array(lengths, np.int32)
        shape = (len(sizes), int(sizes.max(initial=1)))
        within = np.arange(shape[1]) < sizes[:, None]
        words = np.zeros(shape, np.int64)
        words[within] = encoded.words
        spaced = np.zeros(shape, bool)
        spaced[within] = encoded.spaced
        return Batch(words, places(self._flags[words], spaced, lengths), sizes, np.array(habits))


def tokens_of(raw: str) -> Tokens:
    """Return the tokens of a reference that are looked at."""
    tokens = tokenize(raw[:_LONGEST_TEXT])
    return Tokens(tokens.texts[:LONGEST], tokens.starts[:LONGEST]) if len(tokens.texts) > LONGEST else tokens


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
