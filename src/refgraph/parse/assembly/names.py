"""The names of a reference: a printed list into persons and organisations.

Order of work: part the role words; cut off "et al."; find the separators; split into single names; parse each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from refgraph.model import Agent, Name, Role
from refgraph.parse.assembly.persons import parse_name
from refgraph.parse.assembly.plain_lists import parse_plain_list
from refgraph.parse.assembly.roles import read_roles
from refgraph.parse.assembly.splitting import split_names
from refgraph.parse.assembly.words import alternatives, phrases, table

_ET_AL = phrases(table("names")["et_al"])
_TRUNCATED = re.compile(rf"(?:[\s,;&(\[]+|^)(?:(?:and|und|et|y|e)\s+)?{alternatives(_ET_AL, stops=False)}[\s.,)\]]*$")
_TRUNCATED_CJK = re.compile(
    rf"[\s,，、;]*(?:{'|'.join(table('names')['et_al_cjk'].split())})(?:\s*[\d一二三四五六七八九十]*\s*[人名명])?[\s.。]*$"
)
_LAST_WORDS = frozenset(re.split(r"[\s.]+", phrase.rstrip(".)]"))[-1].casefold() for phrase in _ET_AL)
_LAST_WORD = re.compile(r"([^\s.,;]+)[\s.,;)\]]*$")
_END = 40  # characters that hold the last word
_NUMBER = re.compile(r"^\d{1,3}[.)]\s*(?=[^\W\d_])")
_LOOSE_STOP = re.compile(r"\s+\.(?=[^\W\d_])")
_LOOSE_HYPHEN = re.compile(r"(?<=\.) +-\s*(?=[^\W\d_]\.)|(?<=\.)-\s+(?=[^\W\d_]\.)")


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list, and what the words around them say.

    Attributes:
        agents: persons and organisations in the order of print.
        truncated: True if the list ends in "et al." or its like.
        roles: what role words say that they did ("(Hrsg.)"); empty if there are none.
    """

    agents: tuple[Agent, ...]
    truncated: bool = False
    roles: tuple[Role, ...] = ()


@lru_cache(maxsize=16_384)
def parse_names(text: str) -> NameList:
    """Parse a printed list of names.

    Any common order and separator: "Allison, R.", "Cooley, A., & Heathershaw, J.", "R. Allison and J. Heathershaw",
    "Larsen ETC, Novak CB", "BARTEK, M.; COSTA, K.", "Cooley, Alexander, and John Heathershaw", "Xi Jinping".

    Args:
        text: the names with or without "et al.", "(Eds.)" and the like.

    Returns:
        The names; no agent at all for text without a letter.

    >>> [each.text for each in parse_names("Cooley, A., & Heathershaw, J.").agents]
    ['A. Cooley', 'J. Heathershaw']
    """
    text = _tidy(text)
    bare = text.removesuffix(" et al.").rstrip(" ,;")
    plain = parse_plain_list(bare)
    if plain is not None:
        return NameList(plain, truncated=text.endswith(" et al."))
    credit = read_roles(text)
    names, truncated = _without_et_al(credit.names.strip(" ,;:"))
    roles = credit.roles
    if truncated and not roles:
        inner = read_roles(names)
        names, roles = inner.names, inner.roles
    agents = [agent for part in split_names(names.strip(" ,;:")) if (agent := parse_name(part)) is not None]
    if credit.genitive:
        agents = [_nominative(agent) for agent in agents]
    return NameList(tuple(agents), truncated, roles)


def _tidy(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;:")
    if text[:1].isdigit():
        text = _NUMBER.sub("", text)
    if ",and " in text:
        text = text.replace(",and ", ", and ")
    if " ." in text:
        text = _LOOSE_STOP.sub(". ", text)
    return _LOOSE_HYPHEN.sub("-", text) if " -" in text or "- " in text else text


def _without_et_al(text: str) -> tuple[str, bool]:
    if text > "\u2e80":
        bare = _TRUNCATED_CJK.sub("", text)
        return (bare, True) if bare and bare != text else (text, False)
    last = _LAST_WORD.search(text, max(0, len(text) - _END))
    if (last is None or last[1].casefold() not in _LAST_WORDS) and not text.endswith(("...", "…", "[...]", "外", "等")):
        return text, False
    bare = _TRUNCATED.sub("", text)
    return (bare, True) if bare != text else (text, False)


_ENDINGS = (
    ("ского", "ский"), ("цкого", "цкий"), ("ской", "ская"), ("цкой", "цкая"),
    ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына"),
    ("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("ына", "ын"),
)  # fmt: skip
"""Endings of Russian family names in the genitive, and what they are in the nominative."""


def _nominative(agent: Agent) -> Agent:
    """Undo the genitive of a Russian family name where its ending shows it: "В. А. Базарова" -> "Базаров"."""
    if not isinstance(agent, Name) or not agent.family or "." not in (agent.given or ""):
        return agent
    for ending, nominative in _ENDINGS:
        if agent.family.endswith(ending):
            family = agent.family.removesuffix(ending) + nominative
            return Name(
                family=family,
                given=agent.given,
                dropping_particle=agent.dropping_particle,
                non_dropping_particle=agent.non_dropping_particle,
                suffix=agent.suffix,
            )
    return agent
