"""The blocking keys of a whole library as numbers: those that rest on rare words never become text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, combinations, count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from refgraph.dedupe.keys import AUTHORED, RAREST, common_keys, own_keys
from refgraph.dedupe.prepare import Record, title_words

Numbers = npt.NDArray[np.int64]
_ODD = 0x1E3779B97F4A7C15
"""Spreads numbers over all 64 bits (after Knuth, The Art of Computer Programming 3, 6.4)."""


class Keyed(NamedTuple):
    """Blocking keys, one row for each record and key.

    Attributes:
        places: positions of records.
        codes: numbers that stand for keys; equal keys have equal ones, and the numbers say nothing else.
        common: True for keys that many records of a large library have by chance, see `COMMON`.
    """

    places: Numbers
    codes: Numbers
    common: npt.NDArray[np.bool_]


def numbered_keys(records: Sequence[Record], words: Sequence[Sequence[str]] | None = None) -> Keyed:
    """Return the blocking keys of all records of a library; the same as `refgraph.dedupe.keys.block_keys` as numbers.

    Args:
        records: all records; how rare a word is depends on them.
        words: the words of their titles that carry meaning, if they are known.
    """
    words = [title_words(record.title) for record in records] if words is None else words
    own = numbered(own_keys(records, words))
    common = numbered(common_keys(records, words), common=True)
    rare = _rarest(words)
    pairs = [_paired(rare[:, one], rare[:, other], common=True) for one, other in combinations(range(RAREST), 2)]
    sounds = _optional(record.people[0].sound if record.people else None for record in records)
    authored = [_paired(sounds, rare[:, place], common=False) for place in range(AUTHORED)]
    return Keyed(*map(np.concatenate, zip(own, common, *pairs, *authored, strict=True)))


def numbered(keys: Sequence[Sequence[str]], *, common: bool = False) -> Keyed:
    """Return the keys of each record as numbers."""
    sizes = np.fromiter(map(len, keys), np.int64, len(keys))
    codes = _codes(chain.from_iterable(keys))
    return Keyed(np.repeat(np.arange(len(keys)), sizes), codes, np.full(len(codes), common))


def _codes(values: Iterable[str]) -> Numbers:
    """Return Python's hashes: two texts share one by a chance so small that a needless comparison is all it costs."""
    return np.fromiter(map(hash, values), np.int64)


def _optional(values: Iterable[str | None]) -> Numbers:
    """Return hashes, -1 for none: no text has that one."""
    return np.fromiter((-1 if value is None else hash(value) for value in values), np.int64)


def _paired(left: Numbers, right: Numbers, *, common: bool) -> Keyed:
    """Return one key for each place that has both numbers; -1 is none."""
    places = np.flatnonzero((left != -1) & (right != -1))
    codes = (left[places] * _ODD) ^ right[places]
    return Keyed(places, codes, np.full(len(places), common))


def _rarest(words: Sequence[Sequence[str]]) -> Numbers:
    """Return the rarest words of each title, see `refgraph.dedupe.keys.rarest`.

    Returns:
        Words as numbers from the rarest to the most frequent, the rarest first, -1 where there are fewer, of shape
        (titles, RAREST).
    """
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(numbers.__getitem__, chain.from_iterable(words)), np.int64)
    places = np.repeat(np.arange(len(words)), np.fromiter(map(len, words), np.int64, len(words)))
    size = max(1, len(numbers))
    places, codes = np.divmod(distinct(places * size + codes), size)
    ranks = _ranks([*numbers], np.bincount(codes, minlength=size))
    shared = ranks[codes] >= 0
    places, ranked = np.divmod(np.sort(places[shared] * size + ranks[codes[shared]]), size)
    nth = np.arange(len(places)) - np.searchsorted(places, places)
    first = nth < RAREST
    rarest = np.full((len(words), RAREST), -1, np.int64)
    rarest[places[first], nth[first]] = ranked[first]
    return rarest


def _ranks(words: Sequence[str], counts: Numbers) -> Numbers:
    """Return the place of each word from the rarest on, equal ones by the alphabet; -1 for words of one title only."""
    ranks = np.full(max(1, len(words)), -1, np.int64)
    shared = sorted(((int(counts[code]), word, code) for code, word in enumerate(words) if counts[code] > 1))
    for rank, (_, _, code) in enumerate(shared):
        ranks[code] = rank
    return ranks


def distinct(numbers: Numbers) -> Numbers:
    """Return each number once, in rising order."""
    numbers = np.sort(numbers)
    return numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))] if len(numbers) else numbers
