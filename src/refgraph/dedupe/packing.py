"""Comparison records as one text each: how they travel between processes and through the tables of an engine."""

from __future__ import annotations

from hashlib import blake2b

from refgraph.dedupe.prepare import Person, Record

FIELD, ITEM, _PART = "\x1f", "\x1e", "\x1d"
"""Separators of fields, of the values of a field, and of the parts of a value; folded text holds none of them."""


def pack(record: Record) -> str:
    """Return a record without its key as one text; equal records have equal texts, and these sort by title and year.

    >>> from refgraph.dedupe.prepare import prepare
    >>> from refgraph.model import Work
    >>> record = prepare([Work(key="a", title="Energy policy", volume="3")])[0]
    >>> unpack("a", pack(record)) == record
    True
    """
    return FIELD.join(
        (
            record.title,
            "" if record.year is None else str(record.year),
            record.type,
            record.main,
            ITEM.join(record.numbers),
            ITEM.join(record.marks),
            ITEM.join([_PART.join(person) for person in record.people]),
            "1" if record.truncated else "",
            record.container,
            record.volume,
            record.issue,
            record.first,
            record.last,
            record.edition,
            ITEM.join(record.dois),
            ITEM.join(record.identifiers),
            "1" if record.preprint else "",
            record.original,
        )
    )


def unpack(key: str, text: str) -> Record:
    """Return the record of a packed text; the inverse of `pack`."""
    (
        title, year, kind, main, numbers, marks, people, truncated, container, volume, issue, first, last, edition,
        dois, identifiers, preprint, original,
    ) = text.split(FIELD)  # fmt: skip
    return Record(
        key,
        kind,
        title,
        main,
        _items(numbers),
        _items(marks),
        tuple([Person(*each.split(_PART)) for each in people.split(ITEM)]) if people else (),
        bool(truncated),
        container,
        int(year) if year else None,
        volume,
        issue,
        first,
        last,
        edition,
        _items(dois),
        _items(identifiers),
        bool(preprint),
        original,
    )


def front_of(record: Record) -> str:
    """Return what puts records in order that are alike: title, year and first person."""
    year = "" if record.year is None else str(record.year)
    return FIELD.join((record.title, year, record.people[0].family if record.people else ""))


def digest_of(packed: str) -> int:
    """Return a number of 64 bits with a sign that equal records share, and others but by the rarest chance do not."""
    found = blake2b(packed.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(found, "big", signed=True)


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split(ITEM)) if text else ()
