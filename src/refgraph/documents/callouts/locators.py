"""Locators: the page, chapter or figure that a citation names, apart from the words around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

LABELS = tuple(
    (
        "act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus"
        " page paragraph part rule scene section sub-verbo supplement table timestamp title-locator"
        " verse version volume"
    ).split()
)
"""The kinds of locators of CSL 1.0.2, appendix "Locators"."""

_ENGLISH = """
act: act acts
appendix: appendix appendices app. apps. app apps
article-locator: article articles art. arts.
book: book books bk. bks. bk bks
canon: canon canons
chapter: chapter chapters chap. chaps. chap chaps ch. chs. ch chs
column: column columns col. cols. col cols
elocation: location locations loc. locs. loc locs
equation: equation equations eq. eqs.
figure: figure figures fig. figs. fig figs
folio: folio folios fol. fols. fol fols
issue: issue issues no. nos. no nos
line: line lines l. ll.
note: note notes n. nn. n nn
opus: opus opera op. opp.
page: page pages p. pp. pg. pgs. p pp
paragraph: paragraph paragraphs para. paras. par. pars. para paras ¶ ¶¶
part: part parts pt. pts. pt pts
rule: rule rules r. rr.
scene: scene scenes sc. scs.
section: section sections sec. secs. sect. sec secs § §§
sub-verbo: sub|verbo s.v. s.vv.
supplement: supplement supplements supp. supps.
table: table tables tbl. tbls.
timestamp: timestamp timestamps
title-locator: title titles tit. tits.
verse: verse verses v. vv. v vv
version: version versions
volume: volume volumes vol. vols. vol vols
"""


def _table(text: str) -> dict[str, str]:
    rows = (line.split(": ", 1) for line in text.strip().splitlines())
    return {term.replace("|", " ").casefold(): label for label, terms in rows for term in terms.split()}


ENGLISH_TERMS: Mapping[str, str] = _table(_ENGLISH)
"""English word for a kind of locator, casefolded, to the kind ("pp." to "page")."""

_BRACES = {"(": ")", "[": "]", "{": "}"}
_ROMAN = re.compile(
    r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![^\W_])"
    r"|M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![^\W_])"
)
_LEADING = re.compile(r"\s*,?\s*")
_DASHES = re.compile(r"-{2,3}|\u2014")


@dataclass(frozen=True, slots=True)
class Locator:
    """A locator and what follows it.

    Attributes:
        label: its kind, one of `LABELS`; "" if there is none.
        value: the locator without its label ("33-35").
        rest: what follows, with its comma or space.
    """

    label: str = ""
    value: str = ""
    rest: str = ""


def split_locator(suffix: str, terms: Mapping[str, str] = ENGLISH_TERMS) -> Locator:
    """Split what follows a cite key into a locator and the rest, as Pandoc does (its manual, "Citation syntax").

    Braces around a locator force it. Otherwise it is a term and a number, Roman ones too, or a number alone, which is a
    page; ranges and lists belong to it.

    Args:
        suffix: plain text after the key; characters for private use stand for markup and end a locator.
        terms: casefolded word to kind of locator.

    >>> split_locator(", pp. 33-35 and passim")
    Locator(label='page', value='33-35', rest=' and passim')
    >>> split_locator(", {chap. A and B}, revised")
    Locator(label='chapter', value='A and B', rest=', revised')
    >>> split_locator(" and passim").rest
    ' and passim'
    """
    start = _leading(suffix)
    if suffix.startswith("{", start):
        forced = _forced(suffix, start, terms)
        if forced is not None:
            return forced
    words = _Words(suffix)
    for label, at in _labels(suffix, start, terms):
        end = words.all(at, roman=True)
        if end > at:
            return Locator(label, _value(suffix[at:end]), suffix[end:])
    end = words.all(start, roman=False)
    if end > start:
        return Locator("page", _value(suffix[start:end]), suffix[end:])
    return Locator(rest=suffix)


def _leading(text: str) -> int:
    found = _LEADING.match(text)
    return found.end() if found else 0


def _value(text: str) -> str:
    return _DASHES.sub("\u2013", " ".join(text.split()))


def _forced(text: str, start: int, terms: Mapping[str, str]) -> Locator | None:
    """Return the locator in braces that open at an offset; None if they do not close."""
    depth = 0
    for end in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        if depth == 0:
            inner = text[start + 1 : end].strip()
            label, at = next(iter(_labels(inner, 0, terms)), ("page", 0))
            return Locator(label if inner else "", _value(inner[at:]), text[end + 1 :])
    return None


def _labels(text: str, start: int, terms: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return the terms that a text begins with, longest first, each with the offset behind it."""
    found = []
    longest = max(map(len, terms), default=0)
    for end in range(min(len(text), start + longest), start, -1):
        term = terms.get(text[start:end].casefold())
        if term is None or text[end : end + 1].isalpha() or (text[end - 1].isalnum() and text[end : end + 1].isdigit()):
            continue
        found.append((term, end))
    return found


class _Words:
    """The words that a locator can be made of: numbers, ranges, numbers in brackets."""

    def __init__(self, text: str) -> None:
        self.text = text

    def all(self, at: int, *, roman: bool) -> int:
        """Return the end of the words from an offset on; the offset if there are none."""
        end, numeric = self.word(self.space(at))
        if not self.counts(end, numeric, at, roman=roman):
            return at
        while True:
            last = end
            here = self.space(last + (self.text[last : last + 1] in {",", ";"}))
            end, numeric = self.word(here)
            if end == here or not self.counts(end, numeric, here, roman=roman):
                return last

    def counts(self, end: int, numeric: bool, start: int, *, roman: bool) -> bool:  # noqa: FBT001
        return numeric and (roman or any(each.isdigit() for each in self.text[start:end]))

    def space(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def word(self, at: int) -> tuple[int, bool]:
        """Return the end of a word and whether it has a number in it."""
        numeric = False
        while at < len(self.text):
            if self.text[at] in _BRACES:
                end, inner = self.braced(at)
            else:
                end, inner = self.unit(at)
            if end == at:
                break
            at, numeric = end, numeric or inner
        return at, numeric

    def braced(self, at: int) -> tuple[int, bool]:
        end, numeric = self.unit(at + 1)
        closes = self.text.startswith(_BRACES[self.text[at]], end)
        return (end + 1, numeric) if closes else (at, False)

    def unit(self, at: int) -> tuple[int, bool]:
        """Return the end of letters, digits and hyphens, full stops before more of them, and whether they count."""
        start, numeric = at, False
        while at < len(self.text):
            dot = self.text[at] == "." and _belongs(self.text[at + 1 : at + 2])
            begin = at + dot
            end = begin
            while end < len(self.text) and _belongs(self.text[end]):
                end += 1
            if end == begin:
                break
            roman = _ROMAN.match(self.text, begin)
            piece = self.text[begin:end]
            numeric = numeric or any(each.isdigit() for each in piece) or bool(roman and roman.end() > begin)
            at = end
        return (at, numeric) if at > start else (start, False)


def _belongs(character: str) -> bool:
    """Return True for a character that is part of a number or a range."""
    if character in {"-", "\u2013", ":"}:
        return True
    kind = unicodedata.category(character) if character else "Zs"
    return not (character.isspace() or kind[0] == "P" or kind in {"Co", "Zs"})
