"""``refgraph dedupe``: one work for each duplicate."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from refgraph.cli.streams import json_line, progress, say
from refgraph.text.files import write_text


class Engine(StrEnum):
    """Where the pairs are compared."""

    INPROCESS = "inprocess"


def dedupe(
    files: Annotated[list[str], typer.Argument(help="Bibliographies; several are read as one.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="The file to write the merged bibliography to.")
    ] = None,
    clusters: Annotated[Path | None, typer.Option(help='Write {"id", "cluster"} lines to this file.')] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="Decisions to obey: 'same a b' or 'different a b  # why' a line.")
    ] = None,
    explain: Annotated[tuple[str, str] | None, typer.Option(help="Explain the decision on two keys.")] = None,
    engine: Annotated[Engine, typer.Option(help="Where pairs are compared.")] = Engine.INPROCESS,  # noqa: ARG001 - one so far
) -> None:
    """Merge the works that a bibliography lists twice; nothing is lost.

    Examples:
      refgraph dedupe references.bib more.bib -o merged.bib --clusters clusters.jsonl
      refgraph dedupe references.bib --explain allison2018 allison2018a
    """
    from refgraph.dedupe import dedupe as merge
    from refgraph.dedupe import read_decisions
    from refgraph.formats import write
    from refgraph.pipeline.main_job import read_all

    progress("reading")
    library = read_all(files)
    for finding in library.findings:
        say(str(finding))
    progress("comparing")
    result = merge(library, decisions=None if decisions is None else read_decisions(decisions))
    for finding in result.library.findings[len(library.findings) :]:
        say(str(finding))
    if explain is not None:
        print(result.explain(*explain))
    if clusters is not None:
        rows = ({"id": key, "cluster": cluster.id} for cluster in result.clusters for key in cluster.members)
        write_text(clusters, "".join(map(json_line, rows)))
    if output is not None:
        write(result.library, output)
    say(f"{len(library)} works, {len(result.library)} after merging.")
    if output is None and clusters is None and explain is None:
        for cluster in result.clusters:
            if len(cluster.members) > 1:
                print(" ".join(cluster.members))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("dedupe")(dedupe)
