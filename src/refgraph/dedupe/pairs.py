"""Candidate pairs: the records of one block are compared each with each, those of a large one with their neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from refgraph.dedupe.packing import pack
from refgraph.dedupe.prepare import Record

LARGEST_BLOCK = 40
"""Records of one key that are compared each with each; in a larger block each is compared with its neighbours."""
NEIGHBOURS = 10
"""How many of the records after it a record of a large block is compared with, in the order of `order_of`."""

Pairs = npt.NDArray[np.int64]
_Places = npt.NDArray[np.int64]


def order_of(record: Record) -> tuple[str, str]:
    """Return what the records of a large block are put in order by: title, year and all the rest, then the key."""
    return pack(record), record.key


def candidate_pairs(records: Sequence[Record], keys: Sequence[Sequence[str]]) -> Pairs:
    """Return the pairs of records that share a key.

    The pairs do not depend on the order of the records, and their number grows linearly with it: records that are equal
    in everything but their key are chained, and only one of them is compared with others; in a block larger than
    `LARGEST_BLOCK` each is compared with the next `NEIGHBOURS` in the order of titles.

    Args:
        records: comparison records.
        keys: the blocking keys of each record, none twice, see `refgraph.dedupe.keys.block_keys`.

    Returns:
        Positions of the records, shape (pairs, 2), the smaller first, in rising order.
    """
    heads, chained = _chains(records)
    found = [chained, *_block_pairs(records, *_blocks(heads, keys))]
    numbers = np.unique(
        np.concatenate([np.minimum(each[0], each[1]) * len(records) + each.max(axis=0) for each in found])
    )
    return np.stack(np.divmod(numbers, max(1, len(records))), axis=1)


def _chains(records: Sequence[Record]) -> tuple[list[int], Pairs]:
    """Return one record of each chain of equal ones, and the pairs of those that follow each other by key."""
    first: dict[Any, int] = {}
    chains: defaultdict[int, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        head = first.setdefault(record[1:], place)
        if head != place:
            chains[head].append(place)
    if not chains:
        return list(range(len(records))), _pairs_of([])
    equal = {place for head, others in chains.items() for place in (head, *others)}
    heads = [place for place in range(len(records)) if place not in equal]
    pairs: list[tuple[int, int]] = []
    for head, others in chains.items():
        ordered = sorted((head, *others), key=lambda place: records[place].key)
        heads.append(ordered[0])
        pairs += pairwise(ordered)
    return heads, _pairs_of(pairs)


def _pairs_of(pairs: Sequence[tuple[int, int]]) -> Pairs:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2).T


def _blocks(heads: Sequence[int], keys: Sequence[Sequence[str]]) -> tuple[_Places, _Places]:
    """Return the places of all records that share a key, block after block, and the sizes of the blocks."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    kept = [keys[place] for place in heads]
    sizes = np.fromiter(map(len, kept), np.int64, len(kept))
    codes = np.fromiter(map(numbers.__getitem__, chain.from_iterable(kept)), np.int64, int(sizes.sum()))
    places = np.repeat(np.array(heads, dtype=np.int64), sizes)
    shared = np.bincount(codes, minlength=len(numbers))[codes] > 1 if len(codes) else codes.astype(bool)
    codes, places = codes[shared], places[shared]
    by_code = np.argsort(codes, kind="stable")
    _, block_sizes = np.unique(codes, return_counts=True)
    return places[by_code], block_sizes


def _block_pairs(records: Sequence[Record], places: _Places, sizes: _Places) -> list[Pairs]:
    """Return the pairs of all blocks, by the distance that two records of a block have in it."""
    places = _large_in_order(records, places.copy(), sizes)
    size_at = np.repeat(sizes, sizes)
    rest = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(places))  # so many of the block are at or after a place
    reach = np.where(size_at <= LARGEST_BLOCK, LARGEST_BLOCK, NEIGHBOURS)
    found = []
    for distance in range(1, LARGEST_BLOCK):
        starts = np.flatnonzero((rest > distance) & (reach >= distance))
        if not len(starts):
            break
        found.append(np.stack((places[starts], places[starts + distance])))
    return found


def _large_in_order(records: Sequence[Record], places: _Places, sizes: _Places) -> _Places:
    ends = np.cumsum(sizes)
    for block in np.flatnonzero(sizes > LARGEST_BLOCK):
        part = slice(ends[block] - sizes[block], ends[block])
        places[part] = sorted(places[part].tolist(), key=lambda place: order_of(records[place]))
    return places
