"""Which item of a list a call-out by name and year means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from refgraph.check.printed.items import PrintedItem
from refgraph.check.printed.kinds import LinkKind
from refgraph.documents.callouts.printed import AuthorYear
from refgraph.text.normal import fold

_POSSESSIVE = re.compile(r"[’']s?$")
_PARTICLES = frozenset("van von der den de del della di da do dos das du la le les el al the of and e y for".split())


@dataclass(frozen=True, slots=True)
class Link:
    """A call-out and the items it may mean.

    Attributes:
        callout: the call-out.
        kind: how it fits.
        items: the one item, or several, best first; none for `LinkKind.NONE`.
        names: the names that fit, without words of the sentence before them.
    """

    callout: AuthorYear
    kind: LinkKind
    items: tuple[PrintedItem, ...] = ()
    names: tuple[str, ...] = ()


def link(callout: AuthorYear, items: Sequence[PrintedItem]) -> Link:
    """Find the items that a call-out means."""
    year = callout.year if callout.year[:1].isdigit() else fold(callout.year)
    dated = [item for item in items if _has_year(item, year)]
    undated = [item for item in items if item not in dated]
    readings = [_without_possessive(callout.names)]
    if len(callout.names) > 1:  # the first may be a word of the sentence: "Moreover, Blum & Roderjan (2007)"
        readings.append(readings[0][1:])
    for names in readings:
        fitting = [item for item in dated if _fits(names, item, exactly=True)]
        if fitting:
            return _narrowed(callout, names, year, fitting)
    titled = [item for item in dated if len(" ".join(names)) > 8 and _has_words(callout, item)]
    if titled:
        return Link(callout, LinkKind.ITEM, tuple(titled[:1]), ())
    for names in readings:
        near = [item for item in dated if _fits(names, item, exactly=False)]
        if near:
            return Link(callout, LinkKind.NAME, tuple(near), names)
    for names in readings:
        late = [item for item in undated if _fits(names, item, exactly=True) and _is_all(names, item, callout.et_al)]
        if late:
            return Link(callout, LinkKind.YEAR, tuple(sorted(late, key=lambda item: _distance(item, year))), names)
    return Link(callout, LinkKind.NONE)


def _narrowed(callout: AuthorYear, names: tuple[str, ...], year: str, fitting: list[PrintedItem]) -> Link:
    """Of several items with the names and the year take those that fit best."""
    tests: tuple[Callable[[PrintedItem], bool], ...] = (
        lambda item: item.years[:1] == (year,),
        lambda item: year in item.years,
        lambda item: _is_all(names, item, callout.et_al),
        lambda item: bool(item.families) and item.families[0] in _variants(names[0]),
    )
    for test in tests:
        fitting = [item for item in fitting if test(item)] or fitting
    return Link(callout, LinkKind.ITEM if len(fitting) == 1 else LinkKind.SEVERAL, tuple(fitting), names)


def _without_possessive(names: tuple[str, ...]) -> tuple[str, ...]:
    return (*names[:-1], _POSSESSIVE.sub("", names[-1]))


def _has_words(callout: AuthorYear, item: PrintedItem) -> bool:
    """Return True if what stands before the year is not names but one body, or words of the item such as its title."""
    said = fold(callout.shown.partition(callout.year)[0])
    variants = [said, *(rest for _, _, rest in [said.partition(" ")] if len(rest) > 8)]
    title = fold(item.reference.raw)[len(item.words) :]
    return any(f" {each} " in f" {title} " or f"{item.words} ".startswith(f"{each} ") for each in variants if each)


def _has_year(item: PrintedItem, year: str) -> bool:
    """Return True if an item has a year; a letter on one side only makes no difference."""
    if year in item.years:
        return True
    letter = year[4:]
    return any(each[:4] == year[:4] and not (letter and each[4:]) for each in item.years if each[:1].isdigit())


def _distance(item: PrintedItem, year: str) -> int:
    numbers = [int(each[:4]) for each in item.years if each[:4].isdigit()]
    return min((abs(number - int(year[:4])) for number in numbers), default=9999) if year[:4].isdigit() else 0


def _fits(names: tuple[str, ...], item: PrintedItem, *, exactly: bool) -> bool:
    """Return True if names are names of an item, the first of them its first."""
    return _leads(names[0], item, exactly=exactly) and all(_is_among(each, item, exactly=exactly) for each in names[1:])


def _is_all(names: tuple[str, ...], item: PrintedItem, et_al: bool) -> bool:  # noqa: FBT001
    """Return True if these are as many as the item has: one, two, or more where the call-out says "et al."."""
    count = item.persons or len(item.families) or 1
    return count > len(names) or item.is_open if et_al else count == len(names)


def _leads(name: str, item: PrintedItem, *, exactly: bool) -> bool:
    first = item.families[0] if item.families else ""
    for variant in _variants(name):
        if variant == first or variant == _bare(first) or (variant and item.words.startswith(f"{variant} ")):
            return True
        if variant == _acronym(item) or (name.isupper() and f" {variant} " in f" {item.words} "):
            return True
        if not exactly and (_is_near(variant, first) or _is_near(variant, _bare(first))):
            return True
    return False


def _is_among(name: str, item: PrintedItem, *, exactly: bool) -> bool:
    for variant in _variants(name):
        if any(variant in {family, _bare(family)} for family in item.families) or f" {variant} " in f" {item.words} ":
            return True
        if not exactly and any(_is_near(variant, family) for family in item.families):
            return True
    return False


def _variants(name: str) -> list[str]:
    """Return a name as it may be meant: words of the sentence, given names and particles before it left out."""
    words = fold(name).split()
    return [" ".join(words[start:]) for start in range(len(words))]


def _bare(family: str) -> str:
    words = family.split()
    while len(words) > 1 and words[0] in _PARTICLES:
        del words[0]
    return " ".join(words)


def _acronym(item: PrintedItem) -> str:
    """Return the first letters of the body that an item begins with."""
    if item.persons or not item.families:
        return ""
    return "".join(word[0] for word in item.families[0].split() if word not in _PARTICLES)


def _is_near(one: str, other: str) -> bool:
    """Return True if two names differ by a slip: one sign in five letters, two in ten."""
    shorter = min(len(one), len(other))
    return (
        shorter >= 4
        and one[0] == other[0]
        and OSA.distance(one, other, score_cutoff=1 + shorter // 10) <= 1 + shorter // 10
    )
