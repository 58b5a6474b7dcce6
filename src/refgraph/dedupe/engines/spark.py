"""Apache Spark as the place where records are joined: on the cores of one machine or on a cluster."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from refgraph.dedupe.decisions import Decisions, check_decisions
from refgraph.dedupe.engines.components import (
    CLUSTERED,
    EDGES,
    LONE,
    ONE_COMPONENT,
    ROWS,
    SettleRows,
    find_components,
)
from refgraph.dedupe.engines.report import reporting
from refgraph.dedupe.engines.steps import LIGHT, PREPARE, RECORDS, SCORED, Columns, Step, finding_of, scoring
from refgraph.dedupe.engines.tables import find_pairs
from refgraph.dedupe.evidence import THRESHOLD
from refgraph.errors import ConfigurationError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from refgraph.model.finding import Finding

BATCH = 20_000
"""Rows that a step works on at a time."""
PARTITIONS = 16
"""Parts of tables after a join, in a session of our own: few enough for one machine."""

COLLECTED = 2_000_000
"""Comparisons up to which one partition settles all clusters."""

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

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be said of the items of the table ``prepared``, in an order of its own."""
        found = self._session.sql("SELECT finding FROM prepared WHERE finding IS NOT NULL ORDER BY finding")
        return (finding_of(row.finding) for row in found.toLocalIterator())

    def score(self, threshold: int, columns: Mapping[str, str] = SCORED) -> None:
        """Make the table ``scores`` of the comparisons of the table ``pairs`` that count."""
        self.apply("scores", scoring(threshold, columns), PAIRED)

    def scores(self, threshold: int) -> Iterator[Columns]:
        """Yield the comparisons of the table ``pairs`` that count."""
        self.score(threshold)
        return self.read("SELECT * FROM scores")

    def settle(self, step: SettleRows) -> None:
        """Make the table ``clusters`` (id, cluster) of the tables ``records``, ``scores`` and ``components``."""
        from refgraph.dedupe.engines.arrow import batch_of

        def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            yield batch_of(step(batch.to_pydict() for batch in batches), CLUSTERED)

        schema = ", ".join(f"{column} {kind}" for column, kind in CLUSTERED.items())
        whole = self._session.sql(ROWS).repartition("component")  # a component is in one partition
        self.hold("clusters", whole.mapInArrow(run, schema).unionAll(self._session.sql(LONE)))

    def add(self, name: str, table: pa.Table) -> None:
        """Make a table of an Arrow table."""
        self.hold(name, self._session.createDataFrame(table))

    def view(self, name: str, sql: str) -> None:
        """Give a name to a query on tables, which is run wherever it is used."""
        self._session.sql(sql).createOrReplaceTempView(name)
        self._held.append(name)

    def hold(self, name: str, frame: DataFrame) -> None:
        """Give a name to a data frame, which is computed now; how it came about is forgotten.

        Else each task would carry the plans of all tables before its own. The rows are kept in the session's checkpoint
        folder if it has one, and survive a lost executor; or else where they were computed.
        """
        kept = frame.checkpoint() if self._session.sparkContext.getCheckpointDir() else frame.localCheckpoint()
        kept.createOrReplaceTempView(name)
        self._held.append(name)

    def frame(self, name: str) -> DataFrame:
        """Return a table as a data frame, which outlasts this set of tables."""
        return self._session.table(name)

    def close(self) -> None:
        """Forget all tables."""
        for name in self._held:
            self._session.catalog.dropTempView(name)


def cluster_frame(
    items: DataFrame,
    decisions: Decisions = (),
    threshold: int = THRESHOLD,
    collected: int = COLLECTED,
    report: Callable[[Finding], object] | None = None,
) -> DataFrame:
    """Return the clusters of CSL-JSON items as a data frame of ``id`` and ``cluster``, the smallest id of its members.

    Nothing of the records comes to the driver: what hangs together is found in rounds on the cluster and settled where
    it lies. Up to some millions of comparisons one partition settles them all, which takes no rounds.

    Args:
        items: CSL-JSON text in a column ``item``, each with an id of its own. What is no item or has none is left out.
        decisions: what a person has decided; those on works that are not there are passed over.
        threshold: score from which two works are the same, 0-1000.
        collected: comparisons up to which there are no rounds.
        report: gets what is to be said of items, before they are compared; if None, a warning says how much that is.

    Raises:
        ConfigurationError: if decisions contradict each other.
        DuplicateKeyError: if items share an id.
    """
    check_decisions(decisions)
    same, different = (tuple(each.pair for each in decisions if each.same is kind) for kind in (True, False))
    with spark_tables(items.sparkSession) as tables:
        tables.hold("items", items.select("item"))
        tables.apply("prepared", PREPARE, "SELECT item FROM items")
        with reporting(report) as told:
            for finding in tables.findings():
                told(finding)
        tables.view("records", f"SELECT {', '.join(RECORDS)} FROM prepared WHERE finding IS NULL")
        find_pairs(tables)
        tables.score(threshold, LIGHT)
        tables.hold("decided", items.sparkSession.createDataFrame([*same, *different], "a string, b string"))
        tables.create("edges", EDGES)
        if items.sparkSession.table("scores").count() > collected:
            find_components(tables)
        else:
            tables.create("components", ONE_COMPONENT)
        tables.settle(SettleRows(threshold, same, different))
        return tables.frame("clusters")


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
        import msgspec  # noqa: F401 - reads items
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
