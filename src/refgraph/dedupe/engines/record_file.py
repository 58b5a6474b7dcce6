"""Comparison records in a file, from which any number of processes read just those that they need."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from refgraph.dedupe.engines.arrow import schema_of
from refgraph.dedupe.engines.steps import Columns, columns_of
from refgraph.dedupe.packing import unpack
from refgraph.dedupe.prepare import Record, title_words
from refgraph.dedupe.sights import Sights, sight_columns, sights_in

_SEEN = dict.fromkeys(Sights._fields, "bigint") | {"letters": "string", "mains": "string"}
KEPT = {"id": "string", "record": "string"} | _SEEN
"""The columns of the file, and their types."""

Places = npt.NDArray[np.int64]


def filed_columns(records: Sequence[Record]) -> Columns:
    """Return comparison records as columns, with those that the sieve sees."""
    words = [title_words(each.title) for each in records]
    return columns_of(records, words) | sight_columns(records, words)


class RecordWriter:
    """Writes batches of records, one after another, in Arrow's file format."""

    def __init__(self, path: Path) -> None:
        """Begin a file."""
        self._writer = pa.ipc.new_file(str(path), schema_of(KEPT))

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the file."""
        self._writer.close()

    def write(self, batch: pa.RecordBatch) -> None:
        """Add records."""
        self._writer.write_batch(batch)


class RecordFile:
    """Reads records by their places in the file, from 0; what is not asked for is never in memory."""

    def __init__(self, path: Path | str) -> None:
        """Open a file that a `RecordWriter` has ended."""
        reader = pa.ipc.open_file(pa.memory_map(str(path)))
        self._batches = [reader.get_batch(number) for number in range(reader.num_record_batches)]
        self._ends = np.cumsum([len(batch) for batch in self._batches], dtype=np.int64)

    def ids(self) -> list[str]:
        """Return the ids of all records, in the order of their places."""
        return [key for batch in self._batches for key in batch.column("id").to_pylist()]

    def sights(self, places: Places) -> Sights:
        """Return what the sieve sees of records at rising places."""
        return sights_in(self._columns(places, [*_SEEN]))

    def records(self, places: Places) -> list[Record]:
        """Return the records at rising places."""
        columns = self._columns(places, ["id", "record"])
        return [unpack(key, text) for key, text in zip(columns["id"], columns["record"], strict=True)]

    def _columns(self, places: Places, names: list[str]) -> Columns:
        found = [batch.select(names).take(pa.array(at)) for batch, at in self._parts(places)]
        return {name: _numbers(found, name) if _SEEN.get(name) == "bigint" else _texts(found, name) for name in names}

    def _parts(self, places: Places) -> list[tuple[pa.RecordBatch, Places]]:
        """Return the batches that hold the places, with these as places in them."""
        cuts = np.searchsorted(places, self._ends)
        parts = zip(self._batches, np.split(places, cuts), self._ends, strict=False)
        return [(batch, part - (end - len(batch))) for batch, part, end in parts if len(part)]


def _texts(batches: list[pa.RecordBatch], name: str) -> Any:
    return [text for batch in batches for text in batch.column(name).to_pylist()]


def _numbers(batches: list[pa.RecordBatch], name: str) -> Any:
    parts = [batch.column(name).to_numpy() for batch in batches]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
