"""Cited keys and bibliographies of Org: citations of Org 9.5, org-ref's links, and LaTeX commands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.manuscripts.latex import latex_keys
from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript, blank, listed_keys
from refgraph.check.manuscripts.plain import printed_list
from refgraph.documents.callouts.latex import find_bibliographies

_HIDDEN = (
    re.compile(
        r"^[ \t]*#\+begin_(src|example|export|comment)\b.*?(?:^[ \t]*#\+end_\1\b[^\r\n]*|\Z)",
        re.DOTALL | re.MULTILINE | re.IGNORECASE,
    ),
    re.compile(
        r"^[ \t]*:PROPERTIES:[ \t]*(?=[\r\n]).*?(?:^[ \t]*:END:[ \t]*(?=[\r\n]|\Z)|\Z)",
        re.DOTALL | re.MULTILINE | re.IGNORECASE,
    ),
    re.compile(r"^[ \t]*#(?=[ \t\r\n]|\Z)[^\r\n]*", re.MULTILINE),
    re.compile(r"^[ \t]*:(?=[ \t])[^\r\n]*", re.MULTILINE),
    re.compile(r"(?<![^\s\-({'\"])([=~])(?=\S)[^\r\n]{1,300}?(?<=\S)\1(?![^\s\-.,;:!?'\")}\[\]\\])"),
    re.compile(r"\bsrc_\w+(?:\[[^\[\]\r\n]{0,200}\])?\{[^{}\r\n]{0,1000}\}"),
    re.compile(r"@@[\w-]{1,20}:[^\r\n]{0,1000}?@@"),
    re.compile(r"\[\[(?:https?|file|ftp|mailto|doi|id):[^\[\]]{0,1000}\]"),
    re.compile(r"\bhttps?://[^\s\])>]+"),
)
_CITATION = re.compile(r"\[cite(/[\w/-]{1,40})?:((?:[^\[\]]|\[[^\[\]]{0,500}\]){0,4000})\]")
_KEY = re.compile(r"@([\w\-.:?!`'/*@+|(){}<>&^$#%~]+)")
_LINK = r"(?:no|[A-Za-z]{0,12}[cC])ite[A-Za-z]{0,12}\*?"
_BRACKETED = re.compile(rf"\[\[({_LINK}):([^\[\]]{{1,4000}})\](?:\[[^\[\]]{{0,1000}}\])?\]")
_PLAIN = re.compile(rf"(?<![\w:/\[@&-])({_LINK}):((?:&[\w:./+*-]*\w;?)+|(?:\*|[\w:./+-]*[\w+*])(?:,[\w:./+-]*[\w+])*)")
_NEW_KEY = re.compile(r"&([\w:./+*-]*[\w+*])")
_NO_CITATION = re.compile(r"(?:ex|in|re|soli)cites?|bibcite|citestyle", re.IGNORECASE)
_KEYWORD = re.compile(r"^[ \t]*#\+bibliography:[ \t]*(?:\"([^\"\r\n]+)\"|([^\r\n]*\S))", re.MULTILINE | re.IGNORECASE)
_BIBLIOGRAPHY_LINK = re.compile(r"(?<![\w:/])(bibliography|nobibliography|addbibresource):([^\s\[\]<>]+)")
_INCLUDE = re.compile(
    r"^[ \t]*#\+include:[ \t]*(?:\"([^\"\r\n]+)\"|(\S+))(?![^\r\n]*\b(?:src|example|export)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_NAMED = re.compile(r"[^,\s]+")
_STARS = re.compile(r"^\*+(?=[ \t])", re.MULTILINE)
_MARKUP = (
    _CITATION,
    _BRACKETED,
    re.compile(r"^[ \t]*#\+\w+:[^\r\n]*", re.MULTILINE),
    re.compile(r"\[\[[^\[\]]{0,1000}\]|\]\]"),
)


def read_org(text: str, file: str) -> Manuscript:
    """Return what an Org file cites; code, examples, verbatim text, comments and addresses are left out."""
    shown = blank(text, *_HIDDEN)
    cited = sorted([*_citations(shown), *_links(shown), *latex_keys(shown)], key=lambda each: each.start)
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(each for each in cited if each.key != "*"),
        bibliographies=tuple(_bibliographies(shown)),
        includes=tuple(found[1] or found[2] for found in _INCLUDE.finditer(shown)),
        cites_all=any(each.key == "*" for each in cited),
        prose=blank(shown, *_MARKUP),
        references=printed_list(blank(shown, _STARS), file),
        root=file,
    )


def _citations(shown: str) -> Iterator[CitedKey]:
    for found in _CITATION.finditer(shown):
        for each in _KEY.finditer(shown, *found.span(2)):
            yield CitedKey(key=each[1], start=each.start(1), end=each.end(1), group=found.start() + 1)


def _links(shown: str) -> Iterator[CitedKey]:
    bracketed = list(_BRACKETED.finditer(shown))
    taken = blank(shown, _BRACKETED, _CITATION)
    for found in (*bracketed, *_PLAIN.finditer(taken)):
        if _NO_CITATION.fullmatch(found[1]):
            continue
        group = found.start() + 1
        if "&" in found[2]:
            for each in _NEW_KEY.finditer(shown, *found.span(2)):
                yield CitedKey(key=each[1], start=each.start(1), end=each.end(1), group=group)
        else:
            yield from listed_keys(shown, *found.span(2), group)


def _bibliographies(shown: str) -> Iterator[CitedKey]:
    for found in _KEYWORD.finditer(shown):
        which = 1 if found[1] else 2
        yield CitedKey(key=found[which], start=found.start(which), end=found.end(which))
    for found in _BIBLIOGRAPHY_LINK.finditer(shown):
        for name in _NAMED.finditer(shown, *found.span(2)):
            key = name[0] if "." in name[0].rpartition("/")[2] else f"{name[0]}.bib"
            yield CitedKey(key=key, start=name.start(), end=name.end())
    for each in find_bibliographies(shown):
        yield CitedKey(key=each.name, start=each.start, end=each.end)
