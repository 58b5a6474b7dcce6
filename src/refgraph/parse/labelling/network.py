"""Arrays of tokens to scores of labels: summed feature weights, then the recurrent network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from refgraph.parse.labelling import habits
from refgraph.parse.labelling.crf import Scores
from refgraph.parse.labelling.encoding import Batch, Vocabulary
from refgraph.parse.labelling.features import buckets
from refgraph.parse.labelling.habits import Habits
from refgraph.parse.labelling.model import Model
from refgraph.parse.labelling.placing import SIZES
from refgraph.parse.tokens import Tokens

_MOST_WORDS = 150_000
_AT_ONCE = 2048  # words whose vectors are summed at once
_RUN = 32  # references of one run of the network: small enough for the processor's cache


class Network:
    """A model at work; remembers the vectors of the words it has met, up to a limit."""

    def __init__(self, model: Model) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = ort.InferenceSession(model.network.tobytes(), options, providers=["CPUExecutionProvider"])
        self._model = model
        self._place_rows = np.cumsum([0, *SIZES[:-1]])
        self._habit_rows = np.cumsum([0, *habits.SIZES[:-1]])
        self._width = model.weights.shape[1]
        self._weights = np.zeros((len(model.weights) + 1, self._width), np.float32)  # the last one: never seen
        np.multiply(model.weights, model.scales.astype(np.float32)[:, None], out=self._weights[:-1])
        self._forget()

    def _forget(self) -> None:
        self._vocabulary = Vocabulary()
        self._vectors: NDArray[np.float32] = np.zeros((1024, self._width), np.float32)

    def batch(self, references: Sequence[Tokens], lists: Sequence[Habits]) -> Batch:
        """Return references, and the habits of their lists, as arrays, their words learnt."""
        if len(self._vocabulary) > _MOST_WORDS:
            self._forget()
        start = len(self._vocabulary)
        new = self._vocabulary.learn(references)
        while len(self._vectors) < start + len(new):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        for at in range(0, len(new), _AT_ONCE):
            part = new[at : at + _AT_ONCE]
            self._vectors[start + at : start + at + len(part)] = self._embedded(part)
        lengths = [len(tokens.texts) for tokens in references]
        return self._vocabulary.batch(self._vocabulary.encode(references), lengths, lists)

    def _embedded(self, texts: list[str]) -> NDArray[np.float32]:
        """Sum the vectors of each token's buckets: first bucket of all tokens, second of all that have two, ..."""
        found, owners = buckets(texts)
        counts = np.bincount(owners, minlength=len(texts))
        starts = np.cumsum(counts) - counts
        order = np.argsort(-counts, kind="stable")
        counts, starts = counts[order], starts[order]
        rows = self._model.row_of[found]
        sums = np.zeros((len(texts), self._width), np.float32)
        for step in range(int(counts.max(initial=0))):
            still = int(np.searchsorted(-counts, -step))
            sums[:still] += self._weights[rows[starts[:still] + step]]
        vectors = np.empty_like(sums)
        vectors[order] = sums
        return vectors

    def scores(self, batch: Batch) -> Scores:
        """Return (references, tokens, labels); what stands behind the end means nothing."""
        parts = [self._scores(batch, slice(at, at + _RUN)) for at in range(0, len(batch.lengths), _RUN)]
        scores = np.zeros((*batch.words.shape, parts[0].shape[2]), np.float32)
        for number, part in enumerate(parts):
            scores[number * _RUN : (number + 1) * _RUN, : part.shape[0]] = part.transpose(1, 0, 2)
        return scores

    def _scores(self, batch: Batch, rows: slice) -> Scores:
        """Return (tokens, references, labels) of some rows."""
        lengths = batch.lengths[rows]
        size = int(lengths.max())
        inputs = self._vectors[batch.words[rows, :size].T]
        places = batch.places[rows, :size].transpose(1, 0, 2)
        for column, row in enumerate(self._place_rows):
            inputs += self._model.places[places[:, :, column] + row]
        inputs += self._model.habits[batch.habits[rows] + self._habit_rows].sum(axis=1)
        (found,) = self._session.run(None, {"inputs": inputs, "lengths": lengths})
        return np.asarray(found)
