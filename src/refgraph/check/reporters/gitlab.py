"""A report for GitLab's code quality widget ("Implement a custom tool" in GitLab's documentation)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from refgraph.check.fingerprint import numbered_fingerprints
from refgraph.check.report import Report
from refgraph.model.finding import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def pieces(report: Report) -> Iterator[str]:
    """Yield one JSON list; each issue has a fingerprint of its own that does not depend on lines."""
    issues = [
        {
            "description": f"{finding.key}: {finding.message}" if finding.key else finding.message,
            "check_name": f"{finding.code} {finding.slug}",
            "fingerprint": mark,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.file or "data", "lines": {"begin": finding.line or 1}},
        }
        for finding, mark in zip(report, numbered_fingerprints(report), strict=True)
    ]
    yield json.dumps(issues, ensure_ascii=False, indent=1) + "\n"
