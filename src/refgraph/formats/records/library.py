"""Works one after the other to a library with a key of its own for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from refgraph.model.finding import Finding, Severity
from refgraph.model.keys import assign_keys
from refgraph.model.library import Library
from refgraph.model.work import Work


class Entry(NamedTuple):
    """What one record of a file came to: a work, or None; what was noticed; the line where it begins, from 1."""

    work: Work | None
    findings: tuple[Finding, ...] = ()
    line: int | None = None


def collect(entries: Iterable[Entry], file: str | None = None) -> Library:
    """Make a library; works without a key get one, and the later works of a repeated key another one and a finding."""
    works: list[Work] = []
    lines: list[int | None] = []
    findings: list[Finding] = []
    for entry in entries:
        findings += entry.findings
        if entry.work is not None:
            works.append(entry.work)
            lines.append(entry.line)
    taken = {work.key for work in works}
    seen: set[str] = set()
    for index, work in enumerate(works):
        key = work.key
        if key and key in seen:
            number = 2
            while (key := f"{work.key}-{number}") in taken:
                number += 1
            taken.add(key)
            works[index] = replace(work, key=key)
            message = f"the key {work.key!r} is there twice; here the later one is {key!r}"
            findings.append(finding("duplicate-key", message, file, line=lines[index], key=work.key, value=work.key))
        seen.add(key)
    return Library(works=assign_keys(works), findings=tuple(findings))


_RULES = {
    "unparsable-block": ("S001", Severity.ERROR),
    "duplicate-key": ("U701", Severity.ERROR),
    "unknown-type": ("E101", Severity.WARNING),
    "bad-date": ("D305", Severity.ERROR),
    "left-out": ("S017", Severity.INFO),
}


def finding(slug: str, message: str, file: str | None, *, line: int | None = None, **where: Any) -> Finding:
    """Return a finding of one of the rules that readers report."""
    code, severity = _RULES[slug]
    return Finding(code=code, slug=slug, message=message, severity=severity, file=file, line=line, **where)
