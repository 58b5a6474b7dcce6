"""What comes out: texts with labelled spans, entries, bibliographies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from refgraph.model import Finding


class Span(NamedTuple):
    """Where a piece of an item stands in a text.

    The spans of a plain text tile it: each begins where the one before ends. In other formats markup stands between.

    Attributes:
        start, end: half-open, in characters of the text.
        item: id of the item; None for text of the style (affixes, delimiters, terms).
        variable: CSL variable, or None.
        name_index: number of the name within its variable, from 0; None where the variable is no list of names.
        part: part of a name ("family", "given", ...) or of a date ("year", "month", "day", "season"), or None.
        offset: where the piece begins in the item's value, in characters; None where it is a formatted form of the
            value (an initial, a month's name).
    """

    start: int
    end: int
    item: str | None = None
    variable: str | None = None
    name_index: int | None = None
    part: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography.

    Attributes:
        ids: ids of the items it stands for.
        text: the entry in the output format, without what the format puts around entries.
        spans: what stands where in `text`; empty unless asked for.
    """

    ids: tuple[str, ...]
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A list of works in a style.

    Attributes:
        entries: in the order of the style.
        text: the whole list in the output format, to be put into a document.
        starts: where each entry begins in `text`, if spans were asked for; -1 where the format sets it otherwise in a
            list (labels in LaTeX, paragraphs in RTF).
        make_document: makes the list a document of its own.
        findings: what was wrong with items or style.
    """

    entries: tuple[Entry, ...]
    text: str
    starts: tuple[int, ...]
    make_document: Callable[[], str | bytes] = field(repr=False, compare=False)
    findings: tuple[Finding, ...] = ()

    @property
    def document(self) -> str | bytes:
        """Return the list as a document of its own; bytes for "docx"."""
        return self.make_document()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the spans of all entries in characters of `text`; entries that are set otherwise there have none."""
        return tuple(
            span._replace(start=span.start + start, end=span.end + start)
            for entry, start in zip(self.entries, self.starts, strict=False)
            if start >= 0
            for span in entry.spans
        )


@dataclass(frozen=True, slots=True)
class Update:
    """What a change of a manuscript does to its citations.

    Attributes:
        texts: every cluster's text by its id, in document order.
        changed: ids of the clusters whose text is new or differs from before.
    """

    texts: Mapping[str, str]
    changed: frozenset[str]
