"""What a whole file does in its own way is said once: the other findings of that kind are notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from refgraph.check.bibliography import Bibliography
from refgraph.check.rule import ONLINE
from refgraph.model.finding import Finding, Severity

_LARGE = 50
"""Entries of a file that can have a habit; in a smaller one every finding counts."""
_SHARES = {Severity.ERROR: 0.05, Severity.WARNING: 0.03}
"""Share of a file's entries from which what a rule reports is the file's habit, by severity."""


def _may_be_habit(finding: Finding) -> bool:
    # What registries say of one work is no habit of the file: twenty retracted works are twenty.
    return finding.severity in _SHARES and not finding.code.startswith(ONLINE)


def quieten_habits(findings: Iterable[Finding], bibliography: Bibliography) -> tuple[Finding, ...]:
    """Make notes of all but the first of a rule's findings where a large file breaks it all over; nothing is left out.

    A thousand single hyphens say one thing, and hide the one wrong year. The first finding tells how many there are;
    fixes stay with all of them.

    Args:
        findings: in the order of the files.
        bibliography: what was checked.
    """
    findings = tuple(findings)
    entries = Counter(entry.document.file for entry in bibliography.entries)
    kinds = Counter((each.file, each.code, each.severity) for each in findings if _may_be_habit(each))
    habits = {
        kind: count
        for kind, count in kinds.items()
        if entries[kind[0]] > _LARGE and count > max(1.0, entries[kind[0]] * _SHARES[kind[2]])
    }
    said: set[tuple[str | None, str, Severity]] = set()
    result = []
    for finding in findings:
        kind = (finding.file, finding.code, finding.severity)
        if kind not in habits:
            result.append(finding)
        elif kind in said:
            result.append(replace(finding, severity=Severity.INFO))
        else:
            said.add(kind)
            more = f" (so in {habits[kind]} places of this file; the others are notes)"
            result.append(replace(finding, message=finding.message + more))
    return tuple(result)
