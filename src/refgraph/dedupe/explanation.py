"""Why two works are, or are not, the same: as text and as JSON values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from refgraph.dedupe.decisions import Decision
from refgraph.dedupe.evidence import Comparison, Outcome
from refgraph.model import Work

_WIDTH = 34
_VERDICTS = {
    Outcome.SAME: "the same work",
    Outcome.REVIEW: "perhaps the same work",
    Outcome.DIFFERENT: "different works",
}


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why two works are, or are not, the same.

    Attributes:
        left: the work with the smaller key.
        right: the other work.
        comparison: scores and evidence of the two.
        threshold: score from which two works are the same, 0-1000.
        shared_keys: blocking keys that both have; works without a shared key are not compared in a run.
        decision: what a person has decided about the two, or None.
        together: True if they are in one cluster.
        chain: keys from one to the other over pairs that are the same, both ends included; empty if they are apart.
    """

    left: Work
    right: Work
    comparison: Comparison
    threshold: int
    shared_keys: tuple[str, ...]
    decision: Decision | None
    together: bool
    chain: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """Return same, review or different: the decision, where there is one, else the comparison."""
        if self.decision:
            return Outcome.SAME if self.decision.same else Outcome.DIFFERENT
        return self.comparison.outcome

    @property
    def notes(self) -> tuple[str, ...]:
        """Return sentences about what the scores do not show: decisions, keys, ways over other works."""
        found = []
        if self.decision:
            line = f" (line {self.decision.line})" if self.decision.line else ""
            found.append(f"decided: {self.decision.text}{line}")
        if not self.shared_keys:
            found.append("they share no key, so a run does not compare them")
        if self.together and len(self.chain) > 2:
            found.append(f"they are in one cluster by way of {', '.join(self.chain[1:-1])}")
        if not self.together and self.outcome is Outcome.SAME:
            found.append("they are kept apart because their clusters hold works that must stay apart")
        return tuple(found)

    def __str__(self) -> str:
        """Return a readable table: verdict, one line per field, notes."""
        comparison = self.comparison
        lines = [
            f"{self.left.key} and {self.right.key}: {_VERDICTS[self.outcome]}",
            f"score {comparison.score} of 1000, the same from {self.threshold}; {comparison.reason}",
            "",
            _row("field", self.left.key, self.right.key, "how alike", "points"),
        ]
        for each in comparison.evidence:
            show = _SHOWN[each.field]
            lines.append(
                _row(
                    each.field,
                    show(self.left),
                    show(self.right),
                    each.level,
                    f"{each.points:+d}" if each.points else "0",
                )
            )
        return "\n".join([*lines, *(f"- {note}" for note in self.notes)])

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain JSON values, keys in a fixed order."""
        rows = [
            {**each._asdict(), "left": _SHOWN[each.field](self.left), "right": _SHOWN[each.field](self.right)}
            for each in self.comparison.evidence
        ]
        return {
            "left": self.left.key,
            "right": self.right.key,
            "outcome": self.outcome.value,
            "score": self.comparison.score,
            "threshold": self.threshold,
            "reason": self.comparison.reason,
            "veto": self.comparison.veto or None,
            "evidence": rows,
            "shared_keys": list(self.shared_keys),
            "together": self.together,
            "chain": list(self.chain),
            "notes": list(self.notes),
        }


def _row(*cells: str) -> str:
    field, left, right, level, points = cells
    return f"{field:<12} {_cut(left):<{_WIDTH}} {_cut(right):<{_WIDTH}} {level:<14} {points:>6}".rstrip()


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


def _people(work: Work) -> str:
    return "; ".join(each.agent.inverted for each in work.authors or work.editors or work.contributors)


def _identifiers(work: Work) -> str:
    named = ((name.upper(), getattr(work, name)) for name in ("doi", "isbn", "pmid", "pmcid"))
    return " ".join([f"{name} {value}" for name, value in named if value] + [str(each) for each in work.identifiers])


_SHOWN: dict[str, Callable[[Work], str]] = {
    "title": lambda work: work.title or "",
    "authors": _people,
    "year": lambda work: "" if work.year is None else str(work.year),
    "container": lambda work: work.container_title or work.event_title or "",
    "volume": lambda work: work.volume or "",
    "issue": lambda work: work.issue or "",
    "pages": lambda work: work.page or work.number or "",
    "edition": lambda work: work.edition or "",
    "identifiers": _identifiers,
}
"""What of a work each comparison has looked at."""
