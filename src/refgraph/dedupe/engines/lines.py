"""Clusters of a file of JSON lines that is larger than memory: the works are never all there at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from refgraph.dedupe.clusters import Cluster, Pair
from refgraph.dedupe.decisions import Decisions, check_decisions
from refgraph.dedupe.engines.duck import DuckTables, duck_tables
from refgraph.dedupe.engines.report import reporting
from refgraph.dedupe.engines.steps import LIGHT, light_comparisons, records_of
from refgraph.dedupe.engines.tables import find_pairs
from refgraph.dedupe.evidence import THRESHOLD, Comparison
from refgraph.dedupe.prepare import Record, prepare
from refgraph.dedupe.score import compare
from refgraph.dedupe.settle import settle
from refgraph.errors import DuplicateKeyError, InvalidValueError
from refgraph.formats.registry import detect_format, stream
from refgraph.memory import collector_paused
from refgraph.model.finding import Finding
from refgraph.text.decoding import decoded_blocks, open_binary

LINES = 10_000
"""Lines that a process prepares at a time."""


def cluster_lines(
    path: Path | str,
    decisions: Decisions = (),
    threshold: int = THRESHOLD,
    jobs: int | None = None,
    report: Callable[[Finding], object] | None = None,
) -> tuple[Cluster, ...]:
    """Return the clusters of the works of a file, one item a line, with DuckDB; the same as of its library.

    Where something is to be said of an item, and where the lines are not CSL-JSON, the file is read a second time, work
    by work: that takes several times as long and no more memory.

    Args:
        path: JSON lines, also packed.
        decisions: what a person has decided; those on works that the file does not have are passed over.
        threshold: score from which two works are the same, 0-1000.
        jobs: processes; as many as there are cores if None.
        report: gets what is to be said of the file; if None, a warning says how much that is.

    Raises:
        ConfigurationError: if duckdb or pyarrow is not installed, or decisions contradict each other.
        UnreadableFileError: if the file cannot be read.
        UnknownNameError: if its format is not known.
        DuplicateKeyError: if works have no id, or share one.
    """
    check_decisions(decisions)
    if detect_format(path) == "csl-jsonl":
        try:
            return _clusters(partial(_hold_lines, path), decisions, threshold, jobs)
        except InvalidValueError:
            pass  # it is not known yet which line that is, and the others are to be read
    with reporting(report) as told:
        return _clusters(partial(_hold_works, path, told), decisions, threshold, jobs)


def _clusters(
    hold: Callable[[DuckTables], object], decisions: Decisions, threshold: int, jobs: int | None
) -> tuple[Cluster, ...]:
    with duck_tables(jobs) as tables, collector_paused():
        hold(tables)
        find_pairs(tables)
        found = tables.scores(threshold, LIGHT)
        keys, at = tables.ids()
        places = dict(zip(keys, at, strict=True))
        within = [each for each in decisions if each.a in places and each.b in places]
        settled = settle(
            keys,
            (each for batch in found for each in light_comparisons(batch)),
            lambda pairs: _compared(tables, places, list(pairs), threshold),
            sorted({each.pair for each in within if each.same}),
            sorted({each.pair for each in within if not each.same}),
        )
    return settled.clusters


def _hold_lines(path: Path | str, tables: DuckTables) -> None:
    tables.hold(_batches(path), _records)


def _hold_works(path: Path | str, report: Callable[[Finding], object], tables: DuckTables) -> None:
    def told(finding: Finding) -> None:
        if finding.slug in {"missing-key", "duplicate-key"}:
            raise DuplicateKeyError(finding.message, hint="an engine needs items with an id of their own")
        report(finding)

    works = stream(path, report=told)
    tables.hold(map(prepare, iter(lambda: list(islice(works, LINES)), [])), tuple)


def _batches(path: Path | str) -> Iterator[str]:
    """Yield `LINES` lines at a time, the last ones fewer, as one text: it is sent to a process at far less cost."""
    lines: list[str] = []
    with open_binary(path) as stream:
        for block in decoded_blocks(stream, path):
            lines += block.split("\n")
            while len(lines) >= LINES:
                yield "\n".join(lines[:LINES])
                del lines[:LINES]
    if lines:
        yield "\n".join(lines)


def _records(text: str) -> list[Record]:
    """Return the comparison records of lines of text; empty ones are none."""
    return records_of(line for line in text.split("\n") if line and not line.isspace())


def _compared(
    tables: DuckTables, places: dict[str, int], pairs: Iterable[Pair], threshold: int
) -> Iterator[Comparison]:
    wanted = sorted({places[key] for pair in pairs for key in pair})
    records = {each.key: each for each in tables.records(wanted)}
    return (compare(records[a], records[b], threshold) for a, b in pairs)
