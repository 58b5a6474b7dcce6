"""`refgraph dedupe`: explanations, provenance, unmerging, bad input."""

from __future__ import annotations

import json

import pytest

FIRST = """\
@article{dadabaev2020,
  author = {Dadabaev, T.}, title = {Kazakhstan's Multi-Vector Foreign Policy},
  journal = {Central Asian Survey}, volume = 39, number = 2, pages = "215--232", year = 2020
}
@techreport{r1, title = {Energy report of the ministry of Kazakhstan}, year = 2020}
"""
SECOND = """\
@article{zdadabaev, author = {Timur Dadabaev}, title = {Kazakhstan's multi-vector foreign policy},
  journal = {Central Asian Survey}, volume = {39}, pages = {215--232}, year = {2020}, doi = {10.1234/cas.2020.39}}
@techreport{r2, title = {Energy report of the ministry of Kazakhstan}, year = 2020}
"""


@pytest.fixture
def files(tmp_path):
    first, second = tmp_path / "first.bib", tmp_path / "second.bib"
    first.write_text(FIRST, encoding="utf-8")
    second.write_text(SECOND, encoding="utf-8")
    return first, second


def entry(text, start):
    return text[text.index(start) :].split("\n@")[0].rstrip("\n")


@pytest.mark.parametrize(("form", "begins"), [("text", "r1 and r2: perhaps"), ("json", "{\n"), ("html", "<!DOCTYPE")])
def test_an_explanation_is_printed_in_each_format(run, files, form, begins):
    code, out, _ = run("dedupe", *files, "--explain", "r1", "r2", "--output-format", form)
    assert code == 0
    assert out.startswith(begins)
    assert "near enough that a person should decide" in out


def test_an_unknown_key_is_refused_and_a_near_one_named(run, files):
    code, out, err = run("dedupe", *files, "--explain", "r1", "dadabaef2020")
    assert (code, out) == (2, "")
    assert "no work has this key: 'dadabaef2020'; did you mean dadabaev2020" in err


def test_the_result_is_printed_as_json(run, files):
    _, out, _ = run("dedupe", *files, "--output-format", "json")
    assert json.loads(out)["clusters"] == [{"id": "dadabaev2020", "members": ["dadabaev2020", "zdadabaev"]}]


def test_html_without_keys_to_explain_is_refused(run, files):
    code, _, err = run("dedupe", *files, "--output-format", "html")
    assert code == 2
    assert "only an explanation is printed as html; name two keys: --explain A B" in err


