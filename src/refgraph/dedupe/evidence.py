"""What comparing two records comes to: evidence by field, a score, an outcome and its reason."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from refgraph.model.relation import Related

THRESHOLD = 700
"""Score from which two records are the same work, in thousandths."""
REVIEW = 200
"""Pairs this much below the threshold are for a person to look at."""

WEAK_VETOES = frozenset({"DOIs", "column", "number", "place", "years", "version"})
"""Vetoes that rest on numbers, which are often misprinted: in clusters, pairs that are the same can outvote them."""

MISSING = "missing"
SAME = "same"
DIFFERENT = "different"
PREPRINT = "preprint"
"""Level where one is a preprint: its server and its DOI say nothing against the article that came of it."""
REPORT = "report"
"""Level where one is a report or manuscript of the time at which the other was published, which says nothing either."""


class Evidence(NamedTuple):
    """What the comparison of one field says.

    Attributes:
        field: what was compared: title, authors, year, container, volume, issue, pages, edition, identifiers.
        level: how alike the two sides are, in words ("same", "spelling", "different", "missing").
        points: thousandths that speak for (positive) or against (negative) one work.
    """

    field: str
    level: str
    points: int


class Outcome(StrEnum):
    """What a comparison comes to; only ``same`` merges."""

    SAME = "same"
    REVIEW = "review"
    DIFFERENT = "different"


Levels = Mapping[str, str]
"""How alike each field is, in words."""


class Comparison(NamedTuple):
    """Two records compared.

    Attributes:
        a: key of the first record, the smaller of the two.
        b: key of the second record.
        score: 0-1000.
        outcome: same, review or different.
        reason: one sentence: the veto, or what the score is made of.
        evidence: the comparison of each field.
        veto: name of the veto; the empty string where there is none. Vetoed records are kept apart in clusters, see
            `WEAK_VETOES` for the exception.
        relation: how the two are related, if they are not the same; None where there is no relation.
    """

    a: str
    b: str
    score: int
    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...]
    veto: str = ""
    relation: Related | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Return the two keys, the smaller first."""
        return (self.a, self.b)

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain JSON values, keys in a fixed order."""
        return {
            "a": self.a,
            "b": self.b,
            "score": self.score,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "veto": self.veto or None,
            "relation": self.relation.to_dict() if self.relation else None,
            "evidence": [each._asdict() for each in self.evidence],
        }
