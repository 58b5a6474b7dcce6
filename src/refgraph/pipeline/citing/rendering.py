"""The text that each citation of a manuscript gets, in its sentence and in a new note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from refgraph.csl import CitationProcessor
from refgraph.documents.callouts import CitedText, Form
from refgraph.model import Library, Work
from refgraph.pipeline.citing.clusters import PlacedCitation, goes_to_note
from refgraph.pipeline.citing.markup import Placeholders

_BRACKETS = re.compile(r"(?P<before>.*?)(?:\((?P<round>.*)\)|\\?\[(?P<square>.*?)\\?\])(?P<after>\W*)", re.DOTALL)
# A full stop at the end, also before closing quotes and the end of emphasis.
_LAST_STOP = re.compile(r"(?<!\.)\.(?=[\"”’»'*_}]*\Z)")
_CAPITAL = re.compile(r"[ \t\r\n]*(\w)")


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a citation is replaced with.

    Attributes:
        placed: the citation.
        text: what stands in the sentence.
        note: text of the new note that the sentence calls, or None.
    """

    placed: PlacedCitation
    text: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """What renders citations.

    Attributes:
        processor: the citation engine.
        library: the works.
        placeholders: the characters that stand for markup.
    """

    processor: CitationProcessor
    library: Library
    placeholders: Placeholders


def render_citations(placed: Sequence[PlacedCitation], cited: CitedText, engine: Engine) -> list[Replacement]:
    """Render citations; those within others go into the text of these."""
    processor, placeholders = engine.processor, engine.placeholders
    authors = {}
    if any(each.narrative for each in placed):
        # The names come from a run of their own, so that "ibid." counts no citation twice.
        authors = dict(
            processor.set_clusters([each.author_cluster if each.narrative else each.cluster for each in placed]).texts
        )
    texts = processor.set_clusters([each.cluster for each in placed]).texts
    for each in placed:
        if each.stands_for:
            inner = _formed(each, texts[each.cluster.id], engine.library)
            placeholders.change(each.stands_for, _LAST_STOP.sub("", inner) if processor.note_style else inner)
    replacements = []
    for each in placed:
        if each.stands_for:
            continue
        text = placeholders.restore(texts[each.cluster.id])
        author = placeholders.restore(authors.get(each.cluster.id, "")) if each.narrative else ""
        text = _formed(each, text, engine.library)
        replacements.append(_replacement(each, text, author, cited, note_style=processor.note_style))
    return replacements


def _replacement(placed: PlacedCitation, text: str, author: str, cited: CitedText, *, note_style: bool) -> Replacement:
    if placed.span.command[:1].isupper():  # \Citet begins a sentence
        text, author = capitalised(text), capitalised(author)
    if placed.own_note:
        if not note_style:
            return Replacement(placed, author, _sentence(text))
        begins = placed.cluster.cites[0].prefix  # the author's own words begin a sentence
        return Replacement(placed, author, capitalised(text) if begins else text)
    if placed.span.form is Form.BARE and note_style:
        return Replacement(placed, _LAST_STOP.sub("", text))
    if note_style and placed.in_note and goes_to_note(placed.span):
        return Replacement(placed, _within_note(placed, text, author, cited.text))
    return Replacement(placed, text)


def _formed(placed: PlacedCitation, text: str, library: Library) -> str:
    """Return a citation in the form its command asks for."""
    match placed.span.form:
        case Form.BARE:
            return without_brackets(text)
        case Form.YEAR:
            works = [library[part.key] for part in placed.span.parts if part.key in library]
            years = "; ".join(filter(None, (year_in(text, work) for work in works))) or text
            return f"({years})" if placed.span.command.lower() == "citeyearpar" else years
        case _:
            return text


def year_in(text: str, work: Work) -> str:
    """Return the year of a work with the letter that a citation gives it; "" for a work without a year.

    >>> from refgraph.model import Date, Work
    >>> year_in("(2005b)", Work(issued=Date.of(2005)))
    '2005b'
    """
    year = str(work.issued.start.year) if work.issued and work.issued.start else ""
    found = re.search(rf"(?<!\w){re.escape(year)}[a-z]{{0,2}}(?!\w)", text) if year else None
    return found[0] if found else year


def _sentence(text: str) -> str:
    """Return a citation as the text of a note, in a style that cites in brackets."""
    bare = capitalised(without_brackets(text))
    return bare if bare.endswith((".", "!", "?")) else f"{bare}."


def _within_note(placed: PlacedCitation, text: str, author: str, source: str) -> str:
    """Return a citation for a note that the manuscript has: in brackets, unless the note begins with it."""
    after = source[placed.span.end : placed.span.end + 80]
    if placed.narrative:
        rest = _LAST_STOP.sub("", text)
        return f"{author} ({rest})" if rest else author
    if placed.first_in_note:
        return _LAST_STOP.sub("", text) if _goes_on(after) else text
    bare = _LAST_STOP.sub("", text)
    in_brackets = source[: placed.span.start].rstrip().endswith("(") and after.lstrip().startswith(")")
    if in_brackets:
        return bare
    before = source[max(placed.span.start - 200, 0) : placed.span.start].rstrip()
    if before.endswith((".", "!", "?")) and not _goes_on(after):
        return text  # a sentence of its own
    return f"({bare})"


def _goes_on(after: str) -> bool:
    """Return True if the sentence goes on behind a citation."""
    following = after.lstrip(" \t")[:1]
    return following.islower() or after[:1] in {",", ";", ":", ".", "!", "?", ")", "]"}


def without_brackets(text: str) -> str:
    """Return a citation without the brackets around it, or around what follows the author.

    >>> without_brackets("(Doe, 2005)"), without_brackets("Doe (2005)")
    ('Doe, 2005', 'Doe 2005')
    """
    found = _BRACKETS.fullmatch(text)
    if found is None:
        return text
    inner = found["round"] if found["round"] is not None else found["square"]
    return f"{found['before']}{inner}{found['after']}"


def capitalised(text: str) -> str:
    """Return a text with its first letter as a capital."""
    found = _CAPITAL.match(text)
    return text[: found.start(1)] + found[1].upper() + text[found.end(1) :] if found else text
