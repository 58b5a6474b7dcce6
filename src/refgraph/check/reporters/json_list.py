"""A report as one JSON list of findings."""

from __future__ import annotations

import json

from refgraph.check.report import Report


def dumps(report: Report) -> str:
    """Return one JSON list; each finding has the same keys, absent parts are null."""
    rows = [json.dumps(row, ensure_ascii=False) for row in report.to_dicts()]
    return "[]\n" if not rows else "[\n" + ",\n".join(f" {row}" for row in rows) + "\n]\n"
