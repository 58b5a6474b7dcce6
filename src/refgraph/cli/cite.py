"""``refgraph cite``: the citations and the bibliography of a manuscript."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.streams import progress, read_input, say, write_output
from refgraph.errors import ConfigurationError
from refgraph.text.opening import STANDARD_INPUT

if TYPE_CHECKING:
    from refgraph.pipeline.citing import CitedManuscript

_NOTED = {".aux", ".bcf"}


class Kind(StrEnum):
    """Kinds of manuscripts."""

    MARKDOWN = "markdown"
    TEXT = "text"
    LATEX = "latex"


def cite(
    manuscript: Annotated[
        str,
        typer.Argument(help="A manuscript (.md, .qmd, .Rmd, .txt, .tex), LaTeX's .aux file, or - for standard input."),
    ],
    bibliography: Annotated[
        list[Path] | None,
        typer.Option(
            "--bibliography", "-b", help="A file with works; several are read as one. Default: what it names."
        ),
    ] = None,
    style: Annotated[
        str | None, typer.Option(help="A CSL style: its name, or the path of a .csl file. Default: what it names.")
    ] = None,
    locale: Annotated[str | None, typer.Option(help="The language of terms, such as de-DE.")] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write to this file; for paper.aux paper.bbl is the default."),
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option("--from", help="What the manuscript is written in, where its suffix does not say it.")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")] = False,
) -> None:
    """Write out the citations and the bibliography of a manuscript in a CSL style.

    In Markdown, [see @doe, p. 3; @roe], @doe [p. 3] and [-@doe] are citations, as for Pandoc; the bibliography goes
    into ::: {#refs} ::: or to the end. In LaTeX the commands of LaTeX, natbib and BibLaTeX are. Everything else
    stays as it is. What no option says, the manuscript does: bibliography, csl, lang and nocite in its front matter.

    Exit code 0: clean; 1: a key that no entry has, or another finding; 2: wrong use, or a file that cannot be read.

    Examples:
      refgraph cite paper.md -b refs.bib --style apa -o out.md
      refgraph cite paper.tex --style chicago-notes-bibliography -o out.tex
      refgraph cite paper.aux --style ieee
    """
    suffix = Path(manuscript).suffix.lower()
    noted = suffix in _NOTED and kind is None
    target = (
        output if output is not None or suffix != ".aux" or not noted else str(Path(manuscript).with_suffix(".bbl"))
    )
    _refuse_to_overwrite(target, [manuscript, *(bibliography or ())])
    progress(f"citing {manuscript}")
    result = _run(manuscript, bibliography or [], style, locale, kind, noted=noted)
    for finding in result.findings:
        say(str(finding))
    if target is None or target == STANDARD_INPUT:
        _print(result.text)
    else:
        write_output(result.text, target)
    if any(finding.severity.rank < 2 for finding in result.findings) and not exit_zero:
        raise typer.Exit(1)


def _run(
    manuscript: str, bibliography: list[Path], style: str | None, locale: str | None, kind: Kind | None, *, noted: bool
) -> CitedManuscript:
    from refgraph.pipeline.citing import Wishes, cite_aux, cite_manuscript

    wishes = Wishes(bibliography=tuple(bibliography), style=style, locale=locale)
    if noted:
        return cite_aux(manuscript, wishes)
    chosen = kind.value if kind else None
    if manuscript == STANDARD_INPUT:
        return cite_manuscript(
            text=read_input(manuscript), style=style, locale=locale, kind=chosen, bibliography=bibliography
        )
    return cite_manuscript(manuscript, style=style, locale=locale, kind=chosen, bibliography=bibliography)


def _refuse_to_overwrite(target: str | None, sources: list[str | Path]) -> None:
    if target is None or target == STANDARD_INPUT or not Path(target).exists():
        return
    for source in sources:
        if Path(source).exists() and Path(target).samefile(source):
            raise ConfigurationError(f"{target} would be overwritten, and it is read", hint="give another file with -o")


def _print(text: str) -> None:
    """Print a manuscript with its own line ends, and with none at its end if it has none."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(newline="")
    if text.endswith("\n"):
        write_output(text, None)
    else:
        sys.stdout.write(text)
        sys.stdout.flush()


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("cite")(cite)
