"""Completion in .bib files: types, fields and macros."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol.types import CompletionItem, CompletionItemKind, InsertTextFormat, TextEdit

from refgraph.check.data import DataModel, model_of
from refgraph.formats.bibtex.reading import MONTHS
from refgraph.lsp.bib_context import Context
from refgraph.lsp.documents import is_bibliography
from refgraph.lsp.view import View

_OTHER_BLOCKS = {"string": "${1:name} = {$0}", "comment": "$0", "preamble": "{$0}"}
_SHOWN = 120  # characters of a macro's value


def types(view: View, path: Path, context: Context) -> list[CompletionItem]:
    """Return the entry types of the project's dialect, with the fields that each must have."""
    model = model_of(view.project(path).config.dialect)
    text = view.files.lines(path).text
    is_new = text[context.span[1] :].lstrip(" \t")[:1] not in {"{", "("}
    items = []
    for name in sorted({*model.types, *model.type_aliases}):
        required = [group[0] for group in model.required.get(name, ())]
        body = _entry_body(required) if is_new and view.abilities.snippets else None
        detail = "must have " + ", ".join(required) if required else None
        items.append(_item(view, path, context, name, kind=CompletionItemKind.Class, body=body, detail=detail))
    for name, inside in _OTHER_BLOCKS.items():
        body = f"{{{inside}}}" if is_new and view.abilities.snippets else None
        items.append(_item(view, path, context, name, kind=CompletionItemKind.Keyword, body=body))
    return items


def _entry_body(required: Iterable[str]) -> str:
    lines = [f"  {name} = {{${number}}},\n" for number, name in enumerate(required, 2)]
    return "{${1:key},\n" + "".join(lines) + "}"


def fields(view: View, path: Path, context: Context) -> list[CompletionItem]:
    """Return the fields that the entry does not have: those it must have first, then those its type uses."""
    model = model_of(view.project(path).config.dialect)
    text = view.files.lines(path).text
    is_new = text[context.span[1] :].lstrip(" \t")[:1] != "="
    items = []
    for rank, (name, detail) in enumerate(_ranked(model, context)):
        body = (" = {$0}," if view.abilities.snippets else " = ") if is_new else None
        item = _item(view, path, context, name, kind=CompletionItemKind.Field, body=body, detail=detail)
        item.sort_text = f"{rank:04}"
        items.append(item)
    return items


def _ranked(model: DataModel, context: Context) -> Iterator[tuple[str, str]]:
    """Yield names of fields that are not there, with what they are to the type, the most wanted first."""
    groups = model.required.get(context.type, ())
    seen = {other for name in context.names for other in (name, model.aliases.get(name, name))}
    for group in groups:
        if not seen & set(group):
            yield from ((name, "required") for name in group)
    seen |= {name for group in groups for name in group}
    for name in sorted(model.allowed.get(context.type, frozenset()) - seen):
        yield name, "optional"
    for name in sorted(model.fields - model.allowed.get(context.type, frozenset()) - seen):
        yield name, "not used by this type" if model.allowed.get(context.type) else "optional"


def macros(view: View, path: Path, context: Context) -> list[CompletionItem]:
    """Return the macros of the project's bibliographies; months for a month."""
    found: dict[str, str] = {}
    for each in (path, *view.project(path).bibliographies):
        if is_bibliography(each):
            for name, definition in view.files.bibliography(each).strings.items():
                found.setdefault(definition.name or name, definition.value)
    if context.field == "month":
        found = dict.fromkeys(MONTHS, "a month") | found
    return [
        _item(view, path, context, name, kind=CompletionItemKind.Constant, detail=value[:_SHOWN])
        for name, value in found.items()
    ]


def _item(  # noqa: PLR0913 - what makes an item
    view: View,
    path: Path,
    context: Context,
    name: str,
    *,
    kind: CompletionItemKind,
    body: str | None = None,
    detail: str | None = None,
) -> CompletionItem:
    """Return an item that replaces what is typed by a name; ``body`` follows it, a snippet where it has a "$"."""
    is_snippet = body is not None and "$" in body
    return CompletionItem(
        name,
        kind=kind,
        detail=detail,
        insert_text_format=InsertTextFormat.Snippet if is_snippet else InsertTextFormat.PlainText,
        text_edit=TextEdit(view.files.lines(path).range(context.span), name + (body or "")),
    )
