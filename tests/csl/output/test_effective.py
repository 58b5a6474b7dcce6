"""Marks as they take effect, and blocks as a plain list."""

from __future__ import annotations

import pytest
from hypothesis import given
from tapes import (
    AFTER_LABEL,
    BLOCK,
    BOLD,
    DISPLAY,
    FORMATTING,
    INDENT,
    ITALIC,
    LABEL,
    LINK,
    SUB,
    SUP,
    UPRIGHT,
    letters,
    tape,
    tapes,
    text_of,
)  # fmt: skip

from refgraph.csl.output.blocks import in_blocks
from refgraph.csl.output.effective import NEUTRAL, effective
from refgraph.csl.tokens import Close, Open


def shown(tokens):
    return "".join(
        token[0] if isinstance(token, tuple) else f"<{token.mark.value}>" if isinstance(token, Open) else "</>"
        for token in tokens
    )


@pytest.mark.parametrize(
    ("tokens", "same"),
    [
        (tape((ITALIC, "a ", (UPRIGHT, "b"), " c")), "<italic>a</> b <italic>c</>"),
        (tape((ITALIC, "a ", (ITALIC, "b"))), "<italic>a b</>"),
        (tape((ITALIC, "a ", (BOLD, "b ")), "c"), "<italic>a <bold>b</></> c"),
        (tape((SUP, "a", (SUB, "b"))), "<sup>a</><sub>b</>"),
        (tape((ITALIC, " "), (BOLD, (ITALIC, ""))), " "),
        (tape((UPRIGHT, "a")), "a"),
        (tape((ITALIC, (LINK, "a"))), f"<italic><{LINK.value}>a</></>"),
        (tape((ITALIC, (BLOCK, "a"), (BLOCK, "b"))), "<block><italic>a</></><block><italic>b</></>"),
        (tape((BOLD, (ITALIC, "a"), "b", (ITALIC, "c"))), "<bold><italic>a</>b<italic>c</></>"),
    ],
)
def test_only_marks_that_add_something_remain(tokens, same):
    assert shown(effective(tokens)) == same


@given(tapes((*FORMATTING, LINK)))
def test_the_effective_tape_is_clean_and_says_the_same(tokens):
    clean = list(effective(tokens))
    assert text_of(clean) == text_of(tokens)
    assert letters(clean) == letters(tokens)
    names = []
    for before, token in zip([None, *clean], clean, strict=False):
        if isinstance(token, Open):
            assert token.mark.value not in NEUTRAL
            assert token.mark.name not in names
            names.append(token.mark.name)
        elif isinstance(token, Close):
            assert not isinstance(before, Open)
            assert not isinstance(before, tuple) or not before[0][-1].isspace()
            names.pop()
    assert names == []


@pytest.mark.parametrize(
    ("tokens", "blocks"),
    [
        (tape((LABEL, "1"), (AFTER_LABEL, "a"), "."), "<left-margin>1</><right-inline>a.</>"),
        (tape("(", (BLOCK, "a"), ")"), "<block>(a)</>"),
        (tape((LABEL, "1"), (BLOCK, "a")), "<block>1</><block>a</>"),
        (tape((AFTER_LABEL, "a"), (INDENT, "b")), "<block>a</><indent>b</>"),
        (tape((LABEL, "1"), (AFTER_LABEL, "")), "<block>1</>"),
        (tape((BLOCK, "a", (INDENT, "b"))), "<block>ab</>"),
        (tape((BLOCK, "a"), " ", (BLOCK, "b")), "<block>a</><block>b</>"),
        (tape("a ", (ITALIC, "b")), "a <italic>b</>"),
        (tape((BLOCK, " ")), ""),
        (tape("a", (BLOCK, " "), "b"), "<block>ab</>"),
    ],
)
def test_all_text_stands_in_blocks(tokens, blocks):
    assert shown(in_blocks(tokens)) == blocks


@given(tapes((*FORMATTING, *DISPLAY)))
def test_blocks_keep_all_words(tokens):
    def words(found):
        return "".join(text_of(found).split())

    assert words(in_blocks(tokens)) == words(tokens)
