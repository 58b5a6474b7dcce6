"""Texts grown from the grammar of a language: titles, names of journals, publishers, universities and the like.

A grammar is a list of alternatives a symbol. In an alternative, `<topic>` stands for one of the alternatives of another
symbol, `<#1-40>` for a number, `<+>` for a coined word, `<en.topic>` for an alternative of another language, and
`<^topic>` for one that begins with a capital.
"""

from __future__ import annotations

import random
import re

from refgraph.parse.training.synthetic.templates.coining import coined
from refgraph.parse.training.synthetic.templates.people import family_name
from refgraph.parse.training.synthetic.templates.words import Words, words_of

_SLOT = re.compile(r"<([^<>]+)>")
_DEEPEST = 8
_REDRAWN = 4
_SUBSTITUTES = {"part": ("<n>",), "abbr": ("<journal>",)}
_COINED = 0.12


def grown(rng: random.Random, words: Words, symbol: str, depth: int = 0) -> str | None:
    """Return a text that a symbol of the grammar gives, None if the language has no such symbol.

    Slots of one alternative are filled with different texts, if there are enough.
    """
    if "." in symbol:
        return _filled(rng, words, symbol, depth)
    alternatives = _alternatives(words, symbol)
    if not alternatives or depth > _DEEPEST:
        return None
    found = rng.choice(alternatives)
    used: set[str] = set()

    def fill(slot: re.Match[str]) -> str:
        text = ""
        for _ in range(_REDRAWN):
            text = _filled(rng, words, slot[1], depth)
            if text not in used:
                break
        used.add(text)
        return text

    return _SLOT.sub(fill, found) if "<" in found else found


def _alternatives(words: Words, symbol: str) -> tuple[str, ...]:
    """Return the alternatives of a symbol; a language that stands alone takes none from others."""
    if words.own("grammar", "alone"):
        return words.own("grammar", symbol) or _SUBSTITUTES.get(symbol, ())
    return words.get("grammar", symbol)


def _filled(rng: random.Random, words: Words, slot: str, depth: int) -> str:
    """Return what stands for a slot."""
    if slot[0] == "#":
        low, _, high = slot[1:].partition("-")
        return str(rng.randint(int(low), int(high)))
    language, dot, symbol = slot.partition(".")
    if dot:
        return grown(rng, words_of(language), symbol, depth + 1) or ""
    if slot == "+":
        return new_word(rng, words)
    if slot == "family":
        return family_name(rng, words)
    if slot[0] == "^":
        return capital(_filled(rng, words, slot[1:], depth))
    return grown(rng, words, slot, depth + 1) or ""


def capital(text: str) -> str:
    """Return a text with a capital first letter, be there a quote or a question mark before it.

    >>> capital("¿qué es?"), capital("3 июля")
    ('¿Qué es?', '3 июля')
    """
    at = len(text) - len(text.lstrip("¿¡«“„\"'( "))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def new_word(rng: random.Random, words: Words) -> str:
    """Return a coined name of the language, else a family name."""
    material = words.own("grammar", "place") + words.own("names", "family")
    for _ in range(4):
        word = coined(rng, material) if material else ""
        if word:
            return capital(word)
    return family_name(rng, words)


def place_name(rng: random.Random, words: Words) -> str:
    """Return a place of publication; now and then a coined one, where the script has words."""
    places = words.own("grammar", "place")
    if places and places[0][0].isalpha() and places[0][0] < "\u0e00" and rng.random() < _COINED:
        return new_word(rng, words)
    return grown(rng, words, "place") or ""
