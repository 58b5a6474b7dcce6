"""The engines by name, each as a function from comparison records to the comparisons that count."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from refgraph.dedupe.evidence import Comparison
from refgraph.dedupe.prepare import Record


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
    return _in_duckdb(records, threshold) if engine is Engine.DUCKDB else _on_spark(records, threshold)


def _in_duckdb(records: Sequence[Record], threshold: int) -> list[Comparison]:
    from refgraph.dedupe.engines.duck import BATCH, duck_tables
    from refgraph.dedupe.engines.tables import compare_in

    with duck_tables() as tables:
        tables.hold((records[start : start + BATCH] for start in range(0, len(records), BATCH)), tuple)
        return list(compare_in(tables, threshold))


def _on_spark(records: Sequence[Record], threshold: int) -> list[Comparison]:
    from refgraph.dedupe.engines.spark import spark_tables
    from refgraph.dedupe.engines.tables import compare_in

    with spark_tables() as tables:
        from refgraph.dedupe.engines.arrow import table_of  # after the check that pyarrow is installed

        tables.add("records", table_of(records))
        return list(compare_in(tables, threshold))
