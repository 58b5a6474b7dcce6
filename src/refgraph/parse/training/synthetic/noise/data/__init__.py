"""Lists for noise: phrases by language, characters that look alike."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_HERE = "refgraph.parse.training.synthetic.noise.data"


def phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Return phrases by language: "see" before an entry, "notes" behind one, words for the "same" author."""
    return {language: tuple(found) for language, found in _table("phrases")[name].items()}


def look_alikes() -> dict[str, tuple[str, ...]]:
    """Return what each character may be taken for."""
    return {letter: tuple(found) for letter, found in _table("letters")["look_alike"].items()}


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files(_HERE) / f"{name}.toml").read_text(encoding="utf-8"))
