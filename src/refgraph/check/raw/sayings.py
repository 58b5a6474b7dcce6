"""What a reference says, piece by piece, and whether its entry says it, and in the right field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refgraph.check.entry import Entry, plain
from refgraph.check.raw.pairs import RawPair
from refgraph.formats.bibtex.field import BibField
from refgraph.parse.result import Label, Parsed
from refgraph.text.normal import fold

_PEOPLE = frozenset({"author", "editor", "translator", "organization", "institution", "school", "publisher"})
_MAKERS = frozenset("publisher institution school organization howpublished author editor journal note".split())
_HOLDERS = frozenset("journal journaltitle booktitle series maintitle eventtitle publisher howpublished".split())
_HOMES: dict[Label, frozenset[str]] = {
    Label.AUTHOR: _PEOPLE,
    Label.EDITOR: _PEOPLE,
    Label.TRANSLATOR: _PEOPLE,
    Label.TITLE: frozenset({"title", "subtitle", "titleaddon", "booktitle", "shorttitle", "note"}),
    Label.CONTAINER: _HOLDERS,
    Label.SERIES: _HOLDERS,
    Label.VOLUME: frozenset({"volume", "number", "series", "pages", "eid"}),
    Label.ISSUE: frozenset({"number", "issue"}),
    Label.PAGES: frozenset({"pages", "eid", "pagetotal", "numpages", "articleno", "number"}),
    Label.DATE: frozenset({"year", "date", "month", "urldate", "day", "origdate", "eventdate", "volume", "note"}),
    Label.PUBLISHER: _MAKERS,
    Label.INSTITUTION: _MAKERS,
    Label.LOCATION: frozenset({"address", "location", "venue", "eventvenue", "note"}),
}
"""Fields in which what has a label may stand."""
_COMPARED = (
    "title booktitle journal journaltitle series publisher institution school organization address location volume "
    "number issue pages"
).split()
_SURE = 0.7
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;)\]]")
_URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;)\]]")
_PAGES = re.compile(r"\d+\s*[-–—]\s*\d+")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A value that stands in the reference in the place of another field.

    Attributes:
        field: where it stands in the entry.
        label: what it is in the reference.
        text: the value as the reference has it.
    """

    field: BibField
    label: Label
    text: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A piece of a reference that no field of its entry has.

    Attributes:
        kind: what it is: "year", "DOI", "address", "pages" or "person".
        text: the piece.
    """

    kind: str
    text: str


def misplaced(pair: RawPair, parsed: Parsed) -> Iterator[Misplaced]:
    """Yield the values that a reference has in the place of another field."""
    entry = pair.entry
    said: dict[str, list[Label]] = {}
    for each in parsed.fields:
        if each.confidence >= _SURE:
            said.setdefault(fold(each.text), []).append(each.label)
    for field in entry.own(*_COMPARED):
        labels = said.get(fold(plain(field.value)), [])
        known = [label for label in labels if label in _HOMES]
        if known and not any(_may_stand(label, field.name.lower(), entry) for label in labels):
            text = next(each.text for each in parsed.fields if each.label is known[0])
            yield Misplaced(field, known[0], text)


def _may_stand(label: Label, name: str, entry: Entry) -> bool:
    if label is Label.VOLUME and name == "number":
        return "volume" not in entry.fields
    if label is Label.LOCATION and name == "publisher":
        return False
    return label not in _HOMES or name in _HOMES[label]


def lost(pair: RawPair, parsed: Parsed) -> Iterator[Lost]:
    """Yield what a reference says and no field of its entry does, where it has no other value of the kind."""
    entry, raw = pair.entry, pair.reference.raw
    values = " ".join(plain(field.value) for field in (*entry.fields.values(), *entry.inherited.values()))
    if not entry.has("year", "date"):
        yield from (Lost("year", each[0]) for each in [_published(parsed)] if each and each[0] not in values)
    if not entry.has("doi"):
        yield from (Lost("DOI", each) for each in _DOI.findall(raw)[:1] if each.lower() not in values.lower())
    if not entry.has("url", "doi", "eprint"):
        yield from (
            Lost("address", each) for each in _URL.findall(raw)[:1] if each not in values and not _DOI.search(each)
        )
    if not entry.has("pages", "eid"):
        yield from (Lost("pages", each) for each in _pages(parsed) if each not in values)
    words = f" {fold(values)} "
    for contributor in parsed.work.contributors:
        family = contributor.agent.full_family
        folded = fold(family)
        if folded and not all(f" {word} " in words for word in folded.split()):
            yield Lost("person", family)


def _published(parsed: Parsed) -> re.Match[str] | None:
    dates = [each for each in parsed.fields if each.label is Label.DATE]
    return _YEAR.search(dates[0].text) if dates else None


def _pages(parsed: Parsed) -> Iterator[str]:
    for each in parsed.fields:
        found = _PAGES.search(each.text) if each.label is Label.PAGES and each.confidence >= _SURE else None
        if found:
            yield found[0]
