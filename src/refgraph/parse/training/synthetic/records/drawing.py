"""Values of invented items: names, dates, pages, and texts of the grammar or of public records."""

from __future__ import annotations

from random import Random
from typing import Any

from refgraph.parse.training.synthetic.records import identifiers
from refgraph.parse.training.synthetic.records.grammar import Words, languages, modified, words_of
from refgraph.parse.training.synthetic.records.pools import Pools

Name = dict[str, str]
_BORROWED = 0.12
_FROM_RECORDS = 0.3
_COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 25)
_WEIGHTS = {
    "alone": (76, 17, 5, 2, 0, 0, 0, 0, 0, 0, 0),
    "few": (42, 27, 14, 7, 4, 2, 1.5, 1, 0.7, 0.4, 0.2),
    "many": (9, 14, 17, 16, 12, 9, 7, 6, 5, 3, 2),
}
_SCRIPTS = {
    "ru": "cyrillic",
    "uk": "cyrillic",
    "kk": "cyrillic",
    "zh": "han",
    "ja": "han",
    "ko": "hangul",
    "ar": "arabic",
    "fa": "arabic",
    "el": "greek",
}
_UNSHORTENED = frozenset({"zh", "ja", "ko", "ar", "fa"})
_TWO_FAMILIES = {"es": 0.4, "pt": 0.25}
_ROMANS = ("ii", "iii", "v", "vi", "vii", "ix", "x", "xi", "xiv", "xv", "xxii", "xxx")
_PAGE_WEIGHTS = (76, 4, 4, 2.5, 1.5, 4, 4, 1.5, 1, 1.5)
_NAME_FORMS = ("full", "full", "full", "one", "two", "two", "middle")
_SEASONS = 4


