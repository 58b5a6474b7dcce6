r"""``refgraph bibtex``: what BibTeX makes of an ``.aux`` file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.streams import say, write_bytes

if TYPE_CHECKING:
    from refgraph.documents.callouts import CitedKeys


def bibtex(
    aux: Annotated[str, typer.Argument(help="The .aux file that LaTeX wrote; the suffix may be left out.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Where to write; beside the .aux file by default, - for here.")
    ] = None,
    min_crossrefs: Annotated[
        int, typer.Option(min=1, help="List an entry that is not cited when so many cited ones refer to it.")
    ] = 2,
) -> None:
    r"""Write the .bbl file of a LaTeX document, byte for byte as BibTeX does, without TeX.

    The style is looked for in the working folder, in BSTINPUTS and where TeX is installed; bibliographies beside the
    .aux file, in the working folder and in BIBINPUTS. Warnings are BibTeX's own.

    Exit code 0: done, perhaps with warnings; 1: done, with errors in the bibliographies or the style; 2: wrong use.

    Examples:
      refgraph bibtex paper
      refgraph bibtex paper.aux -o - | less
    """
    from refgraph.bst import render_bbl
    from refgraph.documents.callouts import read_aux
    from refgraph.model import Severity

    path = Path(aux) if aux.endswith(".aux") else Path(f"{aux}.aux")
    cited = read_aux(path)
    databases = _databases(path, cited)
    bbl = render_bbl(cited.bib_style or "", databases, cited.keys, min_crossrefs=min_crossrefs)
    for line in bbl.log.splitlines():
        say(line)
    write_bytes(bbl.data, output if output is not None else str(path.with_suffix(".bbl")))
    if any(finding.severity is Severity.ERROR for finding in bbl.findings):
        raise typer.Exit(1)


def _databases(path: Path, cited: CitedKeys) -> list[Path]:
    r"""Return the paths of the bibliographies that ``\bibdata`` names.

    Raises:
        ConfigurationError: if LaTeX noted down no style, or BibLaTeX wrote the file.
        UnreadableFileError: if a bibliography is nowhere.
    """
    from refgraph.bst import find_database
    from refgraph.errors import ConfigurationError

    if cited.biblatex:
        hint = "run biber, or load biblatex with backend=bibtex"
        raise ConfigurationError("the file is BibLaTeX's, which needs no .bst style", text=str(path), hint=hint)
    if cited.bib_style is None:
        raise ConfigurationError("LaTeX noted down no style", text=str(path), hint=r"write \bibliographystyle{plain}")
    return [find_database(name, path.parent) for name in cited.bibliographies]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bibtex")(bibtex)
