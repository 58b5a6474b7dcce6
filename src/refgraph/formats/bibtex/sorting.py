"""Entries of a .bib file in another order: comments right above an entry go with it, macros keep their meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from refgraph.formats.bibtex.document import BibDocument, BibEntry

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class _Chunk(NamedTuple):
    entry: BibEntry
    start: int
    end: int


def sorted_blocks(document: BibDocument, by: Callable[[BibEntry], Any]) -> list[tuple[int, int, str, int]]:
    """Return (start, end, new text, offset it stood at) for every entry whose place another one takes."""
    parents = {entry.value("crossref").strip().casefold() for entry in document.entries}
    moves = []
    for run in _runs(document):
        ordered = sorted(run, key=lambda chunk: (chunk.entry.key.casefold() in parents, by(chunk.entry)))
        for old, new in zip(run, ordered, strict=True):
            if old is not new:
                moves.append((old.start, old.end, document.text[new.start : new.end], new.start))
    return moves


def _runs(document: BibDocument) -> list[list[_Chunk]]:
    """Return the entries between @string blocks, each with the comment right above it."""
    runs: list[list[_Chunk]] = [[]]
    end = 0
    for block in document.blocks:
        if isinstance(block, BibEntry):
            runs[-1].append(_Chunk(block, start_with_comment(document.text, end, block.start), block.end))
        elif block.kind == "string":
            runs.append([])
        elif block.kind == "text":
            continue
        end = block.end
    return runs


def start_with_comment(text: str, end: int, start: int) -> int:
    """Return where the comment begins that belongs to a block: the lines right above it, without an empty line.

    Args:
        text: the whole file.
        end: where the block before ends; 0 for the first block, and what the file begins with is about the file.
        start: where the block begins.
    """
    lines = [*_LINE.finditer(text, end, start)]
    # what stands before the block on its own line
    if lines and lines[-1][0][-1] not in "\r\n" and lines.pop()[0].strip():
        return start
    above = start
    for line in reversed(lines if not end else lines[1:]):  # the first line is that of the block before
        if not line[0].strip():
            return above
        above = line.start()
    return above if end else start
