"""The names of a reference: a printed list into persons and organisations.

Order of work: cut off "et al." and role words; find the separators; split into single names; parse each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from refgraph.model import Agent, Name
from refgraph.parse.organizations import is_organization, parse_organization
from refgraph.parse.words import (
    CHINESE_FAMILY_NAMES,
    COMPOUND_FAMILY_NAMES,
    ET_AL,
    KOREAN_VIETNAMESE_FAMILY_NAMES,
    PARTICLES,
    PATRONYMIC_ENDS,
    PATRONYMIC_SUFFIXES,
    ROLE_WORDS,
    SUFFIXES,
)

_TRUNCATED = re.compile(rf"[\s,;&]*(?:\b(?:and|und|et|y|e)\s+)?{ET_AL}[\s.,]*$", re.IGNORECASE)
_ROLE = re.compile(
    rf"[\s,]*(?:\(\s*{ROLE_WORDS}\.?\s*\)|\[\s*{ROLE_WORDS}\.?\s*\]|,\s*{ROLE_WORDS}\.?|\s{ROLE_WORDS}\.)[\s.,:]*$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*,?\s*(?:&|;\s*(?:and|&)|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b|\bта\b|\bвә\b|\bve\b|\bva\b|\bva\b|\bmen\b|\boch\b|\bog\b|\bi\b|\ba\b(?=\s+[A-Z]))\s+"
)
_INITIAL = r"[^\W\d_]{1,2}\."
_INITIALS = re.compile(
    rf"(?:{_INITIAL}|[^\W\d_](?=$|[\s-]))(?:[\s-]*(?:{_INITIAL}|[^\W\d_](?=$|[\s-])))*|[A-Z]{{1,3}}",
    re.UNICODE,
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_PINYIN = re.compile(
    r"(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:[aeiouüv]{1,3}(?:ng?|r)?)(?:['’\-]?(?:(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?[aeiouüv]{1,3}(?:ng?|r)?)){0,2}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list, and whether it goes on.

    Attributes:
        agents: persons and organisations in the order of print.
        truncated: True if the list ends in "et al." or its like.
    """

    agents: tuple[Agent, ...]
    truncated: bool = False


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
    text = " ".join(text.split()).strip(" ,;:")
    text = _ROLE.sub("", text)
    bare = _TRUNCATED.sub("", text)
    truncated = bare != text
    bare = _ROLE.sub("", bare).strip(" ,;:")
    names = [parse_name(part) for part in split_names(bare)]
    return NameList(tuple(name for name in names if name is not None), truncated)


def split_names(text: str) -> list[str]:
    """Split a list into single names, each "Family, Given", "Given Family", "Family GI" or an organisation."""
    if ";" in text:
        return [part.strip(" ,") for part in re.split(r"\s*;\s*(?:(?:&|and|und|et)\s+)?", text) if part.strip(" ,")]
    if is_organization(text) and not _persons_follow(text):
        groups = [part.strip(" ,") for part in _AND.split(text)]
        return groups if all(map(is_organization, groups)) else [text]
    groups = [part for part in _AND.split(_spaced(text)) if part.strip(" ,")]
    names: list[str] = []
    for group in groups:
        names += _split_commas(group)
    return names


def _spaced(text: str) -> str:
    return re.sub(r"\s*[、，·]\s*", ", ", text)


def _persons_follow(text: str) -> bool:
    """Return True if beside the organisation the list names persons with initials."""
    parts = _AND.split(text)
    return len(parts) > 1 and any(
        not is_organization(part) and re.search(rf"(?:^|[\s,]){_INITIAL}", part) for part in parts
    )


def _split_commas(group: str) -> list[str]:
    """Split at the commas that part names, not at those inside "Family, Given, Jr."."""
    parts = [part.strip() for part in group.split(",") if part.strip()]
    if len(parts) == 1 or is_organization(group):
        return [group.strip(" ,")]
    names: list[str] = []
    place = 0
    while place < len(parts):
        taken = 1
        if place + 1 < len(parts) and _completes(parts[place], parts[place + 1]):
            taken = 2
        while place + taken < len(parts) and _is_suffix(parts[place + taken]):
            taken += 1
        if taken == 2 and place + 2 < len(parts) and _is_suffix(parts[place + 1]) and _is_initials(parts[place + 2]):
            taken = 3  # "King, Jr., M. L."
        names.append(", ".join(parts[place : place + taken]))
        place += taken
    return names


def _completes(family: str, given: str) -> bool:
    """Return True if the second part is the given name of the first."""
    if _is_suffix(given) or _is_initials(family) or _has_own_initials(family) or _HAN.fullmatch(family):
        return False
    if _is_initials(given) or re.match(
        rf"{_INITIAL}[\s-]*(?:{_INITIAL}[\s-]*)*(?:(?:{'|'.join(map(re.escape, sorted(PARTICLES)))})\s*)*$",
        given,
    ):
        return True
    # "Cooley, Alexander" and "García Márquez, Gabriel" but not "Alexander Cooley, John Heathershaw"
    words = [word for word in family.split() if word not in PARTICLES]
    one_given = len(given.split()) == 1
    return not is_organization(family) and (len(words) <= 1 or (len(words) == 2 and (_is_caps(family) or one_given)))


def _is_initials(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text.strip()))


def _is_caps(text: str) -> bool:
    return text.isupper() and len(text) > 2


