"""One work out of several records of it: for each field the best value, its sources, and what was not taken."""

from __future__ import annotations

import re
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
ADDED = "adds to the names"
"""Rule of an origin whose list of names was not taken, but gave fuller names or identifiers to the one that was."""
OTHER_KEYS = "ids"
"""BibLaTeX's field for the keys that an entry also goes by, in ``Work.extra``: old keys still resolve."""

Origins = Mapping[str, tuple[Origin, ...]]


class Merged(NamedTuple):
    """A merged work, and where each of its fields comes from.

    Attributes:
        work: the merged work.
        origins: for each field name of ``Work``, the origins of its value first, then those of the values not taken;
            ``key`` has one origin for each record that was merged, ``variables`` and ``extra`` have one entry for each
            name in them ("extra.file").
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
    if truncated:
        found["truncated"] = _truncated_origins(works, truncated)
    values["identifiers"] = _merge_identifiers(works, values)
    found["identifiers"] = _identifier_origins(works, values, known)
    for name in ("variables", "extra"):
        values[name] = _merge_mappings(name, works, known, found)
    other_keys = _other_keys(works)
    if other_keys:
        values["extra"][OTHER_KEYS] = ", ".join(other_keys)
        found[f"extra.{OTHER_KEYS}"] = tuple(
            Origin(record=work.key, value=", ".join(shown), rule="all keys kept")
            for work in works
            if (shown := [each for each in (work.key, *given_keys(work)) if each in other_keys])
        )
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
    gave: set[str] = set()
    for role in dict.fromkeys(each.role for work in works for each in work.contributors):
        lists = [(work, work.by_role(role)) for work in works if work.by_role(role)]
        base, people = max(
            reversed(lists), key=lambda pair: (len(pair[1]), role not in pair[0].truncated, _detail(pair[1]))
        )
        others = [(work.key, person) for work, each in lists if work is not base for person in each]
        for person in people:
            fullest, sources = _fullest(person, others)
            merged.append(fullest)
            gave |= sources
        bases.add(base.key)
        if role in base.truncated:
            truncated.append(role)
    held = [work for work in works if work.contributors]
    rules = [
        ("most complete names", [work for work in held if work.key in bases]),
        (ADDED, [work for work in held if work.key in gave - bases]),
        (NOT_TAKEN, [work for work in held if work.key not in bases | gave]),
    ]
    origins = tuple(
        each
        for rule, some in rules
        for work in some
        for each in _origins("contributors", work, names_text(work), rule, known)
    )
    return tuple(merged), tuple(truncated), origins


def _truncated_origins(works: Sequence[Work], truncated: Sequence[Role]) -> tuple[Origin, ...]:
    return tuple(
        Origin(record=work.key, value=", ".join(work.truncated), rule="as the names that were taken")
        for work in works
        if set(truncated) & set(work.truncated)
    )


def names_text(work: Work) -> str:
    """Return the names of all contributors in one line, family names first."""
    return "; ".join(each.agent.inverted for each in work.contributors)


def _detail(people: Iterable[Contributor]) -> tuple[int, str]:
    texts = [each.agent.inverted for each in people]
    structured = sum(1 for each in people if not (isinstance(each.agent, Name) and each.agent.literal))
    return (structured, "; ".join(texts)) if texts else (0, "")


def _fullest(person: Contributor, others: Iterable[tuple[str, Contributor]]) -> tuple[Contributor, set[str]]:
    """Return a contributor with the fullest name, all identifiers and affiliations of several records, and its sources.

    Args:
        person: as the list that was taken has it.
        others: people of the other records, each with the key of its record.

    Returns:
        The contributor, and the keys of the other records that know more of it.
    """
    same = [(key, each) for key, each in others if _is_same(person, each)]
    agent = max((person, *(each for _, each in same)), key=_fullness).agent
    everybody = (person, *(each for _, each in same))
    identifiers = tuple(dict.fromkeys(each for one in everybody for each in one.identifiers))
    affiliations = tuple(dict.fromkeys(each for one in everybody for each in one.affiliations))
    sources = {
        key
        for key, each in same
        if (each.agent == agent != person.agent)
        or not set(each.identifiers) <= set(person.identifiers)
        or not set(each.affiliations) <= set(person.affiliations)
    }
    if (agent, identifiers, affiliations) == (person.agent, person.identifiers, person.affiliations):
        return person, sources
    return replace(person, agent=agent, identifiers=identifiers, affiliations=affiliations), sources


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


_NUMBERS = ("doi", "isbn", "issn", "pmid", "pmcid", "url")


def _further(work: Work, values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield the scheme and text of a work's identifiers whose field holds another one in the merged work."""
    for name in _NUMBERS:
        text = getattr(work, name)
        if text and text != values.get(name) and fold(text) != fold(values[name]):
            yield name, text


