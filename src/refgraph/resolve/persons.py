"""Comparison of persons: points for names, co-authors, affiliations, subjects, venues and years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from math import log2, sqrt

from refgraph.dedupe.evidence import DIFFERENT, MISSING, REVIEW, SAME, THRESHOLD, Comparison, Evidence, Outcome
from refgraph.resolve.names import (
    COMPOUND,
    FITS,
    FULL,
    INITIAL,
    INITIALS,
    PARTICLE,
    SPELLING,
    SWAPPED,
    NameForm,
    family_level,
    given_level,
)
from refgraph.resolve.profiles import Profile, Rarity, clash

_GIVEN_POINTS = {FULL: 800, INITIALS: 792, INITIAL: 810, FITS: 810, SPELLING: 640, SAME: 810, MISSING: 480}
_FAMILY_POINTS = {SAME: 0, PARTICLE: -120, SPELLING: -60, COMPOUND: -60, SWAPPED: -30}
_PER_FIT = {FULL: 12, INITIALS: 35, INITIAL: 58, FITS: 58, SPELLING: 20, SAME: 60, MISSING: 60}
_PER_NAMESAKE = {FULL: 9, INITIALS: 12, INITIAL: 22, FITS: 22, SPELLING: 10, SAME: 30, MISSING: 30}
_SUFFIX_MISSING = -120
_PER_BIT_OF_TRUST = 40
_UNSEEN = 10.0
"""Names that are taken to agree, and to differ, before any of a library is seen."""


class Namesakes:
    """How many people may share a name, judged by how many given names the library has for a family name.

    A library knows no list of common names; but one that holds twenty different "Wang, J..." shows that "Wang, J."
    says little, and one that holds a single "Nazarbayev" that it says much.

    Attributes:
        trust: how far one family name and first initial are one person in this library, in bits, at least 0.
    """

    def __init__(self, forms: Iterable[NameForm]) -> None:
        counts = Counter(forms)
        seen = set(counts)
        self.trust = _trust(counts)
        self._specific: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._initials: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._family: defaultdict[str, set[str]] = defaultdict(set)
        latin = {form.family for form in seen if form.latin}
        for form in seen:
            if not form.given or (not form.latin and form.family not in latin):
                continue
            key = (form.family, form.initial)
            if form.full:
                self._specific[key].add(form.full)
                self._family[form.family].add(form.full)
            elif len(form.given) > 1:
                self._initials[key].add(form.initials[:2])
            self._family[form.family].add(form.initial)

    def fits(self, form: NameForm) -> int:
        """Return how many different fuller names the form can stand for, at least 1."""
        key = (form.family, form.initial)
        if form.full:
            return max(1, sum(1 for name in self._specific[key] if name.startswith(form.full)))
        if len(form.given) < 2:
            return max(1, len(self._specific[key]), len(self._initials[key]))
        second = form.given[1][0]
        return max(1, sum(1 for name in self._specific[key] if second in name[1:]))

    def family(self, form: NameForm) -> int:
        """Return how many different given names the family name has, at least 1."""
        return max(1, len(self._family[form.family]))


def _trust(counts: Mapping[NameForm, int]) -> float:
    """Return how far one family name and first initial are one person in a library, in bits, at least 0.

    Judged by the names that are written out: the odds that two of them agree which agree so far.

    Args:
        counts: how often the library has each form.
    """
    alike: defaultdict[tuple[str, str], Counter[NameForm]] = defaultdict(Counter)
    for form, count in counts.items():
        if form.full:
            alike[form.family, form.initial][form] = count
    agree = differ = _UNSEEN
    for forms in alike.values():
        others = forms.total() - 1
        for form, count in forms.items() if others else ():
            same = sum(n for other, n in forms.items() if given_level(form, other) != DIFFERENT) - 1
            agree += count * same / others
            differ += count * (others - same) / others
    return max(0.0, log2(agree / differ))


class Judge:
    """Compares persons of one library, which says how rare names, words and venues are."""

    def __init__(self, namesakes: Namesakes, rarity: Rarity, threshold: int = THRESHOLD) -> None:
        self.namesakes = namesakes
        self.rarity = rarity
        self.threshold = threshold
        self._names: dict[tuple[NameForm, NameForm], Evidence] = {}

    def compare(self, a: Profile, b: Profile) -> Comparison:
        """Compare two persons; the result does not depend on which comes first."""
        if b.id < a.id:
            a, b = b, a
        why = clash(a, b)
        shared = a.identifiers & b.identifiers
        evidence = self.evidence(a, b)
        total = max(0, min(1000, sum(each.points for each in evidence)))
        if shared and not why:
            said = f"both have {min(shared)}"
            return Comparison(a.id, b.id, 1000, Outcome.SAME, said, evidence)
        if why:
            alike = evidence[0].level != DIFFERENT and total >= self.threshold and why != "one work"
            outcome = Outcome.REVIEW if alike and why == "names" else Outcome.DIFFERENT
            return Comparison(a.id, b.id, total, outcome, _CLASHES[why], evidence, why)
        return Comparison(a.id, b.id, total, self._outcome(total), _reason(evidence), evidence)

    def score(self, a: Profile, b: Profile) -> int:
        """Return the score alone, 0-1000, or 0 for persons that cannot be one."""
        if clash(a, b):
            return 0
        if a.identifiers & b.identifiers:
            return 1000
        name = self.name(a, b).points
        if name <= 0:
            return 0
        total = name + people_points(a, b, self.rarity)[1] + places_points(a, b)[1] + subject_points(a, b)[1]
        return max(0, min(999, total + venue_points(a, b, self.rarity)[1] + years_points(a, b)[1]))

    def evidence(self, a: Profile, b: Profile) -> tuple[Evidence, ...]:
        """Return what each field says, the name first."""
        return (
            self.name(a, b),
            Evidence("co-authors", *people_points(a, b, self.rarity)),
            Evidence("affiliation", *places_points(a, b)),
            Evidence("subject", *subject_points(a, b)),
            Evidence("venue", *venue_points(a, b, self.rarity)),
            Evidence("years", *years_points(a, b)),
        )

    def name(self, a: Profile, b: Profile) -> Evidence:
        """Return what the names say, by the two forms that agree best."""
        if len(a.forms) == len(b.forms) == 1:
            return self.forms(next(iter(a.forms)), next(iter(b.forms)))
        found = [self.forms(form, other) for form, other in product(a.forms, b.forms)]
        return max(found, key=lambda each: (each.points, each.level))

    def forms(self, a: NameForm, b: NameForm) -> Evidence:
        """Return what two name forms say: 0 points and less if they cannot be one person's."""
        key = (a, b) if a <= b else (b, a)
        if key not in self._names:
            self._names[key] = self._forms(*key)
        return self._names[key]

    def _forms(self, a: NameForm, b: NameForm) -> Evidence:
        family, given = family_level(a, b), given_level(a, b)
        if DIFFERENT in {family, given}:
            return Evidence("name", DIFFERENT, -700)
        fits = max(self.namesakes.fits(a), self.namesakes.fits(b))
        others = max(self.namesakes.family(a), self.namesakes.family(b))
        points = _GIVEN_POINTS[given] + _FAMILY_POINTS[family]
        points -= int(_PER_FIT[given] * log2(fits) + _PER_NAMESAKE[given] * log2(others))
        if family in {SAME, PARTICLE}:
            points += int(_PER_BIT_OF_TRUST * self.namesakes.trust)
        if a.suffix != b.suffix:
            points += _SUFFIX_MISSING
        return Evidence("name", given if family == SAME else f"{family}, {given}", max(1, points))

    def _outcome(self, total: int) -> Outcome:
        if total >= self.threshold:
            return Outcome.SAME
        return Outcome.REVIEW if total >= self.threshold - REVIEW else Outcome.DIFFERENT


