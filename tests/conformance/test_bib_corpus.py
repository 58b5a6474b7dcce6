"""The shared corpus of .bib files: what BibTeX and btparse agree on is read the same way here."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import sys
from pathlib import Path

import pytest

from refgraph.formats.bibtex import bibtex_keys, dumps, loads
from refgraph.text.decoding import decode

sys.path.insert(0, str(Path(__file__).parent))
from bib_adapter import predictions


@pytest.fixture
def corpus(shared):
    folder = shared / "bib-corpus"
    if not folder.is_dir():
        pytest.skip("needs ../shared/bib-corpus")
    return folder


def test_no_agreed_entry_is_missed(corpus):
    spec = importlib.util.spec_from_file_location("score", corpus / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    facts = json.loads((corpus / "facts.json").read_text(encoding="utf-8"))
    counts, missing = scorer.score(facts, predictions(corpus / "files"), worst=5)
    assert missing == []
    assert counts["files_failed"] == 0
    assert counts["sentinels_ok"] == counts["sentinels"]
    assert counts["type_ok"] == counts["entries"]
    assert counts["inherited_ok"] == counts["inherited"]
    assert counts["fields_lenient"] / counts["fields"] > 0.9999
    assert counts["persons_lenient"] / counts["persons"] > 0.9999


def test_what_was_read_is_written_and_read_the_same(corpus):
    """Three folders of files as they are in the world; what BibTeX's fields cannot tell apart is counted."""
    different = total = 0
    for path in sorted(corpus.glob("files/[Fmpt]*/*.bib")):
        library = loads(decode(path.read_bytes()).text)
        keys = bibtex_keys(library)
        again = loads(dumps(library))
        assert len(again) == len(library)
        total += len(library)
        different += sum(
            dataclasses.replace(one, key=keys[one.key], as_written={}, extra={})
            != dataclasses.replace(other, as_written={}, extra={})
            for one, other in zip(library, again, strict=True)
        )
    assert different <= total * 0.005
