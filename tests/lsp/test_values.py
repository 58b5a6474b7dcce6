"""The pure parts: values in, values out."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason='needs the extra "lsp"')

from lsprotocol.types import TextDocumentItem

from refgraph.check import check
from refgraph.formats.bibtex import parse_document
from refgraph.lsp.background import Background
from refgraph.lsp.candidates import Candidate, filter_text, find
from refgraph.lsp.checking import checked
from refgraph.lsp.documents import OpenDocument
from refgraph.lsp.files import Cache, Files, files_in
from refgraph.lsp.layout import changed_lines
from refgraph.lsp.positions import Lines
from refgraph.lsp.projects import find_project
from refgraph.lsp.remarks import ignore_here, ignore_in_file
from refgraph.lsp.renaming import replaced
from refgraph.lsp.server import Server
from refgraph.lsp.settings import Settings
from refgraph.lsp.uses import Kind, at, keys_in_bibliography, keys_in_text, macros
from refgraph.lsp.view import View
from refgraph.model.finding import Finding
from refgraph.text.decoding import read_text
from refgraph.text.opening import unsaved

BIB = "@string{j = {J}}\n@book(a , ids = {x y}, note = j # {b})\n@misc{b, crossref={A}, related = {a,zz}}\n"


def opened(path, text, version=1):
    return OpenDocument.of(TextDocumentItem(path.as_uri(), "bibtex", version, text))


def test_keys_and_macros_have_places():
    path = Path("/x.bib")
    document = parse_document(BIB, str(path))
    found = [(each.kind.name, each.name, BIB[slice(*each.span)]) for each in keys_in_bibliography(document, path)]
    assert found == [
        ("ENTRY", "a", "a"),
        ("ALIAS", "x", "x"),
        ("ALIAS", "y", "y"),
        ("ENTRY", "b", "b"),
        ("REFERENCE", "a", "A"),
        ("REFERENCE", "a", "a"),
        ("REFERENCE", "zz", "zz"),
    ]
    assert [(each.kind, BIB[slice(*each.span)]) for each in macros(document, path)] == [
        (Kind.MACRO, "j"),
        (Kind.MACRO_USE, "j"),
    ]


def test_of_two_names_that_touch_the_later_one_is_meant():
    document = parse_document("@misc{b, related={a,zz}}", "x.bib")
    uses = list(keys_in_bibliography(document, Path("x.bib")))
    assert at(uses, 18).name == "a"
    assert at(uses, 20).name == "zz"
    assert at(uses, 12) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"id": "a\\u00e9", "title": "id"}]'),
        ("a.yaml", "references:\n- id: aé\n  title: T\n"),
        ("a.yml", "aé:\n  type: book\n"),
    ],
)
def test_keys_stand_in_other_formats(name, text):
    (use,) = keys_in_text(text, Path(name), {"aé"})
    assert text[slice(*use.span)] in {"aé", "a\\u00e9"}


def test_a_value_is_made_once_for_a_state():
    cache, made = Cache(), []
    for stamp in (1, 1, 2):
        assert cache.get("name", stamp, lambda: made.append(1) or len(made)) == len(made)
    assert len(made) == 2
    assert cache.peek("name", 2) == 2
    assert cache.peek("name", 1) is None


def test_what_is_open_counts_before_the_disk(tmp_path):
    path = tmp_path.resolve() / "a.bib"
    path.write_text("@misc{disk}\n", encoding="utf-8")
    files = Files()
    assert [each.key for each in files.bibliography(path).entries] == ["disk"]
    opened_files = Files({path: opened(path, "\ufeff@misc{unsaved}\n")}, cache=files.cache)
    assert [each.key for each in opened_files.bibliography(path).entries] == ["unsaved"]
    assert [each.key for each in files.bibliography(path).entries] == ["disk"]


def test_texts_that_are_not_saved_hold_for_a_block_only(tmp_path):
    path = tmp_path.resolve() / "a.txt"
    path.write_text("disk", encoding="utf-8")
    with unsaved({path: "half \ud83e of a 🦆", path.with_name("new.txt"): "new"}):
        assert len(read_text(path).text) == len("half ? of a 🦆")
        assert read_text(tmp_path / "x" / ".." / "new.txt").text == "new"
    assert read_text(path).text == "disk"


def test_a_project_joins_what_hangs_together(tmp_path):
    folder = tmp_path.resolve()
    for name, text in {
        "a.bib": "@misc{a}",
        "b.bib": "@misc{b}",
        "lone.bib": "@misc{c}",
        "one.tex": "\\addbibresource{a.bib}\\addbibresource{b.bib}\\input{part}",
        "part.tex": "\\cite{a}",
        "two.typ": '#bibliography("b.bib")',
        "three.md": "no citation",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("a.bib", "part.tex", "two.typ"):
        project = find_project(Files(), [folder], folder / name)
        assert {path.name for path in project.files} == {"a.bib", "b.bib", "one.tex", "part.tex", "two.typ"}
    project = find_project(Files(), [folder], folder / "lone.bib")
    assert {path.name for path in project.files} == {"lone.bib"}


def test_the_findings_are_those_of_the_command(tmp_path):
    folder = tmp_path.resolve()
    (folder / "chapters").mkdir()
    for name, text in {
        "refs.bib": "@article{a, title = {On DNA}, pages = {1-5}}\n@book{b, author = {Li Bo et al.}, year = 1x}\n",
        "book.tex": "\\addbibresource{refs.bib}\\newcommand{\\see}[1]{\\cite{#1}}\\input{chapters/one}",
        "chapters/one.tex": "\\see{a} \\cite{nobody} % refgraph: ignore[M9]\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    project = find_project(Files(), [folder], folder / "chapters/one.tex")
    report = check(str(folder / "refs.bib"), manuscripts=[str(folder / "book.tex")])
    assert checked(Files(), project).findings == report.findings
    assert {each.code for each in report} >= {"G801", "G802", "P401", "C001"}


def test_the_settings_can_join_files(tmp_path):
    folder = tmp_path.resolve()
    (folder / "refs.bib").write_text("@misc{a}", encoding="utf-8")
    (folder / "text.md").write_text("@a", encoding="utf-8")
    (folder / "refgraph.toml").write_text('[check]\nmanuscripts = ["*.md"]\n', encoding="utf-8")
    project = find_project(Files(), [folder], folder / "refs.bib")
    assert {path.name for path in project.files} == {"refs.bib", "text.md"}


def test_the_settings_of_quarto_join_the_chapters_of_a_book(tmp_path):
    folder = tmp_path.resolve()
    for name, text in {
        "refs.bib": "@misc{a}",
        "_quarto.yml": "bibliography: refs.bib\n",
        "one.qmd": "@a",
        "two.qmd": "[@a]",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    project = find_project(Files(), [folder], folder / "refs.bib")
    assert {"one.qmd", "two.qmd", "refs.bib"} <= {path.name for path in project.files}


def test_files_are_looked_for_where_people_write(tmp_path):
    for name in ("a.bib", "deep/b.bib", ".git/c.bib", "node_modules/d.bib", "deep/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [path.name for path in files_in(tmp_path, frozenset({".bib"}))] == ["a.bib", "b.bib"]
    assert [path.name for path in files_in(tmp_path, frozenset({".bib"}), deep=False)] == ["a.bib"]


def finding(start):
    return Finding(code="P401", slug="pages-hyphen", message="m", span=(start, start + 1))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("@misc{a}\n", "% refgraph: ignore[P401]\n@misc{a}\n"),
        ("@misc{b}\r\n  @misc{a}\r\n", "@misc{b}\r\n% refgraph: ignore[P401]\r\n  @misc{a}\r\n"),
        ("@misc{b} @misc{a}\n", "@misc{b} \n% refgraph: ignore[P401]\n@misc{a}\n"),
        ("% refgraph: ignore[T6]\n@misc{a}\n", "% refgraph: ignore[T6, P401]\n@misc{a}\n"),
        ("% refgraph: ignore[]\n@misc{a}\n", "% refgraph: ignore[P401]\n@misc{a}\n"),
    ],
)
def test_a_remark_stands_above_its_entry(text, result):
    found = finding(text.index("{a") + 1)
    edit = ignore_here(found, Path("x.bib"), Lines(text), parse_document(text, "x.bib"))
    assert replaced(text, [edit]) == result


def test_a_finding_without_a_place_or_a_comment_has_no_remark():
    nowhere = Finding(code="P401", slug="s", message="m")
    assert ignore_here(nowhere, Path("x.tex"), Lines("x"), None) is None
    assert ignore_here(finding(0), Path("x.ipynb"), Lines("{}"), None) is None
    assert ignore_in_file(finding(0), Path("x.ipynb"), Lines("{}")) is None
    assert ignore_in_file(finding(0), Path("x.md"), Lines("a")) == (
        (1, 1),
        "\n\n<!-- refgraph: ignore-file[P401] -->\n",
    )


def test_a_candidate_is_found_by_beginnings_of_words():
    one = Candidate("li2020", "Li", "2020", "On Ducks", "book", ("li2020", "li", "2020", "on", "ducks"))
    other = Candidate("duck1999", "Ma", "1999", "Geese", "book", ("duck1999", "ma", "1999", "geese"))
    assert [each.key for each in find([one, other], "duck")] == ["duck1999", "li2020"]
    assert find([one, other], "uck") == [other]
    assert filter_text(one, "duc").startswith("duc ducks ")
    assert filter_text(one, "li").startswith("li2020 ")


@pytest.mark.parametrize(("old", "new"), [("", "a\n"), ("a\n", ""), ("a\nb\nc", "a\nc"), ("a\na\n", "a\n"), ("x", "x")])
def test_only_lines_that_differ_are_replaced(old, new):
    assert replaced(old, changed_lines(old, new)) == new


@pytest.mark.parametrize("given", [None, [], {"refgraph": 3}, {"style": 3, "locale": 1, "delay": -1}, {"style": ""}])
def test_settings_that_make_no_sense_are_passed_over(given):
    assert Settings.of(given) == Settings()


def test_a_job_waits_for_rest_and_runs_once_more_if_it_is_asked_for_meanwhile():
    runs, go = [], threading.Event()

    def job():
        runs.append(1)
        go.wait(60)

    background = Background(job)
    assert background.rests
    for _ in range(20):
        background.soon(0.05)
    assert not background.rests
    wait_for(lambda: len(runs) == 1)
    background.soon(0)
    background.soon(0)
    go.set()
    wait_for(lambda: background.rests)
    assert len(runs) == 2


def wait_for(condition):
    for _ in range(2000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


def test_a_check_that_ends_after_the_editor_left_says_nothing(tmp_path, caplog):
    server = Server()
    document = opened(tmp_path / "refs.bib", "@book{a}\n")
    server.view = View(Files(documents={document.path: document}))
    server._loop = asyncio.new_event_loop()
    server._loop.close()
    with caplog.at_level(logging.ERROR):
        assert document.path in server._check_project(server.view, document.path)
    assert not caplog.records
