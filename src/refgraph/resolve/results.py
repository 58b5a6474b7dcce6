"""What resolving comes to: persons, bodies and venues over works, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from refgraph.dedupe.decisions import Decision
from refgraph.dedupe.evidence import Comparison, Outcome
from refgraph.errors import UnknownNameError
from refgraph.model import Finding


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A person, body or venue over the works of a library.

    Attributes:
        id: smallest id of its members; it stays when others are added after it in the alphabet.
        name: its fullest name.
        forms: every form of the name as written, with the number of times, the most frequent first.
        identifiers: ORCID iDs, ISNIs, ISSNs or ISBNs as "scheme:value".
        works: keys of the works, in the order of the library, each once.
        members: ids of what was compared, in sorted order; each can be named in a decision.
    """

    id: str
    name: str
    forms: tuple[tuple[str, int], ...]
    identifiers: tuple[str, ...]
    works: tuple[str, ...]
    members: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the entity as plain JSON values, keys in a fixed order."""
        return {
            "id": self.id,
            "name": self.name,
            "forms": [{"text": text, "count": count} for text, count in self.forms],
            "identifiers": list(self.identifiers),
            "works": list(self.works),
            "members": list(self.members),
        }


@dataclass(frozen=True, kw_only=True)
class Person(Entity):
    """A person; its members are contributors of works: "allison2018/author/1"."""


@dataclass(frozen=True, kw_only=True)
class Body(Entity):
    """An organisation; its members are contributors of works.

    Attributes:
        acronym: its short form, or None.
    """

    acronym: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResolvedVenue(Entity):
    """A journal, book, meeting or series; its members are titles: "venue:central-asian-survey".

    Attributes:
        kind: CSL type of the container: periodical, collection, book, paper-conference or webpage.
        short: its abbreviated title, or None.
        events: numbers and years of its meetings, in sorted order.
    """

    kind: str = "periodical"
    short: str | None = None
    events: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ResolutionExplanation:
    """Why two names are, or are not, one.

    Attributes:
        comparison: scores and evidence of the two.
        decision: what a person has decided about the two, or None.
        together: True if they are one in the result.
        chain: ids from one to the other over joined pairs, both ends included; empty if they are apart.
    """

    comparison: Comparison
    decision: Decision | None
    together: bool
    chain: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """Return same, review or different: the decision, where there is one, else the comparison."""
        if self.decision:
            return Outcome.SAME if self.decision.same else Outcome.DIFFERENT
        return self.comparison.outcome

    def __str__(self) -> str:
        """Return the explanation as lines of text."""
        each = self.comparison
        lines = [f"{each.a} and {each.b}: {self.outcome.value} (score {each.score}: {each.reason})"]
        lines += [f"  {one.field:<12}{one.level:<24}{one.points:+5}" for one in each.evidence]
        if self.decision:
            line = f" (line {self.decision.line})" if self.decision.line else ""
            lines.append(f"  decided: {self.decision.text}{line}")
        if self.together and len(self.chain) > 2:
            lines.append(f"  they are one by way of {', '.join(self.chain[1:-1])}")
        elif self.together and self.outcome is not Outcome.SAME:
            lines.append("  with all that is known of them they are one")
        elif not self.together and self.outcome is Outcome.SAME:
            lines.append("  something else keeps them apart")
        return "\n".join(lines)


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What was joined, what is doubtful, and why.

    Attributes:
        pairs: comparisons behind what was joined and what is doubtful, in the order of their ids.
        decisions: the decisions that were obeyed.
        findings: decisions that name nothing in the library.
    """

    pairs: tuple[Comparison, ...]
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...]
    _homes: Mapping[str, str] = field(repr=False)
    _compare: Callable[[str, str], Comparison] = field(repr=False, compare=False)

    @property
    def review(self) -> tuple[Comparison, ...]:
        """Return the doubtful pairs, which were not joined, the likeliest first."""
        doubtful = (
            each
            for each in self.pairs
            if each.outcome is Outcome.REVIEW and self._homes.get(each.a) != self._homes.get(each.b)
        )
        return tuple(sorted(doubtful, key=lambda each: (-each.score, each.pair)))

    def home(self, member: str) -> str:
        """Return the id of the entity that a member is of.

        Raises:
            UnknownNameError: if nothing has this id (a LookupError).
        """
        try:
            return self._homes[member]
        except KeyError:
            hint = f"such as {min(self._homes)}" if self._homes else "the library names nobody"
            raise UnknownNameError("nothing has this id", text=member, hint=hint) from None

    def explain(self, a: str, b: str) -> ResolutionExplanation:
        """Explain why two members are, or are not, one.

        Raises:
            UnknownNameError: if nothing has one of the ids (a LookupError).
        """
        together = self.home(a) == self.home(b)
        pair = (min(a, b), max(a, b))
        return ResolutionExplanation(
            comparison=self._compare(*pair),
            decision=next((each for each in self.decisions if each.pair == pair), None),
            together=together,
            chain=_chain(self._joined(), *pair) if together else (),
        )

    def _joined(self) -> dict[str, list[str]]:
        near: dict[str, list[str]] = {}
        for each in self.pairs:
            if each.outcome is Outcome.SAME:
                near.setdefault(each.a, []).append(each.b)
                near.setdefault(each.b, []).append(each.a)
        return near


def _chain(near: Mapping[str, Iterable[str]], start: str, end: str) -> tuple[str, ...]:
    """Return the shortest way between two ids over joined pairs; the empty tuple where there is none."""
    came: dict[str, str] = {start: start}
    queue = [start]
    for here in queue:
        if here == end:
            way = [end]
            while way[-1] != start:
                way.append(came[way[-1]])
            return tuple(reversed(way))
        for there in sorted(near.get(here, ())):
            if there not in came:
                came[there] = here
                queue.append(there)
    return ()


def count_forms(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return each text with the number of times it is there, the most frequent first."""
    found: dict[str, int] = {}
    for text in texts:
        found[text] = found.get(text, 0) + 1
    return tuple(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def known_decisions(
    decisions: Iterable[Decision], known: Callable[[str, str], bool]
) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """Return the decisions whose two ids are known together, and a finding for each other one."""
    obeyed, findings = [], []
    for each in decisions:
        if known(each.a, each.b):
            obeyed.append(each)
        else:
            findings.append(
                Finding(
                    code="U790",
                    slug="decision-unknown-key",
                    message=f"a decision names {each.a!r} and {each.b!r}, which are no two of one kind in the library",
                    line=each.line,
                    key=each.a,
                    value=each.text,
                )
            )
    return tuple(obeyed), tuple(findings)
