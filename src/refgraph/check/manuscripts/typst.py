"""Cited keys and bibliographies of a Typst file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript, blank_spans

# One pattern, so that what begins first counts: a "//" in an address, a "/*" in a string.
_HIDDEN = re.compile(
    r"(?P<kept>\\[^\s\w])"
    r"|(?P<string>(?:=|\w\(|\+|\bimport|\binclude)[ \t]*\"(?:[^\"\\\r\n]|\\.)*\")"  # elsewhere a quote is a sign
    r"|(?P<fence>`{3,}).*?(?:(?P=fence)|\Z)|``|`[^`]*`"
    r"|(?P<comment>/\*)|//[^\r\n]*"
    r"|\bhttps?://[^\s\])]+",
    re.DOTALL,
)
_COMMENT_MARK = re.compile(r"/\*|\*/")
_REFERENCE = re.compile(r"(?<![\w@\\./+-])@([\w](?:[\w:.\-]*[\w])?)")
_CITE = re.compile(r"#?\bcite\(\s*<([^>\s]+)>")
_CITE_LABEL = re.compile(r"\bcite\(\s*label\(\s*\"([^\"]+)\"")
_REF = re.compile(r"\bref\(\s*<([^>\s]+)>")
_LABEL = re.compile(r"<([\w][\w:.\-]*)>")
_BIBLIOGRAPHY = re.compile(r"\bbibliography\(\s*((?:\([^()]*\))|\"[^\"]*\")([^()]*)")
_FULL = re.compile(r"\bfull\s*:\s*true\b")
_INCLUDE = re.compile(r"#(?:include|import)\s+\"([^\"]+\.typ)\"")


def read_typst(text: str, file: str) -> Manuscript:
    """Return what a Typst file cites; raw text and comments are left out, and so are references to its own labels."""
    spans = list(_hidden(text))
    shown = blank_spans(text, [span for span, is_string in spans if not is_string])
    sentences = blank_spans(text, [span for span, _ in spans])
    cited = [
        _key(found, group) for group, found in enumerate((*_CITE.finditer(shown), *_CITE_LABEL.finditer(shown)), 1)
    ]
    references = [*_REF.finditer(sentences), *_REFERENCE.finditer(sentences)]
    taken = {each.start for each in cited} | {found.start(1) for found in references}
    own = {found[1] for found in _LABEL.finditer(sentences) if found.start(1) not in taken}
    cited += [_key(found, 0) for found in references if found[1] not in own]
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


def _hidden(text: str) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield the spans of raw text, comments and addresses, and those of strings, marked as such."""
    at = 0
    while found := _HIDDEN.search(text, at):
        at = _comment_end(text, found.end()) if found["comment"] else found.end()
        if not found["kept"]:
            yield (found.start(), at), found["string"] is not None


def _comment_end(text: str, at: int) -> int:
    """Return the end of a comment; there may be others in it."""
    depth = 1
    for mark in _COMMENT_MARK.finditer(text, at):
        depth += 1 if mark[0] == "/*" else -1
        if depth == 0:
            return mark.end()
    return len(text)


def _key(found: re.Match[str], group: int) -> CitedKey:
    # Keys cited on their own are each a group of their own.
    return CitedKey(key=found[1], start=found.start(1), end=found.end(1), group=group or -found.start(1) - 1)


def _bibliographies(text: str) -> Iterator[CitedKey]:
    for found in _BIBLIOGRAPHY.finditer(text):
        for name in re.finditer(r"\"([^\"]+)\"", found[1]):
            start = found.start(1) + name.start(1)
            yield CitedKey(key=name[1], start=start, end=start + len(name[1]))
