"""What is shown when the pointer rests: the reference behind a key, a macro's value, why a rule has a finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol.types import Hover, HoverParams, MarkupContent, MarkupKind

from refgraph.check import find_rule
from refgraph.check.catalogue import paragraphs
from refgraph.errors import RefgraphError
from refgraph.lsp.checking import known_findings
from refgraph.lsp.documents import is_bibliography
from refgraph.lsp.project_uses import use_at, uses_of
from refgraph.lsp.projects import Project
from refgraph.lsp.references import described, entries_by_key
from refgraph.lsp.uses import Kind, Use, entry_at
from refgraph.lsp.view import View
from refgraph.model.finding import Finding


def hover(view: View, params: HoverParams) -> Hover | None:
    """Return what there is to say about the place under the pointer."""
    path, offset = view.spot(params.text_document.uri, params.position)
    project = view.project(path)
    use = use_at(view.files, project, path, offset) or _head(view, path, offset)
    said = _about(view, project, use) if use is not None else ""
    findings = [each for each in known_findings(view.files, project, path) if _covers(each, offset)]
    parts = [*([said] if said else []), *_explained(findings)]
    if not parts:
        return None
    place = use.span if use is not None and said else next(each.span for each in findings if each.span)
    text = "\n\n---\n\n".join(parts)
    return Hover(MarkupContent(MarkupKind.Markdown, text), view.files.lines(path).range(place))


def _head(view: View, path: Path, offset: int) -> Use | None:
    """Return the entry whose head, from "@" to key, an offset in a .bib file is in."""
    if not is_bibliography(path):
        return None
    document = view.files.bibliography(path)
    entry = entry_at(document, offset)
    if entry is None or not entry.key:
        return None
    end = document.text.find(entry.key, entry.start) + len(entry.key)
    return Use(Kind.ENTRY, entry.key, path, (entry.start, end)) if offset <= end else None


def _about(view: View, project: Project, use: Use) -> str:
    if use.kind.is_macro:
        return _macro(view, project, use)
    entries = entries_by_key(view.files, project)
    entry = entries.get(use.name)
    return described(entry, entries, view.settings) if entry is not None else ""


def _macro(view: View, project: Project, use: Use) -> str:
    """Return the value of a macro."""
    for each in uses_of(view.files, project, use):
        if each.kind is Kind.MACRO:
            value = view.files.bibliography(each.path).strings.get(use.name)
            if value is not None:
                return f"`@string` {use.name}: {value.value}"
    return ""


def _covers(finding: Finding, offset: int) -> bool:
    return finding.span is not None and finding.span[0] <= offset <= finding.span[1]


def _explained(findings: list[Finding]) -> Iterator[str]:
    """Yield why the rules of some findings exist, each rule once."""
    for code in dict.fromkeys(each.code for each in findings):
        try:
            rule = find_rule(code)
        except RefgraphError:  # S014 and the like have no rule of their own
            continue
        _, *said = paragraphs(rule)
        yield "\n\n".join([f"**{rule.name}**", *said])
