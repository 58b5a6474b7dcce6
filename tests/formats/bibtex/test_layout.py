"""The layout of .bib files: one way to write it, no value changed, comments kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.formats.bibtex import parse_document, read_document
from refgraph.formats.bibtex.layout import Layout, format_document

SAMPLE = Path(__file__).with_name("sample.bib").read_text(encoding="utf-8")
LAYOUTS = st.builds(Layout, st.sampled_from(["  ", "\t"]), st.booleans(), st.booleans(), st.booleans())
PIECES = ["@misc{k,", "@String{s", "@comment{", "@", "{", "}", ",", "=", " t = {", '"', "#", "\n", "\r\n", "x", " = 19"]
PIECES += [
    "(",
    ")",
    ", a = {b}",
    ', c = "d" # s',
    "@book{k, a = {b}}\n",
    "\n@book{k2,",
    "% x",
    "\n\n",
    "@string{s={1}}",
]
PIECES += ["@preamble{", "}\n@misc{z, t = 1}"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


def formatted(text, **options):
    return format_document(parse_document(text), Layout(**options))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('@Article{K,Title="A",YEAR=1999}', "@article{K,\n  title = {A},\n  year = 1999,\n}\n"),
        ("@misc(k, a = {b})", "@misc{k,\n  a = {b},\n}\n"),
        ("@misc{k}", "@misc{k,\n}\n"),
        ('@misc{k, m = jan#"~5"  #  {x}}', "@misc{k,\n  m = jan # {~5} # {x},\n}\n"),
        ("@misc{k, a = {b\n   c}}", "@misc{k,\n  a = {b\n   c},\n}\n"),
        ("@misc{a}@misc{b}\n\n\n\n@misc{c}", "@misc{a,\n}\n\n@misc{b,\n}\n\n@misc{c,\n}\n"),
        ("% x\n@misc{a}", "% x\n@misc{a,\n}\n"),
        ("% x\n\n@misc{a}", "% x\n\n@misc{a,\n}\n"),
        ("@misc{a} % x\n@misc{b}", "@misc{a,\n} % x\n@misc{b,\n}\n"),
        ("@misc{a}\n% x\n\n", "@misc{a,\n}\n% x\n"),
        ('@STRING(a = "x")\n@string{b=a # {y}}\n@misc{k}', "@string{a = {x}}\n@string{b = a # {y}}\n\n@misc{k,\n}\n"),
        ('@preamble( "x" # {y} )', "@preamble{{x} # {y}}\n"),
        ("@Comment{ keep {this} \n as it is }", "@Comment{ keep {this} \n as it is }\n"),
        ("@misc{k, a = {b}\n@misc{l, c=1}", "@misc{k, a = {b}\n\n@misc{l,\n  c = 1,\n}\n"),
        ("@misc{a,\r\nb=1}\n", "@misc{a,\r\n  b = 1,\r\n}\r\n"),
        ("", ""),
        ("  \n", ""),
        ("only text\n", "only text\n"),
    ],
)
def test_the_layout(before, after):
    assert formatted(before) == after


def test_options():
    text = "@misc{b, year = 1, title = {t}}\n@misc{a}"
    assert formatted(text, indent="\t") == "@misc{b,\n\tyear = 1,\n\ttitle = {t},\n}\n\n@misc{a,\n}\n"
    assert "  year  = 1,\n  title = {t},\n" in formatted(text, align=True)
    assert formatted(text, sort_entries=True).startswith("@misc{a,\n}\n\n@misc{b,")
    assert "  title = {t},\n  year = 1,\n" in formatted(text, sort_fields=True)


def check(document, layout):
    text = format_document(document, layout)
    again = parse_document(text)
    assert format_document(again, layout) == text
    assert sorted((each.type, each.key) for each in again.entries) == sorted(
        (each.type, each.key) for each in document.entries
    )


@settings(max_examples=300)
@given(TEXTS, LAYOUTS)
def test_formatting_twice_is_formatting_once_whatever_the_file_is(text, layout):
    check(parse_document(text), layout)


@given(LAYOUTS)
def test_the_sample_keeps_its_values_and_comments(layout):
    document = parse_document(SAMPLE)
    check(document, layout)
    again = parse_document(format_document(document, layout))
    assert {each.key: each.values for each in again.entries} == {each.key: each.values for each in document.entries}
    assert sum(comment.startswith("jabref-meta") for comment in again.comments) == 2
    assert "% the first entry\n@article{Cooley2017," in again.text
    assert again.findings == ()


def test_every_file_of_the_corpus_can_be_formatted(shared):
    folder = shared / "bib-corpus" / "files"
    if not folder.is_dir():
        pytest.skip("needs ../shared/bib-corpus")
    for path in sorted(folder.glob("*/*.bib")):
        document = read_document(path)
        check(document, Layout())
        check(document, Layout(align=True, sort_entries=True, sort_fields=True))
