"""``refgraph format``: one layout for .bib files."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.streams import say, write_bytes
from refgraph.text.opening import STANDARD_INPUT

if TYPE_CHECKING:
    from refgraph.formats.bibtex import BibDocument
    from refgraph.formats.bibtex.encoding import Encoding


def format_(
    files: Annotated[list[str], typer.Argument(help='.bib files, rewritten in place; "-" is standard input.')],
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit code 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change; else as --check.")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="Print the result, change no file.")] = False,
    indent: Annotated[int, typer.Option(min=0, max=16, help="Blanks before a field; 0 for a tab.")] = 2,
    align: Annotated[bool, typer.Option("--align", help="Equals signs of an entry in one column.")] = False,
    sort_entries: Annotated[
        bool, typer.Option("--sort-entries", help="Sort entries by key; none passes an @string.")
    ] = False,
    sort_fields: Annotated[bool, typer.Option("--sort-fields", help="Fields in the order refgraph writes.")] = False,
    utf8: Annotated[bool, typer.Option("--utf8", help="Write UTF-8; else files keep the encoding they have.")] = False,
) -> None:
    """Lay out .bib files: a field a line, braces, lower-case names; comments stay and no value changes.

    Entries that are broken are named on standard error and stay as they are.

    Exit code 0: done, or nothing to do; 1: a file would change (--check, --diff), or an entry is broken; 2: wrong use,
    or a file that cannot be read or written.

    Examples:
      refgraph format references.bib
      refgraph format --check *.bib
      refgraph format --diff --align references.bib
      refgraph format --sort-entries --stdout references.bib > sorted.bib
      refgraph format --utf8 latin1.bib
    """
    from refgraph.formats.bibtex.encoding import UTF_8, encode
    from refgraph.formats.bibtex.layout import Layout, format_document

    layout = Layout(" " * indent or "\t", align, sort_entries, sort_fields)
    changed = broken = 0
    for file in files:
        document = _read(file)
        encoding = UTF_8 if utf8 else document.encoding
        broken += _is_left_alone(document, encoding)
        text = document.text if encoding.single else format_document(document, layout)
        differs = text != document.text or encoding != document.encoding
        changed += differs
        if diff:
            _print_difference(document, text)
        elif not check:
            _write(encode(text, encoding), None if stdout else file, differs=differs)
    if check or diff:
        say(f"{changed} of {len(files)} would change" if changed else "nothing would change")
    if broken or ((check or diff) and changed):
        raise typer.Exit(1)


def _read(file: str) -> BibDocument:
    from refgraph.formats.bibtex import parse_document, read_document
    from refgraph.formats.bibtex.encoding import decode_file

    if file != STANDARD_INPUT:
        return read_document(file)
    decoded, encoding = decode_file(sys.stdin.buffer.read(), "standard input")
    return replace(parse_document(decoded.text, "standard input"), encoding=encoding)


def _is_left_alone(document: BibDocument, encoding: Encoding) -> bool:
    """Name what stays as it is; return True if there is anything."""
    if encoding.single:
        hint = "--utf8 writes what was read of them"
        say(f"{document.file}: left as it is, since some of its bytes are not UTF-8; {hint}")
    found = [finding for finding in document.findings if finding.code in {"S001", "S002"}]
    for finding in found:
        say(f"{finding.place}: left as it is: {finding.message}")
    return bool(found or encoding.single)


def _print_difference(document: BibDocument, text: str) -> None:
    from refgraph.check import diff

    if text != document.text:
        sys.stdout.write(diff(document.text, text, document.file or "standard input"))


def _write(data: bytes, file: str | None, *, differs: bool) -> None:
    if file in {None, STANDARD_INPUT}:
        write_bytes(data, None)
    elif differs:
        write_bytes(data, file)
        say(f"{file}: formatted")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("format")(format_)
