"""A report as JSON lines: one finding a line."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.check.report import Report
from refgraph.model.finding import Finding
from refgraph.text.json_line import json_line


def pieces(report: Report) -> Iterator[str]:
    """Yield one JSON object a line; each has the same keys, absent parts are null."""
    return map(json_line, map(Finding.to_dict, report))
