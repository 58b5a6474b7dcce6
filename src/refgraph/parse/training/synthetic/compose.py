"""All producers and noise, mixed from one seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from random import Random

from refgraph.parse.training.examples import Example
from refgraph.parse.training.synthetic.noise import noisy
from refgraph.parse.training.synthetic.noise.entries import unnumbered
from refgraph.parse.training.synthetic.producers import Item, Producer
from refgraph.parse.training.synthetic.records import records
from refgraph.parse.training.synthetic.styled import styled

_CHUNK = 4000
_SMALLEST = 100
_CLEAN = 0.5
_UNNUMBERED = 0.55
_TWICE = 0.35
_BY_TEMPLATES = 0.25
_ENOUGH = 10**9


def compose(  # noqa: PLR0913 - the options of a command
    seed: int,
    count: int,
    works_sample: Path | None = None,
    languages: Sequence[str] | None = None,
    *,
    with_templates: bool = True,
    clean: bool = False,
) -> Iterator[Example]:
    """Yield labelled references of all producers, clean and worn; the same arguments give the same ones.

    Args:
        seed: what all is drawn from.
        count: how many.
        works_sample: folder of public records; without it all items are invented.
        languages: only items in these.
        with_templates: print a part of the items by templates too, where they exist.
        clean: leave them as they are printed.
    """
    items = records(seed, _ENOUGH, works_sample, languages)
    producers = [(styled, 1.0), *(_templates() if with_templates else ())]
    size = min(_CHUNK, max(_SMALLEST, count))
    return islice(_endless(Random(f"compose {seed}"), items, producers, size, clean=clean), count)


def _endless(
    rng: Random, stream: Iterator[Item], producers: list[tuple[Producer, float]], size: int, *, clean: bool
) -> Iterator[Example]:
    while True:
        items: list[Item] = list(islice(stream, size))
        made = list(chain.from_iterable(producer(rng, _share(rng, items, weight)) for producer, weight in producers))
        worn = made if clean else [copy for example in made for copy in _copies(rng, example)]
        rng.shuffle(worn)
        yield from worn


def _templates() -> Iterator[tuple[Producer, float]]:
    """Yield the printer of templates and the share of the items that it prints; nothing where it does not exist."""
    try:
        templates = import_module("refgraph.parse.training.synthetic.templates").templates
    except (ImportError, AttributeError):
        return
    yield templates, _BY_TEMPLATES


def _share(rng: Random, items: list[Item], weight: float) -> Iterable[Item]:
    return items if weight >= 1 else rng.sample(items, int(len(items) * weight))


def _copies(rng: Random, example: Example) -> Iterator[Example]:
    """Yield an example as it is or worn, sometimes both; half of all numbers are taken away."""
    if rng.random() < _UNNUMBERED:
        example = unnumbered(rng, example)
    twice = rng.random() < _TWICE
    if twice or rng.random() < _CLEAN:
        yield example
        if not twice:
            return
    worn = noisy(rng, example)
    if worn != example or not twice:
        yield worn
