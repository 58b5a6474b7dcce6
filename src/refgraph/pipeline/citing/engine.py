"""One run of the citation engine over a manuscript."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from refgraph.csl import CitationProcessor
from refgraph.documents.callouts import CitationSpan, CitedPart, CitedText
from refgraph.model import Finding
from refgraph.pipeline.citing.clusters import Markup, place_citations
from refgraph.pipeline.citing.findings import Reporter, doubtful_citations, unknown_keys, unprinted
from refgraph.pipeline.citing.markup import Placeholders
from refgraph.pipeline.citing.rendering import Engine, Replacement, render_citations
from refgraph.pipeline.citing.settings import Settings
from refgraph.pipeline.citing.terms import locator_terms

Plain = Callable[[str, Placeholders], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What the engine made of a manuscript.

    Attributes:
        replacements: of the citations, in reading order.
        entries: keys and text of each entry of the bibliography.
        bibliography: the whole bibliography in the output's markup.
        keys: the works cited or listed that there are, in the order of the text.
        punctuation_in_quote: whether the language puts commas and full stops inside closing quotation marks.
        findings: what was noticed.
    """

    replacements: tuple[Replacement, ...]
    entries: tuple[tuple[tuple[str, ...], str], ...]
    bibliography: str
    keys: tuple[str, ...]
    punctuation_in_quote: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be rendered.

    Attributes:
        cited: the manuscript.
        citations: those of its citations to render, in reading order.
        nocite: works to list as well.
        output: "markdown", "text" or "latex".
        plain: makes plain text of the manuscript's markup.
    """

    cited: CitedText
    citations: Sequence[CitationSpan]
    nocite: Sequence[CitedPart]
    output: str
    plain: Plain


def render_manuscript(job: Job, settings: Settings, report: Reporter) -> Rendered:
    """Render the citations of a manuscript and its bibliography."""
    library, cited, nocite = settings.library, job.cited, job.nocite
    processor = CitationProcessor(library, style=settings.style, output=job.output, locale=settings.locale)
    placeholders = Placeholders(cited.text)
    markup = Markup(job.plain, placeholders, locator_terms(processor.style.locale.language), processor.note_style)
    placed = place_citations(cited, job.citations, markup)
    processor.include(_listed(nocite, library.keys))
    replacements = render_citations(placed, cited, Engine(processor, library, placeholders))
    bibliography = processor.bibliography()
    parts = [part for each in placed for part in each.span.parts]
    keys = dict.fromkeys([*(part.key for part in parts if part.key in library), *_listed(nocite, library.keys)])
    unknown = {part.key for part in parts if part.key not in library}
    findings = [
        *(each for each in library.findings if each.key is None or each.key in keys),
        *unknown_keys(sorted([*parts, *nocite], key=lambda part: part.start), library, report),
        *doubtful_citations(cited, job.citations, report),
        *(each for each in processor.findings if each.key not in unknown),
        *unprinted(replacements, library, report),
    ]
    return Rendered(
        replacements=tuple(replacements),
        entries=tuple((each.ids, each.text) for each in bibliography.entries),
        bibliography=bibliography.text,
        keys=tuple(keys),
        punctuation_in_quote=processor.style.locale.punctuation_in_quote,
        findings=tuple(findings),
    )


def _listed(nocite: Iterable[CitedPart], keys: Sequence[str]) -> list[str]:
    wanted = dict.fromkeys(part.key for part in nocite)
    return [*keys] if "*" in wanted else [key for key in wanted if key in set(keys)]
