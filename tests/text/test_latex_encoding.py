"""Unicode and rich text to LaTeX in an encoding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refgraph.errors import UnknownNameError
from refgraph.text.latex import (
    codec_name,
    commands_beyond,
    holds,
    latex_to_rich,
    latex_to_unicode,
    markup_to_latex,
    plain_markup,
    unicode_to_latex,
    without_command,
)

ASCII = [
    ("accents", "é ñ ü Ő ş ą ḥ ự", r"{\'e} {\~n} {\"u} {\H O} {\c s} {\k a} {\d h} {\d{\horn u}}"),
    ("dotless letters", "í ï ǰ ı", r"{\'\i} {\"\i} {\v\j} {\i}"),
    ("two accents", "ễ ǘ Ǿ", r"{\~{\^e}} {\'{\"u}} {\'{\O}}"),
    ("letters of their own", "østra ßa Łódź", r"{\o}stra {\ss}a {\L}{\'o}d{\'z}"),
    ("Greek", "α Ω ά Ό ο", r"{$\alpha$} {$\Omega$} {$\acute{\alpha}$} {\'{\textOmicron}} {\textomicron}"),
    ("Cyrillic", "Алматы ёж ќ", r"{\CYRA}{\cyrl}{\cyrm}{\cyra}{\cyrt}{\cyrery} {\cyryo}{\cyrzh} {\'{\cyrk}}"),
    ("raised and lowered", "x² H₂O 10⁻³", r"x{\texttwosuperior} H{$_2$}O 10{$^-$}{\textthreesuperior}"),
    (
        "signs",
        "5 € – 1 £ ± © … “q” ’s",
        r"5 {\texteuro} -- 1 {\pounds} {\textpm} {\copyright} {\dots} ``q'' {\textquoteright}s",
    ),
    ("formulas", "a ≤ b × ∞ ℝ", r"a {$\leq$} b {\texttimes} {$\infty$} {$\mathbb{R}$}"),
    ("escapes", r"R&D 5% #1 a_b $5 {x} ~ ^", r"R\&D 5\% \#1 a\_b \$5 \{x\} \textasciitilde{} \textasciicircum{}"),
    ("a backslash", "a\\ b", r"a\textbackslash{} b"),
    ("by number", "北京", r'{\char"5317}{\char"4EAC}'),
]


@pytest.mark.parametrize(("text", "latex"), [case[1:] for case in ASCII], ids=[case[0] for case in ASCII])
def test_text_is_written_in_ascii(text, latex):
    assert unicode_to_latex(text, encoding="ascii") == latex
    assert latex_to_unicode(latex) == text


@pytest.mark.parametrize(
    ("encoding", "latex"),
    [
        ("utf-8", "Łódź, Übung, мир"),
        ("latin-1", r"{\L}ód{\'z}, Übung, {\cyrm}{\cyri}{\cyrr}"),
        ("iso-8859-2", r"Łódź, Übung, {\cyrm}{\cyri}{\cyrr}"),
        ("cp1251", r"{\L}{\'o}d{\'z}, {\"U}bung, мир"),
        ("us-ascii", r"{\L}{\'o}d{\'z}, {\"U}bung, {\cyrm}{\cyri}{\cyrr}"),
    ],
)
def test_only_what_the_encoding_lacks_becomes_a_command(encoding, latex):
    assert unicode_to_latex("Łódź, Übung, мир", encoding=encoding) == latex


def test_commands_in_the_text_stay():
    assert commands_beyond(r"\emph{naïve} \foo{β}") == r"\emph{na{\"\i}ve} \foo{{$\beta$}}"


def test_characters_that_no_command_means_are_listed():
    assert without_command("Ł 北 é 京 北", "ascii") == ("北", "京")
    assert without_command("Łódź", "ascii") == ()
    assert without_command("北京", "gb18030") == ()


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "base64"])
def test_an_encoding_that_is_none_is_refused(encoding):
    with pytest.raises(UnknownNameError, match=f"no such encoding: '{encoding}'; use ascii, latin-1"):
        unicode_to_latex("é", encoding=encoding)


def test_encodings_have_many_names():
    assert codec_name("latin1") == codec_name("ISO-8859-1")
    assert holds("é", "latin-1")
    assert not holds("é", "ascii")


ENCODINGS = st.sampled_from(["ascii", "latin-1", "iso-8859-2", "cp1251", "utf-8"])
ANY = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\\$"), max_size=30)
SCRIPTS = st.text("aıiZ éǘễơøßŁşÅ αάΐΩο Яёќй ²³₁⁻ –—“”‘’… €£±≤∞ℝ北́̂ {}~^_%&#`'-", max_size=20)


@given(ANY | SCRIPTS, ENCODINGS)
def test_what_is_written_reads_the_same_and_fits_the_encoding(text, encoding):
    text = unicodedata.normalize("NFC", text)
    written = unicode_to_latex(text, encoding=encoding)
    assert latex_to_unicode(written) == text
    assert holds(written, encoding)


@given(SCRIPTS, ENCODINGS)
def test_writing_what_was_read_changes_nothing_more(text, encoding):
    once = unicode_to_latex(unicodedata.normalize("NFC", text), encoding=encoding)
    assert unicode_to_latex(latex_to_unicode(once), encoding=encoding) == once


MARKUP = [
    ("protected letters", 'The <span class="nocase">DNA</span> story', "The {DNA} story"),
    ("styles", "<i>E. coli</i> <b>b</b> <sc>s</sc>", r"\textit{E. coli} \textbf{b} \textsc{s}"),
    ("raised and lowered", "2<sup>nd</sup> x<sub>max</sub>", r"2\textsuperscript{nd} x\textsubscript{max}"),
    ("an argument protects by itself", '<span class="nocase"><i>In Vivo</i></span>', r"\textit{In Vivo}"),
    ("inside out", '<i><span class="nocase">In Vivo</span></i>', r"\textit{In Vivo}"),
    ("not a special character", '<span class="nocase"><i>a</i> B</span>', r"{{}\textit{a} B}"),
    ("special letters", '<span class="nocase">Österreich & Co</span>', r"{Österreich \& Co}"),
    ("tags without partner", "a <i>b and 1 < 2", "a <i>b and 1 < 2"),
]


@pytest.mark.parametrize(("markup", "latex"), [case[1:] for case in MARKUP], ids=[case[0] for case in MARKUP])
def test_markup_becomes_latex(markup, latex):
    assert markup_to_latex(markup) == latex
    assert latex_to_rich(latex).plain == plain_markup(markup)


def test_protected_letters_stay_protected_in_ascii():
    latex = markup_to_latex('<span class="nocase">Österreich</span>', "ascii")
    assert latex == r"{{\"O}sterreich}"
    assert latex_to_rich(latex).markup == '<span class="nocase">Österreich</span>'


LATEX = st.recursive(
    st.sampled_from(["Dna", "é", " of ", "x-ray", "A & B", "5"]).map(unicode_to_latex),
    lambda inner: st.tuples(
        st.sampled_from(["{%s}", r"\textit{%s}", r"\textbf{%s}", r"\textsc{%s}", r"{\em %s}", "%s: %s"]), inner, inner
    ).map(lambda made: made[0] % made[1:] if made[0].count("%s") == 2 else made[0] % made[1]),
    max_leaves=6,
)


@given(LATEX, st.sampled_from(["ascii", "utf-8"]))
def test_structure_is_the_same_after_writing_it_twice(latex, encoding):
    rich = latex_to_rich(latex)
    once = latex_to_rich(markup_to_latex(rich.markup, encoding))
    assert once.plain == rich.plain
    assert latex_to_rich(markup_to_latex(once.markup, encoding)) == once


@given(st.text('<>/ibspancle="noc \\{}$`', max_size=40))
def test_any_text_can_be_read_as_markup(text):
    markup_to_latex(text)
    assert latex_to_unicode(unicode_to_latex(plain_markup(text))) is not None
