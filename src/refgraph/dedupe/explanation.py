"""Why two works are, or are not, the same: as text, as JSON values and as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from refgraph.dedupe.consequences import named
from refgraph.dedupe.decisions import Decision, Decisions
from refgraph.dedupe.evidence import Comparison, Outcome
from refgraph.dedupe.printable import printable
from refgraph.model import Work

if TYPE_CHECKING:
    from refgraph.dedupe.nearest import KeyPair

_WIDTH = 34
_VERDICTS = {
    Outcome.SAME: "the same work",
    Outcome.REVIEW: "perhaps the same work",
    Outcome.DIFFERENT: "different works",
}


class Row(NamedTuple):
    """One field of two works, side by side.

    Attributes:
        field: title, authors, year, ...
        left: what the first work has, as text; the empty string for nothing.
        right: what the second work has.
        level: how alike the two are, in words; the empty string for what is not compared.
        points: thousandths for or against one work; None for what is not compared.
    """

    field: str
    left: str
    right: str
    level: str = ""
    points: int | None = None


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why two works are, or are not, the same.

    Attributes:
        left: the work with the smaller key.
        right: the other work.
        comparison: scores and evidence of the two.
        threshold: score from which two works are the same, 0-1000.
        shared_keys: blocking keys that both have; works without a shared key are not compared in a run.
        nearest_keys: keys of one kind side by side, most similar first; where the two share none, how near they came.
        decision: what a person has decided about the two, or None.
        because: the decisions from which it follows what the two are, in the order they lead from one to the other.
        together: True if they are in one cluster.
        chain: keys from one to the other over pairs that are the same, both ends included; empty if they are apart.
        blockers: comparisons of works of the two clusters that must stay apart.
        compared: False if a run with these works has not compared the two.
    """

    left: Work
    right: Work
    comparison: Comparison
    threshold: int
    shared_keys: tuple[str, ...]
    decision: Decision | None
    together: bool
    chain: tuple[str, ...]
    nearest_keys: tuple[KeyPair, ...] = ()
    because: Decisions = ()
    blockers: tuple[Comparison, ...] = ()
    compared: bool = True

    @property
    def outcome(self) -> Outcome:
        """Return same, review or different: the decision, where there is one, else the comparison."""
        if self.decision:
            return Outcome.SAME if self.decision.same else Outcome.DIFFERENT
        return self.comparison.outcome

    @property
    def verdict(self) -> str:
        """Return the outcome in words: the same work, perhaps the same work, different works."""
        return _VERDICTS[self.outcome]

    @property
    def why(self) -> str:
        """Return in one sentence why the two are together or apart in the merged library."""
        place = "together" if self.together else "apart"
        if self.because:
            return f"{place}: decided by {named(self.because)}"
        if self.together:
            return f"together: {self._why_together()}"
        return f"apart: {self._why_apart()}"

    def _why_together(self) -> str:
        if len(self.chain) > 2:
            return f"by way of {', '.join(self.chain[1:-1])}, each the same as the next"
        if self.comparison.outcome is Outcome.SAME:
            return f"the score of {self.comparison.score} reaches {self.threshold}"
        return "the works they were merged into were found to be the same"

    def _why_apart(self) -> str:
        score = self.comparison.score
        if self.comparison.veto:
            person = ", which only a person can overrule" if self.outcome is Outcome.REVIEW else ""
            return f"the veto {self.comparison.veto!r}: {self.comparison.reason}{person}"
        if self.outcome is Outcome.REVIEW:
            return f"the score of {score} is below {self.threshold}, near enough that a person should decide"
        if self.outcome is Outcome.DIFFERENT:
            return f"the score of {score} is far below {self.threshold}"
        if self.blockers:
            shown = "; ".join(f"{each.a} and {each.b} ({each.reason})" for each in self.blockers)
            return f"their clusters hold works that must stay apart: {shown}"
        return "they were not compared" if not self.compared else "their clusters hold works that must stay apart"

    @property
    def notes(self) -> tuple[str, ...]:
        """Return sentences about what the scores do not show: relations, decisions, keys, ways over other works."""
        found = [self.comparison.relation.text] if self.comparison.relation else []
        if self.decision:
            line = f" (line {self.decision.line})" if self.decision.line else ""
            found.append(f"decided: {self.decision.text}{line}")
        if not self.shared_keys:
            found.append("they share no key, so a run does not compare them")
        elif not self.compared:
            found.append(
                "they were not compared: too many works have the keys they share, or equal works stand for them"
            )
        if self.together and len(self.chain) > 2:
            found.append(f"they are in one cluster by way of {', '.join(self.chain[1:-1])}")
        if not self.together and self.outcome is Outcome.SAME and self.blockers:
            found.append("they are kept apart because their clusters hold works that must stay apart")
        return tuple(found)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the fields of both works side by side: those that were compared, then others that one of them has."""
        compared = [
            Row(each.field, _SHOWN[each.field](self.left), _SHOWN[each.field](self.right), each.level, each.points)
            for each in self.comparison.evidence
        ]
        others = (Row(name, show(self.left), show(self.right)) for name, show in _CONTEXT.items())
        return (*compared, *(each for each in others if each.left or each.right))

    def __str__(self) -> str:
        """Return a readable table: verdict, one line per field, keys, notes."""
        comparison = self.comparison
        lines = [
            f"{self.left.key} and {self.right.key}: {self.verdict}",
            f"score {comparison.score} of 1000, the same from {self.threshold}; {comparison.reason}",
            self.why,
            "",
            _line("field", self.left.key, self.right.key, "how alike", "points"),
        ]
        lines += [_line(each.field, each.left, each.right, each.level, points_text(each.points)) for each in self.rows]
        return "\n".join([*lines, *self._key_lines(), "", *(f"- {note}" for note in self.notes)]).rstrip()

    def _key_lines(self) -> Iterator[str]:
        if self.shared_keys:
            yield from ("", "keys that both have, which is why they are compared:")
            yield from (f"  {printable(key)}" for key in self.shared_keys)
        elif self.nearest_keys:
            yield from ("", "no key that both have; the nearest:")
            for each in self.nearest_keys:
                yield f"  {each.kind} ({each.similarity:.0%} alike): {_quoted(each.left)} and {_quoted(each.right)}"

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain JSON values, keys in a fixed order."""
        rows = [
            {
                "field": each.field,
                "level": each.level or None,
                "points": each.points,
                "left": each.left,
                "right": each.right,
            }
            for each in self.rows
        ]
        return {
            "left": self.left.key,
            "right": self.right.key,
            "outcome": self.outcome.value,
            "together": self.together,
            "why": self.why,
            "score": self.comparison.score,
            "threshold": self.threshold,
            "reason": self.comparison.reason,
            "veto": self.comparison.veto or None,
            "relation": self.comparison.relation.to_dict() if self.comparison.relation else None,
            "evidence": [row for row in rows if row["points"] is not None],
            "context": [{name: row[name] for name in ("field", "left", "right")} for row in rows if not row["level"]],
            "compared": self.compared,
            "shared_keys": list(self.shared_keys),
            "nearest_keys": [each.to_dict() for each in self.nearest_keys],
            "chain": list(self.chain),
            "blockers": [each.to_dict() for each in self.blockers],
            "decisions": [{"text": each.text, "line": each.line} for each in self.because],
            "notes": list(self.notes),
        }

    def to_html(self) -> str:
        """Return the explanation as a page of its own, which loads nothing and needs no script."""
        from refgraph.dedupe.explanation_page import explanation_page

        return explanation_page(self)


def points_text(points: int | None) -> str:
    """Return points with their sign; nothing for what is not compared."""
    if points is None:
        return ""
    return f"{points:+d}" if points else "0"


def _quoted(text: str) -> str:
    return f'"{printable(text)}"' if text else "none"


def _line(*cells: str) -> str:
    field, left, right, level, points = cells
    return f"{field:<12} {_cut(left):<{_WIDTH}} {_cut(right):<{_WIDTH}} {level:<14} {points:>6}".rstrip()


def _cut(text: str) -> str:
    text = printable(" ".join(text.split()))
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
_CONTEXT: dict[str, Callable[[Work], str]] = {
    "type": lambda work: work.type,
    "publisher": lambda work: ": ".join(each for each in (work.publisher_place, work.publisher) if each),
    "url": lambda work: work.url or "",
    "note": lambda work: work.note or "",
}
"""What of a work no comparison looks at, but a person may want to see."""
