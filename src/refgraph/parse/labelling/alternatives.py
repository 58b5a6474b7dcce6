"""What a doubtful span may be instead: another label, or other ends."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from refgraph.parse.labelling.crf import Chain, Scores, Spans, span_scores
from refgraph.parse.labelling.decoding import Decoded

_REACH = 8  # tokens that an end is moved at most
_MOST = 3
_LEAST = np.float32(-5.0)  # log probability; no span is more probable than the label at each of its tokens


class Rivals(NamedTuple):
    """Spans that stand against others: which span each stands against, itself, and its log probability."""

    owners: NDArray[np.int64]
    spans: Spans
    sure: Scores


def rivals(chain: Chain, decoded: Decoded, doubtful: NDArray[np.int64]) -> Rivals:
    """Return the most probable other readings of spans, at most three each, the best first.

    Tried are all labels for the same tokens, and all shifts of one end by a few tokens under the same label.

    Args:
        chain: how labels follow each other.
        decoded: what was found.
        doubtful: indices of the spans to find others for.
    """
    spans = Spans(*(column[doubtful] for column in decoded.spans))
    steps = np.array([step for step in range(-_REACH, _REACH + 1) if step])
    labels = np.arange(1, len(chain.first))
    shifts = np.concatenate(
        [
            np.stack([np.zeros_like(labels), np.zeros_like(labels), labels], axis=1),
            np.stack([steps, np.zeros_like(steps), np.zeros_like(steps)], axis=1),
            np.stack([np.zeros_like(steps), steps, np.zeros_like(steps)], axis=1),
        ]
    )
    owner = np.repeat(np.arange(len(doubtful)), len(shifts))
    moved = np.tile(shifts, (len(doubtful), 1))
    own_label = spans.label[owner]
    tried = Spans(
        spans.reference[owner],
        spans.start[owner] + moved[:, 0],
        spans.end[owner] + moved[:, 1],
        np.where(moved[:, 2] == 0, own_label, moved[:, 2]),
    )
    possible = (tried.start >= 0) & (tried.end <= decoded.lengths[tried.reference]) & (tried.start < tried.end)
    possible &= (moved[:, 2] != own_label) | (moved[:, 2] == 0)
    tried, owner = Spans(*(column[possible] for column in tried)), owner[possible]
    likely = np.minimum(_at(decoded, tried, tried.start), _at(decoded, tried, tried.end - 1)) > _LEAST
    tried, owner = Spans(*(column[likely] for column in tried)), owner[likely]
    sure = span_scores(chain, decoded.scores, decoded.lengths, decoded.sums, tried)
    order = np.lexsort((-sure, owner))
    owner, sure = owner[order], sure[order]
    first = np.searchsorted(owner, owner)
    kept = np.arange(len(owner)) - first < _MOST
    order = order[kept]
    return Rivals(doubtful[owner[kept]], Spans(*(column[order] for column in tried)), sure[kept])


def _at(decoded: Decoded, spans: Spans, tokens: NDArray[np.int64]) -> Scores:
    """Return the log probability that a token of each span has its label."""
    place = spans.reference, tokens, spans.label
    result: Scores = decoded.sums.before[place] + decoded.sums.after[place] - decoded.sums.total[spans.reference]
    return result
