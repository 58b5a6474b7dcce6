"""Deduplication of a library: clusters become works, citations follow them, and provenance says what was merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from refgraph.dedupe.clusters import Cluster
from refgraph.dedupe.consequences import redundancy_findings
from refgraph.dedupe.decisions import Decision, Decisions, check_decisions
from refgraph.dedupe.engines.choose import Engine, compare_with
from refgraph.dedupe.evidence import Comparison
from refgraph.dedupe.merge import merge_works
from refgraph.dedupe.origins import MergedProvenance
from refgraph.dedupe.prepare import Record, prepare
from refgraph.dedupe.result import DedupeResult
from refgraph.dedupe.settle import comparing, settle
from refgraph.model import Citation, Finding, Library, Related, Severity
from refgraph.model.keys import NearKeys


def dedupe_library(library: Library, decisions: Decisions, threshold: int, engine: Engine) -> DedupeResult:
    """Find and merge the duplicates of a library; see `refgraph.dedupe.dedupe`.

    Args:
        library: works with unique keys.
        decisions: what a person has decided.
        threshold: score from which two works are the same, 0-1000.
        engine: where the records are compared.
    """
    check_decisions(decisions)  # before the work begins
    records = {record.key: record for record in prepare(library.works)}
    comparisons = compare_with(engine, list(records.values()), threshold)
    return settle_library(library, decisions, threshold, records, comparisons)


def settle_library(
    library: Library,
    decisions: Decisions,
    threshold: int,
    records: Mapping[str, Record],
    comparisons: Iterable[Comparison],
) -> DedupeResult:
    """Return the result of a library whose records have been compared."""
    check_decisions(decisions)
    known, unknown = known_decisions(library, decisions)
    same = sorted({each.pair for each in known if each.same})
    different = sorted({each.pair for each in known if not each.same})
    found = settle(tuple(records), comparisons, comparing(records, threshold), same, different)
    return DedupeResult(
        original=library,
        clusters=found.clusters,
        pairs=found.comparisons,
        checked=found.checked,
        decisions=known,
        given=decisions,
        threshold=threshold,
        records=records,
        unknown=unknown,
    )


def known_decisions(library: Library, decisions: Decisions) -> tuple[Decisions, Decisions]:
    """Return the decisions on works of a library, and the others."""
    known = tuple(each for each in decisions if each.a in library and each.b in library)
    return known, tuple(each for each in decisions if each.a not in library or each.b not in library)


def merged_library(result: DedupeResult) -> Library:
    """Return the library of a result without duplicates, with the relations found and the findings on its decisions.

    What the sources say of two works goes before what was found of them.
    """
    merged = merge_library(result.original, result.clusters)
    said = {frozenset((each.from_key, each.to_key)) for each in merged.relations}
    found = [each for each in result.relations if frozenset((each.from_key, each.to_key)) not in said]
    return replace(
        merged,
        relations=(*merged.relations, *found),
        findings=(*merged.findings, *decision_findings(result)),
    )


def decision_findings(result: DedupeResult) -> tuple[Finding, ...]:
    """Return what is to be said of the decisions: unknown keys, and those that say nothing new."""
    return (*_unknown(result.unknown, result.original), *redundancy_findings(result.given))


def merge_library(library: Library, clusters: Iterable[Cluster]) -> Library:
    """Return a library with one work per cluster, in the order of the clusters' first works.

    Args:
        library: the library with duplicates.
        clusters: clusters of all its works.
    """
    works = []
    aliases: dict[str, str] = {}
    merged = []
    for cluster in clusters:
        aliases |= dict.fromkeys(cluster.members, cluster.id)
        if len(cluster.members) == 1:
            works.append(library[cluster.id])
            continue
        records = [library[key] for key in cluster.members]
        works.append(merge_works(records))
        merged.append((works[-1], records))
    provenance = MergedProvenance(library.provenance, merged)
    citations, findings = _repoint(library.citations, aliases)
    return replace(
        library,
        works=tuple(works),
        citations=citations,
        relations=_moved(library.relations, aliases),
        provenance=provenance,
        findings=(*library.findings, *findings),
    )


def _moved(relations: Iterable[Related], aliases: Mapping[str, str]) -> tuple[Related, ...]:
    """Let relations hold between the works that remain, each once; one between records of a work is none any more."""
    moved = (each._replace(from_key=aliases[each.from_key], to_key=aliases[each.to_key]) for each in relations)
    return tuple(dict.fromkeys(each for each in moved if each.from_key != each.to_key))


def _repoint(
    citations: Iterable[Citation], aliases: Mapping[str, str]
) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    """Point citations at the works that remain; equal ones become one, and what would cite itself becomes a finding."""
    edges: dict[Citation, None] = {}
    findings = []
    for edge in citations:
        moved = replace(edge, citing=aliases[edge.citing], cited=aliases[edge.cited])
        if moved.citing == moved.cited and edge.citing != edge.cited:
            findings.append(_self_citation(edge, moved.citing))
        else:
            edges[moved] = None
    said_more = {(each.citing, each.cited) for each in edges if each.label or each.locator}
    kept = (each for each in edges if each.label or each.locator or (each.citing, each.cited) not in said_more)
    return tuple(kept), tuple(findings)


def _self_citation(edge: Citation, key: str) -> Finding:
    return Finding(
        code="U791",
        slug="merged-self-citation",
        message=f"{edge.citing} cites {edge.cited}, but both were merged into {key}: the citation was left out",
        key=key,
        edge=(edge.citing, edge.cited),
    )


def _unknown(decisions: Iterable[Decision], library: Library) -> Iterator[Finding]:
    keys = NearKeys(library.keys)
    for decision in decisions:
        missing = [key for key in (decision.a, decision.b) if key not in library]
        near = dict.fromkeys(close for key in missing if (close := keys.of(key)))
        hint = f"; did you mean {' and '.join(map(repr, near))}?" if near else ""
        named = " and ".join(map(repr, missing))
        yield Finding(
            code="U790",
            slug="decision-unknown-key",
            message=f"a decision names {named}, which the library does not have{hint}",
            severity=Severity.INFO,
            file=decision.file,
            line=decision.line,
            key=missing[0],
            value=decision.text,
            span=decision.span,
        )
