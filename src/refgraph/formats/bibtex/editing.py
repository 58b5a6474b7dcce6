"""Edits to replacements of spans, and these to a new document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import singledispatch
from itertools import pairwise
from typing import NamedTuple

from refgraph.errors import DuplicateKeyError, InvalidValueError, UnknownNameError
from refgraph.formats.bibtex.document import BibDocument, BibEntry, TextChange
from refgraph.formats.bibtex.edits import (
    AddEntry,
    DeleteField,
    Edit,
    RemoveEntry,
    RenameField,
    RenameKey,
    RenameKeys,
    SetField,
    SortEntries,
)
from refgraph.formats.bibtex.encoding import Encoding
from refgraph.formats.bibtex.field import BibField
from refgraph.formats.bibtex.grammar import BLOCK_START, NAME
from refgraph.formats.bibtex.reading import MONTHS, parse_document
from refgraph.formats.bibtex.sorting import sorted_blocks

_NAME = re.compile(NAME)
_KEY = re.compile(r"[^\s\"#%'(),={}~\\@]+")
_REFERENCE = re.compile(r"(?<![^\s,{\"])[^\s,{}\"]+(?![^\s,}\"])")
_REFERRING = frozenset({"crossref", "xref", "xdata", "related", "entryset", "ids"})


class Replacement(NamedTuple):
    """New text for a span of the old; ``moved`` is where the new text stood before, if it only moved."""

    start: int
    end: int
    text: str
    moved: int | None = None


def edit(document: BibDocument, edits: Sequence[Edit]) -> BibDocument:
    """Return the document with these edits made, its changes listed; the old one stays as it is.

    All edits are about the document as it is, so their order matters only for what is added at one place; entries are
    sorted after everything else.

    Raises:
        UnknownNameError: if there is no such entry or field.
        DuplicateKeyError: if a new key is that of another entry.
        InvalidValueError: if a value, name or key cannot stand in a .bib file, or two edits change the same text.
    """
    changes = [each for one in edits if not isinstance(one, SortEntries) for each in _replacements(one, document)]
    changed = _applied(document, changes)
    for one in edits:
        if isinstance(one, SortEntries):
            before, moves = changed, [Replacement(*each) for each in sorted_blocks(changed, one.by)]
            changed = _applied(before, moves)
            if changes:  # two passes: one span from the first difference to the last
                changed = replace(changed, changes=_difference(document.text, changed.text))
    return changed


@singledispatch
def _replacements(one: Edit, document: BibDocument) -> Iterator[Replacement]:
    raise TypeError(f"no edit of {document.file}: {one!r}")


@_replacements.register
def _(one: SetField, document: BibDocument) -> Iterator[Replacement]:
    entry = _entry(document, one.key)
    found = entry.field(one.name)
    raw = one.value if one.raw else _written(one.value, one.name, found.raw if found else "")
    _check_value(raw, one.value, exactly=not one.raw)
    if found is not None:
        yield Replacement(found.value_start, found.end, raw)
        return
    _check(_NAME, one.name, "no name of a field")
    yield _addition(document, entry, one.name, raw)


@_replacements.register
def _(one: DeleteField, document: BibDocument) -> Iterator[Replacement]:
    entry = _entry(document, one.key)
    _field(entry, one.name)
    for each in entry.fields:
        if each.name.lower() == one.name.lower():
            before = document.text[entry.start : each.start]
            start = each.start - (len(before) - len(before.rstrip()))
            comma = re.compile(r"\s*,").match(document.text, each.end, entry.end)
            yield Replacement(start, comma.end() if comma else each.end, "")


@_replacements.register
def _(one: RenameField, document: BibDocument) -> Iterator[Replacement]:
    found = _field(_entry(document, one.key), one.name)
    _check(_NAME, one.new, "no name of a field")
    yield Replacement(found.start, found.start + len(found.name), one.new)


@_replacements.register
def _(one: RenameKey, document: BibDocument) -> Iterator[Replacement]:
    entry = _entry(document, one.key)
    if one.new == one.key:
        return
    _check_new_key(document, one.new)
    yield _new_key(document, entry, one.new)
    if not entry.key:
        return
    token = re.compile(rf"(?<![^\s,{{\"]){re.escape(one.key)}(?![^\s,}}\"])")
    any_case = re.compile(token.pattern, re.IGNORECASE)
    other_case = {each.key for each in document.entries if each.key.casefold() == one.key.casefold()} != {one.key}
    for each in document.entries:
        for field in each.fields:
            name = field.name.lower()
            if name in _REFERRING:
                # BibTeX knows a cross-referenced key in any case.
                pattern = any_case if name == "crossref" and not other_case else token
                for found in pattern.finditer(document.text, field.value_start, field.end):
                    yield Replacement(found.start(), found.end(), one.new)


@_replacements.register
def _(one: RenameKeys, document: BibDocument) -> Iterator[Replacement]:
    entries = document.entries
    _check_new_keys(one, [entry.key for entry in entries])
    changed: dict[str, str] = {}
    spellings: dict[str, set[str]] = {}
    for place, entry in enumerate(entries):
        new = one.new.get(place, entry.key)
        spellings.setdefault(entry.key.casefold(), set()).add(entry.key)
        if entry.key:
            changed.setdefault(entry.key, new)
        if new != entry.key:
            yield _new_key(document, entry, new)
    changed = {key: new for key, new in changed.items() if new != key}
    # BibTeX knows a cross-referenced key in any case
    in_any_case = {key.casefold(): new for key, new in changed.items() if len(spellings[key.casefold()]) == 1}
    for entry in entries:
        for field in entry.fields:
            name = field.name.lower()
            if name in _REFERRING:
                for found in _REFERENCE.finditer(document.text, field.value_start, field.end):
                    key = found[0]
                    to = changed.get(key) or (in_any_case.get(key.casefold()) if name == "crossref" else None)
                    if to:
                        yield Replacement(found.start(), found.end(), to)


def _new_key(document: BibDocument, entry: BibEntry, new: str) -> Replacement:
    start = _key_start(document, entry)
    comma = "" if entry.key or re.compile(r"\s*[,})]").match(document.text, start) else ","
    return Replacement(start, start + len(entry.key), new + comma)


@_replacements.register
def _(one: RemoveEntry, document: BibDocument) -> Iterator[Replacement]:
    entry, text = _entry(document, one.key), document.text
    after = re.compile(r"\s*").match(text, entry.end)
    assert after is not None
    if after.end() < len(text):
        yield Replacement(entry.start, after.end(), "")
    else:  # the last one: the white space before it goes, the end of the file stays
        yield Replacement(len(text[: entry.start].rstrip()) if text[: entry.start].strip() else 0, entry.end, "")


@_replacements.register
def _(one: AddEntry, document: BibDocument) -> Iterator[Replacement]:
    _check_new_key(document, one.key)
    _check(_NAME, one.type, "no type of an entry")
    newline = _newline(document.text)
    lines = [f"@{one.type}{{{one.key},"]
    for name, value in one.fields.items():
        _check(_NAME, name, "no name of a field")
        raw = _written(value, name, "")
        _check_value(raw, value, exactly=True)
        lines.append(f"  {name} = {raw},")
    block = newline.join([*lines, "}"])
    if one.after is not None:
        end = _entry(document, one.after).end
        yield Replacement(end, end, newline * 2 + block)
        return
    end, text = len(document.text), document.text
    bare = text.rstrip("\r\n")
    gap = "" if not bare else newline * max(0, 2 - len(re.findall(r"\r\n|\r|\n", text[len(bare) :])))
    yield Replacement(end, end, gap + block + newline)


def _entry(document: BibDocument, key: str) -> BibEntry:
    found = next((each for each in document.entries if each.key == key), None)
    found = found or next((each for each in document.entries if each.key.casefold() == key.casefold()), None)
    if found is None:
        raise UnknownNameError(f"no entry has the key {key!r}", hint="keys are those of `document.entries`")
    return found


def _field(entry: BibEntry, name: str) -> BibField:
    found = entry.field(name)
    if found is None:
        raise UnknownNameError(
            f"the entry {entry.key!r} has no field {name!r}", hint="it has " + ", ".join(entry.names)
        )
    return found


def _key_start(document: BibDocument, entry: BibEntry) -> int:
    head = BLOCK_START.match(document.text, entry.start)
    assert head is not None
    return document.text.index(entry.key, head.end())


def _addition(document: BibDocument, entry: BibEntry, name: str, raw: str) -> Replacement:
    """Return a new last field in the manner of the last one."""
    text = document.text
    if not entry.fields:
        start = _key_start(document, entry) + len(entry.key)
        comma = re.compile(r"\s*,").match(text, start, entry.end)
        lead = "" if comma else ","
        start = comma.end() if comma else start
        newline = _newline(text)
        tail = (
            newline if text[start : entry.end].strip() in {"}", ")"} and newline not in text[start : entry.end] else ""
        )
        return Replacement(start, start, f"{lead}{newline}  {name} = {raw}{',' if comma else ''}{tail}")
    last = entry.fields[-1]
    before = text[entry.start : last.start]
    gap = before[len(before.rstrip()) :]
    sign = _equals(text[last.start + len(last.name) : last.value_start], len(last.name) - len(name))
    comma = re.compile(r"\s*,").match(text, last.end, entry.end)
    if comma:
        return Replacement(comma.end(), comma.end(), f"{gap}{name}{sign}{raw},")
    return Replacement(last.end, last.end, f",{gap}{name}{sign}{raw}")


def _equals(sign: str, shorter: int) -> str:
    """Return the equals sign with the white space around it, in its column where the signs are aligned."""
    blanks = len(sign) - len(sign.lstrip(" "))
    return " " * max(1, blanks + shorter) + sign[blanks:] if blanks > 1 else sign


def _written(value: str, name: str, old: str) -> str:
    """Return a value with delimiters: those of the old one where they can hold it."""
    bare = value.isdigit() or (name.lower() == "month" and value in MONTHS)
    if bare and (not old or old[0] not in '{"'):
        return value
    if old[:1] == '"' and old[-1:] == '"' and len(old) > 1 and '"' not in value:
        return f'"{value}"'
    return "{" + value + "}"


def _check_value(raw: str, value: str, *, exactly: bool) -> None:
    """Refuse a value that would not be read again as it was written."""
    document = parse_document("@misc{k, a = " + raw + "}")
    wrong = any(each.code == "S001" for each in document.findings) or len(document.entries) != 1
    fields = () if wrong else document.entries[0].fields
    if [each.raw for each in fields] != [raw] or (exactly and fields[0].value != value):
        raise InvalidValueError(
            "cannot be the value of a field",
            text=value,
            span=(0, len(value)),
            hint="braces and quotes must be balanced",
        )


def _check_new_key(document: BibDocument, key: str) -> None:
    _check(_KEY, key, "no key")
    if any(each.key.casefold() == key.casefold() for each in document.entries):
        raise DuplicateKeyError(f"an entry has the key {key!r} already", hint="choose another one")


def _check_new_keys(one: RenameKeys, keys: list[str]) -> None:
    for place, new in one.new.items():
        if not 0 <= place < len(keys):
            raise UnknownNameError(f"there is no entry {place}", hint=f"the document has {len(keys)}, from 0")
        _check(_KEY, new, "no key")
        keys[place] = new
    counts = Counter(key.casefold() for key in keys)
    double = next((new for new in one.new.values() if counts[new.casefold()] > 1), None)
    if double is not None:
        raise DuplicateKeyError(f"two entries would have the key {double!r}", hint="choose another one")


def _check(pattern: re.Pattern[str], text: str, what: str) -> None:
    found = pattern.match(text)
    if found is None or found.end() < len(text):
        place = found.end() if found else 0
        raise InvalidValueError(
            what, text=text, span=(place, place + 1), hint="without white space and signs of BibTeX"
        )


def _newline(text: str) -> str:
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def _applied(document: BibDocument, replacements: list[Replacement]) -> BibDocument:
    """Make the replacements, in the order of the text; deletions may touch or overlap each other."""
    ordered = _merged(sorted(dict.fromkeys(replacements), key=lambda each: each.start))
    pieces, changes, cursor, length = [], [], 0, 0
    for each in ordered:
        pieces += [document.text[cursor : each.start], each.text]
        length += each.start - cursor
        changes.append(TextChange(each.start, each.end, length, length + len(each.text)))
        length += len(each.text)
        cursor = each.end
    if not ordered:
        return replace(document, changes=())
    text = "".join([*pieces, document.text[cursor:]])
    parsed = parse_document(text, document.file, document.macros)
    kept = tuple(each for each in document.findings if each.code == "S014")
    encoding = document.encoding
    if encoding.single:
        encoding = _shifted(encoding, ordered, changes)
    return replace(parsed, encoding=encoding, changes=tuple(changes), findings=(*kept, *parsed.findings))


def _merged(ordered: list[Replacement]) -> list[Replacement]:
    merged: list[Replacement] = []
    for each in ordered:
        if merged and each.start < merged[-1].end:
            if not merged[-1].text and each.end <= merged[-1].end:  # what is removed need not be changed
                continue
            if merged[-1].text or each.text:
                raise InvalidValueError("two edits change the same text", hint="make them one after the other")
            merged[-1] = Replacement(merged[-1].start, max(merged[-1].end, each.end), "")
        else:
            merged.append(each)
    return merged


def _shifted(encoding: Encoding, ordered: list[Replacement], changes: list[TextChange]) -> Encoding:
    """Return the single bytes of the file where they stand in the new text; those that were replaced are gone."""
    kept = []
    gaps = [TextChange(0, 0, 0, 0), *changes, TextChange(1 << 62, 1 << 62, 1 << 62, 1 << 62)]
    for place, byte in encoding.single:
        kept += [
            (place - before.end + before.new_end, byte)
            for before, after in pairwise(gaps)
            if before.end <= place < after.start
        ]
        kept += [
            (place - one.moved + change.new_start, byte)
            for one, change in zip(ordered, changes, strict=True)
            if one.moved is not None and one.moved <= place < one.moved + len(one.text)
        ]
    return encoding._replace(single=tuple(sorted(kept)))


def _difference(old: str, new: str) -> tuple[TextChange, ...]:
    """Return the one span that two texts differ in."""
    if old == new:
        return ()
    start = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    start = min(len(old), len(new)) if start is None else start
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return (TextChange(start, len(old) - tail, start, len(new) - tail),)
