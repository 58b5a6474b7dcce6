"""Typst."""

from __future__ import annotations

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
    OBLIQUE,
    SMALL_CAPS,
    SUB,
    SUP,
    UNDERLINE,
    UPRIGHT,
    tape,
)  # fmt: skip

from refgraph.csl.output import BibliographyLayout, EntryLayout, write_tokens, writer
from refgraph.csl.tokens import Mark

TYPST = writer("typst")


def written(*parts):
    return write_tokens(tape(*parts), TYPST)


@pytest.mark.parametrize(
    ("mark", "typst"),
    [
        (ITALIC, "#emph[x];"),
        (OBLIQUE, '#text(style: "oblique")[x];'),
        (BOLD, "#strong[x];"),
        (LIGHT, '#text(weight: "light")[x];'),
        (SMALL_CAPS, "#smallcaps[x];"),
        (UNDERLINE, "#underline[x];"),
        (SUP, "#super[x];"),
        (SUB, "#sub[x];"),
        (UPRIGHT, "x"),
        (Mark("link", 'https://x.org/"a"\\b'), '#link("https://x.org/\\"a\\"\\\\b")[x];'),
    ],
)
def test_marks(mark, typst):
    assert written((mark, "x")) == typst


def test_a_bracket_after_a_mark_is_no_argument():
    assert written((ITALIC, "Title"), "(2)[3].") == r"#emph[Title];(2)\[3\]."


@pytest.mark.parametrize(
    ("text", "typst"),
    [
        ("#a $b$ *c* _d_ `e` <f> @g ~h [i]", r"\#a \$b\$ \*c\* \_d\_ \`e\` \<f\> \@g \~h \[i\]"),
        ('it\'s "so" -- or... -1', r"it\'s \"so\" \-\- or\.\.. \-1"),
        ("well-known, pp. 1–2 (a) 5% & more", "well-known, pp. 1–2 (a) 5% & more"),
        ("https://x.org/a /* b", r"https:\/\/x.org/a \/\* b"),
        ("= a", r"\= a"),
        ("+ a", r"\+ a"),
        ("/ a: b", r"\/ a: b"),
        ("1. a", r"1\. a"),
        ("1.5 a", "1.5 a"),
        ("a\n\n\tb\x00", "a b"),
        ("\\", "\\\\"),
    ],
)
def test_escaping(text, typst):
    assert TYPST.escape(text) == typst


def test_a_number_and_a_full_stop_begin_no_list():
    assert written("1", ". Doe ", "2", ". A") == r"1\. Doe 2. A"
    assert written((LABEL, "1", "."), (AFTER_LABEL, "Doe")) == "[1\\.],\n[Doe],\n"


@given(st.text())
def test_without_its_backslashes_the_text_is_as_it_was(text):
    escaped = TYPST.escape(text)
    kept = [letter for letter in text if not letter.isspace() and (letter.isprintable() or letter > "\x9f")]
    found, at = [], 0
    while at < len(escaped):
        at += escaped[at] == "\\"
        found.append(escaped[at])
        at += 1
    shown = [letter for letter in found if not letter.isspace() and (letter.isprintable() or letter > "\x9f")]
    assert shown == kept


def test_paragraphs():
    entries = [TYPST.entry(name, EntryLayout()) for name in ("Doe", "Roe")]
    assert TYPST.bibliography(entries, BibliographyLayout(hanging_indent=True)) == (
        "#[\n#set par(leading: 0.65em, spacing: 1.95em, hanging-indent: 2em)\n\nDoe\n\nRoe\n]\n"
    )
    assert TYPST.document(entries, BibliographyLayout(), title="#1").startswith("= \\#1\n\n#[\n")


def test_labels_make_a_grid():
    bodies = [written((LABEL, "[1]"), (AFTER_LABEL, (ITALIC, "Doe")), "."), "Roe"]
    layout = BibliographyLayout(second_field_align="flush", max_offset=3, entry_spacing=0)
    assert TYPST.bibliography([TYPST.entry(body, EntryLayout()) for body in bodies], layout) == (
        "#[\n#set par(leading: 0.65em, spacing: 0.65em, hanging-indent: 0em)\n\n"
        "#grid(columns: (auto, 1fr), column-gutter: 0.5em, row-gutter: 0.65em,\n"
        "[\\[1\\]],\n[#emph[Doe];.],\ngrid.cell(colspan: 2)[Roe],\n)\n]\n"
    )


def test_labels_in_the_margin():
    layout = BibliographyLayout(second_field_align="margin", max_offset=4)
    entry = TYPST.entry(written((LABEL, "[1]"), (AFTER_LABEL, "Doe")), EntryLayout())
    assert "#pad(left: -2.7em)[\n#grid(" in TYPST.bibliography([entry], layout)


def test_the_first_block_of_an_entry_hangs():
    entry = TYPST.entry(written((BLOCK, "Doe"), (INDENT, "Note")), EntryLayout())
    assert (
        "grid.cell(colspan: 2)[#par[Doe]],\ngrid.cell(colspan: 2, inset: (left: 2em))[Note],\n"
        "grid.cell(colspan: 2)[#v(0.65em)],\n"
    ) in TYPST.bibliography([entry, entry], BibliographyLayout(hanging_indent=True))
