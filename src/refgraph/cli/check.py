"""``refgraph check``: reference integrity."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from refgraph.cli.streams import progress, say, write_output


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


def check(
    files: Annotated[
        list[str],
        typer.Argument(help="Bibliographies (.bib, .json) and manuscripts (.tex, .md, .qmd, .Rmd, .typ)."),
    ],
    output_format: Annotated[Format, typer.Option(help="text: for people; json: one list.")] = Format.TEXT,
    dialect: Annotated[str | None, typer.Option(help="bibtex or biblatex: whose types and fields count.")] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Only these rules: a code, a slug, or the beginning of a code.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these rules.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, in place.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and change nothing.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")] = False,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Check references: syntax, fields, identifiers, dates, pages, names, titles, duplicates, keys cited and listed.

    Exit code 0: clean; 1: errors or warnings; 2: wrong use, or a file that cannot be read.

    Examples:
      refgraph check references.bib
      refgraph check references.bib paper.tex --output-format json
      refgraph check references.bib --select I --diff
    """
    from refgraph.check import apply_fixes
    from refgraph.check import check as run_check
    from refgraph.check import diff as difference
    from refgraph.text.decoding import read_text
    from refgraph.text.files import write_text

    progress("checking")
    report = run_check(*files, dialect=dialect, select=select or None, ignore=ignore or None)
    if fix or diff:
        for file, text in report.texts.items():
            mended = apply_fixes(text, [finding for finding in report if finding.file == file])
            if mended == text:
                continue
            if read_text(file).encoding != "utf-8":
                say(f"{file}: not mended, since it is not plain UTF-8; save it as UTF-8 first")
                continue
            if diff:
                sys.stdout.write(difference(text, mended, file))
            else:
                write_text(Path(file), mended)
                say(f"{file}: mended")
        if diff:
            return
        report = run_check(*files, dialect=dialect, select=select or None, ignore=ignore or None)
    color = output is None and sys.stdout.isatty()
    write_output(report.to_json() if output_format is Format.JSON else report.to_text(color=color), output)
    if report.exit_code and not exit_zero:
        raise typer.Exit(report.exit_code)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)
