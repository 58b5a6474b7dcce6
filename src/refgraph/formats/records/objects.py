"""JSON and YAML texts to plain values with their lines, and the values inside them by path."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml  # type: ignore[import-untyped]

from refgraph.errors import InvalidValueError
from refgraph.formats.records.draft import Draft
from refgraph.formats.records.json_places import ItemLines
from refgraph.formats.records.library import Entry, collect, finding
from refgraph.formats.records.rest import LeftOut, keep_unsaid, leaves_of
from refgraph.formats.records.strict_json import parse_strictly
from refgraph.model.library import Library

_MOST_NODES = 5_000_000
_DEEP = "nested too deeply"


@dataclass(frozen=True)
class Element:
    """One record in a text: a plain value, its line (from 1) if known, and what is wrong if it is broken."""

    value: Any
    line: int | None = None
    problem: str | None = None


def text_at(value: Any, path: str) -> str:
    """Return the text at a path of keys and places, such as "container-title.0"; "" if there is none.

    >>> text_at({"title": ["Bogs"], "volume": 3}, "title.0"), text_at({"volume": 3}, "volume"), text_at([], "a.b")
    ('Bogs', '3', '')
    """
    found = value_at(value, path)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found)


def value_at(value: Any, path: str) -> Any:
    """Return the value at a path of keys and places, or None."""
    for part in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and part.isdigit():
            value = value[int(part)] if int(part) < len(value) else None
        else:
            return None
    return value


def objects_at(value: Any, path: str) -> list[dict[str, Any]]:
    """Return the objects in the list at a path; one object by itself is a list of one."""
    found = value_at(value, path)
    if isinstance(found, dict):
        return [found]
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def texts_at(value: Any, path: str) -> list[str]:
    """Return the texts in the list at a path; one text by itself is a list of one."""
    found = value_at(value, path)
    values = found if isinstance(found, list) else [found]
    return [str(each) for each in values if isinstance(each, str | int | float) and not isinstance(each, bool)]


def fill(draft: Draft, value: Any, fields: Iterable[tuple[str, str]]) -> None:
    """Add to a draft the texts at paths, by CSL variable; of several paths for one the first counts."""
    for rank, (variable, path) in enumerate(fields):
        text = text_at(value, path)
        if text and (variable not in draft.texts or rank == 0):
            draft.add(variable, text, path)


def keep_rest(draft: Draft, record: Mapping[str, Any], used: frozenset[str]) -> None:
    """Keep the values of a record that no variable means, by their names there."""
    for name, value in record.items():
        if name not in used and value not in (None, "", [], {}):
            draft.keep(name, value)


@dataclass(frozen=True)
class JsonFormat:
    """One format of JSON records, as its reader needs to know it.

    Attributes:
        title: what messages call it.
        make: makes a draft of a record.
        signs: names of members; an object that has one of them is a record.
        lists: paths to the list of records in an answer, such as "message.items".
        inner: name of the member that holds the record, or a list of them, in an answer about one; or "".
        leaves: yields path and text of every value of a record that the draft must say.
        left_out: matches the beginnings of paths of values about the record, which are only named.
    """

    title: str
    make: Callable[[dict[str, Any]], Draft]
    signs: frozenset[str]
    lists: tuple[str, ...] = ()
    inner: str = ""
    leaves: Callable[[dict[str, Any]], Iterable[tuple[str, str]]] = leaves_of
    left_out: re.Pattern[str] | None = None

    def records(self, data: Any) -> tuple[list[Any], tuple[str, ...]] | None:
        """Return the records in a text's value and the path to them; None if it is of another format."""
        if isinstance(data, list):
            return data, ()
        for path in self.lists:
            found = value_at(data, path) if isinstance(data, dict) else None
            if isinstance(found, list):
                return list(found), tuple(path.split("."))
        inside = data.get(self.inner) if isinstance(data, dict) and self.inner else None
        for each, way in ((inside, (self.inner,)), (data, ())):
            if isinstance(each, dict) and each.keys() & self.signs:
                return [each], way
        return None


def library_of(text: str, source: JsonFormat, file: str | None) -> Library:
    """Make a library of a JSON text, or of one with an object a line; what is no object costs no other.

    Raises:
        InvalidValueError: if the text as a whole is broken, with line and column, or of another format.
    """
    return collect(_entries(parse_records(text, source), source, file), file)


def _entries(elements: Iterable[Element], source: JsonFormat, file: str | None) -> Iterator[Entry]:
    left_out = LeftOut()
    for index, each in enumerate(elements):
        if each.problem or not isinstance(each.value, dict):
            problem = each.problem or f"record {index} is no object and was left out"
            shown = str(each.value)[:200]
            yield Entry(None, (finding("unparsable-block", problem, file, line=each.line, value=shown),))
        else:
            draft = source.make(each.value)
            keep_unsaid(draft, source.leaves(each.value), source.left_out)
            left_out.add(draft, each.line)
            yield Entry(draft.work(), (), each.line)
    yield Entry(None, left_out.findings(file))


