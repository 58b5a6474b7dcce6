"""The pages about checking: the list of rules is current, settings and rules of the how-to work."""

from __future__ import annotations

import re

import pytest

import refgraph as rg
from refgraph.check import all_rules, make_config
from refgraph.check.catalogue import pages
from refgraph.check.rule import _REGISTRY


@pytest.fixture
def how_to(root, tmp_path, monkeypatch):
    """The blocks of the how-to by language; tests/test_documentation.py runs its commands and doctests."""
    text = (root / "docs" / "how-to" / "check-references.md").read_text(encoding="utf-8")
    blocks: dict[str, list[str]] = {}
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        blocks.setdefault(language, []).append(block)
    monkeypatch.chdir(tmp_path)
    return blocks


def test_the_pages_of_rules_are_current(root, update_cases):
    folder = root / "docs" / "reference"
    if update_cases:
        for path in (folder / "rules").glob("*.md"):
            path.unlink()
        for name, text in pages().items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    found = [folder / "rules.md", *(folder / "rules").glob("*.md")]
    kept = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}
    assert kept == pages(), "renew them with pytest tests/check --update-cases"


def test_every_rule_has_a_page_with_reason_and_example():
    written = pages()
    for rule in all_rules():
        text = written[f"rules/{rule.slug}.md"]
        assert text.startswith(f"# {rule.code} {rule.slug}\n")
        assert text.count("**Why:** ") == text.count("**Example:** ") == text.count("**Fix:** ") == 1
        assert f"(rules/{rule.slug}.md)" in written["rules.md"]


def test_the_settings_of_the_how_to_make_sense(how_to):
    import tomllib

    tables = [tomllib.loads(text).get("tool", {}).get("refgraph", {}).get("check") for text in how_to["toml"]]
    configs = [make_config(table) for table in tables if table]
    assert [config.dialect for config in configs] == ["bibtex", "biblatex"]
    assert configs[0].accepted[0].reason == "the book has this number printed"


def test_the_rule_of_the_how_to_runs(how_to, tmp_path):
    (tmp_path / "wiki.bib").write_text("@misc{a, url = {https://en.wikipedia.org/wiki/River}}", encoding="utf-8")
    try:
        exec(how_to["python"][-1], {})
        assert [finding.code for finding in rg.check("wiki.bib", select=["no-wikipedia"])] == ["Z001"]
    finally:
        _REGISTRY.pop("Z001", None)
        all_rules.cache_clear()
