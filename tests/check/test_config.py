"""Settings in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from refgraph.check import Config, check, find_config, make_config, read_config
from refgraph.errors import ConfigurationError, RefgraphError, UnknownNameError
from refgraph.model import Severity

BIB = "@article{a, author = {Lund, A.}, title = {T}, journal = {J}, year = 2001, pages = {1-5}, month = {March}}\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")

    def configure(text):
        (tmp_path / "pyproject.toml").write_text(f"[tool.refgraph.check]\n{text}\n", encoding="utf-8")

    configure.path = tmp_path  # type: ignore[attr-defined]
    return configure


def codes(*args, **options):
    return {finding.code for finding in check(*args, **options)}


def test_without_settings_every_rule_runs(project):
    assert {"P401", "D304"} <= codes("refs.bib")


def test_the_nearest_file_with_a_table_counts(project):
    project('select = ["P"]')
    folder = project.path / "deep" / "er"
    folder.mkdir(parents=True)
    (folder.parent / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    (folder / "more.bib").write_text(BIB, encoding="utf-8")
    assert codes(folder / "more.bib") == {"P401"}
    assert find_config(folder).folder == project.path.resolve()
    assert read_config(folder.parent / "pyproject.toml") is None


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param('select = ["P", "month-format"]', {"P401", "D304"}, id="select"),
        pytest.param('select = ["P"]\nextend-select = ["D304"]', {"P401", "D304"}, id="extend-select"),
        pytest.param('select = ["P", "D"]\nignore = ["P401"]', {"D304"}, id="ignore"),
        pytest.param('ignore = ["ALL"]\nextend-select = ["D304"]', {"D304"}, id="extend-over-ignore"),
        pytest.param(
            'select = ["P", "D"]\n[tool.refgraph.check.per-file-ignores]\n"*.bib" = ["P"]', {"D304"}, id="per-file"
        ),
        pytest.param(
            'select = ["P"]\n[tool.refgraph.check.per-file-ignores]\n"old/*.bib" = ["P"]', {"P401"}, id="other-file"
        ),
    ],
)
def test_settings_choose_the_rules(project, settings, expected):
    project(settings)
    assert codes("refs.bib") == expected


def test_what_the_caller_selects_wins(project):
    project('select = ["D"]\nignore = ["P401"]')
    assert codes("refs.bib", select=["P401"]) == {"P401"}
    assert codes("refs.bib", ignore=["D304"]) == set()


def test_severities_can_be_set(project):
    project('select = ["P401", "D304"]\nseverity = {P401 = "info", month-format = "error"}')
    assert {finding.code: finding.severity for finding in check("refs.bib")} == {
        "P401": Severity.INFO,
        "D304": Severity.ERROR,
    }


def test_the_dialect_can_be_set(project):
    project('dialect = "biblatex"\nselect = ["P401"]')
    (finding,) = check("refs.bib")
    assert finding.severity is Severity.INFO


def test_manuscripts_can_be_set(project):
    project('manuscripts = ["text/*.tex"]\nselect = ["G8"]')
    (project.path / "text").mkdir()
    (project.path / "text" / "one.tex").write_text("\\cite{a,b}", encoding="utf-8")
    assert codes("refs.bib") == {"G801"}


def test_manuscripts_that_are_not_there_are_an_error(project):
    project('manuscripts = ["text/*.tex"]')
    with pytest.raises(ConfigurationError, match=r"no manuscript has this name: 'text/\*\.tex'"):
        check("refs.bib")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        pytest.param({"selct": []}, "did you mean select?", id="unknown-setting"),
        pytest.param({"something": []}, "known are select", id="unlike-any-setting"),
        pytest.param({"select": "P"}, 'write select = ["..."]', id="no-list"),
        pytest.param({"severity": "P"}, "not a table", id="no-table"),
        pytest.param({"severity": {"P401": "bad"}}, "known are error, warning, info", id="severity"),
        pytest.param({"severity": {"P999": "info"}}, "no such rule", id="severity-of-no-rule"),
        pytest.param({"dialect": "latex"}, "known are bibtex and biblatex", id="dialect"),
        pytest.param({"ignore": ["pages-hypen"]}, "did you mean pages-hyphen", id="rule"),
        pytest.param({"per-file-ignores": {"*.bib": ["Q"]}}, "no such rule: 'Q'", id="per-file-rule"),
    ],
)
def test_a_setting_that_makes_no_sense_says_what_would(settings, said):
    with pytest.raises(RefgraphError) as caught:
        make_config(settings, source="pyproject.toml")
    assert said in str(caught.value)


def test_toml_that_is_none_is_an_error(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.refgraph", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="not valid TOML"):
        find_config(tmp_path)


def test_an_unknown_dialect_is_an_error():
    with pytest.raises(UnknownNameError, match="no such dialect: 'latex'; known are bibtex and biblatex"):
        check(dialect="latex", config=Config(folder=Path()))
