"""The project of a file, checked as `refgraph check` does it, with the texts that are open in the editor."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path

from lsprotocol.types import Diagnostic, Location

from refgraph.check import check
from refgraph.errors import RefgraphError
from refgraph.lsp.diagnostics import diagnostic, of_file, problem
from refgraph.lsp.documents import is_bibliography
from refgraph.lsp.files import Files, Stamp
from refgraph.lsp.projects import Project
from refgraph.model.finding import Finding

_MOST = 1_000  # findings of one file; editors show no more, and are slow with more


@dataclass(frozen=True)
class Checked:
    """What the checker says about a project.

    Attributes:
        project: what was checked.
        findings: of all its files.
        problem: why it could not be checked, or "".
    """

    project: Project
    findings: tuple[Finding, ...] = ()
    problem: str = ""


def checked(files: Files, project: Project) -> Checked:
    """Return what the checker says about a project; nothing is checked twice in the same state."""
    return files.cache.get(*_state(files, project), lambda: _check(files, project))


def known_findings(files: Files, project: Project, path: Path) -> list[Finding]:
    """Return the findings in a file as far as they are known already; none while the check is still to come."""
    result = files.cache.peek(*_state(files, project))
    return of_file(result.findings, path) if result is not None else []


def _state(files: Files, project: Project) -> tuple[Hashable, Stamp]:
    """Return the name of a project, and what changes when something that its findings depend on does."""
    everything = sorted(project.files)
    settings = files.stamp(project.config.file) if project.config.file else None
    return ("checked", *everything), (settings, *(files.stamp(each) for each in everything))


def _check(files: Files, project: Project) -> Checked:
    bibliographies = [str(each) for each in project.bibliographies if is_bibliography(each)]
    with files.unsaved():
        try:
            report = check(*bibliographies, manuscripts=project.manuscripts, config=project.config)
        except RefgraphError as error:
            return Checked(project, problem=str(error))
    return Checked(project, report.findings)


def diagnostics(files: Files, result: Checked, path: Path) -> list[Diagnostic]:
    """Return the diagnostics of one file of a project that was checked; of very many, the worst."""
    found = of_file(result.findings, path)
    problems = [each for each in (result.problem, result.project.problem) if each]
    if len(found) > _MOST:
        problems.append(f"{len(found) - _MOST} more findings are not shown; `refgraph check` lists all")
        found = sorted(found, key=lambda each: each.severity.rank)[:_MOST]
    lines = files.lines(path)
    entries = _places(files, result.project) if found else {}
    return [*map(problem, problems), *(diagnostic(each, lines, entries) for each in found)]


def _places(files: Files, project: Project) -> dict[str, Location]:
    """Return where the entries of a project stand, by key; of several with one key the first."""
    places: dict[str, Location] = {}
    for path in project.bibliographies:
        if is_bibliography(path):
            lines, uri = files.lines(path), files.uri(path)
            for entry in files.bibliography(path).entries:
                if entry.key not in places:
                    end = entry.start + len(entry.raw.split("\n", 1)[0].rstrip("\r, "))
                    places[entry.key] = Location(uri, lines.range((entry.start, end)))
    return places
