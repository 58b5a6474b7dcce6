"""A model that goes on learning from somebody's own references."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from refgraph.parse.labelling.labeller import Labeller
from refgraph.parse.labelling.model import Model
from refgraph.parse.training.examples import Example
from refgraph.parse.training.fitting.calibrate import calibrated
from refgraph.parse.training.fitting.data import Dataset
from refgraph.parse.training.fitting.export import export, restore
from refgraph.parse.training.fitting.fit import Plan, Pool, Progress, fit
from refgraph.parse.training.fitting.network import Network, shape_of
from refgraph.parse.training.rows import ExampleError
from refgraph.parse.training.scoring import Score, score

_FEWEST = 10
_FEWEST_ROUNDS = 6.0
_FEWEST_STEPS = 400
_PER_BUCKET_ROOM = 1.1


@dataclass(frozen=True, slots=True)
class Adapted:
    """A model that went on learning.

    Attributes:
        model: the new model.
        before: score of the old one on the examples kept aside.
        after: score of the new one on them.
    """

    model: Model
    before: Score
    after: Score


class Split(NamedTuple):
    """Examples to learn from, and examples kept aside to measure with."""

    learn: Sequence[Example]
    aside: Sequence[Example]


def split(examples: Sequence[Example], share: float, seed: int) -> Split:
    """Keep a share of the examples aside, whole documents together.

    Raises:
        ExampleError: if there are too few examples to keep any aside.
    """
    if len(examples) < _FEWEST:
        raise ExampleError(
            f"{len(examples)} labelled references are too few to learn from: at least {_FEWEST} are needed"
        )
    names = [example.doc or str(at) for at, example in enumerate(examples)]
    docs = sorted(set(names))
    random.Random(seed).shuffle(docs)
    wanted, aside, count = share * len(examples), set[str](), 0
    for doc in docs:
        if count >= wanted:
            break
        aside.add(doc)
        count += names.count(doc)
    return Split(
        [each for each, name in zip(examples, names, strict=True) if name not in aside],
        [each for each, name in zip(examples, names, strict=True) if name in aside],
    )


def enough_rounds(count: int, batch: int) -> float:
    """Return how often so many references should be seen: at least six times, and few ones until 400 steps are made."""
    return max(_FEWEST_ROUNDS, _FEWEST_STEPS * batch / count)


def adapt(model: Model, examples: Split, plan: Plan, progress: Progress) -> Adapted:
    """Let a model go on learning.

    Args:
        model: where it starts; not changed.
        examples: what it learns from, and what it is measured with.
        plan: how long and how fast.
        progress: is told how it goes.
    """
    torch.manual_seed(plan.seed)
    network = Network(shape_of(model))
    restore(model, network)
    dataset = Dataset(model.labels)
    learn = dataset.prepare(examples.learn)
    fit(network, dataset, [Pool(learn)], plan, progress)
    counts = dataset.bucket_counts(learn)
    counts += np.unpackbits(model.used, count=len(counts)).astype(np.int64)
    card = model.card | {"adapted": {"references": len(learn), "seed": plan.seed, "rounds": plan.rounds}}
    new = export(network, counts, int(len(model.weights) * _PER_BUCKET_ROOM), card)
    new = calibrated(new, examples.aside)
    raws = [example.raw for example in examples.aside]
    before, after = (score(examples.aside, Labeller(each)(raws)) for each in (model, new))
    return Adapted(new, before, after)
