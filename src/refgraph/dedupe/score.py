"""Scores and outcomes: points are added up, and vetoes name what no number of points makes good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from refgraph.dedupe.compare import COMPARISONS, FIELDS
from refgraph.dedupe.evidence import REVIEW, SAME, THRESHOLD, Comparison, Evidence, Outcome
from refgraph.dedupe.prepare import Record
from refgraph.dedupe.relations import may_be_related, relation
from refgraph.dedupe.vetoes import SHARED, VETOES


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
    compared = (_compared(*_in_order(records[a], records[b]), threshold, least) for a, b in pairs)
    return [each for each in compared if each and (each.score >= least or each.outcome is not _APART or each.relation)]


def compare(a: Record, b: Record, threshold: int = THRESHOLD) -> Comparison:
    """Compare two records; the result does not depend on which comes first."""
    found = _compared(*_in_order(a, b), threshold, None)
    assert found is not None
    return found


_APART = Outcome.DIFFERENT
_BEST_OF_REST = tuple(sum(most for _, most in COMPARISONS[place + 1 :]) for place in range(len(COMPARISONS)))
"""After each comparison, the most points that those to come can add."""


def _in_order(a: Record, b: Record) -> tuple[Record, Record]:
    return (b, a) if b.key < a.key else (a, b)


def _compared(a: Record, b: Record, threshold: int, least: int | None) -> Comparison | None:
    """Compare two records, the one with the smaller key first; None as soon as they cannot reach `least` any more.

    A shared identifier always needs a person's word, whatever the points, and a relation none.
    """
    found = []
    total, shared = 0, False
    for (comparison, _), rest in zip(COMPARISONS, _BEST_OF_REST, strict=True):
        each = comparison(a, b)
        found.append(each)
        total += each.points
        shared = shared or (each.field == "identifiers" and each.level.startswith(SAME))
        if least is not None and total + rest < least and not shared:
            if not may_be_related(a, b):
                return None
            least = None
    levels = {each.field: each.level for each in found}
    evidence = tuple(sorted(found, key=_shown_at))
    total = max(0, min(1000, total))
    veto = next((doubt for check in VETOES if (doubt := check(a, b, levels))), None)
    if veto:
        alike = total >= threshold - REVIEW or veto.name == SHARED
        outcome = veto.outcome if alike else _APART
        return Comparison(a.key, b.key, total, outcome, veto.reason, evidence, veto.name, relation(a, b, levels))
    outcome = _outcome(total, threshold)
    related = None if outcome is Outcome.SAME else relation(a, b, levels)
    return Comparison(a.key, b.key, total, outcome, _reason(evidence), evidence, relation=related)


def _shown_at(each: Evidence) -> int:
    return FIELDS.index(each.field)


def _outcome(total: int, threshold: int) -> Outcome:
    if total >= threshold:
        return Outcome.SAME
    return Outcome.REVIEW if total >= threshold - REVIEW else Outcome.DIFFERENT


def _reason(evidence: tuple[Evidence, ...]) -> str:
    agree = [each.field for each in evidence if each.points > 0]
    against = [each.field for each in evidence if each.points < 0]
    said = f"{', '.join(agree)} agree" if agree else "nothing agrees"
    return said + (f"; {', '.join(against)} do not" if against else "")
