"""Signatures to persons: the strongest pairs join first, what is joined is compared as one, and clashes keep apart.

Each round compares profiles that share something (a co-author, a rare word, a venue, a name that says enough), joins
the pairs from the strongest to the weakest, and compares what has grown with its neighbours again. Values that many
profiles of one name share bring each together with its next ones only: time grows linearly with a person's works.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from refgraph.dedupe.evidence import REVIEW, Comparison, Outcome
from refgraph.resolve.names import NameForm
from refgraph.resolve.persons import Judge
from refgraph.resolve.profiles import Profile, names_clash
from refgraph.resolve.signatures import Signature, block_keys

SMALL = 12
"""Profiles of one value that are compared each with each."""
NEIGHBOURS = 2
"""How many of the next ones a profile is compared with where more share a value."""
MARGIN = 50
"""How much likelier one of two names must be than the other for initials that stand for both."""
PLAIN = 990
"""Score from which so much speaks for a pair that a rival of the same score is no doubt."""
MANY_FORMS = 200
"""Name forms of one block that are compared each with each."""

Pair = tuple[int, int]
KeyPair = tuple[str, str]


class Linked(NamedTuple):
    """Which signatures are one person's.

    Attributes:
        groups: positions of signatures, each group sorted, in the order of their first members.
        joined: the comparison behind each join, between the smallest ids of what was joined.
        doubtful: comparisons of persons that may be one.
    """

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[Comparison, ...]
    doubtful: tuple[Comparison, ...]


class _Forest:
    """Union-find over profiles."""

    def __init__(self, found: Sequence[Signature], judge: Judge) -> None:
        self.judge = judge
        self.parents = list(range(len(found)))
        self.profiles = [Profile(each, judge.rarity) for each in found]
        self.joined: list[Comparison] = []
        self.changed = set(self.parents)
        self._apart: defaultdict[int, set[int]] = defaultdict(set)

    def find(self, place: int) -> int:
        while self.parents[place] != place:
            self.parents[place] = self.parents[self.parents[place]]
            place = self.parents[place]
        return place

    def forbid(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        self._apart[a].add(b)
        self._apart[b].add(a)

    def are_apart(self, a: int, b: int) -> bool:
        return bool(self._apart) and b in self._apart.get(a, ())

    def join(self, a: int, b: int, comparison: Comparison) -> None:
        """Join two roots; the larger profile absorbs the smaller one."""
        self.joined.append(comparison)
        if self.profiles[a].size < self.profiles[b].size:
            a, b = b, a
        self.profiles[a].absorb(self.profiles[b])
        self.parents[b] = a
        self.changed.add(a)
        for enemy in self._apart.pop(b, ()):
            self._apart[enemy].discard(b)
            self._apart[enemy].add(a)
            self._apart[a].add(enemy)


def link(
    found: Sequence[Signature], judge: Judge, same: Iterable[KeyPair] = (), different: Iterable[KeyPair] = ()
) -> Linked:
    """Return which signatures are one person's; the result does not depend on their order.

    Args:
        found: signatures with ids of their own.
        judge: what compares.
        same: ids of signatures that a person has called one person's.
        different: ids, likewise, of two persons; they do not contradict ``same``.
    """
    order = sorted(range(len(found)), key=lambda place: found[place].id)
    ordered = [found[place] for place in order]
    places = {each.id: place for place, each in enumerate(ordered)}
    forest = _Forest(ordered, judge)
    _decide(forest, places, same, different)
    _join_identifiers(forest, ordered)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(ordered):
        for key in block_keys(each.form):
            blocks[key].append(place)
    scores: dict[Pair, int] = {}
    while forest.changed:
        changed, forest.changed = forest.changed, set()
        scores = {pair: score for pair, score in scores.items() if not changed.intersection(pair)}
        for members in blocks.values():
            roots = sorted({forest.find(place) for place in members})
            if len(roots) > 1 and not changed.isdisjoint(roots):
                _score(forest, _candidates(forest, roots), changed, scores)
        _join(forest, scores)
    return _linked(forest, order, scores)


def _decide(forest: _Forest, places: Mapping[str, int], same: Iterable[KeyPair], different: Iterable[KeyPair]) -> None:
    for a, b in sorted(same):
        one, other = forest.find(places[a]), forest.find(places[b])
        if one != other:
            forest.join(one, other, Comparison(min(a, b), max(a, b), 1000, Outcome.SAME, "decided", ()))
    for a, b in sorted(different):
        forest.forbid(places[a], places[b])


def _join_identifiers(forest: _Forest, found: Sequence[Signature]) -> None:
    """Join what shares an ORCID iD or ISNI, wherever the names stand."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(found):
        for identifier in each.identifiers:
            holders[identifier].append(place)
    for identifier in sorted(holders):
        first, *others = holders[identifier]
        for place in others:
            _try(forest, forest.find(first), forest.find(place))


def _try(forest: _Forest, a: int, b: int) -> bool:
    """Join two roots if they are the same by all that is known now."""
    if a == b or forest.are_apart(a, b):
        return False
    comparison = forest.judge.compare(forest.profiles[a], forest.profiles[b])
    if comparison.outcome is not Outcome.SAME:
        return False
    forest.join(a, b, comparison)
    return True


