"""Which examples stand in one list, and the habits of their neighbours there."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from refgraph.parse.labelling.habits import UNKNOWN, Habits, habits, voted
from refgraph.parse.training.examples import Example

_NEIGHBOURS = 14
_NOISE = "+noise"


def list_of(example: Example) -> str:
    """Return what names the list of an example: its document, or the style that a synthetic one is printed in."""
    if example.doc:
        return f"{example.source} {example.doc}"
    style = example.source.removesuffix(_NOISE)
    return style if "/" in style else ""


def list_habits(examples: Sequence[Example], seed: int) -> list[Habits]:
    """Return for each example what most of some others of its list do.

    Args:
        examples: all that may be neighbours.
        seed: by what neighbours are drawn.
    """
    rng = random.Random(seed)
    shown = [habits(example.raw, example.spans) for example in examples]
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, example in enumerate(examples):
        members[list_of(example)].append(index)
    found = []
    for index, example in enumerate(examples):
        name = list_of(example)
        others = members[name] if name else []
        drawn = rng.sample(others, min(_NEIGHBOURS, len(others)))
        found.append(voted([shown[other] for other in drawn if other != index]) if len(drawn) > 1 else UNKNOWN)
    return found
