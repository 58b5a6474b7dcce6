"""The training itself."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from refgraph.parse.training.fitting.data import Dataset, Drops, Prepared, shuffled
from refgraph.parse.training.fitting.network import Network

_WARM_UP = 200
_LARGEST_STEP = 5.0
_REPORT_EVERY = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast is trained.

    Attributes:
        rounds: how often all of the first pool is seen; may be a fraction.
        batch: examples of a batch.
        rate: the learning rate at its height; it falls to 0 in a line.
        seed: what everything is drawn from.
        drops: what is hidden.
    """

    rounds: float = 12
    batch: int = 32
    rate: float = 2e-3
    seed: int = 1
    drops: Drops = field(default_factory=Drops)


@dataclass(frozen=True, slots=True)
class Pool:
    """Examples, and how many of them are drawn each round; None for all."""

    examples: Sequence[Prepared]
    share: int | None = None

    def drawn(self, rng: random.Random) -> list[Prepared]:
        """Return the examples of a round."""
        if self.share is None or self.share >= len(self.examples):
            return list(self.examples)
        return rng.sample(self.examples, self.share)

    def __len__(self) -> int:
        return len(self.examples) if self.share is None else min(self.share, len(self.examples))


Progress = Callable[[int, int, float, float], None]
"""Called with step, steps, mean loss of an example since the last call, and CPU seconds."""


def fit(network: Network, dataset: Dataset, pools: Sequence[Pool], plan: Plan, progress: Progress) -> None:
    """Train a network.

    Args:
        network: is changed.
        dataset: which prepared the examples.
        pools: what is learnt.
        plan: how.
        progress: is told how it goes.
    """
    rng, hide = random.Random(plan.seed), np.random.default_rng(plan.seed)
    dense = [value for name, value in network.named_parameters() if name != "features.buckets.weight"]
    optimizers: list[torch.optim.Optimizer] = [
        torch.optim.Adam(dense, lr=plan.rate),
        torch.optim.SparseAdam([network.features.buckets.weight], lr=plan.rate),
    ]
    steps = max(1, int(plan.rounds * sum(map(len, pools)) / plan.batch))
    warm_up = min(_WARM_UP, max(1, steps // 10))
    network.train()
    began, losses = time.process_time(), []
    for step, batch in zip(range(steps), _batches(pools, plan, rng), strict=False):
        for optimizer in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = plan.rate * min(1, (step + 1) / warm_up) * (1 - step / steps)
        tensors = dataset.tensors(batch, plan.drops, hide)
        vectors = network.features(tensors)
        loss = network.loss(network.scores(vectors), tensors.allowed, tensors.within)
        for optimizer in optimizers:
            optimizer.zero_grad(set_to_none=True)
        (loss.sum() / plan.batch).backward()
        torch.nn.utils.clip_grad_norm_(dense, _LARGEST_STEP)
        for optimizer in optimizers:
            optimizer.step()
        losses.append(float(loss.detach().mean()))
        if (step + 1) % _REPORT_EVERY == 0 or step + 1 == steps:
            progress(step + 1, steps, sum(losses) / len(losses), time.process_time() - began)
            losses = []
    network.eval()


def _batches(pools: Sequence[Pool], plan: Plan, rng: random.Random) -> Iterator[list[Prepared]]:
    while True:
        yield from shuffled([each for pool in pools for each in pool.drawn(rng)], plan.batch, rng)
