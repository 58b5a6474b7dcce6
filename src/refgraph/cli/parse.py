"""``refgraph parse``: reference strings to fields."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.streams import STANDARD_INPUT, json_line, read_input, say, write_output

if TYPE_CHECKING:
    from refgraph.parse import Parsed


class Format(StrEnum):
    """How parsed references are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


def parse(
    file: Annotated[
        str, typer.Argument(help="A file with one reference a line, or - for standard input.")
    ] = STANDARD_INPUT,
    output_format: Annotated[
        Format, typer.Option(help="text: a table for each; jsonl: a line for each line; bibtex; csl-json.")
    ] = Format.TEXT,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
) -> None:
    """Parse references, one a line, into fields and works.

    Examples:
      refgraph parse references.txt
      refgraph find article.html | refgraph parse --output-format bibtex > references.bib
    """
    from refgraph.parse import parse as parse_references

    text = read_input(file).removeprefix("\ufeff")
    lines = text.removesuffix("\n").split("\n") if text else []  # line for line: other breaks are white space
    parsed = parse_references([line.strip() for line in lines])
    for each in parsed:
        for finding in each.findings:
            say(f"{finding.code} {finding.slug}: {finding.message}")
    write_output(_WRITERS[output_format](parsed), output)


def _text(parsed: list[Parsed]) -> str:
    blocks = []
    for each in parsed:
        if each.raw:
            rows = [f"  {field.label.value:<15} {field.text}  ({field.confidence:.0%})" for field in each.fields]
            blocks.append("\n".join([each.raw, f"  {'type':<15} {each.work.type}", *rows]) + "\n")
    return "\n".join(blocks)


def _jsonl(parsed: list[Parsed]) -> str:
    from refgraph.formats import csl_json

    rows = []
    for each in parsed:
        fields = [
            {
                "label": field.label.value,
                "start": field.start,
                "end": field.end,
                "text": field.text,
                "confidence": field.confidence,
            }
            for field in each.fields
        ]
        row = {"raw": each.raw, "fields": fields, "work": csl_json.to_item(each.work)}
        rows.append(json_line(row))
    return "".join(rows)


def _bibtex(parsed: list[Parsed]) -> str:
    from refgraph.formats.bibtex import dumps
    from refgraph.model import Library, assign_keys

    return dumps(Library(works=assign_keys(each.work for each in parsed if each.fields)))


def _csl_json(parsed: list[Parsed]) -> str:
    from refgraph.formats import csl_json
    from refgraph.model import Library, assign_keys

    return csl_json.dumps(Library(works=assign_keys(each.work for each in parsed if each.fields)))


_WRITERS = {Format.TEXT: _text, Format.JSONL: _jsonl, Format.BIBTEX: _bibtex, Format.CSL_JSON: _csl_json}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("parse")(parse)
