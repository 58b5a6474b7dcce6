"""Which references of a list are read again, and what their neighbours tell about it."""

from __future__ import annotations

from collections.abc import Sequence

from refgraph.parse.labelling.habits import UNKNOWN, Habits, habits, voted
from refgraph.parse.result import Labelling

_REACH = 20  # neighbours on each side that have a vote
_SURE = 0.7
"""References that are surer than this are not read again."""

_RELIABLE = 0.6
"""References that are less sure have no vote."""


def doubtful(raws: Sequence[str], found: Sequence[Labelling]) -> dict[int, Habits]:
    """Return the habits of the neighbours of each doubtful reference, by its index; those without any are left out.

    Args:
        raws: the references of a list, in order.
        found: what the first reading found in them.
    """
    shown = [
        habits(raw, [(field.label, field.start, field.end) for field in labelling.fields])
        if labelling.confidence >= _RELIABLE
        else UNKNOWN
        for raw, labelling in zip(raws, found, strict=True)
    ]
    votes = {}
    for index, labelling in enumerate(found):
        if labelling.fields and labelling.confidence < _SURE:
            votes[index] = voted(shown[max(0, index - _REACH) : index] + shown[index + 1 : index + 1 + _REACH])
    return {index: vote for index, vote in votes.items() if vote != UNKNOWN}
