"""Lists for printing in styles: usual styles, words beside values."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_HERE = "refgraph.parse.training.synthetic.styled.data"


@cache
def styled_lists(name: str) -> dict[str, Any]:
    """Return the lists of a file ("styles", "terms")."""
    return tomllib.loads((files(_HERE) / f"{name}.toml").read_text(encoding="utf-8"))
