"""The command line: arguments in, pipeline out."""

from refgraph.cli.app import main

__all__ = ["main"]
