"""Cited keys and bibliographies of a LaTeX file: LaTeX, natbib and BibLaTeX commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from refgraph.check.manuscripts.manuscript import CitedKey, Manuscript
from refgraph.documents.callouts import CitationSpan
from refgraph.documents.callouts.latex import (
    NamedFile,
    find_bibliographies,
    find_citations,
    find_embedded,
    find_includes,
    find_item_texts,
    find_items,
)
from refgraph.documents.callouts.latex_macros import CitingCommand
from refgraph.documents.callouts.latex_source import plain_latex
from refgraph.formats.bibtex import parse_document


def read_latex(text: str, file: str, commands: Mapping[str, CitingCommand] | None = None) -> Manuscript:
    r"""Return what a LaTeX file cites.

    Comments, verbatim text, ``\iffalse`` parts and definitions of commands are left out.

    Args:
        text: the whole file.
        file: its path.
        commands: citing commands that the manuscript defines; by default those that this file defines.
    """
    cited = sorted(latex_keys(text, commands), key=lambda each: each.start)
    return Manuscript(
        file=file,
        text=text,
        cited=tuple(each for each in cited if each.key != "*"),
        bibliographies=_keys(find_bibliographies(text)),
        items=(*_keys(find_items(text)), *_embedded(text)),
        includes=tuple(each.name for each in find_includes(text)),
        cites_all=any(each.key == "*" for each in cited),
        prose=plain_latex(text),
        references=find_item_texts(text),
        root=file,
    )


def latex_keys(text: str, commands: Mapping[str, CitingCommand] | None = None) -> Iterator[CitedKey]:
    """Yield the keys that LaTeX commands in a text cite."""
    return _cited(find_citations(text, commands).citations)


def _embedded(text: str) -> Iterator[CitedKey]:
    """Yield the keys of bibliographies that stand in the file itself (``filecontents``)."""
    for name, start, end in find_embedded(text):
        if name.name.endswith(".bib"):
            for entry in parse_document(text[start:end], file=None).entries:
                at = text.find(entry.key, start + entry.start, start + entry.end)
                if entry.key and at >= 0:
                    yield CitedKey(key=entry.key, start=at, end=at + len(entry.key))


def _cited(citations: Iterable[CitationSpan]) -> Iterator[CitedKey]:
    for span in citations:
        several = span.command.lower().endswith("cites")  # \parencites[12]{a}[34]{a} names a work twice on purpose
        for part in span.parts:
            group = part.start if several else span.start
            yield CitedKey(key=part.key, start=part.start, end=part.end, group=group + 1)
        yield from _cited(span.nested)


def _keys(names: Iterable[NamedFile]) -> tuple[CitedKey, ...]:
    return tuple(CitedKey(key=each.name, start=each.start, end=each.end) for each in names)
