"""Works one after the other to a library with a key of its own for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from refgraph.model.finding import Finding, Severity
from refgraph.model.keys import assign_keys
from refgraph.model.library import Library
from refgraph.model.work import Work


class Entry(NamedTuple):
    """What one record of a file came to: a work, or None; what was noticed; the line where it begins, from 1."""

    work: Work | None
    findings: tuple[Finding, ...] = ()
    line: int | None = None


def collect(entries: Iterable[Entry], file: str | None = None) -> Library:
    """Make a library; works without a key get one, and the later works of a repeated key another one and a finding."""
    works: list[Work] = []
    lines: list[int | None] = []
    findings: list[Finding] = []
    for entry in entries:
        findings += entry.findings
        if entry.work is not None:
            works.append(entry.work)
            lines.append(entry.line)
    taken = {work.key for work in works}
    seen: set[str] = set()
    for index, work in enumerate(works):
        key = work.key
        if key and key in seen:
            number = 2
            while (key := f"{work.key}-{number}") in taken:
                number += 1
            taken.add(key)
            works[index] = replace(work, key=key)
            message = f"the key {work.key!r} is there twice; here the later one is {key!r}"
            findings.append(finding("duplicate-key", message, file, line=lines[index], key=work.key, value=work.key))
        seen.add(key)
    unique = assign_keys(works)
    known = {work.key: line for work, line in zip(unique, lines, strict=True) if line is not None}
    return Library(works=unique, findings=tuple(findings), lines=known)


@dataclass(frozen=True)
class RecordLines(Mapping[str, int]):
    """The lines on which records begin, by the keys of their works; looked for when the first is asked for.

    Attributes:
        keys_of_works: in their order.
        places: the place of each one's record in the file, from 0.
        line_of: tells the line of a record by its place.
    """

    keys_of_works: Sequence[str]
    places: Sequence[int]
    line_of: Callable[[int], int | None]

    def __getitem__(self, key: str) -> int:
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _known(self) -> dict[str, int]:
        lines = ((key, self.line_of(place)) for key, place in zip(self.keys_of_works, self.places, strict=True))
        return {key: line for key, line in lines if line is not None}


_RULES = {
    "unparsable-block": ("S001", Severity.ERROR),
    "duplicate-key": ("U701", Severity.ERROR),
    "unknown-type": ("E101", Severity.WARNING),
    "bad-date": ("D305", Severity.ERROR),
    "left-out": ("S017", Severity.INFO),
}


def finding(slug: str, message: str, file: str | None, *, line: int | None = None, **where: Any) -> Finding:
    """Return a finding of one of the rules that readers report."""
    code, severity = _RULES[slug]
    return Finding(code=code, slug=slug, message=message, severity=severity, file=file, line=line, **where)
