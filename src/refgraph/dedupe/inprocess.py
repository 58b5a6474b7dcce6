"""The engine that runs in this process: records, keys, pairs, scores and clusters, one after another in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from refgraph.dedupe.clusters import Cluster, cluster
from refgraph.dedupe.evidence import THRESHOLD, Comparison, Outcome
from refgraph.dedupe.keys import block_keys, candidate_pairs, word_counts
from refgraph.dedupe.prepare import Record, prepare
from refgraph.dedupe.score import compare, score
from refgraph.model import Work

CHECKED_CLUSTER = 48
"""Clusters up to this size are checked pair by pair for records that must stay apart."""

KeyPair = tuple[str, str]


class Clustering(NamedTuple):
    """What the engine finds.

    Attributes:
        records: the comparison records by key.
        comparisons: the pairs that are the same, doubtful or vetoed, in the order of their keys.
        clusters: all clusters, single records included, in the order of the works.
        tried: all pairs that were candidates.
    """

    records: Mapping[str, Record]
    comparisons: tuple[Comparison, ...]
    clusters: tuple[Cluster, ...]
    tried: frozenset[KeyPair]


class Before(NamedTuple):
    """What an earlier run found: the records of these keys have not changed since."""

    found: Clustering
    unchanged: frozenset[str]

    def record(self, work: Work) -> Record:
        """Return the comparison record of a work."""
        return self.found.records[work.key] if work.key in self.unchanged else prepare([work])[0]


NOTHING = Before(Clustering({}, (), (), frozenset()), frozenset())


def find_clusters(
    works: Iterable[Work],
    same: Sequence[KeyPair] = (),
    different: Sequence[KeyPair] = (),
    threshold: int = THRESHOLD,
    before: Before = NOTHING,
) -> Clustering:
    """Find the works that are the same.

    Args:
        works: works, each with its own key.
        same: pairs of keys, the smaller first, that a person has called the same.
        different: pairs of keys, likewise, that a person has called different; they do not contradict ``same``.
        threshold: score from which two records are the same work, 0-1000.
        before: what an earlier run found, so that no two records are compared twice.
    """
    records = [before.record(work) for work in works]
    counts = word_counts(records)
    pairs = candidate_pairs(records, [block_keys(record, counts) for record in records])
    compared, tried = _compared(records, pairs, threshold, before)
    decided = {*same, *different}
    by_key = {record.key: record for record in records}
    joined = [
        (each.score, *pair) for pair, each in compared.items() if each.outcome is Outcome.SAME and pair not in decided
    ]
    apart = {pair for pair, each in compared.items() if each.veto and pair not in decided} | set(different)
    clusters = cluster(tuple(by_key), joined, apart, same)
    checked: set[KeyPair] = set(compared) | decided
    while found := _vetoed(clusters, by_key, checked, threshold):
        compared |= found
        apart |= found.keys()
        clusters = cluster(tuple(by_key), joined, apart, same)
    return Clustering(by_key, tuple(compared[pair] for pair in sorted(compared)), clusters, tried)


def _compared(
    records: Sequence[Record], pairs: Iterable[tuple[int, int]], threshold: int, before: Before
) -> tuple[dict[KeyPair, Comparison], frozenset[KeyPair]]:
    """Compare the pairs that were not compared before; return all comparisons that count, and all pairs tried."""
    known = {each.pair: each for each in before.found.comparisons}
    compared: dict[KeyPair, Comparison] = {}
    tried: set[KeyPair] = set()
    fresh = []
    for at in pairs:
        a, b = (records[place].key for place in at)
        pair = (a, b) if a < b else (b, a)
        tried.add(pair)
        if not (pair in before.found.tried and before.unchanged.issuperset(pair)):
            fresh.append(at)
        elif pair in known:
            compared[pair] = known[pair]
    compared |= {each.pair: each for each in score(records, fresh, threshold)}
    return compared, frozenset(tried)


def _vetoed(
    clusters: Iterable[Cluster], records: Mapping[str, Record], checked: set[KeyPair], threshold: int
) -> dict[KeyPair, Comparison]:
    """Compare the pairs of each cluster that were no candidates, and return those that must stay apart."""
    found: dict[KeyPair, Comparison] = {}
    for each in clusters:
        if not 2 < len(each.members) <= CHECKED_CLUSTER:
            continue
        for pair in combinations(each.members, 2):
            if pair in checked:
                continue
            checked.add(pair)
            comparison = compare(records[pair[0]], records[pair[1]], threshold)
            if comparison.veto:
                found[pair] = comparison
    return found
