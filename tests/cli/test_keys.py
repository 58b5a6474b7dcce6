"""``refgraph keys`` and ``refgraph convert --encoding``: what they write, what they print, how they end."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

BIB = """@book{x, author = {Li, A}, year = 2020} % kept
@inbook{y, crossref = {X}, title = {On Ducks}}
@misc{, title = {Müller}}
"""


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def test_entries_without_a_key_get_one(run, bib):
    assert run("keys", bib) == (0, "\tmullernd\n", "")
    assert bib.read_text(encoding="utf-8") == BIB.replace("@misc{,", "@misc{mullernd,")
    assert run("keys", bib) == (0, "", "")


def test_all_keys_change_on_request(run, bib):
    code, out, err = run("keys", "--all", "-p", "auth.lower + year | veryshorttitle", "--postfix", "-1", bib)
    assert (code, err) == (0, "")
    assert out == "x\tli2020\ny\tli2020-1\n\tMuller\n"
    assert "@inbook{li2020-1, crossref = {li2020}, title" in bib.read_text(encoding="utf-8")


def test_check_changes_nothing_and_ends_with_1(run, bib):
    assert run("keys", "--check", bib) == (1, "\tmullernd\n", "1 key would change\n")
    assert bib.read_text(encoding="utf-8") == BIB
    code, out, err = run("keys", "--all", "--diff", bib)
    assert (code, err) == (1, "3 keys would change\n")
    assert "-@inbook{y, crossref = {X}" in out
    assert "+@inbook{li2020a, crossref = {li2020}" in out
    run("keys", bib)
    assert run("keys", "--check", bib) == (0, "", "nothing would change\n")


def test_old_and_new_keys_are_printed_for_machines(run, bib):
    code, out, _ = run("keys", "--all", "--check", "--output-format", "jsonl", bib)
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert rows[1] == {"file": str(bib), "line": 2, "old": "y", "new": "li2020a"}


def test_the_result_can_go_to_standard_output(run, bib):
    code, out, err = run("keys", "--stdout", bib)
    assert (code, out) == (0, BIB.replace("@misc{,", "@misc{mullernd,"))
    assert err == "\tmullernd\n"
    assert bib.read_text(encoding="utf-8") == BIB


def test_standard_input_goes_to_standard_output(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(BIB.encode())))
    code, out, err = run("keys", "-")
    assert (code, out) == (0, BIB.replace("@misc{,", "@misc{mullernd,"))
    assert err == "\tmullernd\n"


def test_the_place_of_an_error_in_a_pattern_is_shown(run, bib):
    code, out, err = run("keys", "-p", "auth.lower + shortitle + year", bib)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "refgraph: no such function in a key pattern; did you mean shorttitle?",
        "  auth.lower + shortitle + year",
        "               ^^^^^^^^^",
    ]
    assert bib.read_text(encoding="utf-8") == BIB


def test_wrong_use_ends_with_2(run, tmp_path, bib):
    assert run("keys", tmp_path / "none.bib")[0] == 2
    assert run("keys")[0] == 2
    code, _, err = run("keys", "--postfix", "q", bib)
    assert code == 2
    assert "no postfix of keys: 'q'" in err


def test_functions_and_filters_are_listed(run):
    code, out, _ = run("keys", "--list")
    assert code == 0
    assert "  shorttitle(n=3, m=0) " in out
    assert "  condense(sep='') " in out


def test_help_has_examples(run):
    assert "refgraph keys references.bib" in run("keys", "--help")[1]


def test_a_file_of_damaged_bytes_keeps_them(run, bib):
    data = BIB.replace("ü", "u").encode() + b"% \xff\n" + "éééé".encode()
    bib.write_bytes(data)
    assert run("keys", bib)[0] == 0
    assert bib.read_bytes() == data.replace(b"@misc{,", b"@misc{mullernd,")


def test_convert_writes_for_an_encoding(run, bib, tmp_path):
    out = tmp_path / "out.bib"
    bib.write_text("@book{a, title = {Łódź é}, year = 2020}", encoding="utf-8")
    assert run("convert", bib, "-o", out, "--encoding", "latin-1") == (0, "", "")
    assert out.read_bytes() == "@book{a,\n  title = {{\\L}ód{\\'z} é},\n  year = {2020},\n}\n".encode("latin-1")


def test_convert_names_characters_that_latex_does_not_have(run, bib, tmp_path):
    out = tmp_path / "out.bib"
    bib.write_text("@book{a, title = {北京}, year = 2020}", encoding="utf-8")
    code, _, err = run("convert", bib, "-o", out, "--encoding", "ascii")
    assert code == 0
    assert err == f"{out}: LaTeX has no command for 北 京; only XeTeX and LuaTeX print their numbers\n"
    assert out.read_bytes().isascii()


@pytest.mark.parametrize(
    ("text", "written", "message"),
    [
        ("@book{a, title = {T}}", ("out.ris", "ascii"), "this format is written in UTF-8 only: 'ris'"),
        ("@book{a, title = {T}}", ("out.bib", "klingon"), "no such encoding: 'klingon'"),
        ("@book{a, title = {T}, doi = {10.1000/ф}}", ("out.bib", "ascii"), "ascii has no such character"),
    ],
)
def test_convert_refuses_what_cannot_be_written(run, bib, text, written, message):
    name, encoding = written
    bib.write_text(text, encoding="utf-8")
    code, _, err = run("convert", bib, "-o", name, "--encoding", encoding)
    assert code == 2
    assert message in err
    assert not Path(name).exists()
