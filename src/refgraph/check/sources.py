"""Loading what is checked together: files, documents and libraries to one bibliography."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refgraph.check.bibliography import Bibliography, inherit
from refgraph.check.entry import Entry
from refgraph.check.manuscripts import Manuscript, find_bibliography, is_manuscript, read_manuscript
from refgraph.errors import InvalidValueError, UnreadableFileError
from refgraph.formats.bibtex import parse_document, read_document
from refgraph.formats.bibtex.document import BibDocument
from refgraph.model.finding import Finding, Severity
from refgraph.text.decoding import read_text

if TYPE_CHECKING:
    from refgraph.model.library import Library
    from refgraph.model.reference import Citation
    from refgraph.model.work import Work

    Source = str | Path | Library | BibDocument

_BIB = (".bib", ".bibtex", ".biblatex")
_TEXT = (".txt", ".text")
"""Suffixes of plain text, which Web of Science and others give their exports, too."""
_STOPPED = frozenset({"nbib"})
"""Formats whose every title ends with a full stop, which is not for the user to take off."""
_LOOKS_LIKE_BIB = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_HAYAGRIVA_KEY = re.compile(r"^([^\s#:'\"\-][^:\n]*):[ \t]*$", re.MULTILINE)


@dataclass(slots=True)
class _Loaded:
    documents: list[BibDocument] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    manuscripts: list[Manuscript] = field(default_factory=list)
    citations: list[tuple[str | None, Citation]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    lines: dict[str | None, Mapping[str, int]] = field(default_factory=dict)
    broken: list[UnreadableFileError] = field(default_factory=list)
    has_bibliography: bool = False


def load(
    sources: Sequence[Source], manuscripts: Iterable[Path | str | Manuscript], *, dialect: str, today: date | None
) -> tuple[Bibliography, tuple[Finding, ...]]:
    """Load sources that belong together.

    Macros and parents are looked for in all of them. A bibliography that only a manuscript names is loaded as
    well: to be checked where no other is given, else for its keys. A manuscript that is given as a value is one file
    that was read already; those that it includes are not followed.

    Returns:
        The bibliography, and what was noticed when libraries among the sources were read.

    A manuscript that is broken is a finding if there is anything else to check.

    Raises:
        UnreadableFileError: if a file cannot be read.
    """
    loaded = _Loaded()
    for source in sources:
        _load(source, loaded)
    for path in manuscripts:
        _manuscript(path, loaded)
    if loaded.broken and not (loaded.has_bibliography or loaded.manuscripts):
        raise loaded.broken[0]
    other_keys, missing = _named(loaded, sources)
    if not loaded.has_bibliography:
        for each in loaded.manuscripts:
            if each.works:
                _works(each.works, each.file, loaded)
    documents = _with_shared_strings(loaded.documents)
    entries = [Entry(entry, document) for document in documents for entry in document.entries] + loaded.entries
    inherit(entries, dialect)
    bibliography = Bibliography(
        documents=tuple(documents),
        entries=tuple(entries),
        manuscripts=tuple(_with_keys_of(entries, each) for each in loaded.manuscripts),
        citations=tuple(loaded.citations),
        other_keys=frozenset(other_keys),
        missing=frozenset(missing),
        unchecked=tuple(loaded.unchecked),
        lines=loaded.lines,
        dialect=dialect,
    )
    if today is not None:
        bibliography = replace(bibliography, today=today)
    return bibliography, tuple(loaded.findings)


def _with_keys_of(entries: Sequence[Entry], manuscript: Manuscript) -> Manuscript:
    """Return a manuscript whose own works are cited by the keys that the bibliography has for them.

    Reference managers know a work by a number of theirs; it is the same if the DOI is, or else title and year.
    """
    if not manuscript.works:
        return manuscript
    from refgraph.check.works import entry_of

    by_doi = {each.get("doi").lower(): each.key for each in reversed(entries) if each.get("doi")}
    by_title = {(each.title_key, each.year): each.key for each in reversed(entries) if each.title_key}
    keys = {}
    for work in manuscript.works:
        entry = entry_of(work, BibDocument(file=None, text=""))
        doi = by_doi.get((work.doi or "").lower()) if work.doi else None
        keys[work.key] = doi or by_title.get((entry.title_key, entry.year), work.key)
    return replace(
        manuscript, cited=tuple(replace(each, key=keys.get(each.key, each.key)) for each in manuscript.cited)
    )


def _load(source: Source, loaded: _Loaded) -> None:
    if isinstance(source, BibDocument):
        loaded.documents.append(source)
        loaded.has_bibliography = True
    elif not isinstance(source, str | Path):
        _library(source, None, loaded)
    elif (suffix := Path(source).suffix.lower()) in _BIB:
        _bib(source, loaded)
    elif suffix == ".json":
        _json(source, loaded)
    elif not is_manuscript(source) or (suffix in _TEXT and _format_of(source) is not None):
        _by_content(source, loaded)
    else:
        _manuscript(source, loaded)


def _bib(path: Path | str, loaded: _Loaded) -> None:
    loaded.documents.append(read_document(path))
    loaded.has_bibliography = True


def _by_content(path: Path | str, loaded: _Loaded) -> None:
    """Load a file whose name does not say what it is: BibTeX, or records of any format."""
    if not Path(path).is_file():
        read_text(path)  # says what is wrong with it
    found = _format_of(path)
    if found == "bibtex" or (found is None and _holds_bib(path)):
        _bib(path, loaded)
    elif found is None:
        loaded.unchecked.append(str(path))
    else:
        _records(path, found, loaded)


def _format_of(path: Path | str) -> str | None:
    """Return the name of the format that a file is in, or None; what cannot be read is in none."""
    from refgraph.formats import detect_format

    try:
        return detect_format(path)
    except UnreadableFileError:
        return None


def _holds_bib(path: Path | str) -> bool:
    try:
        return _LOOKS_LIKE_BIB.search(read_text(path).text) is not None
    except UnreadableFileError:
        return False


def _records(path: Path | str, name: str, loaded: _Loaded) -> None:
    from refgraph.formats import read

    try:
        library = read(path, name)
    except InvalidValueError as error:
        problem = f"is no {name} that can be read: {error.problem.removeprefix(f'{path}: ')}"
        raise UnreadableFileError(problem, path=path, hint=error.hint) from None
    _library(library.map(_without_stop) if name in _STOPPED else library, str(path), loaded)


def _without_stop(work: Work) -> Work:
    return replace(work, title=work.title.removesuffix(".")) if work.title else work


def _manuscript(source: Path | str | Manuscript, loaded: _Loaded) -> None:
    known = {each.file for each in loaded.manuscripts}
    try:
        read = (source,) if isinstance(source, Manuscript) else read_manuscript(source)
    except UnreadableFileError as error:
        if not Path(str(source)).is_file():  # named in error
            raise
        loaded.broken.append(error)
        loaded.findings.append(_cannot_be_read(error))
        return
    loaded.manuscripts += [each for each in read if each.file not in known]


def _cannot_be_read(error: UnreadableFileError) -> Finding:
    file = str(error.path) if error.path is not None else None
    message = f"the manuscript {str(error).removeprefix(f'{file}: ')}"
    return Finding(code="S001", slug="unparsable-block", message=message, severity=Severity.ERROR, file=file)


def _works(works: Iterable[Work], file: str | None, loaded: _Loaded) -> None:
    from refgraph.check.works import entry_of

    document = BibDocument(file=file, text="")
    loaded.entries += [entry_of(work, document) for work in works]
    loaded.has_bibliography = True


def _library(library: Library, file: str | None, loaded: _Loaded) -> None:
    _works(library.works, file, loaded)
    loaded.citations += [(file, edge) for edge in library.citations]
    loaded.findings += library.findings
    if file is not None:
        loaded.lines[file] = library.lines


def _json(path: Path | str, loaded: _Loaded) -> None:
    from refgraph.formats import csl_json

    text = read_text(path).text
    try:
        data = json.loads(text)
    except ValueError:
        data = None  # JSON lines, or nothing that csl_json does not say better
    if isinstance(data, dict) and isinstance(data.get("works"), list):
        _library(_graph(data, path), str(path), loaded)
        return
    found = _format_of(path)
    if found is not None and found not in {"csl-json", "csl-jsonl"}:
        _records(path, found, loaded)
        return
    try:
        library = csl_json.loads(text, str(path))
    except InvalidValueError as error:
        hint = "expected CSL-JSON or a citation graph"
        raise UnreadableFileError(f"is no list of works: {error.problem}", path=path, hint=hint) from None
    _library(library, str(path), loaded)


def _graph(data: dict[str, Any], path: Path | str) -> Library:
    """Return the library of a small graph file: ``{"works": [{"key", "year"}], "cites": [[citing, cited]]}``."""
    from refgraph.model import Citation, Library, Work

    try:
        works = tuple(
            Work(key=str(each["key"]), title=each.get("title"), issued=_year(each.get("year")))
            for each in data["works"]
        )
        edges = tuple(Citation(citing=str(citing), cited=str(cited)) for citing, cited in data.get("cites", []))
    except (TypeError, KeyError, ValueError) as error:
        hint = 'expected {"works": [{"key": ..., "year": ...}], "cites": [[citing, cited], ...]}'
        raise UnreadableFileError(f"is no citation graph: {error!r}", path=path, hint=hint) from None
    return Library(works=works, citations=edges)


def _year(year: object) -> Any:
    from refgraph.model.dates import Date

    return Date.of(int(str(year))) if year is not None else None


def _named(loaded: _Loaded, sources: Sequence[Source]) -> tuple[set[str], set[tuple[str, str]]]:
    """Load the bibliographies that manuscripts name; return keys of those not checked, and which are missing."""
    given = {Path(each).resolve() for each in sources if isinstance(each, str | Path)}
    names = {path.name for path in given}
    check_them = not loaded.has_bibliography
    keys: set[str] = set()
    missing: set[tuple[str, str]] = set()
    for manuscript in loaded.manuscripts:
        for each in manuscript.bibliographies:
            found = find_bibliography(manuscript, each.key)
            if found is None:
                if Path(each.key).name not in names:
                    missing.add((manuscript.file, each.key))
            elif found.resolve() not in given:
                given.add(found.resolve())
                if check_them:
                    _load(found, loaded)
                else:
                    keys |= _keys_of(found)
    return keys, missing


def _keys_of(path: Path) -> set[str]:
    suffix = path.suffix.lower()
    if suffix in (".yml", ".yaml"):
        return {found[1].strip() for found in _HAYAGRIVA_KEY.finditer(read_text(path).text)}
    if suffix == ".json":
        _json(path, loaded := _Loaded())
        return {entry.key for entry in loaded.entries}
    return {entry.key for entry in read_document(path).entries}


def _with_shared_strings(documents: list[BibDocument]) -> list[BibDocument]:
    """Return the documents, those with undefined macros read again with the macros of the others."""
    for _ in range(3):  # a file's macros may use another's, that one's a third's
        lacking = [each for each in documents if any(finding.code == "S004" for finding in each.findings)]
        strings = {name: string.value for each in documents for name, string in each.strings.items()}
        if len(documents) < 2 or not lacking or not strings:
            break
        documents = [_read_again(each, strings) if each in lacking else each for each in documents]
    return documents


def _read_again(document: BibDocument, strings: dict[str, str]) -> BibDocument:
    again = parse_document(document.text, document.file, strings)
    of_the_file = tuple(finding for finding in document.findings if finding.code == "S014")
    return replace(again, findings=(*of_the_file, *again.findings))
