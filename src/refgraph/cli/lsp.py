"""``refgraph lsp``: the language server for editors."""

from __future__ import annotations

import logging
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Annotated

import typer

from refgraph.errors import ConfigurationError, InvalidValueError

if TYPE_CHECKING:
    from refgraph.lsp.server import Server

_LAST_PORT = 65535


def lsp(
    tcp: Annotated[
        str | None,
        typer.Option("--tcp", metavar="HOST:PORT", help="Listen there instead of standard input; one editor."),
    ] = None,
    log: Annotated[str | None, typer.Option("--log", help="Write what happens to this file.")] = None,
) -> None:
    """Serve an editor: findings while you type, fixes, hover, completion of keys, go to entry, rename everywhere.

    Speaks the Language Server Protocol on standard input and output, for .bib files and manuscripts. The editor starts
    it; docs/how-to/use-an-editor.md has the settings of many. Needs the extra "lsp".

    Exit code 0: the editor said goodbye; 1: it left without a word; 2: wrong use, or the extra is missing.

    Examples:
      refgraph lsp
      refgraph lsp --log refgraph-lsp.log
      refgraph lsp --tcp 127.0.0.1:8765
    """
    address = _address(tcp) if tcp is not None else None
    server = _server()
    _write_log(log)
    output = sys.stdout.buffer
    with redirect_stdout(sys.stderr):  # nothing else may come between the messages
        if address is None:
            server.start_io(sys.stdin.buffer, output)
        else:
            server.start_tcp(*address)
    raise typer.Exit(0 if server.ended_well else 1)


def _server() -> Server:
    try:
        from refgraph.lsp.main import make_server
    except ModuleNotFoundError as error:
        hint = "install it with: pip install 'refgraph[lsp]'"
        raise ConfigurationError(f"the language server needs {error.name}", hint=hint) from error
    return make_server()


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) > _LAST_PORT:
        raise InvalidValueError("not an address", text=text, hint="write HOST:PORT, such as 127.0.0.1:8765")
    return host.strip("[]"), int(port)


def _write_log(path: str | None) -> None:
    logging.raiseExceptions = False  # an editor that left has closed standard error too
    if path is not None:
        form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
        logging.basicConfig(filename=path, encoding="utf-8", level=logging.INFO, format=form)
        logging.getLogger("pygls").setLevel(logging.WARNING)  # it would write down every message, texts and all


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lsp")(lsp)
