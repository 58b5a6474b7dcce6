"""A library to its citation graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from refgraph.errors import InvalidValueError
from refgraph.graph.citation_graph import CitationGraph, Edge, EdgeKind, Node, NodeKind
from refgraph.graph.people import resolve
from refgraph.model import (
    Contributor,
    Identifier,
    Library,
    Name,
    Organization,
    Scheme,
    Work,
    parse_identifier,
    venue_of,
)
from refgraph.text.normal import fold


class _Mention(NamedTuple):
    """A contributor on a work, in the order of its role."""

    work: Work
    contributor: Contributor
    position: int


def build_graph(library: Library) -> CitationGraph:
    """Return the citation graph of a library.

    Authors are resolved conservatively, see `refgraph.graph.people.resolve`; venues are one where they share an ISSN or
    have the same title, accents and punctuation levelled. Deduplicate the library first: each of its works is a node.

    Args:
        library: works and citations.
    """
    mentions = list(_mentions(library))
    people, authored = _people(mentions)
    venues, published = _venues(library.works)
    cites = (
        Edge(source=_work_id(edge.citing), target=_work_id(edge.cited), kind=EdgeKind.CITES, label=edge.label)
        for edge in library.citations
    )
    return CitationGraph(
        nodes=(*(_work_node(work) for work in library), *people, *venues),
        edges=(*dict.fromkeys(cites), *authored, *published),
    )


def _work_id(key: str) -> str:
    return f"work:{key}"


def _work_node(work: Work) -> Node:
    names = [each.agent.full_family for each in work.authors or work.editors or work.contributors]
    by = (
        names[0] + (" et al." if len(names) > 2 else f" & {names[1]}" if len(names) == 2 else "") if names else work.key
    )
    return Node(
        id=_work_id(work.key),
        kind=NodeKind.WORK,
        label=by if work.year is None else f"{by} {work.year}",
        title=work.title or work.key,
        year=work.year,
        type=work.type,
        identifiers=_work_identifiers(work),
        works=(work.key,),
    )


def _work_identifiers(work: Work) -> tuple[str, ...]:
    named = ((Scheme(name), getattr(work, name)) for name in ("doi", "isbn", "pmid", "pmcid", "url"))
    found = [_canonical(text, scheme) for scheme, text in named if text]
    found += [_written(each) for each in work.identifiers]
    return tuple(dict.fromkeys(found))


def _canonical(text: str, scheme: Scheme) -> str:
    """Return a canonical identifier; one that is no valid one as it is written."""
    try:
        return _written(parse_identifier(text, scheme))
    except InvalidValueError:
        return f"{scheme}:{text}"


def _written(identifier: Identifier) -> str:
    return str(identifier) if identifier.scheme is Scheme.URL else f"{identifier.scheme}:{identifier.canonical}"


# --- people and bodies


def _mentions(library: Iterable[Work]) -> Iterator[_Mention]:
    for work in library:
        positions: defaultdict[str, int] = defaultdict(int)
        for each in work.contributors:
            positions[each.role] += 1
            yield _Mention(work, each, positions[each.role])


def _people(mentions: Sequence[_Mention]) -> tuple[list[Node], list[Edge]]:
    nodes = []
    targets: dict[int, str] = {}
    taken: set[str] = set()
    for group in resolve([mention.contributor for mention in mentions]):
        node = _person_node([mentions[place] for place in group], taken)
        nodes.append(node)
        targets |= dict.fromkeys(group, node.id)
    edges = [
        Edge(
            source=targets[place],
            target=_work_id(mention.work.key),
            kind=EdgeKind.AUTHORED,
            role=mention.contributor.role.value,
            position=mention.position,
        )
        for place, mention in enumerate(mentions)
    ]
    # Bodies after people: a reader looks for people first.
    return sorted(nodes, key=lambda node: node.kind is NodeKind.ORGANIZATION), edges


def _person_node(mentions: Sequence[_Mention], taken: set[str]) -> Node:
    agents = [mention.contributor.agent for mention in mentions]
    best = max(agents, key=lambda agent: (_detail(agent), agent.text))
    body = isinstance(best, Organization)
    acronym = best.acronym if isinstance(best, Organization) else None
    kind = NodeKind.ORGANIZATION if body else NodeKind.AUTHOR
    return Node(
        id=_free_id(f"{kind}:{_slug(best.inverted)}", taken),
        kind=kind,
        label=acronym or (best.text if body else _short(best)),
        title=f"{best.text} ({acronym})" if acronym else best.text,
        identifiers=tuple(dict.fromkeys(str(each) for mention in mentions for each in mention.contributor.identifiers)),
        works=tuple(dict.fromkeys(mention.work.key for mention in mentions)),
    )


def _detail(agent: Name | Organization) -> tuple[bool, int]:
    """Rank names by how much they say; of a body the full name above its acronym."""
    return (isinstance(agent, Organization) and agent.acronym is not None, len(fold(agent.text)))


def _short(agent: Name | Organization) -> str:
    """Return a name with initials for a drawing: "R. Allison"."""
    if isinstance(agent, Organization) or agent.literal or not agent.given:
        return agent.text
    return " ".join([*(f"{letter}." for letter in agent.initials), agent.full_family])


# --- venues


def _venues(works: Iterable[Work]) -> tuple[list[Node], list[Edge]]:
    """Return venue nodes and edges; works stand in one venue if they share an ISSN or the title of their container."""
    groups: list[list[Work]] = []
    homes: dict[str, list[Work]] = {}
    for work in works:
        if not work.container_title:
            continue
        names = [f"title:{_venue_name(work.container_title)}", *(f"issn:{each}" for each in _issns(work))]
        known = {id(homes[name]): homes[name] for name in names if name in homes}
        home, *others = known.values() or [[]]
        if not known:
            groups.append(home)
        for other in others:  # the ISSN of one, the title of another
            home.extend(other)
            other.clear()
            homes |= {name: home for name, group in homes.items() if group is other}
        home.append(work)
        homes |= dict.fromkeys(names, home)
    taken: set[str] = set()
    nodes = [_venue_node(group, taken) for group in groups if group]
    homes_of = {key: node.id for node in nodes for key in node.works}
    edges = [
        Edge(source=_work_id(work.key), target=homes_of[work.key], kind=EdgeKind.PUBLISHED_IN)
        for work in works
        if work.key in homes_of
    ]
    return nodes, edges


def _venue_name(title: str) -> str:
    return fold(title).removeprefix("the ")


def _issns(work: Work) -> list[str]:
    venue = venue_of(work)
    return [each.value for each in venue.identifiers if each.scheme is Scheme.ISSN] if venue else []


def _venue_node(works: Sequence[Work], taken: set[str]) -> Node:
    venues = [venue for work in works if (venue := venue_of(work)) is not None]
    title = max((venue.name for venue in venues), key=lambda name: (len(name), name))
    return Node(
        id=_free_id(f"{NodeKind.VENUE}:{_slug(title)}", taken),
        kind=NodeKind.VENUE,
        label=next((venue.short for venue in venues if venue.short), title),
        title=title,
        type=venues[0].kind,
        identifiers=tuple(dict.fromkeys(f"issn:{each}" for work in works for each in _issns(work))),
        works=tuple(dict.fromkeys(work.key for work in works)),
    )


# --- ids


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-") or "unnamed"


def _free_id(wanted: str, taken: set[str]) -> str:
    """Return the wanted id, with a number after it where two persons have one name."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found
