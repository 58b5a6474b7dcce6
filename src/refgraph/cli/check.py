"""``refgraph check``: reference integrity."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.cli.streams import progress, say, write_output, write_pieces

if TYPE_CHECKING:
    from refgraph.check import Report
    from refgraph.check.mending import Mended
    from refgraph.check.online import Online


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    MARKDOWN = "markdown"
    HTML = "html"


_FILES = "Bibliographies (.bib, .json), manuscripts (.tex, .md, .typ, .docx, .txt ...); those of the settings if none."


def check(
    files: Annotated[list[str] | None, typer.Argument(help=_FILES)] = None,
    output_format: Annotated[
        Format,
        typer.Option(help="text for people; json, jsonl, sarif, github, gitlab, junit, markdown or html for others."),
    ] = Format.TEXT,
    dialect: Annotated[str | None, typer.Option(help="bibtex or biblatex: whose types and fields count.")] = None,
    select: Annotated[
        list[str] | None, typer.Option(help="Only these rules: a code, a slug, or the beginning of a code.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these rules.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, in place.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff, also what may change the meaning.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and change nothing.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Print how often each rule was broken.")] = False,
    baseline: Annotated[str | None, typer.Option(help="A file of findings that do not count.")] = None,
    write_baseline: Annotated[
        str | None, typer.Option("--write-baseline", help="Write all findings to this file, for --baseline.")
    ] = None,
    config: Annotated[
        str | None, typer.Option(help="A pyproject.toml or refgraph.toml to take the settings from.")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")] = False,
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    online: Annotated[
        bool, typer.Option("--online", help="Ask Crossref, DataCite, PubMed, arXiv and others about the works.")
    ] = False,
    mailto: Annotated[
        str | None, typer.Option(envvar="REFGRAPH_MAILTO", help="With --online, your address for the registries.")
    ] = None,
    recorded: Annotated[
        str | None, typer.Option(help="With --online, take the answers from this folder; nothing is asked.")
    ] = None,
    cache: Annotated[
        str | None, typer.Option(help="With --online, the file of earlier answers; else one in the cache folder.")
    ] = None,
    max_age: Annotated[int, typer.Option(min=0, help="With --online, days until an answer is asked for again.")] = 14,
    retraction_watch: Annotated[
        str | None, typer.Option(help="With --online, the Retraction Watch database as CSV.")
    ] = None,
    links: Annotated[bool, typer.Option("--links/--no-links", help="With --online, look for dead links.")] = True,
    explain: Annotated[
        str | None, typer.Option(metavar="RULE", help="Print what a rule reports, why, an example and its fix; stop.")
    ] = None,
) -> None:
    """Check references: syntax, fields, identifiers, dates, pages, names, titles, duplicates, keys cited and listed.

    Exit code 0: clean; 1: errors or warnings; 2: wrong use, or a file that cannot be read.

    Examples:
      refgraph check references.bib
      refgraph check references.bib paper.tex --output-format sarif -o references.sarif
      refgraph check references.bib --select I --diff
      refgraph check references.bib --write-baseline known.json
      refgraph check references.bib --baseline known.json
      refgraph check references.bib --online --mailto you@example.org
      refgraph check --explain I211
    """
    if explain is not None:
        from refgraph.check.catalogue import explanation
        from refgraph.check.rule import find_rule

        write_output(explanation(find_rule(explain)), output)
        return
    from refgraph.check import write_baseline as write_known
    from refgraph.check.mending import mend, preview

    how: Online | None = None
    if online or recorded is not None:
        from refgraph.check.online import Online

        how = Online(
            recorded=recorded,
            mailto=mailto,
            cache=cache,
            max_age=timedelta(days=max_age),
            retraction_watch=retraction_watch,
            links=links,
            progress=progress,
        )
    run = _checker(files, dialect=dialect, select=select, ignore=ignore, baseline=baseline, config=config, online=how)
    progress("checking")
    if write_baseline is not None:
        say(f"{write_baseline}: {write_known(write_baseline, run())} findings written")
        return
    if diff:
        _print_differences(preview(run(), unsafe=unsafe_fixes))
        return
    if fix:
        report, made, problems = mend(run, unsafe=unsafe_fixes)
        for file, count in made.items():
            say(f"{file}: {count} mended")
        for file, problem in problems.items():
            say(f"{file}: not mended: {problem}")
    else:
        report = run()
    _write(report, output_format, output, statistics=statistics)
    if report.exit_code and not exit_zero:
        raise typer.Exit(report.exit_code)


def _checker(
    files: list[str] | None,
    *,
    dialect: str | None,
    select: list[str] | None,
    ignore: list[str] | None,
    baseline: str | None,
    config: str | None,
    online: Online | None,
) -> Callable[[], Report]:
    """Return what checks the files as they are."""
    from refgraph.check import check as run_check
    from refgraph.check import find_config, read_config
    from refgraph.errors import ConfigurationError

    settings = read_config(config) if config is not None else None
    if config is not None and settings is None:
        hint = "it needs [tool.refgraph.check], or [check] in a refgraph.toml"
        raise ConfigurationError("the file has no settings for the checker", text=config, hint=hint)
    if not files:
        settings = settings or find_config()
        files = [str(path) for path in settings.bibliography_files()]
        if not files:
            hint = 'give files, or set files = ["references.bib"] in [tool.refgraph.check]'
            raise ConfigurationError("there is nothing to check", hint=hint)
    sources = files
    return lambda: run_check(
        *sources,
        dialect=dialect,
        config=settings,
        select=select or None,
        ignore=ignore or None,
        baseline=baseline,
        online=online or False,
    )


def _print_differences(mended: tuple[Mended, ...]) -> None:
    from refgraph.check import diff as difference

    for each in mended:
        if each.problem:
            say(f"{each.file}: not mended: {each.problem}")
        else:
            sys.stdout.write(difference(each.before, each.after, each.file))


def _write(report: Report, output_format: Format, output: str | None, *, statistics: bool) -> None:
    if statistics:
        write_output(report.statistics(), output)
    elif output_format is Format.TEXT and output is None and sys.stdout.isatty():
        write_output(report.to_text(color=True), output)
    else:
        write_pieces(report.pieces(output_format.value), output)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)
