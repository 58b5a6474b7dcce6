"""Candidate pairs: the records of one block are compared each with each, those of a large one with their neighbours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from refgraph.dedupe.keys import COMMON
from refgraph.dedupe.numbering import Keyed, distinct
from refgraph.dedupe.packing import front_of
from refgraph.dedupe.prepare import Record


class Reach(NamedTuple):
    """How far the records of a block are compared.

    Attributes:
        largest: records of a block in which each is compared with each.
        neighbours: in a larger block each is compared with so many after it, in the order of `order_of`.
    """

    largest: int
    neighbours: int


REACH = Reach(40, 10)
"""Of most keys."""
REACH_OF_COMMON = Reach(6, 1)
"""Of keys that many records have by chance, see `refgraph.dedupe.keys.COMMON`."""

Pairs = npt.NDArray[np.int64]
_Places = npt.NDArray[np.int64]
_Mask = npt.NDArray[np.bool_]


def order_of(record: Record) -> tuple[str, str]:
    """Return what the records of a large block are put in order by: title, year and first person, then the key."""
    return front_of(record), record.key


def reach_of(key: str) -> Reach:
    """Return how far the records that share a blocking key as text are compared."""
    return REACH_OF_COMMON if key.startswith(COMMON) else REACH


def candidate_pairs(records: Sequence[Record], keyed: Keyed) -> Pairs:
    """Return the pairs of records that share a key.

    The pairs do not depend on the order of the records, and their number grows linearly with it: records that are equal
    in everything but their key are chained, and only one of them is compared with others; in a large block
    each is compared with the next few in the order of titles, see `Reach`.

    Args:
        records: comparison records.
        keyed: their blocking keys, none twice, see `refgraph.dedupe.numbering.numbered_keys`.

    Returns:
        Positions of the records, shape (pairs, 2), the smaller first, in rising order.
    """
    heads, chained = _chains(records)
    found = [chained, *_block_pairs(records, _blocks(heads, keyed))]
    numbers = np.concatenate([np.minimum(each[0], each[1]) * len(records) + each.max(axis=0) for each in found])
    return np.stack(np.divmod(distinct(numbers), max(1, len(records))), axis=1)


def _chains(records: Sequence[Record]) -> tuple[_Mask, Pairs]:
    """Tell which records are the first of each chain of equal ones, and the pairs of those that follow by key."""
    titles = Counter(record.title for record in records)
    chains: defaultdict[Any, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        if titles[record.title] > 1:
            chains[record[1:]].append(place)
    heads = np.ones(len(records), np.bool_)
    pairs: list[tuple[int, int]] = []
    for chain in chains.values():
        if len(chain) > 1:
            chain.sort(key=lambda place: records[place].key)
            heads[chain[1:]] = False
            pairs += pairwise(chain)
    return heads, _pairs_of(pairs)


def _pairs_of(pairs: Sequence[tuple[int, int]]) -> Pairs:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2).T


class _Blocks(NamedTuple):
    """The places of records that share a key, block after block, with the size and the reach of each block."""

    places: _Places
    sizes: _Places
    largest: _Places
    neighbours: _Places


def _blocks(heads: _Mask, keyed: Keyed) -> _Blocks:
    kept = heads[keyed.places]
    places, codes, common = keyed.places[kept], keyed.codes[kept], keyed.common[kept]
    by_code = np.argsort(codes, kind="stable")
    places, codes = places[by_code], codes[by_code]
    starts = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1]))) if len(codes) else codes
    sizes = np.diff(starts, append=len(codes))
    shared = sizes > 1
    chance = common[by_code][starts[shared]]
    largest = np.where(chance, REACH_OF_COMMON.largest, REACH.largest)
    neighbours = np.where(chance, REACH_OF_COMMON.neighbours, REACH.neighbours)
    return _Blocks(places[np.repeat(shared, sizes)], sizes[shared], largest, neighbours)


def _block_pairs(records: Sequence[Record], blocks: _Blocks) -> list[Pairs]:
    """Return the pairs of all blocks, by the distance that two records of a block have in it."""
    places = _large_in_order(records, blocks)
    rest = np.repeat(np.cumsum(blocks.sizes), blocks.sizes) - np.arange(len(places))  # of the block, from a place on
    reach = np.repeat(np.where(_are_large(blocks), blocks.neighbours, blocks.largest), blocks.sizes)
    found = []
    for distance in range(1, int(reach.max(initial=0)) + 1):
        starts = np.flatnonzero((rest > distance) & (reach >= distance))
        if not len(starts):
            break
        found.append(np.stack((places[starts], places[starts + distance])))
    return found


def _are_large(blocks: _Blocks) -> _Mask:
    large: _Mask = blocks.sizes > blocks.largest
    return large


def _large_in_order(records: Sequence[Record], blocks: _Blocks) -> _Places:
    """Return the places of all blocks, those of large ones in the order of `order_of`."""
    places = blocks.places.copy()
    ends = np.cumsum(blocks.sizes)
    large = np.flatnonzero(_are_large(blocks))
    order = cache(lambda place: order_of(records[place]))
    for block in large.tolist():
        part = slice(ends[block] - blocks.sizes[block], ends[block])
        places[part] = sorted(places[part].tolist(), key=order)
    return places
