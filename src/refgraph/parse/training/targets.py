"""What training may believe of each token of an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from refgraph.parse.result import Label
from refgraph.parse.tokens import Tokens
from refgraph.parse.training.examples import Example

ANY = -1
"""Target of a token of which nothing is known."""

OUTSIDE = 0
"""Target of a token that is in no field, or in one of a label that the source does not annotate."""

Targets = NDArray[np.int8]


def targets(example: Example, tokens: Tokens, labels: Sequence[Label]) -> Targets:
    """Return the target of each token (tokens,): `ANY`, `OUTSIDE` or the number of its label, from 1.

    A token belongs to a field that covers at least half of it: "https://doi.org/10.1/x" is the DOI it holds.
    """
    number = {label: at for at, label in enumerate(labels, 1)}
    found = np.zeros(len(tokens.texts), np.int8)
    starts = np.array(tokens.starts)
    ends = starts + np.array([len(text) for text in tokens.texts])
    for start, end in example.unknown:
        found[(starts < end) & (ends > start)] = ANY
    for span in example.spans:
        covered = np.minimum(ends, span.end) - np.maximum(starts, span.start)
        found[(covered > 0) & (2 * covered >= ends - starts)] = number[span.label]
    return found


def allowed(found: Targets, free: Sequence[int], count: int) -> NDArray[np.bool_]:
    """Return which labels each token may have (tokens, count), `count` with the label 0.

    Args:
        found: the targets.
        free: numbers of the labels that the source does not annotate.
        count: how many labels there are, with the label 0.
    """
    which = np.zeros((len(found), count), bool)
    which[np.arange(len(found)), np.maximum(found, 0)] = True
    if free:
        which[np.ix_(found == OUTSIDE, np.array(free))] = True
    which[found == ANY] = True
    return which


_ANYSTYLE = ("accessed", "arxiv", "institution")
_GROBID = ("edition", "translator", "citation-number", "genre", "accessed", "series", "isbn")
_EXCITE = (
    *("location", "edition", "series", "note", "institution", "genre"),
    *("translator", "accessed", "isbn", "citation-number"),
)
FREE: Mapping[str, frozenset[Label]] = {
    source: frozenset(map(Label, names))
    for source, names in {
        **dict.fromkeys(
            ("anystyle-core", "anystyle-gold", "anystyle-good", "anystyle-bad", "anystyle-ugly"), _ANYSTYLE
        ),
        **dict.fromkeys(("grobid", "grobid-kisti"), _GROBID),
        "linkedbooks": (
            *("container", "issue", "editor", "doi", "url", "series", "edition"),
            *("translator", "institution", "accessed", "isbn", "genre"),
        ),
        "umass": ("doi", "accessed", "translator"),
        "rdmpage": ("url", "edition"),
        **dict.fromkeys(("excite-de", "excite-de-mixed", "excite-en"), _EXCITE),
    }.items()
}
"""Labels that known sources do not annotate (their own descriptions and counts of their labels)."""
