"""Clusters of records from scored pairs: strongest pairs first, and never two records that must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Cluster(NamedTuple):
    """Records of one work.

    Attributes:
        id: the smallest key of its members.
        members: keys in sorted order.
    """

    id: str
    members: tuple[str, ...]


class _Forest:
    """Union-find over keys, which also knows which components must stay apart."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.parents = {key: key for key in keys}
        self.sizes = dict.fromkeys(self.parents, 1)
        self.apart: defaultdict[str, set[str]] = defaultdict(set)

    def find(self, key: str) -> str:
        while self.parents[key] != key:
            self.parents[key] = self.parents[self.parents[key]]
            key = self.parents[key]
        return key

    def forbid(self, a: str, b: str) -> None:
        """Keep two components apart; both must be roots."""
        self.apart[a].add(b)
        self.apart[b].add(a)

    def union(self, a: str, b: str) -> bool:
        """Join two components; return False where they must stay apart."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        if b in self.apart[a]:
            return False
        if (self.sizes[a], b) < (self.sizes[b], a):
            a, b = b, a
        self.parents[b] = a
        self.sizes[a] += self.sizes[b]
        for enemy in self.apart.pop(b, ()):
            self.apart[enemy].discard(b)
            self.forbid(a, enemy)
        return True


def cluster(
    keys: Sequence[str],
    joined: Iterable[tuple[int, str, str]],
    apart: Iterable[tuple[str, str]] = (),
    certain: Iterable[tuple[str, str]] = (),
) -> tuple[Cluster, ...]:
    """Return the clusters of records, single records included.

    The pairs are taken from the strongest to the weakest, equal ones in the order of their keys. A pair that would
    bring together two records that must stay apart is passed over: that is the same as joining everything and then
    cutting each cluster with such a pair at its weakest link, and does not depend on the order of anything.

    Args:
        keys: all keys.
        joined: score and two keys of every pair that is the same work.
        apart: two keys of every pair that must not come together, unless ``certain`` brings them together.
        certain: two keys of every pair that a person has called the same.

    Returns:
        The clusters in the order of ``keys`` (by their first member there).
    """
    forest = _Forest(keys)
    for a, b in certain:
        forest.union(a, b)
    for a, b in ((forest.find(a), forest.find(b)) for a, b in apart):
        if a != b:
            forest.forbid(a, b)
    for _, a, b in sorted(joined, key=lambda pair: (-pair[0], pair[1], pair[2])):
        forest.union(a, b)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        members[forest.find(key)].append(key)
    return tuple(Cluster(min(each), tuple(sorted(each))) for each in members.values())
