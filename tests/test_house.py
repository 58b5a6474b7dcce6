"""Rules of the house that no linter holds."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_source_file_stays_under_500_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 500


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager"])
def test_no_module_is_called_by_what_it_is_not(name):
    assert not [path for path in SOURCES if name in (path.stem, *path.parent.relative_to(ROOT).parts)]
