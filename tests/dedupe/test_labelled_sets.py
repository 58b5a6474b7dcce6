"""Precision and recall on labelled sets beside the project; the floors are a little below what was measured."""

from __future__ import annotations

import runpy

import pytest

from refgraph.dedupe import dedupe
from refgraph.formats import read


@pytest.mark.parametrize(
    ("name", "f1", "wrong"),
    [
        pytest.param("stroke", 0.996, 0, id="stroke"),
        pytest.param("haematology", 0.93, 1, id="haematology"),
        pytest.param("cytology_screening", 0.999, 0, id="cytology"),
        pytest.param("diabetes", 0.997, 0, id="diabetes"),
        pytest.param("digital_work", 0.985, 1, id="digital work"),
        pytest.param("cora", 0.93, 17, id="cora"),
        pytest.param("dblp_acm", 0.981, 24, id="dblp and acm"),
    ],
)
def test_a_labelled_set_is_deduplicated_as_well_as_before(shared, name, f1, wrong):
    path = shared / "dedup" / f"{name}.jsonl.gz"
    scorer = runpy.run_path(str(shared / "dedup" / "evaluate.py"))
    result = dedupe(read(path))
    predicted = {member: cluster.id for cluster in result.clusters for member in cluster.members}
    scores = scorer["evaluate"](scorer["load_gold"](str(path)), predicted, cross=name == "dblp_acm")
    assert scores["f1"] >= f1
    assert scores["wrong"] <= wrong
