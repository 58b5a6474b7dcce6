"""Cited keys and bibliographies of a Typst file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript, blank

_HIDDEN = (
    re.compile(r"(`{3,}).*?(?:\1|\Z)", re.DOTALL),
    re.compile(r"(?<!`)`[^`]*`(?!`)"),
    re.compile(r"\"@[^\"\n]*\""),  # #import "@preview/cetz:0.2.0"
    re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL),
    re.compile(r"(?<!:)//[^\r\n]*"),
    re.compile(r"\bhttps?://[^\s\])]+"),
)
_REFERENCE = re.compile(r"(?<![\w@\\./+-])@([\w](?:[\w:.\-]*[\w])?)")
_CITE = re.compile(r"#?\bcite\(\s*<([^>\s]+)>")
_CITE_LABEL = re.compile(r"\bcite\(\s*label\(\s*\"([^\"]+)\"")
_LABEL = re.compile(r"<([\w][\w:.\-]*)>")
_BIBLIOGRAPHY = re.compile(r"\bbibliography\(\s*((?:\([^()]*\))|\"[^\"]*\")([^()]*)")
_FULL = re.compile(r"\bfull\s*:\s*true\b")
_INCLUDE = re.compile(r"#(?:include|import)\s+\"([^\"]+\.typ)\"")


def read_typst(text: str, file: str) -> Manuscript:
    """Return what a Typst file cites; raw text and comments are left out, and so are references to its own labels."""
    shown = blank(text, *_HIDDEN)
    cited = [
        _key(found, group) for group, found in enumerate((*_CITE.finditer(shown), *_CITE_LABEL.finditer(shown)), 1)
    ]
    taken = {each.start for each in cited}
    own = {found[1] for found in _LABEL.finditer(shown) if found.start(1) not in taken}
    cited += [_key(found, 0) for found in _REFERENCE.finditer(shown) if found[1] not in own]
    cited.sort(key=lambda each: each.start)
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(cited),
        bibliographies=tuple(_bibliographies(shown)),
        includes=tuple(found[1] for found in _INCLUDE.finditer(shown)),
        prose=shown,
        cites_all=any(_FULL.search(found[2]) for found in _BIBLIOGRAPHY.finditer(shown)),
        root=file,
    )


def _key(found: re.Match[str], group: int) -> CitedKey:
    # Keys cited on their own are each a group of their own.
    return CitedKey(key=found[1], start=found.start(1), end=found.end(1), group=group or -found.start(1) - 1)


def _bibliographies(text: str) -> Iterator[CitedKey]:
    for found in _BIBLIOGRAPHY.finditer(text):
        for name in re.finditer(r"\"([^\"]+)\"", found[1]):
            start = found.start(1) + name.start(1)
            yield CitedKey(key=name[1], start=start, end=start + len(name[1]))
