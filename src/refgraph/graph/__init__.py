"""The citation graph of a library: works, authors, organisations and venues, and how they are joined."""

from refgraph.graph.build import build_graph
from refgraph.graph.citation_graph import CitationGraph, Edge, EdgeKind, Node, NodeKind
from refgraph.graph.files import write_graph
from refgraph.graph.graphml import to_graphml
from refgraph.graph.node_link import to_node_link

__all__ = [
    "CitationGraph",
    "Edge",
    "EdgeKind",
    "Node",
    "NodeKind",
    "build_graph",
    "to_graphml",
    "to_node_link",
    "write_graph",
]
