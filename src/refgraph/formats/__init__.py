"""Bibliographic file formats: found by content and name, read to a library, written from one, losses named."""

from refgraph.formats.catalogue import FORMATS, FileFormat, detect, find_format
from refgraph.formats.loss import Loss
from refgraph.formats.registry import detect_format, loads, losses, read, stream, write

__all__ = [
    "FORMATS",
    "FileFormat",
    "Loss",
    "detect",
    "detect_format",
    "find_format",
    "loads",
    "losses",
    "read",
    "stream",
    "write",
]
