"""Completion: keys in call-outs and in fields, and what else a .bib file can have at the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionItemLabelDetails,
    CompletionList,
    CompletionParams,
    MarkupContent,
    MarkupKind,
    TextEdit,
)

from refgraph.check.manuscripts import Manuscript, is_manuscript
from refgraph.documents.callouts.latex_macros import CitingCommand, find_commands
from refgraph.lsp import bib_completion
from refgraph.lsp.bib_context import Context, Place, context_at
from refgraph.lsp.candidates import MOST, Candidate, candidate, filter_text, find
from refgraph.lsp.documents import is_bibliography
from refgraph.lsp.files import Files
from refgraph.lsp.projects import Project
from refgraph.lsp.references import described, entries_by_key
from refgraph.lsp.typed_key import typed_key
from refgraph.lsp.uses import KEY_FIELDS
from refgraph.lsp.view import View

TRIGGERS = ("{", ",", "@", "[", "`", ":", ";", "<", "&", '"', "=", "#")
"""Letters after which an editor asks for completion though no word has begun."""
_NOTHING = CompletionList(is_incomplete=False, items=[])


def complete(view: View, params: CompletionParams) -> CompletionList:
    """Return what can stand at the cursor; the editor asks again while there is more than is sent."""
    path, offset = view.spot(params.text_document.uri, params.position)
    if is_bibliography(path):
        context = context_at(view.files.lines(path).text, offset)
        return _in_bibliography(view, path, offset, context) if context is not None else _NOTHING
    span = _typed(view, path, offset) if is_manuscript(path) else None
    return _keys(view, path, offset, span) if span is not None else _NOTHING


def _in_bibliography(view: View, path: Path, offset: int, context: Context) -> CompletionList:
    if context.place is Place.TEXT and context.field in KEY_FIELDS:
        return _keys(view, path, offset, context.span)
    make = {
        Place.TYPE: bib_completion.types,
        Place.NAME: bib_completion.fields,
        Place.BARE: bib_completion.macros,
    }.get(context.place)
    return CompletionList(is_incomplete=False, items=make(view, path, context)) if make is not None else _NOTHING


def _typed(view: View, path: Path, offset: int) -> tuple[int, int] | None:
    """Return the span of the key that is being typed in a manuscript."""
    commands = None
    if path.suffix.lower() in {".tex", ".ltx"}:
        commands = _commands(view.files, view.project(path).manuscripts)
    return typed_key(view.files.lines(path).text, path, offset, commands)


def _commands(files: Files, manuscripts: Iterable[Manuscript]) -> dict[str, CitingCommand]:
    """Return the citing commands that the files of manuscripts define."""
    found: dict[str, CitingCommand] = {}
    for each in manuscripts:
        path = Path(each.file)
        found |= files.cache.get(("commands", path), files.stamp(path), partial(find_commands, each.text))
    return found


def _keys(view: View, path: Path, offset: int, span: tuple[int, int]) -> CompletionList:
    """Return the entries that what is typed may mean."""
    lines = view.files.lines(path)
    typed = lines.text[span[0] : offset]
    place = lines.range(span)
    found = find(candidates(view.files, view.project(path)), typed)
    items = [
        CompletionItem(
            each.key,
            label_details=CompletionItemLabelDetails(description=each.detail),
            kind=CompletionItemKind.Reference,
            detail=". ".join(part for part in (each.detail, each.title) if part),
            sort_text=f"{rank:04}",
            filter_text=filter_text(each, typed),
            text_edit=TextEdit(place, each.key),
            data={"uri": view.files.uri(path), "key": each.key},
        )
        for rank, each in enumerate(found[:MOST])
    ]
    # Always asked again: an editor that compares beginnings would not find a title's word itself.
    return CompletionList(is_incomplete=True, items=items)


def candidates(files: Files, project: Project) -> tuple[Candidate, ...]:
    """Return all entries of a project as candidates, an entry once for each key that it has."""
    state = tuple((path, files.stamp(path)) for path in project.bibliographies)
    return files.cache.get(
        ("candidates", project.bibliographies),
        state,
        lambda: tuple(candidate(entry, key) for key, entry in entries_by_key(files, project).items() if key),
    )


def resolve(view: View, item: CompletionItem) -> CompletionItem:
    """Return an item of a key with the reference behind it, which takes too long to make for a hundred of them."""
    data = item.data if isinstance(item.data, dict) else {}
    if "key" in data and "uri" in data:
        entries = entries_by_key(view.files, view.project(view.path(data["uri"])))
        entry = entries.get(data["key"])
        if entry is not None:
            item.documentation = MarkupContent(MarkupKind.Markdown, described(entry, entries, view.settings))
    return item
