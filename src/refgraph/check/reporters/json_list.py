"""A report as one JSON list of findings."""

from __future__ import annotations

import json

from refgraph.check.report import Report
from refgraph.model.finding import Finding


def dumps(report: Report) -> str:
    """Return one JSON list; each finding has the same keys, absent parts are null."""
    rows = [json.dumps(row, ensure_ascii=False) for row in map(Finding.to_dict, report)]
    return "[]\n" if not rows else "[\n" + ",\n".join(f" {row}" for row in rows) + "\n]\n"
