"""Invented persons of a language, as CSL names."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from importlib.resources import files

from refgraph.parse.training.synthetic.templates.coining import coined
from refgraph.parse.training.synthetic.templates.words import Words

Person = dict[str, str]

_COINED = 0.25
_DOUBLE = 0.04
_EAST_ASIAN = 0.03
_FAMILY_FIRST = 0.5
_COUNTS = (1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8)
_FEMININE = (
    ("ский", "ская"),
    ("цкий", "цкая"),
    ("ський", "ська"),
    ("ов", "ова"),
    ("ев", "ева"),
    ("ёв", "ёва"),
    ("ин", "ина"),
)


def persons(rng: random.Random, words: Words, most: int = 8) -> list[Person]:
    """Return some persons, mostly few."""
    return [person(rng, words) for _ in range(min(most, rng.choice(_COUNTS)))]


def person(rng: random.Random, words: Words) -> Person:
    """Return a person."""
    if rng.random() < _EAST_ASIAN and words.get("names", "family")[0] < "\u0370":
        return _east_asian(rng)
    woman = rng.random() < 0.35
    given = _given(rng, words, woman=woman)
    family = family_name(rng, words, woman=woman)
    if rng.random() < _rate(words, "double"):
        family += " " + family_name(rng, words, woman=woman)
    elif words.get("names", "hyphen") != ("no",) and rng.random() < _DOUBLE:
        family += "-" + family_name(rng, words, woman=woman)
    out = {"family": family, "given": given}
    if words.language == "en" and rng.random() < 0.02:
        out["suffix"] = rng.choice(("Jr.", "Jr", "III", "Sr."))
    return out


def _east_asian(rng: random.Random) -> Person:
    """Return a person of East Asia in Latin letters; half of them print with the family name first in any style."""
    table = rng.choice(_romanized())
    family = rng.choice(table["family"].split())
    syllables = [rng.choice(table["syllables"].split()) for _ in range(rng.choice((1, 2, 2, 2)))]
    given = table["joint"].join(syllables)
    given = given[0].upper() + given[1:]
    return {"literal": f"{family} {given}"} if rng.random() < _FAMILY_FIRST else {"family": family, "given": given}


@cache
def _romanized() -> tuple[dict[str, str], ...]:
    text = (files("refgraph.parse.training.synthetic.templates") / "data" / "romanized.toml").read_text("utf-8")
    return tuple(tomllib.loads(text).values())


def family_name(rng: random.Random, words: Words, *, woman: bool = False) -> str:
    """Return a family name, often a coined one."""
    families = words.get("names", "family")
    name = ""
    if words.get("names", "coin") != ("no",) and rng.random() < _COINED:
        name = coined(rng, [each for each in families if " " not in each])
        name = name[:1].upper() + name[1:]
    name = name or rng.choice(families)
    if woman and words.own("names", "feminine"):
        for ending, other in _FEMININE:
            if name.endswith(ending):
                return name.removesuffix(ending) + other
    return name


def _given(rng: random.Random, words: Words, *, woman: bool) -> str:
    """Return given names: a syllable or two where names are made of syllables, else one or two names."""
    syllables = words.own("names", "syllables")
    if syllables:
        counts = words.own("names", "syllable_counts") or ("1", "2", "2")
        return "".join(rng.choice(syllables) for _ in range(int(rng.choice(counts))))
    names = (woman and words.own("names", "women")) or words.get("names", "given")
    first = rng.choice(names)
    fathers = words.own("names", "fathers")
    if fathers:
        father = rng.choice(fathers)
        return f"{first} {_daughter(father) if woman else father}"
    if rng.random() < _rate(words, "middle"):
        return f"{first} {rng.choice(names)}"
    if rng.random() < _rate(words, "initial"):
        return f"{first} {rng.choice(names)[0]}."
    return first


def _daughter(father: str) -> str:
    """Return the patronymic of a woman.

    >>> _daughter("Петрович"), _daughter("Ильич"), _daughter("Сергійович")
    ('Петровна', 'Ильинична', 'Сергіївна')
    """
    for ending, other in (("ұлы", "қызы"), ("йович", "ївна"), ("ович", "овна"), ("евич", "евна"), ("ич", "инична")):
        if father.endswith(ending):
            return father.removesuffix(ending) + other
    return father


def _rate(words: Words, name: str) -> float:
    """Return a rate of the language in per cent as a share."""
    found = words.own("names", name)
    return int(found[0]) / 100 if found else 0.0
