"""DuckDB as the place where records are joined: on one machine, on all its cores, and larger than its memory."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache, partial
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from refgraph.dedupe.engines.steps import SCORED, Columns, comparison_columns
from refgraph.dedupe.prepare import Record
from refgraph.dedupe.score import score
from refgraph.dedupe.sieve import sift
from refgraph.errors import ConfigurationError
from refgraph.memory import collector_paused

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from refgraph.dedupe.engines.record_file import RecordFiles

BATCH = 50_000
"""Rows that a process works on at a time."""
MEMORY = "1GB"
"""What DuckDB itself may take before it writes to disk."""


class DuckTables:
    """Tables of a DuckDB database, and the records beside it in files; steps run in processes of their own."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, folder: Path, jobs: ProcessPoolExecutor | None, ahead: int
    ) -> None:
        """Keep the connection, a folder, and the processes if there are any, with how many batches they have ahead."""
        self._connection = connection
        self._folder = folder
        self._jobs = jobs
        self._ahead = ahead
        self._count = 0

    def create(self, name: str, sql: str) -> None:
        """Make a table of what a query returns."""
        self._connection.execute(f"CREATE TABLE {name} AS {sql}")

    def hold(self, batches: Iterable[Any], prepare: Callable[[Any], Sequence[Record]]) -> None:
        """Make the table ``records``.

        Args:
            batches: what the records are made of, in batches of any kind.
            prepare: makes comparison records of such a batch.
        """
        for _ in self._mapped(partial(_written, self._folder, prepare), enumerate(batches)):
            self._count += 1
        self._connection.register("records", self._files().table())

    def read(self, sql: str) -> Iterator[Columns]:
        """Yield what a query returns in batches."""
        return (batch.to_pydict() for batch in self._batches(sql))

    def scores(self, threshold: int, columns: Mapping[str, str] = SCORED) -> Iterator[Columns]:
        """Yield the comparisons of the table ``pairs`` that count, or only some of their columns.

        The processes begin at once, and end with the last of it: they take a while to leave their memory.
        """
        step = partial(_scored, self._folder, self._count, threshold, columns)
        return self._last(self._mapped(step, self._batches("SELECT a, b FROM pairs ORDER BY a, b")))

    def _last(self, batches: Iterable[pa.RecordBatch]) -> Iterator[Columns]:
        for batch in batches:
            yield batch.to_pydict()
        if self._jobs is not None:
            self._jobs.shutdown(wait=False)

    def ids(self) -> tuple[list[str], list[int]]:
        """Return the ids of all records and their places, in the order in which they came."""
        return self._files().ids()

    def records(self, places: Iterable[int]) -> list[Record]:
        """Return the records at rising places."""
        return self._files().records(np.fromiter(places, np.int64))

    def _files(self) -> RecordFiles:
        return _opened(self._folder, self._count)

    def _batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        yield from self._connection.sql(sql).to_arrow_reader(BATCH)

    def _mapped(self, step: Callable[[Any], Any], batches: Iterable[Any]) -> Iterator[Any]:
        """Return what a step makes of each batch, in their order; the processes begin at once."""
        jobs = self._jobs
        if jobs is None:
            return map(step, batches)
        begun = (jobs.submit(step, batch) for batch in batches)
        return _results(deque(islice(begun, self._ahead)), begun)


def _results(running: deque[Future[Any]], further: Iterator[Future[Any]]) -> Iterator[Any]:
    """Yield results in their order; for each that is there another one is begun."""
    while running:
        yield running.popleft().result()
        running.extend(islice(further, 1))


def _written(folder: Path, prepare: Callable[[Any], Sequence[Record]], batch: tuple[int, Any]) -> None:
    """Write the records of a numbered batch to its file."""
    from refgraph.dedupe.engines.record_file import write_records

    number, made_of = batch
    with collector_paused():
        write_records(folder, number, prepare(made_of))


def _scored(
    folder: Path, count: int, threshold: int, columns: Mapping[str, str], batch: pa.RecordBatch
) -> pa.RecordBatch:
    """Return the comparisons that count of pairs of places in the files of records."""
    from refgraph.dedupe.engines.arrow import batch_of

    opened = _opened(folder, count)
    pairs = np.stack([batch.column(name).to_numpy() for name in ("a", "b")], axis=1)
    places, at = np.unique(pairs, return_inverse=True)
    kept = sift(opened.sights(places), at.reshape(-1, 2), threshold)
    needed, at = np.unique(kept, return_inverse=True)
    with collector_paused():
        records = opened.records(places[needed])
        found = score(records, [(a, b) for a, b in at.reshape(-1, 2).tolist()], threshold)
        return batch_of(comparison_columns(found, columns), columns)


@lru_cache(maxsize=1)
def _opened(folder: Path, count: int) -> RecordFiles:
    from refgraph.dedupe.engines.record_file import RecordFiles

    return RecordFiles(folder, count)


@contextmanager
def duck_tables(jobs: int | None = None, memory: str = MEMORY) -> Generator[DuckTables]:
    """Open an empty database that spills into a temporary folder, which is removed at the end.

    Args:
        jobs: processes for the steps; as many as there are cores if None.
        memory: what DuckDB may hold in memory, as it writes sizes ("1GB").

    Raises:
        ConfigurationError: if duckdb or pyarrow is not installed.
    """
    try:
        import duckdb

        for name in ("pyarrow", "msgspec"):  # batches go to and from DuckDB, and items are read
            import_module(name)
    except ImportError as error:
        raise ConfigurationError(
            "the engine duckdb is not installed", text=str(error.name), hint="pip install 'refgraph[duckdb]'"
        ) from error
    jobs = jobs or os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="refgraph-", ignore_cleanup_errors=True) as folder:
        options: Mapping[str, Any] = {"memory_limit": memory, "temp_directory": folder, "threads": jobs}
        with duckdb.connect(":memory:", config=dict(options)) as connection:
            connection.execute("SET preserve_insertion_order = false")
            for macro in _MACROS:
                connection.execute(f"CREATE MACRO {macro}")
            with _processes(jobs) as processes:
                try:
                    yield DuckTables(connection, Path(folder), processes, 2 * jobs)
                finally:
                    _opened.cache_clear()


_MACROS = ("explode(list) AS unnest(list)", "xxhash64(one) AS hash(one), (one, other) AS hash(one, other)")
"""What Spark has under these names."""


@contextmanager
def _processes(jobs: int) -> Generator[ProcessPoolExecutor | None]:
    if jobs == 1:
        yield None
        return
    try:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as processes:
            yield processes
    except (BrokenProcessPool, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # of a file or the disk; that of processes which end while others are begun has no number
        raise ConfigurationError(
            "the processes of the engine duckdb have ended",
            hint='a script has to start what it does under `if __name__ == "__main__":`; else memory may have run out',
        ) from error
