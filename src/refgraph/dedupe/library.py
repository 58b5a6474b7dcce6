"""Deduplication of a library: clusters become works, citations follow them, and provenance says what was merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from refgraph.dedupe.clusters import Cluster
from refgraph.dedupe.consequences import redundancy_findings
from refgraph.dedupe.decisions import Decision, Decisions, check_decisions
from refgraph.dedupe.evidence import Outcome
from refgraph.dedupe.inprocess import NOTHING, Before, Clustering, find_clusters
from refgraph.dedupe.merge import Merged, merge
from refgraph.dedupe.result import DedupeResult
from refgraph.model import Citation, Finding, Library, Severity, Work
from refgraph.model.keys import near_key


def dedupe_library(library: Library, decisions: Decisions, threshold: int) -> DedupeResult:
    """Find and merge the duplicates of a library; see `refgraph.dedupe.dedupe`.

    Merged works know more than the records they are made of, so they are compared again until nothing more is the same:
    that makes deduplication idempotent.
    """
    check_decisions(decisions)
    known = tuple(each for each in decisions if each.a in library and each.b in library)
    first = found = _find(library.works, known, {key: key for key in library.keys}, threshold, NOTHING)
    clusters, pairs = found.clusters, {each.pair: each for each in found.comparisons}
    cache: dict[tuple[str, ...], Merged] = {}
    merged = merge_library(library, clusters, cache)
    while len(found.clusters) < len(found.records):
        aliases = {member: each.id for each in clusters for member in each.members}
        unchanged = frozenset(each.id for each in found.clusters if len(each.members) == 1)
        found = _find(merged.works, known, aliases, threshold, Before(found, unchanged))
        if len(found.clusters) < len(found.records):
            clusters = _joined(clusters, found.clusters)
            pairs |= {each.pair: each for each in found.comparisons if each.outcome is Outcome.SAME}
            merged = merge_library(library, clusters, cache)
    unknown = tuple(each for each in decisions if each.a not in library or each.b not in library)
    noticed = (*(_unknown(each, library) for each in unknown), *redundancy_findings(decisions))
    return DedupeResult(
        library=replace(merged, findings=(*merged.findings, *noticed)),
        original=library,
        clusters=clusters,
        pairs=tuple(pairs[pair] for pair in sorted(pairs)),
        decisions=known,
        threshold=threshold,
        records=first.records,
        unknown=unknown,
    )


def _find(
    works: Iterable[Work],
    decisions: Decisions,
    aliases: Mapping[str, str],
    threshold: int,
    before: Before,
) -> Clustering:
    """Find clusters under the decisions, whose keys are taken for those they have given way to."""
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for each in decisions:
        a, b = (aliases[key] for key in each.pair)
        if a != b:
            (same if each.same else different).add((min(a, b), max(a, b)))
    return find_clusters(works, sorted(same), sorted(different), threshold, before)


def _joined(clusters: Iterable[Cluster], further: Iterable[Cluster]) -> tuple[Cluster, ...]:
    """Return clusters of records, from clusters of records and clusters of those clusters."""
    members = {each.id: each.members for each in clusters}
    return tuple(
        Cluster(each.id, tuple(sorted(key for cluster in each.members for key in members[cluster]))) for each in further
    )


def merge_library(
    library: Library, clusters: Iterable[Cluster], cache: dict[tuple[str, ...], Merged] | None = None
) -> Library:
    """Return a library with one work per cluster, in the order of the clusters' first works.

    Args:
        library: the library with duplicates.
        clusters: clusters of all its works.
        cache: merged works by the members they were made of, which is read and added to.
    """
    made = {} if cache is None else cache
    works = []
    aliases: dict[str, str] = {}
    provenance = dict(library.provenance)
    for cluster in clusters:
        aliases |= dict.fromkeys(cluster.members, cluster.id)
        if len(cluster.members) == 1:
            works.append(library[cluster.id])
            continue
        if cluster.members not in made:
            made[cluster.members] = merge([library[key] for key in cluster.members], library.provenance)
        merged = made[cluster.members]
        works.append(merged.work)
        for key in cluster.members:
            provenance.pop(key, None)
        provenance[cluster.id] = merged.origins
    citations, findings = _repoint(library.citations, aliases)
    return replace(
        library, works=tuple(works), citations=citations, provenance=provenance, findings=(*library.findings, *findings)
    )


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


def _unknown(decision: Decision, library: Library) -> Finding:
    missing = [key for key in (decision.a, decision.b) if key not in library]
    near = dict.fromkeys(close for key in missing if (close := near_key(key, library.keys)))
    hint = f"; did you mean {' and '.join(map(repr, near))}?" if near else ""
    named = " and ".join(map(repr, missing))
    return Finding(
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
