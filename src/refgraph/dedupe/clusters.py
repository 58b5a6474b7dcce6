"""Clusters of records from scored pairs: strongest pairs first, and never two records that must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from refgraph.dedupe.evidence import DIFFERENT, WEAK_VETOES, Comparison, Outcome

SURE = 800
"""Score from which one pair alone joins two clusters of `FEWEST` records or more each."""
FEWEST = 3
"""So many doubtful pairs, at least, join two clusters together: one alone is for a person."""
MEAN = 580
"""What those pairs score on average, at least."""
MANY = 20
"""So many doubtful pairs need a lower mean."""
MEAN_OF_MANY = 540
"""What many pairs score on average, at least."""

CROWD = 20
"""So many pairs that are the same outvote weak vetoes that are a third more."""

Pair = tuple[str, str]
"""Two keys."""
Scored = tuple[int, str, str]
"""A score and two keys."""


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

    def size(self, key: str) -> int:
        """Return how many records the component of a key has."""
        return self.sizes[self.find(key)]

    def forbid(self, a: str, b: str) -> None:
        """Keep two components apart; both must be roots."""
        self.apart[a].add(b)
        self.apart[b].add(a)

    def forbid_all(self, pairs: Iterable[Pair]) -> None:
        """Keep the components of two keys each apart, unless they are one already."""
        for a, b in pairs:
            left, right = self.find(a), self.find(b)
            if left != right:
                self.forbid(left, right)

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


class _Link(NamedTuple):
    """What the pairs of records of two clusters say.

    Attributes:
        same: how many are the same.
        doubtful: how many are doubtful without a veto.
        contested: how many have a weak veto.
        total: sum of the scores of those that are the same or doubtful.
    """

    same: int = 0
    doubtful: int = 0
    contested: int = 0
    total: int = 0

    def plus(self, other: _Link) -> _Link:
        return _Link(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def mean(self) -> int:
        return self.total // max(1, self.same + self.doubtful)

    @property
    def joins(self) -> bool:
        """Tell whether so many pairs outvote the weak vetoes, or so many doubtful ones make up for a sure one."""
        if self.same >= 2 and self.same * 4 >= self.contested * (3 if self.same >= CROWD else 4):
            return True
        votes = self.same + self.doubtful
        return votes >= max(FEWEST, 5 * self.contested) and self.mean >= (MEAN if votes < MANY else MEAN_OF_MANY)


def clusters_of(
    keys: Sequence[str],
    comparisons: Iterable[Comparison],
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> tuple[Cluster, ...]:
    """Return the clusters of records that were compared, single records included.

    Args:
        keys: all keys.
        comparisons: the pairs that are the same, doubtful or vetoed; no pair twice.
        same: pairs, the smaller key first, that a person has called the same.
        different: pairs, likewise, that a person has called different.
    """
    same, different = list(same), list(different)
    decided = {*same, *different}
    joined, unsure, apart = [], [], list(different)
    for each in comparisons:
        if each.pair in decided:
            continue
        if each.veto:
            if each.veto not in WEAK_VETOES:
                apart.append(each.pair)
            elif each.outcome is Outcome.REVIEW:
                unsure.append((0, *each.pair))
        elif each.outcome is Outcome.SAME:
            joined.append((each.score, *each.pair))
        elif each.outcome is Outcome.REVIEW and not _pages_differ(each):
            unsure.append((each.score, *each.pair))
    return cluster(keys, joined, apart, same, unsure)


def _pages_differ(each: Comparison) -> bool:
    """Tell whether two records stand on different pages: two abstracts that were both exported often stay two."""
    return ("pages", DIFFERENT) in ((found.field, found.level) for found in each.evidence)


def cluster(
    keys: Sequence[str],
    joined: Iterable[Scored],
    apart: Iterable[Pair] = (),
    certain: Iterable[Pair] = (),
    unsure: Iterable[Scored] = (),
) -> tuple[Cluster, ...]:
    """Return the clusters of records, single records included.

    The pairs are taken from the strongest to the weakest, equal ones in the order of their keys. A pair that would
    bring together two records that must stay apart is passed over: that is the same as joining everything and then
    cutting each cluster with such a pair at its weakest link, and does not depend on the order of anything. Then pairs
    of clusters are judged by all that is known of their records, best first: doubtful pairs that are many make up for a
    sure one, and sure ones that are many outvote a weak veto.

    Args:
        keys: all keys.
        joined: score and two keys of every pair that is the same work.
        apart: two keys of every pair that must not come together, unless ``certain`` brings them together.
        certain: two keys of every pair that a person has called the same.
        unsure: score and two keys of every pair that may be the same work; 0 where a weak veto speaks against it.

    Returns:
        The clusters in the order of ``keys`` (by their first member there).
    """
    joined, apart, unsure = list(joined), list(apart), list(unsure)
    forest = _Forest(keys)
    for a, b in certain:
        forest.union(a, b)
    forest.forbid_all((*apart, *((a, b) for score, a, b in unsure if not score)))
    for score, a, b in sorted(joined, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= SURE or forest.size(a) < FEWEST or forest.size(b) < FEWEST:
            forest.union(a, b)
    links = _links(forest, joined, unsure)
    if any(link.joins for link in links.values()):
        forest.apart.clear()
        forest.forbid_all(apart)
        _join_clusters(forest, links)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        members[forest.find(key)].append(key)
    return tuple(Cluster(min(each), tuple(sorted(each))) for each in members.values())


def _links(forest: _Forest, joined: Iterable[Scored], unsure: Iterable[Scored]) -> dict[Pair, _Link]:
    """Return what the pairs say, by the roots of the two clusters, the smaller first."""
    links: defaultdict[Pair, _Link] = defaultdict(_Link)
    found = [(a, b, _Link(same=1, total=score)) for score, a, b in joined]
    found += [(a, b, _Link(doubtful=1, total=score) if score else _Link(contested=1)) for score, a, b in unsure]
    for a, b, link in found:
        roots = _pair(forest.find(a), forest.find(b))
        if roots[0] != roots[1]:
            links[roots] = links[roots].plus(link)
    return links


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _join_clusters(forest: _Forest, links: dict[Pair, _Link]) -> None:
    """Join the clusters whose records speak for it, the highest mean score first."""
    near: defaultdict[str, dict[str, _Link]] = defaultdict(dict)
    for (a, b), link in links.items():
        near[a][b] = near[b][a] = link
    names = _smallest(forest)
    queue = [(-link.mean, *_pair(names[a], names[b]), a, b) for (a, b), link in links.items() if link.joins]
    heapify(queue)
    while queue:
        mean, first, second, a, b = heappop(queue)
        known = near.get(a, {}).get(b)  # None once one of the two has gone
        if known is None or not known.joins or (-known.mean, *_pair(names[a], names[b])) != (mean, first, second):
            continue
        if not forest.union(a, b):
            continue
        root = forest.find(a)
        gone = b if root == a else a
        names[root] = min(first, second)
        for other, more in near.pop(gone).items():
            del near[other][gone]
            if other == root:
                continue
            near[root][other] = near[other][root] = near[root].get(other, _Link()).plus(more)
        for other, more in near[root].items():
            if more.joins:
                heappush(queue, (-more.mean, *_pair(names[root], names[other]), root, other))


def _smallest(forest: _Forest) -> dict[str, str]:
    """Return the smallest key of each cluster by its root: which key is the root is chance."""
    names: dict[str, str] = {}
    for key in forest.parents:
        root = forest.find(key)
        names[root] = min(key, names.get(root, key))
    return names
