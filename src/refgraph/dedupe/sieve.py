"""The sieve before the scores: pairs whose titles have nothing in common are found in batches, before the dear work.

It only takes out what `refgraph.dedupe.score.score` would leave out, and so changes no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from refgraph.dedupe.compare import COMPARISONS, compare_identifiers
from refgraph.dedupe.evidence import REVIEW
from refgraph.dedupe.pairs import Pairs
from refgraph.dedupe.prepare import Record, title_words
from refgraph.dedupe.titles import ALIKE, NEAR, TITLES_DIFFER, compare_title

_REST = sum(most for comparison, most in COMPARISONS if comparison not in {compare_title, compare_identifiers})
"""The most points of two records whose titles differ and which share no identifier, but for those of the titles."""
_BITS = 63

_Mask = npt.NDArray[np.bool_]


def sift(records: Sequence[Record], pairs: Pairs, threshold: int) -> Pairs:
    """Return the pairs that may be the same, doubtful or related; those left out are certainly not.

    Args:
        records: comparison records.
        pairs: positions of two records each, shape (pairs, 2).
        threshold: score from which two records are the same work, 0-1000.
    """
    if TITLES_DIFFER + _REST >= threshold - REVIEW or not len(pairs):
        return pairs
    kept = _one_contains_the_other(records, pairs) | _tied(records, pairs)
    rest = np.flatnonzero(~kept)
    kept[rest] = _near(records, pairs[rest])
    return pairs[kept]


def _one_contains_the_other(records: Sequence[Record], pairs: Pairs) -> _Mask:
    """Tell of which pairs one title may have all words of the other: its words are bits of a number."""
    bits = np.fromiter((_word_bits(record.title) for record in records), np.int64, len(records))
    left, right = bits[pairs[:, 0]], bits[pairs[:, 1]]
    both = left & right
    contained: _Mask = (both == left) | (both == right)
    return contained


def _word_bits(title: str) -> int:
    bits = 0
    for word in title_words(title):
        bits |= 1 << (hash(word) % _BITS)
    return bits


def _tied(records: Sequence[Record], pairs: Pairs) -> _Mask:
    """Tell of which pairs both have identifiers, or one is in what the other is called."""
    identified = np.fromiter((bool(each.dois or each.identifiers) for each in records), np.bool_, len(records))
    titles = np.fromiter((hash(each.title) for each in records), np.int64, len(records))
    containers = np.fromiter((hash(each.container) for each in records), np.int64, len(records))
    left, right = pairs[:, 0], pairs[:, 1]
    tied: _Mask = identified[left] & identified[right]
    if tied.any():
        shared = np.flatnonzero(tied)
        tied[shared] = [_share_identifier(records[a], records[b]) for a, b in pairs[shared].tolist()]
    tied |= (titles[left] == containers[right]) | (titles[right] == containers[left])
    return tied


def _share_identifier(a: Record, b: Record) -> bool:
    return not {*a.dois, *a.identifiers}.isdisjoint((*b.dois, *b.identifiers))


def _near(records: Sequence[Record], pairs: Pairs) -> _Mask:
    """Tell of which pairs the letters of the titles agree well enough, or those of a title and another's main part."""
    compact = [each.title.replace(" ", "") for each in records]
    near = _ratios(compact, compact, pairs, NEAR) > 0
    has_main = np.fromiter((bool(each.main) for each in records), np.bool_, len(records))
    odd = np.flatnonzero(~near & (has_main[pairs[:, 0]] != has_main[pairs[:, 1]]))
    main = [each.main or each.title for each in records]
    near[odd] = _ratios(main, main, pairs[odd], ALIKE) > 0
    result: _Mask = near
    return result


def _ratios(left: Sequence[str], right: Sequence[str], pairs: Pairs, cutoff: float) -> npt.NDArray[Any]:
    """Return the share of letters that agree, 0 below the cutoff."""
    texts = [left[place] for place in pairs[:, 0].tolist()], [right[place] for place in pairs[:, 1].tolist()]
    ratios: npt.NDArray[Any] = cpdist(*texts, scorer=Indel.normalized_similarity, score_cutoff=cutoff, dtype=np.float64)
    return ratios
