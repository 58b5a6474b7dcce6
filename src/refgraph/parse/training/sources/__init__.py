"""Labelled references of others, as they are published, to examples: AnyStyle XML, GROBID TEI, LinkedBooks columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from refgraph.parse.training.examples import Example
from refgraph.parse.training.sources.anystyle import read_anystyle
from refgraph.parse.training.sources.grobid import read_grobid
from refgraph.parse.training.sources.linkedbooks import read_linkedbooks

READERS: Mapping[str, Callable[[Path], Iterator[Example]]] = {
    "anystyle": read_anystyle,
    "grobid": read_grobid,
    "linkedbooks": read_linkedbooks,
}
"""Name of a source format -> what reads a file of it."""

__all__ = ["READERS"]
