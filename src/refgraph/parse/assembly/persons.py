"""One printed name, in any order, to its parts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from refgraph.model import Agent, Name
from refgraph.parse.assembly.casing import is_caps, without_capitals
from refgraph.parse.assembly.east_asian import is_east_asian, parse_east_asian
from refgraph.parse.assembly.organizations import is_organization, parse_organization
from refgraph.parse.assembly.splitting import INITIAL, is_initials
from refgraph.parse.assembly.words import (
    CAPITAL_PARTICLES,
    DEGREES,
    ORGANIZATION_WORDS,
    PARTICLES,
    PATRONYMIC_ENDS,
    PATRONYMIC_SUFFIXES,
    SUFFIXES,
    TITLES,
    table,
    words,
)

_NAMES = table("names")
_KINSHIP = words(_NAMES["kinship"])
_CHINESE = words(_NAMES["chinese"])
_CHINESE_GIVEN = words(_NAMES["chinese_given"])
_FREQUENT = words(_NAMES["chinese_frequent"])
_KOREAN_VIETNAMESE = words(_NAMES["korean_vietnamese"])
_VIETNAMESE = words(_NAMES["vietnamese"])
_HUNGARIAN = words(_NAMES["hungarian_given"])
_SPANISH = words(_NAMES["spanish_families"])
_CONNECTORS = frozenset("y e i и і".split())
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?(?:[aeiouüv]{1,3}(?:ng?|r)?)"
_PINYIN = re.compile(rf"{_SYLLABLE}(?:['’\-]?{_SYLLABLE}){{0,2}}", re.IGNORECASE)
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]+-[A-Za-z][a-z]+")
_BRACKETED = re.compile(r"(?P<family>[^\W\d_][^()]*?)\s*\((?P<given>[^()]+)\)\.?")
_TITLE = re.compile(rf"(?:(?:{'|'.join(map(re.escape, TITLES))})(?:\.\s*|\s+))+(?=[^\W\d_])", re.IGNORECASE)
_RUN_TOGETHER = re.compile(rf"(?P<initials>{INITIAL}(?:-?{INITIAL})*)(?P<family>[^\W\d_]{{3,}}[\w’'-]*)$")
_CAPITAL_INITIALS = re.compile(r"[A-ZÀ-ÞА-ЯЁІЇЄҒӘӨ]{1,4}")
_ARABIC_JOINED = words(_NAMES["arabic_joined"])
_VIETNAMESE_MIDDLE = words(_NAMES["vietnamese_middle"])
_ARTICLES = frozenset("Le La De Della Du Von Di Dos Das Saint St.".split())
_MARKS = re.compile(r"[*†‡§¶]+|(?<=[a-zà-ÿ])\d+$")


@lru_cache(maxsize=32_768)
def parse_name(text: str) -> Agent | None:
    """Parse one name.

    Args:
        text: "Allison, R.", "R. Allison", "Larsen ETC", "van der Berg, Jan, Jr.", "World Bank", "习近平".

    Returns:
        A person or an organisation; None for text without a letter.

    >>> parse_name("Muhammad ibn Musa al-Khwarizmi").family, parse_name("Gabriel García Márquez").family
    ('al-Khwarizmi', 'García Márquez')
    """
    text = text.strip(" ,;/")
    if _MARKS.search(text):
        text = _MARKS.sub("", text).strip(" ,;/")
    if not (text[:1].isalpha() or any(map(str.isalpha, text))):
        return None
    if text > "\u2e80" and is_east_asian(text) and not is_organization(text):
        return parse_east_asian(text)
    bracketed = _BRACKETED.fullmatch(text) if text[-1] in ").]" else None
    if bracketed and _is_given_in_brackets(bracketed["family"], bracketed["given"]):
        return _inverted(f"{bracketed['family']}, {bracketed['given']}")
    if is_organization(text):
        return parse_organization(text)
    text = _without_title(text)
    return _inverted(text) if "," in text or "،" in text else _natural(text)


def _is_given_in_brackets(family: str, given: str) -> bool:
    """Return True for the French "BOURDIEU (Pierre)" and "Van OSSEL (P.)", not for a body with its acronym."""
    last = family.rsplit(maxsplit=1)[-1]
    style = is_caps(last) or is_initials(given) or " " not in family
    body = is_organization(family) and (" " in family or family.casefold() in ORGANIZATION_WORDS)
    body = body or is_organization(given)
    return style and not body and (not given.isupper() or "." in given) and given[0].isupper()


def _without_title(text: str) -> str:
    first = text.split(None, 1)[0].rstrip(".").lower()
    return _TITLE.sub("", text, count=1) if first in TITLES and _TITLE.match(text) else text


def _inverted(text: str) -> Name:
    family, *others = (part.strip() for part in re.split("[,،]", text))
    if len(others) == 1 and " " in family and _is_degree(others[0]) and family[0].isupper():
        return _natural(family)  # "Mary Jones, MD"
    if len(others) == 1 and others[0] not in _PLAIN_SUFFIXES:
        suffix, given = "", others[0]
    elif len(others) == 1 and " " in family:
        return _natural(f"{family} {others[0]}")  # "Martin Luther King, Jr."
    else:
        others = [part for part in others if not _is_degree(part)]
        suffix = " ".join(part for part in others if is_suffix(part))
        given = " ".join(part for part in others if not is_suffix(part))
    names = given.split()
    dropping = len(names)
    while dropping > 1 and names[dropping - 1].rstrip(".") in PARTICLES and names[dropping - 1][0].islower():
        dropping -= 1
    front, family = _particles(family)
    family, own = _own_suffix(family, given)
    return _person(family, " ".join(names[:dropping]), front, " ".join(names[dropping:]).rstrip("."), suffix or own)


_PLAIN_SUFFIXES = frozenset("Jr. Jr Sr. Sr jr. jr sr. Jnr. Jnr Snr. II III IV 2nd 3rd".split())


def _own_suffix(family: str, given: str) -> tuple[str, str]:
    """Part "King Jr." of "King Jr., Martin" into family name and suffix."""
    name, _, last = family.rpartition(" ")
    return (name, last) if name and given and last in _PLAIN_SUFFIXES else (family, "")


def is_suffix(text: str) -> bool:
    """Return True for a generational suffix."""
    return text.rstrip(".").lower() in SUFFIXES


def _is_degree(text: str) -> bool:
    return text.replace(".", "").replace(" ", "").lower() in DEGREES


def _natural(text: str) -> Name:
    names = text.split()
    if len(names) > 2 and _is_degree(names[-1]) and not names[-1].isupper():
        names.pop()
    suffix = names.pop() if len(names) > 2 and is_suffix(names[-1]) else ""
    if len(names) > 1 and _LETTERS_AND_STOP.fullmatch(names[-1]):
        names[-1] = names[-1][:-1]  # "Wu LC."
    if len(names) == 1:
        found = _RUN_TOGETHER.match(names[0])  # "I.Berenblut"
        return (
            _person(found["family"], found["initials"], "", "", suffix)
            if found
            else _person(names[0], "", "", "", suffix)
        )
    cut = _family_first(names)
    if cut:
        front = next((place for place, word in enumerate(names) if word not in PARTICLES), 0)
        return _person(" ".join(names[front:cut]), _dotted(" ".join(names[cut:])), " ".join(names[:front]), "", suffix)
    start = _family_start(names)
    particles, family = _particles(" ".join(names[start:]))
    return _person(family, " ".join(names[:start]), particles, "", suffix)


def _family_start(names: list[str]) -> int:
    """Return where the family name, its particles included, begins in a name in natural order."""
    last = len(names) - 1
    if _ARABIC_ARTICLE.match(names[-1]):
        return last - 1 if last > 1 and names[-2] in _ARABIC_JOINED else last
    for place, word in enumerate(names[1:-1], 1):
        if word in _CONNECTORS:
            return max(place - 1, 1)  # "José Ortega y Gasset"
        if word in PARTICLES or word in CAPITAL_PARTICLES or (word.lower() in PARTICLES and is_caps(names[-1])):
            return place
    if names[0] in PARTICLES or (last == 1 and names[0] in _ARTICLES):
        return 0  # "Le Corbusier"
    return last - 1 if _is_double(names) else _caps_start(names)


_ARABIC_ARTICLE = re.compile(r"(?:al|el|as|ash|an|ad|at|az|ar|ul|ut)[-‐–]", re.IGNORECASE)


def _is_double(names: list[str]) -> bool:
    """Return True if the family name is the last two words."""
    if names[-2] in _ARABIC_JOINED and (len(names) > 2 or names[0] > "\u0600"):
        return True
    return len(names) > 2 and (names[-1].lower() in _KINSHIP or names[-2] in _SPANISH)


def _caps_start(names: list[str]) -> int:
    """Return where the capitals at the end begin: "Jean DUPONT MARTIN"."""
    start = last = len(names) - 1
    while start > 1 and is_caps(names[start - 1]) and is_caps(names[last]) and not is_caps(names[0]):
        start -= 1
    return start


def _family_first(names: list[str]) -> int:
    """Return where the given names begin if the family name stands in front without a comma, or else 0."""
    first, last = names[0], names[-1]
    if _ends_in_patronymic(names) or _is_vietnamese(names):
        return 1
    if is_initials(first):
        return 1 if len(first) > 2 and "." not in first and _is_asian_order(names) else 0  # "MAO Zedong"
    if is_caps(first) and (not is_caps(last) or "." in last):
        return _caps_end(names)  # "BEACH Edward L."
    if is_initials(last) and (not is_caps(first) or len(last.rstrip(".")) == 1):
        return _before_initials(names)
    return 1 if _is_asian_order(names) or _is_hungarian_order(names) else 0


def _ends_in_patronymic(names: list[str]) -> bool:
    last = names[-1].lower()
    if last in PATRONYMIC_ENDS or last.replace("ʻ", "'").replace("’", "'") in PATRONYMIC_ENDS:
        return True
    return len(names) > 2 and last.endswith(PATRONYMIC_SUFFIXES) and not is_initials(names[0])


def _is_vietnamese(names: list[str]) -> bool:
    """Return True for "Nguyen Van A", by the second word."""
    if len(names) < 3 or _folded(names[1].lower()) not in _VIETNAMESE_MIDDLE:
        return False
    return _folded(names[0].lower()) in _VIETNAMESE


def _before_initials(names: list[str]) -> int:
    """Return where trailing initials begin: "Garcia Lopez M", "van der Berg J. P."; a first name may precede them."""
    cut = len(names)
    while cut > 1 and is_initials(names[cut - 1]) and not (cut == len(names) - 1 and is_caps(names[cut - 1])):
        cut -= 1
    return cut


def _caps_end(names: list[str]) -> int:
    cut = 1
    while cut < len(names) - 1 and is_caps(names[cut]):
        cut += 1
    return cut


def _is_asian_order(names: list[str]) -> bool:
    first, last = names[0].lower(), names[-1]
    if len(names) == 2 and first in _CHINESE and _PINYIN.fullmatch(last):
        return last.lower() not in _CHINESE or (first in _FREQUENT and last.lower() in _CHINESE_GIVEN)
    if first in _KOREAN_VIETNAMESE and _KOREAN_GIVEN.fullmatch(last):
        return True
    return (
        len(names) in {3, 4}
        and _folded(first) in _VIETNAMESE
        and (first in _KOREAN_VIETNAMESE or first != _folded(first))
    )


def _folded(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each)).replace(
        "đ", "d"
    )


def _is_hungarian_order(names: list[str]) -> bool:
    return names[-1] in _HUNGARIAN and names[0] not in _HUNGARIAN and len(names) <= 3 and "." not in names[1]


def _dotted(given: str) -> str:
    """Write run-together initials one by one: "ETC" -> "E. T. C."."""
    return " ".join(f"{letter}." for letter in given) if _CAPITAL_INITIALS.fullmatch(given) else given


def _particles(family: str) -> tuple[str, str]:
    """Split "van der Berg" into particles and family name, as BibTeX does: up to the last word in lower case."""
    names = family.split()
    cut = 0
    if family.isupper():
        while cut < len(names) - 1 and names[cut].lower() in PARTICLES and len(names[cut]) > 1:
            cut += 1
        return " ".join(names[:cut]).lower(), " ".join(names[cut:])
    for place, word in enumerate(names[:-1], 1):
        if word[0].islower() and word not in _CONNECTORS:
            cut = place
    if cut and not all(word[0].islower() or word in CAPITAL_PARTICLES for word in names[:cut]):
        cut = 0  # "Silva dos Santos"
    return " ".join(names[:cut]), " ".join(names[cut:])


_LETTERS_AND_STOP = re.compile(r"[A-ZÀ-ÞА-Я]{2,3}\.")


def _person(family: str, given: str, front: str, dropping: str, suffix: str) -> Name:
    if family[-1:] == "." and len(family) > 4 and "." not in family[:-1]:
        family = family[:-1]  # "COLLENETTE., C.L."
    family, given = without_capitals(family, given)
    return Name(
        family=family or None,
        given=given or None,
        non_dropping_particle=front or None,
        dropping_particle=dropping or None,
        suffix=suffix or None,
    )
