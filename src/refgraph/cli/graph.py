"""``refgraph graph``: works, authors and venues as a graph."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from refgraph.cli.streams import write_output


class Format(StrEnum):
    """File formats of graphs."""

    GRAPHML = "graphml"
    NODE_LINK = "node-link"


def graph(
    sources: Annotated[list[str], typer.Argument(help="Documents and bibliographies.")],
    output_format: Annotated[
        Format, typer.Option(help="graphml, or node-link JSON as networkx and d3 read it.")
    ] = Format.GRAPHML,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Write the citation graph of documents and bibliographies.

    Examples:
      refgraph graph article.txt -o citations.graphml
      refgraph graph references.bib --output-format node-link
    """
    from refgraph.graph import to_graphml, to_node_link
    from refgraph.pipeline.main_job import build

    made = build(sources).graph
    text = (
        to_graphml(made)
        if output_format is Format.GRAPHML
        else json.dumps(to_node_link(made), ensure_ascii=False, indent=2) + "\n"
    )
    write_output(text, output)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("graph")(graph)
