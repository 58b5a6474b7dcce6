"""HTML pages as manuscripts: their text with call-outs and the lists in them."""

from __future__ import annotations

from refgraph.check.manuscripts.manuscript import Manuscript
from refgraph.check.manuscripts.myst import tag_keys
from refgraph.documents.html import read_page
from refgraph.documents.list_references import list_references


def read_html(text: str, file: str) -> Manuscript:
    """Return an HTML page as a manuscript; scripts, navigation, asides and footers are left out."""
    lines = read_page(text).lines
    shown = [" "] * len(text)
    for line in lines:
        places = line.places if line.places is not None else range(line.start, line.start + len(line.text))
        for place, character in zip(places, line.text, strict=False):
            if place < len(shown):
                shown[place] = character
        if line.text and line.end < len(shown) and shown[line.end] == " ":
            shown[line.end] = "\n"
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(tag_keys(text)),
        prose="".join(shown),
        references=list_references(lines, text, file),
        root=file,
    )
