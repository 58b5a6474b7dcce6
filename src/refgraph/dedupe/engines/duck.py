"""DuckDB as the place where records are joined: on one machine, on all its cores, and larger than its memory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refgraph.dedupe.engines.steps import Columns, Step
from refgraph.errors import ConfigurationError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BATCH = 20_000
"""Rows that a process works on at a time."""
MEMORY = "1GB"
"""What DuckDB itself may take before it writes to disk."""


class DuckTables:
    """Tables of a DuckDB database; steps run in processes of their own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, jobs: ProcessPoolExecutor | None, ahead: int) -> None:
        """Keep the connection, and the processes if there are any, with how many batches are given out ahead."""
        self._connection = connection
        self._jobs = jobs
        self._ahead = ahead

    def create(self, name: str, sql: str) -> None:
        """Make a table of what a query returns."""
        self._connection.execute(f"CREATE TABLE {name} AS {sql}")

    def apply(self, name: str, step: Step, sql: str) -> None:
        """Make a table of what a step makes of the batches that a query returns."""
        self.fill(name, step, self._batches(sql))

    def fill(self, name: str, step: Step, batches: Iterable[pa.RecordBatch]) -> None:
        """Make a table of what a step makes of batches."""
        columns = ", ".join(f"{column} {kind}" for column, kind in step.columns.items())
        self._connection.execute(f"CREATE TABLE {name} ({columns})")
        for made in self._mapped(step, batches):
            self._connection.register("batch_made", made)
            self._connection.execute(f"INSERT INTO {name} SELECT * FROM batch_made")
            self._connection.unregister("batch_made")

    def add(self, name: str, table: pa.Table) -> None:
        """Make a table of an Arrow table."""
        self._connection.register("added", table)
        self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM added")
        self._connection.unregister("added")

    def drop(self, name: str) -> None:
        """Remove a table."""
        self._connection.execute(f"DROP TABLE {name}")

    def read(self, sql: str) -> Iterator[Columns]:
        """Yield what a query returns in batches."""
        return (batch.to_pydict() for batch in self._batches(sql))

    def _batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        cursor = self._connection.cursor()  # of its own: the connection is written to meanwhile
        yield from cursor.sql(sql).to_arrow_reader(BATCH)

    def _mapped(self, step: Step, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from refgraph.dedupe.engines.arrow import apply_step

        if self._jobs is None:
            yield from (apply_step(step, batch) for batch in batches)
            return
        source = iter(batches)
        running = [self._jobs.submit(apply_step, step, batch) for batch in islice(source, self._ahead)]
        while running:
            yield running.pop(0).result()
            running += [self._jobs.submit(apply_step, step, batch) for batch in islice(source, 1)]


@contextmanager
def duck_tables(jobs: int | None = None, memory: str = MEMORY) -> Generator[DuckTables]:
    """Open an empty database in a temporary folder, which is removed at the end.

    Args:
        jobs: processes for the steps; as many as there are cores if None.
        memory: what DuckDB may hold in memory, as it writes sizes ("1GB").

    Raises:
        ConfigurationError: if duckdb or pyarrow is not installed.
    """
    try:
        import duckdb

        import_module("pyarrow")  # its batches go to and from DuckDB
    except ImportError as error:
        raise ConfigurationError(
            "the engine duckdb is not installed", text=str(error.name), hint="pip install 'refgraph[duckdb]'"
        ) from error
    jobs = jobs or os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="refgraph-") as folder:
        options: Mapping[str, Any] = {"memory_limit": memory, "temp_directory": folder, "threads": jobs}
        with duckdb.connect(Path(folder, "records.duckdb"), config=dict(options)) as connection:
            connection.execute("SET preserve_insertion_order = false")
            connection.execute("CREATE MACRO explode(list) AS unnest(list)")  # as Spark calls it
            with _processes(jobs) as processes:
                yield DuckTables(connection, processes, 2 * jobs)


@contextmanager
def _processes(jobs: int) -> Generator[ProcessPoolExecutor | None]:
    if jobs == 1:
        yield None
        return
    try:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as processes:
            yield processes
    except BrokenProcessPool as error:
        raise ConfigurationError(
            "the processes of the engine duckdb have ended",
            hint='a script has to start what it does under `if __name__ == "__main__":`; else memory may have run out',
        ) from error
