"""``refgraph keys``: cite keys of .bib files by a pattern."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from refgraph.cli.streams import say, write_bytes
from refgraph.errors import RefgraphError
from refgraph.text.json_line import json_line
from refgraph.text.opening import STANDARD_INPUT

if TYPE_CHECKING:
    from refgraph.formats.bibtex import BibDocument, RenamedEntry
    from refgraph.model import KeyPattern

_MISUSE = 2


class MappingFormat(StrEnum):
    """How the old and new keys are printed."""

    TEXT = "text"
    JSONL = "jsonl"


def keys(
    files: Annotated[
        list[str] | None, typer.Argument(help='.bib files, changed in place; "-" is standard input.')
    ] = None,
    pattern: Annotated[
        str | None, typer.Option("--pattern", "-p", help="How keys are made; else the first author and the year.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="New keys for all entries, not only those without one.")] = False,
    postfix: Annotated[str, typer.Option(help="What tells equal keys apart: a, A, 1, -a, -1, _1 ...")] = "a",
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit code 1 if a key would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change; else as --check.")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="Print the result, change no file.")] = False,
    output_format: Annotated[
        MappingFormat, typer.Option("--output-format", help="jsonl: an object a line, with file, line, old and new.")
    ] = MappingFormat.TEXT,
    describe: Annotated[bool, typer.Option("--list", help="Print what a pattern can be made of, and stop.")] = False,
) -> None:
    """Give the entries of .bib files keys by a pattern; crossref, xdata and the like follow, no other byte changes.

    Entries that have a key keep it unless --all is given. Old and new keys are printed: a line each, a tab between them
    (on standard error where the result is printed).

    Exit code 0: done, or nothing to do; 1: a key would change (--check, --diff); 2: wrong use, a pattern that is none,
    or a file that cannot be read or written.

    Examples:
      refgraph keys references.bib
      refgraph keys --all --pattern "auth.lower + shorttitle(2, 2) + year" references.bib
      refgraph keys --all --check --output-format jsonl references.bib > renamed.jsonl
      refgraph keys --list
    """
    if describe:
        _print_language()
        return
    if not files:
        raise typer.BadParameter("name at least one .bib file")
    from refgraph.formats.bibtex import rekey

    reader = _parsed(pattern)
    changed = 0
    for file in files:
        old = _read(file)
        done = rekey(old, reader, every=every, postfix=postfix)
        changed += len(done.renamed)
        if diff:
            _print_difference(old, done.document)
            continue
        printed = not check and (stdout or file == STANDARD_INPUT)
        _print_mapping(done.renamed, file, output_format, sys.stderr if printed else sys.stdout)
        if printed or (done.renamed and not check):
            write_bytes(done.document.to_bytes(), None if printed else file)
    if check or diff:
        say(f"{changed} {'key' if changed == 1 else 'keys'} would change" if changed else "nothing would change")
        if changed:
            raise typer.Exit(1)


def _parsed(pattern: str | None) -> KeyPattern:
    """Read the pattern; where it is none, show the place."""
    from refgraph.model.keys import DEFAULT_PATTERN, KeyPattern

    try:
        return KeyPattern.parse(DEFAULT_PATTERN if pattern is None else pattern)
    except RefgraphError as error:
        say(f"refgraph: {error.problem}; {error.hint}")
        if error.span is not None:
            start, end = error.span
            say(f"  {pattern}\n  {' ' * start}{'^' * max(1, end - start)}")
        raise typer.Exit(_MISUSE) from None


def _read(file: str) -> BibDocument:
    from refgraph.formats.bibtex import parse_document, read_document
    from refgraph.formats.bibtex.encoding import decode_file

    if file != STANDARD_INPUT:
        return read_document(file)
    decoded, encoding = decode_file(sys.stdin.buffer.read(), "standard input")
    return replace(parse_document(decoded.text, "standard input"), encoding=encoding)


def _print_difference(old: BibDocument, new: BibDocument) -> None:
    from refgraph.check import diff

    if new.text != old.text:
        sys.stdout.write(diff(old.text, new.text, old.file or "standard input"))


def _print_mapping(renamed: Sequence[RenamedEntry], file: str, form: MappingFormat, stream: TextIO) -> None:
    for each in renamed:
        row = {"file": file, "line": each.line, "old": each.old, "new": each.new}
        stream.write(json_line(row) if form is MappingFormat.JSONL else f"{each.old}\t{each.new}\n")


def _print_language() -> None:
    from refgraph.model.keys.filters import FILTERS
    from refgraph.model.keys.parts import PARTS

    for title, table in (("functions", PARTS), ("filters", FILTERS)):
        print(f"{title}:")
        for name, function in table.items():
            given = ", ".join(f"{key}={value!r}" for key, value in function.parameters.items())
            print(f"  {f'{name}({given})' if given else name:<34} {function.about}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("keys")(keys)
