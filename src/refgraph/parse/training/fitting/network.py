"""The network that is trained: summed feature weights, two recurrent layers, a chain over labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from refgraph.parse.labelling import habits
from refgraph.parse.labelling.features import BUCKETS
from refgraph.parse.labelling.model import Model
from refgraph.parse.labelling.placing import SIZES

_NEVER = -1e4
_START_SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class Shape:
    """The measures of a network.

    Attributes:
        labels: how many labels, with the label 0.
        width: numbers of a token's vector.
        hidden: numbers of a layer's state in each direction.
        layers: recurrent layers.
        dropout: share of values dropped between layers in training.
    """

    labels: int
    width: int = 96
    hidden: int = 96
    layers: int = 2
    dropout: float = 0.2


def shape_of(model: Model) -> Shape:
    """Return the measures of a model's network."""
    measures = model.card["shape"]
    return Shape(len(model.labels) + 1, measures["width"], measures["hidden"], measures["layers"])


class Tensors(NamedTuple):
    """A batch.

    Attributes:
        found: buckets of all its words, one word after the other.
        starts: where each word's buckets start.
        kept: weight of each bucket, None for 1.
        words: (references, tokens), which word.
        places: (references, tokens, 6), where tokens stand.
        habits: (references, habits), what their lists do.
        within: (references, tokens), False behind the end.
        allowed: (references, tokens, labels), which labels a token may have.
    """

    found: Tensor
    starts: Tensor
    kept: Tensor | None
    words: Tensor
    places: Tensor
    habits: Tensor
    within: Tensor
    allowed: Tensor


class Features(nn.Module):
    """The sum of what is known of a token: its buckets, where it stands, and the habits of its list."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.buckets = nn.EmbeddingBag(BUCKETS, width, mode="sum", sparse=True)
        self.places = nn.ModuleList(nn.Embedding(size, width) for size in SIZES)
        self.habits = nn.ModuleList(nn.Embedding(size, width) for size in habits.SIZES)
        nn.init.normal_(self.buckets.weight, std=_START_SPREAD)
        for column in (*self.places, *self.habits):
            nn.init.normal_(column.weight, std=_START_SPREAD)

    def forward(self, batch: Tensors) -> Tensor:
        """Return (references, tokens, width)."""
        vectors: Tensor = self.buckets(batch.found, batch.starts, per_sample_weights=batch.kept)[batch.words]
        for column, table in enumerate(self.places):
            vectors = vectors + table(batch.places[..., column])
        for column, table in enumerate(self.habits):
            vectors = vectors + table(batch.habits[:, None, column])
        return vectors


class Network(nn.Module):
    """Tokens to scores of labels, and the chain over them."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.features = Features(shape.width)
        self.recurrent = nn.LSTM(
            shape.width, shape.hidden, shape.layers, bidirectional=True, batch_first=True, dropout=shape.dropout
        )
        self.dropout = nn.Dropout(shape.dropout)
        self.out = nn.Linear(2 * shape.hidden, shape.labels)
        self.moves = nn.Parameter(torch.zeros(shape.labels, shape.labels))
        self.first = nn.Parameter(torch.zeros(shape.labels))
        self.last = nn.Parameter(torch.zeros(shape.labels))

    def scores(self, vectors: Tensor) -> Tensor:
        """Return (references, tokens, labels) of token vectors; half precision while training."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states, _ = self.recurrent(self.dropout(vectors))
        found: Tensor = self.out(self.dropout(states.float()))
        return found

    def loss(self, scores: Tensor, allowed: Tensor, within: Tensor) -> Tensor:
        """Return minus the log probability of all paths that are allowed, (references,).

        Args:
            scores: (references, tokens, labels).
            allowed: (references, tokens, labels), which labels a token may have.
            within: (references, tokens), False behind the end.
        """
        bound = scores.masked_fill(~allowed, _NEVER)
        total = self._total(torch.cat([scores, bound]), torch.cat([within, within]))
        count = len(scores)
        return total[:count] - total[count:]

    def _total(self, scores: Tensor, within: Tensor) -> Tensor:
        """Return the log of the sum over all paths, (references,)."""
        weights = torch.exp(self.moves)
        value = scores[:, 0] + self.first
        for token in range(1, scores.shape[1]):
            top = value.max(dim=1, keepdim=True).values.detach()
            moved = torch.log(torch.exp(value - top) @ weights + 1e-30) + top + scores[:, token]
            value = torch.where(within[:, token : token + 1], moved, value)
        return torch.logsumexp(value + self.last, dim=1)
