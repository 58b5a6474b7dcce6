"""One work out of several records of it: for each field the best value, its sources, and what was not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

from refgraph.errors import InvalidValueError
from refgraph.model import (
    Contributor,
    Date,
    Identifier,
    Name,
    Organization,
    Origin,
    Role,
    Scheme,
    Work,
    parse_identifier,
)
from refgraph.text.normal import fold

NOT_TAKEN = "not taken"
"""Rule of an origin whose value another one was preferred to."""

Origins = Mapping[str, tuple[Origin, ...]]


class Merged(NamedTuple):
    """A merged work, and where each of its fields comes from.

    Attributes:
        work: the merged work.
        origins: for each field name of ``Work``, the origins of its value first, then those of the values not taken;
            ``key`` has one origin for each record that was merged.
    """

    work: Work
    origins: dict[str, tuple[Origin, ...]]


class _Rule(NamedTuple):
    name: str
    rank: Callable[[Any, int], tuple[Any, ...]]
    """Value and number of records that agree with it -> rank; the highest is taken."""


def merge(works: Sequence[Work], origins: Mapping[str, Origins] | None = None) -> Merged:
    """Merge records of one work; the result does not depend on their order.

    Args:
        works: two or more works with keys; the merged work has the smallest.
        origins: provenance of the works by key and field, which is carried over.
    """
    works = sorted(works, key=lambda work: work.key)
    known = origins or {}
    values: dict[str, Any] = {"key": works[0].key}
    found = {"key": tuple(Origin(record=work.key, value=work.key, rule="merged") for work in works)}
    for name in _SCALARS:
        held = [(work, value) for work in works if (value := getattr(work, name)) not in _EMPTY]
        if held:
            values[name], found[name] = _choose(name, held, known)
    contributors, truncated, found["contributors"] = _merge_contributors(works, known)
    values |= {"contributors": contributors, "truncated": truncated}
    values["identifiers"] = _merge_identifiers(works, values)
    found["identifiers"] = tuple(
        origin
        for work in works
        if work.identifiers
        for origin in _origins("identifiers", work, "; ".join(map(str, work.identifiers)), "all kept", known)
    )
    for name in ("variables", "extra"):
        values[name] = _merge_mappings(name, works, known, found)
    values["as_written"] = _as_written(works, values)
    return Merged(Work(**values), {name: each for name, each in found.items() if each})


# --- one value of several

_EMPTY = (None, "")
_VAGUE_TYPES = frozenset({"document", "article", ""})
_OTHER_FIELDS = {"key", "contributors", "truncated", "identifiers", "variables", "extra", "as_written"}
_SCALARS = tuple(each.name for each in fields(Work) if each.name not in _OTHER_FIELDS)


def _longest(text: str, support: int) -> tuple[Any, ...]:
    return (text != text.upper() and text != text.lower(), len(fold(text)), support, len(text))


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


def _choose(
    name: str, held: Sequence[tuple[Work, Any]], known: Mapping[str, Origins]
) -> tuple[Any, tuple[Origin, ...]]:
    """Return the best value of a field and the origins of all its values, those of the best first."""
    texts = {_text(value) for _, value in held}
    if len(texts) == 1:
        label = "all records agree" if len(held) > 1 else "only value"
        return held[0][1], tuple(each for work, value in held for each in _origins(name, work, value, label, known))
    rule = _RULES.get(name, _LONGEST)
    support = Counter(_level(value) for _, value in held)
    best = max(reversed(held), key=lambda pair: rule.rank(pair[1], support[_level(pair[1])]))[1]
    taken: list[Origin] = []
    left: list[Origin] = []
    for work, value in held:
        is_best = _text(value) == _text(best)
        into = taken if is_best else left
        into.extend(_origins(name, work, value, rule.name if is_best else NOT_TAKEN, known))
    return best, (*taken, *left)


def _level(value: Any) -> Any:
    """Return what values that say the same have in common; dates by year."""
    return value.year if isinstance(value, Date) else fold(value)


def _text(value: Any) -> str:
    return str(value)


def _origins(name: str, work: Work, value: Any, rule: str, known: Mapping[str, Origins]) -> Iterable[Origin]:
    before = known.get(work.key, {}).get(name)
    if before:
        return [replace(each, rule=rule, record=each.record or work.key) for each in before]
    return [Origin(record=work.key, value=_text(value), rule=rule)]


# --- contributors


def _merge_contributors(
    works: Sequence[Work], known: Mapping[str, Origins]
) -> tuple[tuple[Contributor, ...], tuple[Role, ...], tuple[Origin, ...]]:
    """Take for each role the list that names most people, and give each person the fullest form of the name."""
    merged: list[Contributor] = []
    truncated: list[Role] = []
    bases: set[str] = set()
    for role in dict.fromkeys(each.role for work in works for each in work.contributors):
        lists = [(work, work.by_role(role)) for work in works if work.by_role(role)]
        base, people = max(
            reversed(lists), key=lambda pair: (len(pair[1]), role not in pair[0].truncated, _detail(pair[1]))
        )
        others = [person for work, each in lists if work is not base for person in each]
        merged += [_fullest(person, others) for person in people]
        bases.add(base.key)
        if role in base.truncated:
            truncated.append(role)
    held = [work for work in works if work.contributors]
    taken, left = [work for work in held if work.key in bases], [work for work in held if work.key not in bases]
    origins = [
        each for work in taken for each in _origins("contributors", work, _names(work), "most complete names", known)
    ]
    origins += [each for work in left for each in _origins("contributors", work, _names(work), NOT_TAKEN, known)]
    return tuple(merged), tuple(truncated), tuple(origins)


def _names(work: Work) -> str:
    return "; ".join(each.agent.inverted for each in work.contributors)


def _detail(people: Iterable[Contributor]) -> tuple[int, str]:
    texts = [each.agent.inverted for each in people]
    structured = sum(1 for each in people if not (isinstance(each.agent, Name) and each.agent.literal))
    return (structured, "; ".join(texts)) if texts else (0, "")


def _fullest(person: Contributor, others: Iterable[Contributor]) -> Contributor:
    """Return a contributor with the fullest given name, all identifiers and affiliations that other records have."""
    same = [person, *(each for each in others if _is_same(person, each))]
    agent = max(same, key=_fullness).agent
    identifiers = tuple(dict.fromkeys(each for one in same for each in one.identifiers))
    affiliations = tuple(dict.fromkeys(each for one in same for each in one.affiliations))
    return replace(person, agent=agent, identifiers=identifiers, affiliations=affiliations)


def _fullness(each: Contributor) -> tuple[int, int, str]:
    agent = each.agent
    if isinstance(agent, Organization):
        return (1 if agent.acronym else 0, len(agent.name), agent.name)
    given = agent.given or ""
    return (sum(1 for word in fold(given).split() if len(word) > 1), len(given), agent.inverted)


def _is_same(a: Contributor, b: Contributor) -> bool:
    """Tell whether two names differ only in how much of the given names is written out."""
    if isinstance(a.agent, Organization) or isinstance(b.agent, Organization):
        return type(a.agent) is type(b.agent) and fold(a.agent.text) == fold(b.agent.text)
    if a.agent.literal or b.agent.literal or fold(a.agent.full_family) != fold(b.agent.full_family):
        return False
    left, right = a.agent.initials.casefold(), b.agent.initials.casefold()
    return left.startswith(right) or right.startswith(left)


# --- identifiers and fields without a name


def _merge_identifiers(works: Sequence[Work], values: Mapping[str, Any]) -> tuple[Identifier, ...]:
    """Keep all identifiers; a second DOI or ISBN has no field of its own and goes to ``identifiers``."""
    found = [each for work in works for each in work.identifiers]
    for name in ("doi", "isbn", "issn", "pmid", "pmcid", "url"):
        others = {text for work in works if (text := getattr(work, name)) and text != values.get(name)}
        found += [_identifier(text, Scheme(name)) for text in sorted(others) if fold(text) != fold(values[name])]
    return tuple(dict.fromkeys(found))


def _identifier(text: str, scheme: Scheme) -> Identifier:
    try:
        return parse_identifier(text, scheme)
    except InvalidValueError:
        return Identifier(scheme, text)  # wrong, but not to be lost


def _merge_mappings(
    name: str, works: Sequence[Work], known: Mapping[str, Origins], found: dict[str, tuple[Origin, ...]]
) -> dict[str, Any]:
    """Join variables or extra fields; of two values the longer is taken, and both are in the provenance."""
    merged: dict[str, Any] = {}
    for key in dict.fromkeys(key for work in works for key in getattr(work, name)):
        held = [(work, getattr(work, name)[key]) for work in works if key in getattr(work, name)]
        merged[key] = max(reversed(held), key=lambda pair: len(_text(pair[1])))[1]
        if len(works) > 1:
            found[f"{name}.{key}"] = tuple(
                origin
                for work, value in sorted(held, key=lambda pair: pair[1] != merged[key])
                for origin in _origins(
                    f"{name}.{key}", work, value, "longest" if value == merged[key] else NOT_TAKEN, known
                )
            )
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
