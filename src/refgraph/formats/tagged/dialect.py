"""What tells one tagged format from another, as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from refgraph.formats.records import Draft, Table
from refgraph.formats.records.names import read_inverted, write_inverted
from refgraph.model.dates import Date
from refgraph.model.names import Agent
from refgraph.model.work import Work


class Field(NamedTuple):
    """One field of a record: its tag, its lines, and the line of the file where it begins (from 1)."""

    tag: str
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """Return the lines as one, apart by spaces."""
        if len(self.lines) == 1:
            return self.lines[0].strip()
        return " ".join(part for part in (each.strip() for each in self.lines) if part)


class Record(NamedTuple):
    """The fields of one record; not ``closed`` where the mark of its end is missing."""

    fields: tuple[Field, ...]
    line: int
    closed: bool = True

    def first(self, tag: str) -> str:
        """Return the text of the first field with a tag, or the empty string."""
        return next((each.text for each in self.fields if each.tag == tag), "")

    def texts(self, tag: str) -> list[str]:
        """Return the texts of all fields with a tag."""
        return [each.text for each in self.fields if each.tag == tag]


Tagged = list[tuple[str, str]]
"""What is written: tag and text, line by line."""


def _no_rule(record: Record, draft: Draft) -> None:  # noqa: ARG001 - the signature of a rule
    return None


def _no_change(work: Work, lines: Tagged) -> Tagged:  # noqa: ARG001 - the signature of a rule
    return lines


@dataclass(frozen=True)
class Dialect:
    """A tagged format.

    Attributes:
        name: name of the format; its names in ``Work.extra`` begin with it.
        table: its vocabulary; the words are tags.
        line: matches a line that begins a field, with the groups ``tag`` and ``value``.
        type_tags: tags that hold the type, the first is written.
        key_tag: tag of the key, or the empty string.
        begins: tags that begin a record even where the one before is not closed.
        end: tag that closes a record, or the empty string where a blank line does, or only the next one.
        blank_ends: a blank line ends a record, if there is no tag for that.
        skip: matches lines that belong to no record (headers of the file).
        lists: tags whose continuation lines are values of their own, with what else parts values.
        prose: tags whose line ends are kept.
        bodies: tags whose names are those of bodies.
        open_types: the field of the type holds other words, too; an unknown one is no finding.
        page_start: tag of the first page, where first and last have tags of their own.
        page_end: tag of the last page, or the empty string.
        read_name: reads a name.
        write_name: writes one.
        prepare: changes the fields of a record before they are read.
        settle: looks at record and draft when all fields are taken.
        write_dates: fields for the date of publication.
        arrange: changes the lines of a work before they are written.
        print_line: writes tag and text; a continuation line has an empty tag.
        header: what a file begins with.
        footer: what it ends with.
    """

    name: str
    table: Table
    line: re.Pattern[str]
    type_tags: tuple[str, ...]
    print_line: Callable[[str, str], str]
    write_dates: Callable[[Date], Tagged]
    key_tag: str = ""
    begins: frozenset[str] = frozenset()
    end: str = ""
    blank_ends: bool = True
    skip: re.Pattern[str] | None = None
    lists: dict[str, str] = field(default_factory=dict)
    prose: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    open_types: bool = False
    page_start: str = ""
    page_end: str = ""
    read_name: Callable[[str], Agent] = read_inverted
    write_name: Callable[[Agent], str] = write_inverted
    prepare: Callable[[Record], Record] | None = None
    settle: Callable[[Record, Draft], None] = _no_rule
    arrange: Callable[[Work, Tagged], Tagged] = _no_change
    header: str = ""
    footer: str = ""

    @property
    def prefix(self) -> str:
        """Return what the names of its tags in ``Work.extra`` begin with."""
        return self.name + "-"
