"""``refgraph resolve``: one person, body or venue for all the ways its name is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.streams import progress, say, write_output
from refgraph.text.json_line import json_line

if TYPE_CHECKING:
    from refgraph.model import Library
    from refgraph.resolve import Entity, Resolution

Files = Annotated[list[str], typer.Argument(help="Bibliographies; several are read as one.")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="Write one JSON object a line to this file.")]
DecisionsFile = Annotated[
    Path | None, typer.Option("--decisions", help="Decisions to obey: 'same A B' or 'different A B  # why' a line.")
]
Explain = Annotated[tuple[str, str] | None, typer.Option("--explain", help="Explain the decision on two ids.")]

commands = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@commands.command("people")
def people(files: Files, output: Output = None, decisions: DecisionsFile = None, explain: Explain = None) -> None:
    """Find the persons and organisations behind the names of a bibliography.

    Contributors are named by the key of their work, role and place: allison2018/author/1.

    Examples:
      refgraph resolve people references.bib -o people.jsonl
      refgraph resolve people references.bib --explain allison2018/author/1 cooley2017/editor/1
    """
    from refgraph.resolve import resolve_people

    library = _read(files)
    result = resolve_people(library, decisions)
    found = (*result.people, *result.bodies)
    _show(result, found, output, explain)
    say(f"{_count(found)} names, {len(result.people)} people, {len(result.bodies)} organisations.")


@commands.command("venues")
def venues(files: Files, output: Output = None, decisions: DecisionsFile = None, explain: Explain = None) -> None:
    """Find the journals, books, meetings and series behind the titles of a bibliography.

    Titles are named as venue:central-asian-survey.

    Examples:
      refgraph resolve venues references.bib -o venues.jsonl
      refgraph resolve venues references.bib --explain venue:central-asian-survey venue:cent-asian-surv
    """
    from refgraph.resolve import resolve_venues

    library = _read(files)
    result = resolve_venues(library, decisions)
    _show(result, result.venues, output, explain)
    say(f"{_count(result.venues)} titles, {len(result.venues)} venues.")


def _read(files: list[str]) -> Library:
    from refgraph.pipeline.main_job import read_all

    progress("reading")
    library = read_all(files)
    for finding in library.findings:
        say(str(finding))
    progress("comparing")
    return library


def _count(entities: Sequence[Entity]) -> int:
    return sum(len(each.forms) for each in entities)


def _show(result: Resolution, entities: Sequence[Entity], output: str | None, explain: tuple[str, str] | None) -> None:
    """Write what was found, or the explanation; without either print what was joined and what is doubtful."""
    for finding in result.findings:
        say(str(finding))
    if output is not None:
        write_output("".join(json_line(each.to_dict()) for each in entities), output)
    if explain is not None:
        print(result.explain(*explain))
    if output is None and explain is None:
        for each in entities:
            if len(each.forms) > 1:
                print(f"{each.id}: {' = '.join(text for text, _ in each.forms)}")
        for pair in result.review:
            print(f"perhaps the same: {pair.a} {pair.b} ({pair.reason})")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="resolve", help="Find the persons, organisations and venues behind names and titles.")
