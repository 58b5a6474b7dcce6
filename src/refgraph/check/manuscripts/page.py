"""HTML pages as manuscripts: their text with call-outs and the lists in them."""

from __future__ import annotations

import re

from refgraph.check.manuscripts.manuscript import Manuscript, blank
from refgraph.check.manuscripts.myst import tag_keys
from refgraph.documents.html import read_page
from refgraph.documents.list_references import list_references

_NOT_SHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)

# What a marked section may be to Python's parser, which raises AssertionError for any other: "<![x".
_NO_SECTION = re.compile(r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-_.A-Za-z0-9]))", re.IGNORECASE)


def read_html(text: str, file: str) -> Manuscript:
    """Return an HTML page as a manuscript; scripts, navigation, asides and footers are left out."""
    lines = read_page(_NO_SECTION.sub("<! ", text)).lines
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
        cited=tuple(tag_keys(blank(text, _NOT_SHOWN))),
        prose="".join(shown),
        references=list_references(lines, text, file),
        root=file,
    )
