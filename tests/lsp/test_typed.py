"""What is being typed: keys in call-outs of every kind of manuscript, and places in .bib files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason='needs the extra "lsp"')

from refgraph.documents.callouts.latex_macros import find_commands
from refgraph.lsp.bib_context import Place, context_at
from refgraph.lsp.typed_key import typed_key


def pieces(*words):
    return st.lists(st.sampled_from(words), max_size=30).map("".join)


SUFFIXES = (".tex", ".md", ".qmd", ".typ", ".rst", ".org", ".adoc", ".ipynb", ".html", ".txt", ".bib", "")


@pytest.mark.parametrize(
    ("name", "text", "typed"),
    [
        ("a.tex", r"see \cite{|", ""),
        ("a.tex", r"see \cite{a, smi|th}", "smith"),
        ("a.tex", r"\parencites[1]{a}{b|", "b"),
        ("a.tex", r"\autocite[see][12]{|}", ""),
        ("a.tex", "\\cite{smi|\nnext \\textbf{x} y", "smi"),
        ("a.tex", r"\newcommand{\see}[1]{\cite{#1}} \see{ab|", "ab"),
        ("a.tex", r"\textcite{smith cli|", "smith cli"),
        ("a.tex", r"\section{|", None),
        ("a.tex", r"\ref{ab|}", None),
        ("a.tex", r"% \cite{ab|", None),
        ("a.tex", "plain |", None),
        ("a.md", "see @|", ""),
        ("a.md", "[see @smi|, p. 3; @b]", "smi"),
        ("a.qmd", "[-@smi|]", "smi"),
        ("a.md", "{cite:p}`a,b|`", "b"),
        ("a.md", "{cite}`|", ""),
        ("a.md", "mail me@ex|", None),
        ("a.typ", "as @smi|th says", "smith"),
        ("a.typ", "#cite(<|", ""),
        ("a.typ", '#cite(label("a|', "a"),
        ("a.typ", "// @smi|", None),
        ("a.rst", ":cite:p:`a,b|`", "b"),
        ("a.rst", ":footcite:`|", ""),
        ("a.rst", ":ref:`|", None),
        ("a.org", "[cite:@|", ""),
        ("a.org", "[cite/t:@a;@b|]", "b"),
        ("a.org", "[[cite:&a|]]", "a"),
        ("a.org", "cite:|", ""),
        ("a.adoc", "cite:[a(12),|", ""),
        ("a.adoc", "citenp:[ab|]", "ab"),
        ("a.html", '<cite data-cite="a|', "a"),
    ],
)
def test_a_key_that_is_being_typed_is_seen(name, text, typed):
    offset = text.index("|")
    text = text.replace("|", "")
    span = typed_key(text, Path(name), offset)
    assert (span and text[slice(*span)]) == typed


def test_commands_of_other_files_count():
    commands = find_commands(r"\newcommand{\zitat}[1]{\parencite{#1}}")
    assert typed_key(r"\zitat{ab", Path("a.tex"), 9, commands) == (7, 9)
    assert typed_key(r"\zitat{ab", Path("a.tex"), 9) is None


@pytest.mark.parametrize(
    ("text", "place", "typed", "field"),
    [
        ("@|", Place.TYPE, "", ""),
        ("% note\n  @art|", Place.TYPE, "art", ""),
        ("@article{|", Place.KEY, "", ""),
        ("@article{k, |", Place.NAME, "", ""),
        ("@article{k,\n  ti|tle = {X}}", Place.NAME, "title", ""),
        ("@article(k, title = {X}, au|", Place.NAME, "au", ""),
        ("@article{k, title = {X @a{b, c = 1}}, au|", Place.NAME, "au", ""),
        ('@article{k, note = "a{"}b", au|', Place.NAME, "au", ""),
        ("@article{k, journal = |", Place.BARE, "", "journal"),
        ("@article{k, journal = {A} # ca|s, year = 1}", Place.BARE, "cas", "journal"),
        ("@string{x = ca|", Place.BARE, "ca", "x"),
        ("@inbook{k, crossref = {co|", Place.TEXT, "co", "crossref"),
        ('@inbook{k, related = "a,b|"}', Place.TEXT, "b", "related"),
        ("@inbook{broken, title = \n@book{k, ye|", Place.NAME, "ye", ""),
        ("@book{k, = , ye|", Place.NAME, "ye", ""),
    ],
)
def test_a_place_in_a_bib_file_is_known(text, place, typed, field):
    offset = text.index("|")
    text = text.replace("|", "")
    found = context_at(text, offset)
    assert found is not None
    assert (found.place, text[slice(*found.span)], found.field) == (place, typed, field)


@pytest.mark.parametrize("text", ["|", "text |", "@book{k, year = 1} |", "@comment{a|", "@preamble{ |", "@string{x|"])
def test_nothing_stands_between_entries(text):
    assert context_at(text.replace("|", ""), text.index("|")) is None


def test_fields_above_and_below_are_there_already():
    text = "@book{k,\n  title = {X},\n  \n  year = 2001,\n  Editor = {Y},\n}\n\n@misc{z,\n  note = {n},\n}\n"
    found = context_at(text, text.index("  \n") + 2)
    assert found is not None
    assert found.names == {"title", "year", "editor"}


@given(pieces(*'@a{},="#( )\n%\\1', "🦆", "article{k,", "title = {"), st.data())
def test_law_any_place_in_any_text_has_an_answer(text, data):
    offset = data.draw(st.integers(0, len(text)))
    found = context_at(text, offset)
    assert found is None or found.span[0] <= offset <= found.span[1]


@given(
    pieces(*'a{},;[]()<>@:`"\n%$', r"\cite{", "[@", "{cite}`", ":cite:`", "cite:", "#cite(<"),
    st.sampled_from(SUFFIXES),
    st.data(),
)
def test_law_a_typed_key_holds_the_cursor(text, suffix, data):
    offset = data.draw(st.integers(0, len(text)))
    span = typed_key(text, Path(f"t{suffix}"), offset)
    assert span is None or span[0] <= offset <= span[1] <= len(text)
