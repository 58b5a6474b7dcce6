"""Steps on Arrow record batches: what travels between an engine and the rules."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from refgraph.dedupe.engines.steps import PREPARE, Step, columns_of
from refgraph.dedupe.prepare import Record

_KINDS = {"string": pa.string(), "bigint": pa.int64()}


def apply_step(step: Step, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return what a step makes of an Arrow batch, as an Arrow batch."""
    made = step.function(batch.to_pydict())
    columns = [pa.array(made[name], _KINDS[kind]) for name, kind in step.columns.items()]
    return pa.record_batch(columns, names=list(step.columns))


def table_of(records: Sequence[Record]) -> pa.Table:
    """Return comparison records as a table."""
    return pa.table(columns_of(records), schema=pa.schema([(name, pa.string()) for name in PREPARE.columns]))
