"""What a run of a style gives besides its bytes: findings, keys, and errors that say where and what."""

from __future__ import annotations

import shutil

import pytest

from refgraph.bst import Limits, installed_styles, render_bbl, render_bst
from refgraph.bst.locating import find_style
from refgraph.errors import InvalidValueError, StyleError, UnreadableFileError
from refgraph.formats.bibtex import loads

HEAD = "ENTRY { author title } {} {}\nSTRINGS { s }\n"


@pytest.fixture
def style(tmp_path):
    def write(text, name="mine.bst"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


BROKEN = {
    "no command": ("FOO {a}\n", 1, 1, "'FOO' is no command of BibTeX"),
    "a string without end": (HEAD + 'FUNCTION {f} { "abc\n }\n', 3, 16, "a name, string, number or brace expected"),
    "a brace without end": (HEAD + "  FUNCTION {f} { skip$\n", 3, 3, "is not closed"),
    "a group too few": ("ENTRY {a} {b}\nREAD\n", 2, 1, "ENTRY needs 3 groups in braces"),
    "too deep": (HEAD + "FUNCTION {f} {" + "{" * 500, 3, 215, "nested more than 200 deep"),
}


@pytest.mark.parametrize(("text", "line", "column", "message"), BROKEN.values(), ids=BROKEN)
def test_a_syntax_error_is_pointed_at(text, line, column, message, style):
    path = style(text)
    with pytest.raises(StyleError) as caught:
        render_bbl(path, b"")
    assert (caught.value.path, caught.value.line, caught.value.column) == (str(path), line, column)
    assert f"{path}: the style fails: line {line}, column {column}: " in str(caught.value)
    assert message in str(caught.value)
    shown, caret = str(caught.value).splitlines()[-2:]
    assert shown[2:] == text.splitlines()[line - 1]
    assert caret == " " * (column + 1) + "^"


def test_a_name_that_is_not_defined_is_pointed_at_where_works_are_rendered(style):
    path = style(HEAD + "FUNCTION {f} {\n  title no.such #1 }\n")
    with pytest.raises(InvalidValueError, match=r"line 4, column 9: no\.such is an unknown function") as caught:
        render_bst(loads("@misc{a, title={T}}"), path)
    assert str(caught.value).endswith("\n    title no.such #1 }\n          ^")


def test_an_unknown_name_is_a_finding_and_the_style_goes_on_as_in_bibtex(style):
    path = style(HEAD + "FUNCTION {misc} { no.such title write$ newline$ }\nREAD ITERATE {call.type$}\n")
    bbl = render_bbl(path, b"@misc{a, title = {T}}")
    assert bbl.data == b"T\n"
    assert [(each.code, each.severity, each.line, each.file) for each in bbl.findings] == [
        ("B105", "error", 3, str(path))
    ]


ENDLESS = 'FUNCTION {misc} { title "endless" = { { #1 } { skip$ } while$ } { title write$ newline$ } if$ }\n'


def test_a_loop_without_end_costs_only_its_entry(style):
    path = style(HEAD + ENDLESS + "READ ITERATE {call.type$}\n")
    database = b"@misc{a, title = {A}}\n@misc{b, title = {endless}}\n@misc{c, title = {C}}"
    bbl = render_bbl(path, database, limits=Limits(loops=1000))
    assert bbl.data == b"A\nC\n"
    assert [(each.code, each.key) for each in bbl.findings] == [("B106", "b")]
    assert "while$ does not end: 1000 turns for entry b" in bbl.findings[0].message


def test_a_style_that_never_ends_is_an_error(style):
    path = style(HEAD + "FUNCTION {f} { { #1 } { skip$ } while$ }\nREAD EXECUTE {f}\n")
    with pytest.raises(StyleError, match=r"line 4, column 1: while\$ does not end"):
        render_bbl(path, b"", limits=Limits(loops=1000))


def test_a_text_without_end_is_an_error(style):
    path = style(HEAD + 'FUNCTION {f} { "xxxxxxxxxx" { #1 } { duplicate$ * } while$ }\nREAD EXECUTE {f}\n')
    with pytest.raises(StyleError, match="a text of more than"):
        render_bbl(path, b"")


def test_a_type_that_calls_itself_costs_only_its_entry(style):
    path = style(
        HEAD + "FUNCTION {misc} { call.type$ } FUNCTION {book} { cite$ write$ newline$ }\nREAD ITERATE {call.type$}\n"
    )
    bbl = render_bbl(path, b"@misc{a}\n@book{b}\n")
    assert bbl.data == b"b\n"
    assert bbl.findings[0].message == "call.type$ calls itself for entry a"


def test_warnings_are_findings_with_key_and_text(style, tmp_path):
    path = style(
        HEAD
        + 'FUNCTION {misc} { title empty$ { "empty title in " cite$ * warning$ } \'skip$ if$ }\nREAD ITERATE {misc}\n'
    )
    database = tmp_path / "works.bib"
    database.write_text("@misc{a, title = nowhere}\n@misc{b,\n note {x}}\n", encoding="utf-8")
    bbl = render_bbl(path, database, ("a", "b", "c"))
    assert [(each.code, each.severity, each.key, each.line, each.message) for each in bbl.findings] == [
        ("B103", "warning", "a", 1, 'string name "nowhere" is undefined'),
        ("B103", "error", "b", 3, 'I was expecting an "="---line 3 of file works.bib'),
        ("B102", "warning", "c", None, 'I didn\'t find a database entry for "c"'),
        ("B101", "warning", "a", 4, "empty title in a"),
        ("B101", "warning", "b", 4, "empty title in b"),
    ]
    assert {each.file for each in bbl.findings[:2]} == {str(database)}
    assert bbl.log.endswith("Warning--empty title in a\nWarning--empty title in b\n")


def test_text_is_the_output_as_utf_8_or_latin_1(style):
    path = style(HEAD + "FUNCTION {misc} { title write$ newline$ }\nREAD ITERATE {misc}\n")
    assert render_bbl(path, "@misc{a, title = {é}}".encode()).text == "é\n"
    assert render_bbl(path, b"@misc{a, title = {\xe9}}").text == "é\n"
    assert render_bbl(path, "@misc{é, title = {x}}".encode(), ("é",)).keys == ("é",)


def test_works_are_rendered_by_letters_and_not_by_bytes(style):
    path = style(
        "ENTRY { author title } {} {}\nREAD\nFUNCTION {misc} {\n"
        '  "\\bibitem{" cite$ * "}" * write$ newline$\n'
        '  author #1 "{f.~}{ll}" format.name$ write$ ", " title "u" change.case$ * write$ newline$ }\n'
        "ITERATE {misc}\n"
    )
    library = loads("@misc{a, author = {Óscar Żółć}, title = {Жизнь}}")
    assert render_bst(library, path).replace("\N{NO-BREAK SPACE}", " ") == "[1] Ó. Żółć, Жизнь\n"


def test_a_style_that_writes_no_bibitem_is_named_and_its_text_can_be_had(style):
    path = style(HEAD + "FUNCTION {misc} { title write$ newline$ }\nREAD ITERATE {misc}\n")
    with pytest.raises(InvalidValueError, match=r"mine\.bst: the style writes no .bibitem.*; render_bbl gives"):
        render_bst(loads("@misc{a, title={T}}"), path)
    assert render_bbl(path, b"@misc{a, title = {T}}").data == b"T\n"


def test_a_style_is_found_by_name(style, tmp_path, monkeypatch):
    path = style(HEAD)
    monkeypatch.setenv("BSTINPUTS", f"/nowhere:{tmp_path}")
    assert find_style("mine") == find_style("mine.bst") == path
    (tmp_path / "deep" / "er").mkdir(parents=True)
    path.rename(tmp_path / "deep" / "er" / "mine.bst")
    monkeypatch.setenv("BSTINPUTS", f"{tmp_path}//")
    assert find_style("mine") == tmp_path / "deep" / "er" / "mine.bst"
    monkeypatch.chdir(tmp_path / "deep" / "er")
    assert str(find_style("mine.bst")) == "mine.bst"


def test_a_style_that_is_not_found_says_where_it_was_looked_for_and_names_near_ones(style, tmp_path, monkeypatch):
    style(HEAD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BSTINPUTS", "/nowhere")
    with pytest.raises(
        UnreadableFileError, match=r"mien: no such file; looked in \., /nowhere \(BSTINPUTS\), "
    ) as caught:
        render_bbl("mien", b"")
    assert "mine.bst" in str(caught.value).split("did you mean")[1]
    with pytest.raises(UnreadableFileError, match=r"give the path of a \.bst file, or install TeX's styles"):
        find_style("qqqqqqqqqqqqq")


def test_the_styles_of_tex_are_found():
    if not shutil.which("kpsewhich") or not installed_styles():
        pytest.skip("needs TeX's styles (Debian: texlive-base)")
    assert find_style("plain.bst").name == find_style("plain").name == "plain.bst"
    with pytest.raises(UnreadableFileError, match=r"did you mean alpha\.bst"):
        find_style("alpah")
