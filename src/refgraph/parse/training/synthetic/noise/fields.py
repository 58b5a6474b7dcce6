"""Noise in whole fields: letters of names and titles, markup, order of names, missing ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from random import Random

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, LabelledSpan
from refgraph.parse.training.synthetic.noise.data import phrases
from refgraph.parse.training.synthetic.noise.edits import Edit, edited, relabelled, without_span

_NAMES = (Label.AUTHOR, Label.EDITOR)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FAMILY = re.compile(r"(?<![^\W\d_.])[^\W\d_]{2}[^\W\d_]+(?:[-’'][^\W\d_]+)*(?!\.)")
_SMALL = dict(zip("abcdefghijklmnopqrstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
_LINK = re.compile(
    r"\b(?:et|and|und|y|e|i|og|och|en|ve|и|та|with|al|in|von|van|de|der|la|di|da|ed|eds|hrsg)\b", re.IGNORECASE
)
_INVERTED = re.compile(
    r"(?P<family>[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]+)?), "
    r"(?P<given>(?:[^\W\d_]\.[ -]?)+|[^\W\d_][\w-]+(?: [^\W\d_]\.)?)(?=[,;]|$| &| and| und| et)"
)
_DIRECT = re.compile(
    r"(?P<given>(?:[^\W\d_]\.[ -]?)+)(?P<family>[^\W\d_][^\W\d_]+(?:-[^\W\d_]+)?)(?=,|;|$| and| &| und| et)"
)
_MARKUP = (("<i>", "</i>"), ("*", "*"), ("_", "_"), ("<italic>", "</italic>"), ("<em>", "</em>"), ("**", "**"))
_DROPPABLE = frozenset(Label) - {Label.AUTHOR, Label.TITLE, Label.CITATION_NUMBER}
_FEWEST = 3


def _of(example: Example, labels: Iterable[Label]) -> Iterator[LabelledSpan]:
    wanted = frozenset(labels)
    return (span for span in example.spans if span.label in wanted)


def capital_names(rng: Random, example: Example) -> Example:
    """Print family names, or whole names, in capitals."""
    pattern = _FAMILY if rng.random() < 0.7 else _WORD
    spans = list(_of(example, _NAMES if rng.random() < 0.4 else (Label.AUTHOR,)))
    return edited(example, [
        Edit(match.start(), match.end(), match.group().upper())
        for span in spans
        for match in pattern.finditer(example.raw, span.start, span.end)
        if not _LINK.fullmatch(match.group()) and len(match.group().upper()) == len(match.group())
    ])  # fmt: skip


def small_capitals(_rng: Random, example: Example) -> Example:
    """Print the small letters of authors as small capitals."""
    return edited(example, [
        Edit(at, at + 1, _SMALL[example.raw[at]])
        for span in _of(example, (Label.AUTHOR,))
        for match in _FAMILY.finditer(example.raw, span.start, span.end)
        for at in range(match.start() + 1, match.end())
        if example.raw[at] in _SMALL
    ])  # fmt: skip


def capital_title(rng: Random, example: Example) -> Example:
    """Print the title, or what it stands in, in capitals."""
    label = Label.TITLE if rng.random() < 0.7 else Label.CONTAINER
    return edited(
        example,
        [Edit(span.start, span.end, example.raw[span.start : span.end].upper()) for span in _of(example, (label,))],
    )


def title_case(rng: Random, example: Example) -> Example:
    """Begin the words of the title with capitals, or none of them but the first."""
    up = rng.random() < 0.5
    edits = []
    for span in _of(example, (Label.TITLE, Label.CONTAINER) if rng.random() < 0.3 else (Label.TITLE,)):
        for match in _WORD.finditer(example.raw, span.start, span.end):
            word = match.group()
            if up and len(word) > 3:
                edits.append(Edit(match.start(), match.start() + 1, _one(word[0].upper(), word[0])))
            elif not up and match.start() > span.start and word[1:].islower():
                edits.append(Edit(match.start(), match.start() + 1, _one(word[0].lower(), word[0])))
    return edited(example, edits)


def _one(letter: str, otherwise: str) -> str:
    return letter if len(letter) == 1 else otherwise


def lower_names(_rng: Random, example: Example) -> Example:
    """Print everything in small letters."""
    return edited(example, [
        Edit(at, at + 1, _one(letter.lower(), letter)) for at, letter in enumerate(example.raw) if letter.isupper()
    ])  # fmt: skip


def swapped_names(rng: Random, example: Example) -> Example:
    """Turn "Family, Given" and "Given Family" round, in all names or in all but the first."""
    edits: list[Edit] = []
    for span in _of(example, _NAMES):
        found = list(_INVERTED.finditer(example.raw, span.start, span.end))
        if found:
            first = 1 if rng.random() < 0.4 else 0
            edits += [Edit(*name.span(), f"{name['given'].strip()} {name['family']}") for name in found[first:]]
            continue
        comma = rng.choice((", ", " "))
        found = list(_DIRECT.finditer(example.raw, span.start, span.end))
        edits += [Edit(*name.span(), f"{name['family']}{comma}{name['given'].strip()}") for name in found]
    return edited(example, edits)


def bare_initials(rng: Random, example: Example) -> Example:
    """Take the full stops off initials: "J. R. Smith", "J R Smith", "JR Smith"."""
    pattern = re.compile(r"(?<=\b[^\W\d_])\.( ?)(?=[^\W\d_]\b\.)|(?<=\b[^\W\d_])\.(?= [^\W\d_]{2}|[,;])")
    blank = rng.choice(("", " "))
    return edited(example, [
        Edit(*match.span(), blank if match.group(1) is not None else "")
        for span in _of(example, _NAMES)
        for match in pattern.finditer(example.raw, span.start, span.end)
    ])  # fmt: skip


def marked_up(rng: Random, example: Example) -> Example:
    """Leave the marks of italics in the text; they count as part of the field."""
    opening, closing = rng.choice(_MARKUP)
    label = rng.choice((Label.CONTAINER, Label.CONTAINER, Label.TITLE, Label.VOLUME))
    for span in _of(example, (label,)):
        inner = example.raw[span.start : span.end]
        outside = rng.random() < 0.5 and len(opening) < 3
        if outside:
            return edited(example, [Edit(span.start, span.start, opening), Edit(span.end, span.end, closing)])
        return edited(example, [Edit(span.start, span.end, f"{opening}{inner}{closing}")])
    return example


def missing_field(rng: Random, example: Example) -> Example:
    """Leave out a field or two."""
    for _ in range(rng.choice((1, 1, 1, 2))):
        places = [at for at, span in enumerate(example.spans) if span.label in _DROPPABLE]
        if len(example.spans) <= _FEWEST or not places:
            break
        example = without_span(example, rng.choice(places))
    return example


def missing_head(rng: Random, example: Example) -> Example:
    """Leave out the authors or the title."""
    places = [at for at, span in enumerate(example.spans) if span.label in {Label.AUTHOR, Label.TITLE}]
    if len(example.spans) <= _FEWEST + 1 or not places:
        return example
    return without_span(example, rng.choice(places))


def repeated_author(rng: Random, example: Example) -> Example:
    """Print a dash, or a word for "the same", for authors who stood in the entry before."""
    first = next((at for at, span in enumerate(example.spans) if span.label is not Label.CITATION_NUMBER), None)
    if first is None or example.spans[first].label is not Label.AUTHOR:
        return example
    span = example.spans[first]
    same = _SAME.get(example.lang[:2], _SAME["en"])
    if rng.random() < 0.35:
        return edited(example, [Edit(span.start, span.end, rng.choice(same))])
    dash = rng.choice(("———", "———.", "—", "---", "______", "--", "– –", "———,", "_____.", "* * *", "—,"))
    return relabelled(edited(example, [Edit(span.start, span.end, dash)]), first, None)


_SAME = phrases("same")

FIELDS: tuple[tuple[Callable[[Random, Example], Example], float], ...] = (
    (capital_names, 3.5), (small_capitals, 0.15), (capital_title, 0.9), (title_case, 2.5), (lower_names, 0.4),
    (swapped_names, 2.5), (bare_initials, 1.5), (marked_up, 0.8), (missing_field, 4.0), (missing_head, 1.5),
    (repeated_author, 1.0),
)  # fmt: skip
"""Functions of this module and how often each is drawn."""
