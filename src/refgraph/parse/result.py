"""What parsing a reference gives: labelled spans and the work they make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from refgraph.model import Finding, Reference, Work


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


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled span of a reference.

    Attributes:
        label: what it is.
        start: offset of its first character in the raw string.
        end: offset after its last character.
        text: ``raw[start:end]``.
        confidence: 0-1.
    """

    label: Label
    start: int
    end: int
    text: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed reference.

    Attributes:
        reference: the reference as it stands in its source.
        fields: its labelled spans, in order and without overlap.
        work: the work it denotes, without a key.
        findings: what could not be read as it should be.
    """

    reference: Reference
    fields: tuple[Field, ...]
    work: Work
    findings: tuple[Finding, ...] = ()

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

    @property
    def confidence(self) -> float:
        """Return the confidence of the least sure field, 0 for a reference without fields."""
        return min((field.confidence for field in self.fields), default=0.0)
