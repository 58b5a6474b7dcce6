"""One CSL-JSON item to a work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json import dates, names
from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date
from refgraph.model.identifiers import parse_identifier
from refgraph.model.names import Agent, Name
from refgraph.model.schemes import Scheme
from refgraph.model.vocabulary import CSL_TYPES, CSL_VARIABLES, Kind
from refgraph.model.work import ATTRIBUTES, Work
from refgraph.text.latex import plain_markup

ROLES = {role.value: role for role in Role}
ALIASES = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}
"""Names that older files have for a variable."""
UNKNOWN = "unknown"
"""Under this name ``Work.as_written`` lists the keys of the item that CSL-JSON does not have."""

_TYPES = frozenset(CSL_TYPES)
_TEXTS = {
    name: attribute
    for name, attribute in ATTRIBUTES.items()
    if CSL_VARIABLES[name] not in {Kind.NAME, Kind.DATE} and name != "DOI"
}
"""Variable -> attribute of Work that holds its text as it is."""
_OUR_PARTS: dict[str, type] = {
    "contributors": list,
    "truncated": list,
    "order": list,
    "identifiers": list,
    "extra": dict,
    "as_written": dict,
}
_PLAIN_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-$&-~]+")
_AS_THEY_ARE = frozenset({"DOI", "URL", "abstract"})
"""Variables in which tags are part of the text: addresses, and an abstract, which may be a page of HTML."""
_DATE_PARTS = {int, str}
_USUAL_PARTS = {"family", "given"}


class Problem(NamedTuple):
    """Something in an item that could not be read: in which variable, and what is wrong."""

    variable: str
    message: str
    value: Any


class ItemReader:
    """Reads items one after another; names and dates that it has seen before are taken from memory."""

    def __init__(self) -> None:
        """Begin without a memory."""
        self._people: dict[str, dict[Hashable, tuple[Contributor, bool]]] = {}
        self._dates: dict[tuple[Any, ...], tuple[Date, bool]] = {}

    def read(self, item: Mapping[str, Any], problems: list[Problem]) -> Work:
        """Make a work of one item; what cannot be read goes to ``problems`` too."""
        return _Item(self, item, problems).work()

    def read_names(self, role: Role, value: Any) -> tuple[list[Contributor], bool]:
        """Return contributors, and whether `names.write_name` would write them just so."""
        if not isinstance(value, list):
            raise InvalidValueError(f"{role} should be a list of names", text=str(value))
        known = self._people.setdefault(role.value, {})
        found = []
        is_plain = True
        for name in value:
            key = (*name, *name.values()) if type(name) is dict else None
            try:
                person = known.get(key)
            except TypeError:  # a part of the name is a list
                key = person = None
            if person is None:
                agent, same = _read_name(name)
                person = (Contributor(agent=agent, role=role), same)
                if key is not None:
                    known[key] = person
            found.append(person[0])
            is_plain = is_plain and person[1]
        return found, is_plain

    def read_date(self, value: Any) -> tuple[Date | None, bool]:
        """Return a date, and whether `dates.write_date` would write it just so."""
        key = _date_key(value)
        if key is not None and key in self._dates:
            return self._dates[key]
        date = dates.read_date(value)
        if date is None:
            return None, False
        found = (date, _same(dates.write_date(date), value))
        if key is not None:
            self._dates[key] = found
        return found


def from_item(item: Mapping[str, Any], problems: list[Problem] | None = None) -> Work:
    """Make a work of one CSL-JSON item; nothing is lost, what cannot be read included.

    Args:
        item: a CSL-JSON item.
        problems: gets what could not be read; without it that is passed over.

    >>> from_item({"id": "a", "type": "book", "title": "Dictators Without Borders", "volume": 2}).volume
    '2'
    """
    return ItemReader().read(item, [] if problems is None else problems)


def read_type(value: object) -> str:
    """Return the CSL type a value names; "document" if it is none."""
    return value if isinstance(value, str) and value in _TYPES else "document"


def read_text(variable: str, raw: Any) -> str | None:
    """Return the text of a variable.

    Raises:
        InvalidValueError: if the value is neither text nor a number.
    """
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise InvalidValueError(f"{variable} should be text or a number", text=str(raw))
    text = str(raw)
    if variable == "DOI" and not (_PLAIN_DOI.fullmatch(text) and "doi" not in text.lower()):
        try:
            return parse_identifier(text, Scheme.DOI).value
        except InvalidValueError:
            return text
    return text


def read_plain(variable: str, raw: Any) -> str | None:
    """Return the text of a variable as `read_text` does, without markup: that is how it was written.

    Raises:
        InvalidValueError: if the value is neither text nor a number.
    """
    text = read_text(variable, raw)
    return text if text is None or variable in _AS_THEY_ARE else plain_markup(text)


def _read_name(value: Any) -> tuple[Agent, bool]:
    """Return a name, and whether `names.write_name` would write it just so."""
    if type(value) is dict and value.keys() == _USUAL_PARTS:
        family, given = value["family"], value["given"]
        if type(family) is str and type(given) is str:
            return Name(family=family, given=given), True
    agent = names.read_name(value)
    return agent, names.write_name(agent) == value


def _date_key(value: Any) -> tuple[Any, ...] | None:
    """Return what a date of nothing but date-parts is known by, or None."""
    if type(value) is not dict or len(value) != 1:
        return None
    parts = value.get("date-parts")
    if type(parts) is not list or len(parts) != 1 or type(parts[0]) is not list:
        return None
    return tuple(parts[0]) if _DATE_PARTS.issuperset(map(type, parts[0])) else None


class _Item:
    __slots__ = ("contributors", "extra", "item", "problems", "reader", "values", "variables", "written")

    def __init__(self, reader: ItemReader, item: Mapping[str, Any], problems: list[Problem]) -> None:
        self.reader = reader
        self.item = item
        self.problems = problems
        self.values: dict[str, Any] = {}
        self.variables: dict[str, str] = {}
        self.extra: dict[str, Any] = {}
        self.written: dict[str, Any] = {}
        self.contributors: list[Contributor] = []

    def work(self) -> Work:
        values = self.values
        values["key"] = self._key()
        values["type"] = self._type()
        for name, value in self.item.items():
            attribute = _TEXTS.get(name)
            if attribute is not None and type(value) is str and "</" not in value:
                values[attribute] = value
            elif name not in {"id", "type"}:
                self._one(name, value)
        values["contributors"] = tuple(self.contributors)
        if "custom" in self.extra:
            self._take_ours()
        return Work(variables=self.variables, extra=self.extra, as_written=self.written, **values)

    def _key(self) -> str:
        raw = self.item.get("id")
        if type(raw) is str:
            return raw
        if raw is None or isinstance(raw, bool | dict | list):
            return ""
        if not isinstance(raw, str):
            self.written["id"] = raw
        return str(raw)

    def _type(self) -> str:
        raw = self.item.get("type")
        if type(raw) is str and raw in _TYPES:
            return raw
        kind = read_type(raw)
        if raw is None:
            self.problems.append(Problem("type", "the item has no type; it is read as a document", None))
        elif kind != raw:
            self.problems.append(Problem("type", f"{raw!r} is no CSL type; it is read as a document", raw))
        if kind != raw:
            self.written["type"] = raw
        return kind

    def _one(self, name: str, value: Any) -> None:
        variable = ALIASES.get(name, name)
        kind = CSL_VARIABLES.get(variable)
        if kind is None or (variable != name and variable in self.item):
            self._keep(name, value)
            return
        try:
            if kind is Kind.NAME:
                self._names(ROLES[name], value)
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
            self.written.setdefault(UNKNOWN, []).append(name)

    def _names(self, role: Role, value: Any) -> None:
        contributors, is_plain = self.reader.read_names(role, value)
        self.contributors += contributors
        if not contributors or not is_plain:
            self.written[role.value] = value

    def _date(self, variable: str, value: Any) -> None:
        try:
            date, is_plain = self.reader.read_date(value)
        except InvalidValueError:
            date = dates.read_leniently(value)
            if date is not None:
                self.values[ATTRIBUTES[variable]] = date
            raise
        if date is not None:
            self.values[ATTRIBUTES[variable]] = date
        if not is_plain:
            self.written[variable] = value

    def _text(self, name: str, variable: str, value: Any) -> None:
        text = read_plain(variable, value)
        if text is not None:
            if variable in ATTRIBUTES:
                self.values[ATTRIBUTES[variable]] = text
            else:
                self.variables[variable] = text
        if text is None or text != value or name != variable:
            self.written[name] = value

    def _take_ours(self) -> None:
        """Take refgraph's own part out of ``custom``."""
        custom = self.extra["custom"]
        if not isinstance(custom, dict) or not _is_ours(custom.get("refgraph")):
            return
        ours: dict[str, Any] = custom["refgraph"]
        rest = {name: value for name, value in custom.items() if name != "refgraph"}
        del self.extra["custom"]
        if rest:
            self.extra["custom"] = rest
        for part, target in (("extra", self.extra), ("as_written", self.written)):
            noted = ours.get(part)
            for name, value in noted.items() if isinstance(noted, dict) else ():
                target.setdefault(name, value)
        self.values["contributors"] = names.add_surplus(self._ordered(ours.get("order")), ours.get("contributors"))
        truncated = ours.get("truncated", ())
        self.values["truncated"] = tuple(Role(each) for each in map(str, truncated) if each in ROLES)
        self.values["identifiers"] = names.read_identifiers(ours.get("identifiers"))

    def _ordered(self, order: Any) -> tuple[Contributor, ...]:
        """Return the contributors in the order in which their roles alternate."""
        roles = Counter(each.role.value for each in self.contributors)
        if not isinstance(order, list) or Counter(map(str, order)) != roles:
            return tuple(self.contributors)
        queues = {name: iter([each for each in self.contributors if each.role.value == name]) for name in set(order)}
        return tuple(next(queues[name]) for name in order)


def _is_ours(value: Any) -> bool:
    """Return True for what refgraph may have written; anything else under that name is left alone."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(part, _OUR_PARTS.get(name, ())) and bool(part) for name, part in value.items())
        and all(isinstance(each, dict) for name in ("contributors", "identifiers") for each in value.get(name, ()))
        and all(each in ROLES for name in ("truncated", "order") for each in map(str, value.get(name, ())))
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
