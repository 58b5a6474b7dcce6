"""One work to a CSL-JSON item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any

from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json import dates, names
from refgraph.formats.csl_json.reading import ALIASES, ROLES, UNKNOWN, ItemReader, read_plain, read_type
from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date
from refgraph.model.vocabulary import CSL_VARIABLES, Kind
from refgraph.model.work import ATTRIBUTES, Work

_OURS = ("bibtex",)
"""Spellings of other formats in ``Work.as_written``: they go to ``custom.refgraph``."""
_values_of: Callable[[Work], tuple[Any, ...]] = attrgetter(*ATTRIBUTES.values())


def to_item(work: Work) -> dict[str, Any]:
    """Return a work as a CSL-JSON item, each value as it was written where that still means the same.

    >>> to_item(Work(key="a", type="book", title="Dictators Without Borders"))
    {'id': 'a', 'type': 'book', 'title': 'Dictators Without Borders'}
    """
    written = work.as_written
    item: dict[str, Any] = {
        "id": _spelled(written, "id", work.key, str, work.key),
        "type": _spelled(written, "type", work.type, read_type, work.type),
    }
    if item["type"] is None:  # it had none
        del item["type"]
    _names(item, work)
    for variable, value in zip(ATTRIBUTES, _values_of(work), strict=True):
        if variable in written:
            _variable(item, variable, value, written)
        elif value is not None:
            item[variable] = dates.write_date(value) if isinstance(value, Date) else value
    for variable, text in work.variables.items():
        _variable(item, variable, text, written)
    for variable, value in written.items():  # values that could not be read have no place in the work
        if variable in CSL_VARIABLES and variable not in item and variable not in ATTRIBUTES and variable not in ROLES:
            item.setdefault(variable, value)
    for alias, variable in ALIASES.items():
        if alias in written and item.get(variable) == written[alias]:
            item[alias] = item.pop(variable)
    _unknown(item, work)
    return item


def _variable(item: dict[str, Any], variable: str, value: str | Date | None, written: Mapping[str, Any]) -> None:
    if isinstance(value, Date) or CSL_VARIABLES[variable] is Kind.DATE:
        plain: Any = dates.write_date(value) if isinstance(value, Date) else None
        spelled = _spelled(written, variable, value, _read_any_date, plain)
    else:
        spelled = _spelled(written, variable, value, partial(read_plain, variable), value)
    if spelled is not None or (variable in written and written[variable] is None):
        item[variable] = spelled


def _spelled(
    written: Mapping[str, Any], variable: str, value: object, read: Callable[[Any], object], plain: Any
) -> Any:
    """Return the value as it was written if reading that gives the value, or else the plain spelling."""
    if variable not in written:
        return plain
    raw = written[variable]
    try:
        return raw if read(raw) == value else plain
    except InvalidValueError:
        return raw if value is None else plain


def _read_any_date(raw: Any) -> Date | None:
    try:
        return dates.read_date(raw)
    except InvalidValueError:
        return dates.read_leniently(raw)


def _read_some_names(role: Role, raw: Any) -> list[Contributor] | None:
    return ItemReader().read_names(role, raw)[0] or None


def _names(item: dict[str, Any], work: Work) -> None:
    written = work.as_written
    by_role: dict[Role, list[Contributor]] = {}
    for each in work.contributors:
        by_role.setdefault(each.role, []).append(each)
    if written:
        for name, role in ROLES.items():
            if name in written:
                by_role.setdefault(role, [])
    for role, people in by_role.items():
        plain = [names.write_name(each.agent) for each in people]
        if role.value in written:
            agents = [Contributor(agent=names.read_name(each), role=role) for each in plain]
            item[role.value] = _spelled(written, role, agents or None, partial(_read_some_names, role), plain)
        else:
            item[role.value] = plain


def _unknown(item: dict[str, Any], work: Work) -> None:
    """Add keys that CSL-JSON does not have, and what it cannot say under ``custom.refgraph``."""
    extra = dict(work.extra)
    for name in work.as_written.get(UNKNOWN, ()):
        if name in extra and name not in item:
            item[name] = extra.pop(name)
    custom = extra.pop("custom", None)
    ours: dict[str, Any] = {}
    roles = [each.role for each in work.contributors]
    if roles != sorted(roles, key=roles.index):  # authors, an editor, and more authors
        ours["order"] = [role.value for role in roles]
    parts = {
        "contributors": names.write_surplus(work.contributors),
        "truncated": [role.value for role in work.truncated],
        "identifiers": names.write_identifiers(work.identifiers),
        "extra": extra,
        "as_written": {name: work.as_written[name] for name in _OURS if name in work.as_written},
    }
    ours |= {name: part for name, part in parts.items() if part}
    if ours and isinstance(custom, dict | None):
        item["custom"] = {**(custom or {}), "refgraph": ours}
    elif "custom" in work.extra:
        item["custom"] = custom
