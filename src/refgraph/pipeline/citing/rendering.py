"""The text that each citation of a manuscript gets, in its sentence and in a new note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from refgraph.csl import CitationProcessor
from refgraph.csl.manuscript.bibliography import NOTHING_PRINTED
from refgraph.documents.callouts import CitedText, Form, Mode
from refgraph.model import Library, Work
from refgraph.pipeline.citing.clusters import PlacedCitation, goes_to_note
from refgraph.pipeline.citing.edits import RAISED, within_line
from refgraph.pipeline.citing.markup import Placeholders

_BRACKETS = re.compile(r"(?P<before>.*?)(?:\((?P<round>.*)\)|\\?\[(?P<square>.*?)\\?\])(?P<after>\W*)", re.DOTALL)
# A full stop at the end, also before closing quotes and the end of emphasis.
_LAST_STOP = re.compile(r"(?<!\.)\.(?=[\"”’»'*_}]*\Z)")
_NOTHING = NOTHING_PRINTED.strip("[]")  # in some outputs its brackets are escaped
_AROUND = re.compile(r"\A(?:\(|\\?\[)(.*?)(?:\)|\\?\])\Z", re.DOTALL)
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
    authors: Mapping[str, str] = {}
    if any(each.narrative for each in placed):
        # The names come from a run of their own, so that "ibid." counts no citation twice.
        clusters = [each.author_cluster if each.narrative else each.cluster for each in placed]
        authors = processor.set_clusters(clusters).texts
    texts = processor.set_clusters([each.cluster for each in placed]).texts
    drawn = [_draw(each, texts, authors, engine) for each in placed]
    for each in drawn:
        if each.placed.stands_for:
            inner = each.sentence
            placeholders.change(each.placed.stands_for, _LAST_STOP.sub("", inner) if processor.note_style else inner)
    return [
        _replacement(each.restored(placeholders), cited, note_style=processor.note_style)
        for each in drawn
        if not each.placed.stands_for
    ]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A citation as the engine wrote it: the author who is part of the sentence, and the rest."""

    placed: PlacedCitation
    author: str
    text: str

    @property
    def sentence(self) -> str:
        """Return author and citation as they stand in a sentence."""
        space = "" if RAISED.fullmatch(self.text) else " "
        both = self.author and self.text
        whole = f"{self.author}{space}{within_line(self.text)}" if both else self.author or self.text
        return without_brackets(whole) if self.placed.span.form is Form.BARE else whole

    def restored(self, placeholders: Placeholders) -> _Drawn:
        """Return it with markup in place of placeholders; at the beginning of a sentence with a capital."""
        author, text = placeholders.restore(self.author), placeholders.restore(self.text)
        if self.placed.span.command[:1].isupper():  # \Citet begins a sentence
            author, text = capitalised(author), capitalised(text)
        return replace(self, author=author, text=text)


def _draw(placed: PlacedCitation, texts: Mapping[str, str], authors: Mapping[str, str], engine: Engine) -> _Drawn:
    name = placed.cluster.id
    text = "" if _NOTHING in texts[name] else texts[name]
    if placed.narrative and placed.span.parts[0].key not in engine.library:
        text = _AROUND.sub(r"\1", text)  # the mark of a missing work stands in the sentence alone
    if placed.span.parts[0].mode is Mode.AUTHOR_ONLY:
        return _Drawn(placed, "", _bare_author(text, placed, engine) or text)
    if placed.span.form is Form.YEAR:
        text = _years(placed, text, engine.library)
    return _Drawn(placed, _bare_author(authors[name], placed, engine) if placed.narrative else "", text)


def _bare_author(text: str, placed: PlacedCitation, engine: Engine) -> str:
    """Return the author of a citation without what the style puts around citations, or the names of the work."""
    key = placed.span.parts[0].key
    if key not in engine.library:
        return ""
    locale = engine.processor.style.locale
    if not text or _NOTHING in text:
        return short_names(engine.library[key], locale.term("and") or "and", locale.term("et-al") or "et al.")
    bare = _AROUND.sub(r"\1", text)
    if not bare.endswith(".") or bare.endswith(locale.term("et-al") or "et al."):
        return bare
    return _LAST_STOP.sub("", bare) if engine.processor.note_style else bare


def short_names(work: Work, and_: str, et_al: str) -> str:
    """Return the family names of a work's authors or editors; of more than two the first.

    >>> from refgraph.model import Contributor, Name, Work
    >>> by = tuple(Contributor(agent=Name(family=family)) for family in ("Roe", "Poe"))
    >>> short_names(Work(contributors=by), "and", "et al.")
    'Roe and Poe'
    """
    names = [each.agent.full_family for each in work.authors or work.editors]
    if len(names) > 2:
        return f"{names[0]} {et_al}"
    return f" {and_} ".join(names) or work.title or ""


def _replacement(drawn: _Drawn, cited: CitedText, *, note_style: bool) -> Replacement:
    placed = drawn.placed
    if not drawn.text.strip():  # no note without a text
        return Replacement(placed, drawn.author)
    if placed.own_note and not note_style:
        return Replacement(placed, "", _sentence(drawn.sentence))
    if placed.own_note:
        begins = placed.cluster.cites[0].prefix  # the author's own words begin a sentence
        return Replacement(placed, drawn.author, capitalised(drawn.text) if begins else drawn.text)
    if note_style and placed.in_note and goes_to_note(placed.span):
        return Replacement(placed, _within_note(drawn, cited.text))
    return Replacement(placed, drawn.sentence)


def _years(placed: PlacedCitation, text: str, library: Library) -> str:
    works = [library[part.key] for part in placed.span.parts if part.key in library]
    years = "; ".join(filter(None, (year_in(text, work) for work in works))) or text
    return f"({years})" if placed.span.command.lower() == "citeyearpar" else years


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


def _within_note(drawn: _Drawn, source: str) -> str:
    """Return a citation for a note that the manuscript has: in brackets, unless the note begins with it."""
    span = drawn.placed.span
    after = source[span.end : span.end + 80]
    bare = within_line(_LAST_STOP.sub("", drawn.text))
    if drawn.placed.narrative:
        return f"{drawn.author} ({bare})" if bare else drawn.author
    if drawn.placed.first_in_note or span.form is Form.BARE:
        return bare if _goes_on(after) else drawn.text
    before = source[max(span.start - 200, 0) : span.start].rstrip()
    if before.endswith("(") and after.lstrip().startswith(")"):
        return bare
    if before.endswith((".", "!", "?")) and not _goes_on(after):
        return drawn.text  # a sentence of its own
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
