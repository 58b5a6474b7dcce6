"""The lines of a reference list, cut into references.

Each layout is one function that either returns the groups of lines it sees or None: see ``LAYOUTS``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from refgraph.documents.evidence import (
    ADDRESS_END,
    ends_reference,
    is_reference_like,
    signs,
    starts_reference,
    starts_with_name,
)
from refgraph.documents.lines import Block, Line

_LABEL = re.compile(
    r"""(?:\[\s*(?P<square>\d{1,6}[a-z]?)\s*\][.:]?
         |\(\s*(?P<round>\d{1,6}[a-z]?)\s*\)[.:]?
         |(?P<dot>\d{1,6})\s?[.．、:](?!\d)
         |(?P<paren>\d{1,6})\s?[)）]
         |(?P<bare>\d{1,6})(?=[\s\u00a0]{1,4}[^\W\d_])
         |\[(?P<word>[A-Z][\w+&.:\-]{1,15}\d{2,4}[a-z]?|[A-Z]\w{2,12}\+?\d{2}[a-z]?)\]
        )[\s\u00a0]*(?=\S)""",
    re.VERBOSE,
)
_WIDEST = 160  # characters of a line that is wrapped by hand
_AMPLE = 15  # characters of room at the end of a line
_MOST = 40  # lines that are looked back on; no reference has more
_BULLET = re.compile(r"(?:[•●◦▪■‣⁃∙○*]|[-–—·](?=\s))[\s\u00a0]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that make up one reference.

    Attributes:
        lines: its lines, the first without its label.
        label: number or mark as printed, without brackets or dot.
        confidence: 0-1, how sure the layout is.
    """

    lines: tuple[Line, ...]
    label: str | None
    confidence: float


def split_items(lines: Sequence[Line]) -> list[Item]:
    """Cut the lines below a heading into references, by the first layout that fits.

    Args:
        lines: without the heading; blank lines included.
    """
    lines = _trim(lines)
    if not lines:
        return []
    for layout in LAYOUTS:
        items = layout(lines)
        if items:
            return items
    return [Item((line,), None, 0.5) for line in lines if not line.is_blank]


def take_label(line: Line) -> tuple[str | None, Line]:
    """Split a line into its label (without brackets) and the rest; a bullet is a label of None."""
    found = _LABEL.match(line.text)
    if found:
        return found[found.lastgroup or 0], line.cut(found.end())
    found = _BULLET.match(line.text)
    return None, line.cut(found.end()) if found else line


def _trim(lines: Sequence[Line]) -> list[Line]:
    first = next((place for place, line in enumerate(lines) if not line.is_blank), len(lines))
    last = next((place for place in range(len(lines), first, -1) if not lines[place - 1].is_blank), first)
    return list(lines[first:last])


def _marked(lines: Sequence[Line]) -> list[Item] | None:
    """HTML: every item or paragraph is one block."""
    if not any(line.block is Block.ITEM for line in lines):
        return None
    items = []
    for line in lines:
        if not line.is_blank:
            label, rest = take_label(line)
            items.append(Item((rest,), label, 0.95))
    return items


def _numbered(lines: Sequence[Line]) -> list[Item] | None:
    """Each reference begins with the next number: "1.", "[1]", "(1)", "1)", "1 "."""
    marks = [_LABEL.match(line.text) for line in lines]
    first = marks[0]
    if first is None or first.lastgroup == "word":
        return None
    kind, expected = first.lastgroup, _number(first)
    starts = []
    for place, mark in enumerate(marks):
        if mark is not None and mark.lastgroup == kind and _number(mark) in {expected, expected - 1, expected + 1}:
            starts.append(place)
            expected = _number(mark) + 1
    if kind == "bare" and len(starts) < 2:
        return None
    return _groups(lines, starts, 0.95)


