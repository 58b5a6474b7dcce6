"""Comparison records in files, which processes write and read side by side, each only what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from refgraph.dedupe.engines.arrow import batch_of, schema_of
from refgraph.dedupe.engines.steps import RECORDS, Columns, columns_of
from refgraph.dedupe.packing import unpack
from refgraph.dedupe.prepare import Record, title_words
from refgraph.dedupe.sights import Sights, sight_columns, sights_in

_SEEN = dict.fromkeys(Sights._fields, "bigint") | {"letters": "string", "mains": "string"}
KEPT = RECORDS | _SEEN
"""The columns of the files, and their types."""
_ROW = 32
"""Bits of a place that are the row in its file; those above are the number of the file."""

Places = npt.NDArray[np.int64]


def write_records(folder: Path, number: int, records: Sequence[Record]) -> None:
    """Write a batch of records to a file of its own; the places of its records are those of the batch and of the row.

    Args:
        folder: where the files of all batches are.
        number: number of the batch, from 0.
        records: comparison records.
    """
    words = [title_words(each.title) for each in records]
    places = [*range(number << _ROW, (number << _ROW) + len(records))]
    columns = columns_of(records, words) | sight_columns(records, words) | {"place": places}
    with pa.ipc.new_file(str(_path(folder, number)), schema_of(KEPT)) as writer:
        writer.write_batch(batch_of(columns, KEPT))


class RecordFiles:
    """Reads records by their places; what is not asked for is never in memory."""

    def __init__(self, folder: Path, count: int) -> None:
        """Open the files of so many batches."""
        self._batches = [_opened(_path(folder, number)) for number in range(count)]

    def table(self) -> pa.Table:
        """Return all records as a table that lies in the files, see `refgraph.dedupe.engines.steps.placed`."""
        return pa.Table.from_batches(self._batches, schema_of(KEPT)).select([*RECORDS])

    def ids(self) -> tuple[list[str], list[int]]:
        """Return the ids of all records and their places, in the order in which they came."""
        keys = [key for batch in self._batches for key in batch.column("id").to_pylist()]
        return keys, [place for batch in self._batches for place in batch.column("place").to_pylist()]

    def sights(self, places: Places) -> Sights:
        """Return what the sieve sees of records at rising places."""
        return sights_in(self._columns(places, [*_SEEN]))

    def records(self, places: Places) -> list[Record]:
        """Return the records at rising places."""
        columns = self._columns(places, ["id", "record"])
        return unpack(columns["id"], columns["record"])

    def _columns(self, places: Places, names: list[str]) -> Columns:
        found = [batch.select(names).take(pa.array(rows)) for batch, rows in self._parts(places)]
        return {name: _numbers(found, name) if _SEEN.get(name) == "bigint" else _texts(found, name) for name in names}

    def _parts(self, places: Places) -> list[tuple[pa.RecordBatch, Places]]:
        """Return the batches that hold the places, with the rows of these."""
        numbers, starts = np.unique(places >> _ROW, return_index=True)
        ends = np.append(starts, len(places))[1:]
        rows = places & ((1 << _ROW) - 1)
        return [(self._batches[one], rows[start:end]) for one, start, end in zip(numbers, starts, ends, strict=True)]


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number}.arrow"


def _opened(path: Path) -> pa.RecordBatch:
    return pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0)


def _texts(batches: list[pa.RecordBatch], name: str) -> Any:
    return [text for batch in batches for text in batch.column(name).to_pylist()]


def _numbers(batches: list[pa.RecordBatch], name: str) -> Any:
    parts = [batch.column(name).to_numpy() for batch in batches]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
