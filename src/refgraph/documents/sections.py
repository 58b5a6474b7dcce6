"""Where the reference lists of a document are: from a heading to the end of its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from refgraph.documents.evidence import is_reference_like, signs
from refgraph.documents.headings import is_end_heading, is_reference_heading
from refgraph.documents.lines import Block, Line
from refgraph.documents.segment import Item, split_items, take_label

_LONG_LINE = 200
_FIRST_LABEL = re.compile(r"(?<=\s)(?:\[1\]|\(1\)|1[.)])(?=\s)")
_SAMPLE = 300  # items that show what a list is
_LONGEST_HEADING = 6  # words
_INLINE_END = re.compile(r"[.\s](?P<end>Published|Publicado|Опубликован[оа]?)\s*:?\s+\d{4}-\d\d-\d\d\b.*$")


@dataclass(frozen=True, slots=True)
class Section:
    """One reference list.

    Attributes:
        heading: its heading as printed, or None for a document that is nothing but a list.
        items: its references.
    """

    heading: str | None
    items: tuple[Item, ...]


def find_sections(lines: Sequence[Line]) -> list[Section]:
    """Find every reference list of a document.

    With a heading, the list runs to the next heading. Without any, the document is a list if nearly all its items look
    like references; the longest unbroken run of such items is taken.
    """
    lines = list(_opened(lines))
    headings = [place for place, line in enumerate(lines) if is_reference_heading(line.text)]
    sections = []
    for heading in headings:
        items = split_items(_section_lines(lines, heading + 1))
        if _is_list(items):
            sections.append(Section(lines[heading].text, tuple(items)))
    if sections or headings:
        return sections or _bare_list(lines)
    return _bare_list(lines)


def _opened(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, with a heading inside a very long line on a line of its own."""
    for line in lines:
        heading = _inline_heading(line.text) if len(line.text) > _LONG_LINE else None
        if heading is None:
            yield line
            continue
        end = _INLINE_END.search(line.text, heading[1])
        stop = end.start("end") if end else len(line.text)
        parts = ((0, heading[0], Block.TEXT), (*heading, Block.HEADING), (heading[1], stop, Block.TEXT))
        for start, last, block in parts:
            yield replace(line.cut(start, last), block=block)


def _inline_heading(text: str) -> tuple[int, int] | None:
    """Return the span of the last heading that stands inside a line, before the first number of a list."""
    for label in reversed(list(_FIRST_LABEL.finditer(text))):
        before = text[max(0, label.start() - 80) : label.start()]
        words = list(re.finditer(r"\S+", before))
        for word in words[-_LONGEST_HEADING:]:
            if is_reference_heading(before[word.start() :]):
                shift = label.start() - len(before)
                return shift + word.start(), shift + words[-1].end()
    return None


def _section_lines(lines: Sequence[Line], start: int) -> list[Line]:
    """Return the lines of a list: up to a heading, or to text that stands apart from it."""
    taken: list[Line] = []
    for place in range(start, len(lines)):
        line = lines[place]
        if is_reference_heading(line.text):
            break
        if _ends_list(lines, place):
            break
        if _is_subheading(lines, place):
            continue
        if (
            line.block is Block.ITEM
            and any(each.text for each in taken)
            and not any(each.block is Block.ITEM for each in taken)
        ):
            break  # a menu below a list of paragraphs
        taken.append(line)
    return taken


def _ends_list(lines: Sequence[Line], place: int) -> bool:
    line = lines[place]
    if line.is_blank or line.block is Block.ITEM:
        return False
    if is_end_heading(line.text) and _stands_apart(lines, place):
        return True
    if line.block is Block.HEADING:
        return not _leads_references(lines, place)
    return _looks_like_heading(lines, place) and not _leads_references(lines, place)


def _is_subheading(lines: Sequence[Line], place: int) -> bool:
    line = lines[place]
    if line.block is Block.HEADING:
        return True
    return line.block is Block.TEXT and _looks_like_heading(lines, place) and _leads_references(lines, place)


def _stands_apart(lines: Sequence[Line], place: int) -> bool:
    return place == 0 or lines[place - 1].is_blank or lines[place].block is Block.HEADING


def _looks_like_heading(lines: Sequence[Line], place: int) -> bool:
    """Return True for a few words alone between blank lines, without digits and punctuation."""
    text = lines[place].text
    if not text or len(text) > 60 or len(text.split()) > 6 or re.search(r"[\d.,;?!“”\"]|//", text.rstrip(".:")):
        return False
    last = place + 1 >= len(lines)
    return (
        _stands_apart(lines, place)
        and not last
        and (text[0].isupper() or text.startswith("#"))
        and not text.endswith(".")
    )


def _leads_references(lines: Sequence[Line], place: int) -> bool:
    """Return True if one of the next two lines with text looks like a reference."""
    following = (take_label(line)[1].text for line in lines[place + 1 :] if not line.is_blank)
    return any(is_reference_like(text) for _, text in zip(range(2), following, strict=False))


def _is_list(items: Sequence[Item]) -> bool:
    """Return True if the items below a heading are references: most have some sign, and one has enough of them."""
    texts = [_text(item) for item in items[:_SAMPLE]]
    return any(map(is_reference_like, texts)) and sum(signs(text) > 0 for text in texts) * 2 >= len(texts)


def _bare_list(lines: Sequence[Line]) -> list[Section]:
    """Return the document as one list if it is nothing else, or its longest run of references."""
    items = split_items([line for line in lines if line.block is not Block.HEADING])
    like = [is_reference_like(_text(item)) for item in items]
    if not items or sum(like) < 1:
        return []
    if sum(like) * 10 >= len(items) * 7:
        return [Section(None, tuple(items))]
    first, last = _longest_run(like)
    if last - first < 3 or not _is_list(items[first:last]):
        return []
    return [Section(None, tuple(items[first:last]))]


def _longest_run(like: Sequence[bool]) -> tuple[int, int]:
    """Return the half-open span of the longest run of True in which single False may stand."""
    best = (0, 0)
    start = 0
    while start < len(like):
        if not like[start]:
            start += 1
            continue
        end = start + 1
        while end < len(like) and (like[end] or (end + 1 < len(like) and like[end + 1])):
            end += 1
        best = max(best, (start, end), key=lambda span: span[1] - span[0])
        start = end
    return best


def _text(item: Item) -> str:
    return " ".join(line.text for line in item.lines)
