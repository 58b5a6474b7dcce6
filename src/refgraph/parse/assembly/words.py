"""The words that references are made of, read from the tables in data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return one of the tables in data, by its name without ending."""
    path = files("refgraph.parse.assembly") / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def words(text: str) -> frozenset[str]:
    """Return the words of a table's string."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a table's string, which bars part, the longest first."""
    found = dict.fromkeys(" ".join(each.split()) for each in text.split("|"))
    return tuple(sorted(filter(None, found), key=len, reverse=True))


def alternatives(given: Iterable[str], *, stops: bool = True) -> str:
    """Return a regular expression for any of the phrases.

    Args:
        given: phrases; white space in one stands for any, also for none behind a full stop.
        stops: True if full stops must be printed; otherwise any of them may be missing, the last one too.
    """
    written = []
    for phrase in sorted(given, key=len, reverse=True):
        text = re.escape(phrase).replace("\\.\\ ", "\\.\\s*")
        text = text.replace("\\ ", "\\s+" if stops else "(?:\\.\\s*|\\s+)")
        written.append(text if stops else text.replace("\\.", "\\.?").replace("(?:\\.?\\s*|", "(?:\\.\\s*|"))
    return "(?:" + "|".join(written) + ")"


def key(text: str) -> str:
    """Return what a phrase is looked up by: lower case, without full stops, brackets and white space."""
    return re.sub(r"[\s.()\[\]:’']", "", text).casefold()


_NAMES = table("names")
PARTICLES = words(_NAMES["particles"])
"""Words in lower case that belong to a family name or, after the given names, are dropped when it is inverted."""
CAPITAL_PARTICLES = words(_NAMES["capitalised_particles"])
"""Words with a capital that open a family name in natural order."""
SUFFIXES = words(_NAMES["suffixes"])
"""Generational suffixes, without dot."""
DEGREES = words(_NAMES["degrees"])
"""Degrees behind a name, without dots."""
TITLES = words(_NAMES["titles"])
"""Titles before a name, without dots."""
PATRONYMIC_ENDS = words(_NAMES["patronymic_ends"])
"""Last words of Turkic patronymics: such a name is written family name first."""
PATRONYMIC_SUFFIXES = tuple(_NAMES["patronymic_suffixes"].split())
"""Endings of Slavic patronymics; a name that ends in one is written family name first."""
ORGANIZATION_WORDS = words(table("organizations")["words"])
"""Words that only names of bodies have."""
