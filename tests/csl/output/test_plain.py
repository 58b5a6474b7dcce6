"""Plain text."""

from __future__ import annotations

import pytest
from tapes import AFTER_LABEL, BLOCK, BOLD, INDENT, ITALIC, LABEL, LINK, UPRIGHT, tape

from refgraph.csl.output import BibliographyLayout, EntryLayout, write_spans, write_tokens, writer

PLAIN = writer("text")


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (tape("a ", (ITALIC, "b ", (UPRIGHT, "c")), (LINK, "d")), "a b cd"),
        (tape((LABEL, "[1]"), (AFTER_LABEL, "Doe")), "[1] Doe"),
        (tape((LABEL, "[1]"), (AFTER_LABEL, " Doe")), "[1] Doe"),
        (tape((LABEL, "1. "), (AFTER_LABEL, "Doe")), "1. Doe"),
        (tape((LABEL, "[1]"), (AFTER_LABEL, "Doe"), "."), "[1] Doe."),
        (tape((BLOCK, "Doe"), (INDENT, "A note")), "Doe\n    A note"),
        (tape((BLOCK, "Doe "), (INDENT, "A note")), "Doe\n    A note"),
        (tape((BLOCK, "Doe", " "), (INDENT, "A note")), "Doe\n    A note"),
        (tape((BLOCK, "Doe"), (LABEL, " 2020"), (AFTER_LABEL, "A"), (BLOCK, "B")), "Doe\n2020 A\nB"),
        (tape((LABEL, "Doe")), "Doe"),
        (tape((AFTER_LABEL, "Doe"), (AFTER_LABEL, "Roe")), "Doe\nRoe"),
        (tape((BLOCK, ""), (BOLD, (BLOCK, "Doe"))), "Doe"),
        (tape(), ""),
    ],
)
def test_blocks_can_be_seen(tokens, text):
    assert write_tokens(tokens, PLAIN) == text


def test_what_stands_between_blocks_belongs_to_the_style():
    text, spans = write_spans(tape((LABEL, "[1]"), (AFTER_LABEL, "Doe")), PLAIN)
    assert [(text[start:end], source) for start, end, source in spans] == [("[1]", None), (" ", None), ("Doe", None)]


def test_one_entry_a_line():
    entries = [PLAIN.entry(name, EntryLayout()) for name in ("Doe", "Roe")]
    assert PLAIN.bibliography(entries, BibliographyLayout(hanging_indent=True)) == "Doe\nRoe\n"
    assert PLAIN.document(entries, BibliographyLayout(), title="Works") == "Works\n\nDoe\nRoe\n"
