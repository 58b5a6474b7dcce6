"""Hover: the reference behind a key, macros, and why there is a finding."""

from __future__ import annotations

import pytest

BIB = """@string{cas = "Central Asian Survey"}
@book{cooley2017,
  author = {Cooley, Alexander and Heathershaw, John},
  title = {Dictators Without {Borders}},
  publisher = {Yale University Press},
  year = 2017,
}
@article{muller2020,
  author = {M{\\"u}ller, Anna},
  title = {On 🦆 Ducks},
  journal = cas,
  pages = {1-5},
  doi = {10.1016/j.x},
  year = 2020,
}
@inbook{part, author = {Li, Bo}, title = {The Part}, pages = {1--9}, crossref = {cooley2017}}
"""
TEX = "\\addbibresource{refs.bib}\n🦆 \\cite{cooley2017} \\cite{part} \\cite{nobody}\n"


@pytest.fixture
def paper(editor):
    editor.write("refs.bib", BIB)
    editor.write("paper.tex", TEX)
    editor.open("paper.tex")
    editor.open("refs.bib")
    return editor


def shown(editor, name, text, marked):
    answer = editor.ask("textDocument/hover", **editor.at(name, text, marked))
    return answer and answer["contents"]["value"]


def test_a_key_shows_the_reference(paper):
    answer = paper.ask("textDocument/hover", **paper.at("paper.tex", TEX, "cite{coo"))
    assert answer["contents"]["kind"] == "markdown"
    text = "Cooley, A., & Heathershaw, J. (2017). *Dictators Without Borders*. Yale University Press."
    assert answer["contents"]["value"].startswith(text)
    assert answer["range"]["start"] == {"line": 1, "character": 9}
    assert answer["range"]["end"] == {"line": 1, "character": 19}


def test_what_is_inherited_is_shown(paper):
    assert "Yale University Press" in shown(paper, "paper.tex", TEX, "cite{par")


def test_the_head_of_an_entry_shows_its_reference_and_its_link(paper):
    for marked in ("@art", "@article{mul"):
        assert "https://doi.org/10.1016/j.x" in shown(paper, "refs.bib", BIB, marked)
    assert "@article{muller2020}" in shown(paper, "refs.bib", BIB, "@art")


def test_a_crossref_shows_the_parent(paper):
    assert shown(paper, "refs.bib", BIB, "crossref = {coo").startswith("Cooley, A.")


def test_a_macro_shows_its_value(paper):
    assert shown(paper, "refs.bib", BIB, "journal = ca") == "`@string` cas: Central Asian Survey"


def test_a_finding_says_why_there_is_such_a_rule(paper):
    paper.findings("refs.bib")
    text = shown(paper, "refs.bib", BIB, "pages = {1")
    assert text.startswith("**P401 pages-hyphen**")
    assert "**Why:**" in text


def test_unsaved_entries_are_shown(paper):
    paper.change("refs.bib", BIB.replace("Dictators", "Ducks"))
    assert "*Ducks Without Borders*" in shown(paper, "paper.tex", TEX, "cite{coo")


def test_nothing_is_shown_elsewhere(paper):
    assert shown(paper, "paper.tex", TEX, "\\addbib") is None


@pytest.mark.parametrize(
    ("options", "beginning"),
    [
        ({"style": "ieee"}, "A. Cooley and J. Heathershaw"),
        ({"refgraph": {"style": "ieee", "locale": "de-DE"}}, "A. Cooley und J. Heathershaw"),
        ({"style": "no-such-style"}, "Cooley, A., & Heathershaw, J."),
        ({"style": "plain"}, "Alexander Cooley and John Heathershaw"),
    ],
)
def test_the_style_is_the_users(editors, tmp_path, options, beginning):
    editor = editors(tmp_path, options=options)
    editor.write("refs.bib", BIB)
    editor.open("refs.bib")
    assert beginning in shown(editor, "refs.bib", BIB, "@book{coo")


def test_the_style_can_be_changed(paper):
    paper.tell("workspace/didChangeConfiguration", settings={"refgraph": {"style": "ieee"}})
    assert "A. Cooley and J. Heathershaw" in shown(paper, "paper.tex", TEX, "cite{coo")


def test_an_empty_change_of_the_settings_changes_nothing(editors, tmp_path):
    editor = editors(tmp_path, options={"style": "ieee"})
    editor.write("refs.bib", BIB)
    editor.open("refs.bib")
    for settings in (None, {}, {"refgraph": None}, {"other": {"style": "apa"}}):
        editor.tell("workspace/didChangeConfiguration", settings=settings)
    assert "A. Cooley and J. Heathershaw" in shown(editor, "refs.bib", BIB, "@book{coo")
