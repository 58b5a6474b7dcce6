"""What makes examples of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any, Protocol

from refgraph.parse.training.examples import Example

Item = Mapping[str, Any]
"""A CSL-JSON item."""


class Producer(Protocol):
    """Prints items so that it is known which field stands where."""

    def __call__(self, rng: Random, items: Iterable[Item]) -> Iterator[Example]:
        """Yield at most an example an item; an item that cannot be printed without contradiction is passed over.

        Args:
            rng: what all choices are drawn from.
            items: with ids of their own; a stream, read piece by piece.
        """
        ...
