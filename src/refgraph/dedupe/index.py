"""The blocks of records that were compared, so that new records meet only those they share one with."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from refgraph.dedupe.clusters import Pair
from refgraph.dedupe.keys import keys_with, rarest
from refgraph.dedupe.pairs import order_of, reach_of
from refgraph.dedupe.prepare import Record, title_words


class Index:
    """The blocks of records, kept up to date while records are added.

    It holds what `refgraph.dedupe.pairs.candidate_pairs` finds from nothing: `add` says which pairs have become
    candidates and which are none any more, because words grew more frequent or blocks too large.
    """

    def __init__(self, records: Mapping[str, Record]) -> None:
        """Index records by key."""
        self._records: dict[str, Record] = {}
        self._counts: Counter[str] = Counter()
        self._rare: dict[str, list[str]] = {}
        self._rare_in: defaultdict[str, set[str]] = defaultdict(set)
        self._once: dict[str, str] = {}
        self._equal: defaultdict[Any, list[str]] = defaultdict(list)
        self._keys: dict[str, list[str]] = {}
        self._blocks: defaultdict[str, set[str]] = defaultdict(set)
        self._enter(records)
        for key in records:
            self._rare[key] = self._rarest(key)
            for word in self._rare[key]:
                self._rare_in[word].add(key)
        for chain in self._equal.values():
            self._take(chain[0])

    def add(self, records: Mapping[str, Record]) -> tuple[set[Pair], set[Pair]]:
        """Add records; return the pairs that have become candidates, and those that are none any more.

        Args:
            records: new records by key; no key is known yet.
        """
        stale = self._enter(records)
        chains = {self._records[key][1:] for key in records}
        before = {identity: [key for key in self._equal[identity] if key not in records] for identity in chains}
        moved = {chain[0] for chain in before.values() if chain}  # they may be the first of their chain no more
        wanted = {key: self._rarest(key) for key in (*records, *stale)}
        changed = {key: rare for key, rare in wanted.items() if rare != self._rare.get(key)}
        heads = {self._equal[identity][0] for identity in chains}
        touched = self._blocks_of({*changed, *moved, *heads}, changed)
        old = self._pairs(touched) | _chained(before.values())
        for key, rare in changed.items():
            for word in self._rare.get(key, ()):
                self._rare_in[word].discard(key)
            for word in rare:
                self._rare_in[word].add(key)
            self._rare[key] = rare
        for key in {*changed, *moved, *heads}:
            self._take(key)
        new = self._pairs(touched) | _chained(self._equal[identity] for identity in chains)
        return new - old, {pair for pair in old - new if not self.are_candidates(*pair)}

    def are_candidates(self, a: str, b: str) -> bool:
        """Return True if two records are compared: they share a block, and are near each other where it is large."""
        if self._records[a][1:] == self._records[b][1:]:
            chain = self._equal[self._records[a][1:]]
            return abs(chain.index(a) - chain.index(b)) == 1
        shared = set(self._keys.get(a, ())) & set(self._keys.get(b, ()))
        return any((min(a, b), max(a, b)) in self._block_pairs(block) for block in shared)

    def _enter(self, records: Mapping[str, Record]) -> set[str]:
        """Count the words of new records; return the keys of old ones whose rarest words may be others now."""
        stale: set[str] = set()
        for key, record in records.items():
            self._records[key] = record
            insort(self._equal[record[1:]], key)
            for word in set(title_words(record.title)):
                self._counts[word] += 1
                stale |= self._rare_in.get(word, set())
                if self._counts[word] == 1:
                    self._once[word] = key
                elif word in self._once:
                    stale.add(self._once.pop(word))
        return stale - records.keys()

    def _rarest(self, key: str) -> list[str]:
        return rarest(title_words(self._records[key].title), self._counts)

    def _blocks_of(self, keys: Iterable[str], changed: Mapping[str, list[str]]) -> set[str]:
        """Return the blocks that records are in, and those that they are to be in."""
        blocks: set[str] = set()
        for key in keys:
            blocks.update(self._keys.get(key, ()))
            blocks.update(keys_with(self._records[key], changed.get(key, self._rare.get(key, []))))
        return blocks

    def _take(self, key: str) -> None:
        """Put a record into its blocks, or out of all of them if it is not the first of its chain."""
        record = self._records[key]
        for block in self._keys.pop(key, ()):
            self._blocks[block].discard(key)
        if self._equal[record[1:]][0] == key:
            self._keys[key] = keys_with(record, self._rare[key])
            for block in self._keys[key]:
                self._blocks[block].add(key)

    def _pairs(self, blocks: Iterable[str]) -> set[Pair]:
        return {pair for block in blocks for pair in self._block_pairs(block)}

    def _block_pairs(self, block: str) -> set[Pair]:
        """Return the pairs of a block that are candidates, the smaller key first."""
        members = self._blocks.get(block, set())
        reach = reach_of(block)
        if len(members) <= reach.largest:
            return set(combinations(sorted(members), 2))
        return set(_neighbours(sorted(members, key=lambda key: order_of(self._records[key])), reach.neighbours))


def _neighbours(ordered: Sequence[str], reach: int) -> Iterator[Pair]:
    for distance in range(1, reach + 1):
        for a, b in zip(ordered, ordered[distance:], strict=False):
            yield (a, b) if a < b else (b, a)


def _chained(chains: Iterable[Sequence[str]]) -> set[Pair]:
    return {pair for chain in chains for pair in pairwise(chain)}
