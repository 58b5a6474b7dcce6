"""Names, to compare by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from refgraph.dedupe.prepare.record import Person, person_of
from refgraph.dedupe.prepare.titles import found_again
from refgraph.model import Name, Organization
from refgraph.text.normal import fold
from refgraph.text.sounds import sound_key

People = tuple[Person, ...]

_ET_AL = re.compile(r"\b(?:et\.? ?al\b\.?|and others\b|и др\b\.?)|^\s*(?:others|\.\.\.|…)\s*$", re.IGNORECASE)
_LAST = re.compile(r"(?:al|others|др)\b|\.\.\.|…", re.IGNORECASE)
"""What is in each part of a name that `_ET_AL` finds something in."""
_AND = re.compile(r"(?:^|\s+)(?:&|and|und|et|и)\s+(?!al\b)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:^| )(?:jr|sr|ii|iii|iv)$")
_PARTICLES = frozenset("von van der den de del della di da dos du la le ter ten zu zur vom al el bin ibn st".split())


def people_of(agents: Iterable[Name | Organization]) -> People:
    """Return who contributors are; one name that was never split may be two people ("A. & Heathershaw")."""
    found: list[Person] = []
    for agent in agents:
        if not isinstance(agent, Name) or agent.literal is not None:
            found += _unsplit(agent)
            continue
        particles = agent.dropping_particle or agent.non_dropping_particle
        name, sound = _family((agent.full_family if particles else agent.family) or "")
        if name:
            found.append(Person(name, _given(agent.given or ""), sound))
    return _joined(found)


def people_named(families: Sequence[str], givens: Sequence[str], sizes: Sequence[int]) -> list[People]:
    """Return who contributors of nothing but family and given name are.

    Args:
        families: their family names, list after list.
        givens: their given names.
        sizes: how many of them are in each list.
    """
    given_names = [*map(_given, givens)]
    known = zip(map(_family, families), given_names, strict=True)
    people = [person_of((name, given, sound)) for (name, sound), given in known]
    ends = accumulate(sizes)
    lists = [tuple(people[end - size : end]) for size, end in zip(sizes, ends, strict=True)]
    if all(given_names) and all(each.family for each in people):
        return lists
    return [_joined([each for each in people if each.family]) for people in lists]


def others_follow(families: Sequence[str], givens: Sequence[str], sizes: Sequence[int]) -> list[bool]:
    """Tell of lists as `people_named` has them whether their last name ends in "et al."."""
    if not any(map(_may_end, {*families, *givens})):
        return [False] * len(sizes)
    return [
        size > 0 and others_named(families[end - 1], givens[end - 1])
        for size, end in zip(sizes, accumulate(sizes), strict=True)
    ]


def says_others(agent: Name | Organization) -> bool:
    """Tell whether a name ends in "et al.", or is nothing but "others" or an ellipsis."""
    if isinstance(agent, Name) and agent.literal is None:
        return others_named(agent.family or "", agent.given or "")
    return _ET_AL.search(agent.text) is not None


def others_named(family: str, given: str) -> bool:
    """Tell whether a family or a given name ends in "et al."."""
    return (_may_end(family) or _may_end(given)) and _ET_AL.search(f"{given} {family}") is not None


@lru_cache(maxsize=1 << 16)
def _may_end(text: str) -> bool:
    return _LAST.search(text) is not None


def _joined(people: list[Person]) -> People:
    """Join initials to the name before them: "Cooley, A." was split at the comma."""
    for person in people:
        if not person.given:
            break
    else:
        return tuple(people)
    found: list[Person] = []
    for person in people:
        if found and not found[-1].given and _is_initials(person):
            found[-1] = found[-1]._replace(given=f"{person.given} {person.family}".strip())
        else:
            found.append(person)
    return tuple(found)


def _is_initials(person: Person) -> bool:
    return len(person.family) == 1 and all(len(word) == 1 for word in person.given.split())


def _unsplit(agent: Name | Organization) -> Iterable[Person]:
    """Return who a name is that is not split: a body, or people, whom exports write so too."""
    if isinstance(agent, Organization) and (agent.acronym or _is_body(agent.name)):
        body = _organization(agent.name, agent.acronym)
        return (body,) if body else ()
    return [person for text in _AND.split(agent.text) if (person := _split_name(text))]


@lru_cache(maxsize=1 << 16)
def _is_body(name: str) -> bool:
    from refgraph.parse.assembly.organizations import is_organization

    return is_organization(name)


@lru_cache(maxsize=1 << 17)
def _family(text: str) -> tuple[str, str]:
    """Return a folded family name and its sound key."""
    name = _bare(_ET_AL.sub("", text) if _may_end(text) else text)
    return name, sound_key(name)


@lru_cache(maxsize=1 << 17)
def _given(text: str) -> str:
    return _bare(text)


def _bare(text: str) -> str:
    """Return a name folded, without "Jr" and the like."""
    name = fold(found_again(text))
    return _SUFFIX.sub("", name) if name.endswith(("jr", "sr", "ii", "iv")) else name


def _named(family: str, given: str) -> Person | None:
    name, sound = _family(family)
    return Person(name, _given(given), sound) if name else None


@lru_cache(maxsize=4096)
def _organization(name: str, acronym: str | None) -> Person | None:
    folded = fold(name)
    return Person(folded, fold(acronym or ""), folded) if folded else None


@lru_cache(maxsize=65536)
def _split_name(text: str) -> Person | None:
    """Split a name that is given as one string: "Tokayev, K. J.", "K. J. Tokayev", "Tokayev KJ"."""
    text = found_again(_ET_AL.sub("", text)).strip(" ,;.")
    if "," in text:
        family, _, given = text.partition(",")
        return _named(family, given)
    words = _SUFFIX.sub("", fold(text)).split()
    if not words:
        return None
    initials_last = len(words) > 1 and len(words[0]) > 2 and len(words[-1]) <= 2 and words[-1] not in _PARTICLES
    if initials_last:
        cut = next(place for place, word in enumerate(words) if place and len(word) <= 2)
        return _named(" ".join(words[:cut]), " ".join(words[cut:]))
    cut = len(words) - 1
    while cut > 1 and words[cut - 1] in _PARTICLES:
        cut -= 1
    return _named(" ".join(words[cut:]), " ".join(words[:cut]))
