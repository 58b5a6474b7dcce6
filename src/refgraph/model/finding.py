"""A finding: one thing that is wrong or doubtful in the data, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from refgraph.text.decoding import DecodedText
from refgraph.text.position import line_and_column


class Severity(StrEnum):
    """How bad a finding is: an error is wrong, a warning is probably wrong, info may be wanted."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for error, 1 for warning, 2 for info."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A change of text that mends a finding.

    Attributes:
        start: offset of the first character to replace, in the file's text.
        end: offset after the last character to replace.
        replacement: the new text.
        safe: True where the fix cannot change what the entry means.
    """

    start: int
    end: int
    replacement: str
    safe: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong or doubtful in the data.

    Attributes:
        code: stable code of the rule, a letter and three digits ("I211").
        slug: readable name of the rule ("isbn-checksum").
        message: one sentence for a person: what is wrong and, where known, what would be right.
        severity: error, warning or info.
        file: path of the file as it was given, or None for data without a file.
        line: line in the file, from 1.
        column: column in the line, in characters, from 1.
        key: cite key of the entry.
        field: field of the entry, in the words of the file's format.
        value: the bad value.
        span: half-open character span in the file's text.
        edge: (citing key, cited key) where the finding is about a citation.
        fix: a change that mends it, where one is known.
    """

    code: str
    slug: str
    message: str
    severity: Severity = Severity.WARNING
    file: str | None = None
    line: int | None = None
    column: int | None = None
    key: str | None = None
    field: str | None = None
    value: str | None = None
    span: tuple[int, int] | None = None
    edge: tuple[str, str] | None = None
    fix: Fix | None = None

    @property
    def place(self) -> str:
        """Return ``file:line:column`` as far as known."""
        parts = [self.file or "<data>", self.line, self.column if self.line else None]
        return ":".join(str(part) for part in parts if part is not None)

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as plain JSON values, keys in a fixed order, absent parts as None."""
        return {
            "code": self.code,
            "slug": self.slug,
            "severity": self.severity.value,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "key": self.key,
            "field": self.field,
            "value": self.value,
            "span": list(self.span) if self.span else None,
            "edge": list(self.edge) if self.edge else None,
            "message": self.message,
            "fixable": self.fix is not None,
        }

    def __str__(self) -> str:
        """Return one line: place, severity, code and message."""
        return f"{self.place}: {self.severity.value} {self.code} {self.slug}: {self.message}"


def encoding_findings(decoded: DecodedText, file: str | None) -> tuple[Finding, ...]:
    """Return the finding (S014) for a file that is neither UTF-8 nor says its encoding; nothing for any other."""
    if decoded.certain:
        return ()
    start = decoded.invalid_at or 0
    read_as = decoded.encoding if decoded.encoding != "utf-8" else "cp1252, the rest as UTF-8"
    line, column = line_and_column(decoded.text, start)
    return (
        Finding(
            code="S014",
            slug="not-utf8",
            message=f"not UTF-8 here; read as {read_as}: check the accents and save the file as UTF-8",
            file=file,
            line=line,
            column=column,
            value=decoded.text[start : start + 1],
            span=(start, start + 1),
        ),
    )
