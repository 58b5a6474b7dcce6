"""A reference as tokens with their places: words, numbers, single marks, single CJK characters, whole addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is."""

    DOI = "doi"
    URL = "url"
    EMAIL = "email"
    WORD = "word"
    NUMBER = "number"
    CJK = "cjk"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: ``raw[start:end] == text``."""

    kind: Kind
    start: int
    end: int
    text: str


_CJK = r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"""(?P<url>(?i:https?|ftp)://[^\s<>"“”«»{_CJK}]+|www\.[^\s<>"“”«»{_CJK}]+)
       | (?P<doi>10\.\d{{4,9}}(?:\.\d+)*/[^\s<>"“”{_CJK}]+)
       | (?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
       | (?P<number>\d+)
       | (?P<cjk>[{_CJK}])
       | (?P<word>(?:(?![{_CJK}])[^\W\d_])+(?:['’ʻʼ](?:(?![{_CJK}])[^\W\d_])+)*)
       | (?P<mark>\S)""",
    re.VERBOSE,
)
_TRAILING = ".,;:!?'’”»"


def tokenize(raw: str) -> list[Token]:
    """Split a reference into tokens; white space belongs to none.

    An address ends before closing punctuation of the sentence, and before a closing bracket that it did not open.

    >>> [token.text for token in tokenize("39(2), 215–232. https://doi.org/10.1/a(b).")]
    ['39', '(', '2', ')', ',', '215', '–', '232', '.', 'https://doi.org/10.1/a(b)', '.']
    """
    tokens = []
    place = 0
    while found := _TOKEN.search(raw, place):
        kind, text = Kind(found.lastgroup or "mark"), found.group()
        if kind in {Kind.URL, Kind.DOI}:
            text = _address(text)
        tokens.append(Token(kind, found.start(), found.start() + len(text), text))
        place = found.start() + len(text)
    return tokens


def _address(text: str) -> str:
    while text:
        if text[-1] in _TRAILING or (
            text[-1] in ")]}" and text.count(text[-1]) > text.count({")": "(", "]": "[", "}": "{"}[text[-1]])
        ):
            text = text[:-1]
        else:
            break
    return text
