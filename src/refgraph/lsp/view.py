"""What a feature looks at: the files at one moment, the folders of the editor, its abilities and the settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol.types import (
    Location,
    OptionalVersionedTextDocumentIdentifier,
    Position,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from refgraph.lsp.documents import path_of
from refgraph.lsp.files import Files
from refgraph.lsp.projects import Project, find_project
from refgraph.lsp.settings import Settings

Replacement = tuple[tuple[int, int], str]
"""A half-open span of a file's text, and the new text for it."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the editor can do.

    Attributes:
        snippets: insert texts with places to fill in.
        versions: take edits of a version of a document, and refuse them where it is another by now.
    """

    snippets: bool = False
    versions: bool = False


@dataclass(frozen=True)
class View:
    """One moment of the editor.

    Attributes:
        files: the files as they are.
        folders: the folders that are open in the editor, resolved.
        settings: what the user set.
        abilities: what the editor can do.
    """

    files: Files = field(default_factory=Files)
    folders: tuple[Path, ...] = ()
    settings: Settings = field(default_factory=Settings)
    abilities: Abilities = field(default_factory=Abilities)

    def path(self, uri: str) -> Path:
        """Return the path of a document."""
        return next((path for path, each in self.files.documents.items() if each.uri == uri), None) or path_of(uri)

    def spot(self, uri: str, position: Position) -> tuple[Path, int]:
        """Return the path of a document and the offset of a position in it."""
        path = self.path(uri)
        return path, self.files.lines(path).offset(position)

    def project(self, path: Path) -> Project:
        """Return the project of a file."""
        return find_project(self.files, self.folders, path)

    def location(self, path: Path, span: tuple[int, int]) -> Location:
        """Return a span of a file as the editor wants it."""
        return Location(self.files.uri(path), self.files.lines(path).range(span))

    def edits(self, path: Path, replacements: Iterable[Replacement]) -> list[TextEdit]:
        """Return replacements in a file as the editor wants them."""
        lines = self.files.lines(path)
        return [TextEdit(lines.range(span), new) for span, new in replacements]

    def edit(self, changes: Mapping[Path, Iterable[Replacement]]) -> WorkspaceEdit:
        """Return replacements in several files as the editor wants them."""
        edits = {path: self.edits(path, replacements) for path, replacements in changes.items()}
        if not self.abilities.versions:
            return WorkspaceEdit(changes={self.files.uri(path): each for path, each in edits.items()})
        return WorkspaceEdit(
            document_changes=[TextDocumentEdit(self._identifier(path), [*each]) for path, each in edits.items()]
        )

    def _identifier(self, path: Path) -> OptionalVersionedTextDocumentIdentifier:
        document = self.files.documents.get(path)
        return OptionalVersionedTextDocumentIdentifier(self.files.uri(path), document.version if document else None)
