"""Packed files, read and written as if they were not: gzip, xz and bzip2."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

DAMAGED = (gzip.BadGzipFile, lzma.LZMAError, zlib.error, EOFError)
"""What reading a packed file raises when it is cut off or broken."""

_OPENERS: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO], Any]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), lambda stream: gzip.GzipFile(fileobj=stream)),
    (re.compile(rb"\xfd7zXZ\x00"), lzma.LZMAFile),
    (re.compile(rb"BZh[1-9]1AY&SY"), bz2.BZ2File),
)
_SUFFIXES = {".gz", ".xz", ".bz2"}


def unpacked(stream: io.BufferedReader) -> BinaryIO:
    """Return a stream of the bytes that are packed in another, or that one if nothing is; its first bytes tell."""
    head = stream.peek(10)
    for mark, opener in _OPENERS:
        if mark.match(head):
            return cast(BinaryIO, opener(stream))
    return stream


def packed(stream: BinaryIO, path: Path | str) -> BinaryIO:
    """Return a stream that packs what is written into another, as the path's suffix says; the same bytes each time."""
    match Path(path).suffix.lower():
        case ".gz":
            return cast(BinaryIO, gzip.GzipFile("", "wb", fileobj=stream, mtime=0))
        case ".xz":
            return cast(BinaryIO, lzma.open(stream, "wb"))
        case ".bz2":
            return cast(BinaryIO, bz2.open(stream, "wb"))
        case _:
            return stream


def bare_name(path: Path | str) -> Path:
    """Return the path without the suffix of packing.

    >>> bare_name("records.jsonl.gz").name
    'records.jsonl'
    """
    path = Path(path)
    return path.with_suffix("") if path.suffix.lower() in _SUFFIXES else path
