"""Where the blocks of a .bib file are: good entries in one match, everything else step by step, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from refgraph.formats.bibtex.grammar import BLOCK_START, PLAIN_ENTRY
from refgraph.formats.bibtex.scanner import RawBlock, scan_block, scan_braces

_LINE_START = r"^[ \t]*@[ \t]*"
_SURE = re.compile(
    _LINE_START + r"(?:[A-Za-z]\w*\s*[{(]\s*[^\s,{}()=\"]+\s*,|(?:string|preamble|comment)\s*[{(])",
    re.MULTILINE | re.IGNORECASE,
)
_LIKELY = re.compile(_LINE_START + r"\w+\s*[{(]", re.MULTILINE)
_COMMENT = re.compile(r"@\s*comment\b\s*", re.IGNORECASE)


class Comment(NamedTuple):
    """A @comment block or text between blocks.

    Attributes:
        text: what it says, without "@comment" and braces.
        start: offset of its first character.
        end: offset after its last character.
        marked: True for a @comment.
        closed: False for a @comment whose brace is never closed.
    """

    text: str
    start: int
    end: int
    marked: bool = False
    closed: bool = True


def split_blocks(text: str, *, quick: bool = True) -> Iterator[re.Match[str] | RawBlock | Comment]:
    """Yield the blocks of a file and the text between them, in order; together they cover all but white space.

    Args:
        text: the whole file.
        quick: False reads good entries step by step, too; the tests compare both ways.

    Yields:
        A match of `PLAIN_ENTRY` for a good entry; else the block as it was scanned, or a comment.
    """
    cursor = place = 0
    find, plain = text.find, PLAIN_ENTRY.match
    slow = _Slow(text)
    while True:
        start = find("@", place)
        if start < 0:
            break
        found = plain(text, start) if quick else None
        if found is not None and find("@", start + 1, found.end()) >= 0 and _SURE.search(text, start + 1, found.end()):
            found = None  # a brace that is not closed must not swallow the next entries
        block: RawBlock | Comment | None = None
        if found is None:
            block = slow.block(start)
            if block is None:
                place = start + 1
                continue
        if start > cursor and not text[cursor:start].isspace():
            yield from _between(text, cursor, start)
        if found is not None:
            yield found
            cursor = place = found.end()
        elif block is not None:
            yield block
            cursor = place = max(block.end, start + 1)
    yield from _between(text, cursor, len(text))


class _Slow:
    """Reads what is no good entry; gives up looking far ahead once too much was read in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._limits = _Limits(text)
        self._patience = 8 * len(text) + 100_000

    def block(self, start: int) -> RawBlock | Comment | None:
        """Return the block whose "@" is at ``start``, or None if none begins there."""
        text = self._text
        patient = self._patience > 0
        comment = _comment_block(text, start, patient=patient)
        if comment is None and BLOCK_START.match(text, start) is None:
            return None
        limit = self._limits.sure(start) if patient else self._limits.sign(start)
        block = comment or _entry_block(text, start, limit, self._limits)
        if not (block and (block.closed if isinstance(block, Comment) else not block.problems)):
            self._patience -= max(limit - start, 0 if isinstance(block, RawBlock) else len(text) - start)
        return block


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
            return Comment(text[found.end() + 1 : end - 1].strip(), start, end, marked=True)
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return Comment(text[found.end() : end].strip(), start, end, marked=True, closed=False)


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    words = text[start:end]
    bare = words.strip()
    if bare:
        first = start + words.index(bare[0])
        yield Comment(bare, first, first + len(bare))


class _Limits:
    """The next line that begins a block; remembers the last answer, so a whole file costs one pass."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = {_SURE: (-1, -1), _LIKELY: (-1, -1)}

    def sure(self, start: int) -> int:
        return self._after(_SURE, start)

    def likely(self, start: int) -> int:
        return self._after(_LIKELY, start)

    def sign(self, start: int) -> int:
        """Return the offset of the next "@"."""
        found = self._text.find("@", start + 1)
        return len(self._text) if found < 0 else found

    def _after(self, pattern: re.Pattern[str], start: int) -> int:
        asked, answer = self._next[pattern]
        if not asked <= start < answer:
            found = pattern.search(self._text, start + 1)
            answer = self._text.index("@", found.start()) if found else len(self._text)
            self._next[pattern] = (start, answer)
        return answer
