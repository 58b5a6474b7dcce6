"""From comparisons to clusters: the last step, the same for every engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from refgraph.dedupe.clusters import Cluster, Pair, clusters_of
from refgraph.dedupe.evidence import Comparison
from refgraph.dedupe.prepare import Record
from refgraph.dedupe.score import compare

CHECKED_CLUSTER = 48
"""Clusters up to this size are checked pair by pair for records that must stay apart."""

Lookup = Callable[[Iterable[str]], Mapping[str, Record]]
"""Returns the comparison records of keys."""


def settle(
    keys: Sequence[str],
    comparisons: Iterable[Comparison],
    records: Lookup,
    threshold: int,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> tuple[tuple[Cluster, ...], tuple[Comparison, ...]]:
    """Return the clusters of all keys, and all comparisons that count, in the order of their keys.

    The pairs of a cluster that were no candidates are compared too: where one of them must stay apart, the cluster is
    cut, until no cluster holds such a pair.

    Args:
        keys: all keys.
        comparisons: the pairs that are the same, doubtful, related or vetoed.
        records: finds the records of the keys in clusters of three and more.
        threshold: score from which two records are the same work, 0-1000.
        same: pairs, the smaller key first, that a person has called the same.
        different: pairs, likewise, that a person has called different.
    """
    same, different = list(same), list(different)
    compared = {each.pair: each for each in comparisons}
    decided = [*same, *different]
    checked: set[Pair] = {*compared, *decided}
    involved = {key for pair in checked for key in pair}
    clusters = clusters_of([key for key in keys if key in involved], compared.values(), same, different)
    while found := _vetoed(clusters, records, checked, threshold):
        compared |= found
        part = connected((key for pair in found for key in pair), partners_of((*compared, *decided)))
        within = [each for each in compared.values() if each.a in part]
        again = clusters_of(
            [key for key in keys if key in part],
            within,
            [pair for pair in same if pair[0] in part],
            [pair for pair in different if pair[0] in part],
        )
        clusters = (*(each for each in clusters if each.id not in part), *again)
    return _in_order(keys, clusters), tuple(compared[pair] for pair in sorted(compared))


def partners_of(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """Return for each key the keys that it is in a pair with."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        partners[a].add(b)
        partners[b].add(a)
    return partners


def connected(keys: Iterable[str], *partners: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the keys that others lead to by partners, over any number of steps, and these themselves."""
    found = set(keys)
    queue = list(found)
    while queue:
        key = queue.pop()
        new = {other for each in partners for other in each.get(key, ())} - found
        found |= new
        queue += new
    return found


def _in_order(keys: Iterable[str], clusters: Iterable[Cluster]) -> tuple[Cluster, ...]:
    """Return clusters in the order of the keys, by their first member there; other keys are clusters of their own."""
    of = {member: each for each in clusters for member in each.members}
    whole: dict[str, Cluster] = {}
    for key in keys:
        each = of.get(key)
        if each is None:
            whole[key] = Cluster(key, (key,))
        else:
            whole.setdefault(each.id, each)
    return tuple(whole.values())


def _vetoed(
    clusters: Iterable[Cluster], records: Lookup, checked: set[Pair], threshold: int
) -> dict[Pair, Comparison]:
    """Compare the pairs of each cluster that were no candidates, and return those that must stay apart."""
    pairs = [
        pair
        for each in clusters
        if 2 < len(each.members) <= CHECKED_CLUSTER
        for pair in combinations(each.members, 2)
        if pair not in checked
    ]
    checked.update(pairs)
    known = records(sorted({key for pair in pairs for key in pair}))
    compared = (compare(known[a], known[b], threshold) for a, b in pairs)
    return {each.pair: each for each in compared if each.veto}
