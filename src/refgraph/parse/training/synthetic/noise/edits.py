"""Changes of an example's text that carry its fields along."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, LabelledSpan

_PAIRS = frozenset({"()", "[]", "“”", "«»", "„“", "‘’", "（）", "<>", '""', "  "})
_MARK_BEHIND = re.compile(r"[.,;:]*\s*")


class Edit(NamedTuple):
    """A piece of text that another replaces: half-open span in the old text; an empty span inserts.

    What is inserted between two characters of a field becomes part of it, at its edge it stays outside.
    """

    start: int
    end: int
    text: str


def edited(example: Example, edits: Iterable[Edit]) -> Example:
    """Return an example after some edits; one that overlaps an earlier one or the edge of a field is left out.

    A field of which nothing is left is left out too.

    >>> old = Example("Emma. 1815.", (LabelledSpan(Label.TITLE, 0, 4), LabelledSpan(Label.DATE, 6, 10)))
    >>> edited(old, [Edit(4, 6, " ("), Edit(10, 11, ")"), Edit(1, 3, "MM")]).texts()
    ((<Label.TITLE: 'title'>, 'EMMa'), (<Label.DATE: 'date'>, '1815'))
    """
    kept = _allowed(example, sorted(edits))
    if not kept:
        return example
    raw, at = [], 0
    for edit in kept:
        raw += [example.raw[at : edit.start], edit.text]
        at = edit.end
    text = "".join(raw) + example.raw[at:]
    shifts = _Shifts(kept)
    spans = (LabelledSpan(each.label, shifts.begin(each.start), shifts.finish(each.end)) for each in example.spans)
    unknown = ((shifts.begin(start), shifts.finish(end)) for start, end in example.unknown)
    return replace(
        example,
        raw=text,
        spans=tuple(span for span in spans if span.start < span.end and not text[span.start : span.end].isspace()),
        unknown=tuple((start, end) for start, end in unknown if start < end),
    )


def _allowed(example: Example, edits: list[Edit]) -> list[Edit]:
    """Return the edits that cross neither each other nor an edge."""
    edges = sorted(
        {edge for span in example.spans for edge in span[1:]} | {edge for pair in example.unknown for edge in pair}
    )
    kept: list[Edit] = []
    for edit in edits:
        nearest = bisect_right(edges, edit.start)
        crosses = nearest < len(edges) and edges[nearest] < edit.end
        if not crosses and not (kept and edit.start < kept[-1].end) and example.raw[edit.start : edit.end] != edit.text:
            kept.append(edit)
    return kept


class _Shifts:
    """Where offsets of the old text lie in the new one."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._ends = [edit.end for edit in edits]
        self._sums = [0]
        for edit in edits:
            self._sums.append(self._sums[-1] + len(edit.text) - (edit.end - edit.start))

    def begin(self, offset: int) -> int:
        """Return where a field begins: behind what is inserted there."""
        return offset + self._sums[bisect_right(self._ends, offset)]

    def finish(self, offset: int) -> int:
        """Return where a field ends: before what is inserted there."""
        passed = bisect_right(self._ends, offset)
        while passed and self._edits[passed - 1].start == self._edits[passed - 1].end == offset:
            passed -= 1
        return offset + self._sums[passed]


def with_prefix(example: Example, before: str, field: str, after: str, label: Label) -> Example:
    """Return an example with a labelled text before it."""
    lead = before + field + after
    span = LabelledSpan(label, len(before), len(before) + len(field))
    moved = _moved(example, len(lead))
    return replace(moved, raw=lead + example.raw, spans=(span, *moved.spans))


def with_suffix(example: Example, before: str, field: str, after: str, label: Label | None) -> Example:
    """Return an example with a text behind it, labelled or not."""
    start = len(example.raw) + len(before)
    spans = () if label is None else (LabelledSpan(label, start, start + len(field)),)
    return replace(example, raw=example.raw + before + field + after, spans=(*example.spans, *spans))


def relabelled(example: Example, at: int, label: Label | None) -> Example:
    """Return an example whose span number `at` has another label, or none."""
    span = example.spans[at]
    new = () if label is None else (span._replace(label=label),)
    return replace(example, spans=(*example.spans[:at], *new, *example.spans[at + 1 :]))


def without_span(example: Example, at: int) -> Example:
    """Return an example without a field, the brackets around it, and its lead-in or the mark behind it."""
    raw, span = example.raw, example.spans[at]
    before = example.spans[at - 1].end if at else 0
    after = example.spans[at + 1].start if at + 1 < len(example.spans) else len(raw)
    start, end = span.start, span.end
    while before < start and end < after and raw[start - 1] + raw[end] in _PAIRS:
        start, end = start - 1, end + 1
    if any(map(str.isalpha, raw[before:start])):
        start = before
    elif end < after:
        mark = _MARK_BEHIND.match(raw, end, after)
        end = mark.end() if mark else end
    kept = replace(example, spans=(*example.spans[:at], *example.spans[at + 1 :]))
    return edited(kept, [Edit(start, end, "")])


def cut_off(example: Example, end: int) -> Example:
    """Return the beginning of an example; a field that the cut divides keeps what is before it."""
    raw = example.raw[:end].rstrip()
    spans = (each._replace(end=min(each.end, len(raw))) for each in example.spans if each.start < len(raw))
    return replace(example, raw=raw, spans=tuple(spans))


def _moved(example: Example, by: int) -> Example:
    spans = tuple(each._replace(start=each.start + by, end=each.end + by) for each in example.spans)
    unknown = tuple((start + by, end + by) for start, end in example.unknown)
    return replace(example, raw=" " * by + example.raw, spans=spans, unknown=unknown)
