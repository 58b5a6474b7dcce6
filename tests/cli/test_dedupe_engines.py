"""`refgraph dedupe --engine`: the same files, and an engine that is not there."""

from __future__ import annotations

import sys

import pytest

BIBLIOGRAPHY = "".join(
    f"@article{{{key}, author = {{Dadabaev, T.}}, title = {{{title}}}, journal = {{Central Asian Survey}},"
    f" volume = 39, pages = {{{page}}}, year = 2020}}\n"
    for key, title, page in (
        ("dadabaev", "Kazakhstan's Multi-Vector Foreign Policy", "215--232"),
        ("again", "Kazakhstan's multi-vector foreign policy", "215-32"),
        ("water", "Water and Trade in Central Asia", "1--20"),
    )
)


@pytest.fixture
def references(tmp_path):
    path = tmp_path / "references.bib"
    path.write_text(BIBLIOGRAPHY, encoding="utf-8")
    return path


def test_duckdb_writes_the_files_that_the_process_writes(run, references, tmp_path):
    pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    written = []
    for engine in ("inprocess", "duckdb"):
        clusters, merged = tmp_path / f"{engine}.jsonl", tmp_path / f"{engine}.bib"
        code, out, err = run("dedupe", references, "--engine", engine, "--clusters", clusters, "-o", merged)
        assert (code, out) == (0, "")
        assert "3 works, 2 after merging." in err
        written.append((clusters.read_bytes(), merged.read_bytes()))
    assert written[0] == written[1]
    assert written[0][0].splitlines()[0] == b'{"id": "again", "cluster": "again"}'


@pytest.mark.parametrize(("engine", "module"), [("duckdb", "duckdb"), ("spark", "pyspark.sql")])
def test_an_engine_that_is_not_installed_is_said_with_what_to_install(run, references, engine, module, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    code, out, err = run("dedupe", references, "--engine", engine)
    assert (code, out) == (2, "")
    assert f"the engine {engine} is not installed" in err
    assert f"pip install 'refgraph[{engine}]'" in err
