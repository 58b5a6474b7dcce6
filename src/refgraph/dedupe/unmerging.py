"""A merged work taken apart again: the decisions that say so, and what a run with them comes to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from refgraph.dedupe.decisions import Decision, Decisions
from refgraph.dedupe.evidence import Outcome
from refgraph.errors import ConfigurationError, UnknownNameError

if TYPE_CHECKING:
    from refgraph.dedupe.result import DedupeResult

WHY = "unmerged"
"""The reason that the decisions give."""
EACH_WITH_EACH = 48
"""In clusters up to this size each record is kept apart from each; in larger ones where they were found the same."""


def unmerge(result: DedupeResult, key: str, member: str | None = None) -> DedupeResult:
    """Take a merged work apart; see `DedupeResult.unmerge`."""
    members = result.members_of(key)
    if len(members) == 1:
        raise ConfigurationError(
            "this work was not merged from others", text=key, hint="there is nothing to take apart"
        )
    if member is not None and member not in members:
        raise UnknownNameError("no such record in this work", text=member, hint=f"it has {', '.join(members)}")
    free = frozenset(members if member is None else (member,))
    kept = tuple(each for each in result.decisions if not _holds(each, free, members))
    return _settled(result, kept, free, members)


def _settled(result: DedupeResult, kept: Decisions, free: frozenset[str], members: Collection[str]) -> DedupeResult:
    """Run with more and more decisions until each free record is alone and the others of the cluster are together."""
    added = _decisions(_parted(result, free, members), same=False)
    while True:
        found = result.decide((*kept, *added, *result.unknown))
        wrong = _decisions(_joined(found, free), same=False)
        if not wrong:
            wrong = _decisions(_fallen_apart(found, [key for key in members if key not in free]), same=True)
        if not wrong:
            return found
        added = (*added, *wrong)


def _holds(decision: Decision, free: frozenset[str], members: Collection[str]) -> bool:
    """Tell whether a decision holds a record in the cluster that is to leave it."""
    pair = set(decision.pair)
    return decision.same and pair <= set(members) and not pair.isdisjoint(free)


def _decisions(pairs: Iterable[tuple[str, str]], *, same: bool) -> Decisions:
    return tuple(Decision(same=same, a=a, b=b, why=WHY) for a, b in pairs)


def _parted(result: DedupeResult, free: frozenset[str], members: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a cluster to keep apart."""
    pairs: Iterable[tuple[str, str]] = combinations(sorted(members), 2)
    if len(members) > EACH_WITH_EACH and len(free) > 1:
        inside = set(members)
        pairs = (each.pair for each in result.pairs if each.outcome is Outcome.SAME and inside.issuperset(each.pair))
    return (pair for pair in pairs if not free.isdisjoint(pair))


def _joined(result: DedupeResult, free: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of free records and those that they are together with nevertheless."""
    for cluster in result.duplicates:
        yield from (pair for pair in combinations(cluster.members, 2) if not free.isdisjoint(pair))


def _fallen_apart(result: DedupeResult, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs that bring the remaining records together again, where only a record that left had joined them."""
    firsts: dict[str, str] = {}
    for key in others:
        firsts.setdefault(result.key_of(key), key)
    first, *rest = sorted(firsts.values()) or [""]
    return ((first, each) for each in rest)
