"""Where the fields of a merged work come from, found when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from refgraph.dedupe.values import (
    EMPTY,
    OTHER_KEYS,
    SCALARS,
    as_identifier,
    further_numbers,
    given_keys,
    merge_contributors,
    other_keys,
    rule_name,
)
from refgraph.model import Origin, Scheme, Work

NOT_TAKEN = "not taken"
"""Rule of an origin whose value another one was preferred to."""
ADDED = "adds to the names"
"""Rule of an origin whose list of names was not taken, but gave fuller names or identifiers to the one that was."""

Origins = Mapping[str, tuple[Origin, ...]]
_MERGED = (*SCALARS, "identifiers")


class MergedProvenance(Mapping[str, Origins]):
    """Provenance of a library in which works were merged; that of a merged work is made when it is read.

    A value like the dictionary it stands for: equal to it, of the same order and representation.
    """

    __slots__ = ("_before", "_found", "_merged")

    def __init__(self, before: Mapping[str, Origins], merged: Iterable[tuple[Work, Sequence[Work]]]) -> None:
        """Keep what the provenance is made of.

        Args:
            before: provenance of the library that works were merged in.
            merged: each merged work, and the records it was made of.
        """
        self._before = before
        self._merged = {work.key: (work, tuple(records)) for work, records in merged}
        gone = {each.key for _, records in self._merged.values() for each in records}
        self._found: dict[str, Origins | None] = {key: each for key, each in before.items() if key not in gone}
        self._found |= dict.fromkeys(self._merged)

    def __getitem__(self, key: str) -> Origins:
        """Return the origins of a work by field."""
        found = self._found[key]
        if found is None:
            work, records = self._merged[key]
            found = self._found[key] = find_origins(work, records, self._before)
        return found

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys of works whose provenance is known."""
        return iter(self._found)

    def __len__(self) -> int:
        """Return the number of works whose provenance is known."""
        return len(self._found)

    def __contains__(self, key: object) -> bool:
        """Return True if the provenance of a work is known."""
        return key in self._found

    def __repr__(self) -> str:
        """Return the representation of the dictionary it stands for."""
        return repr(dict(self))


def find_origins(
    merged: Work, works: Sequence[Work], known: Mapping[str, Origins] | None = None
) -> dict[str, tuple[Origin, ...]]:
    """Return for each field of a merged work the origins of its value first, then those of the values not taken.

    Args:
        merged: what `merge_works` returns for the records.
        works: the records.
        known: provenance of the records by key and field, which is carried over.

    Returns:
        Origins by field name of ``Work``; ``key`` has one origin for each record that was merged, ``variables`` and
        ``extra`` have one entry for each name in them ("extra.file").
    """
    works = sorted(works, key=attrgetter("key"))
    known = known or {}
    found = {"key": tuple(Origin(record=work.key, value=work.key, rule="merged") for work in works)}
    for name in SCALARS:
        held = [(work, value) for work in works if (value := getattr(work, name)) not in EMPTY]
        if held:
            found[name] = _scalar_origins(name, held, getattr(merged, name), known)
    found["contributors"] = _contributor_origins(works, known)
    found["truncated"] = _truncated_origins(works, merged)
    found["identifiers"] = _identifier_origins(works, merged, known)
    for name in ("variables", "extra"):
        found |= _mapping_origins(name, works, getattr(merged, name), known)
    found[f"extra.{OTHER_KEYS}"] = _key_origins(works)
    return {name: each for name, each in found.items() if each}


def names_text(work: Work) -> str:
    """Return the names of all contributors in one line, family names first."""
    return "; ".join(each.agent.inverted for each in work.contributors)


def _origins(name: str, work: Work, value: Any, rule: str, known: Mapping[str, Origins]) -> Iterable[Origin]:
    before = known.get(work.key, {}).get(name)
    if before:
        return [replace(each, rule=rule, record=each.record or work.key) for each in before]
    return [Origin(record=work.key, value=str(value), rule=rule)]


def _scalar_origins(
    name: str, held: Sequence[tuple[Work, Any]], best: Any, known: Mapping[str, Origins]
) -> tuple[Origin, ...]:
    """Return the origins of all values of a field, those of the best first."""
    taken: list[Origin] = []
    left: list[Origin] = []
    if len({str(value) for _, value in held}) > 1:
        rule = rule_name(name)
    else:
        rule = "all records agree" if len(held) > 1 else "only value"
    for work, value in held:
        is_best = str(value) == str(best)
        into = taken if is_best else left
        into.extend(_origins(name, work, value, rule if is_best else NOT_TAKEN, known))
    return (*taken, *left)


def _contributor_origins(works: Sequence[Work], known: Mapping[str, Origins]) -> tuple[Origin, ...]:
    _, _, bases, gave = merge_contributors(works)
    held = [work for work in works if work.contributors]
    rules = [
        ("most complete names", [work for work in held if work.key in bases]),
        (ADDED, [work for work in held if work.key in gave - bases]),
        (NOT_TAKEN, [work for work in held if work.key not in bases | gave]),
    ]
    return tuple(
        each
        for rule, some in rules
        for work in some
        for each in _origins("contributors", work, names_text(work), rule, known)
    )


def _truncated_origins(works: Sequence[Work], merged: Work) -> tuple[Origin, ...]:
    return tuple(
        Origin(record=work.key, value=", ".join(work.truncated), rule="as the names that were taken")
        for work in works
        if set(merged.truncated) & set(work.truncated)
    )


def _identifier_origins(works: Sequence[Work], merged: Work, known: Mapping[str, Origins]) -> tuple[Origin, ...]:
    values = {name: getattr(merged, name) for name in _MERGED}
    found: list[Origin] = []
    for work in works:
        if work.identifiers:
            found += _origins("identifiers", work, "; ".join(map(str, work.identifiers)), "all kept", known)
        for name, text in further_numbers(work, values):
            found.append(Origin(record=work.key, value=str(as_identifier(text, Scheme(name))), rule="all kept"))
    return tuple(found)


def _mapping_origins(
    name: str, works: Sequence[Work], merged: Mapping[str, Any], known: Mapping[str, Origins]
) -> dict[str, tuple[Origin, ...]]:
    found = {}
    for key in dict.fromkeys(key for work in works for key in getattr(work, name) if key != OTHER_KEYS):
        held = [(work, getattr(work, name)[key]) for work in works if key in getattr(work, name)]
        taken = merged[key]
        found[f"{name}.{key}"] = tuple(
            origin
            for work, value in sorted(held, key=lambda pair: pair[1] != taken)
            for origin in _origins(f"{name}.{key}", work, value, _said(value, taken, held), known)
        )
    return found


def _said(value: Any, taken: Any, held: Sequence[tuple[Work, Any]]) -> str:
    """Return the rule for one of the values of a variable."""
    if value != taken:
        return NOT_TAKEN
    if len(held) == 1:
        return "only value"
    return "all records agree" if all(each == taken for _, each in held) else "longest"


def _key_origins(works: Sequence[Work]) -> tuple[Origin, ...]:
    keys = other_keys(works)
    return tuple(
        Origin(record=work.key, value=", ".join(shown), rule="all keys kept")
        for work in works
        if (shown := [each for each in (work.key, *given_keys(work)) if each in keys])
    )
