"""Lists for invented records: parts of addresses, names of journals; in `words/` the words of each language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_HERE = "refgraph.parse.training.synthetic.records.data"


@cache
def listed(name: str) -> dict[str, Any]:
    """Return the lists of a file ("addresses", "journals", "words/de")."""
    return tomllib.loads((files(_HERE) / f"{name}.toml").read_text(encoding="utf-8"))
