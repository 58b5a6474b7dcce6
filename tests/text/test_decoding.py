"""Bytes to text."""

from __future__ import annotations

import codecs
import io

import pytest

from refgraph.errors import UnreadableFileError
from refgraph.text.decoding import DecodedText, decode, decoded_lines, read_text


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(b"caf\xc3\xa9", "café", "utf-8", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + b"caf\xc3\xa9", "café", "utf-8-sig", id="UTF-8 with mark"),
        pytest.param("café".encode("utf-16"), "café", "utf-16-le", id="UTF-16 with mark"),
        pytest.param(codecs.BOM_UTF16_BE + "café".encode("utf-16-be"), "café", "utf-16-be", id="UTF-16 BE"),
        pytest.param("café".encode("utf-16-le"), "café", "utf-16-le", id="UTF-16 without mark"),
        pytest.param("café".encode("utf-32"), "café", "utf-32-le", id="UTF-32"),
        pytest.param(b"", "", "utf-8", id="empty"),
        pytest.param(b"a\r\nb\x0cc\x1b", "a\r\nb\x0cc\x1b", "utf-8", id="control characters of text"),
    ],
)
def test_the_encoding_is_found(data, text, encoding):
    assert decode(data) == DecodedText(text, encoding)


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        pytest.param(b"ab\xe9", "abé", "cp1252", id="Latin-1"),
        pytest.param(b"it\x92s", "it’s", "cp1252", id="Windows-1252"),
        pytest.param(b"a\x81\xe9", "a\x81é", "latin-1", id="bytes that Windows-1252 lacks"),
        pytest.param(b"\xc3\xa9 caf\xc3\xa9 caf\xe9", "é café café", "utf-8", id="broken UTF-8"),
        pytest.param(
            b"\xc3\xa9\x81 caf\xc3\xa9 it\x92s \xd0\xb6", "é\x81 café it’s ж", "utf-8", id="twice broken UTF-8"
        ),
    ],
)
def test_other_bytes_are_read_but_not_as_certain(data, text, encoding):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.certain) == (text, encoding, False)
    assert "\ufffd" not in decoded.text


def test_the_first_bad_byte_is_pointed_at():
    assert decode(b"abc\xe9").invalid_at == 3
    assert decode(b"\xc3\xa9\xc3\xa9\xe9").invalid_at == 2


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"\x00\x01\x02", "byte 0 is 0x00", id="binary"),
        pytest.param(b"%PDF-1.7", "is a PDF, not a text file", id="PDF"),
        pytest.param(b"PK\x03\x04", "is a ZIP or Office file", id="ZIP"),
        pytest.param(codecs.BOM_UTF16_LE + b"a", "byte 0 is not valid UTF-16-LE", id="broken UTF-16"),
    ],
)
def test_a_binary_file_is_refused_with_a_remedy(data, what):
    with pytest.raises(UnreadableFileError, match=what) as caught:
        decode(data, "x.bib")
    assert str(caught.value).startswith("x.bib: ")
    assert caught.value.hint == "expected a text file; save it as UTF-8"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match="no such file; check the path"):
        read_text(tmp_path / "nope.bib")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UnreadableFileError, match="is a folder, not a file"):
        read_text(tmp_path)


def test_a_path_that_cannot_be_is_no_traceback():
    with pytest.raises(UnreadableFileError):
        read_text("a\0b")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_are_decoded_one_by_one(encoding):
    text = "Müller\r\n\nNaïve — é\nlast"
    assert list(decoded_lines(io.BytesIO(text.encode(encoding)))) == ["Müller\r", "", "Naïve — é", "last"]


def test_lines_beyond_the_first_megabyte_are_decoded_alike():
    data = ("é" * 99 + "\n").encode() * 12_000
    assert len(data) > 2 << 20
    assert set(decoded_lines(io.BytesIO(data))) == {"é" * 99}
    assert sum(1 for _ in decoded_lines(io.BytesIO(data))) == 12_000


def test_a_damaged_byte_costs_no_line():
    data = "Müller\n".encode() * 200_000 + b"M\xfcller\n"
    assert set(decoded_lines(io.BytesIO(data))) == {"Müller"}


def test_no_bytes_are_no_lines():
    assert list(decoded_lines(io.BytesIO(b""))) == []
    assert list(decoded_lines(io.BytesIO(b"\n"))) == [""]
