"""Strings of one work in several styles label each other: what a model reads alike in most of them is right in all.

A work's title, container, pages ... are voted for by the fields that a model found in its printings. Where a printing
holds the value that won and the model missed it, it is put right; fields that are neither agreed upon nor sure are left
open, and printings with more than one such field are dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from refgraph.parse.result import Field, Label, Labelling
from refgraph.parse.training.examples import Example, LabelledSpan
from refgraph.parse.training.scoring import soft

_VOTED = frozenset(
    {
        *(Label.TITLE, Label.CONTAINER, Label.VOLUME, Label.ISSUE, Label.PAGES),
        *(Label.DATE, Label.PUBLISHER, Label.LOCATION),
    }
)
_SHORT = frozenset({Label.VOLUME, Label.ISSUE})
"""Labels whose values are too short to be looked for in a string."""

_WEIGHT = 2.2
_SHARE = 0.55
_SURE = 0.85
_SHORTEST = 3
_FEWEST_FIELDS = 3
_MOST_OPEN = 1

Printings = Mapping[str, str]
"""Style -> a work's reference in it."""


def agreed(works: Sequence[Printings], labeller: Callable[[Sequence[str]], list[Labelling]]) -> Iterator[Example]:
    """Yield labelled references from printings of the same works.

    Args:
        works: the printings of each work.
        labeller: a model to begin with.
    """
    strings = [(number, style, raw) for number, work in enumerate(works) for style, raw in work.items()]
    found = labeller([raw for *_, raw in strings])
    by_work: defaultdict[int, list[tuple[str, str, Labelling]]] = defaultdict(list)
    for (number, style, raw), labelling in zip(strings, found, strict=True):
        by_work[number].append((style, raw, labelling))
    for printings in by_work.values():
        values = _values([labelling for *_, labelling in printings])
        for style, raw, labelling in printings:
            example = _corrected(raw, labelling.fields, values, f"printings/{style}")
            if example is not None:
                yield example


def _values(labellings: Sequence[Labelling]) -> dict[Label, str]:
    """Return the value of each label that most printings agree on."""
    votes: defaultdict[Label, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for labelling in labellings:
        for field in labelling.fields:
            if field.label in _VOTED:
                votes[field.label][soft(field.text)] += field.confidence
    values = {}
    for label, counts in votes.items():
        value, weight = max(counts.items(), key=lambda each: each[1])
        if value and weight >= _WEIGHT and weight >= _SHARE * sum(counts.values()):
            values[label] = value
    return values


def _corrected(raw: str, fields: Sequence[Field], values: Mapping[Label, str], source: str) -> Example | None:
    spans = [(field.start, field.end, field.label, field.confidence) for field in fields]
    spans = [
        (start, end, label, 1.0 if values.get(label) == soft(raw[start:end]) else sure)
        for start, end, label, sure in spans
    ]
    right = {label for _, _, label, sure in spans if sure == 1.0}
    for label, value in values.items():
        if label in right or label in _SHORT or len(value) < _SHORTEST:
            continue
        place = _place(raw, value)
        if place is not None:
            start, end = place
            spans = [span for span in spans if span[1] <= start or span[0] >= end]
            spans.append((start, end, label, 1.0))
    spans.sort()
    open_ = tuple((start, end) for start, end, _, sure in spans if sure < _SURE)
    kept = tuple(LabelledSpan(label, start, end) for start, end, label, sure in spans if sure >= _SURE)
    if len(open_) > _MOST_OPEN or len(kept) < _FEWEST_FIELDS:
        return None
    return Example(raw=raw, spans=kept, source=source, unknown=open_)


def _place(raw: str, value: str) -> tuple[int, int] | None:
    """Return where a value stands in a string, if it stands there once."""
    letters = [(char, index) for index, printed in enumerate(raw) for char in soft(printed)]
    text = "".join(char for char, _ in letters)
    at = text.find(value)
    if at < 0 or text.find(value, at + 1) >= 0:
        return None
    return letters[at][1], letters[at + len(value) - 1][1] + 1
