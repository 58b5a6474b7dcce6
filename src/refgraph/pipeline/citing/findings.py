"""What is wrong with the citations of a manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from refgraph.documents.callouts import CitationSpan, CitedPart, CitedText, Form
from refgraph.documents.callouts.latex import find_citations, find_includes
from refgraph.model import Finding, Library, Severity
from refgraph.model.keys import NearKeys
from refgraph.pipeline.citing.rendering import Replacement
from refgraph.text.decoding import read_text
from refgraph.text.position import line_and_column

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Makes findings with their places.

    Attributes:
        text: the manuscript.
        file: its path, or None.
    """

    text: str
    file: str | None = None

    def finding(
        self,
        code: str,
        slug: str,
        message: str,
        span: tuple[int, int] | None = None,
        *,
        severity: Severity = Severity.WARNING,
    ) -> Finding:
        """Return a finding on a span of the text."""
        line, column = line_and_column(self.text, span[0]) if span else (None, None)
        return Finding(
            code=code,
            slug=slug,
            message=message,
            severity=severity,
            file=self.file,
            line=line,
            column=column,
            value=self.text[slice(*span)] if span else None,
            span=span,
        )


def unknown_keys(parts: Iterable[CitedPart], library: Library, report: Reporter) -> Iterator[Finding]:
    """Yield a finding for every key that no work has; the codes are those of ``refgraph check``."""
    by_lower = {key.lower(): key for key in library.keys}
    keys = NearKeys(library.keys)
    for part in parts:
        if part.key in library or part.key == "*":
            continue
        right = by_lower.get(part.key.lower())
        if right is not None:
            code, slug, message = "G808", "cite-case", f"the key {part.key!r} is written {right!r}"
        else:
            near = keys.of(part.key)
            hint = f"; did you mean {near}?" if near else ""
            code, slug, message = "G801", "cited-missing", f"no entry has the cited key {part.key!r}{hint}"
        span = (part.start, part.end)
        finding = report.finding(code, slug, message, span, severity=Severity.ERROR)
        yield replace(finding, key=part.key)


def doubtful_citations(cited: CitedText, citations: Sequence[CitationSpan], report: Reporter) -> Iterator[Finding]:
    """Yield findings for citations in drawn tables, for commands that are left alone and for more than one list."""
    for each in citations:
        if each.in_grid:
            message = "a citation in a table drawn with characters: its columns may have moved"
            yield report.finding("M001", "cited-in-grid", message, (each.start, each.end))
    for each in cited.citations:
        if each.form is Form.OTHER:
            message = f"\\{each.command} is left as it is: it has no meaning in a CSL style"
            yield report.finding("M002", "command-left", message, (each.start, each.end))
    for place in cited.places[1:]:
        message = "a second place for the bibliography is left as it is"
        yield report.finding("M003", "second-bibliography", message, (place.start, place.end))


def unprinted(replacements: Iterable[Replacement], library: Library, report: Reporter) -> Iterator[Finding]:
    """Yield a finding for every citation, and a note for every locator, that the style does not print."""
    for each in replacements:
        text = f"{each.text} {each.note or ''}"
        span = (each.placed.span.start, each.placed.span.end)
        if not text.strip():
            yield report.finding("M010", "prints-nothing", "the style prints nothing for this citation", span)
            continue
        for part, cite in zip(each.placed.span.parts, each.placed.cluster.cites, strict=True):
            first = _WORD.search(cite.locator or "")
            if first and first[0] not in text and part.key in library:
                message = f"the style prints no locator: {cite.label} {cite.locator} is left out"
                yield report.finding("M009", "locator-dropped", message, part.after, severity=Severity.INFO)


def included_citations(text: str, file: str | None, report: Reporter) -> Iterator[Finding]:
    """Yield a finding for every file that LaTeX source includes and that has citations, since they stay as they are."""
    if file is None:
        return
    folder = Path(file).parent
    for each in find_includes(text):
        for path in (folder / each.name, folder / f"{each.name}.tex"):
            if path.is_file() and path.suffix.lower() in {".tex", ".ltx"}:
                inner = find_citations(read_text(path).text)
                number = sum(each.form is not Form.HIDDEN for each in inner.citations)
                if number:
                    message = (
                        f"{path.name} is not followed, its {number} citations stay as they are;"
                        " give the .aux file to cite a text in parts"
                    )
                    yield report.finding("M006", "include-not-followed", message, (each.start, each.end))
                break
