"""refgraph bibtex: an .aux file to a .bbl file."""

from __future__ import annotations

import pytest

STYLE = r"""
ENTRY { author title year } {} {}
FUNCTION {default.type}
{ author empty$ { "empty author in " cite$ * warning$ } 'skip$ if$
  "\bibitem{" cite$ * "} " * title * ", " * year * write$ newline$ }
READ
ITERATE {call.type$}
"""
BIB = "@book{b, title = {Two}, year = 2002}\n@book{a, title = {One}, year = 2001, author = {A}}\n"
AUX = "\\relax\n\\citation{b}\n\\citation{a,b}\n\\bibstyle{short}\n\\bibdata{refs}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "short.bst").write_text(STYLE, encoding="ascii")
    (tmp_path / "refs.bib").write_text(BIB, encoding="ascii")
    (tmp_path / "paper.aux").write_text(AUX, encoding="ascii")
    return tmp_path


def test_the_bbl_file_is_written_beside_the_aux_file(folder, run):
    code, out, err = run("bibtex", "paper")
    assert (code, out) == (0, "")
    assert "Warning--empty author in b" in err
    assert (folder / "paper.bbl").read_text("ascii") == "\\bibitem{b} Two, 2002\n\\bibitem{a} One, 2001\n"


def test_bibliographies_are_looked_for_where_bibtex_looks(folder, run, monkeypatch):
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "refs.bib").rename(folder / "deep" / "er" / "refs.bib")
    code, _, err = run("bibtex", "paper.aux")
    assert (code, "refs.bib: no such file; looked in ." in err) == (2, True)
    monkeypatch.setenv("BIBINPUTS", "deep//")
    assert run("bibtex", "paper.aux", "-o", "out.bbl")[0] == 0
    assert (folder / "out.bbl").is_file()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("\\citation{a}\n\\bibdata{refs}\n", "LaTeX noted down no style", id="no-style"),
        pytest.param("\\abx@aux@cite{0}{a}\n", "is BibLaTeX's", id="biblatex"),
    ],
)
def test_what_bibtex_does_not_run_on_is_said(folder, run, text, message):
    (folder / "paper.aux").write_text(text, encoding="ascii")
    code, _, err = run("bibtex", "paper")
    assert (code, message in err) == (2, True)


def test_a_missing_aux_file_is_said(folder, run):
    code, _, err = run("bibtex", "other")
    assert (code, "other.aux: no such file" in err) == (2, True)
