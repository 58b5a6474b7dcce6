"""Names in CSL-JSON: family, given, particles, suffix; or literal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from refgraph.errors import InvalidValueError
from refgraph.model.contributor import Contributor, Role
from refgraph.model.identifiers import Identifier
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.schemes import Scheme

NAME_PARTS = {
    "family": "family",
    "given": "given",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}
_parts_of = attrgetter(*NAME_PARTS.values())


def read_name(value: object) -> Agent:
    """Read one CSL-JSON name; one that is only ``literal`` is an organisation.

    Raises:
        InvalidValueError: if it is no object, or a part of it is no text.

    >>> read_name({"literal": "World Bank"})
    Organization(name='World Bank', acronym=None)
    """
    if not isinstance(value, dict):
        raise InvalidValueError("not a name", text=str(value), hint='expected {"family": "Allison", "given": "R."}')
    parts = {NAME_PARTS[key]: part for key, part in value.items() if key in NAME_PARTS and part is not None}
    if not all(isinstance(part, str) for part in parts.values()):
        raise InvalidValueError("a part of a name is not text", text=str(value))
    if parts.keys() & {"family", "given"}:
        parts.pop("literal", None)
    if parts.keys() == {"literal"}:
        return Organization(name=parts["literal"])
    return Name(**parts)


def write_name(agent: Agent) -> dict[str, str]:
    """Return a name as a CSL-JSON object.

    >>> write_name(Name(family="Gogh", given="Vincent", non_dropping_particle="van"))
    {'family': 'Gogh', 'given': 'Vincent', 'non-dropping-particle': 'van'}
    """
    if isinstance(agent, Organization):
        return {"literal": agent.name}
    parts = zip(NAME_PARTS, _parts_of(agent), strict=True)
    return {key: part for key, part in parts if part is not None}


def write_surplus(contributors: Sequence[Contributor]) -> list[dict[str, Any]]:
    """Return what CSL-JSON names cannot say of these contributors, for ``custom.refgraph``."""
    found = []
    counters: dict[Role, int] = {}
    for each in contributors:
        index = counters.get(each.role, 0)
        counters[each.role] = index + 1
        surplus: dict[str, Any] = {}
        if isinstance(each.agent, Organization) and each.agent.acronym is not None:
            surplus["acronym"] = each.agent.acronym
        if isinstance(each.agent, Name) and _changes(each.agent):
            surplus["person"] = write_name(each.agent)
        if each.identifiers:
            surplus["identifiers"] = write_identifiers(each.identifiers)
        if each.affiliations:
            surplus["affiliations"] = list(each.affiliations)
        if surplus:
            found.append({"role": each.role.value, "index": index, **surplus})
    return found


def _changes(name: Name) -> bool:
    """Tell whether CSL-JSON gives another name back: one with a literal beside other parts, or with nothing else."""
    return name.literal is not None and read_name(write_name(name)) != name


def add_surplus(contributors: tuple[Contributor, ...], surplus: Any) -> tuple[Contributor, ...]:
    """Return the contributors with what `write_surplus` noted; notes that do not fit are ignored."""
    notes = (
        {(note["role"], note["index"]): note for note in surplus if _is_note(note)} if isinstance(surplus, list) else {}
    )
    if not notes:
        return contributors
    counters: dict[Role, int] = {}
    result = []
    for each in contributors:
        index = counters.get(each.role, 0)
        counters[each.role] = index + 1
        result.append(_noted(each, notes.get((each.role.value, index), {})))
    return tuple(result)


def write_identifiers(identifiers: Sequence[Identifier]) -> list[dict[str, str]]:
    """Return identifiers as plain objects."""
    return [{"scheme": each.scheme.value, "value": each.value} for each in identifiers]


def read_identifiers(values: Any) -> tuple[Identifier, ...]:
    """Return the identifiers that `write_identifiers` wrote; anything else is ignored."""
    schemes = set(Scheme)
    return tuple(
        Identifier(Scheme(each["scheme"]), each["value"])
        for each in (values if isinstance(values, list) else ())
        if isinstance(each, dict) and each.get("scheme") in schemes and isinstance(each.get("value"), str)
    )


def _is_note(note: Any) -> bool:
    return isinstance(note, dict) and isinstance(note.get("role"), str) and isinstance(note.get("index"), int)


def _noted(contributor: Contributor, note: Mapping[str, Any]) -> Contributor:
    if not note:
        return contributor
    agent = contributor.agent
    acronym, person = note.get("acronym"), note.get("person")
    if isinstance(agent, Organization) and isinstance(acronym, str):
        agent = Organization(name=agent.name, acronym=acronym)
    if isinstance(person, dict) and all(isinstance(part, str) for part in person.values()):
        agent = Name(**{NAME_PARTS[key]: part for key, part in person.items() if key in NAME_PARTS})
    affiliations = note.get("affiliations")
    return Contributor(
        agent=agent,
        role=contributor.role,
        identifiers=read_identifiers(note.get("identifiers")),
        affiliations=tuple(str(each) for each in affiliations) if isinstance(affiliations, list) else (),
    )
