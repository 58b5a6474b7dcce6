"""A report as JSON lines: one finding a line."""

from __future__ import annotations

import json

from refgraph.check.report import Report
from refgraph.model.finding import Finding


def dumps(report: Report) -> str:
    """Return one JSON object a line; each has the same keys, absent parts are null."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in map(Finding.to_dict, report))