def _number(mark: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", mark[mark.lastgroup or 0]) or 0)


def _keyed(lines: Sequence[Line]) -> list[Item] | None:
    """Each reference begins with a key in brackets: "[Knuth84]"."""
    starts = [
        place for place, line in enumerate(lines) if (mark := _LABEL.match(line.text)) and mark.lastgroup == "word"
    ]
    return _groups(lines, starts, 0.9) if starts[:1] == [0] else None


def _bulleted(lines: Sequence[Line]) -> list[Item] | None:
    """Each reference begins with the bullet of the first."""
    mark = _BULLET.match(lines[0].text)
    if not mark:
        return None
    sign = lines[0].text[0]
    starts = [place for place, line in enumerate(lines) if line.text[:1] == sign and _BULLET.match(line.text)]
    if sign in "*-–—·" and len(starts) < 2:
        return None
    return _groups(lines, starts, 0.9)


def _groups(lines: Sequence[Line], starts: Sequence[int], confidence: float) -> list[Item]:
    items = []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(lines)
        label, first = take_label(lines[start])
        items.append(Item((first, *_continued(first, lines[start + 1 : end])), label, confidence))
    return items


def _continued(first: Line, lines: Sequence[Line]) -> list[Line]:
    """Return the lines that go on with a reference: up to a blank line behind a full stop.

    A blank line inside an unfinished sentence is the break of a page.
    """
    kept = [first]
    blank = False
    for line in lines:
        if line.is_blank:
            blank = True
        elif blank and re.search(r"[.\])]$", kept[-1].text) and not line.text[:1].islower():
            break
        else:
            kept.append(line)
            blank = False
    return kept[1:]


def _paragraphs(lines: Sequence[Line]) -> list[Item] | None:
    """References stand between blank lines."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.is_blank:
            blocks.append([])
        else:
            blocks[-1].append(line)
    blocks = [block for block in blocks if block]
    if len(blocks) < 2:
        return None
    if sum(map(_is_group, blocks)) * 2 > len(blocks):
        return None
    return [Item(tuple(block), None, 0.85) for block in blocks]


def _is_group(block: Sequence[Line]) -> bool:
    """Return True if the lines between two blank lines are references of one line each, such as those of one letter."""
    whole = sum(is_reference_like(line.text) and ends_reference(line.text) for line in block)
    return len(block) > 1 and whole * 3 > len(block) * 2


def _hanging(lines: Sequence[Line]) -> list[Item] | None:
    """The first line of each reference stands out to the left (or, in the other fashion, is indented)."""
    filled = [line for line in lines if not line.is_blank]
    indents = sorted({line.indent for line in filled})
    if len(indents) < 2 or indents[-1] - indents[0] < 2:
        return None
    out = [line.indent <= indents[0] + 1 for line in filled]
    hangs = out[0] and sum(map(_begins, (line for line, left in zip(filled, out, strict=True) if left))) * 2 >= sum(out)
    if not hangs:
        out = [not left for left in out]
        if not out[0]:
            return None
    items: list[list[Line]] = []
    for line, begins in zip(filled, out, strict=True):
        if begins:
            items.append([line])
        else:
            items[-1].append(line)
    return [Item(tuple(item), None, 0.85) for item in items]


def _begins(line: Line) -> bool:
    return starts_reference(line.text)


def _flat(lines: Sequence[Line]) -> list[Item] | None:
    """References without any mark: one a line, or wrapped at a width."""
    filled = [line for line in lines if not line.is_blank]
    whole = sum(is_reference_like(line.text) and ends_reference(line.text) for line in filled)
    lengths = sorted(len(line.text) for line in filled)
    width = lengths[(len(lengths) - 1) * 9 // 10]  # a line with a long address is longer and no measure
    full = sum(width - _AMPLE < length <= width for length in lengths)  # wrapped lines are nearly of one length
    if whole * 5 >= len(filled) * 4 or width > _WIDEST or full * 10 < len(lengths) * 3:
        return [Item((line,), None, 0.7) for line in filled]
    items: list[list[Line]] = []
    for line in filled:
        if items and not _breaks(items[-1], line, width):
            items[-1].append(line)
        else:
            items.append([line])
    return [Item(tuple(item), None, 0.6) for item in items]


def _breaks(item: Sequence[Line], line: Line, width: int) -> bool:
    """Return True if the line begins a new reference after the lines of ``item``."""
    before = item[-1].text
    whole = " ".join(each.text for each in item[-_MOST:])
    room = width - len(before) - len(line.text.split(maxsplit=1)[0]) - 1
    if room > _AMPLE:  # no wrapping leaves so much: the author ended the line
        return before[-1] not in ",:–&" and signs(whole) > 0
    unfinished = (before[-1].isalpha() or before[-1] in ",:-–&") and not ADDRESS_END.search(before)
    if unfinished or not starts_reference(line.text):
        return False
    if room > 0 or ADDRESS_END.search(before):
        return is_reference_like(whole)
    return starts_with_name(line.text) and ends_reference(before) and is_reference_like(whole)


def _running(lines: Sequence[Line]) -> list[Item] | None:
    """All references in one long line, with numbers: "[1] A. B. ... [2] C. D. ..."."""
    filled = [line for line in lines if not line.is_blank]
    if len(filled) != 1 or len(filled[0].text) < 80:
        return None
    line = filled[0]
    for pattern in (
        r"\[{}\]",
        r"\({}\)(?=\s)",
        r"(?<![\w.,–-]){}\.(?=\s)",
        r"(?<![\w.,–-]){}\)(?=\s)",
        r"(?<![\w.,–-]){}(?=\s[^\W\d_])",
    ):
        cuts = _sequence(line.text, pattern)
        if len(cuts) > 1 and cuts[0] == 0:
            ends = [*cuts[1:], len(line.text)]
            return [_piece(line, start, end) for start, end in zip(cuts, ends, strict=True)]
    return None


def _sequence(text: str, pattern: str) -> list[int]:
    """Return where the numbers 1, 2, 3 ... stand, each after the one before."""
    cuts: list[int] = []
    place = 0
    while found := re.compile(pattern.format(len(cuts) + 1)).search(text, place):
        cuts.append(found.start())
        place = found.end()
    return cuts


def _piece(line: Line, start: int, end: int) -> Item:
    label, rest = take_label(line.cut(start, end))
    return Item((rest,), label, 0.8)


LAYOUTS: tuple[Callable[[Sequence[Line]], list[Item] | None], ...] = (
    _running,  # before the numbered lists, which it looks like
    _marked,
    _numbered,
    _keyed,
    _bulleted,
    _paragraphs,
    _hanging,
    _flat,
)
