"""``refgraph convert``: between bibliographic formats."""

from __future__ import annotations

from typing import Annotated

import typer

from refgraph.cli.streams import say


def convert(
    source: Annotated[str, typer.Argument(help="The file to read; its format is known by its content.")],
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write; its suffix says the format.")],
    to: Annotated[str | None, typer.Option(help="The format to write: bibtex, biblatex or csl-json.")] = None,
) -> None:
    """Convert a bibliography to another format; what the format cannot carry is listed on standard error.

    Examples:
      refgraph convert references.bib -o references.json
      refgraph convert references.json -o references.bib --to biblatex
    """
    from refgraph.formats import read, write
    from refgraph.pipeline.conversion import losses

    library = read(source)
    for finding in library.findings:
        say(str(finding))
    write(library, output, to)
    for loss in losses(library, output, to):
        say(f"{output}: {loss}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("convert")(convert)