def _join(forest: _Forest, scores: Mapping[Pair, int]) -> None:
    """Join the pairs that are the same, the strongest first; what has grown since must still be the same."""
    threshold = forest.judge.threshold
    strong = [(-score, *pair) for pair, score in scores.items() if score >= threshold]
    rivals = _rivals(forest, strong)
    for score, a, b in sorted(strong):
        if not _is_ambiguous(rivals, forest.profiles[a], forest.profiles[b], (a, b), -score):
            _try(forest, forest.find(a), forest.find(b))


Rivals = Mapping[int, Mapping[frozenset[NameForm], int]]


def _rivals(forest: _Forest, strong: Iterable[tuple[int, int, int]]) -> Rivals:
    """Return for each profile the best score with every set of name forms it could be joined with."""
    found: defaultdict[int, dict[frozenset[NameForm], int]] = defaultdict(dict)
    forms = {place: frozenset(forest.profiles[place].forms) for _, *pair in strong for place in pair}
    for score, a, b in strong:
        for one, other in ((a, b), (b, a)):
            found[one][forms[other]] = max(-score, found[one].get(forms[other], 0))
    return found


def _is_ambiguous(rivals: Rivals, a: Profile, b: Profile, pair: Pair, score: int) -> bool:
    """Tell whether one of a pair could as well be joined with another name that the other one cannot have.

    That is not asked where everything speaks for the pair, as for two people of one institute and one group.
    """
    return score < PLAIN and any(
        other_score > score - MARGIN and names_clash(forms, partner.forms)
        for place, partner in zip(pair, (b, a), strict=True)
        for forms, other_score in rivals[place].items()
    )


def _score(forest: _Forest, pairs: Iterable[Pair], changed: set[int], scores: dict[Pair, int]) -> None:
    profiles, judge, least = forest.profiles, forest.judge, forest.judge.threshold - REVIEW
    seen: set[Pair] = set()
    for pair in pairs:
        if pair in seen or pair in scores or (pair[0] not in changed and pair[1] not in changed):
            continue
        seen.add(pair)
        score = judge.score(profiles[pair[0]], profiles[pair[1]])
        if score >= least and not forest.are_apart(*pair):
            scores[pair] = score


def _candidates(forest: _Forest, roots: Sequence[int]) -> Iterator[Pair]:
    """Yield the pairs of a block that share a value, or a name that is enough by itself."""
    if len(roots) <= SMALL:
        yield from combinations(roots, 2)
        return
    profiles = forest.profiles
    values: defaultdict[str, list[int]] = defaultdict(list)
    forms: defaultdict[NameForm, list[int]] = defaultdict(list)
    for root in roots:
        profile = profiles[root]
        for form in profile.forms:
            forms[form].append(root)
        for name in profile.people:
            values[f"p:{name}"].append(root)
        for word in profile.words:
            values[f"w:{word}"].append(root)
        for word in profile.places:
            values[f"a:{word}"].append(root)
        for venue in profile.venues:
            values[f"v:{venue}"].append(root)
    for value, holders in values.items():
        if len(holders) <= SMALL:
            yield from combinations(holders, 2)
        elif value[0] in "pa":
            yield from _neighbours(profiles, holders)
    yield from _by_name(forest, forms)


def _by_name(forest: _Forest, forms: Mapping[NameForm, list[int]]) -> Iterator[Pair]:
    """Yield pairs whose names say so much that little more is needed."""
    judge = forest.judge
    ordered = sorted(forms)
    pairs = combinations(ordered, 2) if len(ordered) <= MANY_FORMS else iter(())
    enough = judge.threshold - 60
    for form in ordered:
        if judge.forms(form, form).points >= enough:
            yield from _neighbours(forest.profiles, forms[form])
    for form, other in pairs:
        if judge.forms(form, other).points >= enough:
            both = sorted({*forms[form], *forms[other]})
            yield from combinations(both, 2) if len(both) <= SMALL else _neighbours(forest.profiles, both)


def _neighbours(profiles: Sequence[Profile], holders: Sequence[int]) -> Iterator[Pair]:
    """Yield each profile with the next ones in time; profiles of one form stand together."""
    ordered = sorted(
        holders, key=lambda place: (min(profiles[place].forms), profiles[place].first or 0, profiles[place].id)
    )
    for offset in range(1, NEIGHBOURS + 1):
        for a, b in zip(ordered, ordered[offset:], strict=False):
            yield (a, b) if a < b else (b, a)


def _linked(forest: _Forest, order: Sequence[int], scores: Mapping[Pair, int]) -> Linked:
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for place, original in enumerate(order):
        groups[forest.find(place)].append(original)
    roots = {forest.find(place) for pair in scores for place in pair}
    doubtful = {
        comparison.pair: comparison
        for a, b in scores
        if a in roots and b in roots and forest.find(a) == a and forest.find(b) == b
        for comparison in [forest.judge.compare(forest.profiles[a], forest.profiles[b])]
        if comparison.outcome is not Outcome.DIFFERENT
    }
    return Linked(
        tuple(sorted((tuple(sorted(group)) for group in groups.values()), key=lambda group: group[0])),
        tuple(forest.joined),
        tuple(doubtful[pair] for pair in sorted(doubtful)),
    )
