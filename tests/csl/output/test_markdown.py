"""Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tapes import (
    AFTER_LABEL,
    BLOCK,
    BOLD,
    INDENT,
    ITALIC,
    LABEL,
    LIGHT,
    LINK,
    OBLIQUE,
    SMALL_CAPS,
    SNIPPETS,
    SUB,
    SUP,
    UNDERLINE,
    UPRIGHT,
    letters,
    tape,
    tapes,
    text_of,
)  # fmt: skip

from refgraph.csl.output import BibliographyLayout, EntryLayout, write_tokens, writer
from refgraph.csl.tokens import Mark

MARKDOWN = writer("markdown")
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
COMMON = (ITALIC, UPRIGHT, BOLD)
TEXTS = st.one_of(
    st.lists(SNIPPETS, min_size=1, max_size=4).map("".join),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12),
)


def written(*parts):
    return write_tokens(tape(*parts), MARKDOWN)


def read(markdown):
    """Return the letters that CommonMark shows, with their marks, and the kinds of block."""
    found, marks, blocks = [], [], []
    kinds = {"em_open": ITALIC, "strong_open": BOLD}
    for token in READER.parse(markdown):
        if token.type != "inline":
            blocks.append(token.type)
            continue
        for child in token.children:
            if child.type in kinds:
                marks.append(kinds[child.type])
            elif child.type in {"em_close", "strong_close"}:
                marks.pop()
            elif child.type in {"text", "text_special"}:
                found += [(letter, frozenset(marks)) for letter in child.content if not letter.isspace()]
            else:
                assert child.type in {"softbreak", "hardbreak"} or child.content == "<!---->", child
    return found, blocks


@given(tapes(COMMON, TEXTS))
def test_commonmark_reads_the_text_and_its_emphasis(tokens):
    if not text_of(tokens).strip():
        return
    found, blocks = read(write_tokens(tokens, MARKDOWN))
    assert found == letters(tokens)
    assert blocks == ["paragraph_open", "paragraph_close"]


@pytest.mark.parametrize(
    ("mark", "markdown"),
    [
        (ITALIC, "*x*"),
        (OBLIQUE, "*x*"),
        (BOLD, "**x**"),
        (LIGHT, "[x]{.light}"),
        (SMALL_CAPS, "[x]{.smallcaps}"),
        (UNDERLINE, "[x]{.underline}"),
        (SUP, "^x^"),
        (SUB, "~x~"),
        (UPRIGHT, "x"),
        (Mark("link", "https://x.org/a_(b) <c>"), "[x](<https://x.org/a_(b)%20%3Cc%3E>)"),
    ],
)
def test_marks(mark, markdown):
    assert written((mark, "x")) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("*a* _b_ `c` [d] <e> {f}", r"\*a\* \_b\_ \`c\` \[d\] \<e\> \{f\}"),
        ("$x$ @key ^2 ~3 |#", r"\$x\$ \@key \^2 \~3 \|\#"),
        ("AT&T & R &amp; B", r"AT\&T & R \&amp; B"),
        ('it\'s "so" -- or... not', r"it\'s \"so\" \-\- or\.\.. not"),
        ("well-known, pp. 1–2. Wow! 5% (a)", "well-known, pp. 1–2. Wow! 5% (a)"),
        ("a\n\tb\x00", "a b"),
        ("\\", "\\\\"),
    ],
)
def test_escaping(text, markdown):
    assert MARKDOWN.escape(text) == markdown


@pytest.mark.parametrize(
    ("parts", "markdown"),
    [
        (["1. Doe"], r"1\. Doe"),
        (["1", ". Doe"], r"1\. Doe"),
        (["(a) Doe"], r"(a\) Doe"),
        (["iv) Doe"], r"iv\) Doe"),
        (["- Doe"], r"\- Doe"),
        (["+ Doe"], r"\+ Doe"),
        (["# Doe"], r"\# Doe"),
        (["> Doe"], r"\> Doe"),
        (["% Doe"], r"\% Doe"),
        ([": Doe"], r"\: Doe"),
        (["    Doe"], "Doe"),
        (["Doe 1. A"], "Doe 1. A"),
        (["1.5 Doe"], "1.5 Doe"),
        ([(BOLD, "1"), ". Doe"], "**1**. Doe"),
        ([(BLOCK, "Doe"), (BLOCK, "1. A")], "Doe\\\n1\\. A"),
    ],
)
def test_a_line_begins_no_list(parts, markdown):
    assert written(*parts) == markdown


@pytest.mark.parametrize(
    ("parts", "markdown"),
    [
        ([(ITALIC, "Title."), "Next"], "*Title.*&#78;ext"),
        (["pre", (ITALIC, "(x)")], "pr&#101;*(x)*"),
        ([(ITALIC, "a"), (BOLD, "b")], "*a*<!---->**b**"),
        ([(ITALIC, "Title"), "s"], "*Title*s"),
        ([(ITALIC, "Nature ", (BOLD, "12"), ", 3")], "*Nature **12**, 3*"),
        ([(ITALIC, "a", (BOLD, "b"), "c")], "*&#97;**b**&#99;*"),
        ([(ITALIC, "a", (BOLD, "(b)"), "c")], "*a*<!---->***(b)***<!---->*c*"),
        ([(BOLD, "A. ", (ITALIC, "B."), "C")], "**A.** ***B.***<!---->**C**"),
        ([(ITALIC, (BOLD, "A."), "0"), "B"], "***A.***<!---->*0*B"),
        ([(ITALIC, "Title."), " Next"], "*Title.* Next"),
        ([(ITALIC, "A "), "b"], "*A* b"),
        (["H", (SUB, "2"), "O", (SUP, "a b")], "H~2~O^a\N{NO-BREAK SPACE}b^"),
        ([(SUP, "*")], r"^\\\*^"),
    ],
)
def test_emphasis_touches_letters_safely(parts, markdown):
    assert written(*parts) == markdown


def test_blocks_and_labels():
    assert written((LABEL, "[1]"), (AFTER_LABEL, (SMALL_CAPS, "Doe")), ".") == r"\[1\] [Doe]{.smallcaps}."
    assert written((BLOCK, "Doe"), (INDENT, (ITALIC, "Note"))) == "Doe\\\n&emsp;*Note*"


def test_entries_are_paragraphs():
    entries = [MARKDOWN.entry(name, EntryLayout()) for name in ("Doe", "Roe")]
    assert MARKDOWN.bibliography(entries, BibliographyLayout()) == "Doe\n\nRoe\n"
    assert MARKDOWN.document(entries, BibliographyLayout(), title="A & #1") == "# A & \\#1\n\nDoe\n\nRoe\n"


def test_a_link_is_read_with_its_address():
    html = READER.render(written("see ", (LINK, (ITALIC, "a]b")), "."))
    assert re.search(r'<a href="https://example\.org/a_\(b\)\?x=%5B1%5D&amp;y=2#c%20d"><em>a\]b</em></a>', html)
