"""A .bib file to entries and fields with their places; every problem is a finding, no entry is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from refgraph.formats.bibtex.blocks import Comment, split_blocks
from refgraph.formats.bibtex.document import BibBlock, BibDocument, BibEntry, Shape, read_entry
from refgraph.formats.bibtex.encoding import UTF_8, decode_file
from refgraph.formats.bibtex.field import BibField, FieldPlace
from refgraph.formats.bibtex.grammar import BLOCK_START, OPERAND, PLAIN_FIELD
from refgraph.formats.bibtex.places import SourceText
from refgraph.formats.bibtex.scanner import Problem, RawBlock, RawField, scan_block
from refgraph.model.finding import Finding, Severity, encoding_findings
from refgraph.text.decoding import open_binary

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RULES = {
    "S001": ("S001", "unparsable-block", Severity.ERROR),
    "S002": ("S002", "missing-key", Severity.ERROR),
    "S003": ("S003", "duplicate-field", Severity.ERROR),
    "S004": ("S004", "undefined-string", Severity.ERROR),
    "S005": ("S005", "duplicate-string", Severity.WARNING),
    "U701": ("U701", "duplicate-key", Severity.ERROR),
}
_LOST_FIELD = re.compile(r"[\s}]*,\s*[A-Za-z][\w-]*\s*=\s*[\"{\w]")
_MARK = "\ufeff"
_CONTROL = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def read_document(path: Path | str) -> BibDocument:
    """Read a .bib file; ``to_bytes()`` of the document gives its bytes again.

    Raises:
        UnreadableFileError: if it cannot be read or is not text.
    """
    with open_binary(path) as stream:
        decoded, encoding = decode_file(stream.read(), str(path))
    document = parse_document(decoded.text, str(path))
    findings = (*encoding_findings(decoded, str(path)), *_control_findings(decoded.text, str(path)))
    return replace(document, encoding=encoding, findings=(*findings, *document.findings))


def parse_document(
    text: str,
    file: str | None = None,
    strings: Mapping[str, str] | None = None,
    *,
    undefined: Literal["name", "empty"] = "name",
    quick: bool = True,
) -> BibDocument:
    """Parse the text of a .bib file.

    ``#`` is joined and macros are expanded where they are used; the built-in months stay three letters ("jan").
    A broken block is a finding (S001) and gives what can be read of it; the blocks around it are read as ever.

    Args:
        text: the whole file; a byte order mark is dropped, and offsets count from after it.
        file: its path, for findings.
        strings: macros that are defined elsewhere, by name.
        undefined: what a macro that is defined nowhere stands for (it is a finding, S004): its name, so that nothing
            is lost, or nothing, as in BibTeX (bibtex.web 0.99d, section 262).
        quick: False reads good entries step by step as broken ones are; the result is the same.

    >>> document = parse_document('@string{cas = "Central Asian Survey"} @article{a, journal = cas # {!}, month = mar}')
    >>> document.entries[0].value("journal"), document.entries[0].value("month")
    ('Central Asian Survey!', 'mar')
    """
    encoding = UTF_8
    if text.startswith(_MARK):
        text = text.removeprefix(_MARK)
        encoding = UTF_8._replace(mark=_MARK.encode())
    reader = _Reader(text, file, strings or {}, undefined)
    for block in split_blocks(text, quick=quick):
        if isinstance(block, re.Match):
            reader.plain_entry(block)
        elif isinstance(block, Comment):
            reader.comment(block)
        elif block.type == "string":
            reader.string(block)
        elif block.type == "preamble":
            reader.preamble(block)
        else:
            reader.entry(block)
    return replace(reader.document(), encoding=encoding, macros=strings or {})


def _control_findings(text: str, file: str) -> tuple[Finding, ...]:
    """Return the finding for the first control character of a file."""
    found = _CONTROL.search(text)
    if found is None:
        return ()
    message = f"a control character (U+{ord(found[0]):04X}) stands in the file; delete it"
    return (_finding("S001", message, file, SourceText(text), found.span()),)


def _finding(rule: str, message: str, file: str | None, source: SourceText, span: tuple[int, int]) -> Finding:
    code, slug, severity = _RULES[rule]
    line, column = source.place(span[0])
    return Finding(
        code=code, slug=slug, message=message, severity=severity, file=file, line=line, column=column, span=span
    )


class _Reader:
    """Collects what the blocks of one file say, in order, since a macro is what it is at the point of use."""

    def __init__(self, text: str, file: str | None, strings: Mapping[str, str], undefined: str) -> None:
        self._text = text
        self._undefined = undefined
        self._file = file
        self._source = SourceText(text)
        self._shapes: dict[tuple[str, ...], Shape] = {}
        self._types: dict[str, str] = {}
        self._macros = {month: month for month in MONTHS} | {name.lower(): value for name, value in strings.items()}
        self._entries: list[BibEntry] = []
        self._strings: dict[str, BibField] = {}
        self._definitions: list[BibField] = []
        self._preambles: list[str] = []
        self._comments: list[str] = []
        self._findings: list[Finding] = []
        self._keys: set[str] = set()
        self._used: set[str] = set()
        self._others: list[BibBlock] = []

    def document(self) -> BibDocument:
        return BibDocument(
            file=self._file,
            text=self._text,
            entries=tuple(self._entries),
            strings=self._strings,
            string_definitions=tuple(self._definitions),
            used_macros=frozenset(self._used),
            preambles=tuple(self._preambles),
            comments=tuple(self._comments),
            others=tuple(self._others),
            findings=tuple(self._findings),
        )

    def comment(self, block: Comment) -> None:
        self._comments.append(block.text)
        self._others.append(BibBlock("comment" if block.marked else "text", block.start, block.end, block.closed))
        if (
            self._entries
            and _LOST_FIELD.match(block.text)
            and not self._text[self._entries[-1].end : block.start].strip()
        ):
            # "title = {T}}, year = 1999}": the entry ended before its fields did
            message = "text follows the closing brace of the entry; a brace too many closes it early"
            self._found("S001", message, (block.start, block.end), key=self._entries[-1].key)

    def preamble(self, block: RawBlock) -> None:
        self._other("preamble", block)
        self._preambles.extend(self._field(field, "").value for field in block.fields)
        self._problems(block)

    def string(self, block: RawBlock) -> None:
        self._other("string", block)
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

    def plain_entry(self, found: re.Match[str]) -> None:
        """Take a good entry."""
        start, end = found.span()
        rows = PLAIN_FIELD.findall(self._text, *found.span(3))
        names = tuple([row[0] for row in rows])
        shape = self._shapes.get(names)
        if shape is None:
            shape = self._shapes[names] = Shape(names)
        # One of the four is the value; the others are empty.
        values = [braced or quoted or digits or odd for _, braced, quoted, digits, odd in rows]
        kind, key = found[1], found[2]
        for place, row in enumerate(rows):
            if row[4]:
                values[place] = self._expand(row[4])
        if key in self._keys or None in values or len(shape.places) < len(names):
            block = scan_block(self._text, start, end)  # there is a finding, whose place is wanted
            assert isinstance(block, RawBlock)
            self.entry(block)
            return
        self._keys.add(key)
        kind = self._types.get(kind) or self._types.setdefault(kind, kind.lower())
        self._entries.append(read_entry(kind, key, start, end, shape, tuple(values), self._source))

    def _expand(self, expression: str) -> str | None:
        """Return a value with its macros expanded and joined, or None if one is not defined."""
        value = self._macro(expression.lower())
        if value is not None:
            return value
        parts = []
        for braced, quoted, name in OPERAND.findall(expression):
            part = braced or quoted
            if name:
                part = name if name.isdigit() else self._macro(name.lower())
            if part is None:
                return None
            parts.append(part)
        return "".join(parts)

    def _macro(self, name: str) -> str | None:
        value = self._macros.get(name)
        if value is not None:
            self._used.add(name)
        return value

    def entry(self, block: RawBlock) -> None:
        """Take an entry that was scanned step by step."""
        self._key(block)
        fields = tuple(self._field(field, block.key) for field in block.fields)
        names = tuple(field.name for field in fields)
        shape = self._shapes.setdefault(names, Shape(names))
        self._repeated(fields, block.key)
        self._problems(block)
        values = tuple(field.value for field in fields)
        places = tuple(field.of.place_of(field.number) for field in fields)
        self._entries.append(
            read_entry(block.type, block.key, block.start, block.end, shape, values, self._source, places)
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
        macros, parts = [], []
        for piece in raw.pieces:
            name = piece.text.lower()
            instead = "" if self._undefined == "empty" else piece.text
            parts.append(self._macros.get(name, instead) if piece.macro else piece.text)
            if piece.macro:
                macros.append(name)
                if self._macro(name) is None:
                    message = f"the macro {piece.text!r} is not defined; put the value in braces if it is meant as text"
                    self._found(
                        "S004",
                        message,
                        (piece.start, piece.end),
                        key=key,
                        field=raw.name,
                        value=piece.text,
                    )
        written = self._text[raw.value_start : raw.end]
        return BibField(raw.name, "".join(parts), FieldPlace(written, raw.start, raw.end, self._source, tuple(macros)))

    def _repeated(self, fields: tuple[BibField, ...], key: str) -> None:
        seen: set[str] = set()
        for field in fields:
            name = field.name.lower()
            if name in seen:
                message = f"the field {name!r} is there twice; the first one counts"
                self._found("S003", message, (field.start, field.end), key=key or None, field=name, value=field.value)
            seen.add(name)

    def _other(self, kind: Literal["string", "preamble"], block: RawBlock) -> None:
        self._others.append(BibBlock(kind, block.start, block.end, not block.problems and bool(block.fields)))

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
        self._findings.append(replace(_finding(rule, message, self._file, self._source, span), **where))