_CLASHES = {
    "one work": "both stand on one work in one role",
    "identifiers": "their identifiers differ",
    "names": "their given names contradict each other",
}


def _reason(evidence: tuple[Evidence, ...]) -> str:
    agree = [each.field for each in evidence if each.points > 0]
    against = [each.field for each in evidence if each.points < 0]
    said = f"{', '.join(agree)} agree" if agree else "nothing agrees"
    return said + (f"; {', '.join(against)} do not" if against else "")


# --- what works say of a person

_PEOPLE = 230
_MOST_PEOPLE = 420
_PLACES = 365
_SUBJECT = 730
_MOST_SUBJECT = 220
_VENUE = 120


def people_points(a: Profile, b: Profile, rarity: Rarity) -> tuple[str, int]:
    """Return level and points of shared co-authors; rare names count more."""
    if not a.people or not b.people:
        return MISSING, 0
    shorter, longer = (a.people, b.people) if len(a.people) <= len(b.people) else (b.people, a.people)
    shared = [name for name in shorter if name in longer]
    if not shared:
        return "none shared", -70
    weight = sum(sorted((rarity.person(name) for name in shared), reverse=True)[:4])
    return f"{len(shared)} shared", min(_MOST_PEOPLE, int(_PEOPLE * weight))


def places_points(a: Profile, b: Profile) -> tuple[str, int]:
    """Return level and points of affiliations that have rare words in common."""
    if not a.places or not b.places:
        return MISSING, 0
    alike = _cosine(a.places, b.places, a.place_norm, b.place_norm)
    if alike < 0.15:
        return DIFFERENT, -30
    return (SAME if alike > 0.95 else "similar"), int(_PLACES * alike * _strongest(a.places, b.places))


def subject_points(a: Profile, b: Profile) -> tuple[str, int]:
    """Return level and points of titles that have rare words in common."""
    if len(a.words) < 2 or len(b.words) < 2:
        return MISSING, 0
    alike = _cosine(a.words, b.words, a.word_norm, b.word_norm)
    if alike == 0:
        return DIFFERENT, -35
    return ("near" if alike > 0.2 else "some words"), min(_MOST_SUBJECT, int(_SUBJECT * alike) - 15)


def venue_points(a: Profile, b: Profile, rarity: Rarity) -> tuple[str, int]:
    """Return level and points of a shared venue."""
    if not a.venues or not b.venues:
        return MISSING, 0
    shared = a.venues & b.venues
    if not shared:
        return DIFFERENT, -10
    return SAME, int(_VENUE * max(rarity.venue(venue) for venue in shared))


def years_points(a: Profile, b: Profile) -> tuple[str, int]:
    """Return level and points of the years between the latest work of one and the earliest of the other."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return MISSING, 0
    gap = max(0, a.first - b.last, b.first - a.last)
    span = max(a.last, b.last) - min(a.first, b.first)
    if span > 75:
        return "a lifetime apart", -400
    if gap > 40:
        return "far apart", -150
    return ("some years apart", -40) if gap > 20 else ("near", 0)


def _cosine(a: Mapping[str, float], b: Mapping[str, float], a_norm: float, b_norm: float) -> float:
    if len(a) > len(b):
        a, b = b, a
    dot = sum(weight * b[word] for word, weight in a.items() if word in b)
    return dot / sqrt(a_norm * b_norm) if dot else 0.0


def _strongest(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the weight of the rarest word two affiliations share, as the share of its works."""
    return max((min(1.0, weight) for word, weight in a.items() if word in b), default=0.0)
