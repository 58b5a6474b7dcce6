"""Bibliographic file formats, both directions: found by content and name, read to a library, written from one."""

from refgraph.formats.registry import FORMATS, FileFormat, detect, detect_format, find_format, loads, read, write

__all__ = ["FORMATS", "FileFormat", "detect", "detect_format", "find_format", "loads", "read", "write"]
