"""A report for people: each finding with its source line and a caret, then a summary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from refgraph.check.manuscripts.manuscript import line_starts
from refgraph.check.report import Report
from refgraph.model.finding import Finding, Severity

_COLORS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36"}
_WIDTH = 100


def pieces(report: Report, *, color: bool = False) -> Iterator[str]:
    """Yield the findings, one paragraph each, and a summary line.

    Args:
        report: what was found.
        color: True to colour it with ANSI codes.
    """
    lines = SourceLines(report)
    for finding in report.findings:
        yield f"{describe(finding, lines(finding), color=color)}\n"
    fixable = sum(finding.fix is not None and finding.fix.safe for finding in report.findings)
    summary = report.summary()
    if fixable:
        summary += f"; {fixable} can be fixed safely"
    yield f"{_paint(summary, '1', on=color)}\n"


def describe(finding: Finding, source: str | None, *, color: bool = False) -> str:
    """Return one finding: place, severity, rule, message, and its source line with a caret where that is known."""
    severity = _paint(finding.severity.value, _COLORS[finding.severity], on=color)
    about = f" ({finding.key})" if finding.key else ""
    head = f"{finding.place}: {severity} {finding.code} {finding.slug}{about}: {finding.message}"
    return "\n".join([head, *_excerpt(finding, source, color=color)])


def _excerpt(finding: Finding, source: str | None, *, color: bool) -> Iterator[str]:
    if source is None or finding.line is None or finding.column is None or not source.strip():
        return
    start = finding.column - 1
    length = finding.span[1] - finding.span[0] if finding.span else 1
    shift = max(0, min(start - _WIDTH // 3, len(source) - _WIDTH)) if len(source) > _WIDTH else 0
    shown = source[shift : shift + _WIDTH]
    end = max(start + 1, min(start + length, len(source.rstrip()), shift + _WIDTH))
    before = "".join("\t" if letter == "\t" else " " * _columns(letter) for letter in source[shift:start])
    marks = "^" * max(1, sum(map(_columns, source[start:end])))
    number = f"{finding.line:>5}"
    yield f"{number} | {shown}"
    yield f"{' ' * len(number)} | {before}{_paint(marks, _COLORS[finding.severity], on=color)}"


def _columns(letter: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _paint(text: str, code: str, *, on: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if on else text


class SourceLines:
    """The source line of a finding; a file's lines are found once."""

    def __init__(self, report: Report) -> None:
        self._texts = report.texts
        self._starts: dict[str, list[int]] = {}

    def __call__(self, finding: Finding) -> str | None:
        """Return the line without its end, or None where it is not known."""
        text = self._texts.get(finding.file or "")
        if text is None or finding.line is None:
            return None
        starts = self._starts.setdefault(finding.file or "", line_starts(text))
        if finding.line > len(starts):
            return None
        end = starts[finding.line] if finding.line < len(starts) else len(text)
        return text[starts[finding.line - 1] : end].rstrip("\r\n")
