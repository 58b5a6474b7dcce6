"""``refgraph dedupe``: one work for each duplicate."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.streams import progress, say
from refgraph.dedupe.engines.choose import Engine
from refgraph.errors import ConfigurationError, DuplicateKeyError
from refgraph.text.files import write_pieces, write_text
from refgraph.text.json_line import json_line, json_text

if TYPE_CHECKING:
    from refgraph.dedupe import Cluster, DedupeResult
    from refgraph.dedupe.sources import Sources
    from refgraph.model import Finding


class Format(StrEnum):
    """How an explanation, or the result, is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def dedupe(
    files: Annotated[list[str], typer.Argument(help="Bibliographies; several are read as one.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="The file to write the merged bibliography to.")
    ] = None,
    clusters: Annotated[Path | None, typer.Option(help='Write {"id", "cluster"} lines to this file.')] = None,
    provenance: Annotated[
        Path | None,
        typer.Option(help="Write where each value of a merged work comes from to this file, one JSON object a line."),
    ] = None,
    relations: Annotated[
        Path | None,
        typer.Option(help="Write which works are versions or parts of others, or about them, one JSON object a line."),
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="Decisions to obey: 'same a b' or 'different a b  # why' a line.")
    ] = None,
    review: Annotated[
        bool, typer.Option("--review", help="Decide on the doubtful pairs one by one; needs --decisions to write to.")
    ] = False,
    explain: Annotated[tuple[str, str] | None, typer.Option(help="Explain the decision on two keys.")] = None,
    output_format: Annotated[
        Format, typer.Option(help="text, json, or html (with --explain): how an explanation or the result is printed.")
    ] = Format.TEXT,
    unmerge: Annotated[
        str | None, typer.Option(metavar="KEY", help="Take this merged work apart, and decide that it stays so.")
    ] = None,
    member: Annotated[
        str | None, typer.Option(metavar="KEY", help="With --unmerge: take only this record out.")
    ] = None,
    merged: Annotated[
        Path | None,
        typer.Option(help="With --unmerge: put the records back into this file, which else stays as it is."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="Where pairs are compared: in this process, in DuckDB on all cores, or on Spark.")
    ] = Engine.INPROCESS,
) -> None:
    """Merge the works that a bibliography lists twice; nothing is lost.

    Examples:
      refgraph dedupe references.bib more.bib -o merged.bib --clusters clusters.jsonl
      refgraph dedupe references.bib --explain allison2018 allison2018a
      refgraph dedupe references.bib --review --decisions decisions.txt -o merged.bib
      refgraph dedupe references.bib --decisions decisions.txt --unmerge allison2018 --merged merged.bib
    """
    from refgraph.dedupe.sources import read_sources

    _refuse(review=review and decisions is None, html=output_format is Format.HTML and explain is None)
    if unmerge is None and (member is not None or merged is not None):
        raise ConfigurationError("--member and --merged belong to --unmerge", hint="say --unmerge KEY too")
    others = (output, provenance, relations, decisions, explain, unmerge)
    only_clusters = all(each is None for each in others) and output_format is Format.TEXT and not review
    if engine is Engine.DUCKDB and only_clusters and clusters and _cluster_lines(files, clusters):
        return
    progress("reading")
    sources = read_sources(files)
    _say_all(sources.library.findings)
    progress("comparing")
    result = _run(sources, decisions, engine, may_be_new=review or unmerge is not None)
    if review and decisions is not None:
        result = _reviewed(result, decisions)
    if unmerge is not None:
        result = _unmerged(result, sources, unmerge, member, merged, decisions, output)
    elif output is not None:
        from refgraph.formats import write

        write(result.library, output)
        _say_all(each for each in result.library.findings if each.code == "U791")
    if explain is not None:
        _print_explanation(result, explain, output_format)
    _write_tables(result, clusters, provenance, relations)
    say(f"{len(sources.library)} works, {len(result.clusters)} after merging.")
    if output_format is Format.JSON and explain is None:
        print(json.dumps(result.to_dict(), ensure_ascii=False, indent=2))
    elif all(each is None for each in (output, clusters, provenance, relations, explain, unmerge)):
        for cluster in result.duplicates:
            print(" ".join(cluster.members))


