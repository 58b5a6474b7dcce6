"""The work that several records are records of: for each field the best of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from refgraph.errors import InvalidValueError
from refgraph.model import (
    Agent,
    Contributor,
    Date,
    Identifier,
    Name,
    Organization,
    Role,
    Scheme,
    Work,
    parse_identifier,
)
from refgraph.text.normal import fold

OTHER_KEYS = "ids"
"""BibLaTeX's field for the keys that an entry also goes by, in ``Work.extra``: old keys still resolve."""
EMPTY = (None, "")
"""Values of a field that say nothing."""

_OTHER_FIELDS = {"key", "contributors", "truncated", "identifiers", "variables", "extra", "as_written"}
SCALARS = tuple(each.name for each in fields(Work) if each.name not in _OTHER_FIELDS)
"""Fields of ``Work`` that have one value, of which the best is taken."""

_scalars_of: Callable[[Work], tuple[Any, ...]] = attrgetter(*SCALARS)
_fold = lru_cache(maxsize=1 << 15)(fold)


class _Rule(NamedTuple):
    name: str
    rank: Callable[[Any, int], tuple[Any, ...]]
    """Value and number of records that agree with it -> rank; the highest is taken."""


def merge_works(works: Sequence[Work]) -> Work:
    """Return the one work that records are records of; the result does not depend on their order.

    Args:
        works: two or more works with keys; the merged work has the smallest.
    """
    works = sorted(works, key=attrgetter("key"))
    values: dict[str, Any] = {"key": works[0].key}
    disputed = _merge_scalars(works, values)
    people = merge_contributors(works)
    values["contributors"] = people.contributors
    values["truncated"] = people.truncated
    values["identifiers"] = _merge_identifiers(works, values, disputed)
    values["variables"] = _merge_mappings([work.variables for work in works])
    extra = values["extra"] = _merge_mappings([work.extra for work in works])
    keys = other_keys(works)
    if keys:
        extra[OTHER_KEYS] = ", ".join(keys)
    values["as_written"] = _as_written(works, values)
    return Work(**values)


# --- one value of several

_VAGUE_TYPES = frozenset({"document", "article", ""})


def _longest(text: str, support: int) -> tuple[Any, ...]:
    return (text != text.upper() and text != text.lower(), len(_fold(text)), support, len(text))


def _agreed(text: str, support: int) -> tuple[Any, ...]:
    return (support, len(text))


def _range(text: str, support: int) -> tuple[Any, ...]:
    return (any(dash in text for dash in "-–—"), support, len(text))


def _precise(date: Date, support: int) -> tuple[Any, ...]:
    return (date.year is not None, support, sum(1 for part in date.sort_key if part), date.literal is None)


def _specific(kind: str, support: int) -> tuple[Any, ...]:
    return (kind not in _VAGUE_TYPES, support)


_LONGEST = _Rule("longest", _longest)
_AGREED = _Rule("most records agree", _agreed)
_RULES = {
    **dict.fromkeys(
        ("volume", "issue", "number", "edition", "chapter_number", "collection_number", "number_of_pages"), _AGREED
    ),
    **dict.fromkeys(
        ("number_of_volumes", "version", "status", "language", "doi", "isbn", "issn", "pmid", "pmcid", "url"), _AGREED
    ),
    **dict.fromkeys(
        ("issued", "accessed", "submitted", "original_date", "event_date", "available_date"),
        _Rule("most precise", _precise),
    ),
    "page": _Rule("full range", _range),
    "type": _Rule("most specific", _specific),
}


def rule_name(field: str) -> str:
    """Return the name of the rule by which the best of several values of a field is taken."""
    return _RULES.get(field, _LONGEST).name


def _merge_scalars(works: Sequence[Work], values: dict[str, Any]) -> set[str]:
    """Put the best value of each field that has any into ``values``; return the fields of which records differ."""
    disputed = set()
    nothing = (None,) * len(works)
    for name, column in zip(SCALARS, zip(*map(_scalars_of, works), strict=True), strict=True):
        if column == nothing:
            continue
        held = [value for value in column if value not in EMPTY]
        if not held:
            continue
        if held.count(held[0]) == len(held) or len(set(map(str, held))) == 1:
            values[name] = held[0]
        else:
            disputed.add(name)
            values[name] = _best(name, held)
    return disputed


def _best(name: str, held: Sequence[Any]) -> Any:
    rank = _RULES.get(name, _LONGEST).rank
    if len(held) == 2:  # as many agree with the one as with the other
        return held[_last_highest([rank(value, 1) for value in held])]
    levels = [_level(value) for value in held]
    return held[_last_highest([rank(value, levels.count(level)) for value, level in zip(held, levels, strict=True)])]


def _level(value: Any) -> Any:
    """Return what values that say the same have in common; dates by year."""
    return value.year if isinstance(value, Date) else _fold(value)


