"""Examples as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from refgraph.parse.labelling.encoding import Encoded, Vocabulary, tokens_of
from refgraph.parse.labelling.features import GENERAL, buckets
from refgraph.parse.labelling.habits import Habits
from refgraph.parse.result import Label
from refgraph.parse.tokens import Kind, kind_of
from refgraph.parse.training.examples import Example
from refgraph.parse.training.fitting.network import Tensors
from refgraph.parse.training.lists import list_habits
from refgraph.parse.training.targets import FREE, Targets, allowed, targets

_CHUNK = 4096
_MOST_TOKENS = 6000


class Prepared(NamedTuple):
    """An example as arrays: its tokens, their targets, the labels its source leaves out, and its list's habits."""

    encoded: Encoded
    targets: Targets
    free: tuple[int, ...]
    habits: Habits


class Drops(NamedTuple):
    """Shares of what training hides: single features, all but the general features of a word, habits of lists."""

    feature: float = 0.15
    word: float = 0.06
    habit: float = 0.15
    habits: float = 0.4


class Dataset:
    """Prepared examples and the buckets of their words."""

    def __init__(self, labels: Sequence[Label], *, closed: bool = False) -> None:
        """Take what a source leaves without label as text of no field if `closed`, else as not known."""
        self.labels = tuple(labels)
        self._closed = closed
        self.vocabulary = Vocabulary()
        self._buckets: list[NDArray[np.uint32]] = [np.zeros(1, np.uint32)]
        self._hideable: list[bool] = [False]

    def prepare(self, examples: Iterable[Example], seed: int = 0) -> list[Prepared]:
        """Return examples as arrays; those without a token are left out.

        Args:
            examples: what is prepared.
            seed: by what the neighbours of an example are drawn.
        """
        number = {label: at for at, label in enumerate(self.labels, 1)}
        prepared = []
        examples = list(examples)
        habits = iter(list_habits(examples, seed))
        for chunk in _chunks(examples):
            split = [(self._known(example), tokens_of(example.raw), next(habits)) for example in chunk]
            self._learn(self.vocabulary.learn(tokens for _, tokens, _ in split))
            for example, tokens, lists in split:
                if not tokens.texts:
                    continue
                free = example.free or (frozenset() if self._closed else FREE.get(example.source, frozenset()))
                prepared.append(
                    Prepared(
                        self.vocabulary.encode([tokens]),
                        targets(example, tokens, self.labels),
                        tuple(number[label] for label in sorted(free)),
                        lists,
                    )
                )
        return prepared

    def _known(self, example: Example) -> Example:
        return replace(example, unknown=(), free=frozenset()) if self._closed else example

    def _learn(self, texts: list[str]) -> None:
        if texts:
            found, owners = buckets(texts)
            self._buckets += np.split(found, np.flatnonzero(np.diff(owners)) + 1)
            self._hideable += [kind_of(text) is Kind.WORD for text in texts]

    def tensors(self, batch: Sequence[Prepared], drops: Drops | None, rng: np.random.Generator) -> Tensors:
        """Return a batch as tensors.

        Args:
            batch: what is in it.
            drops: what is hidden; None to hide nothing.
            rng: by what it is drawn.
        """
        words, spaced = (np.concatenate(column) for column in zip(*(each.encoded for each in batch), strict=True))
        sizes = [len(each.targets) for each in batch]
        arrays = self.vocabulary.batch(Encoded(words, spaced), sizes, [each.habits for each in batch])
        size = arrays.words.shape[1]
        may = np.zeros((len(batch), size, len(self.labels) + 1), bool)
        may[:, :, 0] = True
        for row, each in enumerate(batch):
            may[row, : len(each.targets)] = allowed(each.targets, each.free, may.shape[2])
        words, inverse = np.unique(arrays.words, return_inverse=True)
        parts = [self._buckets[word] for word in words]
        lengths = np.array([len(part) for part in parts])
        starts = np.cumsum(lengths) - lengths
        found = np.concatenate(parts)
        kept, habits = None, arrays.habits
        if drops is not None:
            hidden = rng.random(habits.shape) < drops.habit
            hidden |= rng.random((len(batch), 1)) < drops.habits
            habits = np.where(hidden, 0, habits)
            kept = (rng.random(len(found)) >= drops.feature).astype(np.float32) / (1 - drops.feature)
            hidden = (rng.random(len(words)) < drops.word) & np.array([self._hideable[word] for word in words])
            place = np.arange(len(found)) - np.repeat(starts, lengths)
            kept[np.repeat(hidden, lengths) & (place >= GENERAL)] = 0
        return Tensors(
            torch.from_numpy(found.astype(np.int64)),
            torch.from_numpy(starts),
            None if kept is None else torch.from_numpy(kept),
            torch.from_numpy(inverse.reshape(arrays.words.shape)),
            torch.from_numpy(arrays.places),
            torch.from_numpy(habits),
            torch.from_numpy(np.arange(size) < arrays.lengths[:, None]),
            torch.from_numpy(may),
        )

    def bucket_counts(self, examples: Iterable[Prepared]) -> NDArray[np.int64]:
        """Return how many examples' tokens had each bucket, (BUCKETS,)."""
        from refgraph.parse.labelling.features import BUCKETS

        words = np.bincount(np.concatenate([each.encoded.words for each in examples]), minlength=len(self._buckets))
        counts = np.zeros(BUCKETS, np.int64)
        for found, count in zip(self._buckets, words, strict=True):
            counts[found] += count
        return counts


def _chunks(examples: Iterable[Example]) -> Iterator[list[Example]]:
    chunk: list[Example] = []
    for example in examples:
        chunk.append(example)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    yield chunk


def shuffled(examples: Sequence[Prepared], size: int, rng: random.Random) -> list[list[Prepared]]:
    """Group examples of one length, in random order: the network must never see what stands behind the end.

    Args:
        examples: what is grouped.
        size: examples of a group; fewer if they are long.
        rng: by what they are mixed.
    """
    order = sorted(examples, key=lambda each: (len(each.targets), rng.random()))
    groups: list[list[Prepared]] = []
    group: list[Prepared] = []
    for each in order:
        if group and (
            len(group[0].targets) != len(each.targets)
            or len(group) == size
            or len(group) * len(each.targets) > _MOST_TOKENS
        ):
            groups.append(group)
            group = []
        group.append(each)
    if group:
        groups.append(group)
    rng.shuffle(groups)
    return groups
