"""``refgraph check --online``: options, exit codes, fixes."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from registry_works import BIB, crossref_work


def run(folder, *arguments):
    command = [sys.executable, "-m", "refgraph.cli", "check", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def place(tmp_path, folder):
    folder(**{"10.1000_frogs.crossref.json": crossref_work()})
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def test_a_clean_file_exits_with_0(place):
    done = run(place, "refs.bib", "--online", "--recorded", "recorded", "--select", "X")
    assert (done.returncode, done.stderr) == (0, "")


def test_findings_exit_with_1_and_come_as_json(place):
    (place / "refs.bib").write_text(BIB.replace("{2013}", "{1999}"), encoding="utf-8")
    arguments = ("refs.bib", "--online", "--recorded", "recorded", "--select", "X", "--no-links")
    done = run(place, *arguments, "--output-format", "json")
    assert done.returncode == 1
    assert [each["code"] for each in json.loads(done.stdout)] == ["X105"]


def test_what_is_unchecked_exits_with_0(place):
    (place / "recorded" / "10.1000_frogs.crossref.json").unlink()
    done = run(place, "refs.bib", "--online", "--recorded", "recorded")
    assert done.returncode == 0
    assert "X190 unchecked" in done.stdout


def test_wrong_use_exits_with_2(place):
    assert run(place, "refs.bib", "--online", "--recorded", "nowhere").returncode == 2
    done = run(place, "refs.bib", "--select", "X101")
    assert done.returncode == 2
    assert "--online" in done.stderr


def test_fixes_are_unsafe(place):
    text = BIB.replace("{2013}", "{1999}")
    (place / "refs.bib").write_text(text, encoding="utf-8")
    arguments = ("refs.bib", "--online", "--recorded", "recorded", "--select", "X", "--fix")
    run(place, *arguments)
    assert (place / "refs.bib").read_text(encoding="utf-8") == text
    done = run(place, *arguments, "--unsafe-fixes")
    assert (place / "refs.bib").read_text(encoding="utf-8") == BIB
    assert done.returncode == 0
