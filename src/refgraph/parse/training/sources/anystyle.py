"""AnyStyle's XML: ``<sequence><author>...</author><title>...</title></sequence>``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example
from refgraph.parse.training.sources.marking import Piece, example
from refgraph.parse.training.sources.xml import read_xml

_LABELS: Mapping[str, Label] = {
    "author": Label.AUTHOR,
    "director": Label.AUTHOR,
    "citation-number": Label.CITATION_NUMBER,
    "collection-title": Label.SERIES,
    "container-title": Label.CONTAINER,
    "date": Label.DATE,
    "doi": Label.DOI,
    "edition": Label.EDITION,
    "editor": Label.EDITOR,
    "genre": Label.GENRE,
    "isbn": Label.ISBN,
    "journal": Label.CONTAINER,
    "location": Label.LOCATION,
    "medium": Label.NOTE,
    "note": Label.NOTE,
    "pages": Label.PAGES,
    "producer": Label.PUBLISHER,
    "publisher": Label.PUBLISHER,
    "source": Label.NOTE,
    "title": Label.TITLE,
    "translator": Label.TRANSLATOR,
    "url": Label.URL,
    "volume": Label.VOLUME,
}
_VOLUME_AND_ISSUE = re.compile(
    r"(?P<volume>.*?\w)(?P<between>\s*\(|,?\s*(?:no|nr|n|issue|heft|h)\.?\s*[°º]?\s*|\s*/\s*|:\s*)(?P<issue>[\w–/-]+\)?.*)",
    re.IGNORECASE | re.DOTALL,
)


def read_anystyle(path: Path) -> Iterator[Example]:
    """Read AnyStyle's training data; a volume with its number is parted into volume and issue.

    Raises:
        ExampleError: if the file is no XML.
    """
    for number, sequence in enumerate(read_xml(path).iter("sequence"), 1):
        pieces = [piece for element in sequence for piece in _pieces(str(element.tag), element.text or "")]
        yield example(pieces, f"anystyle-{path.stem}", f"{path.stem}#{number}")


def _pieces(tag: str, text: str) -> Iterator[Piece]:
    label = _LABELS.get(tag)
    found = _VOLUME_AND_ISSUE.fullmatch(text.strip()) if tag == "volume" else None
    if found is None:
        yield text + " ", label
        return
    yield found["volume"], Label.VOLUME
    yield found["between"], None
    yield found["issue"] + " ", Label.ISSUE
