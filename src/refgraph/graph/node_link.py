"""Citation graphs as node-link JSON, as d3 and networkx (``node_link_graph``, its default names) read it."""

from __future__ import annotations

from typing import Any

from refgraph.graph.citation_graph import CitationGraph, Edge, Node


def to_node_link(graph: CitationGraph) -> dict[str, Any]:
    """Return the graph as plain JSON values: ``nodes`` and ``edges`` with ids, and ``links``, the same edges for d3.

    A directed multigraph; parallel edges have numbers in ``key``. What is missing is left out.

    Returns:
        ``directed``, ``multigraph``, ``graph``, ``nodes``, ``edges`` (networkx), ``links`` (d3, networkx before 3.4).
    """
    counts: dict[tuple[str, str], int] = {}
    edges = []
    for edge in graph.edges:
        number = counts.get((edge.source, edge.target), 0)
        counts[edge.source, edge.target] = number + 1
        edges.append(_edge(edge, number))
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"name": "citations"},
        "nodes": [_node(node) for node in graph.nodes],
        "edges": edges,
        "links": edges,
    }


def _node(node: Node) -> dict[str, Any]:
    values = {
        "id": node.id,
        "kind": node.kind.value,
        "label": node.label,
        "title": node.title,
        "year": node.year,
        "type": node.type,
        "identifiers": list(node.identifiers),
        "works": list(node.works),
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def _edge(edge: Edge, number: int) -> dict[str, Any]:
    values = {
        "source": edge.source,
        "target": edge.target,
        "key": number,
        "kind": edge.kind.value,
        "role": edge.role,
        "label": edge.label,
        "position": edge.position,
    }
    return {name: value for name, value in values.items() if value is not None}
