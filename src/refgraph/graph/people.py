"""Which names over a library are one person's or one body's; a wrong join is worse than a missed one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from refgraph.model import Contributor, Name, Organization
from refgraph.text.normal import fold

Groups = Sequence[Sequence[int]]


def resolve(contributors: Sequence[Contributor]) -> Groups:
    """Group the contributors that are one person or body.

    Persons: the same family name with its particles (accents and scripts levelled), and either a shared ORCID or ISNI,
    or given names that say the same as far as each goes ("R." and "Roy", not "R." and "P."). Two different ORCID iDs
    are two persons. A name with initials that fits two fuller names stays by itself. Bodies: the same name, or a name
    that is the acronym of exactly one body of the library.

    Args:
        contributors: every contributor of every work.

    Returns:
        Groups of positions, in the order of their first members.
    """
    families: defaultdict[str, list[int]] = defaultdict(list)
    bodies: list[int] = []
    for place, each in enumerate(contributors):
        if isinstance(each.agent, Organization):
            bodies.append(place)
        else:
            families[_family(each.agent)].append(place)
    groups = [group for places in families.values() for group in _persons(places, contributors)]
    groups += _bodies(bodies, contributors)
    return sorted((sorted(group) for group in groups), key=lambda group: group[0])


def _family(name: Name) -> str:
    return fold(name.literal or name.full_family)


def given_words(name: Name) -> tuple[str, ...]:
    """Return the given names, and the suffix as a last word, folded."""
    return (*fold(name.given or "").split(), *(f"+{fold(word)}" for word in (name.suffix or "").split()))


# --- persons


def _persons(places: Iterable[int], contributors: Sequence[Contributor]) -> list[list[int]]:
    """Group the contributors of one family name: by form, then shorter forms with the one fuller form they fit."""
    forms: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in places:
        agent = contributors[place].agent
        assert isinstance(agent, Name)
        forms[given_words(agent)].append(place)
    groups: list[list[int]] = []
    homes: dict[tuple[str, ...], list[int]] = {}
    for form in sorted(forms, key=_fullness, reverse=True):
        fitting = _longest_forms([other for other in homes if _fits(form, other)])
        own = _by_identifier(forms[form], contributors)
        if len(fitting) == 1 and len(own) == 1 and _no_clash([*own[0], *homes[fitting[0]]], contributors):
            homes[fitting[0]].extend(own[0])
            homes[form] = homes[fitting[0]]
        else:
            groups.extend(own)
            if len(own) == 1:
                homes[form] = own[0]
    return _joined_by_identifier(groups, contributors)


def _fullness(form: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return (sum(len(word) for word in form), len(form), form)


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether each given name can stand for the one at its place in the fuller form; none at all fits nothing."""
    if not short or not full or [w for w in short if w[0] == "+"] != [w for w in full if w[0] == "+"]:
        return False
    words, others = (tuple(word for word in form if word[0] != "+") for form in (short, full))
    if not words or len(words) > len(others):
        return False
    return all(
        other == word or (len(word) == 1 and other.startswith(word)) for word, other in zip(words, others, strict=False)
    )


def _longest_forms(forms: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out forms that fit a fuller one of the list: they say nothing else."""
    return [form for form in forms if not any(form != other and _fits(form, other) for other in forms)]


def _identifiers(place: int, contributors: Sequence[Contributor]) -> set[str]:
    return {str(each) for each in contributors[place].identifiers}


def _by_identifier(places: list[int], contributors: Sequence[Contributor]) -> list[list[int]]:
    """Split people of one name where their ORCID iDs say that they are several; those without stay together."""
    known: defaultdict[str, list[int]] = defaultdict(list)
    rest: list[int] = []
    for place in places:
        orcid = _orcid(place, contributors)
        (known[orcid] if orcid else rest).append(place)
    if len(known) <= 1:
        return [places]
    return [*known.values(), *([rest] if rest else [])]


def _orcid(place: int, contributors: Sequence[Contributor]) -> str | None:
    return next((each for each in sorted(_identifiers(place, contributors)) if each.startswith("orcid:")), None)


def _no_clash(places: Iterable[int], contributors: Sequence[Contributor]) -> bool:
    return len({orcid for place in places if (orcid := _orcid(place, contributors))}) <= 1


def _joined_by_identifier(groups: list[list[int]], contributors: Sequence[Contributor]) -> list[list[int]]:
    """Join groups of one family name that share an ORCID or ISNI ("Roy Allison", "Allison")."""
    homes: dict[str, list[int]] = {}
    joined: list[list[int]] = []
    for group in groups:
        shared = {each for place in group for each in _identifiers(place, contributors)}
        home = next((homes[each] for each in sorted(shared) if each in homes), None)
        if home is None:
            joined.append(group)
            home = group
        else:
            home.extend(group)
        homes |= dict.fromkeys(shared, home)
    return joined


# --- bodies


def _bodies(places: Iterable[int], contributors: Sequence[Contributor]) -> list[list[int]]:
    names: defaultdict[str, list[int]] = defaultdict(list)
    acronyms: defaultdict[str, set[str]] = defaultdict(set)
    for place in places:
        agent = contributors[place].agent
        assert isinstance(agent, Organization)
        names[fold(agent.name)].append(place)
        if agent.acronym:
            acronyms[fold(agent.acronym)].add(fold(agent.name))
    return _with_acronyms(names, acronyms)


def _with_acronyms(names: Mapping[str, list[int]], acronyms: Mapping[str, set[str]]) -> list[list[int]]:
    groups = dict(names)
    for acronym, bodies in acronyms.items():
        body = next(iter(bodies))
        if len(bodies) == 1 and acronym in groups and acronym != body:
            groups[body] = [*groups[body], *groups.pop(acronym)]
    return list(groups.values())
