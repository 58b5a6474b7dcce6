"""Comparison records as one text each: how they travel between processes and through the tables of an engine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import repeat
from typing import Any

from refgraph.dedupe.prepare.record import Record, person_of

FIELD, ITEM, _PART = "\x1f", "\x1e", "\x1d"
"""Separators of fields, of the values of a field, and of the parts of a value; folded text holds none of them."""


def pack(records: Sequence[Record]) -> list[str]:
    """Return records without their keys as one text each; equal records have equal texts, which sort by title and year.

    >>> from refgraph.dedupe.prepare import prepare
    >>> from refgraph.model import Work
    >>> records = prepare([Work(key="a", title="Energy policy", volume="3")])
    >>> unpack(["a"], pack(records)) == records
    True
    """
    of = _columns(records)
    columns = (
        of["title"],
        ["" if year is None else str(year) for year in of["year"]],
        of["type"],
        of["main"],
        _joined(of["numbers"]),
        _joined(of["marks"]),
        [ITEM.join([_PART.join(person) for person in people]) for people in of["people"]],
        ["1" if each else "" for each in of["truncated"]],
        of["container"],
        of["volume"],
        of["issue"],
        of["first"],
        of["last"],
        of["edition"],
        _joined(of["dois"]),
        _joined(of["identifiers"]),
        ["1" if each else "" for each in of["preprint"]],
        of["original"],
        ["1" if each else "" for each in of["cut"]],
    )
    return [*map(FIELD.join, zip(*columns, strict=True))]


def unpack(keys: Sequence[str], texts: Sequence[str]) -> list[Record]:
    """Return the records of packed texts; the inverse of `pack`."""
    if not texts:
        return []
    (
        title, year, kind, main, numbers, marks, people, truncated, container, volume, issue, first, last, edition,
        dois, identifiers, preprint, original, cut,
    ) = zip(*[text.split(FIELD) for text in texts], strict=True)  # fmt: skip
    columns = (
        keys,
        kind,
        title,
        main,
        _parted(numbers),
        _parted(marks),
        [
            tuple([person_of(each.split(_PART)) for each in several.split(ITEM)]) if several else ()
            for several in people
        ],
        [*map(bool, truncated)],
        container,
        [int(each) if each else None for each in year],
        volume,
        issue,
        first,
        last,
        edition,
        _parted(dois),
        _parted(identifiers),
        [*map(bool, preprint)],
        original,
        [*map(bool, cut)],
    )
    return [*map(Record._make, zip(*columns, strict=True))]


def front_of(record: Record) -> str:
    """Return what puts records in order that are alike: title, year and first person."""
    year = "" if record.year is None else str(record.year)
    return FIELD.join((record.title, year, record.people[0].family if record.people else ""))


def digest_of(text: str) -> int:
    """Return a number of 64 bits with a sign that equal texts share, and others but by the rarest chance do not."""
    found = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(found, "big", signed=True)


def _columns(records: Sequence[Record]) -> dict[str, Sequence[Any]]:
    return dict(zip(Record._fields, zip(*records, strict=True) if records else repeat(()), strict=False))


def _joined(lists: Sequence[Sequence[str]]) -> list[str]:
    return [ITEM.join(each) if each else "" for each in lists]


def _parted(texts: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(text.split(ITEM)) if text else () for text in texts]
