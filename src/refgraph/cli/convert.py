"""``refgraph convert``: between bibliographic formats."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.bars import bar
from refgraph.cli.streams import say
from refgraph.text.packing import bare_name

if TYPE_CHECKING:
    from refgraph.formats import Loss
    from refgraph.model import Finding

_LARGE = 4 << 20
_LARGE_PACKED = 1 << 19
_MOST_SAID = 20


def convert(
    source: Annotated[str, typer.Argument(help="The file to read; its format is known by its content.")],
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write; its suffix says the format.")],
    to: Annotated[str | None, typer.Option(help="The format to write: bibtex, biblatex, ris, csl-json, ...")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="The format to read, where it is not recognised.")] = None,
    encoding: Annotated[
        str | None,
        typer.Option(help="Of a .bib file for bibtex8 or pdfLaTeX: ascii, latin-1 ...; LaTeX commands for the rest."),
    ] = None,
) -> None:
    """Convert a bibliography to another format; what the format cannot hold is listed on standard error.

    Large files in BibTeX, RIS and the other tagged formats, and JSON with a record a line, are converted work by work,
    in constant memory; of many findings of one kind the first are listed. Files may be packed (.gz .xz .bz2 .zip).

    Examples:
      refgraph convert references.bib -o references.ris
      refgraph convert references.json -o references.bib --to biblatex
      refgraph convert savedrecs.txt --from wos -o references.bib
      refgraph convert references.json -o references.bib --encoding ascii
      refgraph convert large.ris.gz -o large.jsonl
    """
    from refgraph.pipeline.conversion import convert as convert_file

    if encoding is None and _is_large(source) and _can_stream(source, output, to, from_):
        _convert_large(source, output, to, from_)
        return
    done = convert_file(source, output, to, from_, encoding)
    for finding in done.library.findings:
        say(str(finding))
    for loss in done.losses:
        say(f"{output}: {loss}")
    if done.by_number:
        say(f"{output}: LaTeX has no command for {' '.join(done.by_number)}; only XeTeX and LuaTeX print their numbers")


def _is_large(source: str) -> bool:
    path = Path(source)
    if not path.is_file():
        return False
    return path.stat().st_size > (_LARGE if bare_name(path) == path else _LARGE_PACKED)


def _can_stream(source: str, output: str, to: str | None, from_: str | None) -> bool:
    from refgraph.formats.registry import can_stream, writable_format

    return writable_format(output, to).streams and can_stream(source, from_)


def _convert_large(source: str, output: str, to: str | None, from_: str | None) -> None:
    """Convert a file work by work; of what is noticed the first of each kind are said, and how many there are more."""
    from refgraph.formats.registry import convert_stream
    from refgraph.model import Finding

    said = Counter[str]()
    with bar(f"converting {Path(source).name}", lambda: 0.0) as advance:

        def tell(each: Finding | Loss | int) -> None:
            if isinstance(each, int):
                advance(each)
                return
            kind = f"{each.code} {each.slug}" if isinstance(each, Finding) else f"{each.field} is lost"
            said[kind] += 1
            if said[kind] <= _MOST_SAID:
                say(str(each) if isinstance(each, Finding) else f"{output}: {each}")

        convert_stream(source, output, to, from_, tell)
    for kind, count in said.items():
        if count > _MOST_SAID:
            say(f"{output}: {kind}: {count - _MOST_SAID:,} more")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("convert")(convert)
