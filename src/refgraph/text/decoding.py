"""Bytes of a file to text: the encoding is found, never guessed silently, and nothing is replaced."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from refgraph.errors import RefgraphError, UnreadableFileError
from refgraph.text.codepages import guess_encoding
from refgraph.text.opening import open_file
from refgraph.text.packing import DAMAGED, Member, RefusedError, is_zip, members, unpacked, zip_document

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = {codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be"}
_HEAD = 1024
_FIRST = 1 << 20
_HIGH_BYTES = bytes(range(0x80, 0x100))
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SINGLE_BYTES = "refgraph.single_bytes"
_UNDEFINED = "refgraph.undefined"
_ODD_IN_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
_CONTROLS = bytes([*range(0x07), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_BINARY = re.compile(b"[%s]" % re.escape(_CONTROLS))
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!": "a RAR archive",
}
_REMEDY = "expected a text file; save it as UTF-8"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file without a byte order mark, and how it was encoded.

    Attributes:
        text: line ends as they are in the file.
        encoding: "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "cp1250",
            "cp1251", "mac_roman" or "latin-1".
        certain: False where the bytes were not UTF-8 and had no byte order mark, so that the encoding is an assumption.
        invalid_at: offset in the text of the first character that was not valid UTF-8, or None.
    """

    text: str
    encoding: str = "utf-8"
    certain: bool = True
    invalid_at: int | None = None


def read_text(path: Path | str) -> DecodedText:
    """Read a text file.

    Raises:
        UnreadableFileError: if it is missing, a folder, not permitted, or not text.
    """
    with open_binary(path) as stream:
        data = stream.read()
    return decode(data, path=path)


@contextmanager
def open_binary(path: Path | str) -> Generator[BinaryIO]:
    """Open a file to read its bytes; one that is packed (gzip, xz, bzip2, a ZIP archive of one file) is unpacked.

    Raises:
        UnreadableFileError: if it is missing, a folder, not permitted, or packed and damaged, or grows without measure
            when it is unpacked.
    """
    with _errors_named(path), open_file(path) as stream, unpacked(stream) as bare:
        yield bare


@contextmanager
def open_members(path: Path | str) -> Generator[tuple[Member, ...]]:
    """Open a file, or a ZIP archive of files; each of its members can be opened to read its bytes, more than once.

    Yields:
        The file itself under its path, or the files in an archive under the path and their names in it.

    Raises:
        UnreadableFileError: as for `open_binary`.
    """
    with _errors_named(path), open_file(path) as stream:
        if is_zip(stream) and zip_document(stream) is None:
            yield tuple(Member(f"{path}/{each.name}", each.open) for each in members(stream))
        else:
            yield (Member(str(path), partial(_opened_again, path, stream)),)


def _opened_again(path: Path | str, stream: io.BufferedReader) -> BinaryIO:
    """Open a file once more; what is no file, such as a pipe, can be read only once."""
    return unpacked(open_file(path) if stream.seekable() else stream)


@contextmanager
def _errors_named(path: Path | str) -> Generator[None]:
    """Turn what goes wrong while a file is read into the error that says so with its path."""
    try:
        yield
    except RefusedError as error:
        raise UnreadableFileError(str(error), path=path, hint=error.hint) from None
    except DAMAGED as error:
        raise UnreadableFileError(f"the packed file is damaged: {error}", path=path, hint="pack it again") from error
    except FileNotFoundError:
        raise UnreadableFileError("no such file", path=path, hint="check the path") from None
    except IsADirectoryError:
        raise UnreadableFileError("is a folder, not a file", path=path, hint="name a file in it") from None
    except PermissionError:
        raise UnreadableFileError("permission denied", path=path, hint="make it readable (chmod u+r)") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        if isinstance(error, RefgraphError):
            raise
        raise UnreadableFileError(str(error), path=path) from error


def decode(data: bytes, path: Path | str | None = None) -> DecodedText:
    r"""Decode the bytes of a text file.

    UTF-8 and UTF-16 with or without byte order mark, UTF-32 with one; anything else is read in the encoding that
    `refgraph.text.codepages` finds most likely, and marked as not certain. Where most characters beyond ASCII are right
    in UTF-8, only the bytes that are not are read one by one, as Windows-1252.

    Args:
        data: the bytes.
        path: only for messages.

    Raises:
        UnreadableFileError: if they are not text.

    >>> decode(b"caf\xe9").encoding
    'cp1252'
    """
    for marks in (_UTF32, _UTF16):  # UTF-32's mark begins with UTF-16's
        for mark, encoding in marks.items():
            if data.startswith(mark):
                return DecodedText(_strict(data[len(mark) :], encoding, path), encoding)
    if b"\0" in data[:_HEAD]:
        unmarked = _utf16_without_mark(data)
        if unmarked:
            return DecodedText(_strict(data, unmarked, path), unmarked)
    _refuse_binary(data, path)
    if data.startswith(codecs.BOM_UTF8):
        data, encoding = data[len(codecs.BOM_UTF8) :], "utf-8-sig"
    else:
        encoding = "utf-8"
    try:
        return DecodedText(data.decode(), encoding)
    except UnicodeDecodeError as error:
        place = error.start
    if _mostly_utf8(data):  # a few bytes are damaged; the other accents must not suffer for them
        text = data.decode(errors=_SINGLE_BYTES)
        return DecodedText(text, encoding, certain=False, invalid_at=len(data[:place].decode()))
    encoding = guess_encoding(data)  # each of these has one byte for one character
    return DecodedText(data.decode(encoding), encoding, certain=False, invalid_at=place)


