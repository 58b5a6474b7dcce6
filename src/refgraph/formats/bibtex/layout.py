"""One layout for .bib files: a field a line, braces, lower-case names, empty lines between entries; comments stay."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from refgraph.errors import InvalidValueError
from refgraph.formats.bibtex.document import BibBlock, BibDocument, BibEntry
from refgraph.formats.bibtex.edits import SortEntries
from refgraph.formats.bibtex.entries import field_rank
from refgraph.formats.bibtex.field import BibField
from refgraph.formats.bibtex.grammar import BLOCK_START, OPERAND, VALUE
from refgraph.formats.bibtex.reading import parse_document

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a .bib file is laid out.

    Attributes:
        indent: what a field's line begins with.
        align: put the equals signs of an entry in one column.
        sort_entries: sort entries by key, as `refgraph.formats.bibtex.SortEntries` does.
        sort_fields: put fields in the order in which refgraph writes them, unknown ones last.
    """

    indent: str = "  "
    align: bool = False
    sort_entries: bool = False
    sort_fields: bool = False


PLAIN = Layout()


def format_document(document: BibDocument, layout: Layout = PLAIN) -> str:
    r"""Return the text of a file in one layout; formatting twice is formatting once, and no value changes.

    Blocks that are broken and text between blocks stay as they are, and a file with broken blocks is not sorted; line
    ends become those of the first line. Values keep their text and their lines: quotes become braces, numbers and
    macros stay bare.

    Args:
        document: the file.
        layout: how.

    Raises:
        InvalidValueError: if the result would not mean the same, which is a fault of refgraph.

    >>> print(format_document(parse_document('% mine\n@Book{k,Title="A {B}" # jan,year=1999}')), end="")
    % mine
    @book{k,
      title = {A {B}} # jan,
      year = 1999,
    }
    """
    broken = _broken(document)
    if layout.sort_entries and not broken:
        document = document.edit(SortEntries())
    text = _laid_out(document, layout, broken)
    again = parse_document(text, strings=document.macros)
    if broken and (_meaning(again) != _meaning(document) or _laid_out(again, layout, _broken(again)) != text):
        return document.text  # so broken that its blocks hold each other up
    if _meaning(again) != _meaning(document):
        raise InvalidValueError("formatting would change what the file says", hint="please report this file")
    return text


def _laid_out(document: BibDocument, layout: Layout, broken: frozenset[int]) -> str:
    found = _LINE_END.search(document.text)
    pieces: list[str] = []
    before: BibEntry | BibBlock | None = None
    end = 0
    for block in document.blocks:
        if before is not None:
            pieces.append(_gap(document.text[end : block.start], before, block))
        pieces.append(_block(document, block, layout, verbatim=block.start in broken))
        before = block
        end = block.start + len(document.text[block.start : block.end].rstrip())
    return _LINE_END.sub(found[0] if found else "\n", "".join([*pieces, "\n" if pieces else ""]))


def _broken(document: BibDocument) -> frozenset[int]:
    """Return the offsets of the blocks that have a syntax finding."""
    blocks = document.blocks
    starts = [block.start for block in blocks]
    found = {block.start for block in document.others if not block.whole}
    for finding in document.findings:
        place = bisect_right(starts, finding.span[0]) - 1 if finding.span and finding.code in {"S001", "S002"} else -1
        if place >= 0:
            found.add(starts[place])
    return frozenset(found)


def _gap(gap: str, before: BibEntry | BibBlock, after: BibEntry | BibBlock) -> str:
    """Return the white space between two blocks."""
    lines = len(_LINE_END.findall(gap))
    if isinstance(after, BibBlock) and after.kind == "text" and not lines:
        return " " if gap else ""  # "} % a comment on the entry's last line"
    together = isinstance(before, BibBlock) and (before.kind == "text" or _kind(after) == before.kind)
    beside = isinstance(after, BibBlock) and after.kind == "text"
    return "\n" if lines < 2 and (together or beside) else "\n\n"


def _kind(block: BibEntry | BibBlock) -> str:
    return block.kind if isinstance(block, BibBlock) else "entry"


def _block(document: BibDocument, block: BibEntry | BibBlock, layout: Layout, *, verbatim: bool) -> str:
    raw = document.text[block.start : block.end].rstrip()  # a block that is not closed takes white space with it
    if verbatim:
        return raw
    if isinstance(block, BibEntry):
        return _entry(block, layout)
    if block.kind in {"string", "preamble"}:
        return _definition(document, block, raw)
    return raw


def _entry(entry: BibEntry, layout: Layout) -> str:
    fields: Iterable[BibField] = entry.fields
    if layout.sort_fields:
        fields = sorted(fields, key=lambda field: field_rank(field.name.lower()))
    width = max((len(name) for name in entry.names), default=0) if layout.align else 0
    lines = [f"{layout.indent}{field.name.lower():<{width}} = {_value(field.raw)},\n" for field in fields]
    return f"@{entry.type}{{{entry.key},\n{''.join(lines)}}}"


def _definition(document: BibDocument, block: BibBlock, raw: str) -> str:
    if block.kind == "string":
        field = next(each for each in document.string_definitions if block.start < each.start < block.end)
        return f"@string{{{field.name} = {_value(field.raw)}}}"
    head = BLOCK_START.match(raw)
    assert head is not None
    return f"@preamble{{{_value(raw[head.end() : -1].strip())}}}"


def _value(raw: str) -> str:
    """Return a value with braces for quotes and single spaces around ``#``."""
    if VALUE.fullmatch(raw) is None:  # braces deeper than the pattern goes
        return raw
    return " # ".join(
        found[3] if found[3] is not None else "{" + (found[1] or found[2] or "") + "}"
        for found in OPERAND.finditer(raw)
    )


def _meaning(document: BibDocument) -> Counter[tuple[str, ...]]:
    """Return what a file says, without layout and order."""
    said: list[tuple[str, ...]] = [("comment", *each.split()) for each in _paragraphs(document)]
    flat: Callable[[str], str] = lambda text: " ".join(text.split())  # noqa: E731
    said += [("preamble", flat(each)) for each in document.preambles]
    said += [("string", each.name.lower(), flat(each.value)) for each in document.string_definitions]
    for entry in document.entries:
        pairs = tuple(sorted(entry.values.items()))
        said.append((entry.type, entry.key, *(part for name, value in pairs for part in (name, flat(value)))))
    return Counter(said)


def _paragraphs(document: BibDocument) -> Iterable[str]:
    """Return the lines of all comments: what is text between two entries may be cut when they are sorted."""
    return (line for comment in document.comments for line in _LINE_END.split(comment) if line.strip())
