"""Which records hang together by comparisons: found where the data lies, in rounds, and settled part by part.

What clusters are made of one component depends on nothing outside of it, so components can be settled anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from refgraph.dedupe.clusters import Pair
from refgraph.dedupe.engines.steps import Columns, light_comparisons
from refgraph.dedupe.engines.tables import Tables
from refgraph.dedupe.evidence import THRESHOLD, Comparison
from refgraph.dedupe.packing import unpack
from refgraph.dedupe.score import compare
from refgraph.dedupe.settle import settle

EDGES = """
SELECT a, b FROM scores
UNION ALL
SELECT d.a, d.b FROM decided d JOIN records x ON d.a = x.id JOIN records y ON d.b = y.id
"""
"""The pairs that were compared or decided; of the latter only those whose records are there."""

ONE_COMPONENT = "SELECT id, '' AS label FROM (SELECT a AS id FROM edges UNION SELECT b FROM edges) known"
"""All that hangs together with anything as one component."""

FIRST = """
SELECT id, min(label) AS label
FROM (SELECT a AS id, least(a, b) AS label FROM edges UNION ALL SELECT b, least(a, b) FROM edges) known
GROUP BY id
"""
"""Each record of an edge, with the smallest id that it is in an edge with, or its own."""

NEXT = """
SELECT id, min(label) AS label
FROM (SELECT id, label FROM {before}
      UNION ALL SELECT e.a, l.label FROM edges e JOIN {before} l ON e.b = l.id
      UNION ALL SELECT e.b, l.label FROM edges e JOIN {before} l ON e.a = l.id
      UNION ALL SELECT l.id, further.label FROM {before} l JOIN {before} further ON l.label = further.id) known
GROUP BY id
"""
"""The same after another round: the smallest of its own label, those of its partners, and the label's own."""

CHANGED = "SELECT x.id FROM {after} x JOIN {before} y ON x.id = y.id WHERE x.label <> y.label LIMIT 1"

LONE = "SELECT r.id, r.id AS cluster FROM records r LEFT JOIN components c ON r.id = c.id WHERE c.id IS NULL"
"""The clusters of records that no edge leads to."""

ROWS = """
SELECT c.label AS component, c.id AS a, '' AS b, 0 AS score, '' AS outcome, '' AS veto, '' AS pages, r.record
FROM components c JOIN records r ON c.id = r.id
UNION ALL
SELECT c.label, s.a, s.b, s.score, s.outcome, s.veto, s.pages, '' FROM scores s JOIN components c ON s.a = c.id
"""
"""The records of all components (``b`` is empty), and their comparisons."""

CLUSTERED = {"id": "string", "cluster": "string"}
"""The columns of clusters, and their types."""


def find_components(tables: Tables) -> None:
    """Make the table ``components`` of the ids in ``edges``, with the smallest id of its component as the label.

    Each round brings a label twice as far, so there are few.
    """
    tables.create("labels_0", FIRST)
    number, changes = 0, True
    while changes:
        before, after = f"labels_{number}", f"labels_{number + 1}"
        tables.create(after, NEXT.format(before=before))
        changes = any(batch["id"] for batch in tables.read(CHANGED.format(after=after, before=before)))
        number += 1
    tables.create("components", f"SELECT id, label FROM labels_{number}")


@dataclass(frozen=True, slots=True)
class SettleRows:
    """The step that makes clusters of whole components.

    Attributes:
        threshold: score from which two records are the same work, 0-1000.
        same: pairs, the smaller key first, that a person has called the same.
        different: pairs, likewise, that a person has called different.
    """

    threshold: int = THRESHOLD
    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()

    def __call__(self, batches: Iterable[Columns]) -> dict[str, list[str]]:
        """Return ``id`` and ``cluster`` of all records in batches of `ROWS`, which hold whole components."""
        records: dict[str, str] = {}
        comparisons: list[Comparison] = []
        for batch in batches:
            records |= {a: text for a, b, text in zip(batch["a"], batch["b"], batch["record"], strict=True) if not b}
            comparisons += light_comparisons(batch)
        found = settle(
            sorted(records),
            comparisons,
            lambda pairs: self._compared(records, pairs),
            [pair for pair in self.same if records.keys() >= set(pair)],
            [pair for pair in self.different if records.keys() >= set(pair)],
        )
        rows = [(member, each.id) for each in found.clusters for member in each.members]
        return {"id": [member for member, _ in rows], "cluster": [cluster for _, cluster in rows]}

    def _compared(self, records: Mapping[str, str], pairs: Iterable[Pair]) -> Iterator[Comparison]:
        for a, b in pairs:
            one, other = unpack([a, b], [records[a], records[b]])
            yield compare(one, other, self.threshold)