def decoded_lines(
    stream: BinaryIO, path: Path | str | None = None, notice: Callable[[DecodedText, int], object] | None = None
) -> Iterator[str]:
    r"""Decode a text file line by line, see `decoded_blocks`; only "\n" ends a line, and it is taken off."""
    return (line for block in decoded_blocks(stream, path, notice) for line in block.split("\n"))


def decoded_blocks(
    stream: BinaryIO, path: Path | str | None = None, notice: Callable[[DecodedText, int], object] | None = None
) -> Iterator[str]:
    r"""Decode a text file in blocks of whole lines, in constant memory; the "\n" at the end of a block is taken off.

    The encoding is found in the first megabyte, as `decode` does it; bytes further on that are not UTF-8, where it is
    that so far, are looked at in the same way with the megabyte they stand in.

    Args:
        stream: the bytes.
        path: only for messages.
        notice: is called once, if the encoding is an assumption, with the part of the text where that is first so, and
            the number of lines before that part.

    Raises:
        UnreadableFileError: if they are not text.
    """
    head = stream.read(_FIRST) + stream.readline()
    found = decode(head, path)
    if found.encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_blocks(head, stream, found.encoding, path)
        return
    lines, guessed = 0, None
    while head:
        if not found.certain and guessed is None:
            guessed = found.encoding
            if notice is not None:
                notice(found, lines)
        if found.text:
            block = found.text.removesuffix("\n")
            lines += block.count("\n") + 1
            yield block
        head = stream.read(_FIRST) + stream.readline()
        if guessed is None or guessed.startswith("utf-8"):
            found = decode(head, path)
        else:
            _refuse_binary(head, path)
            found = DecodedText(head.decode(guessed, _UNDEFINED), guessed, certain=False)


def _wide_blocks(head: bytes, stream: BinaryIO, encoding: str, path: Path | str | None) -> Iterator[str]:
    """Yield blocks of whole lines of UTF-16 or UTF-32."""
    mark = next((mark for mark in (*_UTF32, *_UTF16) if head.startswith(mark)), b"")
    decoder = codecs.getincrementaldecoder(encoding)()
    data, rest, first = head[len(mark) :], "", True
    while data or first:
        try:
            rest += decoder.decode(data, final=False)
        except UnicodeDecodeError as error:
            raise _not_in(encoding, error, path) from None
        block, ended, rest = rest.rpartition("\n")
        if ended:
            yield block
        data, first = stream.read(_FIRST), False
    if decoder.getstate()[0]:
        raise UnreadableFileError(f"ends within a character of {encoding.upper()}", path=path, hint=_REMEDY)
    if rest:
        yield rest


def _mostly_utf8(data: bytes) -> bool:
    """Return True if more characters beyond ASCII are right in UTF-8 than bytes are wrong."""
    found = _UTF8_SEQUENCE.findall(data)
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    return len(found) > high - sum(map(len, found))


def _as_single_bytes(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are not UTF-8 one by one as Windows-1252, or as Latin-1 where that has none."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    return "".join(bytes([each]).decode("cp1252", _UNDEFINED) for each in piece), error.end


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that an encoding has no character for as Latin-1 has them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_SINGLE_BYTES, _as_single_bytes)
codecs.register_error(_UNDEFINED, _as_latin_1)


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order in which data is text: line ends and ASCII characters, nothing that stands in no text."""
    if len(data) % 2:
        return None
    best, most = None, 0
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[:_HEAD].decode(encoding, "replace")[:-1]
        odd = any(unicodedata.category(each) in _ODD_IN_TEXT and each not in "\t\n\r\f" for each in text)
        plain = sum(each.isascii() for each in text)
        if not odd and plain > most and plain >= len(text) * 0.1:
            best, most = encoding, plain
    return best


def _strict(data: bytes, encoding: str, path: Path | str | None) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_in(encoding, error, path) from None


def _not_in(encoding: str, error: UnicodeDecodeError, path: Path | str | None) -> UnreadableFileError:
    problem = f"byte {error.start} is not valid {encoding.upper()}, as its byte order mark says"
    return UnreadableFileError(problem, path=path, hint=_REMEDY)


def _refuse_binary(data: bytes, path: Path | str | None) -> None:
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableFileError(f"is {what}, not a text file", path=path, hint=_REMEDY)
    if len(data.translate(None, _CONTROLS)) == len(data):
        return
    found = _BINARY.search(data)
    if found:
        place = f"byte {found.start()} is 0x{data[found.start()]:02x}"
        raise UnreadableFileError(f"is not a text file: {place}", path=path, hint=_REMEDY)
