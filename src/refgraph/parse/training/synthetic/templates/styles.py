"""Styles of references: for each kind of item the patterns it may be printed in, and how names look.

They stand in `data/styles/*.toml`. A style may take patterns from another of its file (`like = "gost-7.1"`); names are
a list of shapes, or a table of them by language, "*" for the others. In a list of patterns every line is one; a kind
"article 3" is one of the same kind that is drawn three times as often.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from refgraph.parse.training.synthetic.templates.pattern import Sequence, compiled
from refgraph.parse.training.synthetic.templates.words import languages

_PACKAGE = "refgraph.parse.training.synthetic.templates"
_DEFAULT_SHAPES = ("F I. I.¦, ",)


@dataclass(frozen=True, slots=True)
class Style:
    """A style of references.

    Attributes:
        name: "gost-7.0.5".
        weight: how often it is drawn.
        languages: the languages of its items, the frequent ones often.
        shapes: shapes of names by role ("names", "direct") and language ("*" for all others).
        terms: phrases of its own, patterns themselves.
        kinds: patterns by kind of item.
        kind_weights: how often each kind is drawn.
        years: first and last year of its items, if it is of a time.
        most: how many persons an item has at most.
    """

    name: str
    weight: float
    languages: tuple[str, ...]
    shapes: Mapping[str, Mapping[str, tuple[str, ...]]]
    terms: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    kind_weights: Mapping[str, float]
    years: tuple[int, int] | None = None
    most: int = 8

    def shapes_of(self, role: str, language: str) -> tuple[str, ...]:
        """Return the shapes of names in a role and language."""
        table = self.shapes.get(role) or self.shapes.get("names") or {}
        return table.get(language) or table.get(language.partition("-")[0]) or table.get("*") or _DEFAULT_SHAPES

    def patterns(self, kind: str) -> tuple[Sequence, ...]:
        """Return the patterns of a kind."""
        return tuple(compiled(each) for each in self.kinds[kind])


@lru_cache(maxsize=1)
def styles() -> tuple[Style, ...]:
    """Return all styles, in the order of their names.

    Raises:
        ValueError: if a style is written wrongly.
    """
    found: dict[str, Style] = {}
    folder = files(_PACKAGE) / "data" / "styles"
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.name.endswith(".toml"):
            tables = tomllib.loads(each.read_text(encoding="utf-8"))
            for name, table in tables.items():
                found[name] = _style(name, table, tables)
    return tuple(found[name] for name in sorted(found))


def _style(name: str, table: Mapping[str, Any], others: Mapping[str, Any]) -> Style:
    """Return a style of its table."""
    base: Mapping[str, Any] = others[table["like"]] if "like" in table else {}
    if "like" in base:
        base = {**others[base["like"]], **base, "kinds": {**others[base["like"]]["kinds"], **base.get("kinds", {})}}
    merged: dict[str, Any] = {**base, **table}
    kinds, weights = _kinds({**base.get("kinds", {}), **table.get("kinds", {})})
    if not kinds or "languages" not in merged:
        raise ValueError(f"the style {name} has no kinds or no languages; add [{name}.kinds] and languages")
    years = merged.get("years")
    return Style(
        name=name,
        weight=float(table.get("weight", 1)),
        languages=tuple(each for each in _weighted(merged["languages"]) if each in languages()),
        shapes={role: _shapes(merged[role]) for role in ("names", "direct", "editors") if role in merged},
        terms={key: _lines(value) for key, value in {**base.get("terms", {}), **table.get("terms", {})}.items()},
        kinds=kinds,
        kind_weights=weights,
        years=(years[0], years[1]) if years else None,
        most=int(merged.get("most", 8)),
    )


def _kinds(tables: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], dict[str, float]]:
    """Return patterns and weights by kind."""
    kinds: dict[str, tuple[str, ...]] = {}
    weights: dict[str, float] = {}
    for key, value in tables.items():
        kind, _, weight = key.partition(" ")
        if _lines(value):
            kinds[kind] = kinds.get(kind, ()) + _lines(value)
            weights[kind] = float(weight or weights.get(kind, 1))
    return kinds, weights


def _lines(value: Any) -> tuple[str, ...]:
    """Return the entries of a list, the lines of a text."""
    return tuple(line for line in value.split("\n") if line.strip()) if isinstance(value, str) else tuple(value)


def _shapes(value: Any) -> dict[str, tuple[str, ...]]:
    """Return shapes by language."""
    return {key: tuple(shapes) for key, shapes in (value if isinstance(value, dict) else {"*": value}).items()}


def _weighted(spec: str) -> tuple[str, ...]:
    """Return languages, each as often as its weight says.

    >>> _weighted("ru*3 en")
    ('ru', 'ru', 'ru', 'en')
    """
    out: list[str] = []
    for entry in spec.split():
        language, _, count = entry.partition("*")
        out += [language] * int(count or 1)
    return tuple(out)
