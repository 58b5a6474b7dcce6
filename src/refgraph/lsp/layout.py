"""Formatting of .bib files: the layout of `refgraph format`."""

from __future__ import annotations

from lsprotocol.types import DocumentFormattingParams, TextEdit

from refgraph.formats.bibtex.layout import format_document
from refgraph.lsp.documents import is_bibliography
from refgraph.lsp.view import Replacement, View


def formatted(view: View, params: DocumentFormattingParams) -> list[TextEdit]:
    """Return the edits that lay out a .bib file; values stay, and so do blocks that are broken.

    The layout is always that of the command, so that `refgraph format --check` has nothing to say.
    """
    path = view.path(params.text_document.uri)
    if not is_bibliography(path):
        return []
    document = view.files.bibliography(path)
    return view.edits(path, changed_lines(document.text, format_document(document)))


def changed_lines(old: str, new: str) -> list[Replacement]:
    r"""Return one replacement, of the lines from the first to the last difference; none if there is no difference.

    >>> changed_lines("a\nb\nc\n", "a\nB\nc\n")
    [((2, 4), 'B\n')]
    """
    if old == new:
        return []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = sum(map(len, before[:head]))
    end = len(old) - sum(map(len, before[len(before) - tail :]))
    return [((start, end), "".join(after[head : len(after) - tail]))]
