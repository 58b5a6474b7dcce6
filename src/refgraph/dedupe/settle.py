"""From comparisons to clusters: the last step, the same for every engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from refgraph.dedupe.clusters import Cluster, Pair, clusters_of
from refgraph.dedupe.evidence import Comparison, Outcome
from refgraph.dedupe.plain import part
from refgraph.dedupe.prepare import Record
from refgraph.dedupe.score import compare

CHECKED_CLUSTER = 48
"""Clusters up to this size are checked pair by pair for records that must stay apart."""

Compare = Callable[[Iterable[Pair]], Iterable[Comparison]]
"""Compares the records of pairs of keys."""


class Settled(NamedTuple):
    """What comparisons come to.

    Attributes:
        clusters: the clusters of all keys, in the order of these.
        comparisons: all comparisons that count, in the order of their keys.
        checked: the pairs among them that were no candidates, but compared because a cluster held both.
    """

    clusters: tuple[Cluster, ...]
    comparisons: tuple[Comparison, ...]
    checked: frozenset[Pair]


def settle(
    keys: Sequence[str],
    comparisons: Iterable[Comparison],
    compare_more: Compare,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> Settled:
    """Return the clusters of all keys.

    The pairs of a cluster that were no candidates are compared too: where one of them must stay apart, all that is
    known of the cluster is weighed again, until no cluster holds a pair that was not.

    Args:
        keys: all keys.
        comparisons: the pairs that are the same, doubtful, related or vetoed.
        compare_more: compares the records of further pairs, see `comparing`.
        same: pairs, the smaller key first, that a person has called the same.
        different: pairs, likewise, that a person has called different.
    """
    same, different = list(same), list(different)
    decided = [*same, *different]
    given, settled, rest = part(comparisons, {key for pair in decided for key in pair})
    compared = {each.pair: each for each in rest}
    checked: set[Pair] = {*compared, *decided}
    involved = {key for pair in checked for key in pair}
    clusters = clusters_of([key for key in keys if key in involved], compared.values(), same, different)
    while found := _not_compared(clusters, compare_more, checked):
        compared |= found
        if not any(each.veto for each in found.values()):
            break
        known = connected((key for pair in found for key in pair), partners_of((*compared, *decided)))
        within = [each for each in compared.values() if each.a in known]
        again = clusters_of(
            [key for key in keys if key in known],
            within,
            [pair for pair in same if pair[0] in known],
            [pair for pair in different if pair[0] in known],
        )
        clusters = (*(each for each in clusters if each.id not in known), *again)
    further = compared.keys() - {each.pair for each in rest}
    pairs = sorted([*given, *(compared[pair] for pair in further)], key=attrgetter("a", "b"))
    return Settled(_in_order(keys, (*settled, *clusters)), tuple(pairs), frozenset(further))


def comparing(records: Mapping[str, Record], threshold: int) -> Compare:
    """Return what compares records by their keys."""
    return lambda pairs: (compare(records[a], records[b], threshold) for a, b in pairs)


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
    alone = (of.get(key) or Cluster(key, (key,)) for key in keys)
    return tuple({each.id: each for each in alone}.values())


def _not_compared(clusters: Iterable[Cluster], compare_more: Compare, checked: set[Pair]) -> dict[Pair, Comparison]:
    """Compare the pairs of each cluster that were no candidates, and return those that are not clearly different."""
    pairs = [
        pair
        for each in clusters
        if 2 < len(each.members) <= CHECKED_CLUSTER
        for pair in combinations(each.members, 2)
        if pair not in checked
    ]
    checked.update(pairs)
    return {each.pair: each for each in compare_more(pairs) if each.veto or each.outcome is not Outcome.DIFFERENT}
