"""The report as one HTML page: references with coloured fields, findings, duplicates, bibliography, graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from importlib.resources import files

from refgraph.model import Finding, Work
from refgraph.parse import Field, Parsed
from refgraph.pipeline.main_job import Build, SourceResult
from refgraph.pipeline.report.drawing import draw_graph

_GROUPS = {
    "author": "who",
    "editor": "who",
    "translator": "who",
    "title": "title",
    "container": "where",
    "series": "where",
    "date": "when",
    "accessed": "when",
    "volume": "number",
    "issue": "number",
    "pages": "number",
    "edition": "number",
    "citation-number": "number",
    "publisher": "imprint",
    "institution": "imprint",
    "location": "place",
    "doi": "address",
    "url": "address",
    "isbn": "address",
    "arxiv": "address",
    "genre": "note",
    "note": "note",
}
_LEGEND = (
    ("who", "author, editor"),
    ("when", "date"),
    ("title", "title"),
    ("where", "container"),
    ("number", "volume, issue, pages"),
    ("imprint", "publisher"),
    ("place", "place"),
    ("address", "DOI, URL, ISBN"),
)


def report_page(build: Build, bibliography: str) -> str:
    """Return the page; it loads nothing, and works without scripts.

    Args:
        build: what the main job made.
        bibliography: the bibliography as an HTML fragment.
    """
    title = _title(build)
    sections = (
        ("references", "References", _references(build)),
        ("findings", "Findings", _findings(build.findings)),
        ("duplicates", "Duplicates", _duplicates(build)),
        ("bibliography", "Bibliography", bibliography),
        ("graph", "Graph", draw_graph(build.graph)),
    )
    navigation = "".join(f'<a href="#{name}">{heading}</a>' for name, heading, _ in sections)
    main = "".join(f'<section id="{name}"><h2>{heading}</h2>{content}</section>' for name, heading, content in sections)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)} – refgraph report</title>\n<style>\n{_style()}</style></head>\n<body>"
        f'<header><p class="eyebrow">refgraph '
        f"report</p><h1>{escape(title)}</h1>{_counts(build)}<nav>{navigation}</nav></header>\n"
        f"<main>{main}</main>\n<footer>Made by refgraph. Colours show what each piece of a reference was read as; "
        "point at one, or tap it, for its label and confidence.</footer></body></html>\n"
    )


def bibliography_page(fragment: str) -> str:
    """Return a bibliography as an HTML page of its own."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>Bibliography</title>\n<style>\n{_style()}</style></head>\n"
        f'<body><main><section id="bibliography"><h2>Bibliography</h2>\n{fragment}</section></main></body></html>\n'
    )


def _style() -> str:
    return files("refgraph.pipeline.report").joinpath("page.css").read_text(encoding="utf-8")


def _title(build: Build) -> str:
    articles = [source.article for source in build.sources if source.article is not None]
    if len(articles) == 1:
        key = build.duplicates.key_of(articles[0])
        return build.library[key].title or key
    names = [source.path for source in build.sources]
    return names[0] if len(names) == 1 else f"{len(names)} sources"


def _counts(build: Build) -> str:
    serious = sum(finding.severity != "info" for finding in build.findings)
    counts = (
        (build.references, "references"),
        (len(build.library), "works"),
        (len(build.library.citations), "citations"),
        (len(build.duplicates.merged), "merged"),
        (serious, "to look at"),
    )
    return '<ul class="counts">' + "".join(f"<li><b>{number}</b> {name}</li>" for number, name in counts) + "</ul>"


def _references(build: Build) -> str:
    documents = [source for source in build.sources if source.parsed]
    if not documents:
        return '<p class="empty">No reference list in the sources.</p>'
    legend = "".join(f'<span class="f {group}">{escape(text)}</span>' for group, text in _LEGEND)
    return f'<p class="legend">{legend}</p>' + "".join(_document(source, build) for source in documents)


def _document(source: SourceResult, build: Build) -> str:
    heading = f"<h3>{escape(source.path)}</h3>" if len(build.sources) > 1 else ""
    items = [
        _reference(parsed, build.library[build.duplicates.key_of(key)])
        for parsed, key in zip(source.parsed, source.keys, strict=True)
    ]
    return f'{heading}<ol class="references">{"".join(items)}</ol>'


def _reference(parsed: Parsed, work: Work) -> str:
    label = escape(parsed.reference.label or "")
    doubtful = f' <span class="look">look at this: {parsed.confidence:.0%} sure</span>' if parsed.is_doubtful else ""
    mark = ' class="doubtful"' if doubtful else ""
    return (
        f'<li id="ref-{escape(work.key)}"{mark}><span class="label">{label}</span>'
        f'<div><p class="raw">{_marked(parsed)}</p>'
        f'<p class="meta"><code>{escape(work.key)}</code> <span>{escape(work.type)}</span>{doubtful}</p></div></li>'
    )


def _marked(parsed: Parsed) -> str:
    """Return the raw string with its fields in coloured spans."""
    parts = []
    place = 0
    for field in parsed.fields:
        parts.append(escape(parsed.raw[place : field.start]))
        tip = f"{field.label.value}, {field.confidence:.0%} sure{_others(parsed, field)}"
        group = _GROUPS.get(field.label.value, "note")
        parts.append(f'<span class="f {group}" tabindex="0" data-tip="{escape(tip)}">{escape(field.text)}</span>')
        place = field.end
    parts.append(escape(parsed.raw[place:]))
    return "".join(parts)


def _others(parsed: Parsed, field: Field) -> str:
    """Say what a doubtful field may be instead."""
    texts = [
        f"{other.label.value} “{parsed.raw[other.start : other.end]}” {other.confidence:.0%}"
        for other in field.alternatives
    ]
    return f"; or {', or '.join(texts)}" if texts else ""


def _findings(findings: Iterable[Finding]) -> str:
    findings = sorted(findings, key=lambda finding: finding.severity.rank)
    if not findings:
        return '<p class="empty">Nothing to mend.</p>'
    rows = "".join(
        f'<tr class="{finding.severity.value}"><td><span class="badge">{finding.severity.value}</span></td>'
        f"<td><code>{escape(finding.code)}</code> {escape(finding.slug)}</td>"
        f"<td>{escape(finding.key or '')}</td>"
        f"<td>{escape(finding.message)}<br><small>{escape(finding.place)}</small></td></tr>"
        for finding in findings
    )
    counts = Counter(finding.severity.value for finding in findings)
    plural = {"error": "errors", "warning": "warnings", "info": "notes"}
    single = {"error": "error", "warning": "warning", "info": "note"}
    summary = ", ".join(f"{number} {(single if number == 1 else plural)[name]}" for name, number in counts.items())
    return (
        f"<p>{summary}</p><div class='scroll'><table>"
        "<thead><tr><th></th><th>rule</th><th>key</th><th>what</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _duplicates(build: Build) -> str:
    shown = [pair for pair in build.duplicates.pairs if pair.outcome != "different"]
    if not shown:
        return '<p class="empty">No work is listed twice.</p>'
    items = "".join(
        f"<li><b>{escape(pair.outcome)}</b> <code>{escape(pair.a)}</code> and "
        f"<code>{escape(pair.b)}</code> ({pair.score / 1000:.2f}): "
        f"{escape(pair.reason)}</li>"
        for pair in shown
    )
    return f'<ul class="pairs">{items}</ul>'
