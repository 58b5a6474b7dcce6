"""An item in a style: where patterns find the values of their fields. What an item lacks is invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from refgraph.parse.result import Label
from refgraph.parse.training.synthetic.templates import numbers
from refgraph.parse.training.synthetic.templates.dates import Day, printed_date
from refgraph.parse.training.synthetic.templates.growing import capital, grown, place_name
from refgraph.parse.training.synthetic.templates.names import printed_names, read_shape
from refgraph.parse.training.synthetic.templates.pattern import compiled
from refgraph.parse.training.synthetic.templates.people import Person, persons
from refgraph.parse.training.synthetic.templates.pieces import Piece
from refgraph.parse.training.synthetic.templates.styles import Style
from refgraph.parse.training.synthetic.templates.words import Words, words_of

# The grammar's symbol and the label of each field that is a text.
_TEXTS: dict[str, tuple[str, Label | None]] = {
    "title": ("title", Label.TITLE),
    "booktitle": ("book", Label.TITLE),
    "part": ("part", Label.TITLE),
    "foreign": ("title", Label.TITLE),
    "journal": ("journal", Label.CONTAINER),
    "abbr": ("abbr", Label.CONTAINER),
    "inbook": ("book", Label.CONTAINER),
    "proceedings": ("proceedings", Label.CONTAINER),
    "newspaper": ("newspaper", Label.CONTAINER),
    "site": ("site", Label.CONTAINER),
    "series": ("series", Label.SERIES),
    "publisher": ("publisher", Label.PUBLISHER),
    "university": ("university", Label.INSTITUTION),
    "institution": ("body", Label.INSTITUTION),
    "archive": ("archive", Label.INSTITUTION),
    "body": ("body", Label.AUTHOR),
    "law": ("law", Label.TITLE),
    "standard": ("standard", Label.TITLE),
    "english": ("en.title", Label.NOTE),
    "taxon": ("taxon", None),
}
_MANY = {"publisher2": "publisher", "title2": "title", "journal2": "journal", "abbr2": "abbr", "body2": "body"}
_PEOPLE = {
    "author": (Label.AUTHOR, "names", 8),
    "first": (Label.AUTHOR, "names", 8),
    "resp": (Label.NOTE, "direct", 8),
    "direct": (Label.AUTHOR, "direct", 8),
    "editor": (Label.EDITOR, "editors", 3),
    "editors": (Label.EDITOR, "editors", 3),
    "translator": (Label.TRANSLATOR, "direct", 2),
    "person": (None, "direct", 1),
}
_NUMBERS = {
    "volume": Label.VOLUME, "issue": Label.ISSUE, "pages": Label.PAGES, "doi": Label.DOI, "url": Label.URL,
    "isbn": Label.ISBN, "arxiv": Label.ARXIV,
}  # fmt: skip
_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "volume": numbers.volume, "issue": numbers.issue, "doi": numbers.doi, "isbn": numbers.isbn, "arxiv": numbers.arxiv,
}  # fmt: skip
_SMALL = frozenset("a an the of in on at by for from to with and or nor but as is via de la et del y e".split())
_COUNTRIES = {
    "en": "uk", "zh": "cn", "ja": "jp", "ko": "kr", "uk": "ua", "kk": "kz", "ky": "kg", "tg": "tj", "cs": "cz",
    "sv": "se", "da": "dk", "el": "gr", "sr": "rs", "he": "il", "fa": "ir", "ar": "eg", "hi": "in", "vi": "vn",
    "be": "by", "sl": "si",
}  # fmt: skip
_OF_THESE_DAYS = frozenset(("web", "software", "dataset"))
_DASHES = ("-", "-", "-", "–", "–", "–", "—")


class Scene:
    """A pattern's source of values; a field asked twice has one value.

    Args:
        rng: what is drawn from.
        style: the style.
        language: the item's language.
        facts: values that are known: texts by field, CSL names by role, "day".
        kind: the kind of item.
    """

    def __init__(
        self, rng: random.Random, style: Style, language: str, facts: Mapping[str, Any] | None = None, kind: str = ""
    ) -> None:
        self.rng = rng
        self.style = style
        self.words: Words = words_of(language)
        self.facts = facts or {}
        self.kind = kind
        self._known: dict[str, str | None] = {}
        self._people: dict[str, Sequence[Person]] = {}
        self._dash = rng.choice(style.terms.get("dash") or self.words.own("terms", "dash") or _DASHES)
        self._day = self.facts.get("day") or self._some_day()

    def look_up(self, name: str, mode: str) -> tuple[Piece, ...] | None:
        """Return the pieces of a field, None if it is lacking."""
        if name[0] == "=":
            return self._term(name[1:])
        if name[0] == "#":
            low, _, high = name[1:].partition("-")
            return (Piece(str(self.rng.randint(int(low), int(high)))),)
        if name[0] in "~^":
            text = grown(self.rng, self.words, name[1:])
            return None if text is None else (Piece(capital(text) if name[0] == "^" else text),)
        if name in _PEOPLE:
            return self._names(name, mode)
        label, text = self._value(name, mode)
        return (Piece(text, label),) if text else None

    def _term(self, name: str) -> tuple[Piece, ...] | None:
        """Return a phrase of the style or the language; the same each time."""
        key = "=" + name
        if key not in self._known:
            found = self.style.terms.get(name) or self.words.get("terms", name)
            self._known[key] = self.rng.choice(found) if found else None
        text = self._known[key]
        return None if text is None else compiled(text).render(self)

    def _names(self, name: str, mode: str) -> tuple[Piece, ...]:
        """Return a list of persons."""
        label, role, most = _PEOPLE[name]
        known = {"first": "author", "resp": "author", "direct": "author", "editors": "editor"}.get(name, name)
        if known not in self._people:
            alone = known == "author" and self.kind == "thesis"
            self._people[known] = self.facts.get(known) or persons(
                self.rng, self.words, 1 if alone else min(most, self.style.most)
            )
        people = self._people[known]
        if name == "first":
            people = people[:1]
        key = f"shape {role}"
        if mode:
            shape = mode
        else:
            if key not in self._known:
                self._known[key] = self.rng.choice(self.style.shapes_of(role, self.words.language))
            shape = self._known[key] or ""
        words = {each: self.rng.choice(self.words.get("terms", each) or ("",)) for each in ("and", "etal")}
        return (Piece(printed_names(people, read_shape(shape), words), label),)

    def _value(self, name: str, mode: str) -> tuple[Label | None, str | None]:
        """Return label and text of a field."""
        base = _MANY.get(name, name)
        if base in _TEXTS:
            symbol, label = _TEXTS[base]
            return label, _cased(self._once(name, lambda: self._text(name, symbol)), mode)
        if name in {"place", "place2", "place3"}:
            return Label.LOCATION, _cased(self._once(name, lambda: place_name(self.rng, self.words)), mode)
        if name in {"date", "accessed"}:
            return (Label.DATE if name == "date" else Label.ACCESSED), self._date(name, mode)
        if name == "year":
            return Label.DATE, str(self._day.year)
        return self._number(name, mode)

    def _text(self, name: str, symbol: str) -> str | None:
        text = grown(self.rng, self.words, symbol)
        for rule in self.words.own("grammar", "contractions"):
            before, _, after = rule.partition(">")
            text = text.replace(before, after) if text else text
        return capital(text) if text and name != "abbr" else text

    def _once(self, name: str, make: Callable[[], str | None]) -> str | None:
        """Return the known value of a field, or make it."""
        if name in self.facts:
            return str(self.facts[name])
        if name not in self._known:
            self._known[name] = make()
        return self._known[name]

    def _date(self, name: str, mode: str) -> str | None:
        """Return a date in a form of the language."""
        if name == "date":
            return printed_date(self._day, mode, self.words, self.rng)
        year = max(self._day.year, self.rng.randint(2004, 2026))
        seen = Day(year, self.rng.randint(1, 12), self.rng.randint(1, 28))
        return printed_date(seen, mode, self.words, self.rng)

    def _number(self, name: str, mode: str) -> tuple[Label | None, str | None]:
        """Return a number or an identifier.

        Raises:
            ValueError: if there is no such field.
        """
        if name not in _NUMBERS:
            raise ValueError(f"no field {name!r} in the style {self.style.name}; correct the pattern")
        if name == "pages" and mode == "one":
            most = 48 if self.kind in {"news", "newspaper"} else 600
            return Label.PAGES, str(self.rng.randint(1, most))
        text = self._once(name, lambda: self._made(name)) or ""
        return _NUMBERS[name], numbers.roman(int(text)) if mode == "roman" and text.isdecimal() else text

    def _made(self, name: str) -> str:
        """Return a new number or identifier."""
        if name == "pages":
            return numbers.pages(self.rng, self._dash)
        if name == "url":
            names = tuple(each for each in words_of("en").own("names", "family") if each.isascii())
            code = self.words.language[:2]
            return numbers.url(self.rng, names, _COUNTRIES.get(code, code))
        return _MAKERS[name](self.rng)

    def _some_day(self) -> Day:
        """Return a day of the style's time, in the language's calendar."""
        first, last = self.style.years or (0, 0)
        year = self.rng.randint(first, last) if first else numbers.year(self.rng)
        if self.kind in _OF_THESE_DAYS:
            year = self.rng.randint(1997, 2026)
        shifts = self.words.own("dates", "shift")
        year += int(self.rng.choice(shifts)) if shifts else 0
        return Day(year, self.rng.randint(1, 12), self.rng.randint(1, 28))


def _cased(text: str | None, mode: str) -> str | None:
    """Return a text in capitals ("upper") or with capital words ("cap")."""
    if not text or not mode:
        return text
    if mode == "upper":
        return text.upper()
    if mode != "cap":
        raise ValueError(f"no mode {mode!r}; a text has the modes upper and cap")
    words = text.split(" ")
    return " ".join(capital(word) if index == 0 or word not in _SMALL else word for index, word in enumerate(words))
