"""A report as one HTML page that needs nothing else: a summary, the rules, and each finding with its line."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from refgraph.check.report import Report
from refgraph.check.reporters.text import SourceLines
from refgraph.check.rule import all_rules
from refgraph.model.finding import Finding

_WIDTH = 160


def pieces(report: Report) -> Iterator[str]:
    """Yield the page."""
    style = files("refgraph.check.reporters").joinpath("page.css").read_text(encoding="utf-8")
    head = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>References: {escape(report.summary())}</title><style>{style}</style></head>"
    )
    yield f"{head}\n<body>\n"
    yield from (f"{part}\n" for part in _parts(report))
    yield "</body></html>\n"


def fragment(report: Report) -> str:
    """Return what is inside the page's body."""
    return "\n".join(_parts(report)) + "\n"


def _parts(report: Report) -> Iterator[str]:
    yield f'<header><h1>References</h1><p class="summary">{escape(report.summary())}</p></header><main>'
    if report.findings:
        yield from _table(report)
    lines = SourceLines(report)
    for file, group in report.group("file").items():
        yield f"<section><h2>{escape(file or 'data')} <small>{len(group)}</small></h2>"
        for finding in group:
            yield _finding(finding, lines(finding))
        yield "</section>"
    yield "</main>"


def _table(report: Report) -> Iterator[str]:
    rules = {rule.code: rule for rule in all_rules()}
    yield "<table><thead><tr><th>rule</th><th>findings</th><th>reports</th></tr></thead><tbody>"
    for code, count in report.counts().items():
        rule = rules.get(code)
        name = f"{code} {rule.slug}" if rule else code
        text = rule.text.removeprefix("Report ") if rule else ""
        yield f"<tr><td>{escape(name)}</td><td>{count}</td><td>{escape(text)}</td></tr>"
    yield "</tbody></table>"


def _finding(finding: Finding, source: str | None) -> str:
    place = f"{finding.line}:{finding.column}" if finding.line and finding.column else str(finding.line or "")
    about = ".".join(part for part in (finding.key, finding.field) if part)
    head = (
        f'<p><span class="place">{place}</span> <b class="{finding.severity}">{finding.severity}</b> '
        f'<span class="rule">{finding.code} {finding.slug}</span> <span class="about">{escape(about)}</span></p>'
        f'<p class="message">{escape(finding.message)}</p>'
    )
    return f'<article class="{finding.severity}">{head}{_excerpt(finding, source)}</article>'


def _excerpt(finding: Finding, source: str | None) -> str:
    if not source or not source.strip() or finding.column is None:
        return ""
    start = finding.column - 1
    length = finding.span[1] - finding.span[0] if finding.span else 1
    shift = max(0, min(start - _WIDTH // 3, len(source) - _WIDTH)) if len(source) > _WIDTH else 0
    end = max(start + 1, min(start + length, len(source), shift + _WIDTH))
    before, marked, after = source[shift:start], source[start:end], source[end : shift + _WIDTH]
    return f"<pre>{escape(before)}<mark>{escape(marked)}</mark>{escape(after)}</pre>"
