"""Organisations among the names of a reference."""

from __future__ import annotations

import re
from functools import lru_cache

from refgraph.model import Organization
from refgraph.parse.assembly.words import ORGANIZATION_WORDS, table, words

_TABLE = table("organizations")
_WEAK = words(_TABLE["weak_words"])
_GIVEN = frozenset(word.casefold() for word in words(table("names")["given"]))
_STEM = re.compile("|".join(part.strip() for part in _TABLE["stems"].split("|")))
_STEM_PART = re.compile(
    "|".join({part[1] for part in re.finditer(r"([^\W_\\]{3,})", _TABLE["stems"].replace("\\w", " "))})
)
_CJK_ENDS = tuple(_TABLE["cjk_ends"].split())
_CJK_SHORT_ENDS = tuple(_TABLE["cjk_short_ends"].split())
_ACRONYM = re.compile(r"\s*[(\[]\s*(?P<acronym>[A-ZÀ-ÞА-ЯЁҚҒҢӨҰҮІӘ][\w.&/-]{1,11})\s*[)\]]\s*$")
_LONG_FORM = re.compile(r"(?P<acronym>[A-ZА-ЯЁ][\wА-яЁё&.]{1,9})\s*[(\[]\s*(?P<name>[^)\]]{6,})[)\]]$")
_PERSON = re.compile(
    r"[^,]+,\s*[^\W\d_]\.(?:[\s-]*[^\W\d_]\.?)*$|[^\W\d_]+(?:\s[^\W\d_]\.?){1,3}$"
)  # "Bank, R.", "Иванов И. И."
_OF = re.compile(r"\s(?:of|for|on|für|для)\s", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-ZА-ЯЁ]{3,6}|(?:[A-Z]\.){3,6}|[A-Z]{2,8}[-/&+][A-Z]{2,8}")
_INITIAL = re.compile(r"(?:^|[\s,])[^\W\d_]\.(?!\w\.)")
_NOT_PERSON = re.compile(r"[\d„“”\"«»+]|\s[®™]")
_EDGES = "().,;:’'\"„“”«»[]"


@lru_cache(maxsize=32_768)
def is_organization(text: str) -> bool:
    """Return True if the name is that of a body, not of a person.

    Its signs: a word only bodies have ("Ministry"), an acronym in brackets behind several words, a country's or a
    department's "of" between capitalised words, a number or a quotation in the name, or an acronym alone.

    >>> is_organization("Statistisches Bundesamt"), is_organization("Bank, R."), is_organization("Mary Church")
    (True, False, False)
    """
    text = text.strip(" ,;")
    if _PERSON.match(text):
        return False
    if text > "\u2e80":
        return _is_cjk_body(text)
    name = _ACRONYM.sub("", text) if text[-1:] in ")]" else text
    bare = name.rstrip(".")
    found = [word.strip(_EDGES).casefold() for word in bare.split()]
    if not ORGANIZATION_WORDS.isdisjoint(found):
        return not _is_person_with_body_word(bare, found)
    return _has_weak_sign(bare, found) or _has_form_of_body(text, bare, found)


def _has_form_of_body(text: str, bare: str, found: list[str]) -> bool:
    """Return True for an acronym, a name with its acronym or a number, "The ..." and long names with "of"."""
    if text.startswith("The ") or _CAPITALS.fullmatch(text):
        return True
    if text[-1:] in ")]" and ((_ACRONYM.search(text) and len(found) > 1 and "," not in bare) or _LONG_FORM.match(text)):
        return True
    if _NOT_PERSON.search(bare) and "," not in bare and len(found) > 1:
        return True
    return len(found) > 3 and _OF.search(bare) is not None and not _INITIAL.search(bare)


def _is_person_with_body_word(bare: str, found: list[str]) -> bool:
    """Return True for "Rat, Hans" and "J. Union": one word with a body's meaning beside one given name."""
    if "," in bare:
        family, _, given = bare.partition(",")
        parts = (len(family.split()), len(given.split()))
        return parts[0] == 1 and (parts[1] == 1 or (parts[1] == 2 and given.strip()[-2] == " "))
    return len(found) == 2 and (found[0] in _GIVEN or _INITIAL.match(bare) is not None)


def _has_weak_sign(bare: str, found: list[str]) -> bool:
    if not _WEAK.isdisjoint(found):
        person = "," in bare or found[0] in _GIVEN or len(found[0]) == 1 or _INITIAL.search(bare) is not None
        return len(found) > 1 and not (person and len(found) < 4)
    if "," in bare or not _STEM_PART.search(bare.casefold()):
        return False
    return any(len(word) > 6 and _STEM.fullmatch(word) for word in found)


def may_be_compound(text: str) -> bool:
    """Return True for text in lower case with a piece of the compounds that name bodies ("Schulamt")."""
    return _STEM_PART.search(text) is not None


def _is_cjk_body(text: str) -> bool:
    text = text.rstrip(")）。. ")
    if text.endswith(_CJK_ENDS):
        return len(text) > 2
    return text.endswith(_CJK_SHORT_ENDS) and len(text) > 4 and "·" not in text and "," not in text


def parse_organization(text: str) -> Organization:
    """Parse the name of a body.

    Args:
        text: "International Energy Agency (IEA)", "IEA (International Energy Agency)", "World Bank.".

    >>> parse_organization("International Energy Agency (IEA)")
    Organization(name='International Energy Agency', acronym='IEA')
    """
    text = text.strip(" ,;")
    found = _ACRONYM.search(text)
    if found and found.start() > 0:
        return Organization(name=text[: found.start()].strip(" ,"), acronym=found["acronym"])
    found = _LONG_FORM.match(text)
    if found:
        return Organization(name=found["name"].strip(), acronym=found["acronym"])
    return Organization(name=_without_stop(text))


def _without_stop(text: str) -> str:
    """Drop a full stop that ends the name, not one that ends an abbreviation ("Inc.", "U.S.")."""
    if text.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Corp|Dept|Assoc|[A-Z])\.$", text):
        return text[:-1]
    return text
