"""Finding styles by words of their names, titles and ISSNs."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from refgraph.csl.styles.archive import StyleInfo, catalogue, current_name, find_style, info_of

_ISSN = re.compile(r"\b(\d{4})-?(\d{3}[\dXx])\b")
_WHOLE, _BEGINNING, _INSIDE = 8.0, 4.0, 1.0
_IN_NAME, _MISTYPED = 2.0, 0.5
_SAME_NAME, _SAME_SHORT_TITLE, _NAME_BEGINS = 100.0, 6.0, 5.0
_DEPENDENT, _GENERIC = -3.0, 4.0
_NEAR = 0.74
_BLANKS = {code: "" if chr(code) == "'" else " " for code in range(128) if not chr(code).isalnum()}


class _Row(NamedTuple):
    """A style with its words as they are compared: lower case, without accents, apart by single blanks.

    Attributes:
        line: the line of the catalogue.
        name: the words of the name.
        short_title: the words of the short title.
        text: blank, the words of name, titles and ISSNs, blank.
        bonus: for what kind of style it is.
    """

    line: str
    name: str
    short_title: str
    text: str
    bonus: float


def style_names(*, dependent: bool = True) -> tuple[str, ...]:
    """Return the names of all styles in alphabetical order.

    Args:
        dependent: also those that only point to another one, as most journals do.
    """
    lines = (line for line in catalogue().split("\n") if line)
    return tuple(line.partition("\t")[0] for line in lines if dependent or line.endswith("\t"))


def search_styles(query: str, limit: int = 20) -> list[StyleInfo]:
    """Find styles by words in any order; the best first.

    Every word must begin, or lie in, a word of the name, the titles or the ISSNs; a word that does so nowhere counts as
    mistyped and stands for those like it. Whole words are better than beginnings, the name better than the title,
    independent styles better than dependent ones, short names better than long ones.

    Args:
        query: words in Latin letters, or others that sound like them; an ISSN; a former name of a style.
        limit: at most so many.

    >>> [style.name for style in search_styles("chemcal society amercan", limit=1)]
    ['american-chemical-society']
    """
    words = _ISSN.sub(r"\1 \2", query).split() if _ISSN.fullmatch(query.strip()) else _words(query)
    if not words:
        return []
    rows = list(_rows())
    wanted: list[tuple[list[str], float]] = []
    for word in words:
        found = [row for row in rows if word in row.text]
        alternatives = [word] if found else _similar(word)
        wanted.append((alternatives, 1.0 if found else _MISTYPED))
        rows = found or [row for row in rows if any(f" {each} " in row.text for each in alternatives)]
    phrase = " ".join(alternatives[0] for alternatives, _ in wanted)
    renamed = current_name(phrase.replace(" ", "-")).replace("-", " ")
    scores = {row.line: _score(row, wanted) + _whole_score(row, phrase, renamed) for row in rows}
    ranked = sorted(rows, key=lambda row: (-scores[row.line], row.name.count(" "), row.line))
    return [info_of(row.line.split("\t")) for row in ranked[:limit]]


def suggestion(name: str) -> str:
    """Return the hint for a style that there is not."""
    from difflib import get_close_matches

    words = name.replace("-", " ")
    found = [style.name for style in search_styles(words, 3)]
    as_written = {row.name for row in _rows() if all(f" {word} " in row.text for word in _words(words))}
    if not found or found[0].replace("-", " ") not in as_written:
        found = [*get_close_matches(name, style_names(), n=2, cutoff=0.66), *found]
    named = [each for each in dict.fromkeys(found) if find_style(each)]
    if not named:
        return "`refgraph styles search WORD` finds styles"
    return f"did you mean {' or '.join(map(repr, named[:3]))}?"


def _score(row: _Row, wanted: list[tuple[list[str], float]]) -> float:
    """Return the sum over the words of how well each is found; of alternatives the best counts."""
    score = row.bonus
    name = f" {row.name} "
    for alternatives, weight in wanted:
        score += weight * max(
            (_IN_NAME if f" {word}" in name else 1.0)
            * (_WHOLE if f" {word} " in row.text else _BEGINNING if f" {word}" in row.text else _INSIDE)
            for word in alternatives
        )
    return score


def _whole_score(row: _Row, phrase: str, renamed: str) -> float:
    if row.name in {phrase, renamed}:
        return _SAME_NAME
    begins = f"{row.name} ".startswith(f"{phrase} ")
    return _SAME_SHORT_TITLE * (row.short_title == phrase) + _NAME_BEGINS * begins


def _similar(word: str) -> list[str]:
    """Return the words of the catalogue that a mistyped one may stand for, itself if there are none."""
    from difflib import get_close_matches

    candidates = [each for each in _vocabulary() if abs(len(each) - len(word)) <= 2]
    return get_close_matches(word, candidates, n=4, cutoff=_NEAR) or [word]


@cache
def _rows() -> tuple[_Row, ...]:
    rows = []
    for line in catalogue().split("\n"):
        if not line:
            continue
        name, title, short_title, fields, _, issns, _, parent = line.split("\t")
        words = _plain(f"{name} {title} {short_title} {issns}")
        bonus = (_DEPENDENT if parent else 0.0) + (_GENERIC if "generic-base" in fields else 0.0)
        rows.append(_Row(line, name.replace("-", " "), _plain(short_title), f" {words} ", bonus))
    return tuple(rows)


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(sorted({word for row in _rows() for word in row.text.split() if not word[0].isdigit()}))


def _words(query: str) -> list[str]:
    """Return the words of a query; one in other letters that no style has, in Latin ones ("ГОСТ")."""
    words = _plain(query).split()
    if query.isascii():
        return words
    from refgraph.text.ascii import to_ascii

    known = set(_vocabulary())
    return [part for word in words for part in ([word] if word in known else _plain(to_ascii(word)).split())]


def _plain(text: str) -> str:
    """Return the words of a text in lower case, without accents, apart by single blanks."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
        text = text.translate({ord(sign): _blank(sign) for sign in set(text) if not sign.isalnum()})
    return " ".join(text.translate(_BLANKS).split())


def _blank(sign: str) -> str:
    return "" if unicodedata.combining(sign) or sign in "'’" else " "
