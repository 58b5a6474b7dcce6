"""What leaves findings out: remarks in files, accepts in settings, baselines."""

from __future__ import annotations

import json

import pytest

from refgraph.check import Config, check, fingerprint, make_config, read_baseline, write_baseline
from refgraph.errors import ConfigurationError, UnknownNameError

BIB = """% refgraph: ignore[pages-hyphen, D304]
@article{a, author = {Lund, A.}, title = {T}, journal = {J}, year = 2001, pages = {1-5}}
@article{b, author = {Lund, B.}, title = {S}, journal = {K}, year = 2001, pages = {1-5}}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def found(*sources, **options):
    return [(each.code, each.key, each.value) for each in check(*sources, **options)]


def test_a_remark_that_leaves_out_nothing_is_reported(folder):
    options = {"select": ["P401", "D304", "C001"], "config": Config()}
    assert found("refs.bib", **options) == [("C001", None, "D304"), ("P401", "b", "1-5")]
    remark = check("refs.bib", **options).findings[0]
    assert (remark.line, remark.column, remark.message) == (1, 34, "'D304' leaves out nothing here")


def test_a_remark_for_rules_that_do_not_run_is_let_be(folder):
    assert found("refs.bib", select=["P401", "C001"], config=Config()) == [("P401", "b", "1-5")]


def test_a_remark_that_names_no_rule_is_reported(folder):
    (folder / "refs.bib").write_text("@misc{a, title = {T}} % refgraph: ignore-file[no-such, S]\n", encoding="utf-8")
    reported = check("refs.bib", select=["S", "C001"], config=Config())
    assert [each.message for each in reported] == ["there is no rule 'no-such'", "'S' leaves out nothing here"]


def test_a_remark_in_a_manuscript(folder):
    text = "% refgraph: ignore[cited-missing]\n\\cite{gone}\n\\cite{lost}\n% refgraph: ignore[G801]\n\\cite{a}\n"
    (folder / "paper.tex").write_text(text, encoding="utf-8")
    reported = check("refs.bib", "paper.tex", select=["G801", "C001"], config=Config())
    assert [(each.code, each.line) for each in reported if each.file == "paper.tex"] == [("G801", 3), ("C001", 4)]


ACCEPT = {"rule": "pages-hyphen", "key": "b", "reason": "a page number of the archive"}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        pytest.param(ACCEPT, [], id="key"),
        pytest.param({"rule": "P", "reason": "r", "file": "*.bib", "field": "Pages", "value": "1-5"}, [], id="all"),
        pytest.param({**ACCEPT, "value": "1-6"}, ["P401", "C002"], id="other-value"),
        pytest.param({**ACCEPT, "file": "other.bib"}, ["P401"], id="file-not-checked"),
        pytest.param({"rule": "D304", "reason": "r"}, ["P401"], id="rule-did-not-run"),
    ],
)
def test_what_is_accepted_does_not_count(folder, accept, expected):
    config = make_config({"select": ["P401", "C002"], "accept": [accept]}, folder=folder)
    assert [each.code for each in check("refs.bib", config=config)] == expected


def test_what_is_accepted_in_vain_is_named(folder):
    text = '[check]\nselect = ["P", "C"]\n[[check.accept]]\nrule = "P402"\nreason = "so"\n'
    (folder / "refgraph.toml").write_text(text, encoding="utf-8")
    (finding,) = [each for each in check("refs.bib") if each.code == "C002"]
    assert finding.message == "nothing is accepted by: rule P402"
    assert finding.file is not None
    assert finding.file.endswith("refgraph.toml")


@pytest.mark.parametrize(
    ("accept", "message"),
    [
        pytest.param({"rule": "P401"}, "has no reason", id="no-reason"),
        pytest.param({"rule": "P401", "reason": " "}, "has no reason", id="empty-reason"),
        pytest.param({"reason": "r"}, "has no rule", id="no-rule"),
        pytest.param({"rule": "P401", "reason": 1}, "is no text", id="number"),
        pytest.param(
            {"rule": "P401", "reason": "r", "keys": "a"}, "no such key: 'keys'.*; did you mean key", id="typo"
        ),
        pytest.param("P401", "is no list of tables", id="text"),
    ],
)
def test_an_accept_that_makes_no_sense_is_an_error(accept, message):
    with pytest.raises(ConfigurationError, match=message):
        make_config({"accept": [accept]})


def test_an_accept_of_an_unknown_rule_is_an_error():
    with pytest.raises(UnknownNameError, match="did you mean pages-hyphen"):
        make_config({"accept": [{"rule": "pages-hyfen", "reason": "r"}]})


def test_a_baseline_leaves_out_what_was_there_whatever_its_line(folder):
    before = check("refs.bib", select=["P401", "T602"], config=Config())
    assert write_baseline("base.json", before) == 1
    assert sum(read_baseline("base.json").values()) == 1
    longer = "\n\n" + BIB.replace("title = {S}", "title = {Silk and sand.}")
    (folder / "refs.bib").write_text(longer, encoding="utf-8")
    options = {"select": ["P401", "T602"], "config": Config()}
    assert found("refs.bib", baseline="base.json", **options) == [("T602", "b", "Silk and sand.")]


def test_a_second_fault_of_a_kind_is_new(folder):
    (folder / "twice.bib").write_text(
        BIB.replace("@article{a", "@article{b").replace("% refgraph", "%"), encoding="utf-8"
    )
    write_baseline("base.json", check("refs.bib", select=["P401"], config=Config()))
    new = check("twice.bib", select=["P401"], config=Config(), baseline="base.json")
    assert [each.line for each in new] == [3]


def test_a_baseline_does_not_change_when_lines_do(folder):
    write_baseline("one.json", check("refs.bib", config=Config()))
    (folder / "refs.bib").write_text("\n" * 7 + BIB, encoding="utf-8")
    write_baseline("two.json", check("refs.bib", config=Config()))
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()


def test_the_baseline_of_the_settings_may_not_be_there_yet(folder):
    config = make_config({"select": ["P401"], "baseline": "base.json"}, folder=folder)
    assert len(check("refs.bib", config=config)) == 1
    write_baseline("base.json", check("refs.bib", config=config))
    assert len(check("refs.bib", config=config)) == 0


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 1}', '{"version": 9, "findings": []}', '{"version": 1, "findings": [1]}']
)
def test_what_is_no_baseline_is_an_error(folder, text):
    (folder / "base.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"base\.json is (no baseline|a baseline of another version)"):
        check("refs.bib", baseline="base.json", config=Config())


def test_fingerprints_tell_faults_apart(folder):
    report = check("refs.bib", config=Config())
    assert len({fingerprint(each) for each in report}) == len(report)
    assert all(len(json.dumps(fingerprint(each))) == 34 for each in report)
