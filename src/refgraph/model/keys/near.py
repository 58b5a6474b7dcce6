"""The key that somebody who wrote another one may have meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

_MANY = 5000


def near_key(key: str, keys: Collection[str]) -> str | None:
    """Return the key that somebody who wrote another one may have meant, or None.

    Args:
        key: one that no work has.
        keys: those that works have.

    >>> near_key("alison2018", ["allison2018", "li2020"])
    'allison2018'
    """
    if len(keys) > _MANY:  # comparing with every key of a large file would take long for a hint
        keys = [each for each in keys if each[:1].lower() == key[:1].lower()]
    near = get_close_matches(key, keys, n=1, cutoff=0.7)
    if near:
        return near[0]
    # "wickham2016" for "wickhamGgplot2ElegantGraphics2016"
    name, year = key.rstrip("0123456789abc").lower(), "".join(filter(str.isdigit, key))[-4:]
    fitting = [each for each in keys if len(name) >= 4 and each.lower().startswith(name) and year and year in each]
    return fitting[0] if len(fitting) == 1 else None
