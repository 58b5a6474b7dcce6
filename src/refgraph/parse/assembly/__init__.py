"""Labelled spans to a typed work: names, dates, numbers, identifiers, type and language."""

from refgraph.parse.assembly.assemble import assemble

__all__ = ["assemble"]
