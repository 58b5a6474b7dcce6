"""Scores of labels to fields: the best path that keeps the rules of references, and how sure each field is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from refgraph.parse.labelling.crf import (
    FORBIDDEN,
    Beliefs,
    Chain,
    Scores,
    Spans,
    Tags,
    beliefs,
    best_path,
    path_score,
    span_scores,
)

_ROUNDS = 3


class Decoded(NamedTuple):
    """What was found in some references.

    Attributes:
        spans: all of them, in order of reference and start.
        sure: (spans,), log probability of each span with its label.
        whole: (references,), log probability of the path as a whole.
        sums: what else is possible, see `span_scores`.
        scores: (references, tokens, labels).
        lengths: (references,).
    """

    spans: Spans
    sure: Scores
    whole: Scores
    sums: Beliefs
    scores: Scores
    lengths: NDArray[np.int32]


def decode(
    chain: Chain, scores: Scores, lengths: NDArray[np.int32], single: Sequence[int], several: NDArray[np.bool_]
) -> Decoded:
    """Find the best path of each reference in which no label of `single` has two spans.

    Args:
        chain: how labels follow each other.
        scores: (references, tokens, labels) of the network.
        lengths: (references,), from 1.
        single: numbers of the labels that a reference has once at most.
        several: (references,), True for those that may hold several references, where anything may stand twice.
    """
    sums = beliefs(chain, scores, lengths)
    tags = best_path(chain, scores, lengths)
    bound = scores
    for _ in range(_ROUNDS):
        twice = [(row, label) for row, label in _repeated(tags, lengths, single) if not several[row]]
        if not twice:
            break
        bound = bound.copy() if bound is scores else bound
        rows = sorted({row for row, _ in twice})
        for row, label in twice:
            _keep_best(chain, scores, lengths, sums, tags, bound, row, label)
        tags[rows] = best_path(chain, bound[rows], lengths[rows])
    spans = spans_of(tags, lengths)
    whole = path_score(chain, scores, lengths, tags) - sums.total
    return Decoded(spans, span_scores(chain, scores, lengths, sums, spans), np.minimum(whole, 0), sums, scores, lengths)


def spans_of(tags: Tags, lengths: NDArray[np.int32]) -> Spans:
    """Return the spans of paths: tokens of one label in a row."""
    count, size = tags.shape
    within = np.where(np.arange(size) < lengths[:, None], tags, 0)
    edge = np.zeros((count, 1), within.dtype)
    left = np.concatenate([edge, within[:, :-1]], axis=1)
    right = np.concatenate([within[:, 1:], edge], axis=1)
    reference, start = np.nonzero((within != left) & (within != 0))
    _, last = np.nonzero((within != right) & (within != 0))
    return Spans(reference, start, last + 1, within[reference, start])


def _repeated(tags: Tags, lengths: NDArray[np.int32], single: Sequence[int]) -> Iterator[tuple[int, int]]:
    spans = spans_of(tags, lengths)
    pairs = spans.reference * 1000 + spans.label
    found, counts = np.unique(pairs[np.isin(spans.label, single)], return_counts=True)
    for pair in found[counts > 1].tolist():
        yield divmod(pair, 1000)


def _keep_best(  # noqa: PLR0913, PLR0917 - one reference out of a batch
    chain: Chain,
    scores: Scores,
    lengths: NDArray[np.int32],
    sums: Beliefs,
    tags: Tags,
    bound: Scores,
    row: int,
    label: int,
) -> None:
    """Forbid a label outside the span of it that is most probable."""
    one = lengths[row : row + 1]
    spans = spans_of(tags[row : row + 1], one)
    of_label = spans.label == label
    mine = Spans(*(column[of_label] for column in spans))
    sure = span_scores(chain, scores[row : row + 1], one, Beliefs(*(each[row : row + 1] for each in sums)), mine)
    best = int(np.argmax(sure))
    bound[row, : mine.start[best], label] = FORBIDDEN
    bound[row, mine.end[best] :, label] = FORBIDDEN
