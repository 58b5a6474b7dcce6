"""Cited keys and bibliographies of AsciiDoc: its own bibliography anchors, and the macros of asciidoctor-bibtex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript, blank, blank_spans, listed_keys
from refgraph.check.manuscripts.plain import printed_list
from refgraph.model.reference import Reference

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FENCE = re.compile(r"(?:/{4,}|-{4,}|\.{4,}|\+{4,})$|(?:`{3,})(?=[^`]*$)")
_OPEN_BLOCK = re.compile(r"--$")  # is what its style says
_CODE_STYLE = re.compile(
    r"\[(?:comment|source|listing|literal|stem|latexmath|asciimath|pass|mermaid|plantuml|graphviz|ditaa)\b[^\]]*\]$"
)
_INLINE = (
    re.compile(r"(?<![\w`])(`{1,2})(?=\S)[^\r\n]{0,500}?(?<=\S)\1(?![\w`])"),
    re.compile(r"(?<![\w+])(\+{1,3})(?=\S)[^\r\n]{0,500}?(?<=\S)\1(?![\w+])"),
    re.compile(r"\b(?:pass|stem|latexmath):[a-z,]{0,20}\[[^\[\]\r\n]{0,500}\]"),
    re.compile(r"\b(?:https?|ftp)://[^\s\[\]<>]+"),
)
_MACRO = re.compile(
    r"(?<![\w:\\])((?:full|no)?[cC]ite(?:np|[tp]|al[tp]|author|year)?):([^\s\[\]:]{0,200})\[([^\[\]]{0,4000})\]"
)
_AROUND = re.compile(r"\([^()]*\)|\b(?:pages?|p)=[^,]*")
_ITEM = re.compile(r"\[\[\[([^\[\],\s]+)(?:,([^\[\]\r\n]*))?\]\]\]")
_LABEL = re.compile(
    r"(?<!\[)\[\[([^\[\],\s]+)(?:,[^\[\]]*)?\]\]|\banchor:([^\[\]\s]{1,500})\[|^\[[^\[\]\r\n]*#([\w-]+)[^\]\r\n]*\]",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"(?<!\\)<<([^<>,#\s]+)(?:,[^<>]{0,500})?>>|\bxref:([^\[\]\s#]{1,500})\[")
_FILE = re.compile(r"^:bibtex-file:[ \t]+([^\r\n]*\S)", re.MULTILINE)
_PLACE = re.compile(r"^bibliography::([^\s\[\]]+)\[[^\[\]\r\n]*\]", re.MULTILINE)
_INCLUDE = re.compile(r"^include::([^\[\]\r\n]+)\[[^\[\]\r\n]*\]", re.MULTILINE)
_BULLET = re.compile(r"[ \t]*(?:[*-][ \t]+)?$")
_TITLE = re.compile(r"^=+(?=[ \t])", re.MULTILINE)


def read_asciidoc(text: str, file: str, items: Iterable[str] = ()) -> Manuscript:
    """Return what an AsciiDoc file cites; literal text, listings and comments are left out.

    A reference ``<<key>>`` is a citation if it leads to no anchor of the file and there is a bibliography with anchors.

    Args:
        text: the whole file.
        file: its path.
        items: keys of the bibliographies in other files of the manuscript.
    """
    shown = blank(blank_spans(text, list(_hidden(text))), *_INLINE)
    own = tuple(CitedKey(key=each[1], start=each.start(1), end=each.end(1)) for each in _ITEM.finditer(shown))
    known = {each.key for each in own} | set(items)
    cited = sorted([*_macros(shown), *_references(shown, known)], key=lambda each: each.start)
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(each for each in cited if each.key != "*"),
        bibliographies=tuple(
            CitedKey(key=each[1], start=each.start(1), end=each.end(1))
            for pattern in (_FILE, _PLACE)
            for each in pattern.finditer(shown)
        ),
        items=own,
        includes=tuple(found[1].strip() for found in _INCLUDE.finditer(shown)),
        cites_all=any(each.key == "*" for each in cited),
        prose=blank(shown, _MACRO, _REFERENCE, _ITEM),
        references=tuple(_list(shown)) or printed_list(blank(shown, _TITLE), file),
        root=file,
    )


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of comments, listings, literal blocks and passthroughs."""
    fence, paragraph, blank_before = "", False, True
    for found in _LINE.finditer(text):
        line = found[0].rstrip()
        if fence:
            yield found.span()
            fence = "" if line == fence else fence
            continue
        if not line:
            paragraph, blank_before = False, True
            continue
        opening = _OPEN_BLOCK.match(line) if paragraph else None
        opening = opening or _FENCE.match(line)
        if opening:
            fence, paragraph = (line if line[0] != "`" else opening[0]), False
            yield found.span()
        elif _CODE_STYLE.match(line):
            paragraph = True
            yield found.span()
        elif paragraph or (line.startswith("//") and not line.startswith("///")):
            yield found.span()
        elif blank_before and line[0] in " \t" and not _BULLET_LINE.match(line):
            paragraph = True
            yield found.span()
        blank_before = False


_BULLET_LINE = re.compile(r"[ \t]+(?:[*.-]{1,5}|\d+\.|[a-zA-Z]\.)[ \t]|[ \t]+[^\r\n:]+::(?:[ \t]|$)|[ \t]+include::")


def _macros(shown: str) -> Iterator[CitedKey]:
    for found in _MACRO.finditer(shown):
        inside = blank(found[3], _AROUND)
        for each in listed_keys(inside, 0, len(inside), found.start() + 1):
            start = found.start(3) + each.start
            yield CitedKey(key=each.key, start=start, end=start + len(each.key), group=each.group)


def _references(shown: str, items: set[str]) -> Iterator[CitedKey]:
    if not items:
        return
    labels = {each[1] or each[2] or each[3] for each in _LABEL.finditer(shown)}
    for found in _REFERENCE.finditer(shown):
        which = 1 if found[1] else 2
        key = found[which]
        elsewhere = key in labels or key.startswith("_") or key.endswith((".adoc", ".asciidoc"))
        if key in items or (found[1] and not elsewhere):
            yield CitedKey(key=key, start=found.start(which), end=found.end(which), group=-found.start() - 1)


def _list(shown: str) -> Iterator[Reference]:
    """Yield the items of bibliographies: what follows an anchor up to the next, or to a blank line."""
    found = list(_ITEM.finditer(shown))
    for number, item in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(shown)
        empty = _EMPTY.search(shown, item.end(), stop)
        raw = shown[item.end() : empty.start() if empty else stop]
        lines = raw.splitlines(keepends=True)
        while lines and _BULLET.fullmatch(lines[-1].rstrip("\r\n")):
            lines.pop()
        raw = "".join(lines).rstrip()
        if raw.strip():
            label = (item[2] or "").strip() or None
            yield Reference(raw=" ".join(raw.split()), start=item.start(), end=item.end() + len(raw), label=label)


_EMPTY = re.compile(r"\n[ \t]*\r?\n")
