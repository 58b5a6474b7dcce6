"""What every writer answers for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tapes import AFTER_LABEL, BLOCK, DISPLAY, FORMATTING, INDENT, ITALIC, LABEL, LINK, UPRIGHT, tape, tapes, text_of

from refgraph.csl.output import (
    OUTPUTS,
    BibliographyLayout,
    EntryLayout,
    write_spans,
    write_tokens,
    writer,
)
from refgraph.csl.tokens import Mark, Source
from refgraph.errors import UnknownNameError

EVERYTHING = tape(
    (LABEL, "[1]"), (AFTER_LABEL, "Doe ", (ITALIC, "A ", (UPRIGHT, "b"))), (BLOCK, (LINK, "here")), (INDENT, "Note")
)


def entries(output, *tokens):
    made = writer(output)
    return [made.entry(write_tokens(each, made), EntryLayout((str(number),))) for number, each in enumerate(tokens)]


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_output_has_a_writer(output):
    made = writer(output)
    assert writer(output) is made
    assert write_tokens(EVERYTHING, made)
    assert made.bibliography(entries(output, EVERYTHING), BibliographyLayout())
    assert made.document(entries(output, EVERYTHING), BibliographyLayout(), title="References", language="en-GB")


def test_an_unknown_output_is_named_with_a_near_one():
    with pytest.raises(UnknownNameError, match=r"no output format 'htlm'; did you mean 'html'\?"):
        writer("htlm")
    with pytest.raises(UnknownNameError, match="no output format 'pdf'; known are text, html, latex"):
        writer("pdf")


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_mark_that_a_format_does_not_know_is_no_error(output):
    assert "text" in write_tokens(tape((Mark("font-weight", "heavy"), "text")), writer(output))


@pytest.mark.parametrize("output", OUTPUTS)
def test_an_empty_bibliography_is_well_formed(output):
    assert isinstance(writer(output).bibliography([], BibliographyLayout(hanging_indent=True)), (str, bytes))


@pytest.mark.parametrize("output", OUTPUTS)
@given(tokens=tapes((*FORMATTING, *DISPLAY, LINK)))
def test_spans_are_in_order_and_write_what_tokens_write(output, tokens):
    text, spans = write_spans(tokens, writer(output))
    assert text == write_tokens(tokens, writer(output))
    ends = [0, *(end for _, end, _ in spans)]
    assert all(end <= start < stop for end, (start, stop, _) in zip(ends, spans, strict=False))
    assert not spans or spans[-1][1] <= len(text)


@given(tapes((*FORMATTING, *DISPLAY, LINK)))
def test_spans_tile_plain_text(tokens):
    text, spans = write_spans(tokens, writer("text"))
    places = [place for start, end, _ in spans for place in (start, end)]
    assert places == sorted(places)
    assert [0, *places[1::2]] == [*places[::2], len(text)]


@given(tapes())
def test_plain_text_is_the_text(tokens):
    assert write_tokens(tokens, writer("text")) == text_of(tokens)


@given(st.text(), st.sampled_from([output for output in OUTPUTS if output != "text"]))
def test_escaped_text_has_no_line_breaks_of_its_own(text, output):
    if output not in {"html", "docx"}:
        assert "\n" not in writer(output).escape(text)


def test_a_span_names_its_source():
    source = Source("doe2020", "author", 0, "family")
    text, spans = write_spans([*tape("by "), *tape((ITALIC, ("Doe & Co", source)))], writer("html"))
    assert text == "by <i>Doe &#38; Co</i>"
    assert spans == [(0, 3, None), (6, 18, source)]
    assert text[6:18] == "Doe &#38; Co"
