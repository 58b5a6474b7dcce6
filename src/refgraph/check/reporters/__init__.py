"""Reports as text: one module per output format, each with ``dumps(report)``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from refgraph.errors import UnknownNameError

if TYPE_CHECKING:
    from refgraph.check.report import Report

REPORTERS = {
    "text": "text",
    "json": "json_list",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
    "html": "html",
}
"""Name of an output format -> module that writes it."""


def dumps(report: Report, output_format: str) -> str:
    """Return a report in one of the formats.

    Raises:
        UnknownNameError: if there is no such format.
    """
    if output_format not in REPORTERS:
        hint = f"known are {', '.join(REPORTERS)}"
        raise UnknownNameError("no such format of reports", text=output_format, hint=hint)
    text: str = import_module(f"refgraph.check.reporters.{REPORTERS[output_format]}").dumps(report)
    return text
