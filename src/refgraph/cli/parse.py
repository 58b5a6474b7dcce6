"""``refgraph parse``: reference strings to fields."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from refgraph.cli.bars import bar
from refgraph.cli.streams import open_lines, say, write_output, write_pieces
from refgraph.text.json_line import json_line
from refgraph.text.opening import STANDARD_INPUT

if TYPE_CHECKING:
    from refgraph.model import Work
    from refgraph.parse import Field, Labeller, Parsed

_MOST_MESSAGES = 20


class Format(StrEnum):
    """How parsed references are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


class Piece(NamedTuple):
    """What became of some lines.

    Attributes:
        text: what is printed, for the formats that are printed piece by piece.
        works: the works, for the formats that need them all.
        messages: what a person should know.
        references: how many lines had a reference.
        doubtful: how many references a person should look at.
    """

    text: str
    works: list[Work]
    messages: list[str]
    references: int
    doubtful: int


def parse(
    file: Annotated[
        str, typer.Argument(help="A file with one reference a line, or - for standard input.")
    ] = STANDARD_INPUT,
    output_format: Annotated[
        Format, typer.Option(help="text: a table for each; jsonl: a line for each line; bibtex; csl-json.")
    ] = Format.TEXT,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Mark references that are less surely right as a whole; 0.5 unless given."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processor cores to use.")] = 1,
    model: Annotated[str | None, typer.Option(help="A model made with refgraph train.")] = None,
) -> None:
    """Parse references, one a line, into fields and works.

    text and jsonl are written while the file is read, in constant memory; bibtex and csl-json need all works at once,
    so that no two get one key.

    Examples:
      refgraph parse references.txt
      refgraph parse references.txt --output-format jsonl --jobs 2 -o parsed.jsonl
      refgraph find article.html | refgraph parse --output-format bibtex > references.bib
    """
    from refgraph.parse.parallel import over_chunks
    from refgraph.parse.result import DOUBTFUL

    least = DOUBTFUL if min_confidence is None else min_confidence
    work = partial(_piece, output_format=output_format, least=least, model=model)
    references = doubtful = messages = 0
    with open_lines(file) as (lines, share), bar("parsing", share) as advance:

        def pieces() -> Iterator[Piece]:
            nonlocal references, doubtful, messages
            for piece in over_chunks(work, lines, jobs):
                for message in piece.messages[: max(0, _MOST_MESSAGES - messages)]:
                    say(message)
                messages += len(piece.messages)
                references += piece.references
                doubtful += piece.doubtful
                advance(piece.references)
                yield piece

        if output_format in _WHOLE:
            works = [each for piece in pieces() for each in piece.works]
            write_output(_WHOLE[output_format](works), output)
        else:
            write_pieces((piece.text for piece in pieces()), output)
    if messages > _MOST_MESSAGES:
        say(f"... and {messages - _MOST_MESSAGES} more values that are not as they should be")
    if doubtful:
        marked = " (marked with ?)" if output_format is Format.TEXT else ""
        sure = f"less than {least:.0%} sure"
        say(f"{doubtful} of {references} references{marked} are {sure}: have a look at them")


@cache
def _labeller(model: str | None) -> Labeller:
    from refgraph.parse.labelling import Labeller, default_labeller, load_model

    return Labeller(load_model(Path(model))) if model else default_labeller()


def _piece(lines: list[str], output_format: Format, least: float, model: str | None) -> Piece:
    from refgraph.parse import parse as parse_references

    parsed = parse_references([line.strip() for line in lines], _labeller(model))
    present = [each for each in parsed if each.raw]
    return Piece(
        text=_WRITERS[output_format](parsed, least) if output_format in _WRITERS else "",
        works=[each.work for each in parsed if each.fields] if output_format in _WHOLE else [],
        messages=[f"{finding.code} {finding.slug}: {finding.message}" for each in parsed for finding in each.findings],
        references=len(present),
        doubtful=sum(each.confidence < least for each in present),
    )


def _text(parsed: list[Parsed], least: float) -> str:
    blocks = []
    for each in parsed:
        if each.raw:
            mark = "? " if each.confidence < least else ""
            rows = [f"  {field.label.value:<15} {field.text}  ({field.confidence:.0%})" for field in each.fields]
            blocks.append("\n".join([mark + each.raw, f"  {'type':<15} {each.work.type}", *rows]) + "\n\n")
    return "".join(blocks)


def _jsonl(parsed: list[Parsed], _least: float) -> str:
    from refgraph.formats import csl_json

    rows = []
    for each in parsed:
        row = {
            "raw": each.raw,
            "confidence": round(each.confidence, 4),
            "fields": [_field_row(field) for field in each.fields],
            "work": csl_json.to_item(each.work),
        }
        rows.append(json_line(row))
    return "".join(rows)


def _field_row(field: Field) -> dict[str, object]:
    row: dict[str, object] = {
        "label": field.label.value,
        "start": field.start,
        "end": field.end,
        "text": field.text,
        "confidence": round(field.confidence, 4),
    }
    if field.alternatives:
        row["alternatives"] = [
            {
                "label": other.label.value,
                "start": other.start,
                "end": other.end,
                "confidence": round(other.confidence, 4),
            }
            for other in field.alternatives
        ]
    return row


def _bibtex(works: list[Work]) -> str:
    from refgraph.formats.bibtex import dumps
    from refgraph.model import Library, assign_keys

    return dumps(Library(works=assign_keys(works)))


def _csl_json(works: list[Work]) -> str:
    from refgraph.formats import csl_json
    from refgraph.model import Library, assign_keys

    return csl_json.dumps(Library(works=assign_keys(works)))


_WRITERS = {Format.TEXT: _text, Format.JSONL: _jsonl}
_WHOLE = {Format.BIBTEX: _bibtex, Format.CSL_JSON: _csl_json}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("parse")(parse)
