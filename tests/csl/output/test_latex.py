"""LaTeX."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text
from tapes import (
    AFTER_LABEL,
    BLOCK,
    BOLD,
    INDENT,
    ITALIC,
    LABEL,
    LIGHT,
    OBLIQUE,
    SMALL_CAPS,
    SNIPPETS,
    SUB,
    SUP,
    UNDERLINE,
    UPRIGHT,
    tape,
)  # fmt: skip

from refgraph.csl.output import BibliographyLayout, EntryLayout, write_tokens, writer
from refgraph.csl.tokens import Mark
from refgraph.text.latex import latex_to_unicode

LATEX = writer("latex")


def written(*parts):
    return write_tokens(tape(*parts), LATEX)


def spaces(text):
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("mark", "latex"),
    [
        (ITALIC, r"\emph{x}"),
        (OBLIQUE, r"\textsl{x}"),
        (BOLD, r"\textbf{x}"),
        (LIGHT, r"{\fontseries{l}\selectfont x}"),
        (SMALL_CAPS, r"\textsc{x}"),
        (UNDERLINE, r"\underline{x}"),
        (SUP, r"\textsuperscript{x}"),
        (SUB, r"\textsubscript{x}"),
        (UPRIGHT, "x"),
    ],
)
def test_marks(mark, latex):
    assert written((mark, "x")) == latex


def test_normal_inside_italics_is_upright():
    assert written((ITALIC, "On ", (UPRIGHT, "Homo sapiens"), " now")) == r"\emph{On} Homo sapiens \emph{now}"


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("R&D: 5% of $3_000 #1", r"R\&D: 5\% of \$3\_000 \#1"),
        ("{x} \\y ~z ^w", r"\{x\} \textbackslash{}y \textasciitilde{}z \textasciicircum{}w"),
        ("a--b ''c'' `d", r"a-{}-b '{}'c'{}' \textasciigrave{}d"),
        ("“q” – — … é я 日本", "“q” – — … é я 日本"),
        ("1\N{NO-BREAK SPACE}kg 1\N{NARROW NO-BREAK SPACE}%", r"1~kg 1\,\%"),
        ("e\u0301", "é"),
        ("3ᵉ m²", r"3\textsuperscript{e} m²"),
        ("a\n\n\tb\x00c", "a bc"),
    ],
)
def test_escaping(text, latex):
    assert LATEX.escape(text) == latex


@given(st.lists(SNIPPETS, max_size=5).map("".join))
def test_our_own_reader_gets_the_text_back(text):
    shown = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{SOFT HYPHEN}", "")
    assert spaces(latex_to_unicode(LATEX.escape(text))) == spaces(unicodedata.normalize("NFC", shown))


@given(st.text(st.characters(categories=["L", "N", "Zs"], max_codepoint=0x24F), max_size=30))
def test_pylatexenc_gets_letters_back(text):
    plain = unicodedata.normalize("NFC", text)
    shown = LatexNodes2Text(strict_latex_spaces=True).latex_to_text(LATEX.escape(text))
    assert spaces(shown.strip()) == spaces(plain.strip())


def test_signs_of_two_runs_do_not_join():
    assert written("a-", "-b '", "'c") == r"a-{}-b '{}'c"


def test_an_address_survives_inside_other_commands():
    link = Mark("link", "https://x.org/a_b%20{c}#d&e\\")
    assert written((ITALIC, (link, "a_b"))) == r"\emph{\href{https://x.org/a_b\%20\%7Bc\%7D\#d\&e\%5C}{a\_b}}"


def test_entries_are_items_with_or_without_labels():
    bodies = [written((LABEL, "[1]"), (AFTER_LABEL, "Doe"), "."), "[2] Roe", "Poe"]
    assert [LATEX.entry(body, EntryLayout()) for body in bodies] == [
        "\\item[{[1]}] Doe.\n",
        "\\item[] [2] Roe\n",
        "\\item Poe\n",
    ]


def test_blocks_are_paragraphs():
    body = written((BLOCK, "Doe"), (LABEL, "2020"), (AFTER_LABEL, "A"), (INDENT, "Note"))
    assert LATEX.entry(body, EntryLayout()) == (
        "\\item {\\advance\\leftskip-\\labelwidth\\advance\\leftskip-\\labelsep Doe\\par}\n"
        "\\vspace{-\\itemsep}\\item[{2020}] A\\par\n"
        "{\\advance\\leftskip 2em Note\\par}\n"
    )


LAYOUTS = [
    (BibliographyLayout(), {"leftmargin": "0pt", "itemsep": r"1\baselineskip"}),
    (
        BibliographyLayout(hanging_indent=True, entry_spacing=0),
        {"leftmargin": "2em", "itemindent": "-2em", "itemsep": "0pt"},
    ),
    (
        BibliographyLayout(second_field_align="flush", max_offset=4),
        {"labelwidth": "2.2em", "leftmargin": r"\dimexpr\labelwidth+\labelsep\relax"},
    ),
    (BibliographyLayout(second_field_align="margin", max_offset=4), {"labelwidth": "2.2em", "leftmargin": "0pt"}),
]


@pytest.mark.parametrize(("layout", "lengths"), LAYOUTS, ids=["plain", "hanging", "flush", "margin"])
def test_the_list_has_the_lengths_of_the_layout(layout, lengths):
    fragment = LATEX.bibliography([LATEX.entry("Doe", EntryLayout())], layout)
    assert fragment.startswith("\\begin{list}{}{%\n")
    assert fragment.endswith("}\n\\item Doe\n\\end{list}\n")
    found = dict(re.findall(r"\\setlength\{\\(\w+)\}\{(.*?)\}%", fragment))
    assert {name: found[name] for name in lengths} == lengths


def test_double_spacing_ends_with_the_bibliography():
    fragment = LATEX.bibliography([], BibliographyLayout(line_spacing=2))
    assert fragment.startswith("{\\linespread{2}\\selectfont\n\\begin{list}")
    assert fragment.endswith("\\item[]\n\\end{list}\n\\par}\n")


def test_links_do_not_need_hyperref():
    body = written((Mark("link", "https://x.org"), "x"))
    assert LATEX.bibliography([body], BibliographyLayout()).startswith("\\providecommand{\\href}[2]{#2}\n")


def test_a_document_has_a_preamble():
    document = LATEX.document([LATEX.entry("Doe", EntryLayout())], BibliographyLayout(), title="R & D")
    assert document.startswith("\\documentclass{article}\n\\usepackage{iftex}\n")
    assert "\\begin{document}\n\\section*{R \\& D}\n\\begin{list}" in document
    assert document.endswith("\\end{list}\n\\end{document}\n")
