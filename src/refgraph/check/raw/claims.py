"""What an entry claims that its reference must say: names, title, year, numbers, places, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from refgraph.check.entry import Entry, plain
from refgraph.check.raw.pairs import RawPair
from refgraph.formats.bibtex.field import BibField
from refgraph.text.normal import fold

_WHOLE = (
    "title",
    "booktitle",
    "journal",
    "journaltitle",
    "publisher",
    "institution",
    "school",
    "organization",
    "address",
)
_PLACES = frozenset({"address", "location"})
_TITLES = frozenset({"title", "booktitle", "journal", "journaltitle", "series", "subtitle"})
_NUMBERS = ("volume", "number", "issue", "pages", "edition", "chapter", "eid")
_IDENTIFIERS = ("doi", "isbn", "issn", "url", "eprint", "pmid")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_NOT_SIGNS = re.compile(r"[\s\\{}/:._\-–—]+")
_ALIKE = 88
_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A value of an entry that its reference does not have.

    Attributes:
        field: where the value stands.
        value: the value, or the piece of it that is missing.
    """

    field: BibField
    value: str


def claims_of(pair: RawPair) -> Iterator[Claim]:
    """Yield what an entry says and its reference does not; abbreviated and inverted forms count as said."""
    entry = pair.entry
    for role in ("author", "editor"):
        yield from _names(entry, role, pair)
    for field in entry.own(*_WHOLE, "location", "series", "subtitle"):
        value = plain(field.value)
        if not _has_text(value, pair, is_title=field.name.lower() in _TITLES):
            yield Claim(field, value)
    for field in entry.own("year", "date"):
        years = [str(year) for year in _YEAR.findall(field.value) if year not in pair.reference.raw]
        yield from (Claim(field, year) for year in years[:1])
    for field in entry.own(*_NUMBERS):
        missing = _missing_number(field, pair)
        if missing:
            yield Claim(field, missing)
    squeezed = _squeezed(pair.reference.raw)
    for field in entry.own(*_IDENTIFIERS):
        wanted = _squeezed(plain(field.value).removeprefix("https://doi.org/").removeprefix("https://"))
        if wanted and wanted not in squeezed:
            yield Claim(field, plain(field.value))


def _names(entry: Entry, role: str, pair: RawPair) -> Iterator[Claim]:
    field = entry.fields.get(role)
    if field is None:
        return
    for name in entry.names(role):
        words = fold(plain(name.family)).split()
        if words and words != ["others"] and not all(f" {word} " in pair.words for word in words):
            yield Claim(field, plain(name.family))


def _has_text(value: str, pair: RawPair, *, is_title: bool) -> bool:
    wanted = fold(value)
    if not wanted or f" {wanted} " in pair.words or wanted.replace(" ", "") in pair.words.replace(" ", ""):
        return True
    words = [word for word in wanted.split() if len(word) > 1]
    if all(_is_said(word, pair.words) for word in words):
        return True
    return is_title and len(wanted) > 20 and fuzz.partial_ratio(wanted, pair.words) >= _ALIKE


@cache
def _initial(word: str) -> re.Pattern[str]:
    """Return what finds a word cut short ("j" or "journ" for "journal")."""
    return re.compile(rf" {re.escape(word[0])}(?:{'(?:'.join(map(re.escape, word[1:]))}{')?' * (len(word) - 1)} ")


def _is_said(word: str, words: str) -> bool:
    if f" {word} " in words:
        return True
    return len(word) > 3 and _initial(word).search(words) is not None


def _missing_number(field: BibField, pair: RawPair) -> str | None:
    """Return the number of a field that the reference has nowhere, not even shortened or as a word."""
    raw = pair.reference.raw
    value = plain(field.value)
    numbers = [found[0] for found in _DIGITS.finditer(value)]
    if field.name.lower() == "edition" and not numbers:
        word = fold(value)
        return None if not word or word in pair.words or _ORDINALS.get(word, "?") in raw else value
    for place, number in enumerate(numbers):
        shortened = place > 0 and any(_stands(number[cut:], raw) for cut in range(1, len(number)))
        if not _stands(number, raw) and not shortened:
            return number
    return None


def _stands(number: str, raw: str) -> bool:
    return re.search(rf"(?<!\d){number}(?!\d)", raw) is not None


def _squeezed(text: str) -> str:
    return _NOT_SIGNS.sub("", text).lower()
