"""The engine that runs in this process: records, keys, pairs and scores, one after another in memory."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.dedupe.evidence import Comparison
from refgraph.dedupe.keys import all_keys
from refgraph.dedupe.pairs import candidate_pairs
from refgraph.dedupe.prepare import Record
from refgraph.dedupe.score import score
from refgraph.dedupe.seen import seen
from refgraph.dedupe.sieve import sift


def compare_all(records: Sequence[Record], threshold: int) -> list[Comparison]:
    """Return the comparisons of all pairs that count, see `refgraph.dedupe.score.score`.

    Args:
        records: comparison records, each with its own key.
        threshold: score from which two records are the same work, 0-1000.
    """
    pairs = candidate_pairs(records, all_keys(records))
    return score(records, sift([*map(seen, records)], pairs, threshold).tolist(), threshold)
