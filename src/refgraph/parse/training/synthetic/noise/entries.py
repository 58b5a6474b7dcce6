"""Noise around and between fields: numbers in front, notes behind, other punctuation, entries cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example
from refgraph.parse.training.synthetic.noise.data import phrases
from refgraph.parse.training.synthetic.noise.edits import Edit, cut_off, edited, with_prefix, with_suffix
from refgraph.parse.training.synthetic.records.identifiers import arxiv

_NUMBERS = (
    ("[", "]"),
    ("[", "] "),
    ("", ". "),
    ("", ". "),
    ("(", ") "),
    ("", ") "),
    ("", " "),
    ("", "\t"),
    ("", ".\t"),
    ("[", "]\t"),
    ("", " - "),
    ("", ".- "),
    ("", ". — "),
)
_BULLETS = ("• ", "- ", "* ", "– ", "► ", "· ", "— ", "▪ ", "◦ ", "» ", "\u200b", " ", "§ ")
_SEE = phrases("see")
_NOTES = phrases("notes")
_ENDS = ("", ".", ".", ";", ",", " .", "..", "", ":")
_QUIET = re.compile(r"\s*[.,;:]?\s+")
_BEHIND_NUMBER = re.compile(r"[\])}.:\s\t-]*")
_FEWEST = 3
_YEAR_END = re.compile(r"(?<=\d{4})[a-z]?$")
_URL_BREAK = re.compile(r"(?<=[/._?&=-])(?=\w)")


def numbered(rng: Random, example: Example) -> Example:
    """Put a number before the entry."""
    if any(span.label is Label.CITATION_NUMBER for span in example.spans):
        return example
    number = str(rng.choice((rng.randint(1, 30), rng.randint(1, 120), rng.randint(1, 700))))
    if rng.random() < 0.06:
        number = rng.choice((example.raw[:3].strip(" .,[(") + str(rng.randint(80, 99)), f"{number}{rng.choice('abc')}"))
    before, after = rng.choice(_NUMBERS)
    if not number.isalnum():
        return example
    return with_prefix(example, before, number, after, Label.CITATION_NUMBER)


def unnumbered(_rng: Random, example: Example) -> Example:
    """Take the number before the entry away, as who splits a list does."""
    if len(example.spans) < _FEWEST or example.spans[0].label is not Label.CITATION_NUMBER:
        return example
    number, following = example.spans[:2]
    gap = _BEHIND_NUMBER.match(example.raw, number.end, following.start)
    rest = replace(example, spans=example.spans[1:])
    return edited(rest, [Edit(0, number.end if gap is None else gap.end(), "")])


def bulleted(rng: Random, example: Example) -> Example:
    """Put a bullet, or words that point to the work, before the entry."""
    lead = rng.choice(_BULLETS)
    if rng.random() < 0.5 and example.lang[:2] in _SEE:
        lead = rng.choice(_SEE[example.lang[:2]])
    return edited(example, [Edit(0, 0, lead)])


def annotated(rng: Random, example: Example) -> Example:
    """Put a note behind the entry."""
    notes = _NOTES.get(example.lang[:2], _NOTES["en"])
    note = rng.choice(notes if rng.random() < 0.8 else _NOTES["en"])
    before, after = rng.choice(
        ((" (", ")."), (" (", ")"), (" [", "]."), (" [", "]"), (" ", "."), (" – ", "."), (", ", "."))
    )
    if before == ", ":
        example = cut_off(example, len(example.raw.rstrip(". ;")))
    return with_suffix(example, before, note, after, Label.NOTE)


def preprint_behind(rng: Random, example: Example) -> Example:
    """Put the number of the preprint behind an article: "[arXiv:1003.1234]", "arXiv:1003.1234 [hep-th]"."""
    labels = {span.label for span in example.spans}
    if Label.VOLUME not in labels or labels & {Label.PUBLISHER, Label.URL, Label.ARXIV} or example.lang[:2] != "en":
        return example
    number, subject = arxiv(rng, rng.randint(1993, 2025))
    full = rng.choice((f"arXiv:{number}", f"arXiv:{number}", number, f"arXiv: {number}"))
    before, after = rng.choice(((" ", "."), (", ", "."), (" [", "]."), (" (", ")."), ("; ", ""), (", e-print ", ".")))
    bare = cut_off(example, len(example.raw.rstrip(". ;,")))
    if rng.random() < 0.35 and "/" not in number and not before.endswith(("[", "(")):
        return with_suffix(with_suffix(bare, before, full, " [", Label.ARXIV), "", subject, "].", Label.NOTE)
    return with_suffix(bare, before, full, after, Label.ARXIV)


def other_end(rng: Random, example: Example) -> Example:
    """End the entry with another mark, or none."""
    last = example.spans[-1].end if example.spans else 0
    tail = example.raw[last:]
    if tail.strip(" .;,"):
        return example
    return edited(example, [Edit(last, len(example.raw), rng.choice(_ENDS))])


def truncated(rng: Random, example: Example) -> Example:
    """Cut the entry off behind its first half."""
    return cut_off(example, rng.randint(len(example.raw) * 2 // 5, len(example.raw)))


def other_separators(rng: Random, example: Example) -> Example:
    """Print one mark between fields for all of them, or drop one, or exchange one."""
    gaps = [(one.end, two.start) for one, two in zip(example.spans, example.spans[1:], strict=False)]
    simple = [gap for gap in gaps if _QUIET.fullmatch(example.raw, *gap)]
    if not simple:
        return example
    mark = rng.choice((", ", ". ", "; ", ", ", ". ", " ", ": ", " – ", ". – ", " / ", " | "))
    if rng.random() < 0.5:
        return edited(example, [Edit(*gap, mark) for gap in simple])
    return edited(example, [Edit(*rng.choice(simple), mark)])


def date_brackets(rng: Random, example: Example) -> Example:
    """Put a bare date into brackets, or take it out of them."""
    for span in example.spans:
        if span.label is Label.DATE:
            left, right = example.raw[span.start - 1 : span.start], example.raw[span.end : span.end + 1]
            if left == "(" and right == ")":
                return edited(example, [Edit(span.start - 1, span.start, ""), Edit(span.end, span.end + 1, "")])
            opening, closing = rng.choice(("()", "()", "[]", "()"))
            return edited(example, [Edit(span.start, span.start, opening), Edit(span.end, span.end, closing)])
    return example


def year_letter(rng: Random, example: Example) -> Example:
    """Put a letter behind the year, with a blank or none: "2003a"."""
    for span in example.spans:
        if span.label is Label.DATE and _YEAR_END.search(example.raw[span.start : span.end]):
            letter = rng.choice("aaabbcd")
            return edited(example, [Edit(span.end - 1, span.end, example.raw[span.end - 1] + letter)])
    return example


def broken_addresses(rng: Random, example: Example) -> Example:
    """Break addresses as at the end of a line."""
    mark = rng.choice((" ", " ", "\n", "- "))
    edits = []
    for span in example.spans:
        if span.label in {Label.URL, Label.DOI, Label.ARXIV}:
            places = [match.start() for match in _URL_BREAK.finditer(example.raw, span.start + 6, span.end - 1)]
            edits += [Edit(at, at, mark) for at in rng.sample(places, min(len(places), rng.randint(1, 2)))]
    return edited(example, edits)


def glued(rng: Random, example: Example) -> Example:
    """Print two fields without a blank between them: "Smith(2003a)", "Nature12".

    Only where a mark stays between them, or letters meet figures.
    """
    edits = []
    for one, two in zip(example.spans, example.spans[1:], strict=False):
        gap = example.raw[one.end : two.start]
        meet = example.raw[one.end - 1].isalpha() and example.raw[two.start].isdigit()
        if " " in gap and (gap.strip() or meet) and rng.random() < 0.4:
            edits.append(Edit(one.end, two.start, gap.replace(" ", "")))
    return edited(example, edits)


def line_breaks(rng: Random, example: Example) -> Example:
    """Break lines, as text taken from a page has them."""
    width = rng.randint(40, 95)
    places = []
    at = width
    while at < len(example.raw):
        blank = example.raw.rfind(" ", at - width, at)
        if blank > 0:
            places.append(blank)
        at = max(at, blank) + width
    return edited(example, [Edit(place, place + 1, "\n") for place in places])


ENTRIES: tuple[tuple[Callable[[Random, Example], Example], float], ...] = (
    (numbered, 5.0), (bulleted, 1.5), (annotated, 1.5), (other_end, 3.0), (truncated, 0.8), (other_separators, 4.0),
    (date_brackets, 1.5), (year_letter, 1.0), (broken_addresses, 2.0), (glued, 1.5), (line_breaks, 0.7),
)  # fmt: skip
"""Functions of this module and how often each is drawn."""
