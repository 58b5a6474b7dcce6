"""Reports as text: one module per output format, each with ``pieces(report)``."""

from __future__ import annotations

from collections.abc import Iterator
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


def pieces(report: Report, output_format: str) -> Iterator[str]:
    """Yield the text of a report in one of the formats, so that a long one need not stand in memory whole.

    Raises:
        UnknownNameError: if there is no such format.
    """
    if output_format not in REPORTERS:
        hint = f"known are {', '.join(REPORTERS)}"
        raise UnknownNameError("no such format of reports", text=output_format, hint=hint)
    found: Iterator[str] = import_module(f"refgraph.check.reporters.{REPORTERS[output_format]}").pieces(report)
    return found
