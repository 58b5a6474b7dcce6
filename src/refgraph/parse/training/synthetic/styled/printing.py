"""Items printed in a style with what stands where: entries of a list, and notes at the foot of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from refgraph.csl import CitationProcessor, Cite, Cluster, Entry, Span, Style
from refgraph.csl.finish import finish, trimmed
from refgraph.csl.items.reading import read_items
from refgraph.csl.manuscript.clusters import cluster_tape
from refgraph.csl.manuscript.positions import place
from refgraph.csl.manuscript.processor import without_collection
from refgraph.csl.manuscript.registry import Registry
from refgraph.csl.output import writer
from refgraph.csl.output.writer import write_spans
from refgraph.errors import RefgraphError
from refgraph.parse.training.synthetic.producers import Item
from refgraph.parse.training.synthetic.styled.choice import Choice

_NEAR = 5


def printed(rng: Random, items: Sequence[Item], choice: Choice) -> Iterator[Entry]:
    """Yield items as entries of a list, or, in a style for notes, half the time as notes.

    Args:
        rng: draws which.
        items: what is printed.
        choice: the style and its language.
    """
    plain: list[dict[str, Any]] = [dict(item) for item in items]
    try:
        processor = CitationProcessor(plain, choice.style, "text", choice.locale)
    except RefgraphError:
        return
    style = processor.style
    if style.is_note and (style.bibliography is None or rng.random() < 0.6):
        yield from _notes(rng, plain, style)
    elif style.bibliography is not None:
        processor.include(processor.ids)
        yield from processor.bibliography(spans=True).entries


def _notes(rng: Random, items: list[dict[str, Any]], style: Style) -> Iterator[Entry]:
    """Yield items as notes cite them: mostly in full, with a place in the work or without; some a second time."""
    read, _ = read_items(items)
    registry = Registry(style)
    clusters: list[Cluster] = []
    for item in read:
        clusters.append(_cluster(rng, item.id, len(clusters) + 1))
        if rng.random() < 0.06:
            earlier = rng.choice(read[: max(1, len(clusters) // 2)])
            clusters.append(_cluster(rng, earlier.id, len(clusters) + 1))
    text_writer = writer("text")
    with without_collection():
        registry.update(read)
        placed = place(clusters, _NEAR)
        for row in placed:
            known = registry.items.get(row[0].cite.id)
            if known is None:
                continue
            tokens = trimmed(finish(cluster_tape(row, registry), style.citation.locale_of(known)))
            text, found = write_spans(tokens, text_writer)
            spans = tuple(
                Span(start, end) if source is None else Span(start, end, *source) for start, end, source in found
            )
            yield Entry((known.id,), text, spans)


def _cluster(rng: Random, name: str, number: int) -> Cluster:
    locator = None
    if rng.random() < 0.4:
        first = rng.randint(1, 600)
        locator = str(first) if rng.random() < 0.6 else f"{first}–{first + rng.randint(1, 20)}"
    return Cluster((Cite(name, locator),), f"note-{number}", number)
