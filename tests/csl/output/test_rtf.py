"""RTF."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tapes import (
    AFTER_LABEL,
    BLOCK,
    BOLD,
    INDENT,
    ITALIC,
    LABEL,
    LIGHT,
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
from refgraph.csl.tokens import Mark

RTF = writer("rtf")
CONTROL = re.compile(r"\\u(-?\d+)\?|\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|(.)", re.DOTALL)


def read(rtf):
    """Return the text of an RTF fragment, as the RTF specification 1.9 reads it."""
    assert rtf.isascii()
    units, depth = [], 0
    for code, _, _, symbol, brace, letter in CONTROL.findall(rtf):
        if code:
            units.append(int(code) & 0xFFFF)
        elif symbol:
            units.append(0xA0 if symbol == "~" else ord(symbol))
        elif letter:
            units.append(ord(letter))
        depth += {"{": 1, "}": -1}.get(brace, 0)
        assert depth >= 0
    assert depth == 0
    return b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le")


def spaces(text):
    return re.sub(r"[\s\x00-\x1f\x7f]+", "", text)


@given(st.text())
def test_a_reader_gets_the_text_back(text):
    assert spaces(read(RTF.escape(text))) == spaces(text)


@given(tapes())
def test_groups_are_balanced_and_hold_the_text(tokens):
    assert spaces(read(write_tokens(tokens, RTF))) == spaces(text_of(tokens))


@pytest.mark.parametrize(
    ("mark", "rtf"),
    [
        (ITALIC, r"{\i x}"),
        (BOLD, r"{\b x}"),
        (SMALL_CAPS, r"{\scaps x}"),
        (UNDERLINE, r"{\ul x}"),
        (SUP, r"{\super x}"),
        (SUB, r"{\sub x}"),
        (LIGHT, "{x}"),
        (UPRIGHT, "x"),
        (Mark("link", 'https://x.org/"é"'), r'{\field{\*\fldinst HYPERLINK "https://x.org/%22\u233?%22"}{\fldrslt x}}'),
    ],
)
def test_marks(mark, rtf):
    assert write_tokens(tape((mark, "x")), RTF) == rtf


@pytest.mark.parametrize(
    ("text", "rtf"),
    [
        ("{a} \\b", r"\{a\} \\b"),
        ("é—😀", r"\u233?\u8212?\u-10179?\u-8704?"),
        ("1\N{NO-BREAK SPACE}kg", r"1\~kg"),
        ("a\n\tb\x00", "a b"),
    ],
)
def test_escaping(text, rtf):
    assert RTF.escape(text) == rtf


def test_normal_inside_italics_is_upright():
    assert write_tokens(tape((ITALIC, "On ", (UPRIGHT, "Homo"))), RTF) == r"{\i On} Homo"


LAYOUTS = [
    (BibliographyLayout(), r"\li0\fi0\tx0"),
    (BibliographyLayout(hanging_indent=True), r"\li720\fi-720\tx720"),
    (BibliographyLayout(second_field_align="flush", max_offset=4), r"\li650\fi-650\tx650"),
    (BibliographyLayout(second_field_align="margin", max_offset=4), r"\li0\fi-650\tx0"),
]


@pytest.mark.parametrize(("layout", "indents"), LAYOUTS, ids=["plain", "hanging", "flush", "margin"])
def test_paragraphs_have_the_indents_of_the_layout(layout, indents):
    body = write_tokens(tape((LABEL, "[1]"), (AFTER_LABEL, "Doe")), RTF)
    assert RTF.bibliography([RTF.entry(body, EntryLayout())], layout) == (
        rf"{{{chr(10)}\pard\plain\s1{indents}\sl240\slmult1\sa240\f0\fs24 [1]\tab Doe\par{chr(10)}}}{chr(10)}"
    )


def test_the_space_after_an_entry_stands_below_its_last_block():
    body = write_tokens(tape((BLOCK, "Doe"), (INDENT, "Note")), RTF)
    fragment = RTF.bibliography([RTF.entry(body, EntryLayout())], BibliographyLayout(line_spacing=2))
    assert fragment.split("\n")[1:3] == [
        r"\pard\plain\s2\li0\fi0\sl480\slmult1\sa0\f0\fs24 Doe\par",
        r"\pard\plain\s3\li720\fi0\sl480\slmult1\sa480\f0\fs24 Note\par",
    ]


def test_text_that_looks_like_a_paragraph_is_text():
    body = RTF.escape(r"\pard\plain\s1 \sa0\f0")
    fragment = RTF.bibliography([RTF.entry(body, EntryLayout())], BibliographyLayout(entry_spacing=0))
    assert fragment.count(r"\\pard\\plain\\s1 \\sa0\\f0\par") == 1


def test_a_document_is_one_group():
    document = RTF.document([RTF.entry("Doe", EntryLayout())], BibliographyLayout(), title="Ä")
    assert document.startswith(r"{\rtf1\ansi\ansicpg1252\uc1\deff0")
    assert r"\b \u196?\par" in document
    assert document.count("{") == document.count("}")
    assert document.endswith("}\n}\n")
