"""What decisions say of pairs that they do not name: "same" is transitive, "different" holds for all of a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from refgraph.model import Finding, Severity

if TYPE_CHECKING:
    from refgraph.dedupe.decisions import Decision, Decisions


class Consequences:
    """What follows from decisions."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._links: defaultdict[str, list[tuple[str, Decision]]] = defaultdict(list)
        self._apart: list[Decision] = []
        for each in decisions:
            if each.same:
                self._links[each.a].append((each.b, each))
                self._links[each.b].append((each.a, each))
            else:
                self._apart.append(each)
        self._groups = self._grouped()
        self._enemies = {frozenset((self.group(each.a), self.group(each.b))): each for each in self._apart}

    def group(self, key: str) -> str:
        """Return a key that stands for all those that are the same as this one."""
        return self._groups.get(key, key)

    def verdict(self, a: str, b: str) -> bool | None:
        """Return True if two keys are the same work, False if they are different ones, None if nothing says so."""
        left, right = self.group(a), self.group(b)
        if left == right:
            return True
        return False if frozenset((left, right)) in self._enemies else None

    def because(self, a: str, b: str) -> Decisions:
        """Return the decisions that make two keys the same, or different, in the order they lead from one to the other.

        Where nothing is said of the two, there are none.
        """
        said = self.verdict(a, b)
        if said is None:
            return ()
        if said:
            return self._way(a, b)
        between = self._enemies[frozenset((self.group(a), self.group(b)))]
        near, far = (between.a, between.b) if self.group(between.a) == self.group(a) else (between.b, between.a)
        return (*self._way(a, near), between, *self._way(far, b))

    def contradictions(self) -> Iterator[Decision]:
        """Yield the decisions that call different what others make the same."""
        return (each for each in self._apart if self.group(each.a) == self.group(each.b))

    def _grouped(self) -> dict[str, str]:
        groups: dict[str, str] = {}
        for start in self._links:
            if start in groups:
                continue
            groups[start] = start
            queue = [start]
            for key in queue:
                for other, _ in self._links[key]:
                    if other not in groups:
                        groups[other] = start
                        queue.append(other)
        return groups

    def _way(self, a: str, b: str) -> Decisions:
        """Return the fewest decisions that lead from one key to another of its group."""
        came: dict[str, tuple[str, Decision] | None] = {a: None}
        queue = [a]
        for key in queue:
            for other, decision in self._links.get(key, ()):
                if other not in came:
                    came[other] = (key, decision)
                    queue.append(other)
        way: list[Decision] = []
        step = came.get(b)
        while step is not None:
            way.append(step[1])
            step = came[step[0]]
        return tuple(reversed(way))


def redundant(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, Decisions]]:
    """Yield each decision that says nothing new (repetitions, cycles of "same"), with those before it that say it."""
    parents: dict[str, str] = {}
    said: dict[tuple[str, str], Decision] = {}
    new: list[Decision] = []
    old: list[Decision] = []
    for each in decisions:
        before = said.setdefault(each.pair, each)
        joined = each.same and _root(parents, each.a) == _root(parents, each.b)
        (old if joined or (before is not each and before.same == each.same) else new).append(each)
        if each.same:
            parents[_root(parents, each.a)] = _root(parents, each.b)
    known = Consequences(new)  # a forest: the one way between two keys is the one that was there before
    for each in old:
        before = said[each.pair]
        yield each, (before,) if before is not each else known.because(*each.pair)


def redundancy_findings(decisions: Iterable[Decision]) -> Iterator[Finding]:
    """Yield a finding (U792) for each decision that says nothing new."""
    for each, others in redundant(decisions):
        a, b = each.pair
        verdict = "the same" if each.same else "different"
        say = "says" if len(others) == 1 else "say"
        yield Finding(
            code="U792",
            slug="decision-says-nothing-new",
            message=f"{a!r} and {b!r} are {verdict} already: {named(others)} {say} so",
            severity=Severity.INFO,
            file=each.file,
            line=each.line,
            key=a,
            value=each.text,
            span=each.span,
        )


def named(decisions: Iterable[Decision]) -> str:
    """Return how to speak of decisions: "line 1 ('same a b') and line 4 ('same b c')", without lines where unknown."""
    shown = [f"line {each.line} ({each.text!r})" if each.line else repr(each.text) for each in decisions]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _root(parents: dict[str, str], key: str) -> str:
    while (parent := parents.get(key, key)) != key:
        parents[key] = parents.get(parent, parent)
        key = parent
    return key
