"""``refgraph build``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from refgraph.cli.streams import progress, say


def build(
    sources: Annotated[list[str], typer.Argument(help="Documents (text, HTML) and bibliographies (.bib, .json).")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write to; it is made if need be.")],
    style: Annotated[
        str,
        typer.Option(
            help="Style of the bibliography: a CSL style (refgraph styles search), plain, unsrt, alpha, or a file."
        ),
    ] = "apa",
    decisions: Annotated[
        Path | None,
        typer.Option(help="A file of decisions on duplicates: 'same a b' or 'different a b  # why'."),
    ] = None,
) -> None:
    """Find, parse, merge, check and render the references of documents.

    Writes references.bib, references.csl.json, bibliography.html, bibliography.md, graph.graphml, report.html and
    report.json.

    Examples:
      refgraph build article.html -o build
      refgraph build article.txt more.bib -o build --style alpha
    """
    from refgraph.dedupe import read_decisions
    from refgraph.pipeline.files import write_build
    from refgraph.pipeline.main_job import build as run_build

    result = run_build(sources, decisions=None if decisions is None else read_decisions(decisions), progress=progress)
    progress("rendering and writing")
    paths = write_build(result, output, style)
    for source in result.sources:
        if source.kind in {"text", "html"} and not source.parsed:
            say(f"{source.path}: no reference list found.")
    serious = sum(finding.severity.rank < 2 for finding in result.findings)
    say(
        f"{_many(result.references, 'reference')}, {_many(len(result.library), 'work')}, "
        f"{_many(len(result.duplicates.merged), 'duplicate')} merged, {_many(serious, 'finding')}."
    )
    for path in paths:
        print(path)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("build")(build)
