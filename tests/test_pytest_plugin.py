"""The pytest plugin, run inside pytest."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from refgraph.check import all_rules, check
from refgraph.errors import FindingsError
from refgraph.pytest_plugin import assert_no_findings

pytest_plugins = ["pytester"]

GOOD = (
    "@article{a2018, author = {Allison, Roy}, title = {Regionalism}, journal = {Survey}, year = 2018, pages = {1--5}}\n"
)
BAD_ISBN = "@book{b, author = {Lund, Ada}, title = {B}, publisher = {P}, year = 2001,\n  isbn = {978-3-7643-7791-6}}\n"

# The plugin is registered by its entry point where refgraph is installed; from the source tree it is named.
INSTALLED = any(each.name == "refgraph" for each in entry_points(group="pytest11"))
# Hypothesis' plugin would be imported in every inner run.
PLUGIN = ("-p", "no:hypothesispytest", *(() if INSTALLED else ("-p", "refgraph.pytest_plugin")))


# Loaded here, not anew in every run inside this one.
RULES = sum(not rule.is_online for rule in all_rules())


@pytest.fixture
def project(pytester):
    """A project with a good bibliography and one test of its own."""
    (pytester.path / "data").mkdir()
    (pytester.path / "data" / "references.bib").write_text(GOOD, encoding="utf-8")
    pytester.makepyfile(test_own="def test_own(): pass")
    return pytester


@pytest.fixture
def run(project):
    def call(*arguments, ini=""):
        if ini:
            project.makeini(f"[pytest]\n{ini}")
        return project.runpytest_inprocess(*PLUGIN, "-p", "no:cacheprovider", *arguments)

    return call


def test_a_good_file_passes_with_one_item_per_rule(run):
    result = run("--refgraph", "data/references.bib", "-v")
    result.assert_outcomes(passed=RULES)
    result.stdout.fnmatch_lines(["data/references.bib::I211 isbn-checksum PASSED*"])
    result.stdout.no_fnmatch_line("*test_own*")


def test_a_fault_fails_one_item_with_line_and_caret_and_no_traceback(project, run):
    (project.path / "data" / "references.bib").write_text(GOOD + BAD_ISBN, encoding="utf-8")
    result = run("--refgraph", "data/references.bib")
    assert result.parseoutcomes()["failed"] == 1
    result.stdout.fnmatch_lines(
        [
            "data/references.bib:3:11: error I211 isbn-checksum (b): check digit of the ISBN * is wrong*",
            "    3 |   isbn = {978-3-7643-7791-6}}",
            "      |           ^^^^^^^^^^^^^^^^^",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_notes_do_not_fail(project, run):
    text = GOOD.replace("pages", "month = {March}, pages")
    (project.path / "data" / "references.bib").write_text(text, encoding="utf-8")
    assert "failed" not in run("--refgraph", "data/references.bib").parseoutcomes()


def test_one_rule_can_be_chosen_by_its_name(run):
    run("--refgraph", "data/references.bib", "-k", "isbn-checksum").assert_outcomes(passed=1, deselected=RULES - 1)


def test_without_flag_and_setting_bib_files_are_left_alone(run):
    run("-v").assert_outcomes(passed=1)


def test_the_flag_alone_finds_the_files_of_the_tree(run):
    run("--refgraph").assert_outcomes(passed=1 + RULES)


def test_configured_files_are_part_of_every_run_without_arguments(run):
    settings = "testpaths = test_own.py\nrefgraph_files = data/references.bib\nrefgraph_select = I U7"
    result = run("-v", ini=settings)
    result.stdout.fnmatch_lines(["*test_own PASSED*", "data/references.bib::I201 doi-syntax PASSED*"])
    result.stdout.no_fnmatch_line("*P401*")
    assert result.ret == 0


def test_configured_files_stay_out_of_a_run_of_something_else(run):
    run("test_own.py", ini="refgraph_files = data/references.bib").assert_outcomes(passed=1)


def test_a_configured_file_that_is_missing_is_said(run):
    result = run(ini="refgraph_files = data/none.bib")
    assert result.ret != 0
    result.stderr.fnmatch_lines(["*data/none.bib*"])


def test_manuscripts_are_checked_with_the_bibliography(project, run):
    (project.path / "paper.tex").write_text("\\cite{a2018} \\cite{b2019}\n", encoding="utf-8")
    result = run(ini="refgraph_files = data/references.bib\nrefgraph_manuscripts = paper.tex\nrefgraph_select = G8")
    assert result.parseoutcomes()["failed"] == 1
    result.stdout.fnmatch_lines(
        ["paper.tex:1:20: error G801 cited-missing (b2019): no entry has the cited key 'b2019'*"]
    )


def test_files_given_together_are_one_bibliography(project, run):
    (project.path / "more.bib").write_text(GOOD, encoding="utf-8")
    result = run("--refgraph", "data/references.bib", "more.bib", "-k", "duplicate-key")
    result.assert_outcomes(passed=1, failed=1, deselected=2 * RULES - 2)


def test_the_dialect_is_a_setting(project, run):
    text = "@online{o, author = {Lund, Ada}, title = {T}, url = {https://example.org/a}, urldate = {2020-01-02}}\n"
    (project.path / "data" / "references.bib").write_text(text, encoding="utf-8")
    assert run("--refgraph", "data/references.bib").parseoutcomes()["failed"] == 1
    assert "failed" not in run("--refgraph", "data/references.bib", ini="refgraph_dialect = biblatex").parseoutcomes()


@pytest.mark.parametrize(
    ("ini", "said"),
    [
        pytest.param("refgraph_select = isbn-checksumm", "*did you mean isbn-checksum*", id="unknown-rule"),
        pytest.param("refgraph_ignore = Q", "*no such rule*'Q'*", id="unknown-family"),
    ],
)
def test_a_setting_that_makes_no_sense_is_said_once(run, ini, said):
    result = run("--refgraph", "data/references.bib", ini=ini)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([said])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_binary_file_is_one_collection_error(project, run):
    (project.path / "data" / "references.bib").write_bytes(b"%PDF-1.7\x00\x01")
    result = run("--refgraph", "data/references.bib")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*is a PDF, not a text file*"])


def test_it_runs_under_xdist(project, run):
    pytest.importorskip("xdist")
    (project.path / "data" / "references.bib").write_text(GOOD + BAD_ISBN, encoding="utf-8")
    result = project.runpytest_subprocess(*PLUGIN, "-n", "2", "--refgraph", "data/references.bib")
    result.assert_outcomes(failed=1, passed=RULES - 1)


def test_configured_files_run_under_xdist(project):
    pytest.importorskip("xdist")
    project.makeini("[pytest]\nrefgraph_files = data/references.bib\nrefgraph_select = I")
    result = project.runpytest_subprocess(*PLUGIN, "-n", "1")
    assert result.ret == 0
    assert result.parseoutcomes()["passed"] > 5


def test_the_fixtures_give_the_library_and_the_check(project, run):
    project.makepyfile(
        test_fixtures="""
        def test_library(bibliography):
            assert bibliography["a2018"].title == "Regionalism"

        def test_check(refgraph_check):
            assert refgraph_check().exit_code == 0
            assert refgraph_check("data/references.bib", select=["I"]).works == 1
        """
    )
    run("test_fixtures.py").assert_outcomes(passed=2)


def test_the_fixtures_say_where_they_looked(project, run):
    (project.path / "data" / "references.bib").unlink()
    project.makepyfile(test_fixtures="def test_library(bibliography): pass")
    result = run("test_fixtures.py")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*no bibliography found*set refgraph_files*"])


def test_assert_no_findings_lists_what_is_wrong(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(BAD_ISBN, encoding="utf-8")
    assert_no_findings(path, select=["D"])
    assert_no_findings(path, ignore=["I211"])
    with pytest.raises(FindingsError, match=r"refs\.bib:2:11: error I211 isbn-checksum") as caught:
        assert_no_findings(path, select=["I"])
    assert isinstance(caught.value, AssertionError)
    assert "1 error in 1 entry of 1 file" in str(caught.value)


def test_assert_no_findings_takes_a_report_and_a_severity(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(GOOD.replace("pages", "month = {March}, pages"), encoding="utf-8")
    report = check(path)
    assert_no_findings(report)
    with pytest.raises(FindingsError, match="month-format"):
        assert_no_findings(report, severity="info")
    assert_no_findings(report, severity="info", ignore=["month-format"])


SLOW_RIVERS = """\
@article{frogs, author = {Li, Mei}, title = {Slow Rivers of Bern}, journal = {Journal of River Studies},
  year = 1999, volume = 4, pages = {1--9}, doi = {10.1000/frogs}}
