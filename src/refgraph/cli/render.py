"""``refgraph render``: a bibliography or a citation in a style."""

from __future__ import annotations

from typing import Annotated

import typer

from refgraph.cli.streams import say, write_bytes, write_output


def render(
    file: Annotated[str, typer.Argument(help="A bibliography: .bib or CSL-JSON.")],
    style: Annotated[
        str,
        typer.Option(help="A CSL style (refgraph styles search) or .csl file; plain, unsrt, alpha or a .bst file."),
    ] = "apa",
    output_kind: Annotated[
        str, typer.Option("--output", help="text, html, latex, markdown, typst, rtf or docx (with -o).")
    ] = "text",
    cite: Annotated[
        list[str] | None, typer.Option(help="Print the citation of this work instead; several times for several works.")
    ] = None,
    key: Annotated[list[str] | None, typer.Option(help="Only this work; may be given several times.")] = None,
    locale: Annotated[str | None, typer.Option(help="Language of the style's terms, such as de-DE.")] = None,
    standalone: Annotated[bool, typer.Option("--standalone", help="A whole document instead of a fragment.")] = False,
    output: Annotated[str | None, typer.Option("-o", help="File to write; standard output by default.")] = None,
) -> None:
    """Print a bibliography in a style.

    Examples:
      refgraph render references.bib --style apa --output html > bibliography.html
      refgraph render references.bib --style ieee --cite kim2017 --cite dadabaev2020
      refgraph render references.bib --style gost-r-7-0-5-2008 --locale ru-RU --output docx -o list.docx
      refgraph render references.bib --style apalike.bst --output latex
    """
    from refgraph.formats import read
    from refgraph.pipeline.rendering import csl_bibliography, is_bst, render_citation
    from refgraph.pipeline.rendering import render as render_library

    library = read(file)
    if is_bst(style):
        write_output(render_library(library, style, output_kind, keys=key, locale=locale), output)
        return
    if cite:
        from refgraph.csl import Cite

        write_output(render_citation(library, [Cite(each) for each in cite], style, output_kind, locale=locale), output)
        return
    made = csl_bibliography(library, style, output_kind, locale=locale, keys=key)
    for finding in made.findings:
        say(str(finding))
    result = made.document if standalone or output_kind == "docx" else made.text
    if isinstance(result, bytes):
        write_bytes(result, output)
    else:
        write_output(result, output)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("render")(render)
