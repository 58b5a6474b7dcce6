"""The venues of a library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from refgraph.dedupe.clusters import Cluster
from refgraph.dedupe.decisions import Decision, check_decisions
from refgraph.dedupe.evidence import Comparison
from refgraph.model import Library, Venue, Work, venue_of
from refgraph.model.schemes import Scheme
from refgraph.resolve.results import Resolution, ResolvedVenue, count_forms, known_decisions
from refgraph.resolve.units import group
from refgraph.resolve.venue_titles import VenueTitle, venue_title
from refgraph.resolve.venues import VenueUnit, compare_venues
from refgraph.text.normal import fold
from refgraph.text.sounds import sound_key


@dataclass(frozen=True, kw_only=True)
class VenueResult(Resolution):
    """The venues of a library.

    Attributes:
        venues: journals, books, meetings and series, in the order of their first works.
    """

    venues: tuple[ResolvedVenue, ...]


def resolve_library_venues(library: Library, decisions: Sequence[Decision]) -> VenueResult:
    """Resolve venues; see `refgraph.resolve.resolve_venues`."""
    check_decisions(decisions)
    found = [(work, venue) for work in library if (venue := venue_of(work)) is not None]
    units = _units(found)
    by_id = {each.id: each for each in units}
    known, findings = known_decisions(decisions, lambda a, b: a in by_id and b in by_id)
    same = sorted(each.pair for each in known if each.same)
    different = sorted(each.pair for each in known if not each.same)
    grouped = group(units, _keys, compare_venues, same, different)
    homes = {member: cluster.id for cluster in grouped.clusters for member in cluster.members}
    return VenueResult(
        venues=_venues(grouped.clusters, by_id, found),
        pairs=grouped.comparisons,
        decisions=known,
        findings=findings,
        _homes=homes,
        _compare=partial(_compare, by_id),
    )


def _compare(units: Mapping[str, VenueUnit], a: str, b: str) -> Comparison:
    return compare_venues(units[a], units[b])


def _unit_id(title: VenueTitle) -> str:
    """Return the id that all works with this title share; remarks in brackets set namesakes apart."""
    words = " ".join((title.name, *title.places)) or "unnamed"
    return f"venue:{words.replace(' ', '-')}"


def _units(found: Sequence[tuple[Work, Venue]]) -> list[VenueUnit]:
    """Return what is compared: one for each title, with all that its works say."""
    works: defaultdict[str, list[str]] = defaultdict(list)
    titles: defaultdict[str, dict[VenueTitle, None]] = defaultdict(dict)
    issns: defaultdict[str, set[str]] = defaultdict(set)
    for work, venue in found:
        title = venue_title(venue.name)
        unit = _unit_id(title)
        works[unit].append(work.key)
        titles[unit][title] = None
        if venue.short and fold(venue.short):
            titles[unit][venue_title(venue.short)] = None
        issns[unit] |= {each.canonical for each in venue.identifiers if each.scheme is Scheme.ISSN}
    return [
        VenueUnit(unit, tuple(sorted(titles[unit])), frozenset(issns[unit]), tuple(keys))
        for unit, keys in works.items()
    ]


def _keys(unit: VenueUnit) -> Iterator[str]:
    """Yield the keys that two titles of one venue share: ISSNs, the title, and the first letters of its words."""
    yield from unit.issns
    for title in unit.titles:
        yield f"t:{title.name.replace(' ', '')}"
        if " " not in title.name:
            yield f"i:{title.name}"
        yield from (f"i:{acronym}" for acronym in title.acronyms)
        yield "i:" + "".join(word[0] for word in title.name.split())
        for words in (*title.variants, *title.mains):
            yield "i:" + "".join(word[0] for word in words)
            if len(words) > 1:
                yield "s:" + " ".join(sound_key(word) for word in words)


def _venues(
    clusters: Sequence[Cluster], units: Mapping[str, VenueUnit], found: Sequence[tuple[Work, Venue]]
) -> tuple[ResolvedVenue, ...]:
    named = {work.key: venue for work, venue in found}
    order = {work.key: place for place, (work, _) in enumerate(found)}
    made = []
    for cluster in clusters:
        keys = sorted((key for member in cluster.members for key in units[member].works), key=order.__getitem__)
        venues = [named[key] for key in keys]
        events = {title.event for member in cluster.members for title in units[member].titles if title.event}
        made.append(
            ResolvedVenue(
                id=cluster.id,
                name=max((venue.name for venue in venues), key=lambda name: (len(fold(name)), name)),
                forms=count_forms(venue.name for venue in venues),
                identifiers=tuple(sorted({str(each) for venue in venues for each in venue.identifiers})),
                works=tuple(keys),
                members=cluster.members,
                kind=venues[0].kind,
                short=next((venue.short for venue in venues if venue.short), None),
                events=tuple(sorted(events)),
            )
        )
    return tuple(sorted(made, key=lambda each: order[each.works[0]]))
