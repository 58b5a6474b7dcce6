"""A Markdown manuscript with its citations and bibliography written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from refgraph.documents.callouts import CitedText
from refgraph.pipeline.citing.edits import RAISED, Edit, Raising, apply_edits, line_end, raised, within_line
from refgraph.pipeline.citing.rendering import Replacement

_LABEL = re.compile(r"\[\^([^\]\s]+)\]")
_ENDS_WITH_HEADING = re.compile(r"(?:^|\n)[ ]{0,3}(?:#{1,6}[ \t][^\r\n]*|[^\s][^\r\n]*\r?\n(?:={2,}|-{2,})[ \t]*)\s*\Z")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Notes:
    """Where the marks of notes and raised numbers go.

    Attributes:
        after_punctuation: behind punctuation or not; None for notes but not for raised numbers.
        into_quotes: whether a comma or full stop before them goes inside a closing quotation mark.
    """

    after_punctuation: bool | None = None
    into_quotes: bool = False


def write_markdown(
    cited: CitedText,
    replacements: Sequence[Replacement],
    entries: Sequence[str],
    *,
    section_title: str | None = None,
    notes: Notes = Notes(),
) -> str:
    """Return a Markdown text with its citations replaced and its bibliography added.

    New notes are called where the citations stood and follow at the end. The bibliography goes into the division that
    the author made for it, else to the end.

    Args:
        cited: the manuscript.
        replacements: of its citations.
        entries: of the bibliography; none for no bibliography.
        section_title: heading of a bibliography at the end, if the manuscript does not end with a heading.
        notes: where the marks of notes and raised numbers go.
    """
    break_ = line_end(cited.text)
    ordered = sorted(replacements, key=lambda each: each.placed.span.start)
    labels = _labels(cited.text, replacements)
    edits = [*_citations(cited.text, ordered, labels, notes)]
    text = cited.text
    added: list[str] = []
    if entries and cited.places:
        edits.append(_in_division(cited, entries, break_))
    elif entries:
        if section_title and not _ENDS_WITH_HEADING.search(text):
            added.append(f"# {section_title} {{.unnumbered}}")
        added += entries
    added += [f"[^{labels[each.placed.cluster.id]}]: {_one_paragraph(each.note)}" for each in replacements if each.note]
    return _with_blocks(apply_edits(text, edits), added, break_)


def _citations(text: str, ordered: Iterable[Replacement], labels: dict[str, str], notes: Notes) -> Iterator[Edit]:
    done = 0
    for each in ordered:
        span = (each.placed.span.start, each.placed.span.end)
        if each.note is not None:
            how = Raising(notes.after_punctuation is not False, notes.into_quotes)
            edit = raised(text, span, f"[^{labels[each.placed.cluster.id]}]", how, done)
            if each.text:  # the author stays in the sentence, and the space before it
                edit = Edit(span[0], edit.end, f"{_in_line(each.text, text, span[0])}{edit.text}")
        elif RAISED.fullmatch(each.text):
            edit = raised(text, span, each.text, Raising(notes.after_punctuation is True, notes.into_quotes), done)
        else:
            edit = Edit(*span, _in_line(each.text, text, span[0]))
        yield edit
        done = edit.end


def _in_line(citation: str, text: str, at: int) -> str:
    """Return a citation without the backslash that keeps it from being a list mark, where it does not begin a line."""
    line = text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 : at]
    return citation if not line.strip(" \t>") else within_line(citation)


def _labels(text: str, replacements: Iterable[Replacement]) -> dict[str, str]:
    """Return labels of new notes: their numbers, with "cite-" before them if the manuscript has one of these labels."""
    taken = {found[1] for found in _LABEL.finditer(text)}
    new = [each.placed.cluster for each in replacements if each.note is not None]
    mark = ""
    while any(f"{mark}{cluster.note_number}" in taken for cluster in new):
        mark += "cite-"
    return {cluster.id: f"{mark}{cluster.note_number}" for cluster in new}


def _in_division(cited: CitedText, entries: Sequence[str], break_: str) -> Edit:
    """Return the edit that puts the bibliography at the end of the author's division."""
    place = cited.places[0]
    inside = cited.text[place.start : place.end]
    block = (break_ * 2).join(_lines(entry, break_) for entry in entries)
    tag = cited.text[: place.start].endswith(">")
    if not inside.strip():
        before, after = (break_ * 2, break_ * 2) if tag else ("", break_)
        if place.start == len(cited.text):  # a division that is not closed
            after = ""
        return Edit(place.start, place.end, f"{before}{block}{after}")
    before = "" if _BLANK_LINE.search(inside) else break_ if inside.endswith(("\n", "\r")) else break_ * 2
    return Edit(place.end, place.end, f"{before}{block}{break_ * 2 if tag else break_}")


def _with_blocks(text: str, blocks: Sequence[str], break_: str) -> str:
    """Return a text with blocks at its end, blank lines between; no line end at the end if there was none."""
    if not blocks:
        return text
    ended = text.endswith(("\n", "\r"))
    before = "" if not text or _BLANK_LINE.search(text) else break_ if ended else break_ * 2
    added = (break_ * 2).join(_lines(block, break_) for block in blocks)
    return f"{text}{before}{added}{break_ if ended else ''}"


def _lines(block: str, break_: str) -> str:
    return break_.join(block.strip("\n").split("\n"))


def _one_paragraph(text: str | None) -> str:
    return " ".join((text or "").split("\n"))
