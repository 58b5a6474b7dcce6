"""GROBID's citation training data: TEI ``<bibl>`` elements with marked parts among plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example
from refgraph.parse.training.sources.marking import Piece, example
from refgraph.parse.training.sources.xml import read_xml

_LABELS: Mapping[str, Label] = {
    "author": Label.AUTHOR,
    "date": Label.DATE,
    "editor": Label.EDITOR,
    "meeting": Label.CONTAINER,
    "note": Label.NOTE,
    "orgName": Label.INSTITUTION,
    "ptr": Label.URL,
    "publisher": Label.PUBLISHER,
    "pubPlace": Label.LOCATION,
    "placeName": Label.LOCATION,
    "series": Label.SERIES,
    "web": Label.URL,
}
_TITLES = {"a": Label.TITLE, "j": Label.CONTAINER, "s": Label.SERIES, "u": Label.TITLE}
_SCOPES = {
    "volume": Label.VOLUME,
    "vol": Label.VOLUME,
    "issue": Label.ISSUE,
    "number": Label.ISSUE,
    "page": Label.PAGES,
    "pp": Label.PAGES,
    "chapter": Label.NOTE,
}
_NUMBERS = {"DOI": Label.DOI, "ARXIV": Label.ARXIV, "ISBN": Label.ISBN}


def read_grobid(path: Path) -> Iterator[Example]:
    """Read GROBID's training data.

    Raises:
        ExampleError: if the file is no XML.
    """
    for bibl in read_xml(path).iter("{*}bibl"):
        parts = {etree.QName(element).localname + (element.get("level") or "") for element in bibl}
        yield example(_pieces(bibl, whole="titlea" not in parts), "grobid", path.name)


def _pieces(bibl: Any, *, whole: bool) -> Iterator[Piece]:
    """Yield the text of an entry, part by part.

    Args:
        bibl: the entry.
        whole: True if it has no title of a part, so that a book's title is its own.
    """
    yield bibl.text or "", None
    for element in bibl:
        if isinstance(element.tag, str):
            text = "".join(element.itertext())
            yield (" " if etree.QName(element).localname == "lb" else text), _label(element, whole=whole)
        yield element.tail or "", None


def _label(element: Any, *, whole: bool) -> Label | None:
    name = etree.QName(element).localname
    if name == "title":
        level = element.get("level")
        if level == "m":
            return Label.TITLE if whole else Label.CONTAINER
        return _TITLES.get(level, Label.TITLE)
    if name == "biblScope":
        return _SCOPES.get(element.get("unit") or element.get("type"))
    if name in {"idno", "pubnum"}:
        return _NUMBERS.get((element.get("type") or "").upper(), Label.NOTE)
    if name == "note" and element.get("type") == "report":
        return Label.GENRE
    return _LABELS.get(name)
