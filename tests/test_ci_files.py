"""The files that other projects' CI reads: pre-commit hooks and the GitHub action."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from refgraph.check.manuscripts import SUFFIXES

ROOT = Path(__file__).parents[1]


@pytest.fixture
def hooks():
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def test_hooks_look_at_a_bibliography_as_a_whole(hooks):
    assert set(hooks) == {"refgraph-check", "refgraph-fix"}
    for hook in hooks.values():
        assert hook["pass_filenames"] is False
        assert hook["entry"].startswith("refgraph check")


def test_hooks_run_when_a_bibliography_or_manuscript_changes(hooks):
    pattern = re.compile(hooks["refgraph-check"]["files"])
    missed = {suffix for suffix in (".bib", *SUFFIXES) if not pattern.search(f"paper{suffix}")}
    assert missed <= {".txt", ".text"}, "plain text changes for other reasons, too"
    assert not pattern.search("paper.py")


def test_the_action_runs_what_the_command_line_has(hooks):
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    commands = [step["run"] for step in action["runs"]["steps"]]
    assert sum("refgraph check" in command for command in commands) == 3
    for name in ("github", "markdown", "sarif"):
        assert any(f"--output-format {name}" in command for command in commands)
    for command in commands:
        assert "${{ inputs.files" not in command, "inputs reach the shell through the environment only"
