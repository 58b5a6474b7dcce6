"""Components in which nothing is to be weighed: each record is the same as each other one. Most are so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from refgraph.dedupe.clusters import FEWEST, SURE, Cluster
from refgraph.dedupe.evidence import Comparison, Outcome

_Numbers = npt.NDArray[np.int64]


class Parted(NamedTuple):
    """Comparisons, parted into those that are settled by themselves and the others.

    Attributes:
        comparisons: all of them.
        clusters: the clusters of the components in which nothing is to be weighed, in any order.
        rest: the comparisons of all other components.
    """

    comparisons: list[Comparison]
    clusters: list[Cluster]
    rest: list[Comparison]


def part(comparisons: Iterable[Comparison], decided: Iterable[str] = ()) -> Parted:
    """Take out the components whose pairs were all compared and are all the same: each of them is one cluster.

    In one of more than `FEWEST` records the pairs have to be sure as well. That is what
    `refgraph.dedupe.clusters.clusters_of` makes of such components, many times faster.

    Args:
        comparisons: pairs of keys, the smaller first, no pair twice.
        decided: keys that a person has decided on; their components are left to be weighed.
    """
    codes: defaultdict[str, int] = defaultdict(count().__next__)
    given: list[Comparison] = []
    left, right = np.fromiter(_codes(comparisons, codes, given), np.int64).reshape(-1, 2).T
    size = len(codes)
    labels = _components(left, right, size)
    of_pairs = labels[left]
    members, pairs = np.bincount(labels, minlength=size), np.bincount(of_pairs, minlength=size)
    plain = pairs * 2 == members * (members - 1)
    plain[of_pairs[[each.veto != "" or each.outcome is not Outcome.SAME for each in given]]] = False
    doubtful = of_pairs[[each.score < SURE for each in given]]
    plain[doubtful[members[doubtful] > FEWEST]] = False
    plain[labels[[codes[key] for key in decided if key in codes]]] = False
    rest = [given[place] for place in np.flatnonzero(~plain[of_pairs]).tolist()]
    return Parted(given, _clusters([*codes], labels, np.flatnonzero(plain[labels])), rest)


def _codes(comparisons: Iterable[Comparison], codes: Mapping[str, int], given: list[Comparison]) -> Iterator[int]:
    """Yield the numbers of both keys of each comparison as it comes, and keep it."""
    for each in comparisons:
        given.append(each)
        yield codes[each.a]
        yield codes[each.b]


def _components(left: _Numbers, right: _Numbers, size: int) -> _Numbers:
    """Return for each of so many nodes the smallest one that it hangs together with, in rounds until nothing changes.

    Args:
        left: a node of each edge.
        right: the other one.
        size: number of nodes.
    """
    labels = np.arange(size)
    while True:
        least = np.minimum(labels[left], labels[right])
        after = labels.copy()
        for ends in (left, right):
            np.minimum.at(after, ends, least)
            np.minimum.at(after, labels[ends], least)
        after = after[after]
        if np.array_equal(after, labels):
            return labels
        labels = after


def _clusters(keys: Sequence[str], labels: _Numbers, chosen: _Numbers) -> list[Cluster]:
    """Return one cluster for each label of the chosen nodes."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for place, label in zip(chosen.tolist(), labels[chosen].tolist(), strict=True):
        groups[label].append(keys[place])
    return [_cluster(each) for each in groups.values()]


def _cluster(members: Collection[str]) -> Cluster:
    ordered = tuple(sorted(members))
    return Cluster(ordered[0], ordered)
