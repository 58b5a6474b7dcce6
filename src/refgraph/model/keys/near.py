"""The key that was meant where another one is written: "did you mean ...?"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches

_MANY = 500
_NEIGHBOURS = 100
_LEAST = 0.7


def near_key(key: str, keys: Collection[str]) -> str | None:
    """Return the key that somebody who wrote another one may have meant, or None.

    Args:
        key: one that no work has.
        keys: those that works have.

    >>> near_key("alison2018", ["allison2018", "li2020"])
    'allison2018'
    """
    return NearKeys(keys).of(key)


class NearKeys:
    """The keys that works have, for many that are asked for.

    Every key of a few hundred is compared. Of more, those that begin or end most like the one that is asked for:
    a slip of the pen leaves at least one end as it is.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = list(dict.fromkeys(keys))
        self._ordered: list[tuple[str, str]] = []
        self._backward: list[tuple[str, str]] = []
        if len(self._keys) > _MANY:
            self._ordered = sorted((key.lower(), key) for key in self._keys)
            self._backward = sorted((key.lower()[::-1], key) for key in self._keys)

    def of(self, key: str) -> str | None:
        """Return the key that somebody who wrote this one may have meant, or None."""
        keys = self._keys if len(self._keys) <= _MANY else list(self._around(key.lower()))
        lowered = {each.lower(): each for each in reversed(keys)}
        near = get_close_matches(key.lower(), lowered, n=1, cutoff=_LEAST)
        return lowered[near[0]] if near else _longer(key, keys)

    def _around(self, lower: str) -> Iterator[str]:
        yield from _neighbours(self._ordered, lower)
        yield from _neighbours(self._backward, lower[::-1])


def _neighbours(ordered: Sequence[tuple[str, str]], text: str) -> Iterator[str]:
    at = bisect_left(ordered, (text, ""))
    for _, key in ordered[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]:
        yield key


def _longer(key: str, keys: Iterable[str]) -> str | None:
    """Return the only key with the same beginning and year: "wickhamGgplot2ElegantGraphics2016" for "wickham2016"."""
    name, year = key.rstrip("0123456789abc").lower(), "".join(filter(str.isdigit, key))[-4:]
    fitting = {each for each in keys if len(name) >= 4 and each.lower().startswith(name) and year and year in each}
    return fitting.pop() if len(fitting) == 1 else None