def _merge_identifiers(works: Sequence[Work], values: Mapping[str, Any]) -> tuple[Identifier, ...]:
    """Keep all identifiers; a second DOI or ISBN has no field of its own and goes to ``identifiers``."""
    found = [each for work in works for each in work.identifiers]
    further = {pair for work in works for pair in _further(work, values)}
    found += [_identifier(text, Scheme(name)) for name, text in sorted(further, key=_by_scheme)]
    return tuple(dict.fromkeys(found))


def _by_scheme(pair: tuple[str, str]) -> tuple[int, str]:
    return _NUMBERS.index(pair[0]), pair[1]


def _identifier_origins(
    works: Sequence[Work], values: Mapping[str, Any], known: Mapping[str, Origins]
) -> tuple[Origin, ...]:
    found: list[Origin] = []
    for work in works:
        if work.identifiers:
            found += _origins("identifiers", work, "; ".join(map(str, work.identifiers)), "all kept", known)
        for name, text in _further(work, values):
            found.append(Origin(record=work.key, value=str(_identifier(text, Scheme(name))), rule="all kept"))
    return tuple(found)


# "," parts the keys of the field; the rest has no place in a key of a .bib file
_NO_KEY = re.compile(r"[\s,{}]")


def given_keys(work: Work) -> tuple[str, ...]:
    """Return the further keys that a record has in its file (BibLaTeX's ``ids``)."""
    given = work.extra.get(OTHER_KEYS) or ""
    text = ",".join(map(str, given)) if isinstance(given, list | tuple) else str(given)
    return tuple(part for each in text.split(",") if (part := each.strip()))


def _other_keys(works: Sequence[Work]) -> list[str]:
    """Return the keys that the merged work also goes by: those of its records but the first, and their further keys."""
    keys = {key for work in works for key in (work.key, *given_keys(work))} - {works[0].key}
    return sorted(key for key in keys if not _NO_KEY.search(key))


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
    for key in dict.fromkeys(key for work in works for key in getattr(work, name) if key != OTHER_KEYS):
        held = [(work, getattr(work, name)[key]) for work in works if key in getattr(work, name)]
        merged[key] = max(reversed(held), key=lambda pair: len(_text(pair[1])))[1]
        found[f"{name}.{key}"] = tuple(
            origin
            for work, value in sorted(held, key=lambda pair: pair[1] != merged[key])
            for origin in _origins(f"{name}.{key}", work, value, _said(value, merged[key], held), known)
        )
    return merged


def _said(value: Any, taken: Any, held: Sequence[tuple[Work, Any]]) -> str:
    """Return the rule for one of the values of a variable."""
    if value != taken:
        return NOT_TAKEN
    if len(held) == 1:
        return "only value"
    return "all records agree" if all(each == taken for _, each in held) else "longest"


def _as_written(works: Sequence[Work], values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep a spelling of CSL-JSON only where the value it spells was taken."""
    taken: dict[str, Any] = {}
    for work in reversed(works):
        for variable, spelled in work.as_written.items():
            name = variable.lower().replace("-", "_")
            if name in values and getattr(work, name, None) == values[name]:
                taken[variable] = spelled
    return taken
