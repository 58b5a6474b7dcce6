"""A CSL-JSON text to a library and back: a list of items, one item, ``{"items": [...]}``, or one item a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from refgraph.errors import InvalidValueError
from refgraph.formats.csl_json.layout import indented
from refgraph.formats.csl_json.reading import ItemReader, Problem
from refgraph.formats.csl_json.writing import to_item
from refgraph.formats.records import Entry
from refgraph.formats.records.json_places import ItemLines
from refgraph.formats.records.library import RecordLines
from refgraph.formats.records.strict_json import parse_strictly
from refgraph.memory import collector_paused
from refgraph.model.finding import Finding, Severity
from refgraph.model.keys import assign_keys
from refgraph.model.library import Library
from refgraph.model.vocabulary import CSL_VARIABLES, Kind
from refgraph.model.work import Work

_SURROGATE = re.compile("[\ud800-\udfff]")
_RULES = {
    "id": ("S002", "missing-key", Severity.ERROR),
    "type": ("E101", "unknown-type", Severity.ERROR),
    "date": ("D305", "bad-date", Severity.ERROR),
    "": ("S001", "unparsable-block", Severity.ERROR),
}


def loads(text: str, file: str | None = None) -> Library:
    """Read CSL-JSON text.

    Args:
        text: a list of items, a single item, an object with a list ``items``, or JSON lines.
        file: its path, for findings.

    A line of JSON lines that is broken is a finding, and the others are read.

    Raises:
        InvalidValueError: if it is not JSON, with line and column, or JSON without items.

    >>> loads('[{"id": 1, "type": "book", "title": "Dictators Without Borders"}]')["1"].title
    'Dictators Without Borders'
    """
    text = text.removeprefix("\ufeff")
    with collector_paused():
        try:
            return from_items(_drained(_items(text)), file, ItemLines(text, ("items",)).line)
        except json.JSONDecodeError as error:
            lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
            items = [_line(number, line) for number, line in lines]
            if sum(isinstance(each, dict) for each in items) * 2 < max(2, len(items)):
                raise _no_json(error, text) from None
            return from_items(_drained(items), file, lambda index: lines[index][0])


def dumps(library: Library | Iterable[Work], indent: int | None = 2) -> str:
    """Write works as a CSL-JSON list; Unicode stays as it is."""
    with collector_paused():
        items = to_items(library)
        text = json.dumps(items, ensure_ascii=False) if indent is None else indented(items, indent)
        if not text.isascii() and _SURROGATE.search(text):
            text = json.dumps(items, indent=indent)  # half a surrogate pair has no UTF-8
        items.clear()
    return text + "\n"


def from_items(
    items: Iterable[Any], file: str | None = None, line_of: Callable[[int], int | None] = lambda _: None
) -> Library:
    """Make a library of CSL-JSON items; what cannot be read is a finding with the item's place in the list.

    Args:
        items: the items.
        file: for the findings.
        line_of: tells the line of an item by its place, from 0; only asked where that is of use.
    """
    works: list[Work] = []
    findings: list[Finding] = []
    reader = ItemReader()
    places: list[int] = []
    for index, item in enumerate(items):
        work, found = _read_item(reader, index, item, file)
        findings += [each if each.line else replace(each, line=line_of(index)) for each in found]
        if work is not None:
            works.append(work)
            places.append(index)
    unique = assign_keys(_unique(works, findings, file))
    findings += [
        _no_id(new.key, file, line_of(index))
        for old, new, index in zip(works, unique, places, strict=True)
        if not old.key
    ]
    lines = RecordLines([work.key for work in unique], places, line_of)
    return Library(works=unique, findings=tuple(findings), lines=lines)


def entries_of_lines(lines: Iterable[tuple[int, str]], file: str | None = None) -> Iterator[Entry]:
    """Read items one by one, for files of any length; one without an id has no key here.

    Args:
        lines: their numbers in the file, from 1, and texts.
        file: for the findings.
    """
    reader = ItemReader()
    index = 0
    for number, line in lines:
        value = _line(number, line)
        for item in value["items"] if _is_collection(value) else [value]:
            work, found = _read_item(reader, index, item, file)
            index += 1
            findings = [each if each.line else replace(each, line=number) for each in found]
            if work is not None and not work.key:
                findings.append(_finding("id", "the item has no id", file, line=number))
            yield Entry(work, tuple(findings), number)


def _read_item(reader: ItemReader, index: int, item: Any, file: str | None) -> tuple[Work | None, list[Finding]]:
    if isinstance(item, _BrokenLine):
        where = {"line": item.line, "column": item.column}
        return None, [_finding("", item.message, file, value=item.text[:200], **where)]
    if not isinstance(item, dict):
        return None, [_finding("", f"item {index} is no object and was left out", file, value=str(item)[:200])]
    problems: list[Problem] = []
    work = reader.read(item, problems)
    return work, [_problem(problem, index, work.key, file) for problem in problems]


def _no_id(key: str, file: str | None, line: int | None) -> Finding:
    return _finding("id", f"the item has no id; here it is {key!r}", file, line=line, key=key)


def to_items(library: Library | Iterable[Work]) -> list[dict[str, Any]]:
    """Return works as CSL-JSON items."""
    return [to_item(work) for work in library]


def _items(text: str) -> list[Any]:
    try:
        data = parse_strictly(text)
    except RecursionError:
        raise InvalidValueError("not CSL-JSON: nested too deeply", hint="expected a list of items") from None
    if isinstance(data, list):
        return data
    if _is_collection(data):
        return list(data["items"])
    if isinstance(data, dict) and data.keys() & {"id", "type", "title"}:
        return [data]
    raise InvalidValueError("JSON without items", text=text[:80], hint='expected a list of items, or {"items": [...]}')


def _is_collection(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("items"), list)


def _drained(items: list[Any]) -> Iterator[Any]:
    """Yield the items of a list, which forgets them: a large file need not be in memory twice."""
    items.reverse()
    while items:
        yield items.pop()


class _BrokenLine(NamedTuple):
    line: int
    column: int
    message: str
    text: str


def _line(number: int, line: str) -> Any:
    try:
        return parse_strictly(line)
    except json.JSONDecodeError as error:
        return _BrokenLine(number, error.colno, f"the line is not JSON ({error.msg}) and was left out", line.strip())
    except RecursionError:
        return _BrokenLine(number, 1, "the line is nested too deeply and was left out", line.strip())


def _no_json(error: json.JSONDecodeError, text: str) -> InvalidValueError:
    return InvalidValueError(
        f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}",
        text=text,
        span=(error.pos, min(error.pos + 1, len(text))),
        hint="expected CSL-JSON",
    )


def _unique(works: list[Work], findings: list[Finding], file: str | None) -> list[Work]:
    """Give the later works of a repeated id a key of their own."""
    taken = {work.key for work in works}
    seen: set[str] = set()
    unique = []
    for work in works:
        key = work.key
        if key and key in seen:
            number = 2
            while (key := f"{work.key}-{number}") in taken:
                number += 1
            taken.add(key)
            message = f"the id {work.key!r} is there twice; here the later one is {key!r}"
            findings.append(
                Finding(
                    code="U701",
                    slug="duplicate-key",
                    message=message,
                    severity=Severity.ERROR,
                    file=file,
                    key=work.key,
                    value=work.key,
                )
            )
            work = replace(work, key=key)  # noqa: PLW2901 - the work under its new key
        seen.add(key)
        unique.append(work)
    return unique


def _problem(problem: Problem, index: int, key: str, file: str | None) -> Finding:
    is_date = CSL_VARIABLES.get(problem.variable) is Kind.DATE
    kind = "type" if problem.variable == "type" else "date" if is_date else ""
    value = None if problem.value is None else json.dumps(problem.value, ensure_ascii=False)[:200]
    message = f"item {index}: {problem.message}"
    return _finding(kind, message, file, value=value, key=key or None, field=problem.variable)


def _finding(kind: str, message: str, file: str | None, **where: Any) -> Finding:
    code, slug, severity = _RULES[kind]
    return Finding(code=code, slug=slug, message=message, severity=severity, file=file, **where)
