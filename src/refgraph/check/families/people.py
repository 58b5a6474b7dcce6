"""N508: names of persons across the list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from refgraph.check.bibliography import Bibliography
from refgraph.check.entry import Entry, person_key, plain, span_in
from refgraph.check.names import family_and_given, name_texts, split_names
from refgraph.check.rule import Hit, bibliography_rule
from refgraph.model.finding import Severity

_FEW = 12


@dataclass(frozen=True, slots=True)
class _Person:
    entry: Entry
    field: str
    text: str  # the name as it is written
    family: str
    given: str  # the first given name


@bibliography_rule("N508", "name-variant", Severity.INFO)
def name_variant(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a name that is one letter away from a person's named elsewhere in the list.

    Why: it is probably a slip, and splits a person in two.
    Example: "Sylcain Calinon" beside "Sylvain Calinon". Short names ("Wei", "Wen") and names that differ at
    the end only ("Daniel", "Daniela") are two persons.
    """
    counts: Counter[tuple[str, str]] = Counter()
    people: dict[tuple[str, str], _Person] = {}
    for entry in bibliography.entries:
        for role in ("author", "editor"):
            for text in name_texts(entry.source.value(role)):
                who = _who(text)
                if who is None:
                    continue
                counts[who] += 1
                if who not in people:
                    people[who] = _Person(entry, role, text, *who)
    seen: set[tuple[str, str, str, str]] = set()
    for one, other in _pairs(people.values()):
        rare, common = (
            (one, other) if counts[one.family, one.given] <= counts[other.family, other.given] else (other, one)
        )
        pair = (rare.family, rare.given, common.family, common.given)
        if pair in seen or pair[2:] + pair[:2] in seen or rare.entry is common.entry:
            continue
        seen.add(pair)
        field = rare.entry.fields[rare.field]
        written = next(name for name in split_names(field.value) if name.text == rare.text)
        message = f"{plain(rare.text)!r} is nearly {plain(common.text)!r} of {common.entry.key}; one person?"
        yield Hit(
            message=message,
            entry=rare.entry,
            field=field,
            span=span_in(field, written.span),
            value=rare.text,
        )


@lru_cache(maxsize=65536)  # one person wrote many works
def _who(text: str) -> tuple[str, str] | None:
    """Return the family and the first given name of a person, for comparing; None for other names."""
    family, given = family_and_given(text)
    if not given or any(map(str.isdigit, text)):
        return None
    family, words = person_key(family, given)
    return (family, words[0]) if words else None


def _pairs(people: Iterable[_Person]) -> Iterator[tuple[_Person, _Person]]:
    """Yield pairs of persons one letter apart, by blocks that share a whole name and the rest but one letter."""
    by_family: dict[str, dict[str, _Person]] = defaultdict(dict)
    by_given: dict[str, dict[str, _Person]] = defaultdict(dict)
    for person in people:
        if len(person.given) >= 5:
            by_family[person.family].setdefault(person.given, person)
        if len(person.family) >= 6 and len(person.given) >= 4:
            by_given[person.given].setdefault(person.family, person)
    for block in (*by_family.values(), *by_given.values()):
        if len(block) > 1:
            pairs = list(_near(block))
            # A name that is near many others is one of a family of names, not a slip.
            times = Counter(name for pair in pairs for name in pair)
            yield from ((block[one], block[other]) for one, other in pairs if times[one] <= 3 and times[other] <= 3)


def _near(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that begin alike and differ in one letter in the middle."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_letter[name[0]].append(name)
    for group in by_letter.values():
        if len(group) > _FEW:
            yield from _near_among_many(group)
        else:
            near = (pair for pair in combinations(group, 2) if -2 < len(pair[0]) - len(pair[1]) < 2)
            yield from ((one, other) for one, other in near if one[:-1] != other[:-1] and _one_apart(one, other))


def _near_among_many(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that differ in one letter after the first, by what is left without it."""
    shortened: dict[str, list[str]] = defaultdict(list)
    done = set()
    for name in names:
        for key in dict.fromkeys((name, *(name[:place] + name[place + 1 :] for place in range(1, len(name))))):
            for other in shortened[key]:
                pair = (other, name)
                if pair not in done and other[:-1] != name[:-1] and _one_apart(other, name):
                    done.add(pair)
                    yield pair
            shortened[key].append(name)


def _one_apart(one: str, other: str) -> bool:
    """Return True if names differ by one letter or two swapped ones, not at the end, and are not both common."""
    if frozenset({one, other}) in _DIFFERENT or one.startswith(other) or other.startswith(one):
        return False
    if len(one) == len(other):
        places = [place for place in range(len(one)) if one[place] != other[place]]
        swapped = (
            len(places) == 2
            and places[1] == places[0] + 1
            and one[places[0]] == other[places[1]]
            and one[places[1]] == other[places[0]]
        )
        return (len(places) == 1 or swapped) and places[-1] < len(one) - 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(1, len(longer) - 1))


# Pairs of given names that are one letter apart and both common.
_DIFFERENT = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "stefan/stephan kristen/kirsten christen/kristen marion/marian eric/erik allan/alan "
        "philip/phillip karin/karen "
        "katrin/kathrin karsten/kirsten carsten/karsten jonathan/jonathon geoffrey/jeffrey "
        "xiaomin/xiaoming xiaolin/xiaoling "
        "yuming/yumin jianhua/jinhua jianping/jinping xiaoyan/xiaoyang matthias/mathias thorsten/torsten "
        "bjorn/bjoern martin/marvin "
        "robert/rupert marina/marika elena/elina helena/helene giovanni/giovani alison/allison "
        "nicolas/nicholas"
    ).split()
)