def _refuse(*, review: bool, html: bool) -> None:
    """Refuse a walk whose decisions have nowhere to go, and a page of nothing."""
    if review:
        raise ConfigurationError("--review needs a file to write to", hint="name it: --decisions decisions.txt")
    if html:
        raise ConfigurationError("only an explanation is printed as html", hint="name two keys: --explain A B")


def _cluster_lines(files: list[str], target: Path) -> bool:
    """Cluster one file of JSON lines without reading it whole; return False where works need other keys."""
    from refgraph.dedupe.engines.lines import cluster_lines
    from refgraph.text.packing import bare_name

    if len(files) != 1 or bare_name(files[0]).suffix not in {".jsonl", ".ndjson"}:
        return False
    progress("comparing")
    try:
        found = cluster_lines(files[0], report=lambda finding: say(str(finding)))
    except DuplicateKeyError:
        return False  # a library gives each work a key of its own
    write_pieces(target, map(_rows, found))
    say(f"{sum(len(each.members) for each in found)} works, {len(found)} after merging.")
    return True


def _run(sources: Sources, decisions: Path | None, engine: Engine, *, may_be_new: bool) -> DedupeResult:
    from refgraph.dedupe import dedupe as merge
    from refgraph.dedupe import read_decisions
    from refgraph.dedupe.decisions_file import DecisionsFile
    from refgraph.dedupe.library import decision_findings

    given = None
    if decisions is not None:
        given = DecisionsFile(decisions).read() if may_be_new else read_decisions(decisions)
    result = merge(sources.library, decisions=given, engine=engine)
    _say_all(decision_findings(result))
    return result


def _reviewed(result: DedupeResult, decisions: Path) -> DedupeResult:
    """Walk through the doubtful pairs, and settle again with what was decided."""
    from refgraph.cli.review import walk
    from refgraph.dedupe.decisions_file import DecisionsFile

    file = DecisionsFile(decisions)
    made = walk(result, file).made
    return result.decide(file.read()) if made else result


def _unmerged(
    result: DedupeResult,
    sources: Sources,
    key: str,
    member: str | None,
    merged: Path | None,
    decisions: Path | None,
    output: str | None,
) -> DedupeResult:
    """Take a work apart, and write the files that show it."""
    from refgraph.cli.unmerging import unmerge, write_decisions, write_in_place, write_whole

    unmerged = unmerge(result, sources, key, member, merged)
    if merged is not None:
        write_in_place(unmerged, merged, output or merged)
    elif output is not None:
        write_whole(unmerged, output)
    write_decisions(unmerged, decisions)
    return unmerged.result


def _print_explanation(result: DedupeResult, pair: tuple[str, str], output_format: Format) -> None:
    explanation = result.explain(*pair)
    match output_format:
        case Format.TEXT:
            print(explanation)
        case Format.JSON:
            print(json.dumps(explanation.to_dict(), ensure_ascii=False, indent=2))
        case Format.HTML:
            print(explanation.to_html(), end="")


def _write_tables(result: DedupeResult, clusters: Path | None, provenance: Path | None, relations: Path | None) -> None:
    if clusters is not None:
        write_pieces(clusters, map(_rows, result.clusters))
    if provenance is not None:
        write_text(provenance, "".join(map(json_line, result.provenance)))
    if relations is not None:
        write_text(relations, "".join(json_line(each.to_dict()) for each in result.relations))


def _rows(cluster: Cluster) -> str:
    """Return a line of JSON for each member of a cluster."""
    end = f', "cluster": {json_text(cluster.id)}}}\n'
    return "".join([f'{{"id": {json_text(key)}{end}' for key in cluster.members])


def _say_all(findings: Iterable[Finding]) -> None:
    for finding in findings:
        say(str(finding))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("dedupe")(dedupe)
