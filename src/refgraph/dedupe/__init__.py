"""Which works are the same, and why: duplicates found, explained, and merged with provenance."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from refgraph.dedupe.clusters import Cluster
from refgraph.dedupe.decisions import Decision, Decisions, dump_decisions, parse_decisions, read_decisions
from refgraph.dedupe.engines.choose import Engine
from refgraph.dedupe.evidence import THRESHOLD, Comparison, Evidence, Outcome
from refgraph.dedupe.explanation import Explanation
from refgraph.dedupe.result import DedupeResult
from refgraph.errors import ConfigurationError
from refgraph.memory import collector_paused
from refgraph.model import Library

__all__ = [
    "THRESHOLD",
    "Cluster",
    "Comparison",
    "Decision",
    "Decisions",
    "DedupeResult",
    "Engine",
    "Evidence",
    "Explanation",
    "Outcome",
    "dedupe",
    "dump_decisions",
    "parse_decisions",
    "read_decisions",
]


def dedupe(
    library: Library,
    decisions: Iterable[Decision] | Path | str | None = None,
    threshold: int = THRESHOLD,
    engine: Engine | str = Engine.INPROCESS,
) -> DedupeResult:
    """Find the works of a library that are the same, and merge them.

    The result does not depend on the order of the works (but for the order of the merged works, which follows it), nor
    on the engine. Doubtful pairs are never merged: they are in ``result.review``. A merged work knows more than its
    records did; deduplicating ``result.library`` again may therefore, rarely, merge more.

    Args:
        library: works with unique keys.
        decisions: what a person has decided, or the path of a decisions file.
        threshold: score from which two works are the same, 0-1000.
        engine: where works are compared: "inprocess", "duckdb" (an extra; on all cores) or "spark" (an extra; in the
            active session, or on this machine).

    Raises:
        ConfigurationError: if the threshold is out of its range, if there is no such engine or it is not installed, or
            if decisions cannot be read or contradict each other.
        UnreadableFileError: if there is no such decisions file.

    >>> from refgraph.model import Contributor, Date, Name, Work
    >>> by = (Contributor(agent=Name(family="Allison", given="R.")),)
    >>> title = "Russia and Central Asia: Policies, Security and Influence"
    >>> works = [Work(key=key, title=title, contributors=by, issued=Date.of(2018)) for key in ("a", "b")]
    >>> dedupe(Library(works=tuple(works))).library.keys
    ('a',)
    """
    from refgraph.dedupe.library import dedupe_library  # loads rapidfuzz

    if not 0 <= threshold <= 1000:
        raise ConfigurationError("no such threshold", text=str(threshold), hint="scores are 0-1000")
    if engine not in set(Engine):
        raise ConfigurationError("no such engine", text=str(engine), hint=f"there are {', '.join(Engine)}")
    if isinstance(decisions, str | Path):
        decisions = read_decisions(decisions)
    with collector_paused():
        return dedupe_library(library, tuple(decisions or ()), threshold, Engine(engine))
