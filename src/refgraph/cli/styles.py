"""``refgraph styles``: find a citation style, look at it, take it as the start of one's own."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from refgraph.cli.streams import say, write_output

app = typer.Typer(
    help="Citation styles (CSL): the 10,844 of the Citation Style Language project, and files of your own.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


_FORMAT = typer.Option("--output-format", help="text: for people; json: for programs.")
_STYLE = typer.Argument(help="The name of a style, or the path of a .csl file.")


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words of the name or the title in any order, or an ISSN.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    output_format: Annotated[Format, _FORMAT] = Format.TEXT,
) -> None:
    """List the styles that fit best: name, title, and the style that a dependent one follows.

    Exit code 0: some were found; 1: none.

    Examples:
      refgraph styles search gost
      refgraph styles search new england medicine --output-format json
    """
    from refgraph.csl.styles import search_styles

    found = search_styles(" ".join(words), limit)
    if output_format is Format.JSON:
        write_output(_json([style._asdict() for style in found]), None)
    else:
        width = max((len(style.name) for style in found), default=0)
        lines = [
            f"{style.name:{width}}  {style.title}" + (f" (as {style.parent})" if style.parent else "")
            for style in found
        ]
        write_output("\n".join(lines), None)
    if not found:
        say(f"no style has anything like {' '.join(words)!r} in its name or title")
        raise typer.Exit(1)


@app.command()
def show(
    style: Annotated[str, _STYLE],
    output_format: Annotated[Format, _FORMAT] = Format.TEXT,
) -> None:
    """Print what a style says about itself: title, subjects, authors, licence, default locale.

    Examples:
      refgraph styles show apa
      refgraph styles show nature-physics --output-format json
    """
    from refgraph.csl.styles import describe_style

    described = describe_style(style)
    if output_format is Format.JSON:
        write_output(_json(described), None)
        return
    width = max(map(len, described))
    rows = [
        f"{name.replace('_', ' '):{width}}  {', '.join(value) if isinstance(value, list) else value}"
        for name, value in described.items()
        if value
    ]
    write_output("\n".join(rows), None)


@app.command()
def export(
    style: Annotated[str, _STYLE],
    output: Annotated[str | None, typer.Option("--output", "-o", help="The file to write.")] = None,
) -> None:
    """Write a style as XML, one element a line, to be changed and used by its path.

    Of a dependent style the one that it follows is written, with the dependent one's default locale.

    Examples:
      refgraph styles export apa -o my-apa.csl
    """
    from refgraph.csl.styles import find_style, load_style
    from refgraph.csl.styles.element import dump_xml

    source = load_style(style)
    info = find_style(source.name)
    if info and info.parent:
        say(f"{source.name} follows {info.parent}, which is what is written")
    attributes = source.element.attributes
    if source.default_locale:
        attributes = attributes | {"default-locale": source.default_locale}
    write_output(dump_xml(source.element._replace(attributes=attributes), indented=True), output)


@app.command()
def check(
    file: Annotated[str, typer.Argument(help="The path of a .csl file.")],
    output_format: Annotated[Format, _FORMAT] = Format.TEXT,
) -> None:
    """Check a style of your own against CSL 1.0.2.

    Exit code 0: clean; 1: findings; 2: not a style at all.

    Examples:
      refgraph styles check my-apa.csl
    """
    from refgraph.csl.styles import load_style

    findings = load_style(file).findings
    if output_format is Format.JSON:
        write_output(_json([finding.to_dict() for finding in findings]), None)
    else:
        write_output("\n".join(map(str, findings)), None)
    if findings:
        raise typer.Exit(1)


def register(parent: typer.Typer) -> None:
    """Add the commands."""
    parent.add_typer(app, name="styles")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
