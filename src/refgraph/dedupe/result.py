"""The result of a deduplication: clusters, scored pairs, the merged library, and an explanation for any pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from refgraph.dedupe.clusters import Cluster
from refgraph.dedupe.decisions import Decisions
from refgraph.dedupe.evidence import THRESHOLD, Comparison, Outcome
from refgraph.dedupe.explanation import Explanation
from refgraph.dedupe.prepare import Record
from refgraph.model import Library


@dataclass(frozen=True, kw_only=True)
class DedupeResult:
    """Which works of a library are the same, and the library without duplicates.

    Attributes:
        library: the merged library. A merged work has the smallest key of its cluster and stands where the first of
            them stood; ``library.provenance[key]["key"]`` names the records it was made of.
        original: the library as it was.
        clusters: all clusters, single works included, in the order of the works.
        pairs: the pairs that are the same, doubtful, or must stay apart, in the order of their keys. What merged
            works have newly in common is here too, under the keys of their clusters.
        decisions: the decisions that were obeyed.
        threshold: score from which two works are the same, 0-1000.
        records: the works in comparable form, by key.
    """

    library: Library
    original: Library
    clusters: tuple[Cluster, ...]
    pairs: tuple[Comparison, ...]
    decisions: Decisions = ()
    threshold: int = THRESHOLD
    records: Mapping[str, Record] = field(default_factory=dict, repr=False)

    @property
    def duplicates(self) -> tuple[Cluster, ...]:
        """Return the clusters of two or more works."""
        return tuple(each for each in self.clusters if len(each.members) > 1)

    @property
    def review(self) -> tuple[Comparison, ...]:
        """Return the pairs a person should look at, best first: doubtful, undecided and not otherwise together."""
        decided = {each.pair for each in self.decisions}
        doubtful = (each for each in self.pairs if each.outcome is Outcome.REVIEW and each.pair not in decided)
        apart = (each for each in doubtful if self.key_of(each.a) != self.key_of(each.b))
        return tuple(sorted(apart, key=lambda each: (-each.score, each.pair)))

    @property
    def merged(self) -> tuple[str, ...]:
        """Return the keys that gave way to the key of their cluster, in the order of the clusters."""
        return tuple(key for each in self.duplicates for key in each.members if key != each.id)

    def key_of(self, key: str) -> str:
        """Return the key in the merged library of a work of the original one.

        Raises:
            UnknownNameError: if the original library has no such key.
        """
        return self.aliases[self.original[key].key]

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Return for every key of the original library the key of its work in the merged one."""
        return {member: each.id for each in self.clusters for member in each.members}

    def explain(self, a: str, b: str) -> Explanation:
        """Explain why two works are, or are not, the same; also for works that were never compared.

        Args:
            a: key of a work in the original library.
            b: key of another one.

        Raises:
            UnknownNameError: if the original library has no such key; the hint names near ones.
        """
        from refgraph.dedupe.keys import block_keys
        from refgraph.dedupe.score import compare

        left, right = sorted((self.original[a].key, self.original[b].key))
        keys = [block_keys(self.records[key], self._counts) for key in (left, right)]
        return Explanation(
            left=self.original[left],
            right=self.original[right],
            comparison=compare(self.records[left], self.records[right], self.threshold),
            threshold=self.threshold,
            shared_keys=tuple(dict.fromkeys(key for key in keys[0] if key in keys[1])),
            decision=next((each for each in self.decisions if each.pair == (left, right)), None),
            together=self.aliases[left] == self.aliases[right],
            chain=self._chain(left, right),
        )

    @cached_property
    def _counts(self) -> Counter[str]:
        from refgraph.dedupe.keys import word_counts

        return word_counts(self.records.values())

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
            "merged": len(self.library),
            "threshold": self.threshold,
            "clusters": [{"id": each.id, "members": list(each.members)} for each in self.duplicates],
            "pairs": [each.to_dict() for each in self.pairs],
            "review": [list(each.pair) for each in self.review],
        }
