"""Named things that are compared by their names alone, venues and bodies: candidates, ambiguity, clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, Protocol, TypeVar

from refgraph.dedupe.clusters import Cluster, cluster
from refgraph.dedupe.evidence import Comparison, Outcome

LARGEST_BLOCK = 60
"""Units of one key that are compared each with each."""
NEIGHBOURS = 15
"""How many of the next ones in the alphabet a unit of a larger block is compared with."""
MARGIN = 60
"""How much better the best of two readings of a name must be than the second."""

KeyPair = tuple[str, str]


class Unit(Protocol):
    """What has an id to name it by."""

    @property
    def id(self) -> str:
        """The id."""


_Unit = TypeVar("_Unit", bound=Unit)


class Grouped(NamedTuple):
    """Which units are one.

    Attributes:
        clusters: ids of units, single ones included, in the order of the units.
        comparisons: the pairs that are the same or doubtful, in the order of their ids.
    """

    clusters: tuple[Cluster, ...]
    comparisons: tuple[Comparison, ...]


def group(
    units: Sequence[_Unit],
    keys: Callable[[_Unit], Iterable[str]],
    compare: Callable[[_Unit, _Unit], Comparison],
    same: Iterable[KeyPair] = (),
    different: Iterable[KeyPair] = (),
) -> Grouped:
    """Group units that are the same; the result does not depend on their order.

    Args:
        units: with ids of their own.
        keys: gives the blocking keys of a unit; only units that share one are compared.
        compare: compares two units.
        same: ids of units that a person has called the same.
        different: ids, likewise; they do not contradict ``same``.
    """
    by_id = {each.id: each for each in units}
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for each in units:
        for key in keys(each):
            blocks[key].append(each.id)
    pairs = {pair for members in blocks.values() for pair in _pairs(sorted(set(members)))}
    found = {pair: compare(by_id[pair[0]], by_id[pair[1]]) for pair in sorted(pairs)}
    found = {pair: each for pair, each in found.items() if each.outcome is not Outcome.DIFFERENT}
    found = _without_ambiguous(found, lambda a, b: compare(by_id[min(a, b)], by_id[max(a, b)]))
    decided = {*same, *different}
    joined = [
        (each.score, *pair) for pair, each in found.items() if each.outcome is Outcome.SAME and pair not in decided
    ]
    clusters = cluster([each.id for each in units], joined, sorted(different), sorted(same))
    return Grouped(clusters, tuple(found[pair] for pair in sorted(found)))


def _pairs(members: Sequence[str]) -> Iterator[KeyPair]:
    if len(members) <= LARGEST_BLOCK:
        yield from combinations(members, 2)
        return
    for offset in range(1, NEIGHBOURS + 1):
        yield from zip(members, members[offset:], strict=False)


def _without_ambiguous(
    found: Mapping[KeyPair, Comparison], compare: Callable[[str, str], Comparison]
) -> dict[KeyPair, Comparison]:
    """Doubt a short name that two different names can be meant by: "Am. J. Phys." beside physics and physiology."""
    partners: defaultdict[str, list[Comparison]] = defaultdict(list)
    for pair, each in found.items():
        if each.outcome is Outcome.SAME and each.score < 1000:
            for key in pair:
                partners[key].append(each)
    doubted = dict(found)
    for key, comparisons in sorted(partners.items()):
        for one, other in combinations(sorted(comparisons, key=lambda each: (-each.score, each.pair)), 2):
            a, b = (next(end for end in each.pair if end != key) for each in (one, other))
            if compare(a, b).outcome is not Outcome.DIFFERENT:
                continue
            weaker = (other,) if one.score - other.score >= MARGIN else (one, other)
            for each in weaker:
                doubted[each.pair] = each._replace(
                    outcome=Outcome.REVIEW, reason=f"{key} can stand for {a} and for {b}", veto="ambiguous"
                )
    return doubted
