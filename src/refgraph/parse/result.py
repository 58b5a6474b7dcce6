"""What parsing a reference gives: labelled spans and the work they make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from refgraph.model import Finding, Reference, Work

DOUBTFUL = 0.5
"""References that are less sure as a whole should be looked at."""


class Label(StrEnum):
    """What a span of a reference is."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    TITLE = "title"
    CONTAINER = "container"
    SERIES = "series"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGES = "pages"
    DATE = "date"
    PUBLISHER = "publisher"
    LOCATION = "location"
    EDITION = "edition"
    DOI = "doi"
    URL = "url"
    ISBN = "isbn"
    ARXIV = "arxiv"
    GENRE = "genre"
    NOTE = "note"
    INSTITUTION = "institution"
    ACCESSED = "accessed"
    CITATION_NUMBER = "citation-number"


class Alternative(NamedTuple):
    """What a doubtful field may be instead: ``raw[start:end]`` with a label, and how probable that is, 0-1."""

    label: Label
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled span of a reference.

    Attributes:
        label: what it is.
        start: offset of its first character in the raw string.
        end: offset after its last character.
        text: ``raw[start:end]``.
        confidence: how probable it is that label, start and end are right, 0-1.
        alternatives: what a doubtful field may be instead, the most probable first.
    """

    label: Label
    start: int
    end: int
    text: str
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()


class Labelling(NamedTuple):
    """What was found in a string.

    Attributes:
        fields: in order, without overlap.
        confidence: how probable it is that all of them are right and none is missing, 0-1.
    """

    fields: tuple[Field, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed reference.

    Attributes:
        reference: the reference as it stands in its source.
        fields: its labelled spans, in order and without overlap.
        work: the work it denotes, without a key.
        findings: what could not be read as it should be.
        confidence: how probable it is that all fields are right and none is missing, 0-1.
        language: in what language the title is, as a BCP 47 tag; None where that is not sure.
        parts: the references that the entry holds, if it holds several ("(a) ...; (b) ..."), each with its own place.
        repeats_authors: True if a dash or "Idem" stands for the authors, which the work has from the entry before.
        type_confidence: how probable it is that the type of the work is right, 0-1.
    """

    reference: Reference
    fields: tuple[Field, ...]
    work: Work
    findings: tuple[Finding, ...] = ()
    confidence: float = 0.0
    parts: tuple[Parsed, ...] = ()
    repeats_authors: bool = False
    type_confidence: float = 0.0
    language: str | None = None

    @property
    def is_doubtful(self) -> bool:
        """True if a person should look at it: it is less sure than `DOUBTFUL` as a whole."""
        return self.confidence < DOUBTFUL

    @property
    def raw(self) -> str:
        """Return the parsed string."""
        return self.reference.raw

    def texts(self, label: Label | str) -> tuple[str, ...]:
        """Return the texts of all fields with a label, in order."""
        return tuple(field.text for field in self.fields if field.label == label)

    def text(self, label: Label | str) -> str | None:
        """Return the text of the first field with a label, or None."""
        return next(iter(self.texts(label)), None)
