"""A .bib file is kept to the byte, is read alike in one match and step by step, and bad input costs only itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refgraph.errors import InvalidValueError, UnreadableFileError
from refgraph.formats.bibtex import SetField, parse_document, read_document
from refgraph.formats.bibtex.places import SourceText

SAMPLE = Path(__file__).with_name("sample.bib").read_text(encoding="utf-8")
PIECES = [
    "@misc{k",
    "@String{s",
    "@comment{",
    "@",
    "{",
    "}",
    ",",
    "=",
    " t ",
    " t = {",
    '"',
    "#",
    "\n",
    "\r\n",
    "x",
    "jan",
]
PIECES += [" = 19", "(", ")", ", a = {b}", ', c = "d"', "@book{k, a = {b}}\n", "\n@book{k2,", "e@f"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def corpus(shared):
    folder = shared / "bib-corpus" / "files"
    if not folder.is_dir():
        pytest.skip("needs ../shared/bib-corpus")
    return sorted(folder.glob("*/*.bib"))


def same(text):
    quick, slow = parse_document(text), parse_document(text, quick=False)
    assert quick == slow
    assert [entry.fields for entry in quick.entries] == [entry.fields for entry in slow.entries]
    assert [entry.values for entry in quick.entries] == [entry.values for entry in slow.entries]


@settings(max_examples=400)
@given(TEXTS)
def test_good_entries_are_read_alike_in_one_match_and_step_by_step(text):
    same(text)


def test_the_sample_is_read_alike_in_one_match_and_step_by_step():
    same(SAMPLE)
    document = parse_document(SAMPLE)
    assert [entry.key for entry in document.entries] == [
        "Cooley2017", "child1", "Parent", "spaced", "both", "x", "last",
    ]  # fmt: skip
    first = document.entries[0]
    assert first.pairs[1:5] == (
        ("Title", 'Dictators {"}without{"} {Borders}'),
        ("journal", "Central Asian Survey (CAS)"),
        ("year", "2017"),
        ("month", "mar~5"),
    )
    assert first.field("MONTH").macros == ("mar",)
    assert first.field("month").raw == 'mar # "~5"'
    assert document.entries[2].value("publisher") == "Oxford University Press"
    assert document.entries[6].value("title") == "{{{{{deep}}}}}"
    assert document.findings == ()


def test_every_file_of_the_corpus_is_read_alike_in_one_match_and_step_by_step(shared):
    for path in corpus(shared):
        same(path.read_bytes().decode("utf-8", "replace"))


def test_blocks_cover_all_but_white_space():
    document = parse_document(SAMPLE)
    kinds = [getattr(block, "kind", "entry") for block in document.blocks]
    assert kinds[:8] == ["text", "string", "string", "preamble", "text", "entry", "comment", "entry"]
    assert kinds[-2:] == ["comment", "comment"]
    rest, cursor = "", 0
    for block in document.blocks:
        rest += SAMPLE[cursor : block.start]
        cursor = block.end
    assert not (rest + SAMPLE[cursor:]).strip()


ODD_FILES = {
    "utf-8": SAMPLE.encode(),
    "byte order mark": b"\xef\xbb\xbf" + SAMPLE.encode(),
    "CRLF": SAMPLE.replace("\n", "\r\n").encode(),
    "mixed line ends": SAMPLE.replace(",\n", ",\r\n").replace("}\n", "}\r").encode(),
    "Windows-1252": SAMPLE.replace("Part", "Pärt – „x“").encode("cp1252"),
    "Latin-1": SAMPLE.replace("Part", "P\x81\xe4rt").encode("latin-1"),
    "damaged UTF-8": SAMPLE.replace("Part", "Pärtßé").encode().replace(b"One", b"\xd6ne \xff"),
    "damaged UTF-8 with a mark": b"\xef\xbb\xbf" + SAMPLE.replace("Part", "Pärtßé").encode().replace(b"One", b"\xd6"),
    "UTF-16": SAMPLE.encode("utf-16"),
    "UTF-16 without a mark": SAMPLE.encode("utf-16-le"),
    "UTF-32": SAMPLE.encode("utf-32"),
    "NUL": SAMPLE.replace("Part", "P\0a\x7fr\x01t").encode(),
    "NUL and Latin-1": SAMPLE.replace("Part", "P\0\xe4r\x7ft").encode("latin-1"),
    "empty": b"",
    "no line end": b"@misc{a}",
    "broken": SAMPLE.replace("month = mar", "month = ").encode(),
}


@pytest.mark.parametrize("data", ODD_FILES.values(), ids=ODD_FILES)
def test_an_unchanged_file_is_written_byte_for_byte(data, tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes(data)
    document = read_document(path)
    assert document.to_bytes() == data
    assert [entry.key for entry in document.entries][:3] in (["Cooley2017", "child1", "Parent"], ["a"], [])


def test_every_file_of_the_corpus_is_written_byte_for_byte(shared):
    for path in corpus(shared):
        assert read_document(path).to_bytes() == path.read_bytes(), path.name


def test_a_control_character_is_a_finding(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes(b"@misc{a,\n t = {x\0y}}\n@misc{b}")
    document = read_document(path)
    assert [entry.key for entry in document.entries] == ["a", "b"]
    (finding,) = document.findings
    assert (finding.code, finding.line, finding.column) == ("S001", 2, 8)
    assert finding.message == "a control character (U+0000) stands in the file; delete it"


def test_a_binary_file_with_an_at_sign_is_refused(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes(b"\x00\x01\x02@misc{a}\x03\x04\x05\x06" * 20)
    with pytest.raises(UnreadableFileError, match="is not a text file"):
        read_document(path)


def test_a_character_that_the_encoding_lacks_is_pointed_at(tmp_path):
    path = tmp_path / "refs.bib"
    path.write_bytes("@misc{a, t = {é}}".encode("cp1252"))
    document = read_document(path).edit(SetField("a", "t", "№"))
    with pytest.raises(InvalidValueError, match="cp1252, which has no such character") as caught:
        document.to_bytes()
    assert document.text[slice(*caught.value.span)] == "№"


def test_a_file_cut_at_any_byte_keeps_the_entries_before_the_cut():
    data = SAMPLE.replace("Part", "Pärt").encode()
    ends = [
        (len(SAMPLE.replace("Part", "Pärt")[: entry.end].encode()), entry.key)
        for entry in parse_document(SAMPLE.replace("Part", "Pärt")).entries
    ]
    for cut in range(len(data)):
        document = parse_document(data[:cut].decode("utf-8", "replace"))
        keys = [entry.key for entry in document.entries]
        whole = [key for end, key in ends if end <= cut]
        assert keys[: len(whole)] == whole
        inside = any(start < cut < end for start, end in _spans(data))
        assert len(keys) <= len(whole) + inside


def _spans(data):
    text = data.decode()
    for entry in parse_document(text).entries:
        yield len(text[: entry.start].encode()), len(text[: entry.end].encode())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@misc{a, t = " + "{" * 200_000 + "x" + "}" * 200_000 + "}\n@misc{b, t = {y}}", id="deep nesting"),
        pytest.param("@misc{a, t = {" + "x" * 5_000_000 + "}}@misc{b, t = {y}}", id="one long line"),
        pytest.param("@misc{a, t = " + "{" * 50_000 + "\n}\n\n@misc{b, t = {y}}", id="braces that are never closed"),
        pytest.param("x@y " * 100_000 + "\n@misc{a, t = 1}\n@misc{b, t = {y}}", id="many at signs"),
        pytest.param("@misc{a, " + "t = {x}, " * 20_000 + "}\n@misc{b, t = {y}}", id="many fields"),
        pytest.param("@misc{a, t = " + "{x} # " * 20_000 + "{z}}\n@misc{b, t = {y}}", id="many operands"),
    ],
)
def test_a_monstrous_entry_does_not_cost_its_neighbour(text):
    document = parse_document(text)
    assert document.entries[-1].key == "b"
    assert document.entries[-1].value("t") == "y"


@given(st.text("a\r\n", max_size=30), st.data())
def test_lines_and_columns_are_those_of_the_text_cut_at_line_ends(text, data):
    offsets = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=5)))
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    expected = [(sum(start <= offset for start in starts), offset) for offset in offsets]
    expected = [(line, offset - starts[line - 1] + 1) for line, offset in expected]
    source = SourceText(text)
    assert [source.place(offset) for offset in offsets] == expected
