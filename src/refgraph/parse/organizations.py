"""Organisations among the names of a reference."""

from __future__ import annotations

import re

from refgraph.model import Organization
from refgraph.parse.words import ORGANIZATION_ENDS, ORGANIZATION_WORDS

_ACRONYM = re.compile(r"\s*[(\[]\s*(?P<acronym>[A-ZÀ-ÞА-ЯЁҚҒҢӨҰҮІӘ][\w.&/-]{1,11})\s*[)\]]\s*$")
_LONG_FORM = re.compile(r"(?P<acronym>[A-ZА-ЯЁ][A-ZА-ЯЁ&.]{1,9})\s*[(\[]\s*(?P<name>[^)\]]{6,})[)\]]$")
_PERSON = re.compile(
    r"[^,]+,\s*[^\W\d_]\.(?:[\s-]*[^\W\d_]\.?)*$|[^\W\d_]+(?:\s[^\W\d_]\.?){1,3}$"
)  # "Bank, R.", "Иванов И. И."
_OF = re.compile(r"\s(?:of|for|on|des|für|de la|of the|по|для)\s", re.IGNORECASE)


def is_organization(text: str) -> bool:
    """Return True if the name is that of a body, not of a person.

    Its signs: a word only bodies have ("Ministry"), an acronym in brackets behind several words, a country's or a
    department's "of" between capitalised words, or an acronym alone.
    """
    text = text.strip(" ,;")
    if _PERSON.match(text):
        return False
    name = _ACRONYM.sub("", text)
    bare = name.rstrip(".")
    words = [word.strip("().,;:’'\"").casefold() for word in bare.split()]
    if any(word in ORGANIZATION_WORDS for word in words):
        return True
    if name != text and len(words) > 1 and "," not in bare:
        return True
    if _LONG_FORM.match(text) or bare.endswith(ORGANIZATION_ENDS):
        return True
    if re.fullmatch(r"[A-ZА-ЯЁ]{3,6}|(?:[A-Z]\.){3,6}", text):
        return True
    return bool(_OF.search(f" {bare} ")) and len(words) > 2 and not re.search(r"(?:^|\s)[^\W\d_]\.", bare)


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
