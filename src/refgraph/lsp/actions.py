"""Quick fixes: what mends a finding, everything safe at once, and remarks that leave a finding out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol.types import CodeAction, CodeActionKind, CodeActionParams, Diagnostic

from refgraph.check.fixes import fixes_in_order
from refgraph.lsp.checking import checked, known_findings
from refgraph.lsp.diagnostics import SOURCE, of_file
from refgraph.lsp.documents import is_bibliography, is_known
from refgraph.lsp.positions import Lines
from refgraph.lsp.references import entries_by_key
from refgraph.lsp.remarks import ignore_here, ignore_in_file
from refgraph.lsp.view import Replacement, View
from refgraph.model.finding import Finding, Fix
from refgraph.model.keys import near_key

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.refgraph"
KINDS = (CodeActionKind.QuickFix.value, FIX_ALL)
_UNKNOWN_KEY = frozenset({"G801", "G803"})
_MOST = 50  # findings in a range; a whole file may be selected
_SHOWN = 40  # characters of a replacement


def actions(view: View, params: CodeActionParams) -> list[CodeAction]:
    """Return what can be done about the findings in a range, as far as they are known.

    Where only what is done on saving is wanted, the text is checked for it.
    """
    path = view.path(params.text_document.uri)
    if not is_known(path):
        return []
    lines = view.files.lines(path)
    only = [str(getattr(each, "value", each)) for each in params.context.only or KINDS]
    project = view.project(path)
    if any(_asks_for(each, CodeActionKind.QuickFix.value) for each in only):
        found = known_findings(view.files, project, path)
    else:
        found = of_file(checked(view.files, project).findings, path)
    here = _touching(found, lines.span(params.range))[:_MOST]
    made: list[CodeAction] = []
    if any(_asks_for(each, CodeActionKind.QuickFix.value) for each in only):
        made += _quick_fixes(view, path, here, params.context.diagnostics)
    if any(_asks_for(each, FIX_ALL) for each in only):
        made += _fix_all(view, path, found)
    return made


def _asks_for(wanted: str, kind: str) -> bool:
    """Return True if a kind is the one that is wanted, or of that kind: "source" wants "source.fixAll", too."""
    return not wanted or kind == wanted or kind.startswith(f"{wanted}.")


def _touching(findings: Iterable[Finding], span: tuple[int, int]) -> list[Finding]:
    """Return the findings that a selection, or the cursor, touches; those without a place are in the first line."""
    return [each for each in findings if (each.span or (0, 0))[0] <= span[1] and span[0] <= (each.span or (0, 0))[1]]


def _quick_fixes(
    view: View, path: Path, findings: list[Finding], diagnostics: Iterable[Diagnostic]
) -> Iterator[CodeAction]:
    lines = view.files.lines(path)
    shown = {(each.code, each.message): each for each in diagnostics if (each.source or "").startswith(SOURCE)}
    safe_first = sorted(findings, key=lambda each: each.fix is None or not each.fix.safe)
    for finding in safe_first:
        if finding.fix is not None:
            diagnostic = shown.get((finding.code, finding.message))
            yield CodeAction(
                _title(finding, finding.fix, lines),
                kind=CodeActionKind.QuickFix,
                diagnostics=[diagnostic] if diagnostic else None,
                is_preferred=finding.fix.safe or None,
                edit=view.edit({path: [_replacement(finding.fix)]}),
            )
    yield from _nearest(view, path, findings)
    document = view.files.bibliography(path) if is_bibliography(path) else None
    for finding in {each.code: each for each in reversed(findings)}.values():
        where = "for this entry" if document is not None else "in this line"
        for place, edit in (
            (where, ignore_here(finding, path, lines, document)),
            ("in this file", ignore_in_file(finding, path, lines)),
        ):
            if edit is not None:
                title = f"Ignore {finding.code} {finding.slug} {place}"
                yield CodeAction(title, kind=CodeActionKind.QuickFix, edit=view.edit({path: [edit]}))


def _nearest(view: View, path: Path, findings: Iterable[Finding]) -> Iterator[CodeAction]:
    """Yield what puts a key that there is in the place of one that no entry has."""
    unknown = [each for each in findings if each.code in _UNKNOWN_KEY]
    entries = entries_by_key(view.files, view.project(path)) if unknown else {}
    lines = view.files.lines(path)
    for finding in unknown:
        if finding.span and finding.value and lines.text[slice(*finding.span)] == finding.value:
            key = near_key(finding.value, entries)
            if key:
                fix = Fix(start=finding.span[0], end=finding.span[1], replacement=key, safe=False)
                edit = view.edit({path: [_replacement(fix)]})
                yield CodeAction(_title(finding, fix, lines), kind=CodeActionKind.QuickFix, edit=edit)


def _title(finding: Finding, fix: Fix, lines: Lines) -> str:
    """Return what a fix does, short; one that may change the meaning says so."""
    new = " ".join(fix.replacement.split())
    old = " ".join(lines.text[fix.start : fix.end].split())
    if old and new:
        what = f"Replace {_short(old)!r} by {_short(new)!r}"
    elif old or new:
        what = f"Delete {_short(old)!r}" if old else f"Insert {_short(new)!r}"
    else:
        what = "Change white space"
    unsafe = "" if fix.safe else ", may change the meaning"
    return f"{what} ({finding.code} {finding.slug}{unsafe})"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _fix_all(view: View, path: Path, findings: Iterable[Finding]) -> Iterator[CodeAction]:
    fixes = fixes_in_order(findings, unsafe=False)
    if fixes:
        yield CodeAction(
            f"Fix all that is safe to fix ({len(fixes)})",
            kind=FIX_ALL,
            edit=view.edit({path: [_replacement(fix) for fix in fixes]}),
        )


def _replacement(fix: Fix) -> Replacement:
    return (fix.start, fix.end), fix.replacement
