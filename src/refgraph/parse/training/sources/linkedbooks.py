"""LinkedBooks: a token a line with its tag, an empty line behind each reference; tokens lost their spaces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example
from refgraph.parse.training.rows import ExampleError
from refgraph.parse.training.sources.marking import Piece, example
from refgraph.text.decoding import decoded_lines, open_binary

_LABELS: Mapping[str, Label] = {
    "author": Label.AUTHOR,
    "title": Label.TITLE,
    "year": Label.DATE,
    "publicationplace": Label.LOCATION,
    "publisher": Label.PUBLISHER,
    "pagination": Label.PAGES,
    "volume": Label.VOLUME,
    "publicationspecifications": Label.NOTE,
    "publicationnumber-year": Label.VOLUME,
    "series": Label.SERIES,
}
_NO_SPACE_BEFORE = frozenset(".,;:)]}»”’'?!")
_NO_SPACE_AFTER = frozenset("([{«“‘’'")
_START = "-DOCSTART-"


def read_linkedbooks(path: Path) -> Iterator[Example]:
    """Read LinkedBooks data; only references to books ("secondary") are taken, whose parts are tagged throughout.

    Raises:
        ExampleError: at a line without token and tag.
    """
    tokens: list[tuple[str, str]] = []
    with open_binary(path) as stream:
        for number, line in enumerate(decoded_lines(stream, path), 1):
            if line.startswith(_START):
                continue
            if not line.strip():
                yield from _reference(tokens, path.stem)
                tokens = []
                continue
            columns = line.split()
            if len(columns) < 3:
                raise ExampleError(f"{path}:{number}: no token with its tags: {line!r}; needed are token, tag, kind")
            if columns[2].endswith("secondary"):
                tokens.append((columns[0], columns[1]))
    yield from _reference(tokens, path.stem)


def _reference(tokens: list[tuple[str, str]], doc: str) -> Iterator[Example]:
    if not tokens:
        return
    pieces: list[Piece] = []
    before = ""
    for text, tag in tokens:
        spaced = before and text[0] not in _NO_SPACE_BEFORE and before[-1] not in _NO_SPACE_AFTER
        label = _LABELS.get(tag)
        space = " " if spaced else ""
        if pieces and pieces[-1][1] is label:
            pieces[-1] = (pieces[-1][0] + space + text, label)
        else:
            pieces.append((space + text, label))
        before = text
    yield example(pieces, "linkedbooks", doc)
