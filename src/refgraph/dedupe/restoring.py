"""Entries of a .bib file put back as they were written, and the rest of the file left byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from refgraph.dedupe.merge import given_keys
from refgraph.dedupe.sources import Written
from refgraph.errors import UnknownNameError
from refgraph.formats.bibtex import BibDocument, BibEntry, bibtex_keys, dumps, library_of, parse_document
from refgraph.model import Library, Work

_KEY = re.compile(r"@\s*\w+\s*[{(]\s*(?P<key>[^\s,{}()]*)")


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """A merged entry of a .bib file that is to be taken apart.

    Attributes:
        document: the file.
        entry: the entry.
        keys: the keys it stands for, in the order of ``ids``, its own first.
    """

    document: BibDocument
    entry: BibEntry
    keys: tuple[str, ...]


def find_merged(text: str, keys: Sequence[str], file: str | None = None) -> MergedEntry:
    """Find the entry of a merged file that stands for works.

    Args:
        text: the merged file.
        keys: keys of the works, the one it most likely has first; also as BibTeX would write them, and those that an
            entry has in ``ids``.
        file: its path, for messages.

    Raises:
        UnknownNameError: if no entry has one of the keys.
    """
    document = parse_document(text, file)
    names = {name: key for key in keys for name in (bibtex_keys([Work(key=key)])[key], key)}
    further = {work.key: given_keys(work) for work in library_of(document)}
    for key in dict.fromkeys([*keys, *names]):
        for entry in document.entries:
            stands_for = (entry.key, *further.get(entry.key, ()))
            if key in stands_for:
                return MergedEntry(document, entry, tuple(names.get(each, each) for each in stands_for))
    raise UnknownNameError(f"{file}: no entry has this key" if file else "no entry has this key", text=keys[0])


def put_back(
    merged: MergedEntry, works: Sequence[Work], written: Mapping[str, Written], names: Mapping[str, str] | None = None
) -> str:
    """Return the text of a merged file with works in the place of a merged entry.

    A work that has an entry in a .bib file is written as it is there, character for character, but for its key where
    another file had that too. Macros it uses are defined before it. Where the merged file gives a macro of that name
    another value, and for works of other formats, the entry is written anew. A work that has an entry in the merged
    file already is left out.

    Args:
        merged: the entry and its file.
        works: the works that take its place, each with its key in the library.
        written: entries of .bib files by key.
        names: for each key the one that BibTeX's file has for it, see `bibtex_keys`; without it those of ``works``.
    """
    document, place = merged.document, merged.entry
    names = names or bibtex_keys(works)
    there = {entry.key for entry in document.entries if entry is not place}
    blocks: list[str] = []
    for work in works:
        if not there.isdisjoint((work.key, names[work.key])):
            continue
        source = written.get(work.key)
        definitions = None if source is None else _definitions(source, document)
        if source is None or definitions is None:
            blocks.append(dumps(Library(works=(work,))).rstrip("\n"))
        else:
            blocks += [each for each in definitions if each not in blocks]
            blocks.append(_with_key(source.entry, work.key, names[work.key]))
    end = "\r\n" if "\r\n" in document.text else "\n"
    start, stop = place.start, place.end
    if not blocks:  # the entry goes, and the blank line after it
        stop += len(document.text[stop:]) - len(document.text[stop:].lstrip("\r\n"))
    return document.text[:start] + (end * 2).join(blocks) + document.text[stop:]


def only_here(merged: MergedEntry, work: Work) -> tuple[str, ...]:
    """Return the fields of a merged entry that were changed after it was written, as they are written there.

    Args:
        merged: the entry as it is.
        work: the merged work.
    """
    (made,) = parse_document(dumps(Library(works=(work,)))).entries
    return tuple(
        f"{each.name} = {each.raw}"
        for each in merged.entry.fields
        if " ".join(each.value.split()) != " ".join(made.value(each.name).split())
    )


def restore_all(text: str, library: Library, keys: Iterable[str], written: Mapping[str, Written]) -> str:
    """Return the text of a library in which some entries are as they are written in their source.

    Args:
        text: the library as BibTeX.
        library: the library.
        keys: keys of works in it; those that come from no .bib file are left as they are.
        written: entries of .bib files by key.
    """
    names = bibtex_keys(library)
    for key in keys:
        if key in written:
            text = put_back(find_merged(text, [names[key]]), [library[key]], written, names)
    return text


def _with_key(entry: BibEntry, key: str, name: str) -> str:
    """Return the text of an entry: that of its file, but for the key where it is another one in the library.

    Args:
        entry: the entry.
        key: its key in the library.
        name: the same as BibTeX may have it.
    """
    found = _KEY.match(entry.raw)
    if found is None or (entry.key == key and name == bibtex_keys([Work(key=key)])[key]):
        return entry.raw
    comma = "" if found["key"] or entry.raw[found.end() :].lstrip().startswith(",") else ","
    return entry.raw[: found.start("key")] + name + comma + entry.raw[found.end("key") :]


def _definitions(source: Written, target: BibDocument) -> list[str] | None:
    """Return the macros that an entry needs and a file lacks, or None where the file gives one another value."""
    strings = source.document.strings
    needed = dict.fromkeys(_macros(source, source.entry))
    for name in needed:
        if name in target.strings and target.strings[name].value != strings[name].value:
            return None
    missing = (strings[name] for name in needed if name not in target.strings)
    return [f"@string{{{each.name} = {each.raw}}}" for each in missing]


def _macros(source: Written, entry: BibEntry) -> Iterator[str]:
    """Yield the macros of its file that an entry uses, after those they are made of; built-in months are none."""
    strings = source.document.strings
    seen: set[str] = set()

    def needed(names: Iterable[str]) -> Iterator[str]:
        for name in names:
            if name in strings and name not in seen:
                seen.add(name)
                yield from needed(strings[name].macros)
                yield name

    for field in entry.fields:
        yield from needed(field.macros)
