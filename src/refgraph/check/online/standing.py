"""How a work stands: what all notices about it come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from refgraph.check.online.answers import Notice, NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The notices that count, by what they say; a later reinstatement takes a retraction back.

    Attributes:
        retractions: those that no reinstatement followed.
        concerns: expressions of concern.
        corrections: corrections and errata.
        reinstated: the reinstatement, where one took a retraction back.
    """

    retractions: tuple[Notice, ...] = ()
    concerns: tuple[Notice, ...] = ()
    corrections: tuple[Notice, ...] = ()
    reinstated: Notice | None = None


def standing(notices: Iterable[Notice]) -> Standing:
    """Return what notices come to."""
    distinct = list(dict.fromkeys(notices))
    of = {kind: [each for each in distinct if each.kind is kind] for kind in NoticeKind}
    back = max(of[NoticeKind.REINSTATEMENT], key=_day, default=None)
    retractions = [each for each in of[NoticeKind.RETRACTION] if back is None or not _is_undone(each, back)]
    return Standing(
        retractions=tuple(retractions),
        concerns=tuple(each for each in of[NoticeKind.CONCERN] if back is None or not _is_undone(each, back)),
        corrections=tuple(of[NoticeKind.CORRECTION]),
        reinstated=back if back is not None and not retractions else None,
    )


def _is_undone(notice: Notice, by: Notice) -> bool:
    return notice.on is None or by.on is None or notice.on <= by.on


def _day(notice: Notice) -> str:
    return notice.on.isoformat() if notice.on else ""


def said(notices: Iterable[Notice]) -> str:
    """Return notices in words, those of one kind and day in one: "retraction, 10.1/x, 2010-02-06 (PubMed)"."""
    sources: dict[tuple[str, str], list[str]] = {}
    numbers: dict[tuple[str, str], str] = {}
    for each in notices:
        key = (each.label, each.on.isoformat() if each.on else "")
        sources.setdefault(key, []).append(each.source)
        numbers[key] = numbers.get(key) or each.id
    parts = []
    for key, names in sources.items():
        words = ", ".join(part for part in (key[0], numbers[key], key[1]) if part)
        parts.append(f"{words} ({', '.join(dict.fromkeys(names))})")
    return "; ".join(parts)
