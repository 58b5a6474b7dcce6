"""A whole .bib text to a library and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from refgraph.formats.bibtex.document import BibDocument, BibEntry
from refgraph.formats.bibtex.entries import SPELLING, Entry, plain_fields, write_entry
from refgraph.formats.bibtex.inheritance import complete_fields, entries_by_key, inherited_fields, own_fields
from refgraph.formats.bibtex.names import Dialect
from refgraph.formats.bibtex.reading import MONTHS, parse_document, read_document
from refgraph.formats.bibtex.relations import read_relations
from refgraph.formats.bibtex.roles import entry_type
from refgraph.formats.bibtex.works import Reading, read_work
from refgraph.model.finding import Finding
from refgraph.model.keys import assign_keys
from refgraph.model.library import Library
from refgraph.model.provenance import Origin
from refgraph.model.work import ATTRIBUTES, Work
from refgraph.text.ascii import to_ascii
from refgraph.text.latex import codec_name

__all__ = ["bibtex_keys", "dumps", "inherited_fields", "library_of", "loads", "own_fields", "read", "write_block"]

_BAD_IN_KEYS = re.compile(r"[^!-~]|[\s,{}()\"#%'=~\\@$&^]")
_REFERRING = ("crossref", "xref")
_BIBLATEX_ONLY = frozenset("journaltitle date location eprinttype eprintclass subtitle booksubtitle langid".split())
_NORMALISED = frozenset("doi url eprint archiveprefix eprinttype entrysubtype identifiers howpublished".split())
_NOT_INHERITED = frozenset({"crossref", "key", "ids", "label", "entrysubtype", "identifiers", "xdata", "xref"})


def loads(text: str, file: str | None = None) -> Library:
    """Read BibTeX or BibLaTeX text; the two need not be told apart.

    No entry is lost: broken ones give what can be read of them, repeated keys get a letter, missing keys are made, and
    each of these is a finding of the library. Fields without a place in a work are in ``Work.extra``.

    Args:
        text: the whole file.
        file: its path, for findings.

    >>> loads("@book{a, title = {Dictators Without {Borders}}, year = 2017}")["a"].title
    'Dictators Without Borders'
    """
    return library_of(parse_document(text, file))


def read(path: Path | str) -> Library:
    """Read a .bib file as `loads` reads its text.

    Raises:
        UnreadableFileError: if it cannot be read or is not text.
    """
    return library_of(read_document(path))


def library_of(document: BibDocument, *, provenance: bool = False) -> Library:
    """Make the library of a parsed .bib file.

    Args:
        document: what `parse_document` returned.
        provenance: also say for each value which characters of the file it comes from.
    """
    by_key = entries_by_key(document.entries)
    readings = [_reading(entry, by_key) for entry in document.entries]
    works = _with_keys([reading.work for reading in readings])
    origins = _origins(document, readings, works) if provenance else {}
    keys = {entry.start: work.key for entry, work in zip(document.entries, works, strict=True)}
    return Library(
        works=works,
        relations=read_relations(document.entries, keys),
        provenance=origins,
        findings=_findings(document, works),
    )


def dumps(
    library: Library | Iterable[Work],
    dialect: Dialect = "bibtex",
    *,
    ascii_only: bool = False,
    encoding: str = "utf-8",
    keep_spelling: bool = True,
) -> str:
    r"""Write works as BibTeX or BibLaTeX text that BibTeX and Biber accept.

    One field a line in a fixed order; Unicode stays as it is unless ``encoding`` asks for less; a value that came from
    a .bib file and is unchanged keeps its spelling (protecting braces, order of names). Keys that BibTeX would refuse
    are replaced: `bibtex_keys` says by what.

    Args:
        library: the works.
        dialect: BibTeX keeps to the fourteen entry types that every style knows.
        ascii_only: the same as ``encoding="ascii"``.
        encoding: what bibtex8 or pdfLaTeX will read the file in; characters that it does not have become LaTeX
            commands, but not in ``doi``, ``eprint`` and ``file``, whose text is no LaTeX; addresses are
            percent-encoded.
        keep_spelling: False writes every value in refgraph's own spelling.

    Raises:
        UnknownNameError: if there is no such encoding.

    >>> print(dumps([Work(key="tokayev2024", type="article-journal", title="Global Responsibility")]), end="")
    @article{tokayev2024,
      title = {Global Responsibility},
    }
    """
    works = tuple(library)
    keys = bibtex_keys(works)
    wanted = codec_name("ascii" if ascii_only else encoding)
    entries: dict[str, Entry] = {}
    for work in reversed(works):  # a cross-referenced entry stands after those that refer to it
        entry = write_entry(work, dialect, encoding=wanted, keep_spelling=keep_spelling)
        entries[work.key] = _without_inherited(entry, entries)
    return "\n".join(write_block(keys[work.key], _referring(entries[work.key], keys)) for work in works)


def bibtex_keys(works: Library | Iterable[Work]) -> dict[str, str]:
    """Return for every key the one it is written under: ASCII without the characters BibTeX or LaTeX would trip over.

    BibTeX does not tell upper from lower case in keys, so of two that differ only in it the second gets a letter.

    >>> bibtex_keys([Work(key="Müller 2020"), Work(key="smith"), Work(key="Smith")])
    {'Müller 2020': 'Muller2020', 'smith': 'smith', 'Smith': 'Smitha'}
    """
    keys = [work.key for work in works]
    written: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(keys, key=lambda each: _BAD_IN_KEYS.search(each) is not None):  # good keys keep their names
        name = _BAD_IN_KEYS.sub("", to_ascii(key)) if _BAD_IN_KEYS.search(key) else key
        name = next(each for each in _endings(name or "key") if each.casefold() not in taken)
        taken.add(name.casefold())
        written[key] = name
    return {key: written[key] for key in keys}


def _reading(entry: BibEntry, by_key: Mapping[str, BibEntry]) -> Reading:
    fields = own_fields(entry)
    reading = read_work(entry.key, entry.type, complete_fields(entry, by_key))
    spelling = _spelling(entry.type, fields, reading.work)
    if spelling:
        return reading._replace(work=replace(reading.work, as_written={**reading.work.as_written, SPELLING: spelling}))
    return reading


def _spelling(kind: str, fields: Mapping[str, str], work: Work) -> dict[str, Any]:
    """Return the fields whose spelling is not the one refgraph would write."""
    dialect: Dialect = "biblatex" if _BIBLATEX_ONLY & fields.keys() else "bibtex"
    bare = replace(work, as_written={}) if work.as_written else work  # its markup comes from the spelling
    plain = plain_fields(bare, kind, dialect)
    spelling: dict[str, Any] = {
        name: value
        for name, value in fields.items()
        if value and name not in work.extra and name not in _NORMALISED and plain.get(name) != value
    }
    if spelling and any("\\" in value or "--" in value for value in spelling.values()):
        plain = plain_fields(bare, kind, dialect, ascii_only=True)
        spelling = {name: value for name, value in spelling.items() if plain.get(name) != value}
    filled = frozenset(variable for variable, attribute in ATTRIBUTES.items() if getattr(work, attribute))
    if entry_type(work.type, work.genre or "", dialect, filled) != kind:
        spelling["@"] = kind
    return spelling


def _with_keys(works: list[Work]) -> tuple[Work, ...]:
    """Give works without a key, and the later ones of a repeated key, a key of their own."""
    taken = {work.key for work in works}
    seen: set[str] = set()
    unique = []
    for work in works:
        key = work.key
        if key in seen:
            key = next(each for each in _endings(key) if each not in taken)
            taken.add(key)
        if key:
            seen.add(key)
        unique.append(work if key == work.key else replace(work, key=key))
    return assign_keys(unique)


def _findings(document: BibDocument, works: tuple[Work, ...]) -> tuple[Finding, ...]:
    """Return the document's findings; those about keys say which key the entry has now."""
    renamed = {
        entry.start: work.key for entry, work in zip(document.entries, works, strict=True) if entry.key != work.key
    }
    findings = []
    for finding in document.findings:
        new = renamed.get(finding.span[0]) if finding.code in {"S002", "U701"} and finding.span else None
        findings.append(replace(finding, message=f"{finding.message}; here it is {new!r}") if new else finding)
    return tuple(findings)


