"""Formats by content and name, reading and writing files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from refgraph.errors import InvalidValueError, UnknownNameError, UnreadableFileError, UnwritableFileError
from refgraph.formats import FORMATS, detect, detect_format, find_format, loads, read, write
from refgraph.model import Library

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.works import example_library

BIB = "% a comment\n@book{a, title = {T}}\n"
JSON = '[{"id": "a", "type": "book", "title": "T"}]'


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        (BIB, None, "bibtex"),
        (BIB, "a.json", "bibtex"),
        (BIB, "a.bib", "bibtex"),
        (JSON, None, "csl-json"),
        (JSON, "a.bib", "csl-json"),
        ('{"id": 1}', "a.txt", "csl-json"),
        ("", "a.bib", "bibtex"),
        ("", "a.json", "csl-json"),
        ("Notes first.\n@book{a}", "a.bib", "bibtex"),
        ("Notes first.\n@book{a}", "a.txt", None),
        ("[1] Smith, J. (2001). A Title.", "refs.txt", None),
        ("", None, None),
    ],
)
def test_content_wins_over_the_name(text, path, name):
    found = detect(text, path)
    assert (found and found.name) == name


@pytest.mark.parametrize("name", ["refs.bib", "refs.json"])
def test_a_file_comes_back(tmp_path, name):
    library = example_library()
    write(library, tmp_path / name)
    assert read(tmp_path / name).works == library.works
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_format_may_be_named(tmp_path):
    write(example_library(), tmp_path / "refs.txt", "biblatex")
    assert "  date = {2018},\n" in (tmp_path / "refs.txt").read_text(encoding="utf-8")
    assert detect_format(tmp_path / "refs.txt") == "bibtex"


def test_line_ends_are_the_same_on_every_system(tmp_path):
    write(example_library(), tmp_path / "refs.bib")
    assert b"\r" not in (tmp_path / "refs.bib").read_bytes()


def test_an_empty_file_is_an_empty_library(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text("", encoding="utf-8")
    assert read(path) == Library()
    assert loads("") == Library()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("bibtx", "did you mean 'bibtex'?"),
        ("csl-jsn", "did you mean 'csl-json'?"),
        ("xyzzy", "known are " + ", ".join(FORMATS)),
    ],
)
def test_an_unknown_format_has_a_near_one(name, hint):
    with pytest.raises(UnknownNameError) as caught:
        find_format(name)
    assert str(caught.value) == f"no such format: {name!r}; {hint}"


@pytest.mark.parametrize("name", ["BibTeX", "bib", "json", "csl_json"])
def test_formats_have_other_names(name):
    assert find_format(name).name in FORMATS


def test_text_of_no_format_is_refused(tmp_path):
    path = tmp_path / "refs.txt"
    path.write_text("hello", encoding="utf-8")
    with pytest.raises(UnknownNameError, match=r"refs.txt: the format is not recognised; name one of bibtex"):
        read(path)


def test_broken_json_is_named_with_its_file(tmp_path):
    path = tmp_path / "refs.json"
    path.write_text('[{"id": 1,}]', encoding="utf-8")
    with pytest.raises(InvalidValueError, match=r"refs.json: not JSON: .* at line 1, column 11"):
        read(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"nope.bib: no such file"):
        read(tmp_path / "nope.bib")


def test_a_latin_1_file_has_a_finding(tmp_path):
    path = tmp_path / "refs.json"
    path.write_bytes(JSON.replace("T", "\n\xe9").encode("latin-1").replace(b"\n", b" "))
    (finding,) = read(path).findings
    assert (finding.code, finding.file, finding.value) == ("S014", str(path), "é")


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path):
    with pytest.raises(UnwritableFileError, match="its folder does not exist"):
        write(Library(), tmp_path / "no" / "refs.bib")


def test_an_extension_that_names_no_format_is_refused(tmp_path):
    with pytest.raises(UnknownNameError, match=r"x.foo: the extension names no format; use one of .bib"):
        write(Library(), tmp_path / "x.foo")


def test_nothing_is_left_behind_when_writing_fails(tmp_path):
    (tmp_path / "refs.bib").mkdir()
    with pytest.raises(UnwritableFileError):
        write(Library(), tmp_path / "refs.bib")
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]
