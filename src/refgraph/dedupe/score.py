"""Scores and outcomes: points are added up, and vetoes name what no number of points makes good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

from refgraph.dedupe.compare import (
    COMPARISONS,
    FIELDS,
    compare_edition,
    compare_identifiers,
    compare_issue,
    compare_pages,
    compare_volume,
    compare_year,
)
from refgraph.dedupe.containers import compare_container
from refgraph.dedupe.evidence import REVIEW, SAME, THRESHOLD, Comparison, Evidence, Levels, Outcome
from refgraph.dedupe.people import compare_people
from refgraph.dedupe.prepare import Record
from refgraph.dedupe.relations import may_be_related, relation
from refgraph.dedupe.titles import compare_title
from refgraph.dedupe.vetoes import SHARED, VETOES, Veto


def score(
    records: Sequence[Record] | Mapping[int, Record], pairs: Iterable[tuple[int, int]], threshold: int = THRESHOLD
) -> list[Comparison]:
    """Compare pairs of records; the clearly different ones are left out.

    Args:
        records: comparison records by their positions.
        pairs: positions of two records each.
        threshold: score from which two records are the same work, 0-1000.

    Returns:
        The comparisons, in the order of the pairs, that are the same or for review, or would be but for a veto, or
        have a relation.
    """
    least = threshold - REVIEW
    found = []
    for a, b in pairs:
        each = _compared(*_in_order(records[a], records[b]), threshold, least)
        if each and (each.score >= least or each.outcome is not _APART or each.relation):
            found.append(each)
    return found


def compare(a: Record, b: Record, threshold: int = THRESHOLD) -> Comparison:
    """Compare two records; the result does not depend on which comes first."""
    found = _compared(*_in_order(a, b), threshold, None)
    assert found is not None
    return found


_APART = Outcome.DIFFERENT
_MOST = dict(COMPARISONS)
_CONTAINER = _MOST[compare_container]
_PEOPLE_AND_REST = _MOST[compare_people] + _CONTAINER
_TITLE_AND_REST = _MOST[compare_title] + _PEOPLE_AND_REST
"""The most points that the dear comparisons can add from one of them on."""
_POINTS = attrgetter("points")


def _in_order(a: Record, b: Record) -> tuple[Record, Record]:
    return (b, a) if b.key < a.key else (a, b)


def _compared(a: Record, b: Record, threshold: int, least: int | None) -> Comparison | None:
    """Compare two records, the one with the smaller key first; None as soon as they cannot reach `least` any more.

    A shared identifier always needs a person's word, whatever the points, and a relation none.
    """
    identifiers = compare_identifiers(a, b)
    if least is not None and identifiers.level.startswith(SAME):
        least = None
    year, volume, issue = compare_year(a, b), compare_volume(a, b), compare_issue(a, b)
    pages, edition = compare_pages(a, b), compare_edition(a, b)
    total = identifiers.points + year.points + volume.points + issue.points + pages.points + edition.points
    if least is not None and total + _TITLE_AND_REST < least:
        if not may_be_related(a, b):
            return None
        least = None
    title = compare_title(a, b)
    total += title.points
    if least is not None and total + _PEOPLE_AND_REST < least:
        if not may_be_related(a, b):
            return None
        least = None
    people = compare_people(a, b)
    total += people.points
    if least is not None and total + _CONTAINER < least and not may_be_related(a, b):
        return None
    container = compare_container(a, b)
    evidence = (title, people, year, container, volume, issue, pages, edition, identifiers)
    return _judged(a, b, evidence, max(0, min(1000, total + container.points)), threshold)


def _judged(a: Record, b: Record, evidence: tuple[Evidence, ...], total: int, threshold: int) -> Comparison:
    """Return what the evidence on two records comes to, in the order of `FIELDS`."""
    levels = {field: level for field, level, _ in evidence}
    if veto := _veto(a, b, levels):
        alike = total >= threshold - REVIEW or veto.name == SHARED
        outcome = veto.outcome if alike else _APART
        return Comparison(a.key, b.key, total, outcome, veto.reason, evidence, veto.name, relation(a, b, levels))
    outcome = _outcome(total, threshold)
    related = None if outcome is Outcome.SAME else relation(a, b, levels)
    return Comparison(a.key, b.key, total, outcome, _reason(*map(_POINTS, evidence)), evidence, "", related)


def _veto(a: Record, b: Record, levels: Levels) -> Veto | None:
    for check in VETOES:
        if doubt := check(a, b, levels):
            return doubt
    return None


def _outcome(total: int, threshold: int) -> Outcome:
    if total >= threshold:
        return Outcome.SAME
    return Outcome.REVIEW if total >= threshold - REVIEW else Outcome.DIFFERENT


@lru_cache(maxsize=1 << 14)
def _reason(*points: int) -> str:
    """Return which fields agree and which do not, from the points of each."""
    agree = [field for field, each in zip(FIELDS, points, strict=True) if each > 0]
    against = [field for field, each in zip(FIELDS, points, strict=True) if each < 0]
    said = f"{', '.join(agree)} agree" if agree else "nothing agrees"
    return said + (f"; {', '.join(against)} do not" if against else "")
