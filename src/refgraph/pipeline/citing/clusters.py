"""The citations of a manuscript as the clusters of the citation engine: order, notes, locators, what stands around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from refgraph.csl import Cite, Cluster
from refgraph.documents.callouts import CitationSpan, CitedPart, CitedText, Form, Mode, split_locator
from refgraph.pipeline.citing.markup import Placeholders, glued, one_line

Plain = Callable[[str, Placeholders], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCitation:
    """A citation and the cluster it becomes.

    Attributes:
        span: the citation.
        cluster: its cluster.
        own_note: True if it becomes a note of its own.
        in_note: True if it stands in a note that the manuscript has.
        first_in_note: True if nothing stands before it in that note.
        narrative: True if the author is part of the sentence, and the cluster only the rest.
        stands_for: the placeholder of a citation that stands in another one's prefix or suffix, else "".
    """

    span: CitationSpan
    cluster: Cluster
    own_note: bool = False
    in_note: bool = False
    first_in_note: bool = False
    narrative: bool = False
    stands_for: str = ""

    @property
    def author_cluster(self) -> Cluster:
        """Return the cluster that gives only the author of the first work."""
        cite = Cite(id=self.cluster.cites[0].id, mode=Mode.AUTHOR_ONLY.value)
        return replace(self.cluster, cites=(cite,))


@dataclass(frozen=True, slots=True)
class Markup:
    """How the pieces of a manuscript become plain text for the engine.

    Attributes:
        plain: makes plain text of markup.
        placeholders: the characters that stand for markup.
        terms: words for kinds of locators.
        note_style: True if the style cites in notes.
    """

    plain: Plain
    placeholders: Placeholders
    terms: Mapping[str, str]
    note_style: bool


def place_citations(cited: CitedText, citations: Sequence[CitationSpan], markup: Markup) -> list[PlacedCitation]:
    """Return the citations in reading order, each with its cluster.

    A citation within another one follows it. Notes are numbered in the order they are called, new ones among those
    that the manuscript has.

    Args:
        cited: the manuscript.
        citations: those to render, in reading order.
        markup: how pieces of it become plain text.
    """
    numbers = _note_numbers(cited, citations, markup)
    placed = []
    for number, span in enumerate(citations):
        one = _place(cited, span, f"c{number}", numbers[span.start], markup)
        placed.append(one)
        for inner_number, inner in enumerate(span.nested):
            sign = markup.placeholders.of(f"\0c{number}.{inner_number}")
            nested = _place(cited, inner, f"c{number}.{inner_number}", numbers[span.start], markup)
            placed.append(replace(nested, own_note=False, stands_for=sign))
    return placed


def _place(cited: CitedText, span: CitationSpan, name: str, note_number: int, markup: Markup) -> PlacedCitation:
    note = cited.note_at(span.start)
    own_note = note is None and (span.form is Form.NOTE or (markup.note_style and goes_to_note(span)))
    narrative = span.parts[0].mode is Mode.NARRATIVE
    cites = [*_cites(cited, span, name, markup)]
    if narrative:
        cites[0] = replace(cites[0], mode=Mode.SUPPRESS_AUTHOR.value)
    return PlacedCitation(
        span=span,
        cluster=Cluster(cites=tuple(cites), id=name, note_number=note_number if own_note or note else 0),
        own_note=own_note,
        in_note=note is not None,
        first_in_note=note is not None and not cited.text[note.start : span.start].strip(),
        narrative=narrative,
    )


def goes_to_note(span: CitationSpan) -> bool:
    r"""Return False for ``\citeauthor`` and ``\citeyear``, which are part of a sentence in any style."""
    return span.form is not Form.YEAR and span.parts[0].mode is not Mode.AUTHOR_ONLY


def _note_numbers(cited: CitedText, citations: Sequence[CitationSpan], markup: Markup) -> dict[int, int]:
    """Return for the start of every citation the number of the note it stands in, or will stand in."""
    events: list[tuple[int, int]] = [(mark, note.start) for note in cited.notes for mark in note.marks]
    for span in citations:
        own = span.form is Form.NOTE or (markup.note_style and goes_to_note(span))
        if own and cited.note_at(span.start) is None:
            events.append((span.start, span.start))
    numbers: dict[int, int] = {}
    for number, (_, place) in enumerate(sorted(events), 1):
        numbers.setdefault(place, number)
    uncalled = len(events) + 1
    found = {}
    for span in citations:
        note = cited.note_at(span.start)
        found[span.start] = numbers.get(span.start, 0) if note is None else numbers.get(note.start, uncalled)
    return found


def _cites(cited: CitedText, span: CitationSpan, name: str, markup: Markup) -> Iterator[Cite]:
    for part in span.parts:
        before = _plain(cited, part.before, span, name, markup)
        after = _plain(cited, part.after, span, name, markup)
        if span.command:  # of "[12]" in LaTeX all is a postnote, with its comma left to the style
            after = f", {after}" if after.strip() else ""
        locator = split_locator(after, markup.terms)
        yield Cite(
            id=part.key,
            locator=locator.value or None,
            label=locator.label or "page",
            prefix=glued(before.lstrip(), markup.placeholders),
            suffix=_suffix(locator.rest, part),
            mode=part.mode.value,
        )


def _suffix(text: str, part: CitedPart) -> str:
    """Return what follows the locator; the brackets after a key in the sentence bring no comma of their own."""
    text = text.rstrip()
    if part.mode is Mode.NARRATIVE and text and not (text[0].isspace() or not text[0].isalnum()):
        return f", {text}"
    return text


def _plain(cited: CitedText, span: tuple[int, int], outer: CitationSpan, name: str, markup: Markup) -> str:
    """Return a piece of the manuscript as plain text, citations in it as placeholders."""
    at, end = span
    parts = []
    for number, nested in enumerate(outer.nested):
        if at <= nested.start < end:
            parts += [_piece(cited.text[at : nested.start], markup), markup.placeholders.of(f"\0{name}.{number}")]
            at = nested.end
    parts.append(_piece(cited.text[at:end], markup))
    return "".join(parts)


def _piece(text: str, markup: Markup) -> str:
    return markup.plain(one_line(text), markup.placeholders)
