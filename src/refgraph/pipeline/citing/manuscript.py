"""A manuscript in, the same manuscript with its citations and bibliography written out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from refgraph.documents.callouts import CitationSpan, Form, FrontMatter, read_front_matter
from refgraph.documents.callouts.latex import find_bibliographies
from refgraph.documents.callouts.latex import find_citations as find_latex_citations
from refgraph.documents.callouts.markdown import find_citations, find_keys
from refgraph.errors import UnknownNameError
from refgraph.model import Finding, Library, Severity, encoding_findings
from refgraph.pipeline.citing.engine import Job, render_manuscript
from refgraph.pipeline.citing.findings import Reporter, included_citations
from refgraph.pipeline.citing.latex import write_latex
from refgraph.pipeline.citing.markdown import Notes, write_markdown
from refgraph.pipeline.citing.markup import plain_latex, plain_markdown
from refgraph.pipeline.citing.settings import Sayings, Wishes, settle
from refgraph.text.decoding import DecodedText, read_text

KINDS: Mapping[str, str] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".txt": "text",
    ".tex": "latex",
    ".ltx": "latex",
}
"""Suffix of a manuscript, lower case, to its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedManuscript:
    """A manuscript with its citations and bibliography written out.

    Attributes:
        text: the new text; what is no citation is as it was.
        bibliography: the list of works in the manuscript's markup; "" where there is none.
        keys: the works in the bibliography that are cited or listed, in the order of the text.
        style: name or path of the style.
        findings: what was noticed: keys that no work has, citations that were left alone.
    """

    text: str
    bibliography: str = ""
    keys: tuple[str, ...] = ()
    style: str = ""
    findings: tuple[Finding, ...] = ()


def cite_manuscript(  # noqa: PLR0913 - the manuscript, and what it leaves open
    manuscript: str | Path | None = None,
    library: Library | None = None,
    style: str | Path | None = None,
    locale: str | None = None,
    *,
    text: str | None = None,
    kind: str | None = None,
    bibliography: Iterable[str | Path] = (),
) -> CitedManuscript:
    r"""Write out the citations and the bibliography of a manuscript.

    Markdown has citations as Pandoc reads them (``[see @doe, p. 3; @roe]``, ``@doe [p. 3]``, ``[-@doe]``), LaTeX those
    of LaTeX, natbib and BibLaTeX. In a style that cites in notes they become footnotes. What the arguments leave open,
    the manuscript says: ``bibliography``, ``csl``, ``lang`` and ``nocite`` in the front matter, ``\bibliography`` or
    ``\addbibresource`` in LaTeX. Everything else in the text stays as it is.

    Args:
        manuscript: path of a file: .md, .qmd, .Rmd, .txt or .tex.
        library: the works.
        style: name of a CSL style or path of a style file; by default the manuscript's, else `DEFAULT_STYLE`.
        locale: language of terms ("de-DE").
        text: the manuscript's text, in place of a path.
        kind: "markdown", "text" or "latex"; by the suffix by default, "markdown" for text.
        bibliography: files to read the works from, in place of a library.

    Raises:
        UnreadableFileError: if a file cannot be read.
        UnknownNameError: if the kind or the style is not known.
        ConfigurationError: if there are citations but no works to cite.
        TypeError: unless exactly one of manuscript and text is given.
    """
    if (manuscript is None) == (text is None):
        message = "cite_manuscript takes either a path or text=..."
        raise TypeError(message)
    kind = kind or (_kind(manuscript) if manuscript is not None else "markdown")
    if kind not in _CITERS:
        raise UnknownNameError("no such kind of manuscript", text=kind, hint=f"known are {', '.join(_CITERS)}")
    decoded = read_text(manuscript) if manuscript is not None else _decoded(text or "")
    wishes = Wishes(library=library, bibliography=tuple(bibliography), style=style, locale=locale)
    file = None if manuscript is None else str(manuscript)
    cited = _CITERS[kind](decoded.text, file, wishes, kind)
    mark = "\ufeff" if decoded.encoding == "utf-8-sig" else ""
    return replace(cited, text=mark + cited.text, findings=(*encoding_findings(decoded, file), *cited.findings))


