"""What comes out of a pipe is read like the file it came from."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import threading
from types import SimpleNamespace

import pytest

BIB = "@book{a,\n  author = {Roe, Ann},\n  title = {Salt and silk},\n  year = {2001},\n  isbn = {9780198811840},\n}\n"
SALT = {"type": "book", "title": "Salt and silk", "author": [{"family": "Roe"}], "issued": {"date-parts": [[2001]]}}
LINES = "".join(json.dumps({"id": key, **SALT}) + "\n" for key in "ab")
COMMANDS = [
    pytest.param("check FILE", BIB, id="check"),
    pytest.param("check FILE", LINES, id="check lines"),
    pytest.param("graph FILE", BIB, id="graph"),
    pytest.param("render FILE --style apa", BIB, id="render"),
    pytest.param("resolve people FILE", BIB, id="resolve"),
    pytest.param("dedupe FILE --output-format json", LINES, id="dedupe"),
    pytest.param("dedupe FILE --clusters -", LINES, id="clusters"),
    pytest.param("keys FILE --stdout", BIB, id="keys"),
    pytest.param("format FILE --stdout", BIB, id="format"),
]


@pytest.fixture
def through_a_pipe(tmp_path):
    """Give the path of a pipe that bytes come out of."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("pipes have no names here")
    writers = []

    def through_a_pipe(data):
        path = tmp_path / "pipe"
        os.mkfifo(path)
        writers.append(threading.Thread(target=path.write_bytes, args=(data,)))
        writers[0].start()
        return path

    yield through_a_pipe
    for each in writers:
        each.join(10)


@pytest.fixture
def from_standard_input(monkeypatch):
    """Put bytes where standard input is read."""

    def from_standard_input(data):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: False))
        return "-"

    return from_standard_input


def from_file(run, tmp_path, command, text):
    """Return what a command says of a file, with nothing of its name."""
    file = tmp_path / "file"
    file.write_text(text, encoding="utf-8")
    return without(run(*filled(command, file)), file)


def filled(command, name):
    return [str(name) if each == "FILE" else each for each in command.split()]


def without(said, name):
    code, *texts = said
    return code, *(text.replace(f"{name}:", "it:").replace(f'"{name}"', '"it"') for text in texts)


@pytest.mark.parametrize(("command", "text"), COMMANDS)
def test_a_pipe_is_read_like_a_file(run, tmp_path, through_a_pipe, command, text):
    pipe = through_a_pipe(text.encode())
    found = without(run(*filled(command, pipe)), pipe)
    assert found == from_file(run, tmp_path, command, text)


@pytest.mark.parametrize(("command", "text"), COMMANDS)
def test_standard_input_is_read_like_a_file(run, tmp_path, from_standard_input, command, text):
    name = from_standard_input(text.encode())
    found = without(run(*filled(command, name)), name)
    assert [part.replace("standard input", "it") if isinstance(part, str) else part for part in found] == [
        *from_file(run, tmp_path, command, text)
    ]


def test_what_comes_packed_is_unpacked(run, tmp_path, through_a_pipe):
    assert run("convert", through_a_pipe(gzip.compress(BIB.encode())), "-o", "a.json")[0] == 0
    assert json.loads((tmp_path / "a.json").read_text())[0]["title"] == "Salt and silk"


def test_duplicates_in_a_pipe_are_merged(run, tmp_path, through_a_pipe):
    code, _, said = run("dedupe", through_a_pipe(LINES.encode()), "-o", "merged.jsonl", "--engine", "inprocess")
    assert (code, said) == (0, "2 works, 1 after merging.\n")
    assert len((tmp_path / "merged.jsonl").read_text().splitlines()) == 1


def test_what_comes_out_of_a_pipe_cannot_be_mended_there(run, tmp_path, through_a_pipe):
    pipe = through_a_pipe(BIB.replace("isbn = {", "doi = {https://doi.org/10.1234/").encode())
    code, _, said = run("check", pipe, "--fix")
    assert (code, "not mended: not a file that can be mended" in said) == (1, True)


def test_outside_the_command_line_a_lone_dash_is_a_name_like_any_other(tmp_path, monkeypatch):
    import refgraph as rg

    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_text(BIB)
    assert rg.read("-").keys == ("a",)
