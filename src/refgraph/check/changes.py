"""Fixes of whole fields and entries, in the layout of the file: put in, taken out, renamed, moved, commented out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from refgraph.check.entry import Entry
from refgraph.formats.bibtex.field import BibField
from refgraph.formats.bibtex.grammar import BLOCK_START
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


def renamed(field: BibField, name: str, *, safe: bool = False) -> Fix | None:
    """Return the fix that gives a field another name; None for a work that comes from no .bib file."""
    end = field.start + len(field.name)
    return Fix(start=field.start, end=end, replacement=name, safe=safe) if field.line > 0 else None


def retyped(entry: Entry, kind: str, names: Mapping[str, str]) -> Fix | None:
    """Return the fix that gives an entry another type, and some of its fields other names.

    Args:
        entry: the entry.
        kind: the new type; it is written in capitals where the old one is.
        names: new names by lower-case old names; fields that are not there are passed over.

    Returns:
        None for a work that comes from no .bib file, or where a field of a new name is there already.
    """
    head = _head(entry)
    wanted = {field: names[name] for name, field in entry.fields.items() if name in names}
    if head is None or any(entry.source.has_name(name) for name in wanted.values()):
        return None
    text, end, parts = entry.document.text, head.end(1), [_cased(kind, head[1])]
    for field in sorted(wanted, key=lambda each: each.start):
        parts += [text[end : field.start], _cased(wanted[field], field.name)]
        end = field.start + len(field.name)
    return Fix(start=head.start(1), end=end, replacement="".join(parts), safe=False)


def rekeyed(entry: Entry, key: str) -> Fix | None:
    """Return the fix that gives an entry another key; None for a work that comes from no .bib file."""
    head = _head(entry)
    if head is None:
        return None
    start = entry.document.text.index(entry.key, head.end())
    return Fix(start=start, end=start + len(entry.key), replacement=key, safe=False)


def commented_out(entry: Entry) -> Fix | None:
    """Return the fix that makes an entry a comment, so that nothing of it is lost.

    Returns:
        None for a work that comes from no .bib file, and where there is an "@" in the entry: BibTeX would see an entry
        there.
    """
    text, start, end = entry.document.text, entry.source.start, entry.source.end
    if entry.source.line < 1 or "@" in text[start + 1 : end]:
        return None
    return Fix(start=start, end=end, replacement=f"@comment{{{text[start + 1 : end]}}}", safe=False)


def split_off(entry: Entry, field: BibField, value: str, others: Mapping[str, str]) -> Fix | None:
    """Return the fix that leaves a part of a field's value in it and puts the others into fields before it.

    Returns:
        None for a work that comes from no .bib file, where one of the fields is there already, or where a part would
        tear braces apart.
    """
    torn = any(part.count("{") != part.count("}") for part in (value, *others.values()))
    if field.line < 1 or torn or any(entry.source.has_name(name) for name in others):
        return None
    text = entry.document.text
    kept = f"{text[field.start : field.value_start]}{{{value}}}"
    return Fix(start=field.start, end=field.end, replacement=_written(entry, field, others) + kept, safe=False)


def fields_before(entry: Entry, field: BibField, values: Mapping[str, str]) -> Fix | None:
    """Return the fix that puts fields in front of another one, on lines of their own where that one begins a line.

    Returns:
        None for a work that comes from no .bib file, and where one of the fields is there already.
    """
    if field.line < 1 or any(entry.has(name) for name in values):
        return None
    return Fix(start=field.start, end=field.start, replacement=_written(entry, field, values))


def _written(entry: Entry, field: BibField, values: Mapping[str, str]) -> str:
    """Return fields as they are written before another one of an entry."""
    gap, width = _gap_before(entry.document.text, field), _width(entry)
    return "".join(f"{name + ' ':<{width}}= {{{value}}},{gap}" for name, value in values.items())


def _width(entry: Entry) -> int:
    """Return the column of the equals signs, where they stand below each other, or else 0."""
    text, fields = entry.document.text, entry.source.fields
    widths = {text.find("=", each.start, each.end) - each.start for each in fields}
    return max(0, *widths) if len(widths) == 1 and len({len(each.name) for each in fields}) > 1 else 0


def _gap_before(text: str, field: BibField) -> str:
    """Return what stands between a field and the one before it: a line end and the indent, or a space."""
    begin = _line_begin(text, field.start)
    indent = text[begin : field.start]
    line_end = "\r\n" if text[begin - 2 : begin] == "\r\n" else "\n"
    return f"{line_end}{indent}" if begin and not indent.strip() else " "


def _head(entry: Entry) -> re.Match[str] | None:
    return BLOCK_START.match(entry.document.text, entry.source.start) if entry.source.line > 0 else None


def _cased(word: str, like: str) -> str:
    """Return a word in capitals, with one capital or in lower case, as another one is written.

    >>> _cased("booktitle", "JOURNAL"), _cased("booktitle", "Journal")
    ('BOOKTITLE', 'Booktitle')
    """
    return word.upper() if like.isupper() else word.capitalize() if like[:1].isupper() else word


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
