"""A grammar over the word lists of a language: what titles, journals and institutions there are called.

The lists stand in `data/words/<language>.toml`. An entry is text with slots: "{adj} {noun}" draws from two other lists,
"{noun|up}" begins what it draws with a capital, "{noun|cap}" each of its words. Slots that are no lists: {n} (or {num}
where nouns have that name) {nn} {N} numbers, {Y} a year, {R} a Roman number, {P} a family name, {G} a given name, {C} a
city, {coined} a new word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from random import Random

from refgraph.parse.training.synthetic.records import data
from refgraph.parse.training.synthetic.records.coining import Chain
from refgraph.parse.training.synthetic.records.data import listed

_SLOT = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
_DEEPEST = 9
_ROMANS = "I II III IV V VI VII VIII IX X XI XII XIV XV XX".split()
_INDEFINITE = re.compile(r"\b([Aa]) (?=[aeio])")
_SPACES = re.compile(r"\s{2,}")
_MARKS = re.compile(r"([?!:.]):|,(?=[:;?!])")
_SMALL = frozenset(
    "of the and in on for with to a an from at by or via as und de la le des et en y del della di e da do der die das"
    " von na em".split()
)

_NUMBERS: dict[str, Callable[[Random], str]] = {
    "n": lambda rng: str(rng.randint(1, 60)),
    "num": lambda rng: str(rng.randint(1, 60)),
    "nn": lambda rng: f"{rng.randint(0, 99):02}",
    "N": lambda rng: str(rng.randint(100, 9999)),
    "Y": lambda rng: str(rng.randint(rng.choice((1700, 1950, 2000)), 2025)),
    "R": lambda rng: rng.choice(_ROMANS),
}

Part = tuple[str, str, str]
"""Text, then the slot behind it and its modifier ("" for none)."""


class Words:
    """The words of a language.

    Attributes:
        language: BCP 47 primary subtag.
        family: family names.
        given: given names.
        middle: what may stand behind a given name (patronymics), often nothing.
        scriptless: whether names and titles are printed without blanks and capitals.
    """

    def __init__(self, language: str) -> None:
        tables = listed(f"words/{language}")
        self.language = language
        self.family = entries(tables["names"]["family"])
        self.given = entries(tables["names"]["given"])
        self.middle = entries(tables["names"].get("middle", ""))
        self.scriptless = language in {"zh", "ja"}
        self._rules = {name: tuple(map(_parts, entries(text))) for name, text in tables["grammar"].items()}
        self._families = Chain(self.family)
        base = entries(tables["grammar"].get("coin_base", "")) or self.family
        self._coined = Chain(base, least=4)

    def __contains__(self, rule: str) -> bool:
        return rule in self._rules

    def draw(self, rng: Random, rule: str) -> str:
        """Return a text of a rule.

        Raises:
            KeyError: if the language has no such rule.
        """
        text = _MARKS.sub(r"\1", self._expanded(rng, rule, 0))
        return _INDEFINITE.sub(r"\1n ", _SPACES.sub(" ", text)).strip() if self.language == "en" else text

    def family_name(self, rng: Random) -> str:
        """Return a family name, now and then a new one that looks like the others."""
        return self._families.draw(rng) if rng.random() < 0.3 else rng.choice(self.family)

    def _expanded(self, rng: Random, rule: str, depth: int) -> str:
        if depth > _DEEPEST:
            return ""
        rules = self._rules.get(rule)
        if rules is None:
            return self._special(rng, rule)
        out = []
        for text, slot, modifier in rng.choice(rules):
            out.append(text)
            if slot:
                value = self._expanded(rng, slot, depth + 1)
                if modifier and self.language == "tr" and value.startswith("i"):
                    value = "İ" + value[1:]
                out.append(modified(value, modifier))
        return "".join(out)

    def _special(self, rng: Random, slot: str) -> str:
        if slot == "C":
            return re.split("[,:/]", self._expanded(rng, "city", _DEEPEST - 1))[0]
        if slot == "P":
            return self.family_name(rng)
        if slot == "G":
            return rng.choice(self.given)
        if slot == "coined":
            return self._coined.draw(rng).lower()
        return _NUMBERS[slot](rng)


def entries(text: str) -> tuple[str, ...]:
    r"""Return the entries of a list: they end with ";" or the line.

    >>> entries("a; b c\nd")
    ('a', 'b c', 'd')
    """
    return tuple(entry for line in text.splitlines() for each in line.split(";") if (entry := each.strip()))


def _parts(entry: str) -> tuple[Part, ...]:
    found: list[Part] = []
    at = 0
    for match in _SLOT.finditer(entry):
        found.append((entry[at : match.start()], match[1], match[2] or ""))
        at = match.end()
    return (*found, (entry[at:], "", ""))


def modified(text: str, modifier: str) -> str:
    """Return a text with a capital at its beginning ("up"), or one in every word that is not small ("cap").

    >>> modified("the rise of iron", "up"), modified("the rise of iron", "cap")
    ('The rise of iron', 'The Rise of Iron')
    """
    if modifier == "up":
        return text[:1].upper() + text[1:]
    if modifier == "cap":
        words = text.split(" ")
        return " ".join(
            word if number and word in _SMALL else word[:1].upper() + word[1:] for number, word in enumerate(words)
        )
    return text


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have words."""
    folder = files(data) / "words"
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")))


@cache
def words_of(language: str) -> Words:
    """Return the words of a language."""
    return Words(language)
