"""Packed files, read and written as if they were not: gzip, xz, bzip2, and ZIP archives of text files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

DAMAGED = (gzip.BadGzipFile, lzma.LZMAError, zlib.error, EOFError, BadZipFile)
"""What reading a packed file raises when it is cut off or broken."""

_OPENERS: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO], Any]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), lambda stream: gzip.GzipFile(fileobj=stream)),
    (re.compile(rb"\xfd7zXZ\x00"), lzma.LZMAFile),
    (re.compile(rb"BZh[1-9]1AY&SY"), bz2.BZ2File),
)
_ZIP = b"PK\x03\x04"
_SUFFIXES = {".gz", ".xz", ".bz2", ".zip"}
_DOCUMENTS = {
    "xl/workbook.xml": "xlsx",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
    "META-INF/container.xml": "epub",
    "META-INF/MANIFEST.MF": "jar",
    "mimetype": "odt",
}
"""A member that only one kind of file has, which is a ZIP archive but not one of files -> its usual suffix."""
_MOST_MEMBERS = 1000
_SMALL = 64 << 20
_LARGEST = 16 << 30
_STEEPEST = 200
"""Text that is packed to less than this part of its size is no bibliography; below `_SMALL` bytes that is no danger."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


class RefusedError(Exception):
    """A packed file that is whole but is not unpacked, and what would be right.

    Attributes:
        hint: what would be right.
    """

    def __init__(self, problem: str, hint: str) -> None:
        self.hint = hint
        super().__init__(problem)


class Member(NamedTuple):
    """One file in an archive: its name there and what opens it."""

    name: str
    open: Callable[[], BinaryIO]


def unpacked(stream: io.BufferedReader) -> BinaryIO:
    """Return a stream of the bytes that are packed in another, or that one if nothing is; its first bytes tell.

    Raises:
        RefusedError: for an archive of several files; and later, if what is read grows without measure.
        BadZipFile: if it is a broken ZIP archive.
    """
    head = stream.peek(10)
    for mark, opener in _OPENERS:
        if mark.match(head):
            return _measured(opener(stream), stream)
    if head.startswith(_ZIP) and zip_document(stream) is None:
        found = members(stream)
        if len(found) == 1:
            return found[0].open()
        names = ", ".join(each.name for each in found[:5]) + (", ..." if len(found) > 5 else "")
        problem = f"is an archive of {len(found)} files ({names})" if found else "is an archive without files"
        raise RefusedError(problem, "unpack it and name one of them")
    return stream


def is_zip(stream: io.BufferedReader) -> bool:
    """Return True if a stream begins as a ZIP archive does."""
    return stream.peek(4).startswith(_ZIP)


def zip_document(stream: BinaryIO) -> str | None:
    """Return "xlsx", "docx", "odt" and so on for a ZIP archive that is one document; None for one of files.

    "damaged" for one whose list of files cannot be read. The stream is at its beginning afterwards.
    """
    try:
        with ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError):
        return "damaged"
    finally:
        stream.seek(0)
    return next((suffix for name, suffix in _DOCUMENTS.items() if name in names), None)


def members(stream: BinaryIO) -> tuple[Member, ...]:
    """Return the files in a ZIP archive; folders, hidden files and what systems add are none.

    Raises:
        RefusedError: if there are too many, or they would be too large, or are archives or encrypted.
        BadZipFile: if the archive is broken.
    """
    archive = ZipFile(stream)
    found = [each for each in archive.infolist() if not each.is_dir() and not _is_hidden(each.filename)]
    if len(found) > _MOST_MEMBERS:
        raise RefusedError(f"is an archive of {len(found)} files; {_MOST_MEMBERS} are the most", "unpack it")
    size, packed_size = sum(each.file_size for each in found), sum(each.compress_size for each in found)
    if size > _LARGEST or size > max(_SMALL, packed_size * _STEEPEST):
        raise RefusedError(
            f"would be {size >> 20} MB unpacked, from {packed_size >> 10} KB", "unpack it if you trust it"
        )
    for each in found:
        if each.flag_bits & 0x1:
            raise RefusedError(f"{each.filename} is encrypted", "unpack it first")
    return tuple(Member(each.filename, _opener(archive, each)) for each in found)


def _opener(archive: ZipFile, member: ZipInfo) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            stream = io.BufferedReader(cast(io.RawIOBase, archive.open(member)))
        except NotImplementedError as error:
            raise RefusedError(f"{member.filename}: {error}", "pack it with deflate") from None
        if stream.peek(4).startswith(_ZIP) or any(mark.match(stream.peek(10)) for mark, _ in _OPENERS):
            raise RefusedError(f"{member.filename} is an archive in an archive", "unpack it first")
        return cast(BinaryIO, stream)

    return opened


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _measured(opened: Any, source: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Measured(opened, source), buffer_size=1 << 16))


class _Measured(io.RawIOBase):
    """Reads from a packed stream and stops where what comes out is beyond all measure of what went in."""

    def __init__(self, opened: Any, source: BinaryIO) -> None:
        super().__init__()
        self._opened = opened
        self._source = source
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._opened.read(len(buffer))
        self._count += len(data)
        if self._count > _SMALL and self._count > self._source.tell() * _STEEPEST:
            raise RefusedError(f"grows without measure: {self._count >> 20} MB so far", "unpack it if you trust it")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._opened.close()
        self._source.close()
        super().close()


def packed(stream: BinaryIO, path: Path | str) -> BinaryIO:
    """Return a stream that packs what is written into another, as the path's suffix says; the same bytes each time."""
    match Path(path).suffix.lower():
        case ".gz":
            return cast(BinaryIO, gzip.GzipFile("", "wb", fileobj=stream, mtime=0))
        case ".xz":
            return cast(BinaryIO, lzma.open(stream, "wb"))
        case ".bz2":
            return cast(BinaryIO, bz2.open(stream, "wb"))
        case ".zip":
            return cast(BinaryIO, _OneMember(stream, bare_name(path).name))
        case _:
            return stream


class _OneMember(io.RawIOBase):
    """A ZIP archive with one file, which is written."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        super().__init__()
        member = ZipInfo(name, _EPOCH)
        member.compress_type = ZIP_DEFLATED
        self._archive = ZipFile(stream, "w")
        self._file = self._archive.open(member, "w", force_zip64=True)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self._file.write(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
            self._archive.close()
        super().close()


def bare_name(path: Path | str) -> Path:
    """Return the path without the suffix of packing.

    >>> bare_name("records.jsonl.gz").name
    'records.jsonl'
    """
    path = Path(path)
    return path.with_suffix("") if path.suffix.lower() in _SUFFIXES else path
