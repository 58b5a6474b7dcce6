"""How near two records came to being compared: their blocking keys side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

MOST = 5
"""At most so many kinds of key are shown."""

KINDS = {
    "i": "identifier",
    "t": "title",
    "s": "start of the title",
    "e": "end of the title",
    "r": "two rare words of the title",
    "w": "first author and a rare word",
    "a": "first author, year and first word",
    "c": "first two authors and year",
    "v": "volume and first page",
    "p": "first author and first page",
    "b": "title and year of a book",
}
"""Letter of a kind of key -> what the key is made of; see `refgraph.dedupe.keys.block_keys`."""


class KeyPair(NamedTuple):
    """The keys of one kind that two records have.

    Attributes:
        kind: what the key is made of, in words.
        left: the key of one record without its letter; the empty string where it has none of this kind.
        right: the key of the other.
        similarity: 0-1, 1 for the same key.
    """

    kind: str
    left: str
    right: str
    similarity: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return self._asdict()


def key_pairs(left: Iterable[str], right: Iterable[str], most: int = MOST) -> tuple[KeyPair, ...]:
    """Set the keys of two records side by side, for each kind the two that are most alike.

    Args:
        left: blocking keys of one record.
        right: blocking keys of the other.
        most: how many kinds at most, from 0.

    Returns:
        The kinds of keys from the most to the least similar; those that only one record has come last.
    """
    ours, theirs = _by_kind(left), _by_kind(right)
    found = [_nearest(kind, ours.get(kind, []), theirs.get(kind, [])) for kind in dict.fromkeys([*ours, *theirs])]
    found.sort(key=lambda each: -each.similarity)  # kinds that are equally near stay in the order of the keys
    return tuple(found[:most])


def kind_of(key: str) -> str:
    """Return in words what a blocking key is made of."""
    letter = key.partition(":")[0]
    return KINDS.get(letter, letter)


def _by_kind(keys: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        found[key.partition(":")[0]].append(key.partition(":")[2])
    return dict(found)


def _nearest(kind: str, left: list[str], right: list[str]) -> KeyPair:
    pairs = [(1.0 if a == b else min(0.99, round(ratio(a, b) / 100, 2)), a, b) for a in left for b in right]
    similarity, a, b = max(pairs) if pairs else (0.0, (left or [""])[0], (right or [""])[0])
    return KeyPair(KINDS.get(kind, kind), a, b, similarity)
