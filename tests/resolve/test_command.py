"""``refgraph resolve``."""

from __future__ import annotations

import json

import pytest

from refgraph.cli.app import main

BIB = """
@article{allison2018, author = {Allison, R.}, title = {Russia and Central Asia}, journal = {Cent. Asian Surv.}}
@article{allison2020, author = {Allison, Roy}, title = {Security in Central Asia}, journal = {Central Asian Survey}}
"""


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    return str(path)


def test_people_are_written_as_json_lines(bib, tmp_path, capsys):
    output = tmp_path / "people.jsonl"
    assert main(["resolve", "people", bib, "-o", str(output)]) == 0
    (row,) = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert (row["id"], row["name"], row["works"]) == (
        "allison2018/author/1",
        "Roy Allison",
        ["allison2018", "allison2020"],
    )
    assert row["forms"] == [{"text": "R. Allison", "count": 1}, {"text": "Roy Allison", "count": 1}]
    assert "2 names, 1 people, 0 organisations." in capsys.readouterr().err


def test_venues_are_printed_with_their_titles(bib, capsys):
    assert main(["resolve", "venues", bib]) == 0
    printed = capsys.readouterr()
    assert printed.out == "venue:cent-asian-surv: Cent. Asian Surv. = Central Asian Survey\n"
    assert "2 titles, 1 venues." in printed.err


def test_a_decision_keeps_apart_and_is_explained(bib, tmp_path, capsys):
    decisions = tmp_path / "decisions.txt"
    decisions.write_text("different allison2018/author/1 allison2020/author/1  # father and son\n", encoding="utf-8")
    pair = ["allison2018/author/1", "allison2020/author/1"]
    assert main(["resolve", "people", bib, "--decisions", str(decisions), "--explain", *pair]) == 0
    printed = capsys.readouterr()
    assert "decided: different" in printed.out
    assert "2 people" in printed.err


def test_an_unknown_id_is_misuse(bib, capsys):
    assert main(["resolve", "people", bib, "--explain", "nobody", "allison2018/author/1"]) == 2
    assert "nothing has this id: 'nobody'" in capsys.readouterr().err
