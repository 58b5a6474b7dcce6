"""What an engine says of the items that it is given, to a caller who listens and to one who does not."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager

from refgraph.model.finding import Finding


@contextmanager
def reporting(report: Callable[[Finding], object] | None) -> Generator[Callable[[Finding], object]]:
    """Yield what findings go to: the caller's `report`, or else a count of them that becomes one warning."""
    if report is not None:
        yield report
        return
    first: Finding | None = None
    count = 0

    def told(finding: Finding) -> None:
        nonlocal first, count
        first, count = first or finding, count + 1

    yield told
    if first is not None:
        value = "" if first.value is None else f" ({first.value})"
        warnings.warn(f"{count} to be said of the items; report= gets them all: {first}{value}", stacklevel=4)
