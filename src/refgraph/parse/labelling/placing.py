"""Where a token stands, as small numbers: spaces, distance from both ends, within brackets or quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SIZES = (2, 18, 12, 3, 2, 10)
"""How many values each column of `places` has."""

Flags = NDArray[np.uint8]
_OPENS, _CLOSES, _STRAIGHT, _QUOTES, _ENDS_QUOTE, _LOW, _LEFT, _RIGHT = (1 << bit for bit in range(8))
_FLAGS = {
    **dict.fromkeys("([{（【〔［", _OPENS),
    **dict.fromkeys(")]}）】〕］", _CLOSES),
    **dict.fromkeys("「『《〈‹", _QUOTES),
    **dict.fromkeys("」』》〉›", _ENDS_QUOTE),
    '"': _STRAIGHT,
    "„": _QUOTES | _LOW,
    "“": _QUOTES | _LEFT,
    "”": _ENDS_QUOTE,
    "«": _QUOTES | _RIGHT,
    "»": _ENDS_QUOTE | _RIGHT,
}


def flag(text: str) -> int:
    """Return what a token opens or closes, as bits."""
    return _FLAGS.get(text, 0)


def places(flags: Flags, spaced: NDArray[np.bool_], lengths: Sequence[int]) -> NDArray[np.int64]:
    """Return where tokens stand.

    Args:
        flags: (references, tokens) of `flag`; 0 behind the end.
        spaced: (references, tokens), True where space stands before.
        lengths: tokens of each reference.

    Returns:
        (references, tokens, 6): space before; index, coarser from 10 on; index from the end; depth of brackets;
        in quotation marks; size of the reference in tens.
    """
    count = flags.shape[1]
    index = np.broadcast_to(np.arange(count), flags.shape)
    size = np.asarray(lengths)[:, None]
    rest = np.maximum(size - 1 - index, 0)
    columns = (
        spaced,
        np.where(index < 10, index, np.minimum(17, 10 + (index - 10) // 8)),
        np.where(rest < 6, rest, np.minimum(11, 6 + (rest - 6) // 10)),
        _depth(flags),
        _quoted(flags),
        np.broadcast_to(np.minimum(9, size // 10), flags.shape),
    )
    return np.stack([column.astype(np.int64) for column in columns], axis=-1)


def _depth(flags: Flags) -> NDArray[np.int64]:
    """Count open brackets before each token, at most 2; a bracket that closes nothing counts for nothing."""
    steps = ((flags & _OPENS) != 0).astype(np.int64) - ((flags & _CLOSES) != 0)
    total = np.cumsum(steps, axis=1)
    depth = total - np.minimum(np.minimum.accumulate(total, axis=1), 0)
    before = np.zeros_like(depth)
    before[:, 1:] = depth[:, :-1]
    closes = (flags & _CLOSES) != 0
    result: NDArray[np.int64] = np.clip(before - closes, 0, 2)
    return result


def _quoted(flags: Flags) -> NDArray[np.bool_]:
    """Tell what stands between quotation marks; „low-high“ and »inward« ones are known by their first mark."""
    opens = (flags & _QUOTES) != 0
    closes = (flags & _ENDS_QUOTE) != 0
    low = np.any(flags & _LOW, axis=1, keepdims=True) & ((flags & _LEFT) != 0)
    opens, closes = opens & ~low, closes | low
    pointed = (flags & _RIGHT) != 0
    first = np.take_along_axis(closes, np.argmax(pointed, axis=1)[:, None], axis=1)
    inward = pointed & first & np.any(pointed, axis=1, keepdims=True)
    opens, closes = np.where(inward, closes, opens), np.where(inward, opens, closes)
    index = np.broadcast_to(np.arange(flags.shape[1]), flags.shape)
    opened = np.maximum.accumulate(np.where(opens, index, -1), axis=1)
    closed = np.maximum.accumulate(np.where(closes, index, -1), axis=1)
    straight = (flags & _STRAIGHT) != 0
    odd = np.cumsum(straight, axis=1) % 2 == 1
    result: NDArray[np.bool_] = ((opened > closed) & ~opens) | (odd & ~straight)
    return result
