"""CSL-JSON items to comparison records, in columns and without a work in between where items are as most are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from refgraph.dedupe.prepare.identifiers import dois_in, numbers_of
from refgraph.dedupe.prepare.names import People, others_follow, people_named, people_of, says_others
from refgraph.dedupe.prepare.places import noted_place
from refgraph.dedupe.prepare.record import Record
from refgraph.dedupe.prepare.source import Sources, records_of
from refgraph.dedupe.prepare.works import prepare
from refgraph.formats.csl_json.library import from_items
from refgraph.formats.csl_json.names import NAME_PARTS, read_name
from refgraph.formats.csl_json.reading import ALIASES, read_text
from refgraph.model import Work
from refgraph.model.finding import Finding
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind

_Name = Mapping[str, str]
_Columns = Mapping[str, Sequence[Any]]
"""The values of items with the same variables, by these."""

_TYPES = frozenset(CSL_TYPES)
_NAMES = frozenset(name for name, kind in CSL_VARIABLES.items() if kind is Kind.NAME)
_DATES = frozenset(name for name, kind in CSL_VARIABLES.items() if kind is Kind.DATE)
_NO_TEXTS = _NAMES | _DATES
_KNOWN = frozenset((*CSL_VARIABLES, *ALIASES))
_USUAL = frozenset(("family", "given"))
_PARTS = frozenset(NAME_PARTS)
_PLAIN_DOI = re.compile(r"10\.[0-9]{4,9}/(?!.*doi)[a-z0-9.()/_:-]*[a-z0-9]")
"""DOIs that are compared as they are written."""


def prepare_items(items: Iterable[Any]) -> tuple[list[Record], list[Finding]]:
    """Return the comparison records of CSL-JSON items, in the same order, and what is to be said of the items.

    The records are those that `refgraph.dedupe.prepare.prepare` makes of the works that these items are. What is no
    item has no record, and an item without an id one with an empty key.
    """
    items = [*items]
    made: dict[int, Record] = {}
    for places, columns in _plain_parts(items):
        made.update(zip(places, records_of(_sources(columns)), strict=True))
    findings: list[Finding] = []
    works: dict[int, Work] = {}
    for place in range(len(items)):
        if place not in made:
            library = from_items([items[place]])
            works.update((place, work) for work in library.works)
            findings += library.findings
    made.update(zip(works, prepare(works.values()), strict=True))
    return [made[place] for place in sorted(made)], findings


def _plain_parts(items: Sequence[Any]) -> Iterator[tuple[Sequence[int], _Columns]]:
    """Yield the places of items that are plain, see `_are_plain`, and the values of these in columns."""
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        if type(item) is dict:
            groups[tuple(item)].append(place)
    parts = [(variables, places) for variables, places in groups.items() if "id" in variables and "type" in variables]
    while parts:
        variables, places = parts.pop()
        columns = dict(zip(variables, zip(*(items[place].values() for place in places), strict=True), strict=True))
        if _are_plain(variables, columns):
            yield places, columns
        elif len(places) > 1:  # the halves without the odd one are plain
            middle = len(places) // 2
            parts += (variables, places[:middle]), (variables, places[middle:])


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
    """Return what the values of items with these variables have to be."""
    return _Plan(
        ("id", *(name for name in variables if name in _KNOWN and name not in _NO_TEXTS)),
        tuple(name for name in variables if name in _NAMES),
        tuple(name for name in variables if name in _DATES),
    )


def _are_plain(variables: tuple[str, ...], columns: _Columns) -> bool:
    """Tell whether all values are texts, names of texts, and dates of whole numbers; others are read as works."""
    plan = _plan(variables)
    return (
        "custom" not in columns
        and all(_are(str, columns[name]) for name in plan.texts)
        and all(columns["id"])
        and _are(str, columns["type"])
        and _TYPES.issuperset(columns["type"])
        and all(_are_plain_names(columns[name]) for name in plan.names)
        and all(_are_plain_dates(columns[name]) for name in plan.dates)
    )


def _are(kind: type, values: Iterable[Any]) -> bool:
    return {kind}.issuperset(map(type, values))


def _are_plain_names(lists: Sequence[Any]) -> bool:
    if not _are(list, lists):
        return False
    names = [*chain.from_iterable(lists)]
    if not _are(dict, names) or not all(names):
        return False
    return _PARTS.issuperset(chain.from_iterable(names)) and _are(
        str, chain.from_iterable(map(dict[str, Any].values, names))
    )


def _are_plain_dates(dates: Sequence[Any]) -> bool:
    if not _are(dict, dates) or not {("date-parts",)}.issuperset(map(tuple, dates)):
        return False
    parts = [each["date-parts"] for each in dates]
    if not _are(list, parts) or not {1}.issuperset(map(len, parts)):
        return False
    days = [each[0] for each in parts]
    return _are(list, days) and _are(int, chain.from_iterable(days)) and all(map(_is_day, {*map(tuple, days)}))


def _is_day(day: tuple[int, ...]) -> bool:
    """Tell whether numbers are a year, or also a month of it and one of the days that all months have."""
    if not 1 <= len(day) <= 3 or not 0 < day[0] < 10_000:
        return False
    return len(day) == 1 or (0 < day[1] < 13 and 0 < day[-1] < 29)


def _sources(columns: _Columns) -> Sources:
    size = len(columns["id"])
    missing = ("",) * size

    def texts(name: str) -> Sequence[str]:
        return columns.get(name, missing)

    def first_of(*names: str) -> Sequence[str]:
        given = [columns[name] for name in names if name in columns]
        return [next(filter(None, each), "") for each in zip(*given, strict=True)] if given else missing

    people, truncated = _people(_compared(columns, size))
    issued = columns.get("issued")
    containers = texts("container-title")
    notes = [noted_place(each) for each in columns["note"]] if "note" in columns else missing
    return Sources(
        columns["id"],
        columns["type"],
        texts("title"),
        texts("original-title"),
        first_of("page", "number"),
        texts("volume"),
        texts("issue"),
        texts("edition"),
        containers,
        [a or b or c for a, b, c in zip(containers, texts("event-title"), notes, strict=True)],
        texts("publisher"),
        [each["date-parts"][0][0] for each in issued] if issued else (None,) * size,
        people,
        truncated,
        _dois(columns, size),
        _numbers(columns, size),
    )


def _dois(columns: _Columns, size: int) -> Sequence[tuple[str, ...]]:
    if "DOI" not in columns and "URL" not in columns:
        return ((),) * size
    missing = ("",) * size
    return [
        (doi,) if _PLAIN_DOI.fullmatch(doi) and "10." not in url else tuple(dois_in(read_text("DOI", doi), url))
        for doi, url in zip(columns.get("DOI", missing), columns.get("URL", missing), strict=True)
    ]


def _numbers(columns: _Columns, size: int) -> Sequence[tuple[str, ...]]:
    names = ("PMID", "PMCID", "ISBN")
    if not any(name in columns for name in names):
        return ((),) * size
    missing = ("",) * size
    return [tuple(numbers_of(*each)) for each in zip(*(columns.get(name, missing) for name in names), strict=True)]


def _compared(columns: _Columns, size: int) -> Sequence[Sequence[_Name]]:
    """Return the authors, or the editors where there are no authors, or else whoever is named."""
    nobody: Sequence[Sequence[_Name]] = ((),) * size
    authors = columns.get("author", nobody)
    if all(authors):
        return authors
    named = [columns[name] for name in columns if name in _NAMES]
    others = [[*chain.from_iterable(each)] for each in zip(*named, strict=True)] if named else nobody
    return [a or b or c for a, b, c in zip(authors, columns.get("editor", nobody), others, strict=True)]


def _people(lists: Sequence[Sequence[_Name]]) -> tuple[Sequence[People], Sequence[bool]]:
    """Return who is named in each list, and whether the list goes on."""
    odd = _odd_lists(lists)
    usual = [*lists]
    for place in odd:
        usual[place] = ()
    names = [*chain.from_iterable(usual)]
    families, givens = [each["family"] for each in names], [each["given"] for each in names]
    sizes = [*map(len, usual)]
    people, truncated = people_named(families, givens, sizes), others_follow(families, givens, sizes)
    for place in odd:
        agents = [*map(read_name, lists[place])]
        people[place], truncated[place] = people_of(agents), says_others(agents[-1])
    return people, truncated


def _odd_lists(lists: Sequence[Sequence[_Name]]) -> list[int]:
    """Return the places of lists with a name that is more, or less, than family and given name."""
    names = [*chain.from_iterable(lists)]
    if {2}.issuperset(map(len, names)) and _USUAL.issuperset(chain.from_iterable(names)):
        return []
    return [place for place, names in enumerate(lists) if not all(each.keys() == _USUAL for each in names)]
