"""What sets citations apart that would look the same (CSL 1.0.2, "Disambiguation").

Items are put into buckets by the text of their citation; only buckets with more than one item cost anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from refgraph.csl.elements.name_options import NameOptions
from refgraph.csl.elements.name_text import AS_STYLED, FULL, INITIALS
from refgraph.csl.elements.state import PLAIN, Disambiguation, State
from refgraph.csl.items.names import PersonName
from refgraph.csl.words.initials import initials

_ALL = 1000

Draw = Callable[[str, Disambiguation], tuple[str, State]]
"""Renders the citation of an item (by id) as plain text; the state tells which names were used."""


class Rules(NamedTuple):
    """Which steps a style takes.

    Attributes:
        names: add names.
        givens: add given names to names that make citations ambiguous (rule "by-cite").
        condition: the style tests `disambiguate`.
        year_suffix: add a letter to the year.
    """

    names: bool
    givens: bool
    condition: bool
    year_suffix: bool


def disambiguate(order: Sequence[str], draw: Draw, rules: Rules) -> dict[str, Disambiguation]:
    """Return what every item needs.

    Args:
        order: ids in the order in which year suffixes are given.
        draw: renders a citation.
        rules: the steps to take.
    """
    found = dict.fromkeys(order, PLAIN)
    if not any(rules):
        return found
    for bucket in _grouped(order, PLAIN, draw):
        if len(bucket) > 1:
            _resolve(bucket, draw, rules, found)
    return found


def _grouped(ids: Sequence[str], given: Disambiguation, draw: Draw) -> list[list[str]]:
    """Put items with the same text together, in order."""
    groups: dict[str, list[str]] = {}
    for name in ids:
        groups.setdefault(draw(name, given)[0], []).append(name)
    return list(groups.values())


def _resolve(bucket: list[str], draw: Draw, rules: Rules, found: dict[str, Disambiguation]) -> None:
    groups = [(bucket, PLAIN)]
    if rules.names or rules.givens:
        groups = _by_names(bucket, draw, rules)
    if rules.condition:
        groups = [part for group in groups for part in _by_condition(*group, draw)]
    for ids, given in groups:
        for number, name in enumerate(ids):
            suffix = number if rules.year_suffix and len(ids) > 1 else -1
            found[name] = given._replace(year_suffix=suffix)


def _by_names(bucket: list[str], draw: Draw, rules: Rules) -> list[tuple[list[str], Disambiguation]]:
    """Add names and given names one at a time; keep those that told items apart."""
    waiting = [(bucket, PLAIN, 0)]
    done: list[tuple[list[str], Disambiguation]] = []
    while waiting:
        ids, better, begin = waiting.pop()
        split = None
        for at, (trial, kept) in enumerate(_steps(ids, better, draw, rules)):
            if at < begin:
                continue
            groups = _grouped(ids, trial, draw)
            if len(groups) > 1:
                split = [(group, kept, at + 1) for group in groups]
                break
        if split is None:
            done.append((ids, better))
            continue
        done.extend((group, given) for group, given, _ in split if len(group) == 1)
        waiting.extend(part for part in split if len(part[0]) > 1)
    return done


def _steps(
    ids: list[str], better: Disambiguation, draw: Draw, rules: Rules
) -> Iterator[tuple[Disambiguation, Disambiguation]]:
    """Yield what to try next, with all that was tried before, and what to keep of it if it helps."""
    lists = draw(ids[0], PLAIN)[1].name_lists
    counts = [len(found.names) for found, _ in lists]
    names = list(better.names) + [0] * (len(lists) - len(better.names))
    givens = [list(better.givens[at]) if at < len(better.givens) else [0] * count for at, count in enumerate(counts)]
    for at, (found, options) in enumerate(lists):
        shown = max(found.shown, 0)
        for place in range(len(found.names)):
            if place >= shown:
                if not rules.names:
                    break
                names[at] = place + 1
                yield _pair(names, givens, better, at, None, place)
            if rules.givens:
                for level in _levels(options):
                    givens[at][place] = level
                    yield _pair(names, givens, better, at, level, place)


def _levels(options: NameOptions) -> tuple[int, ...]:
    if options.form == "short":
        return (FULL,) if options.initialize_with is None else (INITIALS, FULL)
    return () if options.initialize_with is None else (FULL,)


def _pair(  # noqa: PLR0913, PLR0917 - a step has a place
    names: list[int], givens: list[list[int]], better: Disambiguation, at: int, level: int | None, place: int
) -> tuple[Disambiguation, Disambiguation]:
    trial = better._replace(names=tuple(names), givens=tuple(tuple(levels) for levels in givens))
    kept_names = list(better.names) + [0] * (len(names) - len(better.names))
    kept_givens = [
        list(better.givens[number]) if number < len(better.givens) else [0] * len(levels)
        for number, levels in enumerate(givens)
    ]
    kept_names[at] = max(kept_names[at], names[at])
    if level is not None:
        kept_givens[at][place] = level
    kept = better._replace(names=tuple(kept_names), givens=tuple(tuple(levels) for levels in kept_givens))
    return trial, kept


def _by_condition(ids: list[str], given: Disambiguation, draw: Draw) -> list[tuple[list[str], Disambiguation]]:
    """Let the style show what it shows for ambiguous citations, if that tells them apart."""
    if len(ids) < 2:
        return [(ids, given)]
    waiting, done = [(ids, 1)], []
    while waiting:
        same, level = waiting.pop()
        kept = given._replace(condition=level)
        # names that only show now are told apart by all of them
        trial = kept._replace(names=(*given.names, *[_ALL] * 8))
        tests = draw(same[0], trial)[1].tests
        groups = _grouped(same, trial, draw)
        if len(groups) == 1 and level >= tests:
            done.append((same, given))
        elif len(groups) == 1:
            waiting.append((same, level + 1))
        else:
            done.extend((group, kept) for group in groups if len(group) == 1)
            waiting.extend((group, level + 1) for group in groups if len(group) > 1 and level < tests)
            done.extend((group, kept) for group in groups if len(group) > 1 and level >= tests)
    return done


class NameLevels:
    """How much of given names is shown so that all names in citations differ (all-names and primary-name rules)."""

    def __init__(self, rule: str) -> None:
        """Begin without names.

        Args:
            rule: givenname-disambiguation-rule, not "by-cite".
        """
        self.primary = rule.startswith("primary-name")
        self.most = INITIALS if rule.endswith("-with-initials") else FULL
        self._known: dict[str, dict[str, set[str]]] = {}

    def same_as(self, other: NameLevels | None) -> bool:
        """Tell whether another register knows the same names."""
        return other is not None and self._known == other.known

    @property
    def known(self) -> dict[str, dict[str, set[str]]]:
        """Return short form -> initials -> full given names of all names noted."""
        return self._known

    def add(self, name: PersonName, options: NameOptions) -> None:
        """Note a name that a citation shows."""
        short, initial, full = _forms(name, options)
        self._known.setdefault(short, {}).setdefault(initial, set()).add(full)

    def of(
        self, names: tuple[PersonName, ...], number: int, levels: tuple[int, ...], options: NameOptions
    ) -> tuple[int, ...]:
        """Return the level of every name of a list, at least as high as it was."""
        found = list(levels) or [AS_STYLED] * len(names)
        last = (1 if number == 0 else 0) if self.primary else len(names)
        for at, name in enumerate(names[:last]):
            found[at] = max(found[at], self._level(name, options))
        return tuple(found)

    def _level(self, name: PersonName, options: NameOptions) -> int:
        short, initial, _ = _forms(name, options)
        same = self._known.get(short, {})
        if sum(len(full) for full in same.values()) < 2:
            return AS_STYLED
        if options.initialize_with is not None and len(same.get(initial, ())) < 2:
            return INITIALS
        return FULL if self.most == FULL else AS_STYLED


def _forms(name: PersonName, options: NameOptions) -> tuple[str, str, str]:
    short = name.literal or f"{name.non_dropping} {name.family}".strip()
    initial = initials(name.given, options.initialize_with or "")
    return short, initial, f"{name.given}|{name.dropping}|{name.suffix}"
