"""The names in all files of a project, and the one that the cursor is on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from refgraph.lsp.documents import is_bibliography
from refgraph.lsp.files import Files
from refgraph.lsp.projects import Project
from refgraph.lsp.uses import Use, at, keys_in_bibliography, keys_in_manuscript, keys_in_text, macros


def keys_in(files: Files, path: Path) -> tuple[Use, ...]:
    """Return the keys in a bibliography of any format."""
    return files.cache.get(("keys", path), files.stamp(path), lambda: tuple(_keys_in(files, path)))


def _keys_in(files: Files, path: Path) -> Iterator[Use]:
    if is_bibliography(path):
        yield from keys_in_bibliography(files.bibliography(path), path)
    else:
        yield from keys_in_text(files.lines(path).text, path, {entry.key for entry in files.entries(path)})


def macros_in(files: Files, path: Path) -> tuple[Use, ...]:
    """Return the macros in a .bib file; none in another."""
    if not is_bibliography(path):
        return ()
    return files.cache.get(("macros", path), files.stamp(path), lambda: tuple(macros(files.bibliography(path), path)))


def all_keys(files: Files, project: Project) -> Iterator[Use]:
    """Yield every key in a project: bibliographies first."""
    for path in project.bibliographies:
        yield from keys_in(files, path)
    for manuscript in project.manuscripts:
        yield from keys_in_manuscript(manuscript)


def all_macros(files: Files, project: Project) -> Iterator[Use]:
    """Yield every macro in a project."""
    for path in project.bibliographies:
        yield from macros_in(files, path)


def use_at(files: Files, project: Project, path: Path, offset: int) -> Use | None:
    """Return the key or macro that an offset in a file of a project is on."""
    if path in project.bibliographies:
        return at(keys_in(files, path), offset) or at(macros_in(files, path), offset)
    here = (
        each
        for manuscript in project.manuscripts
        if Path(manuscript.file) == path
        for each in keys_in_manuscript(manuscript)
    )
    return at(here, offset)


def uses_of(files: Files, project: Project, use: Use) -> Iterator[Use]:
    """Yield every place in a project where the name of a use stands, each once: a reader may see a citation twice."""
    everywhere = all_macros(files, project) if use.kind.is_macro else all_keys(files, project)
    yield from {(each.path, each.span): each for each in everywhere if each.name == use.name}.values()