def _origins(
    document: BibDocument, readings: list[Reading], works: tuple[Work, ...]
) -> dict[str, dict[str, tuple[Origin, ...]]]:
    origins = {}
    for entry, reading, work in zip(document.entries, readings, works, strict=True):
        places = {}
        for attribute, names in reading.sources.items():
            fields = [field for name in names if (field := entry.field(name))]
            places[attribute] = tuple(
                Origin(source=document.file, record=entry.key, value=field.raw, start=field.value_start, end=field.end)
                for field in fields
            )
        origins[work.key] = {attribute: found for attribute, found in places.items() if found}
    return origins


def _without_inherited(entry: Entry, later: Mapping[str, Entry]) -> Entry:
    """Leave out what BibTeX takes from the cross-referenced entry."""
    parent = later.get(entry.fields.get("crossref", ""))
    if parent is None:
        return entry
    given = {name: value for name, value in parent.fields.items() if name not in _NOT_INHERITED}
    return Entry(entry.type, {name: value for name, value in entry.fields.items() if given.get(name) != value})


def _referring(entry: Entry, keys: Mapping[str, str]) -> Entry:
    """Let references between entries follow keys that are written differently."""
    changed = {name: keys.get(entry.fields[name], entry.fields[name]) for name in _REFERRING if name in entry.fields}
    if "xdata" in entry.fields:
        changed["xdata"] = ",".join(keys.get(key.strip(), key.strip()) for key in entry.fields["xdata"].split(","))
    return Entry(entry.type, {**entry.fields, **changed}) if changed else entry


def write_block(key: str, entry: Entry) -> str:
    """Return the text of one entry."""
    lines = [f"@{entry.type}{{{key},"]
    for name, value in entry.fields.items():
        bare = name == "month" and value in MONTHS
        lines.append(f"  {name} = {value if bare else '{' + value + '}'},")
    return "\n".join([*lines, "}", ""])


def _endings(key: str) -> Iterator[str]:
    yield key
    number = 0
    while True:
        yield key + _letters(number)
        number += 1


def _letters(number: int) -> str:
    """Return a, b ... z, aa, ab ..."""
    text = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text
