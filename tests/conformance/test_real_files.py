"""Real .bib files beside the project: the checker is not noisy on any of them, and silent on a good one."""

from __future__ import annotations

import pytest

from refgraph.check import check
from refgraph.formats.bibtex import read_document

MOST = 20
"""Errors and warnings for each hundred entries, less than which a real file has."""
LARGE = 50
"""Entries above which a file is counted."""
OF_BIBLATEX = ("biber", "biblatex", "typst")


@pytest.fixture(scope="module")
def files(shared):
    found = sorted((shared / "bib-corpus" / "files").rglob("*.bib"))
    if not found:
        pytest.skip(f"needs the corpus of .bib files ({shared / 'bib-corpus'} is absent)")
    return found


def noticed(path, dialect):
    return [each for each in check(path, dialect=dialect).findings if each.severity.value in {"error", "warning"}]


def test_no_large_file_has_many_errors_and_warnings(files):
    counted = {}
    for path in files:
        entries = len(read_document(path).entries)
        if entries > LARGE:
            dialect = "biblatex" if any(name in str(path).lower() for name in OF_BIBLATEX) else "bibtex"
            counted[path.name] = 100 * len(noticed(path, dialect)) / entries
    assert len(counted) > 20
    assert {name: share for name, share in counted.items() if share >= MOST} == {}


def test_the_examples_of_biblatex_are_silent(files):
    (path,) = [each for each in files if each.name.endswith("bibtex-biblatex-examples.bib")]
    assert noticed(path, "biblatex") == []
