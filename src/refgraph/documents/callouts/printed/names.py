"""The names that a piece of running text ends with, read from right to left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_PARTICLES = frozenset(
    "van von vom zum zur zu der den des ter ten de del della delle dei degli di da do dos das du la le les lo el al "
    "bin ibn ben af av ал аль ибн фон ван де".split()
)
"""Words in lower case that may begin a family name."""
_LINKS = _PARTICLES | frozenset("of the for on".split())
"""Words in lower case that may stand inside the name of a body."""
_ANDS = frozenset("and und et e y i и та és og och en ve va және & \\& &amp;".split())
_SEPARATORS = frozenset(",;/")
_ET_AL = re.compile(
    r"[,;]?\s*[_*]*(?:et\.?\s*al(?:ii)?\.?|(?:e|et|y)\s+cols?\.?|and others|and colleagues|& others|e outros|y otros|"
    r"et autres|u\.\s?a\.|и\s+др\.?|та\s+ін\.?|(?:и|с)\s+соавт\.?|және\s+т\.б\.?|va\s+boshq(?:alar)?\.?|等|ほか|ら|외)"
    r"[_*]*\s*;?$"
)
_END = re.compile(r"(?:[’']s?)?[_*]*\s*[,:]?\s*$")
_TOKEN = re.compile(r"(?:[dDlL][’'])?[^\W\d_][\w’'ʼ\-‐‑.…]*|&amp;|\\?&|[,;/]|\S")
_MOST_NAMES = 16
_MOST_WORDS = 9


class NamesAtEnd(NamedTuple):
    """Names at the end of a text.

    Attributes:
        names: in the order of the text.
        et_al: True if they go on with "et al.".
        start: offset of the first one.
    """

    names: tuple[str, ...]
    et_al: bool
    start: int


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        first = self.text[0]
        if first in "dDlL" and self.text[1:2] in "’'" and len(self.text) > 2:
            first = self.text[2]
        return first.isalpha() and not first.islower()


def read_names(text: str) -> NamesAtEnd | None:
    """Return the names that a text ends with, or None; a comma or colon, "et al." and a possessive may follow them.

    >>> read_names("as was shown by van der Berg, Le Coadic & Noll et al.,")
    NamesAtEnd(names=('van der Berg', 'Le Coadic', 'Noll'), et_al=True, start=16)
    """
    bare = text[: _last(_END, text)]
    cut = _last(_ET_AL, bare)
    tokens = [_Token(each[0], *each.span()) for each in _TOKEN.finditer(bare[:cut])]
    names: list[tuple[int, int]] = []
    at = len(tokens)
    while len(names) < _MOST_NAMES:
        begin = _name_start(tokens, at)
        if begin is None:
            break
        names.append((tokens[begin].start, tokens[at - 1].end))
        before = _before_separator(tokens, begin)
        if before == begin:
            break
        at = before
    if not names:
        return None
    names.reverse()
    return NamesAtEnd(tuple(text[start:end] for start, end in names), cut < len(bare), names[0][0])


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the match that ends a text begins; its length if there is none."""
    tail = max(0, len(text) - 40)
    found = pattern.search(text, tail)
    return found.start() if found else len(text)


def _name_start(tokens: Sequence[_Token], end: int) -> int | None:
    """Return the place of the first word of the name that ends before a place; None if no name does."""
    if not end or not tokens[end - 1].is_name:
        return None
    start = at = end - 1
    while at > 0 and end - at < _MOST_WORDS:
        at -= 1
        if tokens[at].is_name:
            start = at
        elif tokens[at].text not in _LINKS:
            break
    while start > 0 and tokens[start - 1].text in _PARTICLES and tokens[start - 1].text not in _ANDS:
        start -= 1
    return start


def _before_separator(tokens: Sequence[_Token], start: int) -> int:
    """Return the place after the last word of a name that is joined to the one that begins here; else ``start``."""
    at = start
    if at and tokens[at - 1].text in _ANDS:
        at -= 1
    if at and tokens[at - 1].text in _SEPARATORS:
        at -= 1
    return at if at and tokens[at - 1].is_name else start
