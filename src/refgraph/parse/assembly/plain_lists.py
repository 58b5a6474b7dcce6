"""The lists of names that most references have, read in one step.

Only a shorter way to what the general rules find: a list that has one form throughout, every family name one word with
a capital in front, and no word that has a rule of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

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
_FAMILY = rf"(?:Mc|O[’'])?[{_UPPER}][{_LOWER}]+(?:[-’'][{_UPPER}]?[{_LOWER}]+)*"
_INITIALS = rf"[{_UPPER}]\.(?:[ -]?[{_UPPER}]\.)*"
_LETTERS = r"[A-Z]{1,3}"
_COMMA = r",\s*(?:&\s*|and\s+|und\s+|et\s+)?"
_AND = r"\s+(?:&|and|und|et)\s+"
_APART = r"\s*[;/]\s*"
_GIVEN = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?(?: (?:[{_UPPER}][{_LOWER}]+|[{_UPPER}]\.))*"
_FULL = rf"[{_UPPER}][{_LOWER}]+(?: [{_UPPER}]\.)* {_FAMILY}"
_WHOLE = rf"(?:{_FULL}|{_INITIALS} {_FAMILY})"


class _Form(NamedTuple):
    """A form of lists: what all of it looks like, its first name, and each other name; `full` with given names."""

    whole: re.Pattern[str]
    first: re.Pattern[str]
    other: re.Pattern[str]
    full: bool = False


def _form(one: str, between: str, *, full: bool = False) -> _Form:
    """Return the form of a list whose names all look the same."""
    bare = re.sub(r"\?P<\w+>", "?:", one)
    each = re.compile(one)
    return _Form(re.compile(rf"{bare}(?:(?:{between}){bare})*"), each, each, full)


_FORMS = (
    _form(rf"(?P<family>{_FAMILY}), (?P<given>{_INITIALS})", rf"{_COMMA}|{_AND}|{_APART}"),
    _form(rf"(?P<given>{_INITIALS}) (?P<family>{_FAMILY})", rf"{_COMMA}|{_AND}"),
    _form(rf"(?P<family>{_FAMILY}) (?P<given>{_LETTERS})(?=$|,)", r",\s*"),
    _form(rf"(?P<family>{_FAMILY}) (?P<given>{_INITIALS})", rf"{_COMMA}|{_AND}|{_APART}"),
    _form(rf"(?P<family>{_FAMILY}), (?P<given>{_GIVEN})", rf"{_AND}|{_APART}", full=True),
    _form(rf"(?P<given>[{_UPPER}][{_LOWER}]+(?: [{_UPPER}]\.)*) (?P<family>{_FAMILY})", rf"{_COMMA}|{_AND}", full=True),
    _Form(  # "Cooley, Alexander, J. Smith, and John Heathershaw"
        re.compile(rf"{_FAMILY}, (?:{_GIVEN}|{_INITIALS})(?:,\s*{_WHOLE})*(?:,\s*(?:&|and|und|et)\s+|{_AND}){_WHOLE}"),
        re.compile(rf"(?P<family>{_FAMILY}), (?P<given>{_GIVEN}|{_INITIALS})"),
        re.compile(rf"(?P<given>[{_UPPER}][{_LOWER}]+(?: [{_UPPER}]\.)*|{_INITIALS}) (?P<family>{_FAMILY})"),
        full=True,
    ),
)
_LETTERS_RUN = re.compile(r"[^\W\d_]+")
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
    >>> parse_plain_list("Cooley, Alexander, and the Heathershaws")
    """
    for form in _FORMS:
        if not form.whole.fullmatch(text):
            continue
        first = form.first.match(text)
        assert first is not None
        found = [(match["family"], match["given"]) for match in (first, *form.other.finditer(text, first.end()))]
        if any(family.lower() in _NO_NAMES for family, _ in found):
            return None
        if len(found) == 1 and found[0][0].lower() in ORGANIZATION_WORDS:
            return None  # "U.S. Congress"
        if form.full and not _is_plain(text, found):
            return None
        return tuple(_name(family, given) for family, given in found)
    return None


def _is_plain(text: str, found: list[tuple[str, str]]) -> bool:
    """Return True if no word of full names has a rule of its own, and a comma can only part names."""
    names = " ".join(f"{family} {given}" for family, given in found).lower()
    if not _SPECIAL.isdisjoint(_LETTERS_RUN.findall(names)):
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
