"""One work out of several records of it: for each field the best value, its sources, and what was not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from refgraph.dedupe.origins import ADDED, NOT_TAKEN, Origins, find_origins, names_text
from refgraph.dedupe.values import OTHER_KEYS, given_keys, merge_works
from refgraph.model import Origin, Work

__all__ = ["ADDED", "NOT_TAKEN", "OTHER_KEYS", "Merged", "Origins", "given_keys", "merge", "merge_works", "names_text"]


@dataclass(frozen=True)
class Merged:
    """A merged work, and where each of its fields comes from.

    Attributes:
        work: the merged work.
        records: what it was made of, in the order of their keys.
        known: provenance of the records by key and field.
    """

    work: Work
    records: tuple[Work, ...]
    known: Mapping[str, Origins] = field(default_factory=dict, repr=False)

    @cached_property
    def origins(self) -> dict[str, tuple[Origin, ...]]:
        """Return the origins of each field by its name, those of its value first; see `find_origins`."""
        return find_origins(self.work, self.records, self.known)


def merge(works: Sequence[Work], origins: Mapping[str, Origins] | None = None) -> Merged:
    """Merge records of one work; the result does not depend on their order.

    Args:
        works: two or more works with keys; the merged work has the smallest.
        origins: provenance of the works by key and field, which is carried over.
    """
    records = tuple(sorted(works, key=lambda work: work.key))
    return Merged(merge_works(records), records, origins or {})
