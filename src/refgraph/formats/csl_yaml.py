"""CSL-YAML: CSL-JSON's items in YAML, as Pandoc has them in a list ``references``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from refgraph.errors import InvalidValueError
from refgraph.formats import csl_json
from refgraph.formats.records.objects import dump_yaml, parse_yaml
from refgraph.model.library import Library
from refgraph.model.work import Work


def loads(text: str, file: str | None = None) -> Library:
    r"""Read CSL-YAML: a list of items, or a mapping with a list ``references`` (the metadata of a Pandoc document).

    Raises:
        InvalidValueError: if it is no YAML, with line and column, or YAML without items.

    >>> loads("references:\n- id: bogs\n  type: book\n  title: On Bogs\n  issued: 2018-03\n")["bogs"].year
    2018
    """
    data = parse_yaml(text, "CSL-YAML").value
    items = data.get("references") if isinstance(data, dict) else data
    if items is None and (data is None or (isinstance(data, dict) and "references" in data)):
        return Library()
    if not isinstance(items, list):
        raise InvalidValueError("YAML without references", text=text[:80], hint="expected references: [...]")
    return csl_json.from_items([_plain(item) for item in items], file)


def dumps(library: Library | Iterable[Work]) -> str:
    """Write works as a mapping with a list ``references``."""
    return dump_yaml({"references": csl_json.to_items(library)})


def _plain(item: Any) -> Any:
    """Return an item with its dates as Pandoc allows them: ``{year, month, day}`` and lists of such."""
    if not isinstance(item, dict):
        return item
    return {str(name): _date(value) if _is_date(value) else value for name, value in item.items()}


def _is_date(value: Any) -> bool:
    values = value if isinstance(value, list) and value else [value]
    return all(isinstance(each, dict) and "year" in each for each in values)


def _date(value: Any) -> dict[str, Any]:
    points = value if isinstance(value, list) else [value]
    parts = []
    for point in points:
        known = [point.get(name) for name in ("year", "month", "day")]
        end = known.index(None) if None in known else 3
        parts.append(known[:end])
    date: dict[str, Any] = {"date-parts": parts}
    first = points[0]
    return date | {name: first[name] for name in ("season", "circa", "literal") if first.get(name) not in {None, ""}}
