"""What registries answer: records, notices about works, and whether an answer proves anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from refgraph.model.work import Work


class NoticeKind(StrEnum):
    """What a notice says of a work."""

    RETRACTION = "retraction"
    CONCERN = "expression of concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice about a work.

    Attributes:
        kind: what it says.
        label: the registry's word for it ("partial retraction").
        id: DOI or PMID of the notice, or the empty string.
        on: its day.
        source: who says so ("Crossref", "Retraction Watch").
    """

    kind: NoticeKind
    label: str
    source: str
    id: str = ""
    on: date | None = None

    @property
    def text(self) -> str:
        """Return label, identifier, day and source in one line."""
        return ", ".join(
            part for part in (self.label, self.id, self.on.isoformat() if self.on else "", self.source) if part
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a registry knows of one work.

    Attributes:
        registry: name of the registry ("Crossref").
        id: its identifier there.
        work: the record, read as a work.
        titles: every title that it has: with and without subtitle, original, short.
        containers: every name of what holds it: journal, its abbreviation, series, book, event.
        years: year by the registry's name for it ("published-print").
        notices: notices about this work.
        notice_of: the works that this record is a notice about; it is no retracted work then.
        published_as: DOI of the published version, where this is a preprint of it.
        is_preprint: True for a preprint.
        is_translated: True where its title is a translation.
    """

    registry: str
    id: str
    work: Work
    titles: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    years: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    notice_of: tuple[str, ...] = ()
    published_as: str = ""
    is_preprint: bool = False
    is_translated: bool = False


class State(StrEnum):
    """What an answer proves."""

    FOUND = "found"
    MISSING = "missing"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one registry answered to one question.

    Attributes:
        registry: name of the registry.
        asked: the identifier or the words that were asked for.
        state: what it proves.
        records: what was found; a search may find several.
        reason: why nothing is proved.
        on: the day of the answer, which may be an earlier one's.
    """

    registry: str
    asked: str
    state: State
    records: tuple[Record, ...] = ()
    reason: str = ""
    on: date | None = None

    @property
    def is_found(self) -> bool:
        """Return True if the registry has what was asked for."""
        return self.state is State.FOUND

    @property
    def source(self) -> str:
        """Return the registry and the day: "Crossref, 2026-11-02"."""
        return f"{self.registry}, {self.on.isoformat()}" if self.on else self.registry


class UnreachableError(Exception):
    """A source gave no answer, or one that proves nothing; the text says why."""


class BrokenAnswerError(UnreachableError):
    """A source answered with something that cannot be read."""
