"""Persons, bodies and venues of a library as nodes and edges."""

from __future__ import annotations

from typing import NamedTuple

from refgraph.graph.citation_graph import Edge, EdgeKind, Node, NodeKind
from refgraph.model import Agent, Library, Organization
from refgraph.resolve import Body, PeopleResult, Person, VenueResult
from refgraph.resolve.signatures import mentions
from refgraph.text.normal import fold


class Nodes(NamedTuple):
    """Nodes of one kind and the edges between them and the works.

    Attributes:
        nodes: the nodes, in the order of their first works.
        edges: the edges, in the order of the works.
    """

    nodes: list[Node]
    edges: list[Edge]


def people_nodes(library: Library, resolved: PeopleResult) -> Nodes:
    """Return a node for each person and body, persons first, and an edge for each contributor of each work."""
    named = {each.id: each for each in mentions(library)}
    taken: set[str] = set()
    nodes: dict[str, Node] = {}
    entities: tuple[Person | Body, ...] = (*resolved.people, *resolved.bodies)
    for each in entities:
        agents = [named[member].contributor.agent for member in each.members]
        nodes[each.id] = _person_node(each, max(agents, key=_detail), taken)
    edges = [
        Edge(
            source=nodes[resolved.home(each.id)].id,
            target=f"work:{each.work.key}",
            kind=EdgeKind.AUTHORED,
            role=each.contributor.role.value,
            position=each.position,
        )
        for each in named.values()
    ]
    return Nodes(list(nodes.values()), edges)


def venue_nodes(library: Library, resolved: VenueResult) -> Nodes:
    """Return a node for each venue that works name as their container, and an edge from each of these works."""
    contained = {work.key for work in library if work.container_title}
    taken: set[str] = set()
    nodes: list[Node] = []
    for venue in resolved.venues:
        works = tuple(key for key in venue.works if key in contained)
        if works:
            nodes.append(
                Node(
                    id=_free_id(f"{NodeKind.VENUE}:{_slug(venue.name)}", taken),
                    kind=NodeKind.VENUE,
                    label=venue.short or venue.name,
                    title=venue.name,
                    type=venue.kind,
                    identifiers=tuple(each for each in venue.identifiers if each.startswith("issn:")),
                    works=works,
                )
            )
    homes = {key: node.id for node in nodes for key in node.works}
    edges = [
        Edge(source=f"work:{work.key}", target=homes[work.key], kind=EdgeKind.PUBLISHED_IN)
        for work in library
        if work.key in homes
    ]
    return Nodes(nodes, edges)


def _person_node(entity: Person | Body, best: Agent, taken: set[str]) -> Node:
    body = isinstance(entity, Body)
    acronym = entity.acronym if isinstance(entity, Body) else None
    kind = NodeKind.ORGANIZATION if body else NodeKind.AUTHOR
    return Node(
        id=_free_id(f"{kind}:{_slug(best.inverted)}", taken),
        kind=kind,
        label=acronym or (best.text if body else _short(best)),
        title=f"{best.text} ({acronym})" if acronym else best.text,
        identifiers=entity.identifiers,
        works=entity.works,
    )


def _detail(agent: Agent) -> tuple[bool, int, str]:
    """Rank names by how much they say; of a body the full name above its acronym."""
    return isinstance(agent, Organization) and agent.acronym is not None, len(fold(agent.text)), agent.text


def _short(agent: Agent) -> str:
    """Return a name with initials for a drawing: "R. Allison"."""
    if isinstance(agent, Organization) or agent.literal or not agent.given:
        return agent.text
    return " ".join([*(f"{letter}." for letter in agent.initials), agent.full_family])


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-") or "unnamed"


def _free_id(wanted: str, taken: set[str]) -> str:
    """Return the wanted id, with a number after it where two persons have one name."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found
