"""One CSL-JSON item to a work and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json import dates, names
from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date
from refgraph.model.identifiers import Scheme, parse_identifier
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind
from refgraph.model.work import ATTRIBUTES, Work

_TYPES = frozenset(CSL_TYPES)
_ROLES = {role.value: role for role in Role}
_ALIASES = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
_UNKNOWN = "unknown"
"""Under this name ``Work.as_written`` lists the keys of the item that CSL-JSON does not have."""
_OUR_PARTS: dict[str, type] = {
    "contributors": list,
    "truncated": list,
    "order": list,
    "identifiers": list,
    "extra": dict,
    "as_written": dict,
}
_OURS = ("bibtex",)
"""Spellings of other formats in ``Work.as_written``: they go to ``custom.refgraph``."""


class Problem(NamedTuple):
    """Something in an item that could not be read: in which variable, and what is wrong."""

    variable: str
    message: str
    value: Any


def from_item(item: Mapping[str, Any], problems: list[Problem] | None = None) -> Work:
    """Make a work of one CSL-JSON item; nothing is lost, what cannot be read included.

    Args:
        item: a CSL-JSON item.
        problems: gets what could not be read; without it that is passed over.

    >>> from_item({"id": "a", "type": "book", "title": "Dictators Without Borders", "volume": 2}).volume
    '2'
    """
    return _Reader(item, [] if problems is None else problems).work()


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
    for variable, attribute in ATTRIBUTES.items():
        value = getattr(work, attribute)
        if value is not None or variable in written:
            _variable(item, variable, value, written)
    for variable, text in work.variables.items():
        _variable(item, variable, text, written)
    for variable, value in written.items():  # values that could not be read have no place in the work
        if variable in CSL_VARIABLES and variable not in item and variable not in ATTRIBUTES and variable not in _ROLES:
            item.setdefault(variable, value)
    for alias, variable in _ALIASES.items():
        if alias in written and item.get(variable) == written[alias]:
            item[alias] = item.pop(variable)
    _unknown(item, work)
    return item


def read_type(value: object) -> str:
    """Return the CSL type a value names; "document" if it is none."""
    return value if isinstance(value, str) and value in _TYPES else "document"


def _variable(item: dict[str, Any], variable: str, value: str | Date | None, written: Mapping[str, Any]) -> None:
    if isinstance(value, Date) or CSL_VARIABLES[variable] is Kind.DATE:
        plain: Any = dates.write_date(value) if isinstance(value, Date) else None
        spelled = _spelled(written, variable, value, _read_any_date, plain)
    else:
        spelled = _spelled(written, variable, value, lambda raw: _read_text(variable, raw), value)
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


def _read_text(variable: str, raw: Any) -> str | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise InvalidValueError(f"{variable} should be text or a number", text=str(raw))
    text = str(raw)
    if variable == "DOI":
        try:
            return parse_identifier(text, Scheme.DOI).value
        except InvalidValueError:
            return text
    return text


def _read_names(role: Role, raw: Any) -> tuple[Contributor, ...]:
    if not isinstance(raw, list):
        raise InvalidValueError(f"{role} should be a list of names", text=str(raw))
    return tuple(Contributor(agent=names.read_name(each), role=role) for each in raw)


def _read_some_names(role: Role, raw: Any) -> tuple[Contributor, ...] | None:
    return _read_names(role, raw) or None


def _names(item: dict[str, Any], work: Work) -> None:
    by_role: dict[Role, list[Contributor]] = {}
    for each in work.contributors:
        by_role.setdefault(each.role, []).append(each)
    roles = [*by_role, *(role for name, role in _ROLES.items() if name in work.as_written and role not in by_role)]
    for role in roles:
        agents = tuple(Contributor(agent=_plain(each), role=role) for each in by_role.get(role, ()))
        plain = [names.write_name(each.agent) for each in by_role.get(role, ())]
        spelled = _spelled(work.as_written, role, agents or None, partial(_read_some_names, role), plain)
        item[role.value] = spelled


def _plain(contributor: Contributor) -> Any:
    """Return the agent as CSL-JSON alone would give it back."""
    return names.read_name(names.write_name(contributor.agent))


def _unknown(item: dict[str, Any], work: Work) -> None:
    """Add keys that CSL-JSON does not have, and what it cannot say under ``custom.refgraph``."""
    unknown = work.as_written.get(_UNKNOWN, ())
    extra = dict(work.extra)
    for name in unknown:
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


class _Reader:
    def __init__(self, item: Mapping[str, Any], problems: list[Problem]) -> None:
        self.item = item
        self.problems = problems
        self.values: dict[str, Any] = {}
        self.variables: dict[str, str] = {}
        self.extra: dict[str, Any] = {}
        self.written: dict[str, Any] = {}
        self.contributors: list[Contributor] = []

    def work(self) -> Work:
        key = self._key()
        kind = self._type()
        for name, value in self.item.items():
            self._one(name, value)
        ours = self._ours()
        contributors = names.add_surplus(self._ordered(ours.get("order")), ours.get("contributors"))
        truncated = ours.get("truncated")
        return Work(
            key=key,
            type=kind,
            contributors=contributors,
            truncated=tuple(Role(each) for each in map(str, truncated) if each in _ROLES)
            if isinstance(truncated, list)
            else (),
            identifiers=names.read_identifiers(ours.get("identifiers")),
            variables=self.variables,
            extra=self.extra,
            as_written=self.written,
            **self.values,
        )

    def _key(self) -> str:
        raw = self.item.get("id")
        if raw is None or isinstance(raw, bool | dict | list):
            return ""
        if not isinstance(raw, str):
            self.written["id"] = raw
        return str(raw)

    def _type(self) -> str:
        raw = self.item.get("type")
        kind = read_type(raw)
        if raw is None:
            self.problems.append(Problem("type", "the item has no type; it is read as a document", None))
        elif kind != raw:
            self.problems.append(Problem("type", f"{raw!r} is no CSL type; it is read as a document", raw))
        if kind != raw:
            self.written["type"] = raw
        return kind

    def _one(self, name: str, value: Any) -> None:
        if name in {"id", "type"}:
            return
        variable = _ALIASES.get(name, name)
        kind = CSL_VARIABLES.get(variable)
        if kind is None or (variable != name and variable in self.item):
            self._keep(name, value)
            return
        try:
            if kind is Kind.NAME:
                self._names(Role(name), value)
            elif kind is Kind.DATE:
                self._date(name, value)
            else:
                self._text(name, variable, value)
        except InvalidValueError as error:
            self.problems.append(Problem(name, str(error), value))
            self.written[name] = value
            if variable != name:
                self._keep(name, value)

    def _keep(self, name: str, value: Any) -> None:
        """Keep a key that CSL-JSON does not have."""
        self.extra[name] = value
        if name != "custom":
            self.written.setdefault(_UNKNOWN, []).append(name)

    def _names(self, role: Role, value: Any) -> None:
        contributors = _read_names(role, value)
        self.contributors += contributors
        if not contributors or [names.write_name(each.agent) for each in contributors] != value:
            self.written[role.value] = value

    def _date(self, variable: str, value: Any) -> None:
        try:
            date = dates.read_date(value)
        except InvalidValueError:
            date = dates.read_leniently(value)
            if date is not None:
                self.values[ATTRIBUTES[variable]] = date
            raise
        if date is not None:
            self.values[ATTRIBUTES[variable]] = date
        if date is None or not _same(dates.write_date(date), value):
            self.written[variable] = value

    def _text(self, name: str, variable: str, value: Any) -> None:
        text = _read_text(variable, value)
        if text is not None:
            if variable in ATTRIBUTES:
                self.values[ATTRIBUTES[variable]] = text
            else:
                self.variables[variable] = text
        if text is None or text != value or name != variable:
            self.written[name] = value

    def _ours(self) -> dict[str, Any]:
        """Take refgraph's own part out of ``custom``."""
        custom = self.extra.get("custom")
        if not isinstance(custom, dict) or not _is_ours(custom.get("refgraph")):
            return {}
        ours: dict[str, Any] = custom["refgraph"]
        rest = {name: value for name, value in custom.items() if name != "refgraph"}
        del self.extra["custom"]
        if rest:
            self.extra["custom"] = rest
        for part, target in (("extra", self.extra), ("as_written", self.written)):
            noted = ours.get(part)
            for name, value in noted.items() if isinstance(noted, dict) else ():
                target.setdefault(name, value)
        return ours

    def _ordered(self, order: Any) -> tuple[Contributor, ...]:
        """Return the contributors in the order in which their roles alternate."""
        roles = Counter(each.role.value for each in self.contributors)
        if not isinstance(order, list) or Counter(map(str, order)) != roles:
            return tuple(self.contributors)
        queues = {name: iter([each for each in self.contributors if each.role.value == name]) for name in set(order)}
        return tuple(next(queues[name]) for name in order)


def _is_ours(value: Any) -> bool:
    """Return True for what `_unknown` may have written; anything else under that name is left alone."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(part, _OUR_PARTS.get(name, ())) and bool(part) for name, part in value.items())
        and all(isinstance(each, dict) for name in ("contributors", "identifiers") for each in value.get(name, ()))
        and all(each in _ROLES for name in ("truncated", "order") for each in map(str, value.get(name, ())))
    )


def _same(one: Any, other: Any) -> bool:
    """Compare JSON values without taking 1 for True or 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
