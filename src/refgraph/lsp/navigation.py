"""Go to definition, references and highlights of keys and macros."""

from __future__ import annotations

from pathlib import Path

from lsprotocol.types import (
    DefinitionParams,
    DocumentHighlight,
    DocumentHighlightKind,
    DocumentHighlightParams,
    Location,
    ReferenceParams,
)

from refgraph.check.manuscripts import find_bibliography
from refgraph.lsp.project_uses import use_at, uses_of
from refgraph.lsp.projects import Project
from refgraph.lsp.view import View


def definition(view: View, params: DefinitionParams) -> list[Location]:
    """Return where the key or macro at the cursor is defined; from a bibliography's name in a manuscript, the file."""
    path, offset = view.spot(params.text_document.uri, params.position)
    project = view.project(path)
    use = use_at(view.files, project, path, offset)
    if use is None:
        named = _named_file(project, path, offset)
        return [view.location(named, (0, 0))] if named is not None else []
    return [view.location(each.path, each.span) for each in uses_of(view.files, project, use) if each.kind.defines]


def _named_file(project: Project, path: Path, offset: int) -> Path | None:
    """Return the bibliography whose name an offset in a manuscript is on."""
    for manuscript in project.manuscripts:
        if Path(manuscript.file) == path:
            for each in manuscript.bibliographies:
                if each.start <= offset <= each.end:
                    found = find_bibliography(manuscript, each.key)
                    return found.resolve() if found is not None else None
    return None


def references(view: View, params: ReferenceParams) -> list[Location]:
    """Return where the key or macro at the cursor stands, in entries and in all manuscripts of the project."""
    path, offset = view.spot(params.text_document.uri, params.position)
    project = view.project(path)
    use = use_at(view.files, project, path, offset)
    if use is None:
        return []
    return [
        view.location(each.path, each.span)
        for each in uses_of(view.files, project, use)
        if params.context.include_declaration or not each.kind.defines
    ]


def highlight(view: View, params: DocumentHighlightParams) -> list[DocumentHighlight]:
    """Return where the key or macro at the cursor stands in the same file."""
    path, offset = view.spot(params.text_document.uri, params.position)
    project = view.project(path)
    use = use_at(view.files, project, path, offset)
    if use is None:
        return []
    lines = view.files.lines(path)
    return [
        DocumentHighlight(
            lines.range(each.span),
            DocumentHighlightKind.Write if each.kind.defines else DocumentHighlightKind.Read,
        )
        for each in uses_of(view.files, project, use)
        if each.path == path
    ]
