"""A .bib file as it is written: entries and fields with their places, nothing decoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from refgraph.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class BibField:
    """One field of an entry, or one @string definition.

    Attributes:
        name: as written ("Author").
        value: after ``#`` is joined and macros are expanded, without outer braces or quotes; LaTeX is not decoded.
        raw: the value as it stands in the file, with delimiters.
        line: line of the name, from 1.
        column: column of the name, from 1.
        start: offset of the name in the file's text.
        end: offset after the value.
        macros: names of the macros the value uses, lower case ("jan").
    """

    name: str
    value: str
    raw: str
    line: int
    column: int
    start: int
    end: int
    macros: tuple[str, ...] = ()

    @property
    def value_start(self) -> int:
        """Return the offset of ``raw`` in the file's text."""
        return self.end - len(self.raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class BibEntry:
    """One entry as written.

    Attributes:
        type: entry type in lower case ("inproceedings").
        key: cite key as written.
        fields: in the order of the file; a repeated field is there twice.
        line: line of the "@", from 1.
        column: column of the "@", from 1.
        start: offset of the "@" in the file's text.
        end: offset after the closing brace.
        raw: the whole entry as it stands in the file.
    """

    type: str
    key: str
    fields: tuple[BibField, ...]
    line: int
    column: int
    start: int
    end: int
    raw: str

    def field(self, name: str) -> BibField | None:
        """Return the first field of this name (case does not matter, as in BibTeX), or None."""
        wanted = name.lower()
        return next((each for each in self.fields if each.name.lower() == wanted), None)

    def value(self, name: str) -> str:
        """Return the value of the first field of this name, or the empty string."""
        found = self.field(name)
        return found.value if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BibDocument:
    """A .bib file: its text and what is in it, in order.

    Attributes:
        file: path as given, or None.
        text: the whole text of the file, line ends as they are.
        entries: every entry that could be read, duplicate keys included.
        strings: @string definitions by lower-case name, the built-in months left out.
        string_definitions: every @string definition in order, repeated ones included.
        preambles: values of @preamble blocks.
        comments: @comment blocks and text between entries.
        findings: syntax findings (S001 unparsable-block, S002 missing-key, S003 duplicate-field, S004 undefined-string,
            S005 duplicate-string, U701 duplicate-key).
    """

    file: str | None
    text: str
    entries: tuple[BibEntry, ...] = ()
    strings: Mapping[str, BibField] = field(default_factory=dict)
    string_definitions: tuple[BibField, ...] = ()
    preambles: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
