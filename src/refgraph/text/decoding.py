"""Bytes of a file to text: the encoding is found, never guessed silently, and nothing is replaced."""

from __future__ import annotations

import codecs
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from refgraph.errors import RefgraphError, UnreadableFileError
from refgraph.text.packing import DAMAGED, unpacked

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UTF32 = {codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be"}
_HEAD = 1024
_FIRST = 1 << 20
_NOT_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_HIGH_BYTES = bytes(range(0x80, 0x100))
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SINGLE_BYTES = "refgraph.single_bytes"
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "an image",
}
_REMEDY = "expected a text file; save it as UTF-8"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file without a byte order mark, and how it was encoded.

    Attributes:
        text: line ends as they are in the file.
        encoding: "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252" or "latin-1".
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
    """Open a file to read its bytes; one that is packed (gzip, xz, bzip2) is unpacked on the way.

    Raises:
        UnreadableFileError: if it is missing, a folder, not permitted, or packed and damaged.
    """
    try:
        with Path(path).open("rb") as stream, unpacked(stream) as bare:
            yield bare
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

    UTF-8 and UTF-16 with or without byte order mark, UTF-32 with one; anything else is read as Windows-1252, or as
    Latin-1 where it has bytes that Windows-1252 lacks, and marked as not certain. Where most characters beyond ASCII
    are right in UTF-8, only the bytes that are not are read so.

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
    # both encodings below have one byte for one character
    encoding = "latin-1" if data.translate(None, _NOT_CP1252) != data else "cp1252"
    return DecodedText(data.decode(encoding), encoding, certain=False, invalid_at=place)


def decoded_lines(stream: BinaryIO, path: Path | str | None = None) -> Iterator[str]:
    r"""Decode a text file line by line, in constant memory; only "\n" ends a line, and it is taken off.

    The encoding is found in the first megabyte, as `decode` does it. UTF-16 and UTF-32 are read whole.

    Args:
        stream: the bytes.
        path: only for messages.

    Raises:
        UnreadableFileError: if they are not text.
    """
    head = stream.read(_FIRST) + stream.readline()
    found = decode(head, path)
    if found.encoding.startswith(("utf-16", "utf-32")):
        yield from decode(head + stream.read(), path).text.removesuffix("\n").split("\n")
        return
    if found.text:
        yield from found.text.removesuffix("\n").split("\n")
    single = found.encoding in {"cp1252", "latin-1"}
    for line in stream:
        text = line.decode(errors=_SINGLE_BYTES) if not single else _single_bytes(line)
        yield text.removesuffix("\n")


def _single_bytes(data: bytes) -> str:
    return data.decode("latin-1" if data.translate(None, _NOT_CP1252) != data else "cp1252")


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
    text = "".join(bytes([each]).decode("latin-1" if each in _NOT_CP1252 else "cp1252") for each in piece)
    return text, error.end


codecs.register_error(_SINGLE_BYTES, _as_single_bytes)


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of text in mostly Latin letters: every other byte is zero."""
    head = data[:_HEAD]
    zeros = (head[0::2].count(0), head[1::2].count(0))
    if len(data) % 2 or max(zeros) < len(head) * 0.4 or min(zeros) > 0:
        return None
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _strict(data: bytes, encoding: str, path: Path | str | None) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not valid {encoding.upper()}, as its byte order mark says"
        raise UnreadableFileError(problem, path=path, hint=_REMEDY) from None


def _refuse_binary(data: bytes, path: Path | str | None) -> None:
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableFileError(f"is {what}, not a text file", path=path, hint=_REMEDY)
    found = _BINARY.search(data)
    if found:
        place = f"byte {found.start()} is 0x{data[found.start()]:02x}"
        raise UnreadableFileError(f"is not a text file: {place}", path=path, hint=_REMEDY)
