"""The rules of deduplication on columns: a step takes a batch of plain columns and returns one, and knows no engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from refgraph.dedupe.evidence import DIFFERENT, THRESHOLD, Comparison, Evidence, Outcome
from refgraph.dedupe.keys import common_keys, own_keys
from refgraph.dedupe.packing import FIELD, ITEM, digest_of, front_of, pack, unpack
from refgraph.dedupe.prepare import Record, title_words
from refgraph.dedupe.score import score
from refgraph.dedupe.sieve import sift
from refgraph.dedupe.sights import sights_of
from refgraph.errors import DuplicateKeyError, InvalidValueError
from refgraph.model import Related, Relation
from refgraph.model.finding import Finding, Severity

Columns = Mapping[str, Sequence[Any]]
"""Values by name of the column; all columns of a batch are of one length."""


class Step(NamedTuple):
    """A rule on batches.

    Attributes:
        function: columns -> columns; the number of rows may change, and rows do not depend on how they are batched.
        columns: the columns that it returns, each with its type in Spark's SQL ("string", "bigint", "array<string>").
    """

    function: Callable[[Columns], Columns]
    columns: Mapping[str, str]


def _prepared(items: Sequence[str]) -> tuple[list[Record], list[tuple[int, Finding]]]:
    from refgraph.dedupe.prepare.items import prepare_items  # msgspec is only there with an engine

    return prepare_items(items)


def records_of(items: Iterable[str]) -> list[Record]:
    """Return the comparison records of CSL-JSON items.

    Args:
        items: CSL-JSON objects as text, each with an id of its own.

    Raises:
        InvalidValueError: if an item is not JSON, or one of which something is to be said.
        DuplicateKeyError: if an item has no id; what a reader makes up for it would depend on the batch.
    """
    records, findings = _prepared([*items])
    for _, each in findings:
        if each.slug == "missing-key":
            raise DuplicateKeyError(each.message, hint="an engine needs items with an id of their own")
        raise InvalidValueError(each.message, hint="an item has to be read without a word on it")
    return records


def columns_of(records: Sequence[Record], words: Sequence[Sequence[str]] | None = None) -> dict[str, Sequence[Any]]:
    """Return comparison records as columns.

    Args:
        records: comparison records.
        words: the words of their titles that carry meaning, if they are known.

    Returns:
        ``id``; ``title``; ``front``, title, year and first person, which large blocks are put in order by;
        ``blocks`` and ``common``, the blocking keys but for those with rare words, see `refgraph.dedupe.keys.COMMON`;
        ``sound`` of the first person's name, or None, which goes into keys with rare words;
        ``record``, see `refgraph.dedupe.packing.pack`.
    """
    words = [title_words(each.title) for each in records] if words is None else words
    return {
        "id": [each.key for each in records],
        "title": [each.title for each in records],
        "front": [*map(front_of, records)],
        "blocks": own_keys(records, words),
        "common": common_keys(records, words),
        "sound": [each.people[0].sound if each.people else None for each in records],
        "record": pack(records),
    }


def placed(records: Sequence[Record]) -> Columns:
    """Return comparison records as columns, see `columns_of`, and ``place``, a number of its own for each id."""
    return {"place": [digest_of(each.key) for each in records], **columns_of(records)}


def _prepare(batch: Columns) -> Columns:
    items = [text for text in batch["item"] if text and not text.isspace()]
    records, findings = _prepared(items)
    told = [_told(each, items[place]) for place, each in findings]
    columns = placed([each for each in records if each.key])
    rows = len(columns["id"])
    return {name: [*values, *repeat(None, len(told))] for name, values in columns.items()} | {
        "finding": [*repeat(None, rows), *told]
    }


def _told(finding: Finding, item: str) -> str:
    """Return a finding on an item as JSON; the item has no place in a file here, so the value is how it begins."""
    what = finding.message.removeprefix("item 0: ").replace("item 0", "the item", 1)
    left_out = " and was left out" if finding.slug == "missing-key" else ""
    told = {name: getattr(finding, name) for name in ("code", "slug", "severity", "key", "field")}
    return json.dumps(told | {"message": what + left_out, "value": item[:200]})


def finding_of(text: str) -> Finding:
    """Return the finding that `PREPARE` has written into the column ``finding``."""
    told = json.loads(text)
    return Finding(**told | {"severity": Severity(told["severity"])})


@dataclass(frozen=True, slots=True)
class ScorePairs:
    """The step that compares pairs of records.

    Attributes:
        threshold: score from which two records are the same work, 0-1000.
        names: the columns that it returns.
    """

    threshold: int = THRESHOLD
    names: tuple[str, ...] = ()

    def __call__(self, batch: Columns) -> dict[str, list[Any]]:
        """Return the comparisons that count.

        Args:
            batch: ids ``a`` and ``b``, and their records ``one`` and ``other``.
        """
        texts = dict(zip(batch["a"], batch["one"], strict=True)) | dict(zip(batch["b"], batch["other"], strict=True))
        places = {key: place for place, key in enumerate(texts)}
        pairs = [(places[a], places[b]) for a, b in zip(batch["a"], batch["b"], strict=True)]
        records = unpack([*texts], [*texts.values()])
        kept = sift(sights_of(records), np.array(pairs, np.int64).reshape(-1, 2), self.threshold)
        return comparison_columns(score(records, kept.tolist(), self.threshold), self.names)


def comparison_columns(comparisons: Sequence[Comparison], names: Iterable[str] = ()) -> dict[str, list[Any]]:
    """Return comparisons as columns, all or those that are named; `comparisons_of` is the inverse of all."""
    return {name: [_VALUES[name](each) for each in comparisons] for name in names or SCORED}


def comparisons_of(batch: Columns) -> list[Comparison]:
    """Return the comparisons that `comparison_columns` has written into columns."""
    rows = zip(*(batch[name] for name in SCORED), strict=True)
    return [
        Comparison(a, b, points, Outcome(outcome), reason, _evidence(evidence), veto, _related(relation))
        for a, b, points, outcome, reason, evidence, veto, relation in rows
    ]


SCORED = {"a": "string", "b": "string", "score": "bigint"} | dict.fromkeys(
    ("outcome", "reason", "evidence", "veto", "relation"), "string"
)
"""The columns of comparisons, and their types."""
_VALUES: Mapping[str, Callable[[Comparison], Any]] = {
    **{name: attrgetter(name) for name in SCORED},
    "outcome": lambda each: each.outcome.value,
    "evidence": lambda each: ITEM.join(FIELD.join(map(str, one)) for one in each.evidence),
    "relation": lambda each: FIELD.join(each.relation or ()),
    "pages": lambda each: next((level for field, level, _ in each.evidence if field == "pages"), ""),
}


LIGHT = {name: SCORED[name] for name in ("a", "b", "score", "outcome", "veto")} | {"pages": "string"}
"""What clusters need of comparisons, and the types: of the evidence only how alike the pages are."""
_ON_PAGES = {DIFFERENT: (Evidence("pages", DIFFERENT, 0),)}


def light_comparisons(batch: Columns) -> Iterator[Comparison]:
    """Yield the comparisons of `LIGHT` columns: without reason, and with no evidence but that of different pages.

    An empty outcome stands for what is no comparison.
    """
    for a, b, points, said, veto, pages in zip(*(batch[name] for name in LIGHT), strict=True):
        if said:
            yield Comparison(a, b, points, Outcome(said), "", _ON_PAGES.get(pages, ()), veto)


def _related(text: str) -> Related | None:
    kind, *rest = text.split(FIELD)
    return Related(Relation(kind), *rest) if kind else None


def _evidence(text: str) -> tuple[Evidence, ...]:
    parts = (each.split(FIELD) for each in text.split(ITEM))
    return tuple(Evidence(field, level, int(points)) for field, level, points in parts)


RECORDS = {
    "place": "bigint",
    "id": "string",
    "title": "string",
    "front": "string",
    "blocks": "array<string>",
    "common": "array<string>",
    "sound": "string",
    "record": "string",
}
"""The columns of records, and their types; see `placed`."""
PREPARE = Step(_prepare, RECORDS | {"finding": "string"})
"""CSL-JSON items (column ``item``) to comparison records, and rows of nothing but a ``finding``, see `finding_of`.

What is no item and what has no id has no record; empty items are passed over.
"""


def scoring(threshold: int, columns: Mapping[str, str] = SCORED) -> Step:
    """Return the step that compares pairs, and gives these columns."""
    return Step(ScorePairs(threshold, tuple(columns)), columns)
