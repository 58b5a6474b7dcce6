"""Symbols: the entries and macros of a .bib file, and works looked for in the whole workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol.types import (
    DocumentSymbol,
    DocumentSymbolParams,
    FoldingRange,
    FoldingRangeKind,
    FoldingRangeParams,
    SymbolKind,
    WorkspaceSymbol,
    WorkspaceSymbolParams,
)

from refgraph.check.entry import Entry
from refgraph.formats.bibtex.document import BibEntry
from refgraph.lsp.candidates import MOST, candidate, find
from refgraph.lsp.documents import is_bibliography
from refgraph.lsp.files import Files
from refgraph.lsp.project_uses import keys_in
from refgraph.lsp.projects import bibliographies
from refgraph.lsp.uses import Kind, key_start
from refgraph.lsp.view import View


def document_symbols(view: View, params: DocumentSymbolParams) -> list[DocumentSymbol]:
    """Return the entries and @string definitions of a .bib file in order; nothing for a manuscript."""
    path = view.path(params.text_document.uri)
    if not is_bibliography(path):
        return []
    return sorted(_symbols(view.files, path), key=lambda each: (each.range.start.line, each.range.start.character))


def _symbols(files: Files, path: Path) -> Iterator[DocumentSymbol]:
    document, lines = files.bibliography(path), files.lines(path)
    for each in document.string_definitions:
        block = next((one for one in document.others if one.start <= each.start < one.end), None)
        span = (block.start, block.end) if block is not None else (each.start, each.end)
        name = lines.range((each.start, each.start + len(each.name)))
        yield DocumentSymbol(each.name, SymbolKind.Constant, lines.range(span), name, detail=each.value)
    for entry in files.entries(path):
        source = entry.source
        start = key_start(document, source)
        place = (start, start + len(source.key)) if start is not None else (source.start, source.start + 1)
        yield DocumentSymbol(
            source.key or f"@{source.type}",
            _kind(source),
            lines.range((source.start, source.end)),
            lines.range(place),
            detail=_detail(entry),
        )


def _detail(entry: Entry) -> str:
    found = candidate(entry)
    return ". ".join(part for part in (found.detail, found.title) if part)


def _kind(entry: BibEntry) -> SymbolKind:
    return SymbolKind.Module if entry.type in {"proceedings", "collection", "xdata"} else SymbolKind.Class


def workspace_symbols(view: View, params: WorkspaceSymbolParams) -> list[WorkspaceSymbol]:
    """Return the works of all bibliographies whose key, names, year and title have every word that is asked for."""
    symbols: list[WorkspaceSymbol] = []
    for path in bibliographies(view.files, view.folders):
        places = {each.name: each.span for each in keys_in(view.files, path) if each.kind is Kind.ENTRY}
        for found in find((candidate(entry) for entry in view.files.entries(path)), params.query):
            if found.key in places and len(symbols) < MOST:
                location = view.location(path, places[found.key])
                name = ". ".join(part for part in (found.detail, found.title) if part) or found.key
                symbols.append(WorkspaceSymbol(location, name, SymbolKind.Class, container_name=found.key))
    return symbols


def folding_ranges(view: View, params: FoldingRangeParams) -> list[FoldingRange]:
    """Return the entries and other blocks of a .bib file that take more than a line."""
    path = view.path(params.text_document.uri)
    if not is_bibliography(path):
        return []
    lines = view.files.lines(path)
    ranges = []
    for block in view.files.bibliography(path).blocks:
        first, last = lines.line_at(block.start), lines.line_at(max(block.start, block.end - 1))
        if last > first:
            is_comment = not isinstance(block, BibEntry) and block.kind in {"comment", "text"}
            ranges.append(FoldingRange(first, last, kind=FoldingRangeKind.Comment if is_comment else None))
    return ranges