def _last_highest(ranks: Sequence[Any]) -> int:
    """Return the index of the highest rank, of equal ones the last."""
    best = 0
    for index in range(1, len(ranks)):
        if ranks[index] >= ranks[best]:
            best = index
    return best


# --- contributors


class People(NamedTuple):
    """The contributors of several records as those of one work.

    Attributes:
        contributors: role by role, each with the fullest form of the name.
        truncated: roles whose list goes on with "et al.".
        bases: keys of the records whose lists were taken.
        gave: keys of the records that gave fuller names, identifiers or affiliations.
    """

    contributors: tuple[Contributor, ...]
    truncated: tuple[Role, ...]
    bases: set[str]
    gave: set[str]


def merge_contributors(works: Sequence[Work]) -> People:
    """Take for each role the list that names most people, and give each person the fullest form of the name."""
    merged: list[Contributor] = []
    truncated: list[Role] = []
    bases: set[str] = set()
    gave: set[str] = set()
    for role, lists in _by_role(works).items():
        base = _best_list(role, lists)
        people = lists[base][1]
        bases.add(lists[base][0].key)
        merged += _fullest_of_all(people, [pair for place, pair in enumerate(lists) if place != base], gave)
        if role in lists[base][0].truncated:
            truncated.append(role)
    return People(tuple(merged), tuple(truncated), bases, gave)


def _by_role(works: Sequence[Work]) -> dict[Role, list[tuple[Work, list[Contributor]]]]:
    """Return the people of each role, work by work; works that have nobody in it are left out."""
    found: dict[Role, list[tuple[Work, list[Contributor]]]] = {}
    for work in works:
        for each in work.contributors:
            lists = found.setdefault(each.role, [])
            if not lists or lists[-1][0] is not work:
                lists.append((work, []))
            lists[-1][1].append(each)
    return found


def _best_list(role: Role, lists: Sequence[tuple[Work, list[Contributor]]]) -> int:
    """Return the index of the list that names most people."""
    ranks = [(len(people), role not in work.truncated) for work, people in lists]
    highest = max(ranks)
    places = [place for place, rank in enumerate(ranks) if rank == highest]
    last = lists[places[-1]][1]
    if all(lists[place][1] == last for place in places):
        return places[-1]
    return places[_last_highest([_detail(lists[place][1]) for place in places])]


def _detail(people: Iterable[Contributor]) -> tuple[int, str]:
    agents = [each.agent for each in people]
    return (
        sum(1 for each in agents if isinstance(each, Organization) or not each.literal),
        "; ".join(each.inverted for each in agents),
    )


def _fullest_of_all(
    people: Sequence[Contributor], others: Sequence[tuple[Work, Sequence[Contributor]]], gave: set[str]
) -> Iterable[Contributor]:
    """Return the people with the fullest forms of their names; the keys of records that know more go to ``gave``."""
    groups = [_group(each.agent) for each in people]
    if all(named == people for _, named in others) and len(set(groups)) == len(groups):
        return [_with_each_once(each) for each in people]
    known: dict[tuple[bool, str] | None, list[tuple[str, Contributor]]] = {}
    for work, named in others:
        for each in named:
            known.setdefault(_group(each.agent), []).append((work.key, each))
    return [
        _fullest(person, known.get(group, ()) if group else (), gave)
        for person, group in zip(people, groups, strict=True)
    ]


def _group(agent: Agent) -> tuple[bool, str] | None:
    """Return what is the same for names that may be one; None for a name whose parts are not known."""
    if isinstance(agent, Organization):
        return (True, _fold(agent.text))
    if agent.literal:
        return None
    return (False, _fold(agent.full_family))


def _fullness(agent: Agent) -> tuple[int, int]:
    if isinstance(agent, Organization):
        return (1 if agent.acronym else 0, len(agent.name))
    given = agent.given or ""
    return (_words_in_full(given), len(given))


@lru_cache(maxsize=1 << 14)
def _words_in_full(given: str) -> int:
    return sum(1 for word in fold(given).split() if len(word) > 1)


def _is_same(a: Agent, b: Agent) -> bool:
    """Tell whether two names of one group differ only in how much of the given names is written out."""
    if isinstance(a, Organization) or isinstance(b, Organization) or a.given == b.given:
        return True
    left, right = _initials(a.given), _initials(b.given)
    return left.startswith(right) or right.startswith(left)


@lru_cache(maxsize=1 << 14)
def _initials(given: str | None) -> str:
    return Name(given=given).initials.casefold()


