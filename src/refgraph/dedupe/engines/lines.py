"""Clusters of a file of JSON lines that is larger than memory: the works are never all there at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refgraph.dedupe.clusters import Cluster, Pair
from refgraph.dedupe.decisions import Decisions, check_decisions
from refgraph.dedupe.engines.duck import duck_tables
from refgraph.dedupe.engines.steps import PREPARE, Columns, Step, columns_of
from refgraph.dedupe.engines.tables import compare_lightly
from refgraph.dedupe.evidence import THRESHOLD, Comparison
from refgraph.dedupe.packing import unpack
from refgraph.dedupe.prepare import Record, prepare
from refgraph.dedupe.score import compare
from refgraph.dedupe.settle import settle
from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json import loads
from refgraph.memory import collector_paused
from refgraph.text.decoding import decoded_lines, open_binary

if TYPE_CHECKING:
    import pyarrow as pa

    from refgraph.dedupe.engines.duck import DuckTables

LINES = 5_000
"""Lines that a process prepares at a time."""


def cluster_lines(
    path: Path | str, decisions: Decisions = (), threshold: int = THRESHOLD, jobs: int | None = None
) -> tuple[Cluster, ...]:
    """Return the clusters of the CSL-JSON items of a file, one item a line, with DuckDB; the same as of its library.

    Args:
        path: JSON lines, also packed.
        decisions: what a person has decided; those on works that the file does not have are passed over.
        threshold: score from which two works are the same, 0-1000.
        jobs: processes; as many as there are cores if None.

    Raises:
        ConfigurationError: if duckdb or pyarrow is not installed, or decisions contradict each other.
        UnreadableFileError: if the file cannot be read.
        InvalidValueError: if a line is not an item that can be read without a word on it.
        DuplicateKeyError: if items have no id, or share one.
    """
    check_decisions(decisions)
    with duck_tables(jobs) as tables, collector_paused():
        tables.fill("records", _PLACED, _batches(path))
        keys = _keys(tables)
        known = set(keys)
        within = [each for each in decisions if known.issuperset(each.pair)]
        found = settle(
            keys,
            compare_lightly(tables, threshold),
            lambda pairs: _compared(tables, list(pairs), threshold),
            sorted({each.pair for each in within if each.same}),
            sorted({each.pair for each in within if not each.same}),
        )
    return found.clusters


def _prepare(batch: Columns) -> dict[str, list[Any]]:
    """Return the comparison records of items, with the places of these in the file."""
    library = loads(f"[{','.join(batch['item'])}]")
    if library.findings:
        raise InvalidValueError(library.findings[0].message, hint="an item has to be read without a word on it")
    return {**columns_of(prepare(library.works)), "place": list(batch["place"])}


_PLACED = Step(_prepare, {**PREPARE.columns, "place": "bigint"})


def _batches(path: Path | str) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    with open_binary(path) as stream:
        lines = (line for line in decoded_lines(stream, path) if line.strip())
        number = 0
        while items := list(islice(lines, LINES)):
            yield pa.record_batch({"item": items, "place": list(range(number, number + len(items)))})
            number += len(items)


def _keys(tables: DuckTables) -> list[str]:
    """Return the ids of all items in the order of the file."""
    return [key for batch in tables.read("SELECT id FROM records ORDER BY place") for key in batch["id"]]


def _compared(tables: DuckTables, pairs: list[Pair], threshold: int) -> Iterator[Comparison]:
    records = _records(tables, {key for pair in pairs for key in pair})
    return (compare(records[a], records[b], threshold) for a, b in pairs)


def _records(tables: DuckTables, keys: Iterable[str]) -> Mapping[str, Record]:
    import pyarrow as pa

    tables.add("wanted", pa.table({"id": pa.array(sorted(keys), pa.string())}))
    found = tables.read("SELECT r.id, r.record FROM records r JOIN wanted w ON r.id = w.id")
    records = {
        key: unpack(key, text) for batch in found for key, text in zip(batch["id"], batch["record"], strict=True)
    }
    tables.drop("wanted")
    return records
