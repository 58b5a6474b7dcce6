"""Cited keys and bibliographies of a LaTeX file: LaTeX, natbib and BibLaTeX commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript
from refgraph.documents.callouts import CitationSpan
from refgraph.documents.callouts.latex import (
    NamedFile,
    find_bibliographies,
    find_citations,
    find_includes,
    find_item_texts,
    find_items,
)
from refgraph.documents.callouts.latex_source import plain_latex


def read_latex(text: str, file: str) -> Manuscript:
    r"""Return what a LaTeX file cites.

    Comments, verbatim text, ``\iffalse`` parts and definitions of commands are left out.
    """
    cited = sorted(_cited(find_citations(text).citations), key=lambda each: each.start)
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(each for each in cited if each.key != "*"),
        bibliographies=_keys(find_bibliographies(text)),
        items=_keys(find_items(text)),
        includes=tuple(each.name for each in find_includes(text)),
        cites_all=any(each.key == "*" for each in cited),
        prose=plain_latex(text),
        references=find_item_texts(text),
        root=file,
    )


def _cited(citations: Iterable[CitationSpan]) -> Iterator[CitedKey]:
    for span in citations:
        several = span.command.lower().endswith("cites")  # \parencites[12]{a}[34]{a} names a work twice on purpose
        for part in span.parts:
            group = part.start if several else span.start
            yield CitedKey(key=part.key, start=part.start, end=part.end, group=group + 1)
        yield from _cited(span.nested)


def _keys(names: Iterable[NamedFile]) -> tuple[CitedKey, ...]:
    return tuple(CitedKey(key=each.name, start=each.start, end=each.end) for each in names)
