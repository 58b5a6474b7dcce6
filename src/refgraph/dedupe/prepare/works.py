"""Works to comparison records: everything that two records of one work may spell differently is levelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from refgraph.dedupe.prepare.identifiers import dois_in, further, numbers_of
from refgraph.dedupe.prepare.names import people_of, says_others
from refgraph.dedupe.prepare.places import noted_place
from refgraph.dedupe.prepare.record import Record
from refgraph.dedupe.prepare.source import Sources, records_of
from refgraph.model import Contributor, Role, Work


def prepare(works: Iterable[Work]) -> list[Record]:
    """Return the comparison record of every work, in the same order."""
    rows = [*map(_values, works)]
    return records_of(Sources(*zip(*rows, strict=True))) if rows else []


def _values(work: Work) -> tuple[Any, ...]:
    """Return the values of a work, one for each column of `Sources`."""
    named = [each.agent for each in _compared(work)]
    dois, numbers = dois_in(work.doi, work.url), numbers_of(work.pmid, work.pmcid, work.isbn)
    if work.identifiers:
        more_dois, more = further(work.identifiers)
        dois += more_dois
        numbers |= more
    return (
        work.key,
        work.type,
        work.title or "",
        work.original_title or "",
        work.page or work.number or "",
        work.volume or "",
        work.issue or "",
        work.edition or "",
        work.container_title or "",
        work.container_title or work.event_title or noted_place(work.note or ""),
        work.publisher or "",
        work.year,
        people_of(named),
        bool(work.truncated) or (bool(named) and says_others(named[-1])),
        tuple(dois),
        tuple(numbers),
    )


def _compared(work: Work) -> Sequence[Contributor]:
    """Return the authors, or the editors where there are no authors, or else whoever is named."""
    for each in work.contributors:
        if each.role is not Role.AUTHOR:
            return work.authors or work.editors or work.contributors
    return work.contributors
