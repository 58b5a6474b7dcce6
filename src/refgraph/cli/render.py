"""``refgraph render``: a bibliography in a style."""

from __future__ import annotations

from typing import Annotated

import typer

from refgraph.cli.streams import write_output


def render(
    file: Annotated[str, typer.Argument(help="A bibliography: .bib or CSL-JSON.")],
    style: Annotated[str, typer.Option(help="plain, unsrt, alpha, unsrtalpha, or the path of a .bst file.")] = "plain",
    output_kind: Annotated[str, typer.Option("--output", help="text, html, latex or markdown.")] = "text",
    key: Annotated[list[str] | None, typer.Option(help="Only this work; may be given several times.")] = None,
) -> None:
    """Print a bibliography in a style.

    Examples:
      refgraph render references.bib --style alpha --output html > bibliography.html
      refgraph render references.bib --style apalike.bst --output latex
    """
    from refgraph.formats import read
    from refgraph.pipeline import render as render_library

    write_output(render_library(read(file), style, output_kind, keys=key), None)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("render")(render)
