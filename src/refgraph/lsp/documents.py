"""Open documents: their texts as the editor has them, and changes of these texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from lsprotocol.types import (
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
    TextDocumentItem,
)
from pygls.uris import to_fs_path

from refgraph.check.manuscripts import SUFFIXES, is_manuscript
from refgraph.lsp.positions import Lines

BIBLIOGRAPHY_SUFFIXES = frozenset({".bib", ".bibtex", ".biblatex"})
SUFFIXES_WATCHED = BIBLIOGRAPHY_SUFFIXES | frozenset(SUFFIXES) | {".json", ".toml", ".yml", ".yaml"}
"""Suffixes of the files that findings depend on."""
_SUFFIX_OF_LANGUAGE = {
    "bibtex": ".bib",
    "biblatex": ".bib",
    "latex": ".tex",
    "tex": ".tex",
    "markdown": ".md",
    "quarto": ".qmd",
    "rmd": ".rmd",
    "typst": ".typ",
    "restructuredtext": ".rst",
    "rst": ".rst",
    "org": ".org",
    "asciidoc": ".adoc",
    "html": ".html",
    "plaintext": ".txt",
}


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that is open in the editor; a change makes a new one.

    Attributes:
        uri: as the editor names it.
        path: of its file, resolved; that of a document without a file is made up and ends as its kind does.
        version: grows with every change.
        text: the whole text, line ends as they are.
    """

    uri: str
    path: Path
    version: int
    text: str

    @classmethod
    def of(cls, item: TextDocumentItem) -> Self:
        """Return the document that the editor opened."""
        return cls(item.uri, path_of(item.uri, item.language_id), item.version, item.text)

    def changed(self, changes: Iterable[TextDocumentContentChangeEvent], version: int, encoding: str) -> Self:
        """Return the document after changes, each of which is about the text that the one before left."""
        text = self.text
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                text = _spliced(text, change, encoding)
            else:
                text = change.text
        return replace(self, version=version, text=text)


def _spliced(text: str, change: TextDocumentContentChangePartial, encoding: str) -> str:
    start, end = Lines(text, encoding, keep_mark=True).span(change.range)
    return text[:start] + change.text + text[end:]


def path_of(uri: str, language: str = "") -> Path:
    """Return the resolved path of a document.

    Args:
        uri: as the editor names it.
        language: what the editor says it is ("latex"), for documents whose name does not tell.
    """
    name = to_fs_path(uri)
    path = Path(name) if name else _made_up(uri)
    suffix = _SUFFIX_OF_LANGUAGE.get(language, "")
    if suffix and not (is_bibliography(path) or is_manuscript(path)):
        path = path.with_name(path.name + suffix) if not name else path
    return path.resolve()


def _made_up(uri: str) -> Path:
    """Return a path for a document without a file, in a folder that is not there, so that it hides no file."""
    scheme, _, rest = uri.partition(":")
    return Path.cwd() / f"({scheme})" / (rest.rpartition("/")[2] or "document")


def is_bibliography(path: Path) -> bool:
    """Return True if a path is that of a .bib file."""
    return path.suffix.lower() in BIBLIOGRAPHY_SUFFIXES


def is_known(path: Path) -> bool:
    """Return True if a path is that of a .bib file or a manuscript."""
    return is_bibliography(path) or is_manuscript(path)
