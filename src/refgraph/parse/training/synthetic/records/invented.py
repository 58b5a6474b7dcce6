"""Invented items of every type and language, and which types a language has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from refgraph.parse.training.synthetic.records.drawing import Draw
from refgraph.parse.training.synthetic.records.grammar import languages, words_of
from refgraph.parse.training.synthetic.records.kinds import KINDS
from refgraph.parse.training.synthetic.records.pools import Pools

_FREQUENT = {
    "en": 24.0,
    "de": 3.2,
    "fr": 2.8,
    "es": 2.4,
    "ru": 2.8,
    "pt": 1.8,
    "it": 2.0,
    "zh": 1.5,
    "uk": 1.2,
    "kk": 1.3,
    "nl": 1.2,
    "tr": 1.2,
    "ja": 1.1,
    "ko": 1.1,
}
_OTHERWISE = 0.9


def invented(rng: Random, pools: Pools, wanted: Sequence[str] | None = None) -> dict[str, Any]:
    """Return an invented item without an id.

    Args:
        rng: what all is drawn from.
        pools: values of public records that it may have too.
        wanted: its language is one of these; any by default.
    """
    codes, weights = _shares(tuple(wanted) if wanted is not None else None)
    language = rng.choices(codes, weights)[0]
    kinds, shares = _kinds(language)
    draw = Draw(rng, words_of(language), pools)
    item = rng.choices(kinds, shares)[0](draw)
    return {"language": language, **{name: value for name, value in item.items() if value}}


@cache
def _shares(wanted: tuple[str, ...] | None) -> tuple[list[str], list[float]]:
    codes = [code for code in languages() if wanted is None or code in wanted]
    return codes, [_FREQUENT.get(code, _OTHERWISE) for code in codes]


@cache
def _kinds(language: str) -> tuple[list[Callable[[Draw], Mapping[str, Any]]], list[float]]:
    """Return the kinds of works that a language has words for."""
    words = words_of(language)
    able = [(make, share) for make, share, needs in KINDS if all(rule in words for rule in needs.split())]
    return [make for make, _ in able], [share for _, share in able]
