"""The lists of names that most references have, read in one step.

Only a shorter way to what the general rules find: a list that has one form throughout, every family name one word with
a capital in front, and no word that has a rule of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from refgraph.model import Name
from refgraph.parse.assembly.organizations import may_be_compound
from refgraph.parse.assembly.words import (
    CAPITAL_PARTICLES,
    DEGREES,
    ORGANIZATION_WORDS,
    PATRONYMIC_ENDS,
    PATRONYMIC_SUFFIXES,
    SUFFIXES,
    TITLES,
    table,
    words,
)

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯЁІЇЄ"
_LOWER = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķļľłńņňōőœřśşšţťūůűųźżžа-яёіїє"
_FAMILY = rf"[{_UPPER}][{_LOWER}]+(?:[-’'][{_UPPER}]?[{_LOWER}]+)*"
_INITIALS = rf"[{_UPPER}]\.(?:[ -]?[{_UPPER}]\.)*"
_LETTERS = r"[A-Z]{1,3}"
_COMMA = r",\s*(?:&\s*|and\s+|und\s+|et\s+)?"
_AND = r"\s+(?:&|and|und|et)\s+"
_INVERTED = re.compile(rf"{_FAMILY}, {_INITIALS}(?:(?:{_COMMA}|{_AND}|;\s*){_FAMILY}, {_INITIALS})*")
_NATURAL = re.compile(rf"{_INITIALS} {_FAMILY}(?:(?:{_COMMA}|{_AND}){_INITIALS} {_FAMILY})*")
_VANCOUVER = re.compile(rf"{_FAMILY} {_LETTERS}(?:,\s*{_FAMILY} {_LETTERS})*")
_GIVEN = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?(?: (?:[{_UPPER}][{_LOWER}]+|[{_UPPER}]\.))*"
_FULL_INVERTED = re.compile(rf"{_FAMILY}, {_GIVEN}(?:(?:{_AND}|;\s*){_FAMILY}, {_GIVEN})*")
_FULL = rf"[{_UPPER}][{_LOWER}]+(?: [{_UPPER}]\.)* {_FAMILY}"
_FULL_NATURAL = re.compile(rf"{_FULL}(?:(?:{_COMMA}|{_AND}){_FULL})*")
_FORMS = (
    (_INVERTED, re.compile(rf"(?P<family>{_FAMILY}), (?P<given>{_INITIALS})")),
    (_NATURAL, re.compile(rf"(?P<given>{_INITIALS}) (?P<family>{_FAMILY})")),
    (_VANCOUVER, re.compile(rf"(?P<family>{_FAMILY}) (?P<given>{_LETTERS})(?=$|,)")),
    (_FULL_INVERTED, re.compile(rf"(?P<family>{_FAMILY}), (?P<given>{_GIVEN})")),
    (_FULL_NATURAL, re.compile(rf"(?P<given>[{_UPPER}][{_LOWER}]+(?: [{_UPPER}]\.)*) (?P<family>{_FAMILY})")),
)
_NAMES = table("names")
_GIVEN_NAMES = words(_NAMES["given"])
_NO_NAMES = TITLES | SUFFIXES | {"et", "and", "und"}
_SPECIAL = frozenset(
    word.casefold()
    for each in (
        _NO_NAMES,
        DEGREES,
        ORGANIZATION_WORDS,
        PATRONYMIC_ENDS,
        CAPITAL_PARTICLES,
        words(table("organizations")["weak_words"]),
        *(
            words(_NAMES[name])
            for name in (
                "kinship chinese korean_vietnamese vietnamese hungarian_given spanish_families arabic_joined".split()
            )
        ),
    )
    for word in each
) | {"the", "ed", "eds", "edited", "trans", "hrsg", "hg", "org", "dir", "comp", "red", "tr", "coord"}
"""Words that the general rules look at."""


def parse_plain_list(text: str) -> tuple[Name, ...] | None:
    """Return the names of a list that has one of the plain forms; None for every other list.

    >>> [name.text for name in parse_plain_list("Cooley, A., & Heathershaw, J.")]
    ['A. Cooley', 'J. Heathershaw']
    >>> parse_plain_list("Cooley, Alexander, and John Heathershaw")
    """
    for whole, one in _FORMS:
        if not whole.fullmatch(text):
            continue
        found = [(match["family"], match["given"]) for match in one.finditer(text)]
        if any(family.lower() in _NO_NAMES for family, _ in found):
            return None
        if len(found) == 1 and found[0][0].lower() in ORGANIZATION_WORDS:
            return None  # "U.S. Congress"
        if (whole is _FULL_INVERTED or whole is _FULL_NATURAL) and not _is_plain(text, found):
            return None
        return tuple(_name(family, given) for family, given in found)
    return None


def _is_plain(text: str, found: list[tuple[str, str]]) -> bool:
    """Return True if no word of full names has a rule of its own, and a comma can only part names."""
    if not _SPECIAL.isdisjoint(re.findall(r"[^\W\d_]+", text.lower())):
        return False
    if may_be_compound(text.lower()) or any(family.lower().endswith(PATRONYMIC_SUFFIXES) for family, _ in found):
        return False
    first = found[0][1].split()[0]
    return "," not in text or text.startswith(found[0][0]) or first in _GIVEN_NAMES or "." in found[0][1]


@lru_cache(maxsize=32_768)
def _name(family: str, given: str) -> Name:
    if "." not in given and given.isupper():
        given = " ".join(f"{letter}." for letter in given)
    return Name(family=family, given=given)
