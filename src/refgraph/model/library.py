"""A library: works with unique keys, citations and relations between them, and where their values come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Self

from refgraph.errors import DuplicateKeyError, UnknownNameError
from refgraph.model.finding import Finding
from refgraph.model.keys import assign_keys
from refgraph.model.provenance import Origin
from refgraph.model.reference import Citation
from refgraph.model.relation import Related
from refgraph.model.work import Work

Provenance = Mapping[str, Mapping[str, tuple[Origin, ...]]]


@dataclass(frozen=True, kw_only=True)
class Library:
    """Works in order, each under its own key.

    A value: every method that changes something returns a new library.

    Attributes:
        works: the works, in the order of their source.
        citations: citation edges; both ends are keys of works here.
        relations: what the source says of works that are parts or versions of others, or about them; likewise.
        provenance: for a key and a field name of ``Work``, where the value comes from.
        findings: what was noticed while the library was read or made.
        lines: for a key, the line of the source, from 1, where its record begins; only where a reader knows it.

    Raises:
        DuplicateKeyError: if two works have the same key, or a work has none.
        UnknownNameError: if an end of a citation or relation is no key of a work here.
    """

    works: tuple[Work, ...] = ()
    citations: tuple[Citation, ...] = ()
    relations: tuple[Related, ...] = ()
    provenance: Provenance = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Build the index; refuse a key that is missing or used twice, and what joins works that are not here."""
        if len(self._index) < len(self.works):
            raise DuplicateKeyError(_double(self.works), hint="give every work a key of its own, e.g. with assign_keys")
        for edge in self.citations:
            self._require("citation", edge.citing, edge.cited)
        for relation in self.relations:
            self._require("relation", relation.from_key, relation.to_key)

    def _require(self, what: str, *ends: str) -> None:
        for end in ends:
            if end not in self._index:
                raise UnknownNameError(f"a {what} names no work of the library", text=end)

    @cached_property
    def _index(self) -> dict[str, Work]:
        return {work.key: work for work in self.works if work.key}

    def __len__(self) -> int:
        """Return the number of works."""
        return len(self.works)

    def __iter__(self) -> Iterator[Work]:
        """Iterate over the works in order."""
        return iter(self.works)

    def __contains__(self, key: object) -> bool:
        """Return True if a work has this key."""
        return key in self._index

    def __getitem__(self, key: str) -> Work:
        """Return the work with this key.

        Raises:
            UnknownNameError: if there is none (a LookupError); the hint names near keys.
        """
        try:
            return self._index[key]
        except KeyError:
            near = get_close_matches(key, self._index, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else f"the library has {len(self)} works"
            raise UnknownNameError("no work has this key", text=key, hint=hint) from None

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys in order."""
        return tuple(self._index)

    def add(self, *works: Work) -> Self:
        """Return a library with more works at its end."""
        return replace(self, works=(*self.works, *works))

    def join(self, added: Library) -> tuple[Self, dict[str, str]]:
        """Return a library with all that another one has at its end, and the key here of each work of the other.

        Works of the other one whose keys are taken get new ones; those of this library keep theirs.
        """
        free = [replace(work, key="") if work.key in self else work for work in added]
        works = assign_keys(free, taken=self.keys)
        keys = dict(zip(added.keys, (work.key for work in works), strict=True))
        joined = replace(
            self,
            works=(*self.works, *works),
            citations=(
                *self.citations,
                *(replace(each, citing=keys[each.citing], cited=keys[each.cited]) for each in added.citations),
            ),
            relations=(
                *self.relations,
                *(each._replace(from_key=keys[each.from_key], to_key=keys[each.to_key]) for each in added.relations),
            ),
            provenance={**self.provenance, **{keys[key]: each for key, each in added.provenance.items()}},
            findings=(*self.findings, *added.findings),
        )
        return joined, keys

    def remove(self, *keys: str) -> Self:
        """Return a library without these works, their citations, relations and provenance."""
        gone = {self[key].key for key in keys}
        return replace(
            self,
            works=tuple(work for work in self.works if work.key not in gone),
            citations=tuple(edge for edge in self.citations if not gone & {edge.citing, edge.cited}),
            relations=tuple(each for each in self.relations if not gone & {each.from_key, each.to_key}),
            provenance={key: origins for key, origins in self.provenance.items() if key not in gone},
        )

    def map(self, change: Callable[[Work], Work]) -> Self:
        """Return a library with every work changed by a function that leaves its key alone."""
        return replace(self, works=tuple(change(work) for work in self.works))

    def sorted(self, by: Callable[[Work], Any] | None = None) -> Self:
        """Return a library in the order of a sort key; by default first author, year, title."""
        return replace(self, works=tuple(sorted(self.works, key=by or _sort_key)))


def _sort_key(work: Work) -> tuple[object, ...]:
    names = tuple(each.agent.full_family.casefold() for each in work.authors or work.editors)
    date = work.issued.sort_key if work.issued else (10**9, 0, 0)
    return (names, date, (work.title or "").casefold(), work.key)


def _double(works: Iterable[Work]) -> str:
    seen: set[str] = set()
    for work in works:
        if not work.key:
            return f"a work has no key: {work.title!r}"
        if work.key in seen:
            return f"two works have the key {work.key!r}"
        seen.add(work.key)
    return "two works have the same key"
