"""The engine that runs in this process: records, keys, pairs and scores, one after another in memory."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.dedupe.evidence import Comparison
from refgraph.dedupe.numbering import numbered_keys
from refgraph.dedupe.pairs import candidate_pairs
from refgraph.dedupe.prepare import Record, title_words
from refgraph.dedupe.score import score
from refgraph.dedupe.sieve import sift
from refgraph.dedupe.sights import sights_of


def compare_all(records: Sequence[Record], threshold: int) -> list[Comparison]:
    """Return the comparisons of all pairs that count, see `refgraph.dedupe.score.score`.

    Args:
        records: comparison records, each with its own key.
        threshold: score from which two records are the same work, 0-1000.
    """
    words = [title_words(record.title) for record in records]
    pairs = candidate_pairs(records, numbered_keys(records, words))
    return score(records, sift(sights_of(records, words), pairs, threshold).tolist(), threshold)
