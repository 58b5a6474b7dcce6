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
from refgraph.dedupe.relations import FEWEST_LETTERS
from refgraph.dedupe.sights import Sights
from refgraph.dedupe.titles import ALIKE, LEAST, NEAR, TITLES_DIFFER, compare_title

_REST = sum(most for comparison, most in COMPARISONS if comparison not in {compare_title, compare_identifiers})
"""The most points of two records whose titles differ and which share no identifier, but for those of the titles."""

_Mask = npt.NDArray[np.bool_]


def sift(sights: Sights, pairs: Pairs, threshold: int) -> Pairs:
    """Return the pairs that may be the same, doubtful or related; those left out are certainly not.

    Args:
        sights: what is seen of the comparison records.
        pairs: positions of two records each, shape (pairs, 2).
        threshold: score from which two records are the same work, 0-1000.
    """
    if threshold - REVIEW <= TITLES_DIFFER + _REST or not len(pairs):
        return pairs
    kept = _tied(sights, pairs)
    for are_alike in (_one_contains_the_other, _note_and_work, _one_goes_on, _near):
        rest = np.flatnonzero(~kept)
        kept[rest] = are_alike(sights, pairs[rest])
    return pairs[kept]


def _one_contains_the_other(sights: Sights, pairs: Pairs) -> _Mask:
    """Tell of which pairs one title may have all words of the other, and enough of its letters to say something."""
    left, right = sights.word_bits[pairs[:, 0]], sights.word_bits[pairs[:, 1]]
    both = left & right
    contained: _Mask = (both == left) | (both == right)
    one_form = sights.split[pairs[:, 0]] == sights.split[pairs[:, 1]]
    some = np.flatnonzero(contained & one_form & (left != right) & (left != 0) & (right != 0))
    contained[some] = _ratios(sights.letters, pairs[some], LEAST) > 0
    return contained


def _note_and_work(sights: Sights, pairs: Pairs) -> _Mask:
    """Tell of which pairs only one is a note, and both titles may begin or end alike."""
    mixed: _Mask = sights.marked[pairs[:, 0]] != sights.marked[pairs[:, 1]]
    places = np.flatnonzero(mixed)
    mixed[places] = [_ends_alike(sights.letters[a], sights.letters[b]) for a, b in pairs[places].tolist()]
    return mixed


def _one_goes_on(sights: Sights, pairs: Pairs) -> _Mask:
    """Tell of which pairs one title is cut, and the other goes on from there."""
    cut: _Mask = (sights.cut[pairs[:, 0]] | sights.cut[pairs[:, 1]]) != 0
    places = np.flatnonzero(cut)
    cut[places] = [_begins_alike(sights.letters[a], sights.letters[b]) for a, b in pairs[places].tolist()]
    return cut


def _begins_alike(left: str, right: str) -> bool:
    return left.startswith(right) or right.startswith(left)


def _ends_alike(left: str, right: str) -> bool:
    size = min(FEWEST_LETTERS, len(left), len(right))
    return bool(size) and (left[:size] == right[:size] or left[-size:] == right[-size:])


def _tied(sights: Sights, pairs: Pairs) -> _Mask:
    """Tell of which pairs both may have one identifier, or one may be in or from the other."""
    left, right = pairs[:, 0], pairs[:, 1]
    tied: _Mask = (sights.identifier_bits[left] & sights.identifier_bits[right]) != 0
    tied |= (sights.titles[left] == sights.containers[right]) | (sights.titles[right] == sights.containers[left])
    translated = (sights.originals[left] != 0) | (sights.originals[right] != 0)
    rest = np.flatnonzero(translated & ~tied)
    tied[rest] = _translated(sights, left[rest], right[rest])
    return tied


def _translated(sights: Sights, left: Pairs, right: Pairs) -> _Mask:
    """Tell of which places one may be a translation of the other, or both of one work."""
    originals, titles = sights.originals, sights.titles
    result: _Mask = (originals[left] == originals[right]) | (originals[left] == titles[right])
    result |= titles[left] == originals[right]
    return result


def _near(sights: Sights, pairs: Pairs) -> _Mask:
    """Tell of which pairs the letters of the titles agree well enough, or those of a title and another's main part."""
    near = _ratios(sights.letters, pairs, NEAR) > 0
    odd = np.flatnonzero(~near & (sights.split[pairs[:, 0]] != sights.split[pairs[:, 1]]))
    near[odd] = _ratios(sights.mains, pairs[odd], ALIKE) > 0
    result: _Mask = near
    return result


def _ratios(texts: Sequence[str], pairs: Pairs, cutoff: float) -> npt.NDArray[Any]:
    """Return the share of letters that agree, 0 below the cutoff."""
    sides = ([texts[place] for place in side.tolist()] for side in pairs.T)
    ratios: npt.NDArray[Any] = cpdist(*sides, scorer=Indel.normalized_similarity, score_cutoff=cutoff, dtype=np.float64)
    return ratios
