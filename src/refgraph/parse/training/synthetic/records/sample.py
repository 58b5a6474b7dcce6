"""Records of public bibliographies (CC BY, CC0), cleaned: one value a field, and only values a style would print."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from refgraph.parse.training.synthetic.records.languages import code_of, guessed_language

_FILES = ("glottolog", "cldf", "syriaca", "specref")
_NAMES = ("author", "editor", "translator")
_TEXTS = (
    "title", "container-title", "collection-title", "collection-number", "publisher", "publisher-place", "volume",
    "issue", "edition", "genre", "number", "DOI", "ISBN", "URL",
)  # fmt: skip
_LONGEST = {"title": 260, "container-title": 180, "publisher": 90, "publisher-place": 60, "collection-title": 110}
_LONGEST_TEXT = 60
_JUNK = re.compile(r"_{2,}|\?\?|\\|\bno \w+title\b|<[a-z]|[{}$]|(?i:unpublished|unknown)|^\W*$")
_SPOILT = re.compile(
    r"\bIN: |(?i:\bphd\b|\bdiss\b|\d ?pp\b|thesis,|\bunpubl)|\. In .*:|^\W|\(Hrsg|\(ed|\bvol\.", re.ASCII
)
_TELLING = frozenset({"container-title", "volume", "page", "publisher", "publisher-place", "collection-title", "genre"})
_MEAGRE = 0.35
_NOBODY = re.compile(r"\(|\bs\.\s?n\b|\d{3}|(?i:anonym|authority|various)")
_RANGE = re.compile(r"\w*\d+\w*(?:[-–]\w*\d+\w*)?")
_TOTAL = re.compile(r"(?:[ivxl]+\W+)?\d{1,4}")


@dataclass(slots=True)
class Sample:
    """Public records, by language.

    Attributes:
        items: the records, cleaned.
    """

    items: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def draw(self, rng: Random, languages: Sequence[str] | None = None) -> dict[str, Any]:
        """Return a record of one of the languages; a rare language comes more often than its records would have it."""
        codes = [code for code in self.items if languages is None or code in languages]
        weights = [len(self.items[code]) ** 0.75 for code in codes]
        items = self.items[rng.choices(codes, weights)[0]]
        item = rng.choice(items)
        return item if _is_full(item) or rng.random() < _MEAGRE else rng.choice(items)

    def languages(self) -> frozenset[str]:
        """Return the languages there are records of."""
        return frozenset(self.items)


def _is_full(item: dict[str, Any]) -> bool:
    return len(_TELLING & item.keys()) > 1


def load_sample(folder: Path) -> Sample:
    """Read the records of a folder that may be given to everybody; the others in it are not opened.

    Args:
        folder: where the files lie (`glottolog.jsonl.gz`, ...); one that is missing is passed over.
    """
    found = Sample()
    for name in _FILES:
        path = folder / f"{name}.jsonl.gz"
        if path.exists():
            for item in _read(path):
                found.items.setdefault(item["language"], []).append(item)
    return found


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = _cleaned(json.loads(line))
            if item is not None:
                yield item


def _cleaned(row: dict[str, Any]) -> dict[str, Any] | None:
    """Return an item with the fields that a style may print, None if it has no usable title."""
    item: dict[str, Any] = {"type": row["type"]}
    for name in _TEXTS:
        value = " ".join(str(row.get(name) or "").split()).strip(" :;,")
        if value and len(value) <= _LONGEST.get(name, _LONGEST_TEXT) and not _JUNK.search(value):
            item[name] = value
    if (
        len(item.get("title", "")) < 4
        or _SPOILT.search(item["title"])
        or _SPOILT.search(item.get("container-title", ""))
    ):
        return None
    for name in _NAMES:
        people = [person for person in row.get(name) or () if _is_name(person)]
        if people and len(people) == len(row[name]):
            item[name] = people
    if row.get("issued", {}).get("date-parts"):
        item["issued"] = row["issued"]
    item["language"] = code_of(row.get("language") or "") or guessed_language(item["title"])
    _place_apart(item)
    place = item.get("publisher-place", "")
    if place and item.get("publisher", "").endswith(f", {place}"):
        item["publisher"] = item["publisher"].removesuffix(f", {place}")
    volume, colon, issue = item.get("volume", "").partition(":")
    if colon and "issue" not in item and volume.isdigit() and issue[:1].isdigit():
        item |= {"volume": volume, "issue": issue}
    _pages(item, str(row.get("page") or ""))
    _type(item)
    return item


def _is_name(person: dict[str, str]) -> bool:
    whole = " ".join(person.values())
    return (
        1 < len(whole) < 70 and not _JUNK.search(whole) and not _NOBODY.search(whole) and any(map(str.isalpha, whole))
    )


def _place_apart(item: dict[str, Any]) -> None:
    """Take a place out of a publisher: "Köln: Institut für Sprachwissenschaft"."""
    place, colon, publisher = item.get("publisher", "").partition(": ")
    if colon and len(place) < 25:
        item["publisher"] = publisher
        item.setdefault("publisher-place", place)


def _pages(item: dict[str, Any], pages: str) -> None:
    alone = item["type"] in {"book", "thesis", "manuscript", "report", "document"}
    if alone and _TOTAL.fullmatch(pages):
        item["number-of-pages"] = pages
    elif not alone and _RANGE.fullmatch(pages):
        item["page"] = pages


def _type(item: dict[str, Any]) -> None:
    """Give documents of no type the type that their fields speak for."""
    if item["type"] == "document":
        item["type"] = "book" if "publisher-place" in item else "report" if "publisher" in item else "manuscript"
    if item["type"] == "chapter" and "container-title" not in item:
        item["type"] = "book"
