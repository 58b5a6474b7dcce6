"""What the sieve sees of records: texts and numbers in columns, little enough to go through millions of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from refgraph.dedupe.prepare import Record, title_words

_BITS = 63


class Sights(NamedTuple):
    """What the sieve sees of records, one value for each of them.

    Attributes:
        letters: the folded title without spaces.
        mains: the part of the title before a subtitle; all of it where there is none.
        split: 1 where there is a subtitle, else 0.
        titles: number of the title; equal titles have one number.
        containers: number of the container's title, likewise.
        originals: number of the title of what it is translated from, likewise; 0 where that is not said.
        word_bits: the words of the title that carry meaning, as bits; two words may share one.
        identifier_bits: DOIs and others as bits, likewise.
        marked: 1 for a note on another work, else 0.
        cut: 1 for a title that goes on, else 0.
    """

    letters: Sequence[str]
    mains: Sequence[str]
    split: npt.NDArray[np.int64]
    titles: npt.NDArray[np.int64]
    containers: npt.NDArray[np.int64]
    originals: npt.NDArray[np.int64]
    word_bits: npt.NDArray[np.int64]
    identifier_bits: npt.NDArray[np.int64]
    marked: npt.NDArray[np.int64]
    cut: npt.NDArray[np.int64]


def sights_of(records: Sequence[Record], words: Sequence[Sequence[str]] | None = None) -> Sights:
    """Return what the sieve sees of records, see `sight_columns`."""
    return sights_in(sight_columns(records, words))


def sights_in(columns: Mapping[str, Sequence[Any]]) -> Sights:
    """Return what the sieve sees from the columns that `sight_columns` gave; others may be among them."""
    numbers = (np.asarray(columns[name], np.int64) for name in Sights._fields[2:])
    return Sights(columns["letters"], columns["mains"], *numbers)


def sight_columns(records: Sequence[Record], words: Sequence[Sequence[str]] | None = None) -> dict[str, Sequence[Any]]:
    """Return what the sieve sees of records as plain columns, by the names of `Sights`.

    Args:
        records: comparison records.
        words: the words of their titles that carry meaning, if they are known.

    >>> from refgraph.dedupe.prepare import prepare
    >>> from refgraph.model import Work
    >>> sight_columns(prepare([Work(key="a", title="Energy policy: a survey")]))["letters"]
    ['energypolicyasurvey']
    """
    titles = [record.title for record in records]
    return {
        "letters": [title.replace(" ", "") for title in titles],
        "mains": [record.main or record.title for record in records],
        "split": [1 if record.main else 0 for record in records],
        "titles": [crc32(title.encode()) for title in titles],
        "containers": [_number(record.container) for record in records],
        "originals": [crc32(record.original.encode()) for record in records],
        "word_bits": _bits([*map(title_words, titles)] if words is None else words),
        "identifier_bits": _bits([(*record.dois, *record.identifiers) for record in records]),
        "marked": [1 if record.marks else 0 for record in records],
        "cut": [1 if record.cut else 0 for record in records],
    }


@lru_cache(maxsize=1 << 16)
def _number(text: str) -> int:
    return crc32(text.encode())


def _bits(values: Sequence[Sequence[str]]) -> list[int]:
    """Return for each record one number with a bit for each of its values."""
    sizes = np.fromiter(map(len, values), np.int64, len(values))
    each = np.fromiter(map(_bit, chain.from_iterable(values)), np.int64)
    bits = np.zeros(len(values), np.int64)
    some = sizes > 0
    bits[some] = np.bitwise_or.reduceat(each, (np.cumsum(sizes) - sizes)[some]) if len(each) else 0
    found: list[int] = bits.tolist()
    return found


@lru_cache(maxsize=1 << 17)
def _bit(word: str) -> int:
    return 1 << crc32(word.encode("utf-8", "surrogatepass")) % _BITS
