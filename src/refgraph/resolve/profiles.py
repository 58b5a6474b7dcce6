"""Profiles: what is known of a person from one signature or from many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log2

from refgraph.dedupe.evidence import DIFFERENT
from refgraph.resolve.names import NameForm, given_level
from refgraph.resolve.signatures import Signature, counts


class Rarity:
    """How much the values of a library say: the fewer works have one, the more."""

    def __init__(self, found: Iterable[Signature]) -> None:
        works: dict[str, Signature] = {}
        people: dict[str, set[str]] = {}
        places: list[tuple[str, ...]] = []
        for each in found:
            works.setdefault(each.work, each)
            people.setdefault(each.work, set()).update(each.people)
            places.append(each.places)
        self._size = max(2, len(works))
        self._mentions = max(2, len(places))
        self._people = counts(people.values())
        self._words = counts(each.words for each in works.values())
        self._venues = counts([each.venue] for each in works.values())
        self._places = counts(places)

    def person(self, name: str) -> float:
        """Return the weight of a co-author, 0-1: 1 for one of a work or two, less for names on many works."""
        return _weight(self._people.get(name, 1), self._size)

    def word(self, word: str) -> float:
        """Return the weight of a word of titles, 0-1."""
        return _weight(self._words.get(word, 1), self._size)

    def place(self, word: str) -> float:
        """Return the weight of a word of affiliations, 0-1."""
        return _weight(self._places.get(word, 1), self._mentions)

    def venue(self, venue: str) -> float:
        """Return the weight of a venue, 0-1."""
        return _weight(self._venues.get(venue, 1), self._size)


def _weight(count: int, size: int) -> float:
    """Return the bits that a value of ``count`` among ``size`` says, as a share of 16."""
    return min(1.0, max(0.0, log2(max(size, 1024) / count) / 16))


class Profile:
    """What is known of one person; grows while clusters are built, so it is no value.

    Attributes:
        id: smallest id of its signatures.
        forms: the name forms, each once.
        slots: work and role of each signature: nobody has a role on a work twice.
        people: co-authors.
        words: how often a word is in titles.
        places: how often a word is in affiliations.
        venues: folded titles of containers.
        first: earliest year, or None.
        last: latest year, or None.
        identifiers: ORCID iDs and ISNIs.
        size: number of signatures.
    """

    __slots__ = (
        "first", "forms", "id", "identifiers", "last", "people", "place_norm", "places", "size", "slots", "venues",
        "word_norm", "words",
    )  # fmt: skip

    def __init__(self, signature: Signature, rarity: Rarity) -> None:
        self.id = signature.id
        self.forms = {signature.form}
        self.slots = {(signature.work, signature.role)}
        self.people = set(signature.people)
        self.words = {word: rarity.word(word) for word in signature.words}
        self.places = {word: rarity.place(word) for word in signature.places}
        self.word_norm = sum(weight * weight for weight in self.words.values())
        self.place_norm = sum(weight * weight for weight in self.places.values())
        self.venues = {signature.venue} if signature.venue else set()
        self.first = self.last = signature.year
        self.identifiers = set(signature.identifiers)
        self.size = 1

    def absorb(self, other: Profile) -> None:
        """Add what another profile knows; the other is spent afterwards."""
        self.id = min(self.id, other.id)
        self.forms |= other.forms
        self.slots |= other.slots
        self.people |= other.people
        self.venues |= other.venues
        self.identifiers |= other.identifiers
        self.word_norm = _add(self.words, other.words, self.word_norm)
        self.place_norm = _add(self.places, other.places, self.place_norm)
        years = [year for year in (self.first, self.last, other.first, other.last) if year is not None]
        self.first, self.last = (min(years), max(years)) if years else (None, None)
        self.size += other.size


def _add(mine: dict[str, float], others: Mapping[str, float], norm: float) -> float:
    """Add weights to weights, and return the new sum of squares."""
    for word, weight in others.items():
        before = mine.get(word, 0.0)
        mine[word] = before + weight
        norm += weight * (2 * before + weight)
    return norm


def clash(a: Profile, b: Profile) -> str:
    """Return why two profiles cannot be one person, or the empty string.

    They cannot if they have one role on one work twice, have two ORCID iDs or ISNIs, or a given name contradicts.
    An identifier that both have makes up for the names.
    """
    if len(a.slots) > len(b.slots):
        a, b = b, a
    if any(slot in b.slots for slot in a.slots):
        return "one work"
    shared = a.identifiers & b.identifiers
    if shared:
        return ""
    for scheme in ("orcid:", "isni:"):
        if any(each.startswith(scheme) for each in a.identifiers) and any(
            each.startswith(scheme) for each in b.identifiers
        ):
            return "identifiers"
    return "names" if names_clash(a.forms, b.forms) else ""


def names_clash(forms: Iterable[NameForm], others: Iterable[NameForm]) -> bool:
    """Tell whether a given name of one person contradicts one of the other."""
    return any(given_level(form, other) == DIFFERENT for form in forms for other in others)
