"""Cited keys and bibliographies of Markdown: Pandoc, Quarto, R Markdown and MyST."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript, blank
from refgraph.check.manuscripts.myst import CODE, directive_files, role_keys
from refgraph.check.manuscripts.plain import printed_list
from refgraph.documents.callouts import CitationSpan, read_front_matter
from refgraph.documents.callouts.markdown import find_citations
from refgraph.documents.callouts.markdown_blocks import find_blocks

_BIBLIOGRAPHY = re.compile(
    r"^([ \t]*)(?:bibliography|bibtex_bibfiles)[ \t]*:[ \t]*(?P<value>[^\r\n]*"
    r"(?:(?:\r\n|\r|\n)(?:[ \t]*-[ \t][^\r\n]*|[ \t]+[^\s:]+"
    r"|[ \t]*\][ \t]*|[ \t]*(?=[\r\n])))*)",
    re.MULTILINE,
)
_NAME = re.compile(r"""["']([^"'\n]+)["']|([^\s,\[\]"'#][^,\[\]"'#\r\n]*)""")
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def read_markdown(text: str, file: str) -> Manuscript:
    """Return what a Markdown file cites; code, comments, links and addresses are left out."""
    front = read_front_matter(text)
    shown = find_blocks(text).shown
    cited = [*_cited(find_citations(text).citations), *role_keys(shown)]
    cited += (CitedKey(key=each.key, start=each.start, end=each.end, group=-each.start - 1) for each in front.nocite)
    named, included, everything = directive_files(text)
    named += [
        replace(each, start=start + each.start, end=start + each.end)
        for start, end in front.spans
        for each in bibliographies_in(text[start:end])
    ]
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(sorted((each for each in cited if each.key != "*"), key=lambda each: each.start)),
        bibliographies=tuple(named),
        includes=tuple(included),
        cites_all=everything or any(each.key == "*" for each in cited),
        prose=blank(shown, CODE),
        references=printed_list(text, file),
        root=file,
    )


def _cited(citations: Iterable[CitationSpan]) -> Iterator[CitedKey]:
    for span in citations:
        for part in () if span.doubtful else span.parts:
            yield CitedKey(key=part.key, start=part.start, end=part.end, group=span.start + 1)
        yield from _cited(span.nested)


def bibliographies_in(meta: str) -> Iterator[CitedKey]:
    """Yield the bibliographies that YAML names, ``bibliography: refs.bib`` or a list, with their places.

    >>> [each.key for each in bibliographies_in("bibliography: [a.bib, 'b.bib']")]
    ['a.bib', 'b.bib']
    """
    block = _BIBLIOGRAPHY.search(meta := blank(meta, _YAML_COMMENT))
    if block is None:
        return
    for line in re.finditer(r"[^\r\n]+", block["value"]):
        bullet = re.match(r"\s*-\s+", line[0])
        skip = bullet.end() if bullet else 0
        for found in _NAME.finditer(line[0], skip):
            which = 1 if found[1] else 2
            name = found[which].rstrip()
            start = block.start("value") + line.start() + found.start(which)
            if name:
                yield CitedKey(key=name, start=start, end=start + len(name))
