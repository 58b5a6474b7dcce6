"""Citation graphs written to files."""

from __future__ import annotations

import json
from pathlib import Path

from refgraph.errors import UnknownNameError
from refgraph.graph.citation_graph import CitationGraph
from refgraph.graph.graphml import to_graphml
from refgraph.graph.node_link import to_node_link
from refgraph.text.files import write_text


def write_graph(graph: CitationGraph, path: Path | str) -> None:
    """Write a graph: GraphML for ``.graphml`` and ``.xml``, node-link JSON for ``.json``; whole or not at all.

    Raises:
        UnknownNameError: if the name ends otherwise.
        UnwritableFileError: if the file cannot be written.
    """
    ending = Path(path).suffix.lower()
    if ending in {".graphml", ".xml"}:
        write_text(path, to_graphml(graph))
    elif ending == ".json":
        write_text(path, json.dumps(to_node_link(graph), ensure_ascii=False, indent=2) + "\n")
    else:
        raise UnknownNameError("no such graph format", text=str(path), hint="expected .graphml, .xml or .json")
