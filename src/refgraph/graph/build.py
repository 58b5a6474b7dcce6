"""A library to its citation graph."""

from __future__ import annotations

from refgraph.errors import InvalidValueError
from refgraph.graph.citation_graph import CitationGraph, Edge, EdgeKind, Node, NodeKind
from refgraph.graph.people import people_nodes, venue_nodes
from refgraph.model import Identifier, Library, Scheme, Work, parse_identifier
from refgraph.resolve import PeopleResult, VenueResult, resolve_people, resolve_venues


def build_graph(
    library: Library, people: PeopleResult | None = None, venues: VenueResult | None = None
) -> CitationGraph:
    """Return the citation graph of a library.

    There is one node for each author, organisation and venue, as `refgraph.resolve` finds them; doubtful ones stay
    apart. Deduplicate the library first: each of its works is a node.

    Args:
        library: works and citations.
        people: who its contributors are, where that was found with decisions; found here otherwise.
        venues: what its venues are, likewise.
    """
    persons = people_nodes(library, resolve_people(library) if people is None else people)
    containers = venue_nodes(library, resolve_venues(library) if venues is None else venues)
    cites = (
        Edge(source=_work_id(edge.citing), target=_work_id(edge.cited), kind=EdgeKind.CITES, label=edge.label)
        for edge in library.citations
    )
    related = (
        Edge(
            source=_work_id(each.from_key),
            target=_work_id(each.to_key),
            kind=EdgeKind(each.kind.value),
            label=each.reason or None,
        )
        for each in library.relations
    )
    return CitationGraph(
        nodes=(*(_work_node(work) for work in library), *persons.nodes, *containers.nodes),
        edges=(*dict.fromkeys(cites), *related, *persons.edges, *containers.edges),
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