def _has_own_initials(text: str) -> bool:
    """Return True for "R. Allison", "Larsen ETC" and "Allison R.": whole names without a comma."""
    words = text.split()
    if len(words) < 2:
        return False
    return (
        _is_initials(words[0])
        or (_is_initials(words[-1]) and not _is_caps(words[0]))
        or bool(re.fullmatch(rf"(?:{_INITIAL}-?)+", words[-1]))
    )


def _is_suffix(text: str) -> bool:
    return text.rstrip(".").lower() in SUFFIXES and not re.fullmatch(r"[VI]\.?", text)


def parse_name(text: str) -> Agent | None:
    """Parse one name.

    Args:
        text: "Allison, R.", "R. Allison", "Larsen ETC", "van der Berg, Jan, Jr.", "World Bank", "习近平".

    Returns:
        A person or an organisation; None for text without a letter.
    """
    text = text.strip(" ,;")
    if not any(character.isalpha() for character in text):
        return None
    if is_organization(text):
        return parse_organization(text)
    if _HAN.fullmatch(text) or _HANGUL.fullmatch(text):
        return _east_asian(text)
    if "," in text:
        return _inverted(text)
    return _natural(text)


def _inverted(text: str) -> Agent:
    family, *others = (part.strip() for part in text.split(","))
    suffixes = [part for part in others if _is_suffix(part)]
    given = " ".join(part for part in others if not _is_suffix(part))
    words = given.split()
    dropping = len(words)
    while dropping > 1 and words[dropping - 1] in PARTICLES:
        dropping -= 1
    front, family = _particles(family)
    return _person(family, " ".join(words[:dropping]), front, " ".join(words[dropping:]), " ".join(suffixes))


def _natural(text: str) -> Agent:
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _is_suffix(words[-1]) else ""
    if len(words) == 1:
        return _person(words[0], "", "", "", suffix)
    if _family_first(words):
        front = next((place for place, word in enumerate(words) if word not in PARTICLES), 0)
        cut = front + 1
        while cut < len(words) - 1 and not _is_initials(words[cut]) and _is_initials(words[-1]):
            cut += 1  # "Garcia Lopez M"
        return _person(" ".join(words[front:cut]), _dotted(" ".join(words[cut:])), " ".join(words[:front]), "", suffix)
    start = next((place for place, word in enumerate(words[1:], 1) if word in PARTICLES), len(words) - 1)
    particles, family = _particles(" ".join(words[start:]))
    return _person(family, " ".join(words[:start]), particles, "", suffix)


def _family_first(words: list[str]) -> bool:
    """Return True if a name without a comma has its family name in front."""
    last = words[-1]
    if last.lower().replace("ʻ", "'").replace("’", "'") in PATRONYMIC_ENDS or last.lower() in PATRONYMIC_ENDS:
        return True
    if len(words) > 2 and last.lower().endswith(PATRONYMIC_SUFFIXES) and not _is_initials(words[0]):
        return True
    if (
        _is_initials(last)
        and not _is_initials(words[0])
        and (not _is_caps(words[0]) or len(last.rstrip(".")) == 1 or "." in last)
    ):
        return True
    if _is_caps(words[0]) and not _is_caps(last) and not _is_initials(words[0]):
        return True  # "MAO Zedong"
    first = words[0].lower()
    if len(words) == 2 and first in CHINESE_FAMILY_NAMES:
        return bool(_PINYIN.fullmatch(last)) and last.lower() not in CHINESE_FAMILY_NAMES - {
            "li",
            "wei",
            "jing",
            "yu",
            "ping",
            "hua",
            "ming",
        }
    korean = first in KOREAN_VIETNAMESE_FAMILY_NAMES
    return korean and (
        re.fullmatch(r"[A-Z][a-z]+-[A-Za-z][a-z]+", last) is not None
        or (len(words) == 3 and first in {"nguyen", "tran", "pham", "hoang"})
    )


def _dotted(given: str) -> str:
    """Write run-together initials one by one: "ETC" -> "E. T. C."."""
    return " ".join(f"{letter}." for letter in given) if re.fullmatch(r"[A-ZÀ-ÞА-ЯЁ]{1,4}", given) else given


def _particles(family: str) -> tuple[str, str]:
    """Split "van der Berg" into particles and family name."""
    words = family.split()
    cut = 0
    while cut < len(words) - 1 and words[cut] in PARTICLES:
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _person(family: str, given: str, front: str, dropping: str, suffix: str) -> Name:
    return Name(
        family=_recased(family, given),
        given=given or None,
        non_dropping_particle=front or None,
        dropping_particle=dropping or None,
        suffix=suffix or None,
    )


def _recased(family: str, given: str) -> str:
    """Undo capitals that only a style asks for ("BARTEK, M."); initials and acronyms stay."""
    if (
        not family.isupper()
        or len(family.replace(".", "")) < 3
        or not given
        or (given.isupper() and len(given.replace(".", "").replace(" ", "")) > 4)
    ):
        return family
    return re.sub(r"[^\W\d_]+", lambda word: word[0] if len(word[0]) == 1 else word[0].capitalize(), family)


def _east_asian(text: str) -> Name:
    size = 2 if text[:2] in COMPOUND_FAMILY_NAMES or (len(text) == 4 and _HAN.fullmatch(text)) else 1
    return Name(family=text[:size], given=text[size:] or None)
