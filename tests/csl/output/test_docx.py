"""Word documents."""

from __future__ import annotations

import builtins
from io import BytesIO

import pytest
from hypothesis import given
from tapes import (
    AFTER_LABEL,
    BLOCK,
    BOLD,
    INDENT,
    ITALIC,
    LABEL,
    LINK,
    OBLIQUE,
    SMALL_CAPS,
    SUB,
    SUP,
    UNDERLINE,
    UPRIGHT,
    letters,
    tape,
    tapes,
)  # fmt: skip

from refgraph.csl.output import BibliographyLayout, EntryLayout, write_tokens, writer
from refgraph.csl.output.superscripts import SUPERSCRIPTS
from refgraph.errors import ConfigurationError

docx = pytest.importorskip("docx", reason="python-docx, the extra 'docx', is not installed")

DOCX = writer("docx")
MARKS = (ITALIC, UPRIGHT, BOLD, SMALL_CAPS, UNDERLINE, SUP, SUB, LINK)


def document_of(*tokens, layout=BibliographyLayout(), title=""):  # noqa: B008 - a value
    entries = [DOCX.entry(write_tokens(each, DOCX), EntryLayout()) for each in tokens]
    return docx.Document(BytesIO(DOCX.document(entries, layout, title=title, language="en-GB")))


def read(paragraph):
    """Return every character but white space with its formatting, as `tapes.letters` does."""
    found = []
    for item in paragraph.iter_inner_content():
        for run in getattr(item, "runs", [item]):
            marks = {
                ITALIC: run.italic,
                BOLD: run.bold,
                UNDERLINE: run.underline,
                SMALL_CAPS: run.font.small_caps,
                SUP: run.font.superscript,
                SUB: run.font.subscript,
                LINK: getattr(item, "address", None) == LINK.value,
            }
            here = frozenset(mark for mark, is_on in marks.items() if is_on)
            found += [(letter, here) for letter in run.text if not letter.isspace()]
    return found


def expected(tokens):
    """Return what a reader should see: raised letters are superscripts, control characters are gone."""
    found = []
    for letter, marks in letters(tokens):
        shown = (marks - {SUB}) | {SUP} if letter in SUPERSCRIPTS else marks
        if letter > "\x1f" and letter not in "\ufffe\uffff":
            found += [(each, shown) for each in SUPERSCRIPTS.get(letter, letter)]
    return found


@given(tapes(MARKS))
def test_word_shows_the_text_and_its_formatting(tokens):
    (paragraph,) = document_of(tokens).paragraphs
    assert read(paragraph) == expected(tokens)


def test_oblique_is_italic():
    (paragraph,) = document_of(tape((OBLIQUE, "x"))).paragraphs
    assert paragraph.runs[0].italic


def test_the_layout_is_in_the_style():
    document = document_of(tape("Doe"), layout=BibliographyLayout(hanging_indent=True, line_spacing=2))
    shape = document.styles["Bibliography"].paragraph_format
    assert (shape.left_indent.pt, shape.first_line_indent.pt) == (36, -36)
    assert (shape.space_after.pt, shape.line_spacing) == (24, 2.0)
    assert document.paragraphs[0].style.name == "Bibliography"


@pytest.mark.parametrize(("align", "left", "tab"), [("flush", 35, 35), ("margin", None, 0)])
def test_labels_are_followed_by_a_tab(align, left, tab):
    layout = BibliographyLayout(second_field_align=align, max_offset=4, entry_spacing=0)
    document = document_of(tape((LABEL, "[1]"), (AFTER_LABEL, (ITALIC, "Doe")), "."), layout=layout)
    assert document.paragraphs[0].text == "[1]\tDoe."
    shape = document.styles["Bibliography"].paragraph_format
    assert shape.first_line_indent.pt == -35
    assert (shape.left_indent.pt if shape.left_indent else None) == left
    assert [stop.position.pt for stop in shape.tab_stops] == [tab]


def test_blocks_are_paragraphs_that_keep_together():
    document = document_of(tape((BLOCK, "Doe"), (LABEL, "2020"), (AFTER_LABEL, "A"), (INDENT, "Note")), tape("Roe"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["Doe", "2020\tA", "Note", "Roe"]
    after = [paragraph.paragraph_format.space_after for paragraph in document.paragraphs]
    assert after == [0, 0, None, None]
    assert document.paragraphs[2].paragraph_format.left_indent.pt == 72


def test_a_title_becomes_a_heading_and_a_property():
    document = document_of(tape("Doe"), title="R & D")
    assert [paragraph.text for paragraph in document.paragraphs] == ["R & D", "Doe"]
    assert document.core_properties.title == "R & D"
    assert document.core_properties.language == "en-GB"


def test_the_same_bibliography_gives_the_same_bytes():
    entries = [DOCX.entry("Doe", EntryLayout())]
    assert DOCX.bibliography(entries, BibliographyLayout()) == DOCX.bibliography(entries, BibliographyLayout())


def test_without_python_docx_the_error_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without_docx(name, *args, **kwargs):
        if name == "docx":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_docx)
    with pytest.raises(ConfigurationError, match=r"Word documents need python-docx; install it with: pip install"):
        DOCX.bibliography([], BibliographyLayout())
