"""The authors of an entry against those of a registry, whose lists have faults of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz.distance import Indel

from refgraph.check.entry import Entry, plain
from refgraph.check.online.answers import Record
from refgraph.check.online.texts import is_damaged, readable
from refgraph.model.contributor import Role
from refgraph.model.names import Name
from refgraph.text.normal import fold

_DOTS = re.compile(r"(?<=\w)\.(?=\w)|[-‐]")
_BODY = re.compile(
    r"\b(?:group|consortium|collaboration|collaborators|team|committee|society|network|investigators?|association|"
    r"organi[sz]ation|institute|university|council|study|working|project|editors?|department|agency|commission)\b",
    re.IGNORECASE,
)
_UMLAUT = re.compile(r"([aou])e")
_SHORT_FORMS = {
    "bob": "robert",
    "bill": "william",
    "dick": "richard",
    "jack": "john",
    "ted": "edward",
    "tony": "anthony",
    "peggy": "margaret",
    "betty": "elizabeth",
    "sasha": "alexander",
}
"""Given names in everyday use that begin with another letter."""
_ALIKE = 0.8
_DAMAGED_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Person:
    """One author, folded: words of the family name, words of the given name or initials."""

    text: str
    family: tuple[str, ...]
    given: tuple[str, ...] = ()
    is_body: bool = False
    is_damaged: bool = False


class Level(IntEnum):
    """How much two lists of authors differ."""

    SAME = 0
    SPELLING = 1
    GIVEN = 2
    LENGTH = 3
    ORDER = 4
    WRONG = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What a comparison of authors says.

    Attributes:
        level: how much they differ.
        message: in words.
        shared: how many of the entry's authors the registry has.
        size: how many authors the entry has.
    """

    level: Level = Level.SAME
    message: str = ""
    shared: int = 0
    size: int = 0


@dataclass(slots=True)
class _Pairs:
    pairs: list[tuple[Person, Person, int]] = field(default_factory=list)
    only_entry: list[Person] = field(default_factory=list)
    only_registry: list[tuple[int, Person]] = field(default_factory=list)


def authors_of_entry(entry: Entry) -> tuple[list[Person], bool]:
    """Return the authors of an entry, else its editors, and whether the list goes on."""
    names = [each for each in entry.names("author") or entry.names("editor") if each.text and not each.is_others]
    people = [
        _whole_name(plain(name.text)) if name.is_braced else _person(plain(name.family), plain(name.given))
        for name in names
    ]
    written = entry.names("author") or entry.names("editor")
    goes_on = any(name.is_others or re.search(r"\bet\.? al\b", name.text) for name in written)
    return [each for each in people if each.family and not (goes_on and "et al" in each.text.lower())], goes_on


def authors_of_record(record: Record, role: Role = Role.AUTHOR) -> list[Person]:
    """Return the authors of a record."""
    people = []
    for each in record.work.by_role(role):
        agent = each.agent
        if isinstance(agent, Name) and not agent.literal:
            people.append(_person(agent.full_family or "", agent.given or ""))
        else:
            people.append(_whole_name(agent.text))
    return [each for each in people if each.family]


def _whole_name(text: str) -> Person:
    """Return who is named in one piece; registries and entries have people in the place of bodies."""
    words = readable(text).split()
    if _BODY.search(text) or not 2 <= len(words) <= 4:
        return Person(text, tuple(fold(readable(text)).split()), is_body=True, is_damaged=is_damaged(text))
    return _person(words[-1], " ".join(words[:-1]))


def _person(family: str, given: str) -> Person:
    damaged = is_damaged(family + given)
    family, given = readable(family), readable(given)
    text = " ".join(part for part in (given, family) if part)
    if given.isupper() and 1 < len(given) <= 3 and given.isalpha():
        given = " ".join(given)
    words = tuple(fold(family).split())
    first = tuple(fold(_DOTS.sub(lambda found: ". " if found[0] == "." else " ", given)).split())
    if not words and first:  # only a given name: a whole name in the wrong place
        words, first = first[-1:], first[:-1]
    return Person(text, words, first, bool(_BODY.search(family)) and not given, damaged)


def compare_people(entry: Entry, record: Record) -> People | None:
    """Return how the authors of an entry and of a record differ; None where one of them names nobody."""
    mine, goes_on = authors_of_entry(entry)
    theirs = authors_of_record(record)
    if not theirs and not entry.names("author"):
        theirs = authors_of_record(record, Role.EDITOR)
    if not entry.names("author") and entry.names("editor") and record.work.by_role(Role.EDITOR):
        theirs = authors_of_record(record, Role.EDITOR)
    if not mine or not theirs:
        return None
    pairs = _paired(mine, theirs)
    shared = len(pairs.pairs)
    pairs.only_entry = [each for each in pairs.only_entry if not each.is_body or len(mine) == 1]
    last = max((place for *_, place in pairs.pairs), default=-1)
    pairs.only_registry = [
        (place, each)
        for place, each in pairs.only_registry
        if (not each.is_body or len(theirs) == 1) and not (goes_on and place > last)
    ]
    level, message = _judged(pairs, record, mine, theirs)
    return People(level=level, message=message, shared=shared, size=len(mine))


