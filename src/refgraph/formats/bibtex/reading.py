"""A .bib file to entries and fields with their places; every problem is a finding, no entry is lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from refgraph.formats.bibtex.blocks import Comment, split_blocks
from refgraph.formats.bibtex.document import BibDocument, BibEntry, BibField
from refgraph.formats.bibtex.scanner import BLOCK_START, Problem, RawBlock, RawField
from refgraph.model.finding import Finding, Severity, encoding_findings
from refgraph.text.decoding import read_text

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RULES = {
    "S001": ("S001", "unparsable-block", Severity.ERROR),
    "S002": ("S002", "missing-key", Severity.ERROR),
    "S003": ("S003", "duplicate-field", Severity.ERROR),
    "S004": ("S004", "undefined-string", Severity.ERROR),
    "S005": ("S005", "duplicate-string", Severity.WARNING),
    "U701": ("U701", "duplicate-key", Severity.ERROR),
}
_NEWLINE = re.compile(r"\r\n|\r|\n")
_LOST_FIELD = re.compile(r"[\s}]*,\s*[A-Za-z][\w-]*\s*=\s*[\"{\w]")


def read_document(path: Path | str) -> BibDocument:
    """Read a .bib file.

    Raises:
        UnreadableFileError: if it cannot be read or is not text.
    """
    decoded = read_text(path)
    document = parse_document(decoded.text, str(path))
    return replace(document, findings=(*encoding_findings(decoded, str(path)), *document.findings))


def parse_document(text: str, file: str | None = None, strings: Mapping[str, str] | None = None) -> BibDocument:
    """Parse the text of a .bib file.

    ``#`` is joined and macros are expanded where they are used; the built-in months stay three letters ("jan").
    A broken block is a finding (S001) and gives what can be read of it; the blocks around it are read as ever.

    Args:
        text: the whole file; a byte order mark is dropped, and offsets count from after it.
        file: its path, for findings.
        strings: macros that are defined elsewhere, by name.

    >>> document = parse_document('@string{cas = "Central Asian Survey"} @article{a, journal = cas # {!}, month = mar}')
    >>> document.entries[0].value("journal"), document.entries[0].value("month")
    ('Central Asian Survey!', 'mar')
    """
    text = text.removeprefix("\ufeff")
    reader = _Reader(text, file, strings or {})
    for block in split_blocks(text):
        if isinstance(block, Comment):
            reader.comment(block)
        elif block.type == "string":
            reader.string(block)
        elif block.type == "preamble":
            reader.preamble(block)
        else:
            reader.entry(block)
    return reader.document()


class _Lines:
    """Offsets to lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _NEWLINE.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class _Reader:
    """Collects what the blocks of one file say, in order, since a macro is what it is at the point of use."""

    def __init__(self, text: str, file: str | None, strings: Mapping[str, str]) -> None:
        self._text = text
        self._file = file
        self._lines = _Lines(text)
        self._macros = {month: month for month in MONTHS} | {name.lower(): value for name, value in strings.items()}
        self._entries: list[BibEntry] = []
        self._strings: dict[str, BibField] = {}
        self._definitions: list[BibField] = []
        self._preambles: list[str] = []
        self._comments: list[str] = []
        self._findings: list[Finding] = []
        self._keys: set[str] = set()

    def document(self) -> BibDocument:
        return BibDocument(
            file=self._file,
            text=self._text,
            entries=tuple(self._entries),
            strings=self._strings,
            string_definitions=tuple(self._definitions),
            preambles=tuple(self._preambles),
            comments=tuple(self._comments),
            findings=tuple(self._findings),
        )

    def comment(self, block: Comment) -> None:
        self._comments.append(block.text)
        if (
            self._entries
            and _LOST_FIELD.match(block.text)
            and not self._text[self._entries[-1].end : block.start].strip()
        ):
            # "title = {T}}, year = 1999}": the entry ended before its fields did
            message = "text follows the closing brace of the entry; a brace too many closes it early"
            self._found("S001", message, (block.start, block.end), key=self._entries[-1].key)

    def preamble(self, block: RawBlock) -> None:
        self._preambles.extend(self._field(field, "").value for field in block.fields)
        self._problems(block)

    def string(self, block: RawBlock) -> None:
        self._problems(block)
        for raw in block.fields[:1]:
            field = self._field(raw, "")
            name = field.name.lower()
            before = self._strings.get(name)
            if before is not None and before.value != field.value:
                message = f"@string {field.name} is defined again with another value; it was {before.value!r}"
                self._found("S005", message, (field.start, field.end), value=field.value)
            self._definitions.append(field)
            self._strings[name] = field
            self._macros[name] = field.value

    def entry(self, block: RawBlock) -> None:
        line, column = self._lines.place(block.start)
        self._key(block)
        fields = tuple(self._field(field, block.key) for field in block.fields)
        self._repeated(fields, block.key)
        self._problems(block)
        self._entries.append(
            BibEntry(
                type=block.type,
                key=block.key,
                fields=fields,
                line=line,
                column=column,
                start=block.start,
                end=block.end,
                raw=self._text[block.start : block.end],
            )
        )

    def _key(self, block: RawBlock) -> None:
        head = BLOCK_START.match(self._text, block.start)
        end = head.end() if head else block.end
        if not block.key:
            self._found("S002", f"the @{block.type} has no key", (block.start, end))
        elif block.key in self._keys:
            message = f"the key {block.key!r} is defined twice; BibTeX uses the first entry only"
            self._found("U701", message, (block.start, end), key=block.key, value=block.key)
        self._keys.add(block.key)

    def _field(self, raw: RawField, key: str) -> BibField:
        line, column = self._lines.place(raw.start)
        macros, parts = [], []
        for piece in raw.pieces:
            name = piece.text.lower()
            parts.append(self._macros.get(name, piece.text) if piece.macro else piece.text)
            if piece.macro:
                macros.append(name)
                if name not in self._macros:
                    message = f"the macro {piece.text!r} is not defined; put the value in braces if it is meant as text"
                    self._found(
                        "S004",
                        message,
                        (piece.start, piece.end),
                        key=key,
                        field=raw.name,
                        value=piece.text,
                    )
        return BibField(
            name=raw.name,
            value="".join(parts),
            raw=self._text[raw.value_start : raw.end],
            line=line,
            column=column,
            start=raw.start,
            end=raw.end,
            macros=tuple(macros),
        )

    def _repeated(self, fields: tuple[BibField, ...], key: str) -> None:
        seen: set[str] = set()
        for field in fields:
            name = field.name.lower()
            if name in seen:
                message = f"the field {name!r} is there twice; the first one counts"
                self._found("S003", message, (field.start, field.end), key=key or None, field=name, value=field.value)
            seen.add(name)

    def _problems(self, block: RawBlock) -> None:
        raw = self._text[block.start : block.end]
        for problem in block.problems:
            self._problem(problem, block, raw)

    def _problem(self, problem: Problem, block: RawBlock, raw: str) -> None:
        where = f"@{block.type}" + (f" {block.key!r}" if block.key else "")
        message = f"{where}: {problem.message}"
        self._found(
            "S001",
            message,
            (problem.start, problem.end),
            key=block.key or None,
            field=problem.field,
            value=raw,
        )

    def _found(self, rule: str, message: str, span: tuple[int, int], **where: Any) -> None:
        code, slug, severity = _RULES[rule]
        line, column = self._lines.place(span[0])
        self._findings.append(
            Finding(
                code=code,
                slug=slug,
                message=message,
                severity=severity,
                file=self._file,
                line=line,
                column=column,
                span=span,
                **where,
            )
        )