def test_provenance_is_written_line_by_line(run, files, tmp_path):
    run("dedupe", *files, "--provenance", tmp_path / "p.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    (title,) = [row for row in rows if row["field"] == "title"]
    assert list(title) == ["key", "field", "value", "rule", "records", "not_taken"]
    assert sorted([*title["records"], *(each["record"] for each in title["not_taken"])]) == [
        "dadabaev2020",
        "zdadabaev",
    ]


def test_an_old_key_stands_in_the_merged_entry(run, files, tmp_path):
    run("dedupe", *files, "-o", tmp_path / "merged.bib")
    assert "ids = {zdadabaev}" in (tmp_path / "merged.bib").read_text(encoding="utf-8")


def test_a_merged_file_gets_its_records_back_byte_for_byte(run, files, tmp_path):
    merged, decisions = tmp_path / "merged.bib", tmp_path / "decisions.txt"
    run("dedupe", *files, "-o", merged)
    text = "% mine\n" + merged.read_text(encoding="utf-8") + "@misc{own, title = {Added by hand}}\n"
    merged.write_text(text, encoding="utf-8")
    decisions.write_text("# mine\n", encoding="utf-8")
    code, out, err = run("dedupe", *files, "--decisions", decisions, "--unmerge", "zdadabaev", "--merged", merged)
    assert (code, out) == (0, "")
    after = merged.read_text(encoding="utf-8")
    assert entry(FIRST, "@article{dadabaev2020") in after
    assert entry(SECOND, "@article{zdadabaev") in after
    assert after.startswith("% mine\n")
    assert after.endswith("@misc{own, title = {Added by hand}}\n")
    assert "changed by hand" not in err
    assert decisions.read_text(encoding="utf-8") == "# mine\ndifferent dadabaev2020 zdadabaev  # unmerged\n"
    _, out, err = run("dedupe", *files, "--decisions", decisions)
    assert (out, err) == ("", "4 works, 4 after merging.\n")


def test_a_file_merged_before_the_decision_gets_its_records_back_too(run, files, tmp_path):
    merged, decisions = tmp_path / "merged.bib", tmp_path / "decisions.txt"
    run("dedupe", *files, "-o", merged)
    decisions.write_text("different dadabaev2020 zdadabaev\n", encoding="utf-8")
    code, _, err = run("dedupe", *files, "--decisions", decisions, "--unmerge", "dadabaev2020", "--merged", merged)
    assert code == 0
    assert "changed by hand" not in err
    assert entry(SECOND, "@article{zdadabaev") in merged.read_text(encoding="utf-8")
    assert decisions.read_text(encoding="utf-8") == "different dadabaev2020 zdadabaev\n"


def test_what_was_changed_by_hand_in_a_merged_entry_is_said(run, files, tmp_path):
    merged = tmp_path / "merged.bib"
    run("dedupe", *files, "-o", merged)
    merged.write_text(merged.read_text(encoding="utf-8").replace("{39}", "{40}"), encoding="utf-8")
    _, _, err = run("dedupe", *files, "--unmerge", "dadabaev2020", "--merged", merged, "-o", tmp_path / "new.bib")
    assert "was changed by hand and is gone; it had volume = {40}" in err
    assert "{40}" in merged.read_text(encoding="utf-8")


def test_the_whole_library_is_written_with_the_records_as_they_were(run, files, tmp_path):
    out_file = tmp_path / "out.bib"
    _, out, err = run("dedupe", *files, "--unmerge", "dadabaev2020", "-o", out_file)
    assert out == "different dadabaev2020 zdadabaev  # unmerged\n"
    assert "Without these lines in a decisions file" in err
    text = out_file.read_text(encoding="utf-8")
    assert entry(FIRST, "@article{dadabaev2020") in text
    assert entry(SECOND, "@article{zdadabaev") in text


def test_records_come_back_into_csl_json_as_works(run, files, tmp_path):
    merged = tmp_path / "merged.json"
    run("dedupe", *files, "-o", merged)
    run("dedupe", *files, "--unmerge", "dadabaev2020", "--merged", merged)
    items = json.loads(merged.read_text(encoding="utf-8"))
    assert [each["id"] for each in items] == ["dadabaev2020", "zdadabaev", "r1", "r2"]


def test_one_record_is_taken_out_of_a_merged_file(run, files, tmp_path):
    merged, third = tmp_path / "merged.bib", tmp_path / "third.bib"
    third.write_text(SECOND.split("@techreport", maxsplit=1)[0].replace("{zdadabaev", "{zz"), encoding="utf-8")
    run("dedupe", *files, third, "-o", merged)
    code, out, _ = run("dedupe", *files, third, "--unmerge", "dadabaev2020", "--member", "zz", "--merged", merged)
    assert code == 0
    assert out == "different dadabaev2020 zz  # unmerged\ndifferent zdadabaev zz  # unmerged\n"
    text = merged.read_text(encoding="utf-8")
    assert "ids = {zdadabaev}" in text
    assert "@article{zz, author = {Timur Dadabaev}" in text


def test_a_contrary_decision_becomes_a_comment_and_that_is_said(run, files, tmp_path):
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("# mine\nsame r1 r2  # sure\n", encoding="utf-8")
    _, _, err = run("dedupe", *files, "--decisions", decisions, "--unmerge", "r1")
    assert decisions.read_text(encoding="utf-8") == (
        "# mine\n# unmerged: same r1 r2  # sure\ndifferent r1 r2  # unmerged\n"
    )
    assert "line 2 is a comment now: same r1 r2  # sure" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("--unmerge", "r1"), "this work was not merged from others: 'r1'", id="single"),
        pytest.param(("--unmerge", "nobody"), "no work has this key: 'nobody'", id="unknown"),
        pytest.param(("--unmerge", "dadabaev2020", "--member", "r1"), "no such record in this work", id="member"),
        pytest.param(("--member", "r1"), "--member and --merged belong to --unmerge", id="alone"),
        pytest.param(("--unmerge", "dadabaev2020", "--merged", "none.bib"), "no such file", id="no merged file"),
        pytest.param(("--review",), "--review needs a file to write to; name it: --decisions", id="no decisions"),
    ],
)
def test_what_makes_no_sense_is_refused(run, files, arguments, message):
    code, out, err = run("dedupe", *files, *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_merged_file_without_the_work_is_left_alone_and_so_are_the_decisions(run, files, tmp_path):
    merged, decisions = tmp_path / "merged.bib", tmp_path / "decisions.txt"
    merged.write_text("@misc{own, title = {Mine}}\n", encoding="utf-8")
    code, _, err = run("dedupe", *files, "--decisions", decisions, "--unmerge", "dadabaev2020", "--merged", merged)
    assert code == 2
    assert f"{merged}: no entry has this key: 'dadabaev2020'" in err
    assert merged.read_text(encoding="utf-8") == "@misc{own, title = {Mine}}\n"
    assert not decisions.exists()


def test_decisions_that_contradict_each_other_are_named_with_file_and_lines(run, files, tmp_path):
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("same r1 r2\nsame r2 zdadabaev\n\ndifferent r1 zdadabaev\n", encoding="utf-8")
    code, _, err = run("dedupe", *files, "--decisions", decisions)
    assert code == 2
    assert f"{decisions}: line 4: decisions contradict each other" in err
    assert "line 1 ('same r1 r2') and line 2 ('same r2 zdadabaev') make them the same" in err


def test_a_cycle_of_decisions_is_a_finding_with_file_and_lines(run, files, tmp_path):
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("same r1 r2\nsame r2 r1\n", encoding="utf-8")
    code, _, err = run("dedupe", *files, "--decisions", decisions)
    assert code == 0
    assert f"{decisions}:2: info U792 decision-says-nothing-new: 'r1' and 'r2' are the same already: line 1" in err


def test_a_decision_on_an_unknown_key_has_its_place_and_a_near_key(run, files, tmp_path):
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("# mine\nsame r1 zdadabajev\n", encoding="utf-8")
    _, _, err = run("dedupe", *files, "--decisions", decisions)
    assert f"{decisions}:2: info U790" in err
    assert "did you mean 'zdadabaev'?" in err


def test_a_key_of_two_files_is_a_finding_that_names_both(run, files, tmp_path):
    other = tmp_path / "other.bib"
    other.write_text("\n@misc{r1, title = {Something else}}\n", encoding="utf-8")
    _, _, err = run("dedupe", *files, other)
    assert f"{other}:2:1: warning U793 key-in-two-files: the key 'r1' is in {files[0]} too; here it is" in err
