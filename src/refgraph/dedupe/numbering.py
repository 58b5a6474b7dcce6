"""The blocking keys of a whole library as numbers: those that rest on rare words never become text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain, combinations, count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from refgraph.dedupe.keys import AUTHORED, RAREST, own_keys
from refgraph.dedupe.prepare import Record, title_words

Numbers = npt.NDArray[np.int64]


class Keyed(NamedTuple):
    """Blocking keys, one row for each record and key.

    Attributes:
        places: positions of records.
        codes: numbers that stand for keys; equal keys have equal ones, and the numbers say nothing else.
        common: True for keys that many records have by chance: two words of the title.
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
    own = numbered([own_keys(record, each) for record, each in zip(records, words, strict=True)])
    rare, known = _rarest(words)
    sounds = _codes(record.people[0].sound if record.people else None for record in records)
    sounds = np.where([bool(record.people) for record in records], sounds, -1)
    base = len(own.codes)  # above all codes so far
    pairs = [_paired(rare[:, one], rare[:, other], known, base) for one, other in combinations(range(RAREST), 2)]
    pairs = [each._replace(common=~each.common) for each in pairs]
    authored = [_paired(sounds, rare[:, place], known, base + known * known) for place in range(AUTHORED)]
    return Keyed(*map(np.concatenate, zip(own, *pairs, *authored, strict=True)))


def numbered(keys: Sequence[Sequence[str]]) -> Keyed:
    """Return the keys of each record as numbers below the number of all rows."""
    sizes = np.fromiter(map(len, keys), np.int64, len(keys))
    codes = _codes(chain.from_iterable(keys))
    return Keyed(np.repeat(np.arange(len(keys)), sizes), codes, np.zeros(len(codes), np.bool_))


def _codes(values: Iterable[Hashable]) -> Numbers:
    numbers: defaultdict[Hashable, int] = defaultdict(count().__next__)
    return np.fromiter(map(numbers.__getitem__, values), np.int64)


def _paired(left: Numbers, right: Numbers, size: int, base: int) -> Keyed:
    """Return one key for each place that has both numbers; -1 is none, and the right ones are below the size."""
    places = np.flatnonzero((left >= 0) & (right >= 0))
    return Keyed(places, base + left[places] * size + right[places], np.zeros(len(places), np.bool_))


def _rarest(words: Sequence[Sequence[str]]) -> tuple[Numbers, int]:
    """Return the rarest words of each title, see `refgraph.dedupe.keys.rarest`.

    Returns:
        Words as numbers from the rarest to the most frequent, the rarest first, -1 where there are fewer, of shape
        (titles, RAREST); and how many words there are.
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
    return rarest, size


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
