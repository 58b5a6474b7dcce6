"""Strings in, labelled spans out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from refgraph.memory import collector_paused
from refgraph.parse.labelling.alternatives import rivals
from refgraph.parse.labelling.crf import Scores
from refgraph.parse.labelling.decoding import Decoded, decode
from refgraph.parse.labelling.encoding import batches, tokens_of
from refgraph.parse.labelling.fields import extent
from refgraph.parse.labelling.gazetteer import places
from refgraph.parse.labelling.habits import UNKNOWN, Habits
from refgraph.parse.labelling.lists import doubtful
from refgraph.parse.labelling.model import Model, load_model
from refgraph.parse.labelling.network import Network
from refgraph.parse.result import Alternative, Field, Label, Labelling
from refgraph.parse.tokens import Tokens

_BATCH = 256
_SINGLE = (Label.TITLE, Label.DOI, Label.CONTAINER, Label.ARXIV, Label.CITATION_NUMBER)
_DOUBTFUL = 0.8  # fields less sure than this are given alternatives
_WORTH_SAYING = 0.1
_PLACE_BONUS = np.float32(3.0)  # measured best on whole lists of other sources
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


class Labeller:
    """A model that labels references."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._network = Network(model)
        self._place = model.labels.index(Label.LOCATION) + 1
        self._single = [number for number, label in enumerate(model.labels, 1) if label in _SINGLE]

    def __call__(self, raws: Sequence[str]) -> list[Labelling]:
        """Label references that stand together: what most of a list do is believed of its doubtful ones.

        Args:
            raws: reference strings in the order of their list; they may be empty.

        Returns:
            For each string what was found in it.
        """
        with collector_paused():
            return self._labelled(raws)

    def _labelled(self, raws: Sequence[str]) -> list[Labelling]:
        tokens = [tokens_of(raw) for raw in raws]
        found = [Labelling((), 0.0)] * len(raws)
        everything = {index: UNKNOWN for index, each in enumerate(tokens) if each.texts}
        for index, labelling in self._read(raws, tokens, everything):
            found[index] = labelling
        for index, labelling in self._read(raws, tokens, doubtful(raws, found)):
            if labelling.confidence > found[index].confidence:
                found[index] = labelling
        return found

    def _read(
        self, raws: Sequence[str], tokens: Sequence[Tokens], lists: Mapping[int, Habits]
    ) -> Iterator[tuple[int, Labelling]]:
        """Label some references, given the habits of the lists they stand in, by index."""
        indices = list(lists)
        for group in batches([len(tokens[index].texts) for index in indices], _BATCH):
            chosen = [indices[at] for at in group]
            batch = self._network.batch([tokens[index] for index in chosen], [lists[index] for index in chosen])
            scores = self._network.scores(batch)
            for row, index in enumerate(chosen):
                for start, end in places(tokens[index]):
                    scores[row, start:end, self._place] += _PLACE_BONUS
            texts = [raws[index] for index in chosen]
            several = np.array([_may_hold_several(raw) for raw in texts])
            decoded = decode(self._model.chain, scores, batch.lengths, self._single, several)
            fields = self._fields(texts, [tokens[index] for index in chosen], decoded)
            whole = self._calibrated(decoded.whole, np.zeros(len(chosen), np.int64))
            for index, each, sure in zip(chosen, fields, whole, strict=True):
                yield index, Labelling(tuple(each), sure)

    def _fields(self, raws: list[str], tokens: list[Tokens], decoded: Decoded) -> list[list[Field]]:
        fields: list[list[Field]] = [[] for _ in raws]
        sure = self._calibrated(decoded.sure, decoded.spans.label)
        others = self._alternatives(raws, tokens, decoded, sure)
        columns = (column.tolist() for column in decoded.spans)
        for at, (row, start, end, number, confidence) in enumerate(zip(*columns, sure, strict=True)):
            label, raw = self._model.labels[number - 1], raws[row]
            first, last = extent(raw, tokens[row], label, start, end)
            if not any(map(str.isalnum, raw[first:last])):
                continue
            fields[row].append(Field(label, first, last, raw[first:last], confidence, tuple(others[at])))
        return fields

    def _alternatives(
        self, raws: list[str], tokens: list[Tokens], decoded: Decoded, sure: list[float]
    ) -> dict[int, list[Alternative]]:
        """Return what each doubtful span may be instead, by its index."""
        found: defaultdict[int, list[Alternative]] = defaultdict(list)
        doubtful = np.flatnonzero(np.array(sure) < _DOUBTFUL)
        if not len(doubtful):
            return found
        owners, spans, logs = rivals(self._model.chain, decoded, doubtful)
        confidences = self._calibrated(logs, spans.label)
        columns = (column.tolist() for column in spans)
        for owner, row, start, end, number, confidence in zip(owners.tolist(), *columns, confidences, strict=True):
            if confidence >= _WORTH_SAYING:
                label = self._model.labels[number - 1]
                found[owner].append(Alternative(label, *extent(raws[row], tokens[row], label, start, end), confidence))
        return found

    def _calibrated(self, logs: Scores, numbers: NDArray[np.int64]) -> list[float]:
        """Return probabilities as shares of right ones on references the training had not seen."""
        exact = np.minimum(logs.astype(np.float64), -1e-6)
        odds = exact - np.log(-np.expm1(exact))
        slope, offset = self._model.calibration[numbers].T
        found: list[float] = (0.5 + 0.5 * np.tanh((slope * odds + offset) / 2)).tolist()  # exp would overflow
        return found


def _may_hold_several(raw: str) -> bool:
    """Tell whether an entry may hold several references: semicolons or letters part them, and each has a year."""
    return (";" in raw or "(b)" in raw or " b)" in raw) and len(_YEAR.findall(raw)) > 1


@cache
def default_model() -> Model:
    """Return the model that comes with refgraph; read once."""
    path = resources.files("refgraph.parse.labelling") / "data" / "parser.npz"
    return load_model(Path(str(path)))


@cache
def default_labeller() -> Labeller:
    """Return the labeller that comes with refgraph; made once."""
    return Labeller(default_model())
