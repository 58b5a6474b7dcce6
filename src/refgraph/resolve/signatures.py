"""Signatures: one for each person on each work, with what the work says about who it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from refgraph.dedupe.prepare import content_words
from refgraph.model import Contributor, Library, Name, Scheme, Work
from refgraph.resolve.names import NameForm, name_form
from refgraph.text.normal import fold
from refgraph.text.sounds import sound_key

MOST_PEOPLE = 60
"""Of a work with more contributors only those around a person count as co-authors."""
_IDENTITY = frozenset({Scheme.ORCID, Scheme.ISNI})


class Signature(NamedTuple):
    """A person's name on a work, to compare by.

    Attributes:
        id: key of the work, role and place in that role from 1: "allison2018/author/1".
        work: key of the work.
        role: CSL role.
        form: the name.
        people: the other contributors of the work, as family name and initial.
        words: words of the title that carry meaning.
        places: words of the affiliations.
        venue: folded title of the container; the empty string where there is none.
        year: year of publication, or None.
        identifiers: ORCID iDs and ISNIs as "scheme:value".
    """

    id: str
    work: str
    role: str
    form: NameForm
    people: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[str, ...]
    venue: str
    year: int | None
    identifiers: tuple[str, ...]


class Mention(NamedTuple):
    """A contributor on a work.

    Attributes:
        id: key of the work, role and place in that role from 1: "allison2018/author/1".
        work: the work.
        contributor: the contributor.
        position: place in its role, from 1.
    """

    id: str
    work: Work
    contributor: Contributor
    position: int


def mentions(library: Iterable[Work]) -> Iterator[Mention]:
    """Yield every contributor of every work, in order."""
    for work in library:
        positions: dict[str, int] = {}
        for each in work.contributors:
            place = positions[each.role] = positions.get(each.role, 0) + 1
            yield Mention(f"{work.key}/{each.role.value}/{place}", work, each, place)


def signatures(library: Library) -> list[Signature]:
    """Return the signatures of all persons of a library, in order; names without a letter are left out."""
    found: list[Signature] = []
    for work in library:
        named = list(mentions([work]))
        people = [_short_name(each.contributor) for each in named]
        words, venue = _words(work), fold(work.container_title or work.event_title or "").removeprefix("the ")
        for place, each in enumerate(named):
            agent = each.contributor.agent
            form = name_form(agent) if isinstance(agent, Name) else None
            if form is None:
                continue
            found.append(
                Signature(
                    id=each.id,
                    work=work.key,
                    role=each.contributor.role.value,
                    form=form,
                    people=_others(people, place),
                    words=words,
                    places=_places(each.contributor.affiliations),
                    venue=venue,
                    year=work.year,
                    identifiers=identity(each.contributor),
                )
            )
    return found


def identity(contributor: Contributor) -> tuple[str, ...]:
    """Return the ORCID iDs and ISNIs of a contributor as "scheme:value"."""
    return tuple(sorted(str(each) for each in contributor.identifiers if each.scheme in _IDENTITY))


def _others(people: list[str], place: int) -> tuple[str, ...]:
    own = people[place]
    if len(people) > MOST_PEOPLE:
        people = people[max(0, place - MOST_PEOPLE // 2) : place + MOST_PEOPLE // 2]
    return tuple(dict.fromkeys(name for name in people if name and name != own))


def _short_name(contributor: Contributor) -> str:
    agent = contributor.agent
    if not isinstance(agent, Name):
        return f"{fold(agent.name)};"
    form = name_form(agent)
    return f"{form.family}, {form.initial}" if form else ""


def _words(work: Work) -> tuple[str, ...]:
    text = " ".join((work.title or "", *work.keywords))
    return tuple(dict.fromkeys(_stem(word) for word in content_words(fold(text)) if len(word) > 2))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """Return a word without the ending of a plural, which is all that titles of one subject need."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1 << 16)
def _places(affiliations: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for text in affiliations for word in content_words(fold(text)) if len(word) > 1))


def block_keys(form: NameForm) -> list[str]:
    """Return the keys that two forms of one name share: sound of a family name and initial.

    Names of several family words have a key for the first and the last too, and short names for the swapped order.
    """
    words = form.family.split()
    families = dict.fromkeys((form.family, words[0], words[-1]))
    keys = [f"{sound_key(family)} {form.initial}" for family in families]
    if form.particles:
        keys.append(f"{sound_key(form.particles + form.family)} {form.initial}")
    if len(form.given) == 1 and len(form.given[0]) > 1 and len(words) == 1:
        keys.append(f"{sound_key(form.given[0])} {form.family[0]}")
    if not form.latin and form.given:  # "Жомарт" is written with J, Zh or Z
        sound = sound_key(form.initial)
        keys += [f"{sound_key(form.family)} {letter}" for letter in ascii_lowercase if sound_key(letter) == sound]
    return list(dict.fromkeys(keys))


def counts(values: Iterable[Iterable[str]]) -> Mapping[str, int]:
    """Return how many of the collections hold each value; each collection holds it once."""
    found: dict[str, int] = {}
    for each in values:
        for value in each:
            found[value] = found.get(value, 0) + 1
    return found
