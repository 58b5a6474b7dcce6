"""Symbols, folding and formatting of .bib files."""

from __future__ import annotations

import pytest

BIB = """% mine
@string{cas = "Central Asian Survey"}
@Book{cooley2017, Author = {Cooley, Alexander}, title = "Dictators 🦆",
  year = 2017}
@article{muller2020,author={Müller, Anna},
  title = {קצר}, journal = cas,
  year = 2020,
}
"""


@pytest.fixture
def bib(editor):
    editor.write("refs.bib", BIB)
    editor.open("refs.bib")
    return editor


def document(editor, name="refs.bib"):
    return {"textDocument": {"uri": editor.uri(name)}}


def test_the_entries_and_macros_of_a_file(bib):
    found = bib.ask("textDocument/documentSymbol", **document(bib))
    assert [(each["name"], each["detail"]) for each in found] == [
        ("cas", "Central Asian Survey"),
        ("cooley2017", "Cooley (2017). Dictators 🦆"),
        ("muller2020", "Müller (2020). קצר"),
    ]
    assert found[1]["range"]["start"] == {"line": 2, "character": 0}
    assert found[1]["range"]["end"] == {"line": 3, "character": 14}
    assert found[1]["selectionRange"]["start"] == {"line": 2, "character": 6}


def test_a_manuscript_has_no_symbols(bib):
    bib.write("a.tex", "\\cite{cooley2017}")
    bib.open("a.tex")
    assert bib.ask("textDocument/documentSymbol", **document(bib, "a.tex")) == []


@pytest.mark.parametrize(
    ("query", "keys"),
    [("dict coo", ["cooley2017"]), ("MULLER", ["muller2020"]), ("", ["cooley2017", "muller2020", "other"]), ("x", [])],
)
def test_works_are_found_in_the_whole_workspace(editor, query, keys):
    editor.write("refs.bib", BIB)
    editor.write("deep/er/more.bib", "@misc{other, title = {T}}\n")
    editor.write(".hidden/no.bib", "@misc{hidden, title = {T}}\n")
    found = editor.ask("workspace/symbol", query=query)
    assert sorted(each["containerName"] for each in found) == keys


def test_entries_can_be_folded(bib):
    found = bib.ask("textDocument/foldingRange", **document(bib))
    assert [(each["startLine"], each["endLine"]) for each in found] == [(2, 3), (4, 7)]


def test_formatting_is_that_of_the_command(bib):
    options = {"tabSize": 8, "insertSpaces": False}
    edits = bib.ask("textDocument/formatting", options=options, **document(bib))
    text = bib.applied(BIB, edits)
    assert text == (
        "% mine\n@string{cas = {Central Asian Survey}}\n\n"
        "@book{cooley2017,\n  author = {Cooley, Alexander},\n  title = {Dictators 🦆},\n  year = 2017,\n}\n\n"
        "@article{muller2020,\n  author = {Müller, Anna},\n  title = {קצר},\n  journal = cas,\n  year = 2020,\n}\n"
    )
    bib.change("refs.bib", text)
    assert bib.ask("textDocument/formatting", options=options, **document(bib)) == []


def test_line_ends_stay_when_a_file_is_formatted(bib):
    text = BIB.replace("\n", "\r\n")
    bib.change("refs.bib", text)
    edits = bib.ask("textDocument/formatting", options={"tabSize": 2, "insertSpaces": True}, **document(bib))
    done = bib.applied(text, edits)
    assert done.count("\r\n") == done.count("\n") == 15
