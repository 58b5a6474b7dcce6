"""A report as workflow commands of GitHub Actions, which annotate the lines of a pull request.

See "Workflow commands for GitHub Actions" in GitHub's documentation.
"""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.check.report import Report
from refgraph.model.finding import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def pieces(report: Report) -> Iterator[str]:
    """Yield one command a line."""
    return (f"{_command(finding)}\n" for finding in report)


def _command(finding: Finding) -> str:
    place = {
        "file": finding.file,
        "line": finding.line,
        "col": finding.column,
        "title": f"{finding.code} {finding.slug}",
    }
    values = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value is not None)
    about = f"{finding.key}: " if finding.key else ""
    return f"::{_COMMANDS[finding.severity]} {values}::{_data(about + finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
