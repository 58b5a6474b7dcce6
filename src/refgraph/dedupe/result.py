"""The result of a deduplication: clusters, scored pairs, the merged library, and an explanation for any pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from refgraph.dedupe.clusters import Cluster
from refgraph.dedupe.consequences import Consequences
from refgraph.dedupe.decisions import Decision, Decisions
from refgraph.dedupe.evidence import THRESHOLD, Comparison, Outcome
from refgraph.dedupe.explanation import Explanation
from refgraph.dedupe.prepare import Record
from refgraph.errors import ConfigurationError
from refgraph.memory import collector_paused
from refgraph.model import Library, Related

if TYPE_CHECKING:
    from refgraph.dedupe.adding import Known


@dataclass(frozen=True, kw_only=True)
class DedupeResult:
    """Which works of a library are the same, and the library without duplicates.

    Attributes:
        original: the library as it was.
        clusters: all clusters, single works included, in the order of the works.
        pairs: the pairs that are the same, doubtful, related, or must stay apart, in the order of their keys.
        decisions: the decisions that were obeyed.
        unknown: the decisions that name works which the library does not have.
        given: both, in the order in which they were given.
        checked: those of the pairs that were compared only because they had come into one cluster.
        threshold: score from which two works are the same, 0-1000.
        records: the works in comparable form, by key.
    """

    original: Library
    clusters: tuple[Cluster, ...]
    pairs: tuple[Comparison, ...]
    decisions: Decisions = ()
    threshold: int = THRESHOLD
    records: Mapping[str, Record] = field(default_factory=dict, repr=False)
    unknown: Decisions = ()
    given: Decisions = ()
    checked: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def library(self) -> Library:
        """Return the merged library.

        A merged work has the smallest key of its cluster and stands where the first of them stood;
        ``library.provenance[key]["key"]`` names the records it was made of.
        """
        from refgraph.dedupe.library import merged_library

        with collector_paused():
            return merged_library(self)

    @property
    def duplicates(self) -> tuple[Cluster, ...]:
        """Return the clusters of two or more works."""
        return tuple(each for each in self.clusters if len(each.members) > 1)

    @property
    def relations(self) -> tuple[Related, ...]:
        """Return how merged works are related to each other, one relation for a pair of them, in the order of keys.

        The keys are those of the clusters.
        """
        from refgraph.dedupe.relations import relations_between

        return relations_between(self.pairs, {member: each.id for each in self.clusters for member in each.members})

    @property
    def review(self) -> tuple[Comparison, ...]:
        """Return the pairs a person should look at, best first: doubtful, and not settled by decisions or merges.

        A pair is settled if the two, or works that are one with them, are together or decided to be different.
        """
        said = Consequences((*self.decisions, *self.merges))
        doubtful = (each for each in self.pairs if each.outcome is Outcome.REVIEW and said.verdict(*each.pair) is None)
        return tuple(sorted(doubtful, key=lambda each: (-each.score, each.pair)))

    @property
    def merges(self) -> Decisions:
        """Return the clusters in the words of decisions: each member is the same as the first."""
        return tuple(
            Decision(same=True, a=cluster.id, b=member)
            for cluster in self.duplicates
            for member in cluster.members
            if member != cluster.id
        )

    @property
    def merged(self) -> tuple[str, ...]:
        """Return the keys that gave way to the key of their cluster, in the order of the clusters."""
        return tuple(key for each in self.duplicates for key in each.members if key != each.id)

    def members_of(self, key: str) -> tuple[str, ...]:
        """Return the keys of all works that are one with a work, its own included, sorted.

        Raises:
            UnknownNameError: if the original library has no such key.
        """
        return self._members[self.key_of(key)]

    def key_of(self, key: str) -> str:
        """Return the key in the merged library of a work of the original one, by its key or another of its keys.

        Raises:
            UnknownNameError: if the original library has no such key.
        """
        found = self.aliases.get(key)
        return self.aliases[self.original[key].key] if found is None else found

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Return for every key of the original library, further ones (``ids``) included, the key in the merged one.

        A further key that is the key of another work is that work's.
        """
        from refgraph.dedupe.merge import given_keys

        members = {member: each.id for each in self.clusters for member in each.members}
        further = {other: members[work.key] for work in self.original for other in given_keys(work)}
        return further | members

    def explain(self, a: str, b: str) -> Explanation:
        """Explain why two works are, or are not, the same; also for works that were never compared.

        Args:
            a: key of a work in the original library.
            b: key of another one.

        Raises:
            UnknownNameError: if the original library has no such key; the hint names near ones.
            ConfigurationError: if the two keys are one.
        """
        from refgraph.dedupe.keys import block_keys
        from refgraph.dedupe.nearest import key_pairs
        from refgraph.dedupe.score import compare

        left, right = sorted((self.original[a].key, self.original[b].key))
        if left == right:
            raise ConfigurationError("a work cannot be compared with itself", text=left, hint="name two keys")
        keys = [block_keys(self.records[key], self._counts) for key in (left, right)]
        shared = tuple(dict.fromkeys(key for key in keys[0] if key in keys[1]))
        comparison = compare(self.records[left], self.records[right], self.threshold)
        together = self.aliases[left] == self.aliases[right]
        seen = comparison.pair in self._compared or comparison.outcome is Outcome.DIFFERENT
        return Explanation(
            left=self.original[left],
            right=self.original[right],
            comparison=comparison,
            threshold=self.threshold,
            shared_keys=shared,
            nearest_keys=key_pairs(keys[0], keys[1]),
            decision=next((each for each in self.decisions if each.pair == (left, right)), None),
            because=Consequences(self.decisions).because(left, right),
            together=together,
            chain=self._chain(left, right),
            blockers=() if together else self._blockers(left, right),
            compared=bool(shared) and seen and comparison.pair not in self.checked,
        )

    @property
    def provenance(self) -> Iterator[dict[str, Any]]:
        """Yield for each field of each merged work its value, the rule it was taken by, its records and other values.

        The fields ``variables`` and ``extra`` have one row for each name in them.
        """
        from refgraph.dedupe.provenance import provenance_rows

        return provenance_rows(self)

    def add(self, library: Library) -> DedupeResult:
        """Add the works of another library, at the cost of what is new.

        The result is that of a run over both libraries. The first addition also makes an index of all blocks, which
        takes as long as finding the pairs did; it goes on to the result that is returned.

        Args:
            library: further works, with keys that no work of this result has.

        Raises:
            DuplicateKeyError: if a key is taken.
        """
        from refgraph.dedupe.adding import add

        with collector_paused():
            return add(self, library)

    def take_known(self) -> Known:
        """Hand over what later additions need; it is made anew where somebody has taken it already."""
        from refgraph.dedupe.adding import Known

        return self.__dict__.pop("_known", None) or Known(self)

    def give_known(self, known: Known) -> None:
        """Keep what later additions need."""
        self.__dict__["_known"] = known

    def decide(self, decisions: Iterable[Decision]) -> DedupeResult:
        """Return what the same comparisons come to under other decisions; no two works are compared again.

        Raises:
            ConfigurationError: if the decisions contradict each other.
        """
        from refgraph.dedupe.library import settle_library

        compared = [each for each in self.pairs if each.pair not in self.checked]
        return settle_library(self.original, tuple(decisions), self.threshold, self.records, compared)

    def unmerge(self, key: str, member: str | None = None) -> DedupeResult:
        """Take a merged work apart, as a run with the decisions that say so does.

        The works that come back are those of the original library, and citations point again where they pointed. The
        decisions of the result have grown by those that keep them apart, so that the next run with them agrees; what
        had been decided to the contrary is left out.

        Args:
            key: key of the merged work, or of a work that was merged into it.
            member: key of the one record to take out; the others stay together. All come apart if it is None.

        Raises:
            UnknownNameError: if there is no such key, or the record is not of this work.
            ConfigurationError: if the work was not merged from others.
        """
        from refgraph.dedupe.unmerging import unmerge

        return unmerge(self, key, member)

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return {each.id: each.members for each in self.clusters}

    @cached_property
    def _compared(self) -> frozenset[tuple[str, str]]:
        return frozenset(each.pair for each in self.pairs)

    @cached_property
    def _counts(self) -> Counter[str]:
        from refgraph.dedupe.keys import word_counts

        return word_counts(self.records.values())

    def _blockers(self, left: str, right: str) -> tuple[Comparison, ...]:
        """Return the comparisons that keep the clusters of two works apart, at most three."""
        ends = {self.aliases[left], self.aliases[right]}
        found = (each for each in self.pairs if each.veto and {self.aliases[key] for key in each.pair} == ends)
        return tuple(islice((each for each in found if each.pair != (left, right)), 3))

    def _chain(self, left: str, right: str) -> tuple[str, ...]:
        """Return the shortest way from one work to the other over pairs that are the same; empty if there is none."""
        if self.aliases[left] != self.aliases[right]:
            return ()
        links: dict[str, list[str]] = {}
        same = [each.pair for each in self.pairs if each.outcome is Outcome.SAME] + [
            each.pair for each in self.decisions if each.same
        ]
        for a, b in same:
            if self.aliases[a] == self.aliases[b] == self.aliases[left]:
                links.setdefault(a, []).append(b)
                links.setdefault(b, []).append(a)
        ways: dict[str, tuple[str, ...]] = {left: (left,)}
        queue = [left]
        for key in queue:
            for other in sorted(links.get(key, ())):
                if other not in ways:
                    ways[other] = (*ways[key], other)
                    queue.append(other)
        return ways.get(right, ())

    def to_dict(self) -> dict[str, Any]:
        """Return clusters of two or more works, doubtful pairs and counts as plain JSON values."""
        return {
            "works": len(self.original),
            "merged": len(self.clusters),
            "threshold": self.threshold,
            "clusters": [{"id": each.id, "members": list(each.members)} for each in self.duplicates],
            "pairs": [each.to_dict() for each in self.pairs],
            "review": [list(each.pair) for each in self.review],
            "relations": [each.to_dict() for each in self.relations],
        }