def _fullest(person: Contributor, near: Iterable[tuple[str, Contributor]], gave: set[str]) -> Contributor:
    """Return a contributor with the fullest name, all identifiers and all affiliations of several records.

    Args:
        person: as the list that was taken has it.
        near: names of the same group in other records, each with the key of its record.
        gave: gets the keys of those records that know more.
    """
    different = [pair for pair in near if pair[1] is not person and pair[1] != person]
    same = [pair for pair in different if _is_same(person.agent, pair[1].agent)]
    if not same:
        return _with_each_once(person)
    everybody = (person, *(each for _, each in same))
    agent = _fullest_name([each.agent for each in everybody])
    identifiers = tuple(dict.fromkeys([each for one in everybody for each in one.identifiers]))
    affiliations = tuple(dict.fromkeys([each for one in everybody for each in one.affiliations]))
    is_fuller = agent != person.agent
    for key, each in same:
        if (
            (is_fuller and each.agent == agent)
            or not set(each.identifiers).issubset(person.identifiers)
            or not set(each.affiliations).issubset(person.affiliations)
        ):
            gave.add(key)
    if (agent, identifiers, affiliations) == (person.agent, person.identifiers, person.affiliations):
        return person
    return Contributor(agent=agent, role=person.role, identifiers=identifiers, affiliations=affiliations)


def _fullest_name(agents: Sequence[Agent]) -> Agent:
    """Return the name with most in it, of several equally full ones that with the last inverted form."""
    ranks = [_fullness(each) for each in agents]
    highest = max(ranks)
    fullest = [each for each, rank in zip(agents, ranks, strict=True) if rank == highest]
    return fullest[0] if len(fullest) == 1 else max(fullest, key=attrgetter("inverted"))


def _with_each_once(person: Contributor) -> Contributor:
    """Return a contributor with no identifier or affiliation twice."""
    if len(person.identifiers) < 2 and len(person.affiliations) < 2:
        return person
    return replace(
        person,
        identifiers=tuple(dict.fromkeys(person.identifiers)),
        affiliations=tuple(dict.fromkeys(person.affiliations)),
    )


# --- identifiers and fields without a name


_NUMBERS = ("doi", "isbn", "issn", "pmid", "pmcid", "url")


def further_numbers(work: Work, merged: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield the scheme and text of a work's identifiers whose field holds another one in the merged work.

    Args:
        work: one of the records.
        merged: the values of the merged work, by field.
    """
    for name in _NUMBERS:
        text = getattr(work, name)
        if text and text != merged.get(name) and _fold(text) != _fold(merged[name]):
            yield name, text


def _merge_identifiers(works: Sequence[Work], values: Mapping[str, Any], disputed: set[str]) -> tuple[Identifier, ...]:
    """Keep all identifiers; a second DOI or ISBN has no field of its own and goes to ``identifiers``."""
    found = [each for work in works for each in work.identifiers]
    if not disputed.isdisjoint(_NUMBERS):
        further = {pair for work in works for pair in further_numbers(work, values)}
        found += [as_identifier(text, Scheme(name)) for name, text in sorted(further, key=_by_scheme)]
    return tuple(dict.fromkeys(found)) if found else ()


def _by_scheme(pair: tuple[str, str]) -> tuple[int, str]:
    return _NUMBERS.index(pair[0]), pair[1]


def as_identifier(text: str, scheme: Scheme) -> Identifier:
    """Return a text as an identifier, wrong ones as they are: they are not to be lost."""
    try:
        return parse_identifier(text, scheme)
    except InvalidValueError:
        return Identifier(scheme, text)


# "," parts the keys of the field; the rest has no place in a key of a .bib file
_NO_KEY = re.compile(r"[\s,{}]")


def given_keys(work: Work) -> tuple[str, ...]:
    """Return the further keys that a record has in its file (BibLaTeX's ``ids``)."""
    given = work.extra.get(OTHER_KEYS) or ""
    text = ",".join(map(str, given)) if isinstance(given, list | tuple) else str(given)
    return tuple(part for each in text.split(",") if (part := each.strip())) if text else ()


def other_keys(works: Sequence[Work]) -> list[str]:
    """Return the keys that the merged work also goes by: those of its records but the first, and their further keys.

    Args:
        works: the records, in the order of their keys.
    """
    keys = {key for work in works for key in (work.key, *given_keys(work))} - {works[0].key}
    return sorted(key for key in keys if not _NO_KEY.search(key))


def _merge_mappings(mappings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Join variables or extra fields; of two values the longer is taken, of equally long ones the last."""
    if not any(mappings):
        return {}
    merged: dict[str, Any] = {}
    for key in dict.fromkeys(key for each in mappings for key in each if key != OTHER_KEYS):
        held = [each[key] for each in mappings if key in each]
        merged[key] = held[0] if len(held) == 1 else held[_last_highest([len(str(value)) for value in held])]
    return merged


def _as_written(works: Sequence[Work], values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep a spelling of CSL-JSON only where the value it spells was taken."""
    taken: dict[str, Any] = {}
    for work in reversed(works):
        for variable, spelled in work.as_written.items():
            name = variable.lower().replace("-", "_")
            if name in values and getattr(work, name, None) == values[name]:
                taken[variable] = spelled
    return taken
