"""Sources in, one library out: find, parse, merge duplicates, check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from refgraph.check import Report, check
from refgraph.dedupe import Decisions, DedupeResult, dedupe
from refgraph.documents import Document, read_document
from refgraph.formats import detect_format, read
from refgraph.formats.bibtex import dumps, parse_document
from refgraph.graph import CitationGraph, build_graph
from refgraph.model import Citation, Finding, Library, Origin, Work, assign_keys
from refgraph.parse import Parsed, article_work, parse

BIB_NAME = "references.bib"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResult:
    """What one source gave.

    Attributes:
        path: as given.
        kind: "text", "html", or the name of a bibliographic format.
        article: key of the work that the source itself is, or None.
        parsed: its references with their fields; empty for a bibliographic file.
        keys: key of the work of each reference, or of each entry of a bibliographic file, before duplicates are merged.
    """

    path: str
    kind: str
    article: str | None = None
    parsed: tuple[Parsed, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The result of the main job.

    Attributes:
        sources: what each source gave, in order.
        library: all works, duplicates merged, with citations and provenance.
        bibtex: the library as BibTeX, which is what was checked.
        duplicates: the decisions on duplicates, explained.
        report: what the check of the library found.
        graph: works, authors and venues as a graph.
        findings: what was noticed while reading the sources, and the report's findings.
    """

    sources: tuple[SourceResult, ...]
    library: Library
    bibtex: str
    duplicates: DedupeResult
    report: Report
    graph: CitationGraph
    findings: tuple[Finding, ...] = ()

    @property
    def references(self) -> int:
        """Return how many references the documents have."""
        return sum(len(source.parsed) for source in self.sources)


def build(
    sources: Iterable[str | Path], *, decisions: Decisions | None = None, progress: Progress | None = None
) -> Build:
    """Make one library of documents and bibliographic files.

    A document gives its references and, if it says what it is, itself as a work that cites them. The first source
    comes first; works keep the keys they have, the others get new ones.

    Args:
        sources: documents (text, HTML) and bibliographic files (.bib, .json), known by their content.
        decisions: what a person decided about duplicates.
        progress: called with one sentence before each step.

    Raises:
        UnreadableFileError: if a source cannot be read.
    """
    say = progress or (lambda _: None)
    library = Library()
    results = []
    for path in sources:
        say(f"reading {path}")
        kind = detect_format(path)
        library, result = _add_document(library, path) if kind is None else _add_bibliography(library, path, kind)
        results.append(result)
    say("looking for duplicates")
    duplicates = dedupe(library, decisions=decisions)
    say("checking")
    merged = duplicates.library
    bibtex = dumps(merged)
    report = check(parse_document(bibtex, BIB_NAME))
    return Build(
        sources=tuple(results),
        library=merged,
        bibtex=bibtex,
        duplicates=duplicates,
        report=report,
        graph=build_graph(merged),
        findings=(*merged.findings, *report.findings),
    )


def read_all(paths: Iterable[str | Path]) -> Library:
    """Read several bibliographies as one library; a key that is already taken gets a new one.

    Raises:
        UnreadableFileError: if a file cannot be read.
    """
    library = Library()
    for path in paths:
        library, _ = _add_bibliography(library, path)
    return library


def _add_bibliography(library: Library, path: str | Path, kind: str | None = None) -> tuple[Library, SourceResult]:
    added = read(path, kind)
    joined, keys = library.join(added)
    return joined, SourceResult(path=str(path), kind=kind or "bibliography", keys=tuple(keys.values()))


def _add_document(library: Library, path: str | Path) -> tuple[Library, SourceResult]:
    document = read_document(path)
    parsed = [one for each in parse(document.references) for one in each.parts or (each,)]
    itself = () if document.article is None else (article_work(document.article),)
    works = assign_keys([*itself, *(each.work for each in parsed)], taken=library.keys)
    article = works[0].key if itself else None
    cited = works[len(itself) :]
    provenance = {work.key: _origins(each) for work, each in zip(cited, parsed, strict=True)}
    if article is not None:
        provenance[article] = _article_origins(works[0], document)
    joined = replace(
        library,
        works=(*library.works, *works),
        citations=(*library.citations, *_citations(article, cited, parsed)),
        provenance={**library.provenance, **provenance},
        findings=(
            *library.findings,
            *document.findings,
            *(finding for each in parsed for finding in each.findings),
        ),
    )
    result = SourceResult(
        path=str(path),
        kind=document.kind,
        article=article,
        parsed=tuple(parsed),
        keys=tuple(work.key for work in cited),
    )
    return joined, result


def _citations(article: str | None, cited: Sequence[Work], parsed: Sequence[Parsed]) -> list[Citation]:
    if article is None:
        return []
    return [
        Citation(citing=article, cited=work.key, label=each.reference.label)
        for work, each in zip(cited, parsed, strict=True)
    ]


def _origins(parsed: Parsed) -> dict[str, tuple[Origin, ...]]:
    """Return for each field of the work the span it was made from."""
    reference = parsed.reference
    exact = len(reference.raw) == reference.end - reference.start  # no lines were joined
    origins: dict[str, tuple[Origin, ...]] = {}
    for field in parsed.fields:
        name = FIELD_OF_LABEL.get(field.label.value)
        if name is None:
            continue
        origin = Origin(
            source=reference.source,
            record=reference.raw,
            value=field.text,
            start=reference.start + field.start if exact else None,
            end=reference.start + field.end if exact else None,
            confidence=field.confidence,
        )
        origins[name] = (*origins.get(name, ()), origin)
    return origins


def _article_origins(work: Work, document: Document) -> dict[str, tuple[Origin, ...]]:
    names = ("title", "contributors", "issued", "keyword", "container_title", "doi")
    return {name: (Origin(source=document.source, record="article"),) for name in names if getattr(work, name)}


FIELD_OF_LABEL = {
    "author": "contributors",
    "editor": "contributors",
    "translator": "contributors",
    "title": "title",
    "container": "container_title",
    "series": "collection_title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "date": "issued",
    "publisher": "publisher",
    "institution": "publisher",
    "location": "publisher_place",
    "edition": "edition",
    "doi": "doi",
    "url": "url",
    "isbn": "isbn",
    "arxiv": "identifiers",
    "genre": "genre",
    "note": "note",
    "accessed": "accessed",
}
"""Label of a field -> attribute of Work that it becomes."""
