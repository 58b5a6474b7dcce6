"""What a manuscript's text says about citing: citations, notes, the place of the bibliography; all with offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate


class Mode(StrEnum):
    """How a work is cited: as in brackets, without its author, by its author alone, or as part of the sentence."""

    NORMAL = "normal"
    SUPPRESS_AUTHOR = "suppress-author"
    AUTHOR_ONLY = "author-only"
    NARRATIVE = "narrative"


class Form(StrEnum):
    r"""What becomes of a citation.

    It stands in the text, loses its brackets (``\citealp``), is only the year (``\citeyear``), becomes a note
    (``\footcite``), prints nothing (``\nocite``), or is of a kind that is left as it is.
    """

    PLAIN = "plain"
    BARE = "bare"
    YEAR = "year"
    NOTE = "note"
    HIDDEN = "hidden"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPart:
    """One work in a citation.

    Attributes:
        key: the cite key.
        start: offset of the key in the text, without "@" and braces.
        end: offset after it.
        before: span of what stands before it in the citation ("see ").
        after: span of what stands after it, locators included (", p. 3 and elsewhere").
        mode: how the work is cited.
    """

    key: str
    start: int
    end: int
    before: tuple[int, int]
    after: tuple[int, int]
    mode: Mode = Mode.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationSpan:
    """A citation in a manuscript.

    Attributes:
        start: offset of its first character.
        end: offset after it.
        parts: the works it cites, at least one.
        nested: citations in what stands before and after the keys, which are rendered on their own.
        form: what becomes of its text.
        command: name of the LaTeX command, "" in Markdown.
        doubtful: True if it is a citation only where works have its keys: else a cross-reference of Quarto, or an
            account as the text of a link.
        in_grid: True in a table that is drawn with characters, whose columns a longer text moves.
    """

    start: int
    end: int
    parts: tuple[CitedPart, ...]
    nested: tuple[CitationSpan, ...] = ()
    form: Form = Form.PLAIN
    command: str = ""
    doubtful: bool = False
    in_grid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSpan:
    """A footnote or an endnote.

    Attributes:
        label: its label; "" for one that stands where it is called.
        marks: offsets of the places that call it, in order; empty if none does.
        start: offset of its text.
        end: offset after its text.
    """

    label: str
    marks: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """A place for the bibliography.

    Attributes:
        start: offset of what the bibliography replaces.
        end: offset after it; the same where nothing is replaced.
        command: name of the LaTeX command, "" in Markdown.
    """

    start: int
    end: int
    command: str = ""


@dataclass(frozen=True, kw_only=True)
class CitedText:
    """A manuscript's text and what it cites.

    Attributes:
        text: the whole text.
        citations: in the order of the text; they do not overlap.
        notes: in the order of the text.
        places: where the author wants the bibliography.
        nocite: works that are listed without being cited; the key "*" is all of them.
    """

    text: str
    citations: tuple[CitationSpan, ...] = ()
    notes: tuple[NoteSpan, ...] = ()
    places: tuple[ListPlace, ...] = ()
    nocite: tuple[CitedPart, ...] = ()

    def note_at(self, offset: int) -> NoteSpan | None:
        """Return the innermost note whose text an offset lies in, or None."""
        number = bisect_right(self._note_starts, offset) - 1
        while number >= 0 and self._furthest_ends[number] > offset:
            if self.notes[number].end > offset:
                return self.notes[number]
            number -= 1
        return None

    @cached_property
    def _note_starts(self) -> list[int]:
        return [note.start for note in self.notes]

    @cached_property
    def _furthest_ends(self) -> list[int]:
        return [*accumulate((note.end for note in self.notes), max)]

    def reading_order(self) -> list[CitationSpan]:
        """Return the citations as a reader meets them: those in a note where the note is called."""
        return sorted(self.citations, key=self._place)

    def _place(self, citation: CitationSpan) -> tuple[int, int]:
        note = self.note_at(citation.start)
        if note is None:
            return citation.start, -1
        return (note.marks[0] if note.marks else len(self.text)), citation.start
