"""Names, titles and venues of public records, by language, to make new records of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_FIELDS = ("title", "container-title", "publisher", "publisher-place", "collection-title")
_MOST = 6000


class Pools:
    """Values of public records by language and field.

    Args:
        items: the records by language.
    """

    def __init__(self, items: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        self._people: dict[str, list[dict[str, str]]] = {}
        self._values: dict[tuple[str, str], list[str]] = {}
        for language, records in items.items():
            people = [
                name for item in records for name in item.get("author", ()) if "family" in name and "given" in name
            ]
            self._people[language] = people[:: max(1, len(people) // _MOST)]
            for field in _FIELDS:
                found = [
                    item[field] for item in records if field in item and (field != "title" or _is_plain(item[field]))
                ]
                if field == "container-title":
                    found = [item[field] for item in records if field in item and item["type"] == "article-journal"]
                self._values[language, field] = found[:: max(1, len(found) // _MOST)]

    def people(self, language: str) -> Sequence[dict[str, str]]:
        """Return names of persons."""
        return self._people.get(language, ())

    def values(self, language: str, field: str) -> Sequence[str]:
        """Return values of a field, the usual ones more than once."""
        return self._values.get((language, field), ())


def _is_plain(title: str) -> bool:
    return 8 < len(title) < 160 and not title.startswith("[")
