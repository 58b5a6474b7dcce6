"""The persons and bodies of a library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from refgraph.dedupe.decisions import Decision, check_decisions
from refgraph.dedupe.evidence import Comparison, Outcome
from refgraph.model import Agent, Library, Organization
from refgraph.resolve.linking import Linked, link
from refgraph.resolve.organizations import BodyUnit, body_keys, body_words, compare_bodies
from refgraph.resolve.persons import Judge, Namesakes
from refgraph.resolve.profiles import Profile, Rarity
from refgraph.resolve.results import Body, Person, Resolution, count_forms, known_decisions
from refgraph.resolve.signatures import Mention, Signature, identity, mentions, signatures
from refgraph.resolve.units import Grouped, group
from refgraph.text.normal import fold

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class PeopleResult(Resolution):
    """The persons and bodies of a library.

    Attributes:
        people: persons, in the order of their first works.
        bodies: organisations, likewise.
    """

    people: tuple[Person, ...]
    bodies: tuple[Body, ...]


def resolve_library_people(library: Library, decisions: Sequence[Decision]) -> PeopleResult:
    """Resolve persons and bodies; see `refgraph.resolve.resolve_people`."""
    check_decisions(decisions)
    named = {each.id: each for each in mentions(library)}
    found = signatures(library)
    units, members = _body_units(named.values())
    units_of = {member: unit for unit, some in members.items() for member in some}
    persons = {each.id for each in found}
    known, findings = known_decisions(
        decisions, lambda a, b: (a in persons and b in persons) or (a in units_of and b in units_of)
    )
    judge = Judge(Namesakes(each.form for each in found), Rarity(found))
    linked = link(found, judge, *_split(known, {each: each for each in persons}))
    grouped = group(units, body_keys, compare_bodies, *_split(known, units_of))
    people = _people(found, linked, named)
    people += _nameless(named, persons, units_of)
    bodies = [
        _body([named[each] for unit in cluster.members for each in members[unit]], cluster.id)
        for cluster in grouped.clusters
    ]
    order = {each: place for place, each in enumerate(named)}
    entities: tuple[Person | Body, ...] = (*people, *bodies)
    return PeopleResult(
        people=tuple(sorted(people, key=lambda each: min(order[member] for member in each.members))),
        bodies=tuple(sorted(bodies, key=lambda each: min(order[member] for member in each.members))),
        pairs=_pairs(linked, grouped),
        decisions=known,
        findings=findings,
        _homes={member: each.id for each in entities for member in each.members},
        _compare=_Comparing(found, units, units_of, judge),
    )


def _split(decisions: Iterable[Decision], homes: Mapping[str, str]) -> tuple[Pairs, Pairs]:
    """Return the pairs called the same and those called different, in terms of what is compared."""
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for each in decisions:
        a, b = homes.get(each.a), homes.get(each.b)
        if a is not None and b is not None and a != b:
            (same if each.same else different).add((min(a, b), max(a, b)))
    return sorted(same), sorted(different)


def _pairs(linked: Linked, grouped: Grouped) -> tuple[Comparison, ...]:
    return tuple(sorted((*linked.joined, *linked.doubtful, *grouped.comparisons), key=lambda each: each.pair))


class _Comparing:
    """Compares two contributors by what their own works say."""

    def __init__(
        self, found: Iterable[Signature], units: Iterable[BodyUnit], units_of: Mapping[str, str], judge: Judge
    ) -> None:
        self._found = {each.id: each for each in found}
        self._units = {each.id: each for each in units}
        self._units_of = units_of
        self._judge = judge

    def __call__(self, a: str, b: str) -> Comparison:
        if a in self._found and b in self._found:
            one, other = (Profile(self._found[each], self._judge.rarity) for each in (a, b))
            return self._judge.compare(one, other)
        if a in self._units_of and b in self._units_of:
            compared = compare_bodies(self._units[self._units_of[a]], self._units[self._units_of[b]])
            return compared._replace(a=min(a, b), b=max(a, b))
        reason = "a person and an organisation, or a name without a letter"
        return Comparison(min(a, b), max(a, b), 0, Outcome.DIFFERENT, reason, ())


# --- persons


def _people(found: Sequence[Signature], linked: Linked, named: Mapping[str, Mention]) -> list[Person]:
    return [_person([named[found[place].id] for place in places]) for places in linked.groups]


def _nameless(named: Mapping[str, Mention], persons: set[str], units_of: Mapping[str, str]) -> list[Person]:
    """Return a person for each name without a letter to compare by."""
    return [_person([each]) for each in named.values() if each.id not in persons and each.id not in units_of]


def _person(some: Sequence[Mention]) -> Person:
    agents = [each.contributor.agent for each in some]
    return Person(
        id=min(each.id for each in some),
        name=max(agents, key=_fullness).text,
        forms=count_forms(agent.text for agent in agents),
        identifiers=tuple(sorted({str(each) for one in some for each in one.contributor.identifiers})),
        works=tuple(dict.fromkeys(each.work.key for each in some)),
        members=tuple(sorted(each.id for each in some)),
    )


def _fullness(agent: Agent) -> tuple[int, str]:
    """Rank names by how much they say."""
    return len(fold(agent.text)), agent.text


# --- bodies


def _body_units(named: Iterable[Mention]) -> tuple[list[BodyUnit], dict[str, list[str]]]:
    """Return what is compared, one for each name with its acronym and identifiers, and the contributors of each."""
    groups: defaultdict[tuple[tuple[str, ...], frozenset[str], frozenset[str]], list[str]] = defaultdict(list)
    for each in named:
        agent = each.contributor.agent
        if isinstance(agent, Organization):
            words, acronyms = body_words(agent)
            if words:
                groups[words, acronyms, frozenset(identity(each.contributor))].append(each.id)
    units = [BodyUnit(min(some), *key) for key, some in groups.items()]
    return units, {min(some): sorted(some) for some in groups.values()}


def _body(some: Sequence[Mention], identifier: str) -> Body:
    agents = [each.contributor.agent for each in some]
    best = max((agent for agent in agents if isinstance(agent, Organization)), key=_fullness)
    return Body(
        id=identifier,
        name=best.name,
        forms=count_forms(agent.text for agent in agents),
        identifiers=tuple(sorted({str(each) for one in some for each in one.contributor.identifiers})),
        works=tuple(dict.fromkeys(each.work.key for each in some)),
        members=tuple(sorted(each.id for each in some)),
        acronym=next((agent.acronym for agent in agents if isinstance(agent, Organization) and agent.acronym), None),
    )
