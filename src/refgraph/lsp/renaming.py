"""Rename a key everywhere: its entry, entries that refer to it, and all manuscripts of the project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lsprotocol.types import PrepareRenameParams, PrepareRenamePlaceholder, RenameParams, WorkspaceEdit

from refgraph.check.manuscripts import is_manuscript, read_manuscript_text
from refgraph.errors import DuplicateKeyError, InvalidValueError, RefgraphError, UnknownNameError
from refgraph.formats.bibtex import RenameKey, parse_document
from refgraph.lsp.files import Files
from refgraph.lsp.project_uses import all_keys, all_macros, use_at, uses_of
from refgraph.lsp.projects import Project
from refgraph.lsp.uses import Use, keys_in_manuscript
from refgraph.lsp.view import View


def prepare(view: View, params: PrepareRenameParams) -> PrepareRenamePlaceholder | None:
    """Return the name at the cursor, if it can be renamed: one that is defined in a file of the project."""
    path, offset = view.spot(params.text_document.uri, params.position)
    project = view.project(path)
    use = use_at(view.files, project, path, offset)
    if use is None or not any(each.kind.defines for each in uses_of(view.files, project, use)):
        return None
    lines = view.files.lines(path)
    return PrepareRenamePlaceholder(lines.range(use.span), lines.text[slice(*use.span)])


def rename(view: View, params: RenameParams) -> WorkspaceEdit | None:
    """Return the edits that give the name at the cursor another one, everywhere.

    Raises:
        InvalidValueError: if the new name cannot stand in one of the files.
        DuplicateKeyError: if another entry or macro has it.
        UnknownNameError: if the name is not defined in a file of the project.
    """
    path, offset = view.spot(params.text_document.uri, params.position)
    project = view.project(path)
    use = use_at(view.files, project, path, offset)
    if use is None:
        return None
    uses = list(uses_of(view.files, project, use))
    if not any(each.kind.defines for each in uses):
        raise UnknownNameError(f"no file of the project defines {use.name!r}", hint="correct it where it is cited")
    new = params.new_name.strip()
    if new == use.name:
        return None
    check_name(new, macro=use.kind.is_macro)
    _check_taken(view.files, project, use, new)
    by_path = defaultdict(list)
    for each in uses:
        by_path[each.path].append(each.span)
    for file, spans in by_path.items():
        check_fits(view.files.lines(file).text, file, spans, new)
    return view.edit({file: [(span, new) for span in spans] for file, spans in by_path.items()})


def check_name(new: str, *, macro: bool = False) -> None:
    """Raise an error if a name cannot be that of an entry, or of a macro.

    Raises:
        InvalidValueError: if it cannot.

    >>> check_name("two words")
    Traceback (most recent call last):
    refgraph.errors.InvalidValueError: no key: ' ' at 3-4 of 'two words'; without white space and signs of BibTeX
    """
    parse_document("@misc{refgraph}").edit(RenameKey("refgraph", new))
    if macro and new[0].isdigit():
        raise InvalidValueError("a macro begins with a digit", text=new, span=(0, 1), hint="begin with a letter")


def _check_taken(files: Files, project: Project, use: Use, new: str) -> None:
    everywhere = all_macros(files, project) if use.kind.is_macro else all_keys(files, project)
    folded = new.casefold()  # BibTeX takes keys that differ in case for one
    for each in everywhere:
        if each.kind.defines and each.name.casefold() == folded and each.name != use.name:
            line = files.lines(each.path).position(each.span[0]).line + 1
            raise DuplicateKeyError(f"{each.name!r} is already defined in {each.path.name}, line {line}")


def check_fits(text: str, path: Path, spans: Iterable[tuple[int, int]], new: str) -> None:
    """Raise an error if a manuscript would not cite a key that is put into these places.

    Raises:
        InvalidValueError: if it would not; Typst ends a key at "+", for example.
    """
    if not is_manuscript(path):
        return
    ordered = sorted(spans)
    renamed = replaced(text, ((span, new) for span in ordered))
    shift = 0
    try:
        read = read_manuscript_text(renamed, str(path))
    except RefgraphError:
        return
    there = {each.span for each in keys_in_manuscript(read) if each.name == new}
    known = {each.span for each in keys_in_manuscript(read_manuscript_text(text, str(path)))}
    for start, end in ordered:
        place = (start + shift, start + shift + len(new))
        if (start, end) in known and place not in there:
            problem = f"{path.name} would not cite this key: {path.suffix} files end a key before one of its signs"
            raise InvalidValueError(problem, text=new, hint="take letters, digits, and - or _")
        shift += len(new) - (end - start)


def replaced(text: str, changes: Iterable[tuple[tuple[int, int], str]]) -> str:
    """Return a text with spans replaced that do not overlap.

    >>> replaced("see @a and @b", [((5, 6), "x1"), ((12, 13), "y1")])
    'see @x1 and @y1'
    """
    parts, cursor = [], 0
    for (start, end), new in sorted(changes):
        parts += [text[cursor:start], new]
        cursor = end
    return "".join([*parts, text[cursor:]])
