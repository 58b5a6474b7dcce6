"""A stream of CSL-JSON items to print: records of public bibliographies, and invented ones of every kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from refgraph.parse.training.synthetic.records.invented import invented
from refgraph.parse.training.synthetic.records.pools import Pools
from refgraph.parse.training.synthetic.records.sample import Sample, load_sample

_REAL = 0.35
Record = dict[str, Any]
"""A plain CSL-JSON item."""


def records(
    seed: int, count: int, works_sample: Path | None = None, languages: Sequence[str] | None = None
) -> Iterator[Record]:
    """Yield items with ids "r0", "r1", ...; the same seed gives the same ones.

    Args:
        seed: what all is drawn from.
        count: how many.
        works_sample: folder with public records (`*.jsonl.gz`); without it every record is invented.
        languages: only these (BCP 47 primary subtags); all by default.
    """
    rng = Random(seed)
    sample = load_sample(works_sample) if works_sample else Sample()
    pools = Pools(sample.items)
    real = _REAL if sample.languages() and (languages is None or sample.languages() & set(languages)) else 0.0
    for number in range(count):
        item = sample.draw(rng, languages) if rng.random() < real else invented(rng, pools, languages)
        yield {**item, "id": f"r{number}"}
