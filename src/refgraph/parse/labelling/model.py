"""The file of a model: arrays by name, no code in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from refgraph.errors import RefgraphError
from refgraph.parse.labelling.crf import Chain
from refgraph.parse.labelling.features import BUCKETS
from refgraph.parse.result import Label

FORMAT = "refgraph parser 1"

Array = NDArray[Any]


class ModelError(RefgraphError, ValueError):
    """A file that is no model of this version."""


@dataclass(frozen=True)
class Model:
    """A trained model.

    Attributes:
        weights: (rows, width) int8, the vectors of the buckets that training saw.
        scales: (rows,) float16, what each row is multiplied with.
        used: (BUCKETS / 8,) uint8, bit by bit whether a bucket has a row; rows are in the order of buckets.
        places: (all values of all columns, width) float32, see `placing.SIZES`.
        habits: (all values of all habits, width) float32, see `habits.SIZES`.
        network: the recurrent part in ONNX form, bytes as uint8.
        chain: how labels follow each other.
        calibration: (labels + 1, 2) float32, slope and offset of each label's confidence, row 0 for whole references.
        card: what it was made of: version, seed, sources, scores.
        recurrent: the weights of the recurrent part, to go on training from.
    """

    weights: Array
    scales: Array
    used: Array
    places: Array
    habits: Array
    network: Array
    chain: Chain
    calibration: Array
    card: dict[str, Any]
    recurrent: dict[str, Array]

    @cached_property
    def row_of(self) -> NDArray[np.int32]:
        """(BUCKETS,), the row of each bucket; buckets without one have the number of rows."""
        used = np.unpackbits(self.used, count=BUCKETS).astype(bool)
        rows = np.full(BUCKETS, len(self.weights), np.int32)
        rows[used] = np.arange(np.count_nonzero(used), dtype=np.int32)
        return rows

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The labels in the order of their numbers, from 1."""
        return tuple(Label(name) for name in self.card["labels"])


_ARRAYS = ("weights", "scales", "used", "places", "habits", "network", "calibration")
_CHAIN = ("moves", "first", "last")
_RECURRENT = "recurrent/"


def load_model(path: Path) -> Model:
    """Read a model.

    Raises:
        ModelError: if the file is no model, or one of another version of refgraph.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays: dict[str, Array] = dict(file)
        card = json.loads(arrays["card"].tobytes())
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(f"{path}: no model of a refgraph parser: {error}") from error
    if card.get("format") != FORMAT:
        raise ModelError(f"{path}: a model of another version: {card.get('format')!r}; this refgraph reads {FORMAT!r}")
    return Model(
        **{name: arrays[name] for name in _ARRAYS},
        chain=Chain(*(arrays[name] for name in _CHAIN)),
        card=card,
        recurrent={
            name.removeprefix(_RECURRENT): array for name, array in arrays.items() if name.startswith(_RECURRENT)
        },
    )


def save_model(model: Model, path: Path) -> None:
    """Write a model."""
    arrays: dict[str, Any] = {name: getattr(model, name) for name in _ARRAYS}
    arrays |= {name: getattr(model.chain, name) for name in _CHAIN}
    arrays |= {_RECURRENT + name: array for name, array in model.recurrent.items()}
    arrays["card"] = np.frombuffer(json.dumps(model.card | {"format": FORMAT}).encode(), np.uint8)
    with path.open("wb") as out:
        np.savez(out, **arrays)
