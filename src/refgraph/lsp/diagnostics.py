"""Findings of the checker as diagnostics of the protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
    Position,
    Range,
)

from refgraph.lsp.positions import Lines
from refgraph.model.finding import Finding, Severity

SOURCE = "refgraph"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}
# What these are about can be deleted: fields that are not printed, what is there twice, remarks that leave out nothing.
_UNNECESSARY = frozenset({"C001", "E123", "S003", "U701"})
_NAMED = re.compile(r"'([^']+)'|([^\s,;']*[^\s,;:.'])")
_MOST_RELATED = 5


def diagnostic(finding: Finding, lines: Lines, entries: Mapping[str, Location]) -> Diagnostic:
    """Return a finding as a diagnostic.

    Args:
        finding: of the checker.
        lines: of the file it is about.
        entries: where each entry of the project stands, by key; those that the message names are linked.
    """
    related = [DiagnosticRelatedInformation(entries[key], f"the entry {key}") for key in named_keys(finding, entries)]
    return Diagnostic(
        range=range_of(finding, lines),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=f"{SOURCE} {finding.slug}",
        tags=[DiagnosticTag.Unnecessary] if finding.code in _UNNECESSARY else None,
        related_information=related or None,
        data={"fixable": finding.fix is not None},
    )


def range_of(finding: Finding, lines: Lines) -> Range:
    """Return where a finding is shown; one without a place in the text is shown in the first line."""
    if finding.span is not None:
        return lines.range(finding.span)
    if finding.line is None:
        return Range(Position(0, 0), Position(0, 0))
    start = lines.offset(Position(finding.line - 1, 0))
    return lines.range((start, lines.span_of_line(lines.line_at(start))[1]))


def named_keys(finding: Finding, entries: Iterable[str]) -> Sequence[str]:
    """Return the keys of other entries that the message of a finding names.

    >>> finding = Finding(code="U703", slug="duplicate-doi", message="smith2010 has the same DOI", key="jones2011")
    >>> named_keys(finding, {"smith2010", "jones2011", "DOI"})
    ['smith2010', 'DOI']
    """
    words = (found[1] or found[2] for found in _NAMED.finditer(finding.message))
    return [each for each in dict.fromkeys(words) if each != finding.key and each in entries][:_MOST_RELATED]


def problem(message: str) -> Diagnostic:
    """Return what keeps a file from being checked, in its first line."""
    place = Range(Position(0, 0), Position(0, 0))
    return Diagnostic(range=place, message=message, severity=DiagnosticSeverity.Error, source=SOURCE)


def of_file(findings: Iterable[Finding], path: Path) -> list[Finding]:
    """Return the findings that are about one file."""
    return [each for each in findings if each.file is not None and Path(each.file) == path]
