"""Where each value of a merged work comes from, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from refgraph.dedupe.merge import NOT_TAKEN, names_text
from refgraph.model import Origin, Work

if TYPE_CHECKING:
    from refgraph.dedupe.result import DedupeResult


def provenance_rows(result: DedupeResult) -> Iterator[dict[str, Any]]:
    """Yield a row of plain JSON values for each field of each work that was merged from others.

    The columns: ``key``, ``field``, ``value`` as text, ``rule`` it was taken by, ``records`` it was taken from, and
    ``not_taken``, the records with another value and that value. The keys of the records are in the field ``key``.
    """
    for cluster in result.duplicates:
        work = result.library[cluster.id]
        for name, origins in result.library.provenance[cluster.id].items():
            taken = [each for each in origins if _is_taken(each, work, name)]
            yield {
                "key": work.key,
                "field": name,
                "value": _value(work, name),
                "rule": "smallest key" if name == "key" else taken[0].rule,
                "records": list(dict.fromkeys(each.record for each in taken)),
                "not_taken": [{"record": each.record, "value": each.value} for each in origins if each not in taken],
            }


def _is_taken(origin: Origin, work: Work, name: str) -> bool:
    return origin.value == work.key if name == "key" else origin.rule != NOT_TAKEN


def _value(work: Work, name: str) -> str:
    if name == "contributors":
        return names_text(work)
    if name == "identifiers":
        return "; ".join(map(str, work.identifiers))
    if name == "truncated":
        return ", ".join(work.truncated)
    field, _, key = name.partition(".")
    value = getattr(work, field)
    return str(value[key] if key else value)
