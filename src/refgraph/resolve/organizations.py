"""Comparison of organisations: full names, abbreviated ones and acronyms; a part is not the body it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from refgraph.dedupe.evidence import DIFFERENT, SAME, THRESHOLD, Comparison, Evidence, Outcome
from refgraph.model import Organization
from refgraph.resolve.abbreviations import abbreviation_penalty
from refgraph.text.normal import fold

_SMALL = frozenset("the of and for in on at de la le les du des der die das und fur el los y di del e i".split())
_LEGAL = frozenset("inc ltd llc plc corp corporation limited gmbh ag sa bv nv oy ab co kg spa llp".split())
_LETTERS = re.compile(r"\b(?:[a-z] )+[a-z]\b")
_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,12})\)\s*$")
_POINTS = {
    SAME: 1000,
    "acronym": 900,
    "abbreviation": 850,
    "order of words": 800,
    "initials": 600,
    "part of the other": 0,
    DIFFERENT: 0,
}


class BodyUnit(NamedTuple):
    """Everything in a library that has one organisation's name: what is compared.

    Attributes:
        id: smallest id of the contributors with this name.
        words: folded words of the name without small and legal ones.
        acronyms: folded short forms that stand beside the name.
        identifiers: ISNIs as "scheme:value".
    """

    id: str
    words: tuple[str, ...]
    acronyms: frozenset[str]
    identifiers: frozenset[str]


def body_words(agent: Organization) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a name and its acronyms: "World Health Organization (WHO)" has one.

    >>> body_words(Organization(name="The U.S. Department of State"))
    (('us', 'department', 'state'), frozenset())
    """
    name = agent.name
    acronyms = {fold(agent.acronym).replace(" ", "")} if agent.acronym else set()
    bracket = _IN_BRACKETS.search(name)
    if bracket and bracket[1].isupper() and fold(name[: bracket.start()]):
        acronyms.add(fold(bracket[1]).replace(" ", ""))
        name = name[: bracket.start()]
    words = _LETTERS.sub(lambda run: run[0].replace(" ", ""), fold(name)).split()
    kept = tuple(word for word in words if word not in _SMALL and word not in _LEGAL)
    return kept or tuple(words), frozenset(acronyms - {""})


def body_keys(unit: BodyUnit) -> Iterator[str]:
    """Yield the keys that two names of one body share: words in any order, initials and acronyms."""
    yield "w:" + " ".join(sorted(unit.words))
    yield "i:" + "".join(word[0] for word in unit.words)
    for acronym in unit.acronyms:
        yield f"i:{acronym}"
    if len(unit.words) == 1:
        yield f"i:{unit.words[0]}"
    yield from unit.identifiers
    if len(unit.words) > 1:
        yield f"p:{unit.words[0]} {unit.words[1]}"


def compare_bodies(a: BodyUnit, b: BodyUnit, threshold: int = THRESHOLD) -> Comparison:
    """Compare two organisations; the result does not depend on which comes first."""
    if b.id < a.id:
        a, b = b, a
    level = _level(a, b)
    points = _POINTS[level]
    evidence = (Evidence("name", level, points),)
    if a.identifiers & b.identifiers:
        said = f"both have {min(a.identifiers & b.identifiers)}"
        return Comparison(a.id, b.id, 1000, Outcome.SAME, said, evidence)
    if a.identifiers and b.identifiers:
        return Comparison(a.id, b.id, points, Outcome.DIFFERENT, "their identifiers differ", evidence, "identifiers")
    outcome = Outcome.SAME if points >= threshold else Outcome.REVIEW if points else Outcome.DIFFERENT
    return Comparison(a.id, b.id, points, outcome, f"names: {level}", evidence)


def _level(a: BodyUnit, b: BodyUnit) -> str:
    if a.words == b.words:
        return SAME if a.acronyms == b.acronyms or not (a.acronyms and b.acronyms) else "order of words"
    left, right = "".join(a.words), "".join(b.words)
    if left == right:
        return SAME
    if (len(a.words) == 1 and left in b.acronyms) or (len(b.words) == 1 and right in a.acronyms):
        return "acronym"
    return _level_by_words(a, b)


def _level_by_words(a: BodyUnit, b: BodyUnit) -> str:
    if _is_abbreviated(a.words, b.words):
        return "abbreviation"
    if sorted(a.words) == sorted(b.words):
        return "order of words"
    if _is_initials(a.words, b.words) or _is_initials(b.words, a.words):
        return "initials"
    return "part of the other" if set(a.words) < set(b.words) or set(b.words) < set(a.words) else DIFFERENT


def _is_abbreviated(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether every word is the other's or its abbreviation: "Dept. of State" and "Department of State"."""
    if len(left) != len(right) or len(left) < 2:
        return False
    pairs = (sorted(pair, key=len) for pair in zip(left, right, strict=True))
    return all(short == word or (len(short) > 2 and abbreviation_penalty(short, word)) for short, word in pairs)


def _is_initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(full) > 2 and short[0] == "".join(word[0] for word in full)
