"""A report as one JSON list of findings."""

from __future__ import annotations

import json
from collections.abc import Iterator

from refgraph.check.report import Report
from refgraph.model.finding import Finding


def pieces(report: Report) -> Iterator[str]:
    """Yield one JSON list; each finding has the same keys, absent parts are null."""
    before = "[\n "
    for row in map(Finding.to_dict, report):
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n "
    yield "\n]\n" if report.findings else "[]\n"
