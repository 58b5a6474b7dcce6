"""Typed nodes and edges, and what can be counted on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from refgraph.errors import UnknownNameError


class NodeKind(StrEnum):
    """What a node stands for."""

    WORK = "work"
    AUTHOR = "author"
    ORGANIZATION = "organization"
    VENUE = "venue"


class EdgeKind(StrEnum):
    """What an edge says of its source and target."""

    CITES = "cites"
    """work -> work"""
    AUTHORED = "authored"
    """author or organisation -> work; the role says as what (author, editor, translator ...)"""
    PUBLISHED_IN = "published_in"
    """work -> venue"""
    VERSION_OF = "version_of"
    PART_OF = "part_of"
    ABOUT = "about"
    RELATED_TO = "related_to"
    """work -> work, as `refgraph.model.Relation` has it; the label says why"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of a citation graph.

    Attributes:
        id: unique in the graph: the kind, a colon and a name ("work:allison2018", "author:allison-r").
        kind: work, author, organization or venue.
        label: short name for a drawing ("Allison 2018", "R. Allison", "Central Asian Survey").
        title: the full name or title.
        year: year of publication of a work, or None.
        type: CSL type of a work or venue, or None.
        identifiers: canonical identifiers as "scheme:value" or URL.
        works: keys of the works that have this node's name, in order; for a work, its own key.
    """

    id: str
    kind: NodeKind
    label: str
    title: str
    year: int | None = None
    type: str | None = None
    identifiers: tuple[str, ...] = ()
    works: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A directed edge of a citation graph.

    Attributes:
        source: id of the node it starts from.
        target: id of the node it leads to.
        kind: cites, authored, published_in, or the relation of two works.
        role: CSL role of an authored edge ("author", "editor"), or None.
        label: mark of a cited work in the list of the citing one ("3"), what makes two works related ("a review"),
            or None.
        position: place of a contributor among those of one role on the work, from 1, or None.
    """

    source: str
    target: str
    kind: EdgeKind
    role: str | None = None
    label: str | None = None
    position: int | None = None


@dataclass(frozen=True, kw_only=True)
class CitationGraph:
    """Works, authors, organisations and venues, and the edges between them.

    Attributes:
        nodes: works in the order of the library, then authors, organisations and venues in order of first mention.
        edges: citations first, then relations of works, then authorship, then venues.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    @cached_property
    def _index(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        return _grouped((edge.target, edge) for edge in self.edges)

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        return _grouped((edge.source, edge) for edge in self.edges)

    def __getitem__(self, node_id: str) -> Node:
        """Return the node with this id.

        Raises:
            UnknownNameError: if there is none (a LookupError).
        """
        try:
            return self._index[node_id]
        except KeyError:
            hint = "ids are a kind and a name, such as work:allison2018"
            raise UnknownNameError("no node has this id", text=node_id, hint=hint) from None

    def __contains__(self, node_id: object) -> bool:
        """Return True if a node has this id."""
        return node_id in self._index

    def of_kind(self, kind: NodeKind | str) -> tuple[Node, ...]:
        """Return the nodes of one kind, in order."""
        return tuple(node for node in self.nodes if node.kind == kind)

    def incoming(self, node_id: str, kind: EdgeKind | str | None = None) -> tuple[Edge, ...]:
        """Return the edges that lead to a node, all or of one kind."""
        found = self._incoming.get(self[node_id].id, ())
        return tuple(edge for edge in found if kind is None or edge.kind == kind)

    def outgoing(self, node_id: str, kind: EdgeKind | str | None = None) -> tuple[Edge, ...]:
        """Return the edges that start from a node, all or of one kind."""
        found = self._outgoing.get(self[node_id].id, ())
        return tuple(edge for edge in found if kind is None or edge.kind == kind)

    def in_degree(self, node_id: str, kind: EdgeKind | str | None = EdgeKind.CITES) -> int:
        """Return how many edges lead to a node: by default how many citations a work has."""
        return len(self.incoming(node_id, kind))

    def out_degree(self, node_id: str, kind: EdgeKind | str | None = EdgeKind.CITES) -> int:
        """Return how many edges start from a node: by default how many works a work cites."""
        return len(self.outgoing(node_id, kind))

    def cited_by(self, node_id: str) -> tuple[Node, ...]:
        """Return the works that cite a work, each once, in the order of the edges."""
        sources = dict.fromkeys(edge.source for edge in self.incoming(node_id, EdgeKind.CITES))
        return tuple(self[source] for source in sources)

    def cites(self, node_id: str) -> tuple[Node, ...]:
        """Return the works that a work cites, each once, in the order of the edges."""
        targets = dict.fromkeys(edge.target for edge in self.outgoing(node_id, EdgeKind.CITES))
        return tuple(self[target] for target in targets)

    def most_cited(self, size: int = 10) -> tuple[tuple[Node, int], ...]:
        """Return the works that most works cite, with their numbers of citing works; equal ones in the graph's order.

        Args:
            size: how many at most; works without a citation are left out.
        """
        pairs = {(edge.source, edge.target) for edge in self.edges if edge.kind is EdgeKind.CITES}
        counts = Counter(target for _, target in pairs)
        ranked = sorted((node for node in self.nodes if counts[node.id]), key=lambda node: -counts[node.id])
        return tuple((node, counts[node.id]) for node in ranked[:size])


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> dict[str, tuple[Edge, ...]]:
    groups: dict[str, list[Edge]] = {}
    for node_id, edge in pairs:
        groups.setdefault(node_id, []).append(edge)
    return {node_id: tuple(edges) for node_id, edges in groups.items()}
