"""Where the blocks of a .bib file are: bibtexparser splits, and what it leaves aside is looked at again."""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

from bibtexparser.model import ImplicitComment
from bibtexparser.splitter import Splitter

from refgraph.formats.bibtex.scanner import BLOCK_START, RawBlock, scan_block, scan_braces

_LINE_START = r"^[ \t]*@[ \t]*"
_SURE = re.compile(
    _LINE_START + r"(?:[A-Za-z]\w*\s*[{(]\s*[^\s,{}()=\"]+\s*,|(?:string|preamble|comment)\s*[{(])",
    re.MULTILINE | re.IGNORECASE,
)
_LIKELY = re.compile(_LINE_START + r"\w+\s*[{(]", re.MULTILINE)
_COMMENT = re.compile(r"@\s*comment\b\s*", re.IGNORECASE)


class Comment(NamedTuple):
    """A @comment block or text between blocks; ``closed`` is False for a @comment whose brace is never closed."""

    text: str
    start: int
    end: int
    closed: bool = True


def split_blocks(text: str) -> Iterator[RawBlock | Comment]:
    """Yield the blocks of a file and the text between them, in order; together they cover all but white space."""
    cursor = 0
    limits = _Limits(text)
    patience = 8 * len(text) + 100_000
    starts = list(_block_starts(text))
    for start, following in pairwise([*starts, len(text)]):
        if start < cursor:  # inside the block before: "@" in a value
            continue
        limit = limits.sure(start) if patience > 0 else following
        block = _comment_block(text, start, patient=patience > 0) or _entry_block(text, start, limit, limits)
        if not (block and (block.closed if isinstance(block, Comment) else not block.problems)):
            patience -= max(limit - start, 0 if isinstance(block, RawBlock) else len(text) - start)
        if block is None:
            continue
        yield from _between(text, cursor, start)
        yield block
        cursor = block.end
    yield from _between(text, cursor, len(text))


def _entry_block(text: str, start: int, limit: int, limits: _Limits) -> RawBlock | None:
    block = scan_block(text, start, limit)
    if block is not None and block.problems:
        limit = limits.likely(max(block.problems[0].start, start + 1))
        if limit < block.end:  # a broken block must not swallow what may be the next one
            block = scan_block(text, start, limit)
    if block is None:
        return None
    in_a_word = start > 0 and (text[start - 1].isalnum() or text[start - 1] in "._-")
    return None if in_a_word and block.problems else block  # "me@example.org (see below)" is no entry


def _comment_block(text: str, start: int, *, patient: bool) -> Comment | None:
    found = _COMMENT.match(text, start)
    if found is None:
        return None
    if patient and text[found.end() : found.end() + 1] == "{":
        end = scan_braces(text, found.end(), len(text))
        if end > 0:
            return Comment(text[found.end() + 1 : end - 1].strip(), start, end)
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return Comment(text[found.end() : end].strip(), start, end, closed=False)


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    words = text[start:end]
    bare = words.strip()
    if bare:
        first = start + words.index(bare[0])
        yield Comment(bare, first, first + len(bare))


def _block_starts(text: str) -> Iterator[int]:
    """Yield the offset of every "@" that may begin a block, in order."""
    cursor = 0
    for raw, is_text in _split(text):
        start = text.find(raw, cursor)
        if start < 0:  # bibtexparser's text of a failed block can end past the next one's start
            continue
        if is_text:  # it overlooks "@ article {" and "@article" with the brace on the next line
            yield from (found.start() for found in BLOCK_START.finditer(text, start, start + len(raw)))
            cursor = start + len(raw)
        else:
            yield start
            # A failed block's text may run over the next block.
            cursor = start + 1


def _split(text: str) -> Iterator[tuple[str, bool]]:
    if "@" not in text:
        return
    with _silenced(logging.getLogger("bibtexparser.splitter")):
        library = Splitter(text).split()
    for block in library.blocks:
        raw = block.raw
        assert raw is not None
        yield raw, isinstance(block, ImplicitComment)


@contextmanager
def _silenced(logger: logging.Logger) -> Generator[None]:
    """Keep bibtexparser from printing: every broken block is a finding here."""
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


class _Limits:
    """The next line that begins a block; remembers the last answer, so a whole file costs one pass."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = {_SURE: (-1, -1), _LIKELY: (-1, -1)}

    def sure(self, start: int) -> int:
        return self._after(_SURE, start)

    def likely(self, start: int) -> int:
        return self._after(_LIKELY, start)

    def _after(self, pattern: re.Pattern[str], start: int) -> int:
        asked, answer = self._next[pattern]
        if not asked <= start < answer:
            found = pattern.search(self._text, start + 1)
            answer = self._text.index("@", found.start()) if found else len(self._text)
            self._next[pattern] = (start, answer)
        return answer
