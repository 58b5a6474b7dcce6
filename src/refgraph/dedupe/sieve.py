"""The sieve before the scores: pairs whose titles have nothing in common are found in batches, before the dear work.

It only takes out what `refgraph.dedupe.score.score` would leave out, and so changes no result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from itertools import cycle
from operator import or_
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from refgraph.dedupe.compare import COMPARISONS, compare_identifiers
from refgraph.dedupe.evidence import REVIEW
from refgraph.dedupe.pairs import Pairs
from refgraph.dedupe.prepare import title_words
from refgraph.dedupe.seen import Seen
from refgraph.dedupe.titles import ALIKE, NEAR, TITLES_DIFFER, compare_title

_REST = sum(most for comparison, most in COMPARISONS if comparison not in {compare_title, compare_identifiers})
"""The most points of two records whose titles differ and which share no identifier, but for those of the titles."""
_BITS = [1 << place for place in range(63)]

_Mask = npt.NDArray[np.bool_]


def sift(records: Sequence[Seen], pairs: Pairs, threshold: int) -> Pairs:
    """Return the pairs that may be the same, doubtful or related; those left out are certainly not.

    Args:
        records: what is seen of the comparison records.
        pairs: positions of two records each, shape (pairs, 2).
        threshold: score from which two records are the same work, 0-1000.
    """
    if threshold - REVIEW <= TITLES_DIFFER + _REST or not len(pairs):
        return pairs
    kept = _near(records, pairs)
    rest = np.flatnonzero(~kept)
    kept[rest] = _one_contains_the_other(records, pairs[rest]) | _tied(records, pairs[rest])
    return pairs[kept]


def _one_contains_the_other(records: Sequence[Seen], pairs: Pairs) -> _Mask:
    """Tell of which pairs one title may have all words of the other: its words are bits of a number."""
    bits = np.zeros(len(records), np.int64)
    places = np.unique(pairs)
    of_word: defaultdict[str, int] = defaultdict(cycle(_BITS).__next__)
    bits[places] = [
        reduce(or_, map(of_word.__getitem__, title_words(records[place].title)), 0) for place in places.tolist()
    ]
    left, right = bits[pairs[:, 0]], bits[pairs[:, 1]]
    both = left & right
    contained: _Mask = (both == left) | (both == right)
    return contained


def _tied(records: Sequence[Seen], pairs: Pairs) -> _Mask:
    """Tell of which pairs both have one identifier, one is in what the other is called, or only one is a note."""
    first = np.fromiter((hash(each.identifiers) for each in records), np.int64, len(records))
    several = np.fromiter((len(each.identifiers) for each in records), np.int64, len(records))
    titles = np.fromiter((hash(each.title) for each in records), np.int64, len(records))
    containers = np.fromiter((hash(each.container) for each in records), np.int64, len(records))
    left, right = pairs[:, 0], pairs[:, 1]
    least = np.minimum(several[left], several[right])
    tied: _Mask = (least > 0) & (first[left] == first[right])
    unclear = np.flatnonzero((least > 0) & (np.maximum(several[left], several[right]) > 1))
    tied[unclear] = [
        not set(records[a].identifiers).isdisjoint(records[b].identifiers) for a, b in pairs[unclear].tolist()
    ]
    marked = np.fromiter((each.marked for each in records), np.bool_, len(records))
    tied |= (titles[left] == containers[right]) | (titles[right] == containers[left]) | (marked[left] != marked[right])
    return tied


def _near(records: Sequence[Seen], pairs: Pairs) -> _Mask:
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