def parse_json(text: str, what: str) -> Any:
    """Return the value of a JSON text.

    Raises:
        InvalidValueError: if it is none, with line and column.
    """
    try:
        return parse_strictly(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise InvalidValueError(
            f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}",
            text=text,
            span=(error.pos, min(error.pos + 1, len(text))),
            hint=f"expected {what}",
        ) from None
    except RecursionError:
        raise InvalidValueError(f"not {what}: {_DEEP}") from None


def parse_records(text: str, source: JsonFormat) -> list[Element]:
    """Return the records of a JSON text, or of one with an object a line.

    Raises:
        InvalidValueError: if the text as a whole is broken, or of another format.
    """
    try:
        data = parse_json(text, source.title)
    except InvalidValueError:
        lines = _json_lines(text, source)
        if sum(each.problem is None for each in lines) * 2 < max(2, len(lines)):
            raise
        return lines
    found = source.records(data)
    if found is None:
        raise InvalidValueError(f"JSON, but not {source.title}", text=text[:80])
    records, path = found
    lines_of = ItemLines(text.removeprefix("\ufeff"), path)
    return [Element(each, None if isinstance(each, dict) else lines_of.line(at)) for at, each in enumerate(records)]


def is_object(line: str) -> bool:
    """Return True if a line is a whole object of JSON."""
    if not line.lstrip("\ufeff \t").startswith("{"):
        return False
    try:
        return isinstance(json.loads(line.removeprefix("\ufeff")), dict)
    except (ValueError, RecursionError):
        return False


def entries_of_lines(lines: Iterable[str], file: str | None = None, *, source: JsonFormat) -> Iterator[Entry]:
    """Read JSON lines, one record after the other, for files of any length; a broken line costs no other."""
    numbered = enumerate((line.removeprefix("\ufeff") for line in lines), 1)
    elements = (each for number, line in numbered if line.strip() for each in _elements(number, line, source))
    return _entries(elements, source, file)


def _json_lines(text: str, source: JsonFormat) -> list[Element]:
    lines = enumerate(text.split("\n"), 1)
    return [each for number, line in lines if line.strip() for each in _elements(number, line, source)]


def _elements(number: int, line: str, source: JsonFormat) -> list[Element]:
    try:
        value = parse_strictly(line)
    except (ValueError, RecursionError):
        return [Element(line.strip(), number, "the line is not JSON and was left out")]
    found = source.records(value)
    return [Element(each, number) for each in (found[0] if found and found[0] else [value])]


_TEXT = "tag:yaml.org,2002:str"


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads null, true, false and decimal numbers; all else is text, as bibliographies mean it ("no", 2018-03, 010).

    Names in a mapping are text, whatever they look like.
    """

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - the signature is PyYAML's
        for name, _ in node.value:
            if isinstance(name, yaml.ScalarNode):
                name.tag = _TEXT
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"-?(?:0|[1-9][0-9]*)", list("-0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})\\Z"), _first)


@dataclass(frozen=True)
class YamlText:
    """A YAML text: its value, and where in the file each part is."""

    value: Any
    node: Any

    def line(self, *path: str | int) -> int | None:
        """Return the line (from 1) of the part at a path, or None."""
        node = self.node
        for part in path:
            node = _child(node, part)
        return None if node is None else int(node.start_mark.line) + 1


def parse_yaml(text: str, what: str) -> YamlText:
    """Return the value of the first document of a YAML text; tags other than YAML's own are refused.

    Raises:
        InvalidValueError: if it is broken, with line and column, nested too deeply, or grows without bounds when its
            aliases are followed.
    """
    loader = None
    try:
        loader = _Loader(text.removeprefix("\ufeff"))
        node = loader.get_node() if loader.check_node() else None
        if node is None:
            return YamlText(None, None)
        _measure(node, {}, set())
        return YamlText(loader.construct_document(node), node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise InvalidValueError(f"not YAML: {error.problem or error.context}{place}", hint=f"expected {what}") from None
    except yaml.YAMLError as error:
        raise InvalidValueError(f"not YAML: {error}", hint=f"expected {what}") from None
    except (ValueError, TypeError, OverflowError) as error:  # a date or number that is none; a key that is a list
        if isinstance(error, InvalidValueError):
            raise
        raise InvalidValueError(f"not YAML: {error}", hint=f"expected {what}") from None
    except RecursionError:
        raise InvalidValueError(f"not {what}: {_DEEP}") from None
    finally:
        if loader is not None:
            loader.dispose()


def dump_yaml(value: Any) -> str:
    """Return a value as YAML: block style, Unicode as it is, keys in their order."""
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100))


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def _child(node: Any, part: str | int) -> Any:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None


def _measure(node: Any, known: dict[int, int], above: set[int]) -> int:
    """Return the number of nodes when every alias is followed; refuse aliases that never end or grow too far."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) in above:
        raise InvalidValueError("YAML that contains itself", hint="write out what the alias stands for")
    if id(node) not in known:
        above.add(id(node))
        children = [part for each in node.value for part in (each if isinstance(each, tuple) else (each,))]
        total = 1 + sum(_measure(each, known, above) for each in children)
        above.discard(id(node))
        if total > _MOST_NODES:
            raise InvalidValueError(f"YAML that grows beyond {_MOST_NODES} values when its aliases are followed")
        known[id(node)] = total
    return known[id(node)]
