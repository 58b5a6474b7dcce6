"""The application: its commands, and how errors leave it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from inspect import cleandoc
from typing import Annotated

import typer

from refgraph.cli import (
    bibtex,
    build,
    check,
    cite,
    convert,
    dedupe,
    find,
    graph,
    keys,
    lsp,
    parse,
    render,
    resolve,
    styles,
    train,
)
from refgraph.cli import format as layout
from refgraph.errors import RefgraphError
from refgraph.text.opening import kept_pipes

MISUSE = 2

app = typer.Typer(
    name="refgraph",
    help="Reference lists to typed works, any bibliographic format, one citation graph and a checked bibliography.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    build,
    find,
    parse,
    convert,
    layout,
    keys,
    dedupe,
    render,
    cite,
    bibtex,
    styles,
    check,
    resolve,
    graph,
    lsp,
    train,
):
    command.register(app)


def _keep_lines_of_examples(within: typer.Typer) -> None:
    """Let examples stand in lines of their own in help texts, which else run on."""
    for each in within.registered_commands:
        text = cleandoc(getattr(each.callback, "__doc__", None) or "")
        each.help = each.help or text.replace("\nExamples:\n", "\n\b\nExamples:\n")
    for group in within.registered_groups:
        if group.typer_instance is not None:
            _keep_lines_of_examples(group.typer_instance)


_keep_lines_of_examples(app)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        print(f"refgraph {version('refgraph')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read references wherever they are written, and write them in any style.

    Exit codes: 0 clean, 1 findings, 2 wrong use or a file that cannot be read or written.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    Args:
        arguments: without the program's name; those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
    try:
        with kept_pipes():
            app(args=None if arguments is None else list(arguments), prog_name="refgraph")
    except RefgraphError as error:
        print(f"refgraph: {error}", file=sys.stderr)
        return MISUSE
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
