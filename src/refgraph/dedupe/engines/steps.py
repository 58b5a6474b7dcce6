"""The rules of deduplication on columns: a step takes a batch of plain columns and returns one, and knows no engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from refgraph.dedupe.evidence import THRESHOLD, Comparison, Evidence, Outcome, Related, Relation
from refgraph.dedupe.keys import keys_with
from refgraph.dedupe.packing import FIELD, ITEM, pack, unpack
from refgraph.dedupe.prepare import Record, prepare, title_words
from refgraph.dedupe.score import score
from refgraph.dedupe.seen import glance
from refgraph.dedupe.sieve import sift
from refgraph.errors import DuplicateKeyError
from refgraph.formats.csl_json import loads

Columns = Mapping[str, Sequence[Any]]
"""Values by name of the column; all columns of a batch are of one length."""


class Step(NamedTuple):
    """A rule on batches.

    Attributes:
        function: columns -> columns; the number of rows may change, and rows do not depend on how they are batched.
        columns: the columns that it returns, each with its type in SQL ("string" or "bigint").
    """

    function: Callable[[Columns], dict[str, list[Any]]]
    columns: Mapping[str, str]


def prepare_items(batch: Columns) -> dict[str, list[Any]]:
    """Return the comparison records of CSL-JSON items.

    Args:
        batch: ``item``, CSL-JSON objects as text, each with an id of its own.

    Raises:
        DuplicateKeyError: if an item has no id, or one that another of the batch has; what a reader makes up for it
            would depend on the batch.
    """
    library = loads(f"[{','.join(batch['item'])}]")
    for each in library.findings:
        if each.slug in {"missing-key", "duplicate-key"}:
            raise DuplicateKeyError(each.message, hint="an engine needs items with an id of their own")
    return columns_of(prepare(library.works))


def columns_of(records: Sequence[Record]) -> dict[str, list[Any]]:
    """Return comparison records as columns.

    Returns:
        ``id``; ``words``, those of the title that carry meaning, none twice, with spaces between them; ``record``, see
        `refgraph.dedupe.packing.pack`.
    """
    return {
        "id": [each.key for each in records],
        "words": [" ".join(set(title_words(each.title))) for each in records],
        "record": [pack(each) for each in records],
    }


def make_keys(batch: Columns) -> dict[str, list[Any]]:
    """Return the blocking keys of records, those of a record as lines.

    Args:
        batch: ``id``, ``record``, and ``rare1`` to ``rare3``, the rarest words of the title (None where there are
            fewer).
    """
    rows = zip(batch["record"], batch["rare1"], batch["rare2"], batch["rare3"], strict=True)
    keys = ["\n".join(keys_with(unpack("", record), [word for word in rare if word])) for record, *rare in rows]
    return {"id": list(batch["id"]), "blocks": keys}


@dataclass(frozen=True, slots=True)
class ScorePairs:
    """The step that compares pairs of records.

    Attributes:
        threshold: score from which two records are the same work, 0-1000.
    """

    threshold: int = THRESHOLD

    def __call__(self, batch: Columns) -> dict[str, list[Any]]:
        """Return the comparisons that count.

        Args:
            batch: ``a`` and ``b``, ids, the smaller first, and their records ``one`` and ``other``.
        """
        texts = dict(zip(batch["a"], batch["one"], strict=True)) | dict(zip(batch["b"], batch["other"], strict=True))
        places = {key: place for place, key in enumerate(texts)}
        pairs = [(places[a], places[b]) for a, b in zip(batch["a"], batch["b"], strict=True)]
        kept = sift([*map(glance, texts.values())], np.array(pairs, np.int64).reshape(-1, 2), self.threshold).tolist()
        needed = {place for pair in kept for place in pair}
        records = {place: unpack(key, text) for place, (key, text) in enumerate(texts.items()) if place in needed}
        found = score(records, kept, self.threshold)
        return {
            "a": [each.a for each in found],
            "b": [each.b for each in found],
            "score": [each.score for each in found],
            "outcome": [each.outcome.value for each in found],
            "reason": [each.reason for each in found],
            "evidence": [ITEM.join(FIELD.join(map(str, one)) for one in each.evidence) for each in found],
            "veto": [each.veto for each in found],
            "relation": [FIELD.join(each.relation or ()) for each in found],
        }


def comparisons_of(batch: Columns) -> list[Comparison]:
    """Return the comparisons that `ScorePairs` has written into columns."""
    rows = zip(*(batch[name] for name in _SCORED), strict=True)
    return [
        Comparison(a, b, points, Outcome(outcome), reason, _evidence(evidence), veto, _related(relation))
        for a, b, points, outcome, reason, evidence, veto, relation in rows
    ]


_SCORED = {"a": "string", "b": "string", "score": "bigint"} | dict.fromkeys(
    ("outcome", "reason", "evidence", "veto", "relation"), "string"
)


def _related(text: str) -> Related | None:
    kind, *rest = text.split(FIELD)
    return Related(Relation(kind), *rest) if kind else None


def _evidence(text: str) -> tuple[Evidence, ...]:
    parts = (each.split(FIELD) for each in text.split(ITEM))
    return tuple(Evidence(field, level, int(points)) for field, level, points in parts)


PREPARE = Step(prepare_items, {"id": "string", "words": "string", "record": "string"})
KEYS = Step(make_keys, {"id": "string", "blocks": "string"})


def scoring(threshold: int) -> Step:
    """Return the step that compares pairs."""
    return Step(ScorePairs(threshold), _SCORED)
