"""``refgraph convert``: small files whole, large ones work by work."""

from __future__ import annotations

import gzip
import json

import pytest

from refgraph.cli import convert, main
from refgraph.formats import read

RECORD = "TY  - JOUR\nAU  - Doe, J.\nTI  - On bogs\nT2  - Fens\nPY  - 2018\nID  - k{0}\nC1  - Riga\nER  - \n\n"


@pytest.fixture
def always_large(monkeypatch):
    monkeypatch.setattr(convert, "_LARGE", -1)
    monkeypatch.setattr(convert, "_LARGE_PACKED", -1)


def ris(path, count=3):
    text = "".join(RECORD.format(number) for number in range(count))
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


@pytest.mark.parametrize("source", ["refs.ris", "refs.ris.gz"])
@pytest.mark.parametrize("target", ["out.bib", "out.jsonl", "out.nbib", "out.jsonl.zip", "out.enw.xz"])
def test_a_large_file_is_converted_as_a_small_one_is(source, target, tmp_path, monkeypatch, capsys):
    path = ris(tmp_path / source)
    assert main(["convert", str(path), "-o", str(tmp_path / target)]) == 0
    whole, said = read(tmp_path / target), capsys.readouterr().err
    monkeypatch.setattr(convert, "_LARGE", -1)
    monkeypatch.setattr(convert, "_LARGE_PACKED", -1)
    assert main(["convert", str(path), "-o", str(tmp_path / target)]) == 0
    assert read(tmp_path / target) == whole
    assert capsys.readouterr().err == said
    assert ("ris-c1 'Riga': not in this format" in said) == (target in {"out.nbib", "out.enw.xz"})


@pytest.mark.usefixtures("always_large")
def test_of_many_losses_the_first_are_named(tmp_path, capsys):
    path = ris(tmp_path / "refs.ris", 50)
    assert main(["convert", str(path), "-o", str(tmp_path / "out.enw")]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1].endswith("out.enw: ris-c1 is lost: 30 more")


@pytest.mark.usefixtures("always_large")
def test_a_source_that_cannot_be_read_is_an_error(tmp_path, capsys):
    path = tmp_path / "refs.ris"
    path.write_bytes(b"TY  - BOOK\nTI  - \x00\nER  - \n")
    assert main(["convert", str(path), "-o", str(tmp_path / "out.bib")]) == 2
    assert "is not a text file" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["refs.ris"]


def test_json_lines_are_written_an_item_a_line(tmp_path):
    path = ris(tmp_path / "refs.ris")
    assert main(["convert", str(path), "-o", str(tmp_path / "out.jsonl")]) == 0
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["k0", "k1", "k2"]


@pytest.mark.usefixtures("always_large")
def test_a_bibliography_with_cross_references_is_converted_work_by_work(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(
        "@inproceedings{a, title = {A}, crossref = {p}}\n@proceedings{p, title = {P}, year = 2018}\n", encoding="utf-8"
    )
    assert main(["convert", str(path), "-o", str(tmp_path / "out.jsonl")]) == 0
    assert [work.container_title for work in read(tmp_path / "out.jsonl")] == ["P", None]
