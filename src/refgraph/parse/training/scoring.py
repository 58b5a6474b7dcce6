"""How good a labeller is on examples: right fields, wholly right references, and whether it knows when it is right."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from refgraph.parse.labelling.fields import bare
from refgraph.parse.result import Label, Labelling
from refgraph.parse.training.examples import Example
from refgraph.parse.training.targets import FREE

_BINS = 10


class Judged(NamedTuple):
    """A field that was found, how sure the labeller was of it, and whether it is right."""

    label: Label
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How good a labeller was.

    Attributes:
        fields: every field found, those of labels that the source does not annotate left out.
        wanted: how many fields of each label there were.
        whole: for each reference its confidence and whether all its fields were right.
    """

    fields: tuple[Judged, ...]
    wanted: Counter[Label]
    whole: tuple[tuple[float, bool], ...]
    by_label: dict[Label, float] = field(init=False)

    def __post_init__(self) -> None:
        found, right = (
            Counter(each.label for each in self.fields),
            Counter(each.label for each in self.fields if each.right),
        )
        scores = {label: _f1(right[label], found[label], self.wanted[label]) for label in Label if self.wanted[label]}
        object.__setattr__(self, "by_label", scores)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over all fields, 0-1."""
        return _f1(sum(each.right for each in self.fields), len(self.fields), self.wanted.total())

    @property
    def wholly_right(self) -> float:
        """Share of references with every field right and none too many, 0-1."""
        return sum(right for _, right in self.whole) / max(1, len(self.whole))

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the fields in ten bins, 0-1."""
        return calibration_error([(each.confidence, each.right) for each in self.fields])


def _f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 0.0


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Return the mean distance of confidence and share of right ones, over bins of confidence by their size."""
    if not judged:
        return 0.0
    sure, right = (np.array(column, float) for column in zip(*judged, strict=True))
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    gaps = [abs(sure[bins == at].sum() - right[bins == at].sum()) for at in range(_BINS)]
    return float(sum(gaps) / len(judged))


def score(examples: Sequence[Example], found: Sequence[Labelling]) -> Score:
    """Compare what was found with what is there; case, accents, punctuation and spaces do not count."""
    judged: list[Judged] = []
    wanted: Counter[Label] = Counter()
    whole: list[tuple[float, bool]] = []
    for example, labelling in zip(examples, found, strict=True):
        free = example.free or FREE.get(example.source, frozenset())
        open_ = Counter(
            (label, soft(text[slice(*bare(text, label, 0, len(text)))]))
            for label, text in example.texts()
            if label not in free
        )
        wanted.update(label for label, _ in open_.elements())
        mine = []
        for each in labelling.fields:
            if each.label in free or _unknown(example, each.start, each.end):
                continue
            key = (each.label, soft(each.text))
            mine.append(Judged(each.label, each.confidence, open_[key] > 0))
            open_[key] -= 1
        judged += mine
        whole.append((labelling.confidence, all(each.right for each in mine) and not (+open_)))
    return Score(tuple(judged), wanted, tuple(whole))


def soft(text: str) -> str:
    """Return the letters and digits of a text, without case and accents."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def _unknown(example: Example, start: int, end: int) -> bool:
    return any(left < end and start < right for left, right in example.unknown)
