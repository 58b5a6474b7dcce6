"""Which references of a list are read again, and what their neighbours tell about it."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.parse.labelling.habits import UNKNOWN, Habits, habits, voted
from refgraph.parse.result import Labelling

_REACH = 20  # neighbours on each side that have a vote
_SURE = 0.5
"""References that are surer than this are not read again."""

_RELIABLE = 0.6
"""References that are less sure have no vote."""

_SHOWN_BY_ALL = (0, 2)
"""Habits that nearly every reference shows: where its date stands, and how it writes names."""


def doubtful(raws: Sequence[str], found: Sequence[Labelling]) -> dict[int, Habits]:
    """Return the habits of the neighbours of each doubtful reference that differs from them, by its index.

    Args:
        raws: the references of a list, in order.
        found: what the first reading found in them.
    """
    shown = [
        habits(raw, [(field.label, field.start, field.end) for field in labelling.fields])
        for raw, labelling in zip(raws, found, strict=True)
    ]
    heard = [
        each if labelling.confidence >= _RELIABLE else UNKNOWN for each, labelling in zip(shown, found, strict=True)
    ]
    votes = {}
    for index, labelling in enumerate(found):
        if labelling.fields and labelling.confidence < _SURE:
            vote = voted(heard[max(0, index - _REACH) : index] + heard[index + 1 : index + 1 + _REACH])
            if _differs(shown[index], vote):
                votes[index] = vote
    return votes


def _differs(mine: Habits, most: Habits) -> bool:
    """Return True for a reference that does otherwise than its list, or that shows neither a date nor names."""
    return any(
        theirs and own != theirs and (own or column in _SHOWN_BY_ALL)
        for column, (own, theirs) in enumerate(zip(mine, most, strict=True))
    )
