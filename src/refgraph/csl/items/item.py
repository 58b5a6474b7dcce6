"""CSL-JSON items as the engine wants them: texts, names and dates apart, each in one shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from refgraph.csl.items.dates import CalendarDate, read_date
from refgraph.csl.items.names import PersonName, read_names
from refgraph.csl.items.notes import with_note_fields
from refgraph.csl.items.variables import DATE_VARIABLES, NAME_VARIABLES
from refgraph.csl.tokens import Source

_RENAMED = {
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "archive-location": "archive_location",
    "event": "event-title",
}


# "pp. 5-9" in the field itself: the label is the style's to give
_LABEL = re.compile(r"^pp?\.\s*(?=\w*\d)", re.IGNORECASE)
_LARGEST = 10**18


class Item:
    """One item, ready to be rendered.

    Attributes:
        id: its id, as text.
        type: CSL type.
        texts: ordinary and number variables.
        names: name variables; never an empty list.
        dates: date variables that say anything.
        language: language tag of the item, or "".
        cache: what has been rendered of it, by whatever key a renderer chooses.
    """

    __slots__ = ("cache", "dates", "id", "language", "names", "texts", "type")

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Sort the fields of a CSL-JSON item; values of the wrong shape are read as text where they can be."""
        data = with_note_fields(data)
        self.id = str(data.get("id", ""))
        self.type = str(data.get("type", ""))
        self.texts: dict[str, str] = {}
        self.names: dict[str, tuple[PersonName, ...]] = {}
        self.dates: dict[str, CalendarDate] = {}
        self.cache: dict[Any, Any] = {}
        for key, value in data.items():
            self._add(_RENAMED.get(key, key), value)
        if "page" in self.texts:
            self.texts["page"] = _LABEL.sub("", self.texts["page"])
        if "page" in self.texts and "page-first" not in self.texts:
            self.texts["page-first"] = first_page(self.texts["page"])
        self.language = self.texts.get("language", "")

    def _add(self, name: str, value: Any) -> None:
        if name in DATE_VARIABLES:
            date = read_date(value)
            if date is not None:
                self.dates[name] = date
        elif name in NAME_VARIABLES:
            names = read_names(value)
            if names:
                self.names[name] = names
        elif isinstance(value, str):
            if value:
                self.texts.setdefault(name, value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            self.texts.setdefault(name, f"{value:.17g}" if abs(value) > _LARGEST else str(value))

    def source(self, variable: str) -> Source:
        """Return the source of a variable's text from its first character."""
        key = ("source", variable)
        found = self.cache.get(key)
        if found is None:
            found = self.cache[key] = Source(self.id, variable)
        return found


def first_page(pages: str) -> str:
    """Return the first page of a range.

    >>> first_page("22-45")
    '22'
    """
    for at, character in enumerate(pages):
        if at and character in "-–—,;& \u2010\u2011":
            return pages[:at]
    return pages
