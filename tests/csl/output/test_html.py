"""HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from tapes import (
    AFTER_LABEL,
    BASELINE,
    BLOCK,
    BOLD,
    FULL_CAPS,
    INDENT,
    ITALIC,
    LABEL,
    LIGHT,
    MEDIUM,
    OBLIQUE,
    PLAIN_LINE,
    SMALL_CAPS,
    SUB,
    SUP,
    UNDERLINE,
    UPRIGHT,
    tape,
    tapes,
    text_of,
)  # fmt: skip

from refgraph.csl.output import BibliographyLayout, EntryLayout, write_tokens, writer
from refgraph.csl.output.superscripts import SUPERSCRIPTS
from refgraph.csl.tokens import Mark

HTML = writer("html")


def read(html):
    class Reader(HTMLParser):
        text = ""

        def handle_data(self, data):
            self.text += data

    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.text


@pytest.mark.parametrize(
    ("mark", "html"),
    [
        (ITALIC, "<i>x</i>"),
        (OBLIQUE, "<em>x</em>"),
        (UPRIGHT, '<span style="font-style:normal;">x</span>'),
        (BOLD, "<b>x</b>"),
        (MEDIUM, '<span style="font-weight:normal;">x</span>'),
        (LIGHT, '<span style="font-weight:300;">x</span>'),
        (SMALL_CAPS, '<span style="font-variant:small-caps;">x</span>'),
        (FULL_CAPS, '<span style="font-variant:normal;">x</span>'),
        (UNDERLINE, '<span style="text-decoration:underline;">x</span>'),
        (PLAIN_LINE, '<span style="text-decoration:none;">x</span>'),
        (SUP, "<sup>x</sup>"),
        (SUB, "<sub>x</sub>"),
        (BASELINE, '<span style="baseline">x</span>'),
        (Mark("link", 'https://x.org/?a="1"&b=<2>'), '<a href="https://x.org/?a=&quot;1&quot;&amp;b=&lt;2&gt;">x</a>'),
        (BLOCK, '\n\n    <div class="csl-block">x</div>\n'),
        (LABEL, '\n    <div class="csl-left-margin">x</div>'),
        (AFTER_LABEL, '<div class="csl-right-inline">x</div>\n  '),
        (INDENT, '<div class="csl-indent">x</div>\n  '),
    ],
)
def test_marks_are_written_as_citeproc_js_writes_them(mark, html):
    assert write_tokens(tape((mark, "x")), HTML) == html


def test_marks_nest_as_they_are():
    assert write_tokens(tape((ITALIC, "a ", (UPRIGHT, "b"), (BOLD, " c"))), HTML) == (
        '<i>a <span style="font-style:normal;">b</span><b> c</b></i>'
    )


def test_three_signs_are_escaped_and_quotes_are_not():
    assert HTML.escape('<"R&D\'s">') == '&#60;"R&#38;D\'s"&#62;'


def test_raised_letters_become_superscripts_one_by_one():
    assert HTML.escape("3ᵉʳ m²") == "3<sup>e</sup><sup>r</sup> m<sup>2</sup>"


@given(st.text())
def test_a_reader_gets_the_text_back(text):
    plain = "".join(SUPERSCRIPTS.get(each, each) for each in text)
    assert read(HTML.escape(text)) == plain


@given(tapes())
def test_a_reader_gets_the_text_of_a_tape_back(tokens):
    assert read(write_tokens(tokens, HTML)) == "".join(SUPERSCRIPTS.get(each, each) for each in text_of(tokens))


def test_the_bibliography_is_laid_out_as_citeproc_js_does():
    labelled = write_tokens(tape((LABEL, "[1]"), (AFTER_LABEL, "Doe")), HTML)
    entries = [HTML.entry(labelled, EntryLayout(("doe",), left_margin=True)), HTML.entry("Roe", EntryLayout(("roe",)))]
    assert HTML.bibliography(entries, BibliographyLayout()) == (
        '<div class="csl-bib-body">\n'
        '  <div class="csl-entry">\n'
        '    <div class="csl-left-margin">[1]</div><div class="csl-right-inline">Doe</div>\n'
        "  </div>\n"
        '  <div class="csl-entry">Roe</div>\n'
        "</div>"
    )


@pytest.mark.parametrize("align", ["flush", "margin", None])
@pytest.mark.parametrize("hanging", [True, False])
def test_a_page_holds_the_bibliography_and_its_layout(align, hanging):
    layout = BibliographyLayout(
        hanging_indent=hanging, second_field_align=align, entry_spacing=0, line_spacing=2, max_offset=4
    )
    page = HTML.document([HTML.entry("Doe", EntryLayout())], layout, title="R & D", language="en-GB")
    tree = lxml_html.document_fromstring(page)
    assert tree.get("lang") == "en-GB"
    assert [tree.findtext(".//title"), tree.findtext(".//h1")] == ["R & D", "R & D"]
    assert [entry.text for entry in tree.find_class("csl-entry")] == ["Doe"]
    sheet = tree.findtext(".//style")
    assert "line-height: 2.7;" in sheet
    assert "margin-bottom: 0em" in sheet
    assert ("text-indent: -2em" in sheet) == (hanging and align is None)


def test_a_page_without_a_title_is_called_references():
    page = HTML.document([], BibliographyLayout())
    assert "<title>References</title>" in page
    assert "<h1>" not in page
