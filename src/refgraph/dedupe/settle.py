"""From comparisons to clusters: the last step, the same for every engine."""

from __future__ import annotations

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
    checked: set[Pair] = {*compared, *same, *different}
    clusters = clusters_of(keys, compared.values(), same, different)
    while found := _vetoed(clusters, records, checked, threshold):
        compared |= found
        clusters = clusters_of(keys, compared.values(), same, different)
    return clusters, tuple(compared[pair] for pair in sorted(compared))


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
