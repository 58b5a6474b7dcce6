"""Confidences that mean what they say: slope and offset of each label's log odds, fitted on references kept aside."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from refgraph.parse.labelling.labeller import Labeller
from refgraph.parse.labelling.model import Model
from refgraph.parse.training.examples import Example
from refgraph.parse.training.scoring import Score, score

_FEWEST = 200  # judged fields for a slope of a label's own
_PULL = 2.0  # how strongly slope and offset are held at 1 and 0
_TURNS = 30


Strangers = Sequence[tuple[Model, Sequence[Example]]]
"""Models, each with references of a source that it never saw."""


def calibrated(model: Model, examples: Sequence[Example], strangers: Strangers = ()) -> Model:
    """Return the model with confidences that agree with how often it is right on these examples.

    Lists that people bring are not of the sources that were learnt. How much less a whole reference is right there,
    models of the same kind tell that were trained without a source: they count as much as the examples.

    Args:
        model: its calibration is not used.
        examples: none of them seen in training.
        strangers: models that were trained without a source, and references of it.
    """
    judged = _judged(model, examples)
    whole = list(judged.whole)
    for other, theirs in strangers:
        found = _judged(other, theirs).whole
        share = len(judged.whole) / len(strangers) / max(1, len(found))
        whole += [each for at, each in enumerate(found) if int((at + 1) * share) > int(at * share)]
    count = len(model.labels) + 1
    table = np.zeros((count, 2), np.float32)
    table[0] = _line([sure for sure, _ in whole], [right for _, right in whole])
    common = _line([each.confidence for each in judged.fields], [each.right for each in judged.fields])
    for number, label in enumerate(model.labels, 1):
        mine = [each for each in judged.fields if each.label is label]
        enough = len(mine) >= _FEWEST
        table[number] = _line([each.confidence for each in mine], [each.right for each in mine]) if enough else common
    return dataclasses.replace(model, calibration=table)


def _judged(model: Model, examples: Sequence[Example]) -> Score:
    bare = np.tile(np.array([1, 0], np.float32), (len(model.labels) + 1, 1))
    label = Labeller(dataclasses.replace(model, calibration=bare))
    return score(examples, label([example.raw for example in examples]))


def _line(sure: Sequence[float], right: Sequence[bool]) -> NDArray[np.float64]:
    """Fit slope and offset of log odds by Newton's method."""
    chance = np.clip(np.array(sure, float), 1e-6, 1 - 1e-6)
    design = np.stack([np.log(chance / (1 - chance)), np.ones(len(chance))], axis=1)
    wanted = np.array(right, float)
    start = np.array([1.0, 0.0])
    line = start.copy()
    for _ in range(_TURNS):
        guess = 1 / (1 + np.exp(-(design @ line)))
        slope = design.T @ (guess - wanted) + _PULL * (line - start)
        bend = (design.T * (guess * (1 - guess))) @ design + _PULL * np.eye(2)
        line -= np.linalg.solve(bend, slope)
    return line
