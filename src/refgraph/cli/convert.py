"""``refgraph convert``: between bibliographic formats."""

from __future__ import annotations

from typing import Annotated

import typer

from refgraph.cli.streams import say


def convert(
    source: Annotated[str, typer.Argument(help="The file to read; its format is known by its content.")],
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write; its suffix says the format.")],
    to: Annotated[str | None, typer.Option(help="The format to write: bibtex, biblatex, ris, csl-json, ...")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="The format to read, where it is not recognised.")] = None,
) -> None:
    """Convert a bibliography to another format; what the format cannot hold is listed on standard error.

    Examples:
      refgraph convert references.bib -o references.ris
      refgraph convert references.json -o references.bib --to biblatex
      refgraph convert savedrecs.txt --from wos -o references.bib
    """
    from refgraph.pipeline.conversion import convert as convert_file

    done = convert_file(source, output, to, from_)
    for finding in done.library.findings:
        say(str(finding))
    for loss in done.losses:
        say(f"{output}: {loss}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("convert")(convert)
