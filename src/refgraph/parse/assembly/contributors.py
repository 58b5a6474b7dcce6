"""Who made a work: the names of its fields, and those that its notes credit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from refgraph.model import Agent, Contributor, Role
from refgraph.parse.assembly.names import parse_names
from refgraph.parse.assembly.roles import leads_names, read_roles
from refgraph.parse.result import Field, Label

_LABELS = {Label.AUTHOR: Role.AUTHOR, Label.EDITOR: Role.EDITOR, Label.TRANSLATOR: Role.TRANSLATOR}
_SEGMENTS = re.compile(r"\s*[;；]\s*")
_BY_SOMEBODY = re.compile(
    r"(?:[a-z]+ed|[a-z]+t|vorw(?:ort)?|préf(?:ace)?|intro(?:d(?:uction)?)?|предисл|вступ)\b.{0,20}\s(?:by|par|di|von|de|por)\s",
    re.IGNORECASE,
)
_MOST_WORDS = 12
"""A note that credits persons is no longer than this."""

Read = tuple[tuple[Contributor, ...], tuple[Role, ...]]
"""Contributors, and the roles whose list goes on."""


def field_contributors(fields: Iterable[Field]) -> Read:
    """Return the persons and bodies that the fields name; role words in a field count more than its label."""
    contributors: list[Contributor] = []
    truncated: list[Role] = []
    for field in fields:
        role = _LABELS.get(field.label)
        if role is None:
            continue
        found, goes_on = _credited(field.text, role)
        contributors += [each for each in found if each not in contributors]
        truncated += [each for each in goes_on if each not in truncated]
    return tuple(contributors), tuple(truncated)


@lru_cache(maxsize=16_384)
def _credited(text: str, label: Role) -> Read:
    contributors: list[Contributor] = []
    truncated: list[Role] = []
    for segment in _segments(text):
        names = parse_names(segment)
        roles = _roles(names.roles, label)
        contributors += [Contributor(agent=agent, role=role) for role in roles for agent in names.agents]
        truncated += roles if names.truncated else ()
    return tuple(contributors), tuple(truncated)


def _segments(text: str) -> list[str]:
    """Split at semicolons where each piece has its own role: "(R. Harris, Ed.; C. Bally, Trans.)"."""
    if ";" not in text:
        return [text]
    parts = [part for part in _SEGMENTS.split(text.strip(" ().;")) if part]
    said = [bool(read_roles(part).roles) for part in parts]
    if sum(said) < 2 and not (said[0] and len(parts) > 1):
        return [text]
    return [part for part, has_role in zip(parts, said, strict=True) if has_role or not _BY_SOMEBODY.match(part)]


def _roles(said: tuple[Role, ...], label: Role) -> tuple[Role, ...]:
    """Return what persons did: "(Hrsg.)" behind authors makes them editors; "ed. and trans." is two roles."""
    if not said:
        return (label,)
    return said


def noted_contributors(note: str, authors: tuple[Agent, ...]) -> tuple[Read, bool]:
    """Read the persons that a note credits: "пер. с фр. А. Н. Ильинского ; под ред. В. А. Базарова".

    Args:
        note: the text of a note.
        authors: the authors of the work; a statement of responsibility names them again.

    Returns:
        The contributors, and True if the note says nothing else.
    """
    contributors: list[Contributor] = []
    truncated: list[Role] = []
    said_all = True
    for segment in _SEGMENTS.split(note):
        found = _noted(segment)
        if found is None:
            said_all = said_all and bool(authors) and parse_names(segment).agents[:1] == authors[:1]
            continue
        contributors += found[0]
        truncated += found[1]
    return (tuple(contributors), tuple(truncated)), said_all


@lru_cache(maxsize=4_096)
def _noted(segment: str) -> Read | None:
    if len(segment.split()) > _MOST_WORDS or not (leads_names(segment) or _ends_in_cjk_role(segment)):
        return None
    names = parse_names(segment)
    if not names.agents or not names.roles or any(character.isdigit() for character in segment):
        return None
    contributors = tuple(Contributor(agent=agent, role=role) for role in names.roles for agent in names.agents)
    return contributors, names.roles if names.truncated else ()


def _ends_in_cjk_role(segment: str) -> bool:
    return segment > "\u2e80" and bool(read_roles(segment).roles)
