"""Apache Spark as the place where records are joined: on the cores of one machine or on a cluster."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from refgraph.dedupe.engines.steps import Columns, Step, scoring
from refgraph.errors import ConfigurationError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

BATCH = 20_000
"""Rows that a step works on at a time."""
PARTITIONS = 16
"""Parts of tables after a join, in a session of our own: few enough for one machine."""

PAIRED = """
SELECT x.id AS a, y.id AS b, x.record AS one, y.record AS other
FROM pairs p JOIN records x ON p.a = x.place JOIN records y ON p.b = y.place
"""
"""The records of the candidate pairs."""


class SparkTables:
    """Temporary views of a Spark session; steps run where the data is."""

    def __init__(self, session: SparkSession) -> None:
        """Keep the session; it is the caller's."""
        self._session = session
        self._held: list[str] = []

    def create(self, name: str, sql: str) -> None:
        """Make a table of what a query returns."""
        self.hold(name, self._session.sql(sql))

    def apply(self, name: str, step: Step, sql: str) -> None:
        """Make a table of what a step makes of the batches that a query returns."""
        from refgraph.dedupe.engines.arrow import apply_step  # after the check that pyarrow is installed

        def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return (apply_step(step, batch) for batch in batches)

        schema = ", ".join(f"{column} {kind}" for column, kind in step.columns.items())
        self.hold(name, self._session.sql(sql).mapInArrow(run, schema))

    def read(self, sql: str) -> Iterator[Columns]:
        """Yield what a query returns in batches."""
        for batch in self._session.sql(sql).toArrow().to_batches(BATCH):
            yield batch.to_pydict()

    def scores(self, threshold: int) -> Iterator[Columns]:
        """Yield the comparisons of the table ``pairs`` that count."""
        self.apply("scores", scoring(threshold), PAIRED)
        return self.read("SELECT * FROM scores")

    def add(self, name: str, table: pa.Table) -> None:
        """Make a table of an Arrow table."""
        self.hold(name, self._session.createDataFrame(table))

    def hold(self, name: str, frame: DataFrame) -> None:
        """Give a name to a data frame, which is computed now; how it came about is forgotten.

        Else each task would carry the plans of all tables before its own. The rows are kept in the session's checkpoint
        folder if it has one, and survive a lost executor; or else where they were computed.
        """
        kept = frame.checkpoint() if self._session.sparkContext.getCheckpointDir() else frame.localCheckpoint()
        kept.createOrReplaceTempView(name)
        self._held.append(name)

    def close(self) -> None:
        """Forget all tables."""
        for name in self._held:
            self._session.catalog.dropTempView(name)


@contextmanager
def spark_tables(
    session: SparkSession | None = None, master: str | None = None, partitions: int = PARTITIONS
) -> Generator[SparkTables]:
    """Open a set of tables on Spark.

    Args:
        session: the session to work in; one is made, and stopped at the end, if it is None and none is active.
        master: where the session that is made runs ("local[*]", "local-cluster[2,1,1024]", "spark://host:7077",
            "yarn"); what Spark's own configuration says if None, else all cores of this machine.
        partitions: how many parts the tables of a session that is made have after a join; the result is the same.

    Raises:
        ConfigurationError: if pyspark, pyarrow or Java is not installed.
    """
    with _session(session, master, partitions) as opened:
        tables = SparkTables(opened)
        try:
            yield tables
        finally:
            tables.close()


@contextmanager
def _session(session: SparkSession | None, master: str | None, partitions: int) -> Generator[SparkSession]:
    try:
        import pyarrow as pa  # noqa: F401 - mapInArrow needs it
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ConfigurationError(
            "the engine spark is not installed", text=str(error.name), hint="pip install 'refgraph[spark]'"
        ) from error
    session = session or SparkSession.getActiveSession()
    if session is not None:
        yield session
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("refgraph")
    if master or not os.environ.get("SPARK_CONF_DIR"):
        builder = builder.master(master or "local[*]")
    with tempfile.TemporaryDirectory(prefix="refgraph-") as folder:
        try:
            session = (
                builder.config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.log.level", "ERROR")
                .config("spark.sql.shuffle.partitions", str(partitions))
                .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH))
                .config("spark.sql.warehouse.dir", Path(folder).as_uri())  # else a folder where the user is
                .getOrCreate()
            )
        except PySparkException as error:
            raise ConfigurationError(
                "Spark does not start", text=str(error).partition("\n")[0], hint="it needs Java 17 or newer"
            ) from error
        try:
            yield session
        finally:
            session.stop()
