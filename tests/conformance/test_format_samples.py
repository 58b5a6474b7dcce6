"""Zotero's own test cases: of each format that is read at least 95 % of the fields are what Zotero expects."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from format_adapter import FORMATS, predictions

from refgraph.formats import FORMATS as READ

NAMES = sorted(name for name, chosen in FORMATS.items() if chosen in READ)


@pytest.fixture(scope="module")
def samples(shared):
    folder = shared / "format-samples"
    if not folder.is_dir():
        pytest.skip("needs ../shared/format-samples")
    return folder


@pytest.fixture(scope="module")
def scorer(root):
    sys.path.insert(0, str(root / "benchmarks"))
    spec = importlib.util.spec_from_file_location("format_scores", root / "benchmarks/formats.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NAMES)
def test_fields_are_what_zotero_expects(name, samples, scorer):
    cases = json.loads((samples / "zotero" / f"{name}.json").read_text(encoding="utf-8"))
    counts, _ = scorer.score(name, cases)
    assert counts["found"] == counts["items"]
    assert counts["right"] / counts["fields"] >= 0.95


def test_every_file_is_read_or_refused(samples, tmp_path):
    found = predictions(samples)
    assert found.keys() >= {"zotero/ris.json", "zotero/medlinenbib.json"}
    assert all("error" in each for name, each in found.items() if name.startswith("files/"))