"""
CROSSREF = {
    "message": {
        "DOI": "10.1000/frogs",
        "type": "journal-article",
        "title": ["Slow Rivers of Bern"],
        "author": [{"family": "Li", "given": "Mei"}],
        "container-title": ["Journal of River Studies"],
        "issued": {"date-parts": [[2013]]},
        "volume": "4",
        "page": "1-9",
    }
}


@pytest.fixture
def answers(project):
    folder = project.path / "answers"
    folder.mkdir()
    (folder / "10.1000_frogs.crossref.json").write_text(json.dumps(CROSSREF), encoding="utf-8")
    (project.path / "data" / "references.bib").write_text(SLOW_RIVERS, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("answers")
def test_rules_that_ask_registries_are_items_only_when_that_is_wanted(run):
    offline = run("--refgraph", "data/references.bib", "-v")
    offline.stdout.no_fnmatch_line("*::X1*")
    online = run("--refgraph", "data/references.bib", "--refgraph-recorded", "answers", "-v")
    online.stdout.fnmatch_lines(["data/references.bib::X105 year-mismatch FAILED*"])
    assert len(all_rules()) == sum(online.parseoutcomes().values())


@pytest.mark.usefixtures("answers")
def test_rules_that_ask_registries_have_a_marker(run):
    arguments = ("--refgraph", "data/references.bib", "--refgraph-recorded", "answers")
    run(*arguments, "-m", "not refgraph_online").assert_outcomes(passed=RULES, deselected=len(all_rules()) - RULES)


@pytest.mark.usefixtures("answers")
def test_a_marked_test_runs_only_when_registries_may_be_asked(project, run):
    project.makepyfile(
        test_online="""
        import pytest
        @pytest.mark.refgraph_online
        def test_it(refgraph_check):
            report = refgraph_check("data/references.bib", select=["X"], online=True)
            assert [each.slug for each in report] == ["year-mismatch"]
        """
    )
    run("test_online.py", "--strict-markers").assert_outcomes(skipped=1)
    run("test_online.py", "--strict-markers", "--refgraph-recorded", "answers").assert_outcomes(passed=1)


def test_an_answer_that_is_missing_fails_nothing(answers, run):
    (answers / "10.1000_frogs.crossref.json").unlink()
    done = run("--refgraph", "data/references.bib", "--refgraph-recorded", "answers")
    done.assert_outcomes(passed=len(all_rules()))


def test_modules_of_refgraph_are_not_rewritten(project):
    project.makepyfile(
        test_loader="""
        def test_it():
            from refgraph.check import api
            assert "Rewriting" not in type(api.__loader__).__name__
        """
    )
    project.runpytest_subprocess(*PLUGIN, "-p", "no:cacheprovider", "test_loader.py").assert_outcomes(passed=1)


def test_loading_the_plugin_loads_nothing_heavy():
    heavy = ("pydantic", "refgraph.check", "refgraph.model", "refgraph.formats", "lxml", "rapidfuzz")
    code = f"import refgraph.pytest_plugin, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
