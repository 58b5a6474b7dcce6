"""Records added to a result: only what is new, and what it changes, is compared and clustered again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from refgraph.dedupe.clusters import Cluster, Pair
from refgraph.dedupe.decisions import Decisions
from refgraph.dedupe.evidence import Comparison
from refgraph.dedupe.index import Index
from refgraph.dedupe.library import known_decisions
from refgraph.dedupe.prepare import Record, prepare
from refgraph.dedupe.score import score
from refgraph.dedupe.settle import Settled, comparing, connected, partners_of, settle
from refgraph.errors import DuplicateKeyError
from refgraph.model import Library

if TYPE_CHECKING:
    from refgraph.dedupe.result import DedupeResult


class Known:
    """What adding needs of a result: its index, and its comparisons by key."""

    def __init__(self, result: DedupeResult) -> None:
        """Make the index; that takes as long as finding the candidates did, and is done once."""
        self.index = Index(result.records)
        self.comparisons = {each.pair: each for each in result.pairs}
        self.partners = defaultdict(set, partners_of(self.comparisons))

    def note(self, pair: Pair) -> None:
        """Remember that two records were compared and the comparison counts."""
        self.partners[pair[0]].add(pair[1])
        self.partners[pair[1]].add(pair[0])

    def forget(self, pair: Pair) -> None:
        """Forget a comparison."""
        del self.comparisons[pair]
        self.partners[pair[0]].discard(pair[1])
        self.partners[pair[1]].discard(pair[0])


def add(result: DedupeResult, added: Library) -> DedupeResult:
    """Add the works of a library to a result; see `DedupeResult.add`."""
    repeated = [key for key in added.keys if key in result.records]
    if repeated:
        raise DuplicateKeyError("the result has these keys already", text=", ".join(repeated[:5]))
    known = result.take_known()
    records = {record.key: record for record in prepare(added.works)}
    fresh, gone = known.index.add(records)
    everything = {**result.records, **records}
    library = _joined(result.original, added)
    decisions, unknown = known_decisions(library, result.given)
    touched = {*records, *(key for pair in fresh | gone for key in pair), *_newly_decided(result, decisions)}
    for pair in gone & known.comparisons.keys():
        known.forget(pair)
    pairs = sorted(fresh)
    keys = sorted({key for pair in pairs for key in pair})
    places = {key: place for place, key in enumerate(keys)}
    compared = score([everything[key] for key in keys], [(places[a], places[b]) for a, b in pairs], result.threshold)
    _replace(known, compared)
    part = connected(touched, known.partners, partners_of(each.pair for each in decisions))
    for pair in result.checked - {each.pair for each in compared}:
        if pair[0] in part and pair in known.comparisons:
            known.forget(pair)
    settled = _settled(known, [key for key in everything if key in part], everything, decisions, result.threshold)
    _replace(known, settled.comparisons)
    final = replace(
        result,
        original=library,
        clusters=_in_order(everything, (*(each for each in result.clusters if each.id not in part), *settled.clusters)),
        pairs=tuple(known.comparisons[pair] for pair in sorted(known.comparisons)),
        decisions=decisions,
        records=everything,
        unknown=unknown,
        checked=frozenset(pair for pair in result.checked if pair[0] not in part) | settled.checked,
    )
    final.give_known(known)
    return final


def _joined(library: Library, added: Library) -> Library:
    return replace(
        library,
        works=(*library.works, *added.works),
        citations=(*library.citations, *added.citations),
        provenance={**library.provenance, **added.provenance},
        findings=(*library.findings, *added.findings),
    )


def _newly_decided(result: DedupeResult, decisions: Decisions) -> set[str]:
    """Return the keys of decisions that named an unknown work before."""
    before = set(result.decisions)
    return {key for each in decisions if each not in before for key in each.pair}


def _replace(known: Known, comparisons: Iterable[Comparison]) -> None:
    for each in comparisons:
        known.comparisons[each.pair] = each
        known.note(each.pair)


def _settled(
    known: Known, keys: list[str], records: Mapping[str, Record], decisions: Decisions, threshold: int
) -> Settled:
    """Return the clusters of records that are connected with no others, and their comparisons."""
    part = set(keys)
    pairs = {(min(key, other), max(key, other)) for key in keys for other in known.partners.get(key, ())}
    within = [each for each in decisions if part.issuperset(each.pair)]
    same = sorted({each.pair for each in within if each.same})
    different = sorted({each.pair for each in within if not each.same})
    compared = [known.comparisons[pair] for pair in sorted(pairs)]
    return settle(keys, compared, comparing(records, threshold), same, different)


def _in_order(keys: Iterable[str], clusters: Iterable[Cluster]) -> tuple[Cluster, ...]:
    """Return clusters in the order of the works, by their first member there."""
    places = {key: place for place, key in enumerate(keys)}
    return tuple(sorted(clusters, key=lambda each: min(places[key] for key in each.members)))
