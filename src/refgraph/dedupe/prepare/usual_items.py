"""CSL-JSON items of which nothing is to be said: read, and held against what they have to be, in one go (msgspec)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from types import GenericAlias
from typing import Any, Literal, cast

import msgspec

from refgraph.formats.csl_json.names import NAME_PARTS
from refgraph.formats.csl_json.reading import ALIASES
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind


def _attribute(variable: str) -> str:
    return variable.replace("-", "_")


_Name = msgspec.defstruct(
    "_Name",
    [(attribute, str, None) for attribute in NAME_PARTS.values()],
    rename={attribute: part for part, attribute in NAME_PARTS.items()},
    forbid_unknown_fields=True,
    gc=False,
)
_Date = msgspec.defstruct(
    "_Date",
    [("parts", tuple[tuple[int, ...]])],
    rename={"parts": "date-parts"},
    forbid_unknown_fields=True,
    gc=False,
)
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
        ("type", cast("Any", Literal)[tuple(CSL_TYPES)]),
        *((_attribute(name), *_FIELDS.get(_KINDS[name], (str, ""))) for name in _VARIABLES),
        ("custom", msgspec.UnsetType, msgspec.UNSET),
    ],
    rename={_attribute(name): name for name in _VARIABLES},
    gc=False,
)
"""An item as most are: all its values are texts, names of texts, and dates of whole numbers."""
_read_items = msgspec.json.Decoder(GenericAlias(list, (_Item,))).decode


def usual_items(texts: Sequence[str]) -> Iterator[tuple[int, Any]]:
    """Yield the items that are as most are, each with its place among the texts.

    An item has an attribute for each variable, "_" for its hyphens: the empty string, an empty list and None are texts,
    names and dates that it does not have. Names have the attributes of `refgraph.model.Name`, dates ``parts``, which is
    one tuple of numbers.
    """
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
    try:
        items = _read_items(f"[{','.join(texts)}]")
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


def name_parts(name: Any) -> dict[str, str]:
    """Return a name of an item as CSL-JSON has it."""
    values = ((part, getattr(name, attribute)) for part, attribute in NAME_PARTS.items())
    return {part: value for part, value in values if value is not None}