class Draw:
    """A source of values for one item.

    Attributes:
        rng: what all is drawn from.
        words: the words of its language.
        pools: names and titles of public records in that language.
        year: when the work came out.
    """

    def __init__(self, rng: Random, words: Words, pools: Pools) -> None:
        self.rng = rng
        self.words = words
        self.pools = pools
        self.year = rng.choice(
            (rng.randint(1995, 2025), rng.randint(2008, 2025), rng.randint(1950, 2010), rng.randint(1850, 2000))
        )
        self._form = rng.choice(_NAME_FORMS)
        self._capitals = words.language == "en" and rng.random() < 0.45

    @property
    def language(self) -> str:
        """Return the language of the item."""
        return self.words.language

    def lately(self, since: int = 1996) -> None:
        """Set a year of the time of the net."""
        self.year = self.rng.randint(since, 2025)

    def chance(self, share: float) -> bool:
        """Return True as often as that share."""
        return self.rng.random() < share

    def text(self, *rules: str) -> str:
        """Return a text of the first rule that the language has, "" if it has none."""
        for rule in rules:
            if rule in self.words:
                return self.words.draw(self.rng, rule)
        return ""

    def known(self, field: str, *rules: str, share: float = _FROM_RECORDS) -> str:
        """Return a value that a field has in public records of the language, or a text of a rule."""
        values = self.pools.values(self.language, field)
        if values and self.rng.random() < share * min(1.0, len(values) / 150):
            return self.rng.choice(values)
        return self.text(*rules)

    def title(self, *rules: str) -> str:
        """Return a title; in English at times every word of it has a capital."""
        text = self.known("title", *(rules or ("title",)), share=0.2 if not rules else 0.0)
        return modified(text, "cap" if self._capitals else "up")

    def people(self, size: str = "few") -> list[Name]:
        """Return names of authors.

        Args:
            size: "alone", "few" or "many": how many there use to be.
        """
        count = self.rng.choices(_COUNTS, _WEIGHTS[size])[0]
        if count > 5:
            count += self.rng.randint(0, 2)
        return [self.person() for _ in range(count)]

    def person(self) -> Name:
        """Return a name: of the language's people, of public records or of a neighbour's people."""
        real = self.pools.people(self.language)
        if real and self.chance(0.25 * min(1.0, len(real) / 300)):
            return dict(self.rng.choice(real))
        words = self.words
        if self.chance(_BORROWED):
            words = words_of(self.rng.choice(_neighbours(self.language)))
        family = words.family_name(self.rng)
        if " " not in family and self.chance(
            _TWO_FAMILIES.get(words.language, 0.0 if words.language in _UNSHORTENED else 0.02)
        ):
            family += self.rng.choice((" ", " ", "-")) + words.family_name(self.rng)
        return self._shortened(words, family, self.rng.choice(words.given))

    def _shortened(self, words: Words, family: str, given: str) -> Name:
        if words.language in _UNSHORTENED or self._form == "full":
            middle = f" {self.rng.choice(words.middle)}" if words.middle and self.chance(0.6) else ""
        elif self._form == "middle" and "." not in given:
            middle = f" {self.rng.choice(words.middle or words.given)[0]}."
        else:
            middle = (
                f" {self.rng.choice(words.middle or words.given)[0]}."
                if self._form == "two" and self.chance(0.7)
                else ""
            )
            given = "-".join(f"{part[0]}." for part in given.split("-")) if "." not in given else given
        name = {"family": family, "given": given + middle}
        particle, _, rest = family.partition(" ")
        if rest and particle in {"van", "von", "de", "di", "du"} and self.chance(0.6):
            name = {"family": rest, "given": given + middle, "non-dropping-particle": particle}
        if words.language == "en" and self.chance(0.015):
            name["suffix"] = self.rng.choice(("Jr.", "III", "Sr.", "II", "Jr"))
        return name

    def body(self, rule: str = "body") -> list[Name]:
        """Return a body as author, [] if the language has none."""
        name = self.text(rule)
        return [{"literal": name}] if name else []

    def issued(self, precision: str = "year") -> dict[str, Any]:
        """Return a date.

        Args:
            precision: "year", "month", "day"; less exact now and then.
        """
        month, day = self.rng.randint(1, 12), self.rng.randint(1, 28)
        parts = [self.year]
        if precision != "year" and self.chance(0.93):
            parts.append(month)
            if precision == "day" and self.chance(0.93):
                parts.append(day)
        if precision == "year" and self.chance(0.03):
            return {"date-parts": [[self.year], [self.year + self.rng.randint(1, 5)]]}
        if precision == "year" and self.chance(0.012):
            return {"date-parts": [[self.year]], "circa": 1}
        if precision == "month" and self.chance(0.12):
            return {"date-parts": [[self.year]], "season": self.rng.randint(1, _SEASONS)}
        return {"date-parts": [parts]}

    def accessed(self) -> dict[str, Any]:
        """Return the day on which a page was read."""
        year = min(2026, max(self.year, 1998) + self.rng.choice((0, 0, 1, 1, 2, 3, 5)))
        return {"date-parts": [[year, self.rng.randint(1, 12), self.rng.randint(1, 28)]]}

    def pages(self) -> str:
        """Return the pages of an article: a range, a page, the number of an article."""
        first = self.rng.choice((self.rng.randint(1, 60), self.rng.randint(1, 400), self.rng.randint(100, 2500)))
        last = first + self.rng.choice((self.rng.randint(1, 9), self.rng.randint(5, 30), self.rng.randint(10, 60)))
        letter = self.rng.choice("SLRAEC")
        forms = (
            f"{first}-{last}",
            f"{first}–{str(last)[-2:]}" if first > 100 else f"{first}–{last}",
            f"e{self.rng.randint(1, 99999)}",
            f"{letter}{first}–{letter}{last}",
            f"{letter}{first}",
            f"{self.rng.randint(10000, 299999):06}",
            str(first),
            f"{first}–{first + 3}, {last + 9}",
            f"{first}ff",
            "–".join(sorted(self.rng.sample(_ROMANS, 2), key=_ROMANS.index)),
        )
        return self.rng.choices(forms, _PAGE_WEIGHTS)[0]

    def volume(self) -> str:
        """Return the volume of a journal."""
        number = self.rng.choice((self.rng.randint(1, 40), self.rng.randint(1, 130), self.rng.randint(1, 500)))
        if self.chance(0.04):
            return roman(number % 60 + 1)
        return f"{self.rng.choice('ABCD')}{number}" if self.chance(0.02) else str(number)

    def issue(self) -> str:
        """Return the number of an issue."""
        number = self.rng.choice((self.rng.randint(1, 4), self.rng.randint(1, 12), self.rng.randint(1, 52)))
        if self.chance(0.08):
            return self.rng.choice(
                (
                    f"{number}-{number + 1}",
                    f"{number}/{number + 1}",
                    f"Suppl. {number % 4 + 1}",
                    f"{number} (special issue)",
                    f"S{number % 5 + 1}",
                    f"{number}, Pt. {number % 3 + 1}",
                )
            )
        return str(number)

    def doi(self, journal: str) -> str:
        """Return a DOI."""
        return identifiers.doi(self.rng, self.year, journal)

    def url(self, title: str, site: str) -> str:
        """Return an address."""
        return identifiers.url(self.rng, self.language, title, site, self.year)


def roman(number: int) -> str:
    """Return a number below 4000 in Roman figures.

    >>> roman(49)
    'XLIX'
    """
    out = ""
    for value, figure in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True
    ):
        out += figure * (number // value)
        number %= value
    return out


def _neighbours(language: str) -> list[str]:
    """Return languages in whose names a work of a language may be signed."""
    script = _SCRIPTS.get(language, "latin")
    same = [each for each in languages() if _SCRIPTS.get(each, "latin") == script and each != language]
    return same if len(same) > 1 else [language, language, language, "en"]
