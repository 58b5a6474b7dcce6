"""Citation graphs as GraphML 1.0 (http://graphml.graphdrawing.org/specification.html)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refgraph.graph.citation_graph import CitationGraph, Edge, Node

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd"
_NODE_KEYS = (
    ("kind", "string"),
    ("label", "string"),
    ("title", "string"),
    ("year", "int"),
    ("type", "string"),
    ("identifiers", "string"),
    ("works", "string"),
)
_EDGE_KEYS = (("kind", "string"), ("role", "string"), ("label", "string"), ("position", "int"))
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_graphml(graph: CitationGraph) -> str:
    """Return the graph as a GraphML document; lists are joined with a space, what is missing is left out.

    Characters that XML 1.0 cannot hold (control characters) are left out.
    """
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element(
        "graphml",
        {
            "xmlns": _NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": _SCHEMA,
        },
    )
    for scope, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys:
            attributes = {"id": f"{scope}_{name}", "for": scope, "attr.name": name, "attr.type": kind}
            SubElement(root, "key", attributes)
    body = SubElement(root, "graph", {"id": "citations", "edgedefault": "directed"})
    for node in graph.nodes:
        _data(SubElement(body, "node", {"id": _clean(node.id)}), "node", node, _NODE_KEYS)
    for number, edge in enumerate(graph.edges):
        ends = {"id": f"e{number}", "source": _clean(edge.source), "target": _clean(edge.target)}
        _data(SubElement(body, "edge", ends), "edge", edge, _EDGE_KEYS)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _data(element: Element, scope: str, value: Node | Edge, keys: tuple[tuple[str, str], ...]) -> None:
    from xml.etree.ElementTree import SubElement

    for name, _ in keys:
        held = getattr(value, name)
        if held is None or held == ():
            continue
        text = " ".join(held) if isinstance(held, tuple) else str(held)
        SubElement(element, "data", {"key": f"{scope}_{name}"}).text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
