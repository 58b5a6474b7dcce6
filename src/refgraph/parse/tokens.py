"""A reference as tokens with their places: words, numbers, single marks, single CJK characters, whole addresses."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a token is."""

    DOI = "doi"
    URL = "url"
    EMAIL = "email"
    WORD = "word"
    NUMBER = "number"
    CJK = "cjk"
    MARK = "mark"


class Tokens(NamedTuple):
    """The tokens of a string, in order: ``raw[start:start + len(text)] == text`` for each.

    Attributes:
        texts: what they are.
        starts: where each begins.
    """

    texts: list[str]
    starts: list[int]

    def extent(self, first: int, behind: int) -> tuple[int, int]:
        """Return where tokens begin and end in the string."""
        return self.starts[first], self.starts[behind - 1] + len(self.texts[behind - 1])


_CJK = r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BLANK = r"\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Marks that belong to the letter before, joiners and soft hyphens: Python's \w knows none of them.
_JOINED = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0903\u093a-\u094f"
    r"\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a51\u0a70-\u0a75\u0a81-\u0a83"
    r"\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    r"\u0d00-\u0d03\u0d3b-\u0d57\u0d81-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    r"\u0f18-\u0fbc\u102b-\u103e\u1056-\u1064\u17b4-\u17d3\u1ab0-\u1ace\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe20-\ufe2f"
)
_LETTER = rf"[^\W\d_{_CJK}]"
_WORD = rf"{_LETTER}+(?:[{_JOINED}]+{_LETTER}*)*"
_PLAIN = rf"""{_WORD}(?:['’ʻʼ]{_WORD})* | \d+ | [{_CJK}] | [^{_BLANK}]"""
_ADDRESS = rf"""(?i:https?|ftp)://[^{_BLANK}<>"“”«»{_CJK}]+ | www\.[^{_BLANK}<>"“”«»{_CJK}]+
           | 10\.\d{{4,9}}(?:\.\d+)*/[^{_BLANK}<>"“”{_CJK}]+ | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+"""
_PLAIN_TOKEN = re.compile(_PLAIN, re.VERBOSE)
_TOKEN = re.compile(rf"{_ADDRESS} | {_PLAIN}", re.VERBOSE)
_HAS_ADDRESS = re.compile(r"://|www\.|10\.\d{4}|@")
_LONG_ADDRESS = re.compile(r"https?://|ftp://|www\.|10\.\d{4}", re.IGNORECASE)
_TRAILING = ".,;:!?'’”»"
_OPENING = {")": "(", "]": "[", "}": "{"}


def tokenize(raw: str) -> Tokens:
    """Split a reference into tokens; white space, control characters and marks of direction belong to none.

    An address ends before closing punctuation of the sentence, and before a closing bracket that it did not open.

    >>> tokenize("39(2), 215–232. https://doi.org/10.1/a(b).").texts
    ['39', '(', '2', ')', ',', '215', '–', '232', '.', 'https://doi.org/10.1/a(b)', '.']
    """
    texts = _with_addresses(raw) if _HAS_ADDRESS.search(raw) else _PLAIN_TOKEN.findall(raw)
    starts = []
    place = 0
    for text in texts:
        place = raw.index(text, place)
        starts.append(place)
        place += len(text)
    return Tokens(texts, starts)


def _with_addresses(raw: str) -> list[str]:
    texts = []
    place = 0
    while found := _TOKEN.search(raw, place):
        text = found.group()
        if _LONG_ADDRESS.match(text):
            text = text[: _address_end(text)] or text[0]
        texts.append(text)
        place = found.start() + len(text)
    return texts


def _address_end(text: str) -> int:
    end = len(text)
    surplus = {close: text.count(close) - text.count(open_) for close, open_ in _OPENING.items()}
    while end:
        last = text[end - 1]
        if last in _OPENING and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def kind_of(text: str) -> Kind:
    """Return what a token is, by its text.

    >>> kind_of("www.un.org").value, kind_of("№").value
    ('url', 'mark')
    """
    first = text[0]
    if first.isdecimal():
        return Kind.DOI if "/" in text else Kind.NUMBER
    if len(text) > 1 and (first.isascii() and _LONG_ADDRESS.match(text)):
        return Kind.URL
    if "@" in text and len(text) > 1:
        return Kind.EMAIL
    if _IS_CJK.match(first):
        return Kind.CJK
    return Kind.WORD if first.isalpha() else Kind.MARK


_IS_CJK = re.compile(rf"[{_CJK}]")
