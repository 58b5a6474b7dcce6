"""Cited keys and bibliographies of Markdown: Pandoc, Quarto and R Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript, blank

_FRONT = re.compile(r"\A﻿?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_HIDDEN = (
    re.compile(r"^[ ]{0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE),
    re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL),
    re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", re.DOTALL),
    re.compile(r"\$\$.*?\$\$", re.DOTALL),
    re.compile(r"<(?:https?|ftp|mailto):[^>\s]*>"),
    re.compile(r"\[@[\w.-]+\](?=\()"),  # "[@user](https://...)" is a link's text
    re.compile(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)"),  # the target of a link
    re.compile(r"\b(?:https?|ftp)://[^\s\]>)]+"),
)
# Pandoc's manual, "Citation syntax": a letter, digit or _, then also single punctuation inside; or anything in braces.
_CITED = re.compile(
    r"(?<![\w\\@./+-])-?@(?:\{([^{}\s]+)\}|(\w(?:[\w]|[:.#$%&\-+?<>~/](?=\w)"
    r"|[:#$%&\-+?<>~/](?=[:.#$%&\-+?<>~/]\w))*))"
)
# Cross-references of Quarto ("@fig-plot") and pandoc-crossref ("@fig:plot"); "@ref(fig:plot)" is bookdown's.
_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau"
    r"|supp)[-:]\S+|ref",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"^[ ]{0,3}\(@([\w-]+)\)\s", re.MULTILINE)  # Pandoc's numbered examples
_NOCITE = re.compile(r"^nocite\s*:(.*?)(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
_BIBLIOGRAPHY = re.compile(r"^bibliography[ \t]*:[ \t]*(.*?)(?=^[^\s\-#]|^-[^ ]|\Z)", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"""["']([^"'\n]+)["']|([^\s,\[\]"'#][^,\[\]"'#\r\n]*)""")
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def read_markdown(text: str, file: str) -> Manuscript:
    """Return what a Markdown file cites; code, comments, links and addresses are left out."""
    front = _FRONT.match(text)
    body_start = front.end() if front else 0
    meta = blank(front[1], _YAML_COMMENT) if front else ""
    meta_start = front.start(1) if front else 0
    nocite = _NOCITE.search(meta)
    cited = [*_cited(blank(text[body_start:], *_HIDDEN), body_start)]
    if nocite:
        cited += _cited(nocite[1], meta_start + nocite.start(1))
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(sorted(cited, key=lambda each: each.start)),
        bibliographies=tuple(_bibliographies(meta, meta_start)),
        cites_all=bool(nocite and "@*" in nocite[1]),
        root=file,
    )


def _cited(text: str, offset: int) -> Iterator[CitedKey]:
    groups = _groups(text)
    examples = {found[1] for found in _EXAMPLE.finditer(text)}
    for found in _CITED.finditer(text):
        which = 1 if found[1] else 2
        if _CROSS_REFERENCE.fullmatch(found[which]) or found[which] in examples:
            continue
        if text.startswith("@", found.end()):
            continue  # "@user@example.org", an account elsewhere
        yield CitedKey(
            key=found[which],
            start=offset + found.start(which),
            end=offset + found.end(which),
            group=groups.get(found.start(), -found.start() - 1),
        )


def _groups(text: str) -> dict[int, int]:
    """Return for the offset of a citation in brackets the number of the brackets."""
    groups = {}
    for number, bracket in enumerate(re.finditer(r"\[([^\[\]]*@[^\[\]]*)\]", text), 1):
        for found in _CITED.finditer(bracket[1]):
            groups[bracket.start(1) + found.start()] = number
    return groups


def _bibliographies(meta: str, offset: int) -> Iterator[CitedKey]:
    block = _BIBLIOGRAPHY.search(meta)
    if block is None:
        return
    for line in re.finditer(r"[^\r\n]+", block[1]):
        bullet = re.match(r"\s*-\s+", line[0])
        skip = bullet.end() if bullet else 0
        for found in _NAME.finditer(line[0], skip):
            which = 1 if found[1] else 2
            name = found[which].rstrip()
            start = offset + block.start(1) + line.start() + found.start(which)
            if name:
                yield CitedKey(key=name, start=start, end=start + len(name))
