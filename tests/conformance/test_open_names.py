"""Names of the .bib corpus, written as references print them, split as BibTeX splits them."""

import importlib.util
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_names_are_split_as_bibtex_splits_them(shared, monkeypatch):
    if not (shared / "bib-corpus").is_dir():
        pytest.skip("needs ../shared/bib-corpus")
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    spec = importlib.util.spec_from_file_location("names", BENCHMARKS / "names.py")
    names = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(names)
    score, _ = names.measure(shared / "bib-corpus")
    shares = {way: right / total for way, (right, total) in score.items()}
    assert shares["BibTeX's order"] >= 0.992
    assert shares["lists in BibTeX's order"] >= 0.99
    assert shares["natural order"] >= 0.992
