"""What scanners, editors and hurry do to a reference; fields stay exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from refgraph.parse.training.examples import Example
from refgraph.parse.training.synthetic.noise.characters import CHARACTERS
from refgraph.parse.training.synthetic.noise.edges import retrimmed
from refgraph.parse.training.synthetic.noise.entries import ENTRIES
from refgraph.parse.training.synthetic.noise.fields import FIELDS

NOISES: tuple[tuple[Callable[[Random, Example], Example], float], ...] = (*FIELDS, *ENTRIES, *CHARACTERS)
"""All functions that make noise: of a generator and an example, giving an example; and how often each is drawn."""
_FUNCTIONS = tuple(function for function, _ in NOISES)
_WEIGHTS = tuple(weight for _, weight in NOISES)


def noisy(rng: Random, example: Example) -> Example:
    """Return an example with one kind of noise, often two or three; its source says so ("csl/apa+noise")."""
    worn = example
    for function in rng.choices(_FUNCTIONS, _WEIGHTS, k=rng.choice((1, 1, 1, 2, 2, 3))):
        after = retrimmed(function(rng, worn))
        worn = after if after.spans else worn
    return worn if worn == example else replace(worn, source=f"{example.source}+noise")
