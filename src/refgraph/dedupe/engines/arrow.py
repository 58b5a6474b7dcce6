"""Steps on Arrow record batches: what travels between an engine and the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from refgraph.dedupe.engines.steps import RECORDS, Columns, Step, placed
from refgraph.dedupe.prepare import Record

_KINDS = {"string": pa.string(), "bigint": pa.int64(), "array<string>": pa.list_(pa.string())}


def apply_step(step: Step, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return what a step makes of an Arrow batch, as an Arrow batch."""
    return batch_of(step.function(batch.to_pydict()), step.columns)


def batch_of(columns: Columns, kinds: Mapping[str, str]) -> pa.RecordBatch:
    """Return columns as an Arrow batch.

    Args:
        columns: values by name of the column; those without a kind are left out.
        kinds: types by name of the column, see `Step`.
    """
    return pa.record_batch([pa.array(columns[each.name], each.type) for each in schema_of(kinds)], schema_of(kinds))


def schema_of(kinds: Mapping[str, str]) -> pa.Schema:
    """Return types by name of the column as Arrow has them."""
    return pa.schema([(name, _KINDS[kind]) for name, kind in kinds.items()])


def table_of(records: Sequence[Record]) -> pa.Table:
    """Return comparison records as an Arrow table, see `refgraph.dedupe.engines.steps.placed`."""
    return pa.Table.from_batches([batch_of(placed(records), RECORDS)])


def sql_type(kind: str) -> str:
    """Return the type of a column as DuckDB calls it."""
    return {"array<string>": "varchar[]"}.get(kind, kind)
