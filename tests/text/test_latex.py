"""LaTeX to Unicode and back."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.text.latex import latex_to_unicode, unicode_to_latex

CASES = [
    ("accent in braces", r"Universit{\"a}t", "Universität"),
    ("accent with braces inside", r"Erd\H{o}s", "Erdős"),
    ("accent by a letter and a space", r"Fran{\c c}ois", "François"),
    ("accent on dotless i", r"Jir{\'\i}k na\"{\i}ve", "Jirík naïve"),
    ("accent on dotless j", r"\^{\j}", "ĵ"),
    ("two accents", r"Vi\d{\^e}t", "Việt"),
    ("accent on nothing", r"\'{}", "´"),
    ("letters of their own", r"{\AA}se Stra{\ss}e {\O}re \L{}ukasz", "Åse Straße Øre Łukasz"),
    ("control word eats the space", r"\o stergaard", "østergaard"),
    ("comma below", r"Ro\textcommabelow{s}u", "Roșu"),
    ("escapes", r"AT\&T 5\% \#1 a\_b \$3 \{x\}", "AT&T 5% #1 a_b $3 {x}"),
    ("dashes", "215--232 and --- so", "215–232 and — so"),
    ("quotes", "``one'' and `two' in Xi'an", "“one” and ‘two’ in Xi'an"),
    ("tie", "pp.~5", "pp. 5"),
    ("protecting braces", "The {DNA} of {\\'E}cole", "The DNA of École"),
    ("formatting", r"\emph{Homo} {\it sapiens} \textbf{s.\ l.}", "Homo sapiens s. l."),
    ("address", r"\url{https://a.example/b_c\%20d}", "https://a.example/b_c%20d"),
    ("link text", r"\href{https://a.example}{here}", "here"),
    ("sorting key", r"\noopsort{1973b}1973", "1973"),
    ("small formulas", r"H$_2$O, $\alpha$-decay, $x^{12}$", "H₂O, α-decay, x¹²"),
    ("large formula stays", r"$\frac{1}{2}$ of it", r"$\frac{1}{2}$ of it"),
    ("unknown command stays", r"\unknown{a {b}} c", r"\unknown{a {b}} c"),
    ("rare symbol", r"\textnumero 5", "№5"),
    ("number of a character", r'{\char"4E2D}', "中"),
    ("superscript", r"2\textsuperscript{nd} 10\textsuperscript{2}", "2nd 10²"),
    ("nothing to do", "plain text - with (signs): 5.", "plain text - with (signs): 5."),
]


@pytest.mark.parametrize(("latex", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_latex_becomes_unicode(latex, text):
    assert latex_to_unicode(latex) == text


def test_names_keep_the_braces_that_group():
    assert latex_to_unicode(r"{World {\"O}ko Bank} and {\'E}mile", keep_braces=True) == "{World Öko Bank} and Émile"


WRITTEN = [
    ("specials", "R&D_1 at 5% #2 $3", r"R\&D\_1 at 5\% \#2 \$3", r"R\&D\_1 at 5\% \#2 \$3"),
    ("letters", "Łódź ñ ï Ș", "Łódź ñ ï Ș", r"{\L}{\'o}d{\'z} {\~n} {\"\i} {\textcommabelow S}"),
    ("dashes", "a – b — c", "a – b — c", "a -- b --- c"),
    ("two hyphens are not a dash", "a--b", "a-{}-b", "a-{}-b"),
    ("unbalanced brace", "a { b", r"a \textbraceleft{} b", r"a \textbraceleft{} b"),
    ("kept command", r"\unknown{x_1}", r"\unknown{x_1}", r"\unknown{x_1}"),
    ("Greek", "α", "α", r"{$\alpha$}"),
    ("no LaTeX for it", "中", "中", r'{\char"4E2D}'),
]


@pytest.mark.parametrize(
    ("text", "plain", "ascii_only"), [case[1:] for case in WRITTEN], ids=[case[0] for case in WRITTEN]
)
def test_unicode_becomes_latex(text, plain, ascii_only):
    assert unicode_to_latex(text) == plain
    assert unicode_to_latex(text, ascii_only=True) == ascii_only


PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\\$"), max_size=25) | st.text(
    "ab `'-~^_{}%&#“”’é–—…\xa0ıiσАⓂ̈", max_size=12
)


@given(PLAIN, st.booleans())
def test_text_without_latex_comes_back(text, ascii_only):
    text = unicodedata.normalize("NFC", text)
    written = unicode_to_latex(text, ascii_only=ascii_only)
    assert latex_to_unicode(written) == text
    assert written.isascii() or not ascii_only


PIECES = [
    "\\emph{x}",
    "{",
    "}",
    "\\foo ",
    "\\foo{y}",
    "$",
    "\\alpha ",
    "^",
    "_",
    "a",
    " ",
    "\\'",
    "\\c ",
    "\\url{a_b}",
    "--",
    "~",
    "\\i ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_was_read_is_written_so_that_it_reads_the_same(latex):
    text = latex_to_unicode(latex)
    if latex.count("{") == latex.count("}") and "\\foo" not in latex and "}" not in text:
        assert latex_to_unicode(unicode_to_latex(text)) == text


@given(st.text("\\{}$'`\"~^a ", max_size=60))
def test_any_text_can_be_read_and_written_with_balanced_braces(latex):
    depth = 0
    for each in unicode_to_latex(latex_to_unicode(latex)):
        depth += {"{": 1, "}": -1}.get(each, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("piece", ["{", "\\'", "`", "$", "\\foo{", "\\emph{"])
def test_a_long_row_of_openings_is_no_problem(piece):
    assert latex_to_unicode(piece * 2000)


def test_the_shared_pairs(shared):
    pairs = json.loads((shared / "latex-unicode" / "cases.json").read_text(encoding="utf-8"))
    wrong = [latex for latex, text in pairs if latex_to_unicode(latex) != unicodedata.normalize("NFC", text)]
    assert len(wrong) <= 1, wrong
