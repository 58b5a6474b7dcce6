"""Clusters of JSON lines that are never all in memory."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys

import pytest

from refgraph.cli import main
from refgraph.dedupe import THRESHOLD, Decision, dedupe
from refgraph.dedupe.engines.duck import duck_tables
from refgraph.dedupe.engines.tables import compare_in
from refgraph.dedupe.prepare import prepare
from refgraph.errors import DuplicateKeyError, UnreadableFileError
from refgraph.formats import read
from refgraph.model import Work

pytest.importorskip("duckdb", reason="the engine duckdb is an extra")
lines = pytest.importorskip("refgraph.dedupe.engines.lines", reason="the engine duckdb is an extra")

TITLES = ("Salt and silk on the steppe", "Rivers of the steppe", "Salt of the earth", "Silk roads, new and old")


def item(number, title, **more):
    by = [{"family": "Roe", "given": "Ann"}]
    return {"id": f"k{number}", "type": "article-journal", "title": title, "author": by, **more}


def items():
    issued = {"date-parts": [[2001]]}
    return [item(number, TITLES[number % 4], issued=issued, page=str(number % 3 + 1)) for number in range(24)]


def written(path, records):
    text = "\r\n".join(json.dumps(each) for each in records) + "\n\n"
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz"])
def test_the_clusters_are_those_of_the_library(tmp_path, name):
    path = written(tmp_path / name, items())
    decisions = (Decision(same=False, a="k0", b="k12"), Decision(same=True, a="k1", b="k2"))
    found = lines.cluster_lines(path, decisions, jobs=1)
    assert found == dedupe(read(path), decisions).clusters
    assert 1 < len(found) < 24


def test_doubtful_pairs_on_different_pages_join_no_more_than_in_memory(tmp_path):
    issued = {"date-parts": [[2001]]}
    given = ("Ann", "A.", "Ann B.", "A. B.")
    records = [
        item(number, TITLES[0], issued=issued, page=f"{number % 2 * 70 + 1}", author=[{"family": "Roe", "given": name}])
        for number, name in enumerate(each for name in given for each in (name, name))
    ]
    path = written(tmp_path / "x.jsonl", records)
    found = dedupe(read(path))
    assert [each.members for each in found.clusters] == [("k0", "k2", "k4", "k6"), ("k1", "k3", "k5", "k7")]
    assert any((field, level) == ("pages", "different") for each in found.review for field, level, _ in each.evidence)
    assert lines.cluster_lines(path, jobs=1) == found.clusters


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(item(1, "Salt again"), id="an id that is taken"),
        pytest.param({"type": "book", "title": "Salt"}, id="no id"),
    ],
)
def test_works_that_need_keys_of_their_own_are_refused(tmp_path, monkeypatch, record):
    monkeypatch.setattr(lines, "LINES", 8)
    with pytest.raises(DuplicateKeyError):
        lines.cluster_lines(written(tmp_path / "x.jsonl", [*items(), record]), jobs=1)
    with pytest.raises(DuplicateKeyError):
        lines.cluster_lines(written(tmp_path / "x.jsonl", [7, *items(), record]), jobs=1)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        pytest.param({"id": "x", "type": "nonsense", "title": "Salt"}, "'nonsense' is no CSL type", id="unknown type"),
        pytest.param(7, "is no object and was left out", id="no item"),
        pytest.param(item("x", "Salt", issued={"date-parts": [["?"]]}), "date-parts", id="a bad date"),
    ],
)
def test_what_is_to_be_said_of_a_line_is_said_and_the_others_are_compared(tmp_path, monkeypatch, record, said):
    monkeypatch.setattr(lines, "LINES", 8)
    path = written(tmp_path / "x.jsonl", [*items()[:12], record, *items()[12:]])
    heard = []
    found = lines.cluster_lines(path, jobs=1, report=heard.append)
    library = read(path)
    assert found == dedupe(library).clusters
    assert heard == list(library.findings)
    assert [(each.line, said in each.message) for each in heard] == [(13, True)]
    with pytest.warns(UserWarning, match=r"1 to be said of the items; report= gets them all: .*x\.jsonl:13:") as warned:
        assert lines.cluster_lines(path, jobs=1) == found
    assert warned[0].filename == __file__


def test_a_line_that_is_no_json_costs_no_other(tmp_path):
    path = written(tmp_path / "x.jsonl", items())
    path.write_text(path.read_text().replace('"id": "k7"', '"id: "k7"'))
    heard = []
    assert lines.cluster_lines(path, jobs=1, report=heard.append) == dedupe(read(path)).clusters
    assert [each.line for each in heard] == [8]


def test_lines_of_another_format_are_read_as_that(tmp_path):
    record = {"type": "article", "publication_year": 2001, "display_name": "Salt"}
    people = [{"author": {"display_name": name}} for name in ("Ann Roe", "Bob Poe")]
    works = [
        {"id": f"https://openalex.org/W{number}", "authorships": [person], **record}
        for number, person in enumerate(people)
    ]
    path = written(tmp_path / "x.jsonl", works)
    assert [each.members for each in lines.cluster_lines(path, jobs=1)] == [("roe2001",), ("poe2001",)]


def test_a_file_that_is_cut_off_is_named(tmp_path):
    path = written(tmp_path / "x.jsonl.gz", items())
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableFileError, match=r"x\.jsonl\.gz"):
        lines.cluster_lines(path, jobs=1)
    with pytest.raises(UnreadableFileError, match="none"):
        lines.cluster_lines(tmp_path / "none.jsonl", jobs=1)


def test_the_command_writes_the_same_file(tmp_path, capsys):
    path = written(tmp_path / "x.jsonl", items())
    for engine in ("inprocess", "duckdb"):
        assert main(["dedupe", str(path), "--engine", engine, "--clusters", str(tmp_path / engine)]) == 0
    assert (tmp_path / "duckdb").read_bytes() == (tmp_path / "inprocess").read_bytes()
    assert capsys.readouterr().err.count("24 works,") == 2


def test_the_command_says_what_is_wrong_with_an_item_and_reads_the_others(tmp_path, capsys):
    path = written(tmp_path / "x.jsonl", [*items(), item(1, "Salt again")])
    target = tmp_path / "clusters.jsonl"
    assert main(["dedupe", str(path), "--engine", "duckdb", "--clusters", str(target)]) == 0
    assert "the key 'k1' is there twice" in capsys.readouterr().err
    assert len(target.read_text().splitlines()) == 25


def test_a_script_without_a_guard_is_told_what_is_missing(tmp_path):
    path = written(tmp_path / "x.jsonl", items())
    script = tmp_path / "script.py"
    script.write_text(
        f"from refgraph.dedupe.engines.lines import cluster_lines\ncluster_lines({str(path)!r}, jobs=2)\n"
    )
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 1
    assert 'under `if __name__ == "__main__":`' in run.stderr.splitlines()[-1]


def test_records_that_share_an_id_are_named():
    records = prepare([Work(key=key, title=title) for key, title in (("a", "Salt"), ("b", "Silk"), ("a", "Steppe"))])
    with duck_tables(jobs=1) as tables:
        tables.hold([records], tuple)
        with pytest.raises(DuplicateKeyError, match="'a'"):
            list(compare_in(tables, THRESHOLD))
