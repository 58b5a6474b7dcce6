"""What callers hand in (works, libraries, CSL-JSON) as items, with findings about what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from refgraph.csl.items.dates import read_date
from refgraph.csl.items.item import Item
from refgraph.csl.items.names import read_names
from refgraph.csl.items.variables import DATE_VARIABLES, NAME_VARIABLES
from refgraph.model import Finding, Library, Severity, Work

Works = Library | Work | Mapping[str, Any] | Iterable["Work | Mapping[str, Any]"]
"""A library, a work, a CSL-JSON item, or any number of works and items."""


def read_items(works: Works) -> tuple[list[Item], list[Finding]]:
    """Return items in order, each id once, and what is wrong with them.

    An item with an id that came before is left out with a finding (C104); nothing raises.
    """
    items: dict[str, Item] = {}
    findings: list[Finding] = []
    for number, data in enumerate(mappings(works), 1):
        if not isinstance(data, Mapping):
            findings.append(
                _finding("C102", "item-unreadable", f"item {number} is no object but {type(data).__name__}")
            )
            continue
        if data.get("id") in (None, ""):
            data = {**data, "id": f"item-{number}"}  # noqa: PLW2901 - the same item, named
            findings.append(_finding("C105", "item-without-id", f"item {number} has no id; it is called item-{number}"))
        key = str(data["id"])
        if key in items:
            message = f"two items have the id {key!r}; the first one counts"
            findings.append(_finding("C104", "duplicate-id", message, key, severity=Severity.ERROR))
            continue
        findings.extend(_problems(data, key))
        items[key] = Item(data)
    return list(items.values()), findings


def mappings(works: Works) -> Iterator[Any]:
    """Yield works as CSL-JSON items; what is neither is passed on as it is."""
    single = isinstance(works, Work) or (isinstance(works, Mapping) and not isinstance(works, Library))
    given: Iterable[Any] = (works,) if single else cast(Iterable[Any], works)
    for work in given:
        yield _to_item(work) if isinstance(work, Work) else work


def _to_item(work: Work) -> dict[str, Any]:
    # formats costs a start-up that callers with CSL-JSON of their own need not pay
    from refgraph.formats.csl_json import to_item

    return to_item(work)


def _problems(data: Mapping[str, Any], key: str) -> Iterator[Finding]:
    if not data.get("type"):
        yield _finding("C101", "item-without-type", f"item {key!r} has no type", key)
    for name, value in data.items():
        if value in (None, "", [], {}):
            continue
        if name in NAME_VARIABLES and not read_names(value):
            yield _finding(
                "C103", "field-unreadable", f"{name} of item {key!r} holds no names: {_short(value)}", key, name
            )
        elif name in DATE_VARIABLES and read_date(value) is None and _says_something(value):
            yield _finding("C103", "field-unreadable", f"{name} of item {key!r} is no date: {_short(value)}", key, name)


def _says_something(value: Any) -> bool:
    """Tell whether a date holds more than empty parts."""
    if isinstance(value, Mapping):
        return any(_says_something(part) for part in value.values())
    if isinstance(value, list | tuple):
        return any(_says_something(part) for part in value)
    return value not in (None, "", 0, False)


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except ValueError:  # a number of thousands of digits
        return f"a {type(value).__name__}"
    return text if len(text) <= 60 else f"{text[:57]}..."


def _finding(  # noqa: PLR0913, PLR0917 - the parts of a finding
    code: str,
    slug: str,
    message: str,
    key: str | None = None,
    field: str | None = None,
    severity: Severity = Severity.WARNING,
) -> Finding:
    return Finding(code=code, slug=slug, message=message, key=key, field=field, severity=severity)
