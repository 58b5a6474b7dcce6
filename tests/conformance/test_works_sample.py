"""Real CSL-JSON records: each comes back as it was."""

from __future__ import annotations

import gzip
import itertools
import json

import pytest

from refgraph.formats.csl_json import from_items, to_items

FILES = ["glottolog", "cldf", "syriaca", "paperscape", "mlanth", "specref"]


@pytest.mark.parametrize("name", FILES)
def test_records_come_back(shared, name):
    path = shared / "works-sample" / f"{name}.jsonl.gz"
    if not path.is_file():
        pytest.skip("needs ../shared/works-sample")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in itertools.islice(lines, 0, None, 17)]
    kept = [item for item in items if item.get("id")]
    assert to_items(from_items(kept)) == kept
