"""The bytes of a .bib file to text and back without loss: byte order mark, single damaged bytes, control characters."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import NamedTuple

from refgraph.errors import InvalidValueError, UnreadableFileError
from refgraph.text.decoding import DecodedText, decode

_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_CONTROL_OR_DELETE = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_LOOKS_LIKE_BIB = re.compile(rb"@\s*[A-Za-z]+\s*[{(]")
_FEW = 0.01


class Encoding(NamedTuple):
    """How the text of a file stands in it as bytes.

    Attributes:
        name: the codec ("utf-8", "utf-16-le", "cp1252", "latin-1", ...).
        mark: the byte order mark before the text, or nothing.
        single: offset and value of each byte of a UTF-8 file that is no UTF-8 and was read as one character.
    """

    name: str = "utf-8"
    mark: bytes = b""
    single: tuple[tuple[int, int], ...] = ()


UTF_8 = Encoding()


def decode_file(data: bytes, path: str | None = None) -> tuple[DecodedText, Encoding]:
    r"""Decode a .bib file so that `encode` gives its bytes again.

    Control characters, which `refgraph.text.decoding.decode` takes for the sign of a binary file, are let through where
    they are few and the bytes hold a BibTeX block.

    Raises:
        UnreadableFileError: if it is not text.

    >>> decode_file(b"\xef\xbb\xbf% caf\xe9 \xc3\xa9 \xc3\xa9")[1].single
    ((5, 233),)
    """
    try:
        decoded = decode(data, path=path)
    except UnreadableFileError:
        controls = len(_CONTROL.findall(data))
        if not controls or controls > _FEW * len(data) + 1 or not _LOOKS_LIKE_BIB.search(data):
            raise
        decoded = _with_controls(data, path)
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    name = decoded.encoding.removesuffix("-sig")
    if name == "utf-8" and not decoded.certain:
        return decoded, Encoding(name, mark, _single_bytes(data[len(mark) :]))
    return decoded, Encoding(name, mark if name.startswith("utf") else b"")


def encode(text: str, encoding: Encoding = UTF_8) -> bytes:
    """Return the bytes of a text.

    Raises:
        InvalidValueError: if the encoding lacks a character; the span is its place in the text.
    """
    pieces, cursor = [encoding.mark], 0
    try:
        for place, byte in encoding.single:
            pieces += [text[cursor:place].encode(encoding.name), bytes([byte])]
            cursor = place + 1
        pieces.append(text[cursor:].encode(encoding.name))
    except UnicodeEncodeError as error:
        start = cursor + error.start
        raise InvalidValueError(
            f"the file is {encoding.name}, which has no such character",
            text=text,
            span=(start, start + 1),
            hint="save the file as UTF-8 first",
        ) from error
    return b"".join(pieces)


def _with_controls(data: bytes, path: str | None) -> DecodedText:
    """Decode text with control characters: DEL is read for each, and then they are put in again."""
    decoded = decode(_CONTROL.sub(b"\x7f", data), path=path)
    signs = iter(_CONTROL_OR_DELETE.findall(data))
    text = re.sub("\x7f", lambda _: next(signs).decode("ascii"), decoded.text)
    return replace(decoded, text=text)


def _single_bytes(data: bytes) -> tuple[tuple[int, int], ...]:
    # surrogateescape and our own error handler both give one character for each byte that is no UTF-8
    text = data.decode("utf-8", "surrogateescape")
    return tuple((place, ord(each) - 0xDC00) for place, each in enumerate(text) if "\udc80" <= each <= "\udcff")
