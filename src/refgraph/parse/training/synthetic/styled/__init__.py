"""Items printed in CSL styles: `choice` (which style and language), `printing` (entries and notes), `labelling`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from random import Random

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example
from refgraph.parse.training.synthetic.noise.entries import preprint_behind
from refgraph.parse.training.synthetic.producers import Item
from refgraph.parse.training.synthetic.styled.choice import LETTERS, Choice, choose
from refgraph.parse.training.synthetic.styled.labelling import labelled
from refgraph.parse.training.synthetic.styled.printing import printed

_CHUNK = 4000
_BATCH = 48
_MIXED = 0.2
_PREPRINTS = 0.3
_SHORT = 0.12
_POINTER = frozenset({Label.AUTHOR, Label.EDITOR, Label.DATE, Label.PAGES, Label.CITATION_NUMBER})


def styled(rng: Random, items: Iterable[Item]) -> Iterator[Example]:
    """Yield items printed in styles that lists in their language are printed in.

    Args:
        rng: what styles and languages are drawn from.
        items: a stream of items with ids of their own.
    """
    stream = iter(items)
    while chunk := list(islice(stream, _CHUNK)):
        for batch in _batches(rng, chunk):
            yield from _styled_batch(rng, batch, choose(rng, batch))


def _batches(rng: Random, chunk: list[Item]) -> Iterator[list[Item]]:
    """Yield what is printed together: mostly items of one language, as lists are, the rest as it comes."""
    by_language: dict[str, list[Item]] = {}
    for item in chunk:
        mixed = rng.random() < _MIXED
        key = "letters" if "custom" in item else str(item.get("language", ""))
        by_language.setdefault("" if mixed else key, []).append(item)
    batches = [found[at : at + _BATCH] for found in by_language.values() for at in range(0, len(found), _BATCH)]
    rng.shuffle(batches)
    yield from batches


def _styled_batch(rng: Random, batch: list[Item], choice: Choice) -> Iterator[Example]:
    by_id = {str(item["id"]): item for item in batch}
    for entry in printed(rng, batch, choice):
        example = labelled(entry, by_id[entry.ids[0]], f"csl/{choice.style}")
        if example is not None and by_id[entry.ids[0]].get("custom") == LETTERS and rng.random() < _PREPRINTS:
            example = preprint_behind(rng, example)
        if example is not None and (rng.random() < _SHORT or not _is_short(example)):
            yield example


def _is_short(example: Example) -> bool:
    """Tell whether an example is a mere pointer: "Smith 2003, 12"."""
    return {span.label for span in example.spans} <= _POINTER