def _judged(pairs: _Pairs, record: Record, mine: Sequence[Person], theirs: Sequence[Person]) -> tuple[Level, str]:
    extra, lacking = pairs.only_entry, [each for _, each in pairs.only_registry]
    if extra and lacking and any(each.is_damaged for each in lacking) and len(extra) == len(lacking):
        extra, lacking = [], []
    if not pairs.pairs:
        return Level.WRONG, f"{record.registry} has {_listed(theirs)}, not {_listed(mine)}"
    if extra and lacking:
        return Level.WRONG, f"{_listed(extra)} is not among the authors: {record.registry} has {_listed(lacking)}"
    if extra:
        return Level.LENGTH, f"{record.registry} does not list {_listed(extra)} (it may lack authors)"
    if lacking and record.registry != "Open Library":
        return Level.LENGTH, f"the entry lacks {_listed(lacking)}, whom {record.registry} lists"
    first = next((theirs_ for mine_, theirs_, _ in pairs.pairs if mine_ is mine[0]), None)
    persons = [each for each in theirs if not each.is_body]
    if first is not None and persons and first is not persons[0] and not first.is_body:
        return Level.ORDER, f"the first author is {persons[0].text} in {record.registry}, {mine[0].text} here"
    return _spelling(pairs, record)


def _spelling(pairs: _Pairs, record: Record) -> tuple[Level, str]:
    for one, other, _ in pairs.pairs:
        if not one.is_body and not other.is_body and not _are_damaged(one, other) and not _given_agree(one, other):
            return Level.GIVEN, f"{one.text} is {other.text} in {record.registry}"
    for one, other, _ in pairs.pairs:
        if not _are_damaged(one, other) and not _same_family(one, other):
            return Level.SPELLING, f"{one.text} is spelt {other.text} in {record.registry}"
    return Level.SAME, ""


def _are_damaged(one: Person, other: Person) -> bool:
    return one.is_damaged or other.is_damaged


def _paired(mine: Sequence[Person], theirs: Sequence[Person]) -> _Pairs:
    """Pair the authors: first those of the same family name, then those whose names are alike."""
    result = _Pairs()
    free = dict(enumerate(theirs))
    partners: dict[int, int] = {}
    for agree in (_same, _same_family, _alike):
        for place, each in enumerate(mine):
            if place not in partners:
                found = next((at for at, other in free.items() if agree(each, other)), None)
                if found is not None:
                    partners[place] = found
                    del free[found]
    for place, each in enumerate(mine):
        if place in partners:
            result.pairs.append((each, theirs[partners[place]], partners[place]))
        else:
            result.only_entry.append(each)
    result.only_registry = list(free.items())
    return result


def _same(one: Person, other: Person) -> bool:
    return _same_family(one, other) and _given_agree(one, other)


def _same_family(one: Person, other: Person) -> bool:
    left, right = "".join(one.family), "".join(other.family)
    if left == right or _UMLAUT.sub(r"\1", left) == _UMLAUT.sub(r"\1", right):
        return True
    if one.is_body or other.is_body:
        short, long = sorted(({*one.family, *one.given}, {*other.family, *other.given}), key=len)
        return short <= long and (len(short) > 1 or one.is_body == other.is_body)
    return _within(one, other) or _within(other, one)


def _within(one: Person, other: Person) -> bool:
    """Return True if a family name is part of another, or its words stand among the other's given names.

    "Liere" is "van Liere", "Corre, C Le" is "Le Corre, C", "Pozo, Benito Mirón" is "Mirón Pozo, B", "Fernando Berzal"
    is "Fernando Berzal Galiano".
    """
    family, everything = set(one.family), {*other.family, *other.given}
    if not family <= everything or max(map(len, family)) < 2:
        return False
    same_given = any(len(word) > 2 for word in set(one.given) & set(other.given))
    return bool(family & set(other.family)) or same_given or set(other.family) <= {*one.family, *one.given}


def _alike(one: Person, other: Person) -> bool:
    left, right = "".join(one.family), "".join(other.family)
    ratio = Indel.normalized_similarity(left, right)
    if one.is_damaged or other.is_damaged:
        return ratio >= _DAMAGED_ALIKE
    return min(len(left), len(right)) > 3 and ratio >= _ALIKE and _given_agree(one, other)


def _given_agree(one: Person, other: Person) -> bool:
    """Return True if given names can be one person's: initials fit, what is missing fits, short forms fit."""
    if not one.given or not other.given:
        return True
    everything = {*other.given, *other.family}
    if set(one.given) & everything or set(other.given) & {*one.given, *one.family}:
        return True
    mine, others = (_SHORT_FORMS.get(each.given[0], each.given[0]) for each in (one, other))
    if mine[0] == others[0]:
        return len(mine) == 1 or len(others) == 1 or _first_names_fit(mine, others)
    initials = {word[0] for word in other.given}, {word[0] for word in one.given}
    if mine[0] in initials[0] or others[0] in initials[1]:
        return True
    return len(mine) > 1 and len(others) > 1 and Indel.normalized_similarity(mine, others) >= 0.7


def _first_names_fit(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short[:2]) or short[0] == long[0]


def _listed(people: Iterable[Person]) -> str:
    names = [each.text for each in people]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
