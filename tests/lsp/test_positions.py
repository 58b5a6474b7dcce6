"""Positions of the protocol: three encodings, every line end, and changes that are applied piece by piece."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason='needs the extra "lsp"')

from lsprotocol.types import (
    Position,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
    TextDocumentItem,
)

from refgraph.lsp.documents import OpenDocument, path_of
from refgraph.lsp.positions import Lines, width

ENCODINGS = ("utf-8", "utf-16", "utf-32")
TEXTS = st.text(alphabet=[*"ab{@,}\n\r\t", "é", "ש", "ק", "🦆", "\u2028", "\x0b", "\ufeff"], max_size=60)
TEXT = "a🦆ש\r\nb\rc\n"


@pytest.mark.parametrize(
    ("encoding", "column"), [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)], ids=["utf-8", "utf-16", "utf-32"]
)
def test_a_column_counts_units_of_the_encoding(encoding, column):
    lines = Lines(TEXT, encoding)
    assert lines.position(3) == Position(0, column)
    assert lines.offset(Position(0, column)) == 3


@pytest.mark.parametrize("offset", range(len(TEXT) + 1))
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_offset_goes_to_a_position_and_back(encoding, offset):
    lines = Lines(TEXT, encoding)
    if TEXT[offset - 1 : offset + 1] != "\r\n":  # between the two is no place
        assert lines.offset(lines.position(offset)) == offset


def test_only_the_line_ends_of_the_protocol_end_a_line():
    assert Lines("a\u2028b\x0bc\x85d").position(6) == Position(0, 6)


def test_a_position_within_a_character_is_its_start_and_one_beyond_the_line_its_end():
    lines = Lines("x🦆y\r\nz", "utf-16")
    assert lines.offset(Position(0, 2)) == 1
    assert lines.offset(Position(0, 99)) == 3
    assert lines.offset(Position(9, 0)) == 6
    assert lines.span(Range(Position(1, 1), Position(0, 0))) == (0, 6)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_byte_order_mark_is_no_part_of_the_text_but_has_its_column(encoding):
    lines = Lines("\ufeff@book{a}\n@misc{b}", encoding)
    assert lines.text.startswith("@book")
    assert lines.position(1) == Position(0, 1 + width("\ufeff", encoding))
    assert lines.offset(lines.position(1)) == 1
    assert lines.position(10) == Position(1, 1)


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_law_offsets_and_positions_are_one(text, encoding, data):
    lines = Lines(text, encoding)
    offset = data.draw(st.integers(0, len(lines.text)))
    if lines.text[offset - 1 : offset + 1] != "\r\n" or not offset:
        assert lines.offset(lines.position(offset)) == offset


@given(TEXTS, st.sampled_from(ENCODINGS), st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), TEXTS), max_size=6))
def test_law_changes_piece_by_piece_give_the_whole_text(text, encoding, edits):
    document = OpenDocument.of(TextDocumentItem("file:///t.bib", "bibtex", 1, text))
    changes = []
    for one, other, new in edits:
        raw = Lines(text, encoding, keep_mark=True)
        start, end = sorted((round(one * len(text)), round(other * len(text))))
        place = raw.range((start, end))
        start, end = raw.span(place)  # never between the two signs of a line end
        changes.append(TextDocumentContentChangePartial(place, new))
        text = text[:start] + new + text[end:]
    assert document.changed(changes, 2, encoding).text == text


def test_a_change_without_a_range_is_the_whole_text():
    document = OpenDocument.of(TextDocumentItem("file:///t.bib", "bibtex", 1, "old"))
    changed = document.changed([TextDocumentContentChangeWholeDocument("new")], 2, "utf-16")
    assert (changed.text, changed.version, document.text) == ("new", 2, "old")


def test_a_document_without_a_file_hides_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.md").write_text("", encoding="utf-8")
    assert not path_of("untitled:notes.md", "markdown").exists()
    assert not path_of("untitled:/notes.md", "markdown").exists()


@pytest.mark.parametrize(
    ("uri", "language", "suffix"),
    [
        ("file:///x/a%20b.bib", "bibtex", "a b.bib"),
        ("untitled:Untitled-1", "bibtex", "Untitled-1.bib"),
        ("untitled:Untitled-2", "latex", "Untitled-2.tex"),
        ("untitled:notes.md", "markdown", "notes.md"),
        ("untitled:x", "fortran", "x"),
        ("file:///x/a.f90", "latex", "a.f90"),
    ],
)
def test_a_document_has_a_path_that_tells_its_kind(uri, language, suffix):
    assert path_of(uri, language).name == suffix
