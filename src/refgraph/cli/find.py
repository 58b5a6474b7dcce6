"""``refgraph find``: the reference strings of a document."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refgraph.cli.streams import read_input, say, write_output
from refgraph.text.json_line import json_line
from refgraph.text.opening import STANDARD_INPUT

if TYPE_CHECKING:
    from refgraph.model import Reference


class Format(StrEnum):
    """How references are printed."""

    TEXT = "text"
    JSONL = "jsonl"


def find(
    file: Annotated[str, typer.Argument(help="A text or HTML document, or - for standard input.")],
    output_format: Annotated[
        Format, typer.Option(help="text: one reference a line; jsonl: with spans, labels, confidence.")
    ] = Format.TEXT,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Print the reference strings of a document.

    A document without a reference list prints nothing, says so on standard error, and is no error.

    Examples:
      refgraph find article.html
      refgraph find article.txt --output-format jsonl > references.jsonl
    """
    from refgraph.documents import parse_document, read_document

    document = parse_document(read_input(file)) if file == STANDARD_INPUT else read_document(file)
    for finding in document.findings:
        say(str(finding))
    if not document.references:
        say(f"{file}: no reference list found.")
    line = _text if output_format is Format.TEXT else _json
    write_output("".join(map(line, document.references)), output)


def _text(reference: Reference) -> str:
    return f"{reference.raw}\n"


def _json(reference: Reference) -> str:
    row: dict[str, Any] = {"raw": reference.raw, "start": reference.start, "end": reference.end}
    for name in ("page", "label"):
        value = getattr(reference, name)
        if value is not None:
            row[name] = value
    row["confidence"] = reference.confidence
    return json_line(row)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("find")(find)
