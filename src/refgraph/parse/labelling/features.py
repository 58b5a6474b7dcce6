"""What a token looks like, as numbers of buckets: the features whose weights the network sums.

A word has its form, its beginnings and ends, and its runs of three and four letters without accents; a number its size
and first digits; an address its host; a mark itself. Each feature is hashed to one of `BUCKETS` buckets, so a word that
was never seen still has most of its features. Training and use share this module: a change here needs new training.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from refgraph.parse.tokens import Kind, kind_of

BITS = 18
BUCKETS = 1 << BITS

GENERAL = 5
"""So many features of a word, its first, say nothing of its letters: training sometimes leaves it only these."""

_LONGEST = 28  # letters of a word that are looked at
_FACTOR = np.uint32(0x01000193)
_MIXER = np.uint32(0x9E3779B1)
_SHIFT = np.uint32(32 - BITS)
_ROMAN = re.compile(r"[IVXLCDM]+$|[ivxlc]+$")
_HOST = re.compile(r"(?:https?://|ftp://)?(?:www\.)?([^/:?#]+)")
_YEARS = ("1500", "2039")

Buckets = NDArray[np.uint32]
Owners = NDArray[np.int64]


def buckets(texts: Sequence[str]) -> tuple[Buckets, Owners]:
    """Return the buckets of the features of tokens.

    Args:
        texts: the tokens.

    Returns:
        Buckets (n,), 0 to `BUCKETS` - 1, and for each the index of its token (n,), ascending.
    """
    named: list[int] = []
    named_owners: list[int] = []
    bases: list[str] = []
    base_owners: list[int] = []
    for index, text in enumerate(texts):
        kind = kind_of(text)
        if kind is Kind.WORD:
            base = _base(text)
            features = _word(text, base)
            bases.append(f"<{base[:_LONGEST]}>")
            base_owners.append(index)
        else:
            features = list(map(_bucket, _other(kind, text)))
        named += features
        named_owners += [index] * len(features)
    grams, gram_owners = _grams(bases, np.array(base_owners, np.int64))
    found = np.concatenate([np.array(named, np.uint32), grams])
    owners = np.concatenate([np.array(named_owners, np.int64), gram_owners])
    order = np.argsort(owners, kind="stable")
    return found[order], owners[order]


def _other(kind: Kind, text: str) -> list[str]:
    """Return the features of a token that is no word."""
    if kind is Kind.NUMBER:
        return _number(text)
    if kind is Kind.CJK:
        return ["k=cjk", f"w={text}", f"s={_script(text)}"]
    if kind is Kind.MARK:
        return [f"m={text}", "k=mark", f"c={unicodedata.category(text[0])}"]
    return _address(kind, text.lower())


def _word(text: str, base: str) -> list[int]:
    """Return the buckets of a word, its letter runs excepted."""
    low = text.lower()
    buckets = [*_general(_shape(text), _script(text[0]), min(len(text), 12)), _hash(f"w={low}")]
    if low != base and not low.isascii():
        buckets.append(_bucket("accent"))
    if _ROMAN.match(text):
        buckets.append(_bucket("roman"))
    return buckets


@lru_cache(maxsize=1 << 12)
def _general(shape: str, script: str, length: int) -> tuple[int, ...]:
    """Return the `GENERAL` buckets of a word."""
    features = ("k=word", f"S={shape}", f"s={script}", f"l={length}", f"l={length}{shape[0]}{script}")
    return tuple(map(_bucket, features))


def _shape(text: str) -> str:
    if text.islower():
        return "lower"
    if text.isupper():
        return "Initial" if len(text) == 1 else "ALL"
    if text[0].isupper() and text[1:].islower():
        return "Title"
    return "Mixed" if text[0].isupper() else "mixed" if text[0].islower() else "none"


def _number(text: str) -> list[str]:
    size = len(text)
    features = ["k=number", f"n={min(size, 8)}"]
    if size == len(_YEARS[0]):
        features += [f"y={text[:2]}", f"y={text[:3]}"]
        if _YEARS[0] <= text <= _YEARS[1]:
            features.append("year")
    elif size <= 2:
        features.append(f"v={text}")
    else:
        features.append(f"d={text[0]}")
    if text[0] == "0":
        features.append("zero")
    if not text.isascii():
        features.append(f"digits={_script(text[0])}")
    return features


def _address(kind: Kind, low: str) -> list[str]:
    features = [f"k={kind.value}"]
    if "doi.org/" in low:
        features.append("doi-address")
    if "arxiv" in low:
        features.append("arxiv-address")
    if kind is Kind.URL and (host := _HOST.match(low)):
        features += [f"host={host[1]}", f"top={host[1].rsplit('.', 1)[-1]}"]
    return features


@lru_cache(maxsize=1 << 12)
def _script(char: str) -> str:
    """Return the first word of the character's name: "LATIN", "CYRILLIC", "HANGUL" ..."""
    return unicodedata.name(char, "?").split(" ", 1)[0].split("-", 1)[0]


def _base(text: str) -> str:
    low = text.lower()
    if low.isascii():
        return low
    return "".join(char for char in unicodedata.normalize("NFD", low) if not unicodedata.combining(char)) or low


@lru_cache(maxsize=1 << 12)
def _bucket(feature: str) -> int:
    """Return the bucket of a feature that many tokens share."""
    return _hash(feature)


def _hash(feature: str) -> int:
    return ((zlib.crc32(feature.encode("utf-8", "surrogatepass")) * int(_MIXER)) & 0xFFFFFFFF) >> int(_SHIFT)


def _grams(bases: Sequence[str], owners: Owners) -> tuple[Buckets, Owners]:
    """Return buckets and owners of the letter runs of words in brackets ("<nature>"), all words at once."""
    codes: NDArray[Any] = np.frombuffer("".join(bases).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.array([len(base) for base in bases], np.int64)
    word = np.repeat(np.arange(len(bases)), lengths)
    ends = np.cumsum(lengths)
    first = np.zeros(len(codes), bool)
    first[ends - lengths] = True
    last = np.zeros(len(codes), bool)
    last[ends - 1] = True
    found, of_word = [], []
    for size in (2, 3, 4, 5):
        if len(codes) < size:
            break
        width = len(codes) - size + 1
        within = word[:width] == word[size - 1 :]
        if size in {2, 5}:  # only at the edges: first letter, last letter, first four, last four
            within &= first[:width] | last[size - 1 :]
        places = np.flatnonzero(within)
        found.append(_hashed(codes, places, size))
        of_word.append(word[places])
    if not found:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    return np.concatenate(found), owners[np.concatenate(of_word)]


def _hashed(codes: NDArray[np.uint32], places: NDArray[np.int64], size: int) -> Buckets:
    value = np.full(len(places), 0x811C9DC5 + size, np.uint32)
    for step in range(size):
        value = (value ^ codes[places + step]) * _FACTOR
        value ^= value >> np.uint32(15)
    return (value * _MIXER) >> _SHIFT
