"""Comparison of two lists of people, and of two names."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Indel

from refgraph.dedupe.evidence import DIFFERENT, MISSING, SAME, Evidence
from refgraph.dedupe.prepare import Person, Record, content_words

_ALL_THE_SAME = (0, 220, 250, 280, 310)
"""Points of lists of 1, 2, 3 and more people that all have a partner: the more, the less it is chance."""


_PART_OF_LIST = 110
"""Points of a list whose people are all in the other, but not the first of it: databases lose the rest."""
_FEW = -20
"""Points of lists that agree in the first people and in few others: columns of which a person edits all."""


def compare_people(a: Record, b: Record) -> Evidence:
    """Compare authors (or editors) in any order, by family name, sound and initials."""
    if not a.people or not b.people:
        return Evidence("authors", MISSING, 0)
    if a.people == b.people:
        return Evidence("authors", SAME, 230 if len(a.people) == 1 else _ALL_THE_SAME[min(len(a.people), 4)])
    shorter, longer = sorted((a.people, b.people), key=len)
    matched = _matched(shorter, longer)
    first = same_person(a.people[0], b.people[0])
    if matched == len(shorter) == len(longer):
        return Evidence("authors", SAME, _ALL_THE_SAME[min(matched, 4)])
    # Styles and databases print only so many names.
    cut = a.truncated or b.truncated or len(shorter) in {1, 3, 6, 7, 10}
    if matched == len(shorter) and first and cut:
        said = a.truncated or b.truncated
        return Evidence("authors", "truncated", 230 if matched > 1 else 120 if said else 110)
    if matched == len(shorter) == 1 and not first and not stand_apart(a, b):
        return Evidence("authors", "some", _PART_OF_LIST)
    return _partly_the_same(matched, len(shorter), first=first, family=same_family(a.people[0], b.people[0]))


def stand_apart(a: Record, b: Record) -> bool:
    """Return True if two records begin on different pages: what one of them lacks is then no mere gap."""
    return bool(a.first and b.first) and a.first != b.first


def _partly_the_same(matched: int, size: int, *, first: bool, family: bool) -> Evidence:
    """Judge two lists of people of which some match; `first` and `family` tell whether the first ones do."""
    if matched >= 2 and matched * 10 >= size * 6:
        return Evidence("authors", "most", 180 if first else 140)
    if matched:
        few = matched * 2 < size
        return Evidence("authors", "some", (_FEW if few else 60) if first else -60 if few else 0)
    return Evidence("authors", "family only", -60) if family else Evidence("authors", DIFFERENT, -250)


def _matched(shorter: tuple[Person, ...], longer: tuple[Person, ...]) -> int:
    """Count the people of the shorter list that have a partner of their own in the longer one."""
    rest = list(longer[:60])
    count = 0
    for person in shorter[:60]:
        partner = next((place for place, other in enumerate(rest) if same_person(person, other)), None)
        if partner is not None:
            del rest[partner]
            count += 1
    return count


@lru_cache(maxsize=1 << 16)
def same_person(a: Person, b: Person) -> bool:
    """Return True if two names can be one person's: family names alike and no initial that contradicts."""
    if same_family(a, b):
        return initials_agree(a.given, b.given)
    words_a, words_b = f"{a.given} {a.family}".split(), f"{b.given} {b.family}".split()
    if len(words_a) > 1 and sorted(words_a) == sorted(words_b):  # "Xi Jinping" and "Jinping Xi"
        return True
    return _swapped(a, b) or _swapped(b, a) or _lost_family(a, b) or _lost_family(b, a)


def _lost_family(a: Person, b: Person) -> bool:
    """Tell whether all that is left of one is an initial of the other: "Vazirani, U. V." was cut to "U."."""
    return len(a.family) == 1 and not a.given and bool(b.given) and a.family in _initials(b.given.split())


def _swapped(a: Person, b: Person) -> bool:
    """Tell whether one has the other's family name as given name ("Jinping, Xi" and "Xi, J.")."""
    return len(a.given) > 1 and a.given == b.family and a.family[:1] == b.given[:1]


def same_family(a: Person, b: Person) -> bool:
    """Return True if two family names are spellings of one."""
    left, right = a.family, b.family
    if left == right or left.replace(" ", "") == right.replace(" ", ""):
        return True
    if (" " in left) != (" " in right) and (_acronym(left) in {right, b.given} or _acronym(right) in {left, a.given}):
        return True  # an organisation and its acronym
    ratio = Indel.normalized_similarity(left, right)
    if ratio >= 0.85 or (ratio >= 0.6 and a.sound == b.sound and len(a.sound) > 1):
        return True
    if " " in left and " " in right and _is_part(*sorted((left, right), key=len)):
        return True
    tail_left, tail_right = left.rpartition(" ")[2], right.rpartition(" ")[2]
    return (
        len(tail_left) > 2 and len(tail_right) > 2 and (tail_left == right or tail_right == left)
    )  # "van der Berg", "Berg"


def _is_part(short: str, long: str) -> bool:
    """Tell whether a body's name is another's without some words ("Glacier Team", "The Glacier Team, Bern")."""
    words = set(content_words(short))
    return len(words) > 1 and words <= set(content_words(long))


def _acronym(text: str) -> str:
    words = content_words(text)
    return "".join(word[0] for word in words) if len(words) > 1 else "-"  # equal to no name


def initials_agree(a: str, b: str) -> bool:
    """Return True if given names or initials can be one person's; what is missing agrees."""
    left, right = a.split(), b.split()
    if not left or not right:
        return True
    left_initials, right_initials = _initials(left), _initials(right)
    return (
        left_initials[0] == right_initials[0]
        or _letters_lost(left[0], right[0])
        or left_initials == right_initials[::-1]
        or right_initials[0] in left_initials[1:]
        or left_initials[0] in right_initials[1:]
    )


def _letters_lost(a: str, b: str) -> bool:
    """Tell whether one given name is the other without letters that a database lost: "ystein" of "Øystein"."""
    short, long = sorted((a, b), key=len)
    return len(short) > 2 and 0 < len(long) - len(short) < 3 and is_subsequence(short, long)


def is_subsequence(short: str, long: str) -> bool:
    """Return True if the letters of one text are among those of the other, in order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _initials(words: list[str]) -> str:
    if len(words) == 1 and len(words[0]) <= 3 and not set(words[0]) & set("aeiouy"):
        return words[0]  # "RE" without dots
    return "".join(word[0] for word in words)
