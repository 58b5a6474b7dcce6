"""The chain over labels: the best path, what every span is worth, and paths under constraints.

All scores are natural logarithms. Labels are numbered from 1; 0 is text that belongs to no field. Two fields of one
label never touch (something always stands between them), so a label needs no sign for where its field begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Tags = NDArray[np.int64]

FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Chain:
    """How well labels follow each other.

    Attributes:
        moves: (labels, labels), from row to column.
        first: (labels,), as first label.
        last: (labels,), as last label.
    """

    moves: Scores
    first: Scores
    last: Scores


class Beliefs(NamedTuple):
    """Sums over all paths, for some references.

    Attributes:
        before: (references, tokens, labels), log of the sum over paths that end with this label here.
        after: (references, tokens, labels), the same for what follows this label.
        total: (references,), the sum over all paths.
    """

    before: Scores
    after: Scores
    total: Scores


def best_path(chain: Chain, scores: Scores, lengths: NDArray[np.int32]) -> Tags:
    """Return the best labels (references, tokens); behind the end they mean nothing.

    Args:
        chain: how labels follow each other.
        scores: (references, tokens, labels).
        lengths: (references,), from 1.
    """
    count, size, labels = scores.shape
    emitted = np.ascontiguousarray(scores.transpose(1, 2, 0))
    values = np.empty_like(emitted)  # (tokens, labels, references): references last, so that each step is one long row
    values[0] = emitted[0] + chain.first[:, None]
    reached = np.empty((labels, labels, count), np.float32)
    for token in range(1, size):
        np.add(values[token - 1][:, None], chain.moves[:, :, None], out=reached)
        np.maximum.reduce(reached, axis=0, out=values[token])
        values[token] += emitted[token]
    into = np.ascontiguousarray(chain.moves.T)
    tag = (values[lengths - 1, :, np.arange(count)] + chain.last).argmax(axis=1)
    tags = np.empty((size, count), np.int64)
    for token in range(size - 1, 0, -1):
        tags[token] = tag
        before = (values[token - 1].T + into[tag]).argmax(axis=1)
        tag = np.where(token < lengths, before, tag)
    tags[0] = tag
    return tags.T


def path_score(chain: Chain, scores: Scores, lengths: NDArray[np.int32], tags: Tags) -> Scores:
    """Return the score of a path for each reference, (references,)."""
    size = scores.shape[1]
    within = np.arange(size) < lengths[:, None]
    emitted = np.where(within, np.take_along_axis(scores, tags[:, :, None], axis=2)[:, :, 0], 0).sum(axis=1)
    moved = np.where(within[:, 1:], chain.moves[tags[:, :-1], tags[:, 1:]], 0).sum(axis=1)
    ends = np.take_along_axis(tags, (lengths - 1)[:, None].astype(np.int64), axis=1)[:, 0]
    result: Scores = emitted + moved + chain.first[tags[:, 0]] + chain.last[ends]
    return result


def beliefs(chain: Chain, scores: Scores, lengths: NDArray[np.int32]) -> Beliefs:
    """Sum over all paths, forward and backward."""
    size = scores.shape[1]
    before = np.empty_like(scores)
    after = np.empty_like(scores)
    weights = np.exp(chain.moves)
    before[:, 0] = scores[:, 0] + chain.first
    for token in range(1, size):
        before[:, token] = _summed(before[:, token - 1], weights) + scores[:, token]
    after[:, size - 1] = chain.last
    backward = np.ascontiguousarray(weights.T)
    for token in range(size - 2, -1, -1):
        onward = _summed(after[:, token + 1] + scores[:, token + 1], backward)
        after[:, token] = np.where((token + 1 < lengths)[:, None], onward, chain.last)
    ends = np.take_along_axis(before, (lengths - 1)[:, None, None].astype(np.int64), axis=1)[:, 0] + chain.last
    return Beliefs(before, after, log_sum(ends))


def _summed(values: Scores, weights: Scores) -> Scores:
    top = values.max(axis=1, keepdims=True)
    result: Scores = np.log(np.exp(values - top) @ weights + np.float32(1e-37)) + top
    return result


def log_sum(values: Scores) -> Scores:
    """Return the logarithm of the sum of exponentials over the last axis."""
    top = values.max(axis=-1, keepdims=True)
    result: Scores = np.log(np.exp(values - top).sum(axis=-1)) + top[..., 0]
    return result


class Spans(NamedTuple):
    """Spans of some references: of which reference, first token, behind the last token, label; each (spans,)."""

    reference: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    label: NDArray[np.int64]


def span_scores(chain: Chain, scores: Scores, lengths: NDArray[np.int32], sums: Beliefs, spans: Spans) -> Scores:
    """Return the logarithm of the probability that exactly these spans have exactly these labels, (spans,)."""
    reference, start, end, label = spans
    running = np.concatenate([np.zeros_like(scores[:, :1]), np.cumsum(scores, axis=1, dtype=np.float32)], axis=1)
    inside = running[reference, end, label] - running[reference, start, label]
    inside = inside + (end - start - 1) * chain.moves[label, label]
    others = np.arange(len(chain.first)) != label[:, None]
    coming = sums.before[reference, np.maximum(start - 1, 0)] + chain.moves.T[label]
    entered = np.where(start == 0, chain.first[label], log_sum(np.where(others, coming, FORBIDDEN)))
    following = np.minimum(end, scores.shape[1] - 1)
    going = chain.moves[label] + scores[reference, following] + sums.after[reference, following]
    left = np.where(end == lengths[reference], chain.last[label], log_sum(np.where(others, going, FORBIDDEN)))
    result: Scores = np.minimum(entered + inside + left - sums.total[reference], 0)
    return result