def _decoded(text: str) -> DecodedText:
    bare = text.removeprefix("\ufeff")
    return DecodedText(bare, "utf-8" if bare == text else "utf-8-sig")


def _kind(path: str | Path) -> str:
    kind = KINDS.get(Path(path).suffix.lower())
    if kind is None:
        hint = f"expected a file ending in {', '.join(KINDS)}; for another one say of what kind it is"
        raise UnknownNameError("not a manuscript", text=str(path), hint=hint)
    return kind


def _cite_markdown(text: str, file: str | None, wishes: Wishes, kind: str) -> CitedManuscript:
    front = read_front_matter(text)
    cited = find_citations(text)
    report = Reporter(text, file)
    sayings = Sayings(
        folder=Path(file).parent if file else Path(),
        files=front.bibliography,
        references=front.references,
        style=front.style,
        locale=front.lang,
        cites=bool(cited.citations or front.nocite),
    )
    settings = settle(wishes, sayings)
    # "@fig-plot" is a cross-reference unless a work has this key
    citations = [each for each in cited.reading_order() if _is_citation(each, settings.library)]
    rendered = render_manuscript(Job(cited, citations, front.nocite, kind, plain_markdown), settings, report)
    entries = [] if front.suppress_bibliography else [text.strip() for _, text in rendered.entries]
    done = write_markdown(
        cited,
        rendered.replacements,
        entries,
        section_title=front.section_title,
        notes=Notes(front.notes_after_punctuation, rendered.punctuation_in_quote),
    )
    return CitedManuscript(
        text=done,
        bibliography="\n\n".join(entries),
        keys=rendered.keys,
        style=settings.style,
        findings=(*_front_findings(front, settings.library, report), *rendered.findings),
    )


def _is_citation(span: CitationSpan, library: Library) -> bool:
    return not span.doubtful or any(part.key in library for part in span.parts)


def _front_findings(front: FrontMatter, library: Library, report: Reporter) -> Iterator[Finding]:
    if front.problem:
        message, offset = front.problem
        place = (offset, min(offset + 1, len(report.text)))
        yield report.finding("M004", "front-matter", f"the front matter cannot be read: {message}", place)
    listed = {part.start for part in front.nocite}
    for start, end in front.spans:
        for part in find_keys(report.text[start:end], start):
            if part.key in library and part.start not in listed:
                message = "a citation in the front matter stays as it is"
                yield report.finding("M008", "cited-in-front-matter", message, (part.start, part.end))
    if front.link_citations:
        message = "link-citations is not followed: citations do not lead to the bibliography"
        yield report.finding("M005", "link-citations", message, severity=Severity.INFO)


def _cite_latex(text: str, file: str | None, wishes: Wishes, kind: str) -> CitedManuscript:
    cited = find_latex_citations(text)
    report = Reporter(text, file)
    sayings = Sayings(
        folder=Path(file).parent if file else Path(),
        files=tuple(each.name for each in find_bibliographies(text)),
        cites=bool(cited.citations),
    )
    settings = settle(wishes, sayings)
    citations = [each for each in cited.reading_order() if each.form not in {Form.HIDDEN, Form.OTHER}]
    rendered = render_manuscript(Job(cited, citations, cited.nocite, kind, plain_latex), settings, report)
    bibliography = rendered.bibliography if rendered.entries else ""
    return CitedManuscript(
        text=write_latex(cited, rendered.replacements, bibliography),
        bibliography=bibliography,
        keys=rendered.keys,
        style=settings.style,
        findings=(*rendered.findings, *included_citations(text, file, report)),
    )


_CITERS: Mapping[str, Callable[[str, str | None, Wishes, str], CitedManuscript]] = {
    "markdown": _cite_markdown,
    "text": _cite_markdown,
    "latex": _cite_latex,
}
