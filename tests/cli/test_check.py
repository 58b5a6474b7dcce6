"""refgraph check: formats, mending, baselines, settings, exit codes."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest


class Done(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


BIB = "@article{a, author = {Lund, A.}, title = {On silk}, journal = {J}, year = 2001, pages = {1-5}, note = {TODO.}}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


@pytest.fixture
def check(folder, run):
    return lambda *arguments: Done(*run("check", *arguments))


def test_every_format_can_be_asked_for(check):
    for name in ("json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "html"):
        done = check("refs.bib", "--select", "P401", "--output-format", name)
        assert done.exit_code == 1
        assert "P401" in done.stdout
    done = check("refs.bib", "--select", "P401", "--statistics", "--exit-zero")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "1  P401 pages-hyphen  warning  1 safely fixable")


def test_fixes_change_only_their_bytes_whatever_the_encoding(folder, check):
    before = BIB.replace("TODO.", "caf\u00e9 \u2013").encode("cp1252").replace(b"\n", b"\r\n")
    (folder / "refs.bib").write_bytes(before)
    assert "+@article" in check("refs.bib", "--diff").stdout
    assert (folder / "refs.bib").read_bytes() == before
    done = check("refs.bib", "--fix", "--select", "P401")
    assert (done.exit_code, done.stderr) == (0, "refs.bib: 1 mended\n")
    assert (folder / "refs.bib").read_bytes() == before.replace(b"1-5", b"1--5")
    assert check("refs.bib", "--fix", "--select", "P401").stderr == ""


def test_damaged_bytes_stay_where_they_are(folder, check):
    before = BIB.encode().replace(b"On silk", b"\xc3\xa9 On \xe9 silk") * 2 + b"% \xff end\n"
    (folder / "refs.bib").write_bytes(before)
    check("refs.bib", "--fix", "--select", "P401")
    assert (folder / "refs.bib").read_bytes() == before.replace(b"1-5", b"1--5")


def test_unsafe_fixes_are_made_when_asked_for(folder, check):
    (folder / "refs.bib").write_text(BIB.replace("Lund, A.", "Lund, A. and Berg, B. et al."), encoding="utf-8")
    check("refs.bib", "--fix", "--select", "N501")
    assert "et al." in (folder / "refs.bib").read_text(encoding="utf-8")
    assert "-@article" in check("refs.bib", "--diff", "--unsafe-fixes", "--select", "N501").stdout
    check("refs.bib", "--fix", "--unsafe-fixes", "--select", "N501")
    assert "Berg, B. and others" in (folder / "refs.bib").read_text(encoding="utf-8")


def test_what_is_no_text_of_its_own_is_not_mended(folder, check):
    (folder / "works.json").write_text('[{"id": "a", "type": "book", "title": "T", "page": "1--5"}]', encoding="utf-8")
    before = (folder / "works.json").read_bytes()
    check("works.json", "--fix", "--unsafe-fixes")
    assert (folder / "works.json").read_bytes() == before


def test_a_baseline_is_written_and_obeyed(folder, check):
    done = check("refs.bib", "--write-baseline", "known.json")
    assert done.exit_code == 0
    assert done.stderr.startswith("known.json: ")
    count = len(json.loads((folder / "known.json").read_text(encoding="utf-8"))["findings"])
    assert count == 1
    assert json.loads(check("refs.bib", "--baseline", "known.json", "--output-format", "json").stdout) == []
    missing = check("refs.bib", "--baseline", "gone.json")
    assert (missing.exit_code, "gone.json: no such file" in missing.stderr) == (2, True)


def test_without_files_those_of_the_settings_are_checked(folder, check):
    assert "there is nothing to check" in check().stderr
    (folder / "refgraph.toml").write_text('[check]\nfiles = ["*.bib"]\nselect = ["P401"]\n', encoding="utf-8")
    assert check().exit_code == 1
    (folder / "deep").mkdir()
    (folder / "deep" / "other.toml").write_text('[check]\nselect = ["T"]\n', encoding="utf-8")
    assert check("refs.bib", "--config", "deep/other.toml").exit_code == 0
    (folder / "deep" / "none.toml").write_text("[other]\n", encoding="utf-8")
    assert "has no settings" in check("refs.bib", "--config", "deep/none.toml").stderr


def test_a_rule_is_explained_and_nothing_checked(check):
    done = check("--explain", "isbn-checksum")
    assert (done.exit_code, done.stderr) == (0, "")
    head, *texts = done.stdout.strip().split("\n\n")
    assert head == "I211 isbn-checksum (error, identifiers)"
    assert [text.partition(" ")[0] for text in texts] == ["Reports", "Why:", "Example:", "Fix:"]
    assert check("--explain", "X999").exit_code == 2
