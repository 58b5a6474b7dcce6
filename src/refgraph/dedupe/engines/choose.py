"""The engines by name, each as a function from comparison records to the comparisons that count."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from typing import TYPE_CHECKING

from refgraph.dedupe.evidence import Comparison
from refgraph.dedupe.prepare import Record

if TYPE_CHECKING:
    from refgraph.dedupe.engines.duck import DuckTables
    from refgraph.dedupe.engines.spark import SparkTables


class Engine(StrEnum):
    """Where pairs are compared."""

    INPROCESS = "inprocess"
    DUCKDB = "duckdb"
    SPARK = "spark"


def compare_with(engine: Engine, records: Sequence[Record], threshold: int) -> list[Comparison]:
    """Return the comparisons of all pairs that count, in any order; the same with every engine.

    Args:
        engine: where to compare.
        records: comparison records, each with its own key.
        threshold: score from which two records are the same work, 0-1000.

    Raises:
        ConfigurationError: if the engine is not installed.
    """
    if engine is Engine.INPROCESS:
        from refgraph.dedupe.inprocess import compare_all

        return compare_all(records, threshold)
    from refgraph.dedupe.engines.tables import compare_in

    with _tables(engine) as tables:
        from refgraph.dedupe.engines.arrow import table_of  # after the check that the engine is installed

        tables.add("records", table_of(records))
        return list(compare_in(tables, threshold))


def _tables(engine: Engine) -> AbstractContextManager[DuckTables | SparkTables]:
    if engine is Engine.DUCKDB:
        from refgraph.dedupe.engines.duck import duck_tables

        return duck_tables()
    from refgraph.dedupe.engines.spark import spark_tables

    return spark_tables()
