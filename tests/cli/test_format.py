"""``refgraph format``: what it writes, what it prints, how it ends."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from refgraph.cli.app import main

UGLY = '@Book{b,Title="B"}\n@Book{a,year=1999}\n'
NEAT = "@book{b,\n  title = {B},\n}\n\n@book{a,\n  year = 1999,\n}\n"


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(UGLY, encoding="utf-8")
    return path


def test_files_are_laid_out_in_place_and_once_is_enough(bib, capsys):
    assert main(["format", str(bib)]) == 0
    assert bib.read_text(encoding="utf-8") == NEAT
    assert capsys.readouterr().err == f"{bib}: formatted\n"
    assert main(["format", str(bib)]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_changes_nothing_and_ends_with_1(bib, capsys):
    assert main(["format", "--check", str(bib)]) == 1
    assert bib.read_text(encoding="utf-8") == UGLY
    assert capsys.readouterr() == ("", "1 of 1 would change\n")
    bib.write_text(NEAT, encoding="utf-8")
    assert main(["format", "--check", str(bib)]) == 0
    assert capsys.readouterr().err == "nothing would change\n"


def test_diff_prints_what_would_change(bib, capsys):
    assert main(["format", "--diff", str(bib)]) == 1
    printed = capsys.readouterr().out
    assert '-@Book{b,Title="B"}\n' in printed
    assert "+  title = {B},\n" in printed
    assert bib.read_text(encoding="utf-8") == UGLY


def test_stdout_prints_the_result_and_changes_nothing(bib, capsysbinary):
    assert main(["format", "--stdout", "--sort-entries", "--align", "--indent", "0", str(bib)]) == 0
    assert capsysbinary.readouterr().out == b"@book{a,\n\tyear = 1999,\n}\n\n@book{b,\n\ttitle = {B},\n}\n"
    assert bib.read_text(encoding="utf-8") == UGLY


def test_fields_are_sorted_on_request(bib):
    bib.write_text("@book{a, year = 1999, title = {T}}", encoding="utf-8")
    assert main(["format", "--sort-fields", str(bib)]) == 0
    assert bib.read_text(encoding="utf-8") == "@book{a,\n  title = {T},\n  year = 1999,\n}\n"


def test_standard_input_goes_to_standard_output(monkeypatch, capsysbinary):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(UGLY.encode())))
    assert main(["format", "-"]) == 0
    assert capsysbinary.readouterr().out == NEAT.encode()


def test_a_broken_entry_is_named_and_left_alone(bib, capsys):
    bib.write_text("@Book{a, title {T}}\n@Book{b}\n", encoding="utf-8")
    assert main(["format", str(bib)]) == 1
    assert bib.read_text(encoding="utf-8") == "@Book{a, title {T}}\n\n@book{b,\n}\n"
    assert (
        f"{bib}:1:10: left as it is: @book 'a': a field 'name = value' should stand here\n" in capsys.readouterr().err
    )


def test_the_encoding_of_a_file_stays(bib):
    data = "@Book{a,title={Žižek – é}}".encode("cp1252")
    bib.write_bytes(data)
    assert main(["format", str(bib)]) == 0
    assert bib.read_bytes() == "@book{a,\n  title = {Žižek – é},\n}\n".encode("cp1252")


def test_a_file_with_damaged_bytes_is_left_as_it_is(bib, capsys):
    data = "@Book{a,title={éééé}}".encode() + b"% \xff\n"
    bib.write_bytes(data)
    assert main(["format", str(bib)]) == 1
    assert bib.read_bytes() == data
    assert "some of its bytes are not UTF-8; --utf8 writes what was read of them" in capsys.readouterr().err


def test_damaged_bytes_are_written_as_what_was_read_of_them_when_utf_8_is_asked_for(bib):
    bib.write_bytes("@Book{a,title={éééé}}".encode() + b"% \xff\n")
    assert main(["format", "--utf8", str(bib)]) == 0
    assert bib.read_bytes().decode() == "@book{a,\n  title = {éééé},\n}% ÿ\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_utf8_changes_nothing_but_the_encoding_of_a_neat_file(bib, encoding):
    neat = "@book{a,\n  title = {Žižek – é},\n}\n"
    bib.write_bytes(neat.encode(encoding))
    assert main(["format", "--check", str(bib)]) == 0
    assert main(["format", "--check", "--utf8", str(bib)]) == 1
    assert main(["format", "--utf8", str(bib)]) == 0
    assert bib.read_bytes() == neat.encode()
    assert main(["format", "--check", "--utf8", str(bib)]) == 0


def test_a_file_that_is_not_there_ends_with_2(tmp_path, capsys):
    assert main(["format", str(tmp_path / "none.bib")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_help_has_examples(capsys):
    assert main(["format", "--help"]) == 0
    assert "refgraph format --check *.bib" in capsys.readouterr().out
