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
    """Return the comparisons of all pairs that count, in the order of their keys; the same with every engine.

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
    if engine is Engine.DUCKDB:
        from refgraph.dedupe.engines.duck import duck_tables as tables_of
    else:
        from refgraph.dedupe.engines.spark import spark_tables as tables_of
    from refgraph.dedupe.engines.tables import compare_in

    with tables_of() as tables:
        from refgraph.dedupe.engines.arrow import table_of  # after the check that the engine is installed

        tables.add("records", table_of(records))
        return sorted(compare_in(tables, threshold), key=lambda each: each.pair)
