"""CSL-JSON items to comparison records, without a work in between where an item is as most are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

from refgraph.dedupe.prepare.identifiers import dois_in, numbers_of
from refgraph.dedupe.prepare.names import People, others_named, people_named, people_of, says_others
from refgraph.dedupe.prepare.places import noted_place
from refgraph.dedupe.prepare.record import Record
from refgraph.dedupe.prepare.source import Source, record_of
from refgraph.dedupe.prepare.works import prepare
from refgraph.formats.csl_json.library import from_items
from refgraph.formats.csl_json.names import NAME_PARTS, read_name
from refgraph.formats.csl_json.reading import ALIASES, read_text
from refgraph.model.finding import Finding
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind

_Name = Mapping[str, str]

_TYPES = frozenset(CSL_TYPES)
_NAMES = frozenset(name for name, kind in CSL_VARIABLES.items() if kind is Kind.NAME)
_DATES = frozenset(name for name, kind in CSL_VARIABLES.items() if kind is Kind.DATE)
_NO_TEXTS = _NAMES | _DATES
_KNOWN = frozenset((*CSL_VARIABLES, *ALIASES))
_PERSON = {"family", "given"}
_PARTS = frozenset(NAME_PARTS)
_TEXT = frozenset({str})


def prepare_items(items: Iterable[Any]) -> tuple[list[Record], list[Finding]]:
    """Return the comparison records of CSL-JSON items, in the same order, and what is to be said of the items.

    The records are those that `refgraph.dedupe.prepare.prepare` makes of the works that these items are. What is no
    item has no record, and an item without an id one with an empty key.
    """
    records = []
    findings: list[Finding] = []
    for item in items:
        if type(item) is dict and _is_plain(item):
            records.append(record_of(_source(item)))
            continue
        library = from_items([item])
        records += prepare(library.works)
        findings += library.findings
    return records, findings


class _Plan(NamedTuple):
    """What the values of items with the same variables have to be, if they are as most are.

    Attributes:
        texts: variables that are texts.
        names: variables that are lists of names.
        dates: variables that are dates.
    """

    texts: tuple[str, ...]
    names: tuple[str, ...]
    dates: tuple[str, ...]


@lru_cache(maxsize=1 << 12)
def _plan(variables: tuple[str, ...]) -> _Plan:
    """Return what the values of an item with these variables have to be."""
    return _Plan(
        tuple(name for name in variables if name in _KNOWN and name not in _NO_TEXTS),
        tuple(name for name in variables if name in _NAMES),
        tuple(name for name in variables if name in _DATES),
    )


def _is_plain(item: Mapping[str, Any]) -> bool:
    """Tell whether all values are texts, names of texts, and dates of whole numbers; others are read as works."""
    if type(item.get("id")) is not str or not item["id"] or item.get("type") not in _TYPES or "custom" in item:
        return False
    texts, names, dates = _plan(tuple(item))
    if not _TEXT.issuperset([type(item[name]) for name in texts]):
        return False
    for name in names:
        value = item[name]
        if type(value) is not list or not all(map(_is_plain_name, value)):
            return False
    return all(type(item[name]) is dict and _is_plain_date(item[name]) for name in dates)


def _is_plain_name(name: Any) -> bool:
    if type(name) is not dict or not name or not name.keys() <= _PARTS:
        return False
    return _TEXT.issuperset(map(type, name.values()))


def _is_plain_date(date: Mapping[str, Any]) -> bool:
    if len(date) != 1 or type(parts := date.get("date-parts")) is not list or len(parts) != 1:
        return False
    numbers = parts[0]
    if type(numbers) is not list or not 1 <= len(numbers) <= 3 or any(type(each) is not int for each in numbers):
        return False
    return 0 < numbers[0] < 10_000 and (len(numbers) == 1 or (0 < numbers[1] < 13 and 0 < numbers[-1] < 29))


def _source(item: Mapping[str, Any]) -> Source:
    get = item.get
    people, truncated = _people(_compared(item))
    doi = read_text("DOI", item["DOI"]) if "DOI" in item else None
    issued = get("issued")
    container: str = get("container-title", "")
    return Source(
        item["id"],
        item["type"],
        get("title", ""),
        get("original-title", ""),
        get("page") or get("number") or "",
        get("volume", ""),
        get("issue", ""),
        get("edition", ""),
        container,
        container or get("event-title") or noted_place(get("note", "")),
        get("publisher", ""),
        issued["date-parts"][0][0] if issued else None,
        people,
        truncated,
        tuple(dois_in(doi, get("URL"))),
        tuple(numbers_of(get("PMID"), get("PMCID"), get("ISBN"))),
    )


def _compared(item: Mapping[str, Any]) -> Sequence[_Name]:
    """Return the authors, or the editors where there are no authors, or else whoever is named."""
    if found := item.get("author") or item.get("editor"):
        return cast("list[_Name]", found)
    return [each for name, value in item.items() if name in _NAMES for each in value]


def _people(names: Sequence[_Name]) -> tuple[People, bool]:
    """Return who is named, and whether the list goes on."""
    if not names:
        return (), False
    if all(each.keys() == _PERSON for each in names):
        last = names[-1]
        people = people_named((each["family"], each["given"]) for each in names)
        return people, others_named(last["family"], last["given"])
    agents = [*map(read_name, names)]
    return people_of(agents), says_others(agents[-1])
