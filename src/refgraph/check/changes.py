"""Fixes that put in or take out a whole field, or move an entry, in the layout that the file has."""

from __future__ import annotations

import re

from refgraph.check.entry import Entry
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Fix

_COMMA = re.compile(r"[ \t]*,[ \t]*")
_GAP = re.compile(r"\s*")
_STRING = re.compile(r"@\s*string\b", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")


def without_field(entry: Entry, field: BibField) -> Fix | None:
    """Return the fix that takes out a field with its comma, and with its line where nothing else is on it.

    Returns:
        None for a work that comes from no .bib file.
    """
    if field.line < 1:
        return None
    text, start, end = entry.document.text, field.start, field.end
    comma = _COMMA.match(text, end)
    if comma is None:  # the last field, or one of those that begin with a comma: the comma before it goes
        head = text[entry.source.start : start].rstrip().removesuffix(",")
        bare = head.rstrip()
        begins_line = any(sign in head[len(bare) :] for sign in "\r\n")
        return Fix(start=entry.source.start + len(bare if begins_line else head), end=end, replacement="")
    end = comma.end()
    begin, line_end = _line_begin(text, start), _LINE_END.match(text, end)
    if line_end and not text[begin:start].strip():
        start, end = begin, line_end.end()
    return Fix(start=start, end=end, replacement="")


def field_before(entry: Entry, field: BibField, name: str, value: str) -> Fix | None:
    """Return the fix that puts a field in front of another one, on a line of its own where that one begins a line.

    Returns:
        None for a work that comes from no .bib file.
    """
    if field.line < 1:
        return None
    text = entry.document.text
    begin = _line_begin(text, field.start)
    indent = text[begin : field.start]
    line_end = "\r\n" if text[begin - 2 : begin] == "\r\n" else "\n"
    gap = f"{line_end}{indent}" if begin and not indent.strip() else " "
    return Fix(start=field.start, end=field.start, replacement=f"{name} = {{{value}}},{gap}")


def moved_behind(entry: Entry, other: Entry) -> Fix | None:
    """Return the fix that moves an entry behind a later one, with the blank lines that stand after it.

    Returns:
        None where they are in two files or in none, in another order, or a macro is defined between them.
    """
    text, start, end = entry.document.text, entry.source.start, entry.source.end
    last = other.source.end
    if entry.source.line < 1 or entry.document is not other.document or other.source.start < end:
        return None
    gap = _GAP.match(text, end, other.source.start)
    between = text[gap.end() if gap else end : last]
    if _STRING.search(between):
        return None  # what the entry says may depend on where it stands
    return Fix(start=start, end=last, replacement=f"{between}{gap[0] if gap else ''}{text[start:end]}")


def _line_begin(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
