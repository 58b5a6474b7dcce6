"""Items and invented items printed through templates: a stream of labelled references."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example
from refgraph.parse.training.synthetic.templates.items import facts_of, kind_of, language_of
from refgraph.parse.training.synthetic.templates.pieces import Piece, labelled
from refgraph.parse.training.synthetic.templates.scene import Scene
from refgraph.parse.training.synthetic.templates.styles import Style, styles
from refgraph.parse.training.synthetic.templates.words import words_of

_PREFIXES = ("[{}] ", "[{}]. ", "[{}]", "{}. ", "{}. ", "{}. ", "{}) ", "({}) ", "{} ", "{}.\u2002", "• ", "– ")
_PREFIXED = 0.16
_TRIALS = 6
_OWN_DIGITS = 0.25
_LONGEST = 700


def templates(rng: random.Random, items: Iterable[Mapping[str, Any]] | None = None) -> Iterator[Example]:
    """Yield labelled references, at most one an item; without items they are invented and never end.

    Args:
        rng: what all choices are drawn from.
        items: CSL-JSON items; what one lacks is invented, and one of a kind no style has is passed over.
    """
    if items is None:
        while True:
            style = _drawn(rng)
            kinds = list(style.kinds)
            kind = rng.choices(kinds, [style.kind_weights[each] for each in kinds])[0]
            example = printed(rng, Order(style, kind, rng.choice(style.languages), {}))
            if example:
                yield example
    for item in items:
        kind_wanted, language = kind_of(item), language_of(item)
        fitting = _fitting(kind_wanted, language) if kind_wanted and language else ()
        if kind_wanted and fitting:
            style = rng.choices(fitting, [each.weight for each in fitting])[0]
            example = printed(rng, Order(style, kind_wanted, language, facts_of(item)))
            if example:
                yield example


class Order(NamedTuple):
    """What to print: an item of a kind and language, in a style."""

    style: Style
    kind: str
    language: str
    facts: Mapping[str, Any]


def printed(rng: random.Random, order: Order, pattern: int | None = None) -> Example | None:
    """Return a labelled reference, None if the style cannot print the item.

    Args:
        rng: what is drawn from.
        order: what to print.
        pattern: the number of the pattern; drawn by default.
    """
    patterns = order.style.patterns(order.kind)
    for _ in range(_TRIALS):
        chosen = rng.choice(patterns) if pattern is None else patterns[pattern]
        pieces = chosen.render(Scene(rng, order.style, order.language, order.facts, order.kind))
        if pieces is None:
            continue
        raw, spans = labelled((*_prefix(rng, pieces), *pieces))
        if len(raw) <= _LONGEST and spans:
            raw = _in_own_digits(rng, raw, order.language)
            return Example(raw, spans, source=f"templates/{order.style.name}/{order.kind}", lang=order.language)
    return None


def _prefix(rng: random.Random, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return a number that stands before the reference, mostly none."""
    if rng.random() > _PREFIXED or (pieces and pieces[0].label is Label.CITATION_NUMBER):
        return ()
    before, mark, after = rng.choice(_PREFIXES).partition("{}")
    number = Piece(str(rng.choice((rng.randint(1, 60), rng.randint(1, 300)))), Label.CITATION_NUMBER)
    return (Piece(before), number, Piece(after)) if mark else (Piece(before),)


def _in_own_digits(rng: random.Random, raw: str, language: str) -> str:
    """Return a reference with the digits of its script, mostly with European ones."""
    digits = words_of(language).own("dates", "digits")
    if not digits or "://" in raw or "www." in raw or rng.random() > _OWN_DIGITS:
        return raw
    return raw.translate(str.maketrans("0123456789", digits[0]))


@lru_cache(maxsize=1)
def _weights() -> tuple[float, ...]:
    """Return the weights of all styles."""
    return tuple(style.weight for style in styles())


def _drawn(rng: random.Random) -> Style:
    """Return a style, the important ones often."""
    return rng.choices(styles(), _weights())[0]


@cache
def _fitting(kind: str, language: str) -> tuple[Style, ...]:
    """Return the styles that print a kind in a language."""
    return tuple(style for style in styles() if kind in style.kinds and language in style.languages)
