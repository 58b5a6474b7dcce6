"""CSL-JSON items to comparison records, in columns and without a work in between where items are as most are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter
from types import GenericAlias
from typing import Any, Literal

import msgspec

from refgraph.dedupe.prepare.identifiers import dois_in, numbers_of
from refgraph.dedupe.prepare.names import People, others_follow, people_named, people_of, says_others
from refgraph.dedupe.prepare.places import noted_place
from refgraph.dedupe.prepare.record import Record
from refgraph.dedupe.prepare.source import Sources, records_of
from refgraph.dedupe.prepare.works import prepare
from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json.library import from_items
from refgraph.formats.csl_json.names import NAME_PARTS, read_name
from refgraph.formats.csl_json.reading import ALIASES, read_text
from refgraph.model import Work
from refgraph.model.finding import Finding
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind

_EMPTY = re.compile(r"\{\s*\}")
"""A name or a date without anything, of which something is to be said."""
_PLAIN_DOI = re.compile(r"10\.[0-9]{4,9}/(?!.*doi)[a-z0-9.()/_:-]*[a-z0-9]")
"""DOIs that are compared as they are written."""


def prepare_items(texts: Sequence[str]) -> tuple[list[Record], list[Finding]]:
    """Return the comparison records of CSL-JSON items, in the same order, and what is to be said of the items.

    The records are those that `refgraph.dedupe.prepare.prepare` makes of the works that these items are. What is no
    item has no record, and an item without an id one with an empty key.

    Raises:
        InvalidValueError: if a text is not JSON.
    """
    plain = dict(_plain_items(texts))
    made = dict(zip(plain, records_of(_sources([*plain.values()])), strict=True))
    findings: list[Finding] = []
    works: dict[int, Work] = {}
    for place, text in enumerate(texts):
        if place not in made:
            library = from_items([_value(text)])
            works.update((place, work) for work in library.works)
            findings += library.findings
    made.update(zip(works, prepare(works.values()), strict=True))
    return [made[place] for place in sorted(made)], findings


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InvalidValueError("a line is not JSON", text=str(error)) from None


def _attribute(variable: str) -> str:
    return variable.replace("-", "_")


_Name = msgspec.defstruct(
    "_Name",
    [(attribute, str, None) for attribute in NAME_PARTS.values()],
    rename={attribute: part for part, attribute in NAME_PARTS.items()},
    forbid_unknown_fields=True,
    gc=False,
)
_Date = msgspec.defstruct("_Date", [("parts", tuple[tuple[int, ...]])], rename={"parts": "date-parts"}, gc=False,
    forbid_unknown_fields=True)  # fmt: skip
_FIELDS: dict[Kind | None, tuple[Any, Any]] = {
    Kind.NAME: (GenericAlias(list, (_Name,)), ()),
    Kind.DATE: (_Date, None),
}
"""What a value of a variable of some kind has to be, and what stands for none; others are texts."""
_KINDS: dict[str, Kind | None] = {**dict.fromkeys(ALIASES), **CSL_VARIABLES}
_NAMES, _DATES = (
    [_attribute(name) for name, kind in CSL_VARIABLES.items() if kind is wanted] for wanted in (Kind.NAME, Kind.DATE)
)
_VARIABLES = [name for name in _KINDS if name not in {"id", "type"}]
_Item = msgspec.defstruct(
    "_Item",
    [
        ("id", str),
        ("type", Literal[tuple(CSL_TYPES)]),
        *((_attribute(name), *_FIELDS.get(_KINDS[name], (str, ""))) for name in _VARIABLES),
        ("custom", msgspec.UnsetType, msgspec.UNSET),
    ],
    rename={_attribute(name): name for name in _VARIABLES},
    gc=False,
)
"""An item as most are: all its values are texts, names of texts, and dates of whole numbers."""
_read_items = msgspec.json.Decoder(GenericAlias(list, (_Item,))).decode


def _plain_items(texts: Sequence[str]) -> Iterator[tuple[int, Any]]:
    """Yield the items that are as most are, each with its place; the others are read as works."""
    parts = [(0, texts)]
    while parts:
        start, part = parts.pop()
        items = _read(part)
        if items is not None:
            yield from enumerate(items, start)
        elif len(part) > 1:  # the half without the odd one can be read
            middle = len(part) // 2
            parts += (start, part[:middle]), (start + middle, part[middle:])


def _read(texts: Sequence[str]) -> list[Any] | None:
    """Return items, or None if one of them is odd."""
    text = f"[{','.join(texts)}]"
    if _EMPTY.search(text):
        return None
    try:
        items = _read_items(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return None
    dates = (each.parts[0] for name in _DATES for each in map(attrgetter(name), items) if each is not None)
    usual = len(items) == len(texts) and all(map(_is_day, {*dates})) and all(map(_is_usual, items))
    return items if usual else None


def _is_day(day: tuple[int, ...]) -> bool:
    """Tell whether numbers are a year, or also a month of it and one of the days that all months have."""
    if not 1 <= len(day) <= 3 or not 0 < day[0] < 10_000:
        return False
    return len(day) == 1 or (0 < day[1] < 13 and 0 < day[-1] < 29)


def _is_usual(item: Any) -> bool:
    """Tell whether an item has an id, and authors or editors if anybody is named; of others the order would count."""
    return bool(item.id) and bool(item.author or item.editor or not any(getattr(item, name) for name in _NAMES))


def _sources(items: Sequence[Any]) -> Sources:
    def column(name: str) -> list[Any]:
        return [*map(attrgetter(name), items)]

    people, truncated = _people(
        [author or editor for author, editor in zip(column("author"), column("editor"), strict=True)]
    )
    containers = column("container_title")
    named = zip(containers, column("event_title"), column("note"), strict=True)
    numbered = zip(column("PMID"), column("PMCID"), column("ISBN"), strict=True)
    return Sources(
        column("id"),
        column("type"),
        column("title"),
        column("original_title"),
        [page or number for page, number in zip(column("page"), column("number"), strict=True)],
        column("volume"),
        column("issue"),
        column("edition"),
        containers,
        [container or event or noted_place(note) for container, event, note in named],
        column("publisher"),
        [each.parts[0][0] if each else None for each in column("issued")],
        people,
        truncated,
        [_dois(doi, url) if doi or url else () for doi, url in zip(column("DOI"), column("URL"), strict=True)],
        [tuple(numbers_of(*each)) if any(each) else () for each in numbered],
    )


def _dois(doi: str, url: str) -> tuple[str, ...]:
    return (doi,) if _PLAIN_DOI.fullmatch(doi) and "10." not in url else tuple(dois_in(read_text("DOI", doi), url))


def _people(lists: Sequence[Sequence[Any]]) -> tuple[Sequence[People], Sequence[bool]]:
    """Return who is named in each list, and whether the list goes on."""
    odd = [place for place, names in enumerate(lists) if not all(map(_is_split, names))]
    usual = [*lists]
    for place in odd:
        usual[place] = ()
    names = [*chain.from_iterable(usual)]
    families, givens = [each.family for each in names], [each.given for each in names]
    sizes = [*map(len, usual)]
    people, truncated = people_named(families, givens, sizes), others_follow(families, givens, sizes)
    for place in odd:
        agents = [read_name(_parts(name)) for name in lists[place]]
        people[place], truncated[place] = people_of(agents), says_others(agents[-1])
    return people, truncated


def _is_split(name: Any) -> bool:
    """Tell whether a name has a family and a given name, and no particles."""
    unparticled = name.dropping_particle is None and name.non_dropping_particle is None
    return unparticled and name.family is not None and name.given is not None


def _parts(name: Any) -> dict[str, str]:
    values = ((part, getattr(name, attribute)) for part, attribute in NAME_PARTS.items())
    return {part: value for part, value in values if value is not None}
