"""What the sieve sees of a record: little enough to be had from a packed one without unpacking it."""

from __future__ import annotations

from typing import NamedTuple

from refgraph.dedupe.packing import FIELD, ITEM
from refgraph.dedupe.prepare import Record


class Seen(NamedTuple):
    """What the sieve sees of a record.

    Attributes:
        title: folded title.
        main: its part before a subtitle.
        container: folded title of the container.
        identifiers: DOIs and others.
        marked: it is a note on another work.
    """

    title: str
    main: str
    container: str
    identifiers: tuple[str, ...]
    marked: bool


def seen(record: Record) -> Seen:
    """Return what the sieve sees of a record."""
    identifiers = (*record.dois, *record.identifiers)
    return Seen(record.title, record.main, record.container, identifiers, bool(record.marks))


def glance(packed: str) -> Seen:
    """Return what the sieve sees of a packed record.

    >>> from refgraph.dedupe.packing import pack
    >>> from refgraph.dedupe.prepare import prepare
    >>> from refgraph.model import Work
    >>> record = prepare([Work(key="a", title="Energy policy", doi="10.1000/x")])[0]
    >>> glance(pack(record)) == seen(record)
    True
    """
    parts = packed.split(FIELD)
    identifiers = [each for part in (parts[14], parts[15]) if part for each in part.split(ITEM)]
    return Seen(parts[0], parts[3], parts[8], tuple(identifiers), bool(parts[5]))
