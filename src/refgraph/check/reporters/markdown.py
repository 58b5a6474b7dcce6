"""A report as Markdown, for the summary of a CI job."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.check.report import Report
from refgraph.check.rule import all_rules
from refgraph.model.finding import Finding

_MOST = 500
_LONGEST = 300


def pieces(report: Report) -> Iterator[str]:
    """Yield a heading, a table of the rules and a table of the findings; the first 500 are shown."""
    return (f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield "## References"
    yield ""
    yield report.summary() + "."
    if not report.findings:
        return
    texts = {rule.code: rule for rule in all_rules()}
    yield ""
    yield "| rule | findings | reports |"
    yield "|---|---:|---|"
    for code, count in report.counts().items():
        rule = texts.get(code)
        name = f"{code} {rule.slug}" if rule else code
        yield f"| {name} | {count} | {_cell(rule.text.removeprefix('Report ')) if rule else ''} |"
    yield ""
    yield "| place | severity | rule | entry | finding |"
    yield "|---|---|---|---|---|"
    for finding in report.findings[:_MOST]:
        yield _row(finding)
    if len(report) > _MOST:
        yield ""
        yield f"… and {len(report) - _MOST} more."


def _row(finding: Finding) -> str:
    about = ".".join(part for part in (finding.key, finding.field) if part)
    cells = (finding.place, finding.severity.value, f"{finding.code} {finding.slug}", about, finding.message)
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    """Return text as it reads in a table: no line breaks, signs of Markdown escaped."""
    text = " ".join(text.split())
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    for sign in "\\`*_{}[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text
