"""Scores and outcomes: points are added up, and vetoes name what no number of points makes good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from refgraph.dedupe.compare import COMPARISONS, FIELDS
from refgraph.dedupe.evidence import REVIEW, SAME, THRESHOLD, Comparison, Evidence, Levels, Outcome
from refgraph.dedupe.prepare import Record
from refgraph.dedupe.relations import may_be_related, relation
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
    compared = (_compared(*_in_order(records[a], records[b]), threshold, least) for a, b in pairs)
    return [each for each in compared if each and (each.score >= least or each.outcome is not _APART or each.relation)]


def compare(a: Record, b: Record, threshold: int = THRESHOLD) -> Comparison:
    """Compare two records; the result does not depend on which comes first."""
    found = _compared(*_in_order(a, b), threshold, None)
    assert found is not None
    return found


_APART = Outcome.DIFFERENT
_COMPARISONS = tuple(
    (comparison, sum(most for _, most in COMPARISONS[place + 1 :])) for place, (comparison, _) in enumerate(COMPARISONS)
)
"""Each comparison, and the most points that those after it can add."""


def _in_order(a: Record, b: Record) -> tuple[Record, Record]:
    return (b, a) if b.key < a.key else (a, b)


def _compared(a: Record, b: Record, threshold: int, least: int | None) -> Comparison | None:
    """Compare two records, the one with the smaller key first; None as soon as they cannot reach `least` any more.

    A shared identifier always needs a person's word, whatever the points, and a relation none.
    """
    found: dict[str, Evidence] = {}
    total = 0
    for comparison, rest in _COMPARISONS:
        each = comparison(a, b)
        found[each.field] = each
        total += each.points
        if least is not None and total + rest < least and not _share_identifier(found):
            if not may_be_related(a, b):
                return None
            least = None
    levels = {field: each.level for field, each in found.items()}
    evidence = _shown(found)
    total = max(0, min(1000, total))
    if veto := _veto(a, b, levels):
        alike = total >= threshold - REVIEW or veto.name == SHARED
        outcome = veto.outcome if alike else _APART
        return Comparison(a.key, b.key, total, outcome, veto.reason, evidence, veto.name, relation(a, b, levels))
    outcome = _outcome(total, threshold)
    related = None if outcome is Outcome.SAME else relation(a, b, levels)
    return Comparison(a.key, b.key, total, outcome, _reason(evidence), evidence, relation=related)


_shown: Callable[[Mapping[str, Evidence]], tuple[Evidence, ...]] = itemgetter(*FIELDS)


def _share_identifier(found: Mapping[str, Evidence]) -> bool:
    return "identifiers" in found and found["identifiers"].level.startswith(SAME)


def _veto(a: Record, b: Record, levels: Levels) -> Veto | None:
    for check in VETOES:
        if doubt := check(a, b, levels):
            return doubt
    return None


def _outcome(total: int, threshold: int) -> Outcome:
    if total >= threshold:
        return Outcome.SAME
    return Outcome.REVIEW if total >= threshold - REVIEW else Outcome.DIFFERENT


def _reason(evidence: tuple[Evidence, ...]) -> str:
    agree = [each.field for each in evidence if each.points > 0]
    against = [each.field for each in evidence if each.points < 0]
    said = f"{', '.join(agree)} agree" if agree else "nothing agrees"
    return said + (f"; {', '.join(against)} do not" if against else "")
