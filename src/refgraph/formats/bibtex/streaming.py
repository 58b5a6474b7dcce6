"""A .bib file work by work, in constant memory: what all entries share is looked up first, the rest comes in parts.

An entry may refer to one that stands further down (BibTeX even demands that of ``crossref``). So the file is read more
than once: first for the keys that are referred to, then, if there are any, for their entries, which alone are kept;
then for the works. Macros hold from where they are defined, as ever. How works are related is not said.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from refgraph.formats.bibtex.document import BibDocument, BibEntry
from refgraph.formats.bibtex.entries import write_entry
from refgraph.formats.bibtex.field import BibField
from refgraph.formats.bibtex.library import bibtex_keys, library_of, write_block
from refgraph.formats.bibtex.names import Dialect
from refgraph.formats.bibtex.reading import parse_document
from refgraph.formats.records import Entry
from refgraph.model.finding import Finding, Severity
from refgraph.model.work import Work

_PART = 1 << 20
_LARGEST_PART = 1 << 24
_BLOCK_LINE = re.compile(
    r"[ \t]*@[ \t]*(?:[A-Za-z]\w*\s*[{(]\s*[^\s,{}()=\"]+\s*,|(?:string|preamble)\s*[{(])", re.IGNORECASE
)
"""A line that begins a block, whatever stands before it; no reader of blocks lets one go on beyond such a line."""
_REFERRING = re.compile(r"\b(?:crossref|xdata)\s*=\s*(?:\{([^{}]*)\}|\"([^\"]*)\"|([\w:./+-]+))", re.IGNORECASE)
_KEYS = re.compile(r"[^\s,]+")
_LEVELS = 4
"""So many times parents of parents are looked for."""


def look_ahead(open_lines: Callable[[], Iterable[str]], file: str | None = None) -> Parents:
    """Return the entries that others refer to by ``crossref`` or ``xdata``, and those that these refer to.

    Args:
        open_lines: gives the lines of the file from its beginning, each time it is called.
        file: its path.
    """
    parents = Parents()
    for part in _parts(open_lines()):
        parents.want(_referred(part.text))
    for _ in range(_LEVELS):
        if not parents.wants_more():
            break
        entries = (entry for document in _documents(open_lines(), file) for entry in document.entries)
        taken = sum(parents.take(entry) for entry in entries)
        if not taken:
            break
    return parents


def stream(lines: Iterable[str], file: str | None = None, parents: Parents | None = None) -> Iterator[Entry]:
    """Read a .bib file part by part; a work has the key that its entry says, or none.

    Args:
        lines: the lines of the file.
        file: its path, for findings.
        parents: what `look_ahead` found.
    """
    for document in _documents(lines, file):
        others = parents.needed(_referred(document.text)) if parents else ()
        library = library_of(replace(document, entries=(*others, *document.entries), findings=()))
        yield Entry(None, tuple(each for each in document.findings if each.code != "U701"))
        for entry, work in zip(document.entries, library.works[len(others) :], strict=True):
            yield Entry(work if work.key == entry.key else replace(work, key=entry.key))


class Parents:
    """Entries that others refer to, by their keys, in a temporary file that SQLite keeps."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rows = sqlite3.connect("", isolation_level=None)  # no name: a file that is deleted when it is closed
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -4000"):
            self._rows.execute(f"PRAGMA {setting}")
        # the text is NULL for an entry that is asked for
        self._rows.execute("CREATE TABLE parents (name TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID")
        self._rows.execute("BEGIN")

    def __del__(self) -> None:
        """Delete the file."""
        self._rows.close()

    def want(self, names: Iterable[str]) -> None:
        """Ask for the entries of these keys."""
        self._rows.executemany("INSERT OR IGNORE INTO parents VALUES (?, NULL)", ((name,) for name in names))

    def wants_more(self) -> bool:
        """Return True if an entry is asked for that was not looked for yet."""
        return self._rows.execute("SELECT 1 FROM parents WHERE text IS NULL LIMIT 1").fetchone() is not None

    def take(self, entry: BibEntry) -> bool:
        """Keep an entry, if it is asked for and the first of its key, and ask for those that it refers to."""
        text, taken = None, False
        for name in (entry.key.casefold(), *_keys(entry.value("ids"))):
            if self._rows.execute("SELECT 1 FROM parents WHERE name = ? AND text IS NULL", (name,)).fetchone():
                text = text or _standing_alone(entry)
                self._rows.execute("UPDATE parents SET text = ? WHERE name = ?", (text, name))
                self.want(_referred(entry.raw))
                taken = True
        return taken

    def needed(self, names: set[str]) -> tuple[BibEntry, ...]:
        """Return the entries of these keys, and those that they refer to."""
        found: dict[str, BibEntry] = {}
        done: set[str] = set()
        while names:
            done |= names
            texts = [self._text(name) for name in sorted(names)]
            new = [entry for text in texts if text for entry in parse_document(text).entries[:1]]
            found |= {entry.key: _placed_at(entry, -1 - len(found) - at) for at, entry in enumerate(new)}
            names = {name for entry in new for name in _referred(entry.raw)} - done
        return tuple(found.values())

    def _text(self, name: str) -> str:
        row = self._rows.execute("SELECT text FROM parents WHERE name = ?", (name,)).fetchone()
        return str(row[0] or "") if row else ""


def pieces(works: Iterable[Work], dialect: Dialect = "bibtex") -> Iterator[str]:
    """Yield the text of each entry; one that refers to another repeats what it has from there."""
    first = True
    for work in works:
        key = bibtex_keys((work,))[work.key]
        yield ("" if first else "\n") + write_block(key, write_entry(work, dialect))
        first = False


class _Part:
    """Some whole blocks of a file: their text, and how many lines and characters stand before it."""

    def __init__(self, lines: list[str], before: tuple[int, int]) -> None:
        self.text = "\n".join(lines) + "\n"
        self.before = before

    def behind(self) -> tuple[int, int]:
        """Return how many lines and characters stand before what comes next."""
        return self.before[0] + self.text.count("\n"), self.before[1] + len(self.text)


def _parts(lines: Iterable[str]) -> Iterator[_Part]:
    """Part a file before lines that begin a block."""
    gathered: list[str] = []
    size, before = 0, (0, 0)
    for line in lines:
        if size > _PART and _BLOCK_LINE.match(line):
            part = _Part(gathered, before)
            yield part
            before, gathered, size = part.behind(), [], 0
        gathered.append(line)
        size += len(line) + 1
    if gathered:
        yield _Part(gathered, before)


def _documents(lines: Iterable[str], file: str | None) -> Iterator[BibDocument]:
    """Parse a file part by part, with the macros of the parts before; findings have their places in the file."""
    macros: dict[str, str] = {}
    held: _Part | None = None
    for part in _parts(lines):
        if held is not None:
            part = _joined(held, part)  # noqa: PLW2901 - the part with what was held back for it
        document = parse_document(part.text, file, macros)
        held = part if _goes_on(document) and len(part.text) < _LARGEST_PART else None
        if held is None:
            again = tuple(
                _defined_again(field, macros[name], document)
                for name, field in document.strings.items()
                if name in macros and macros[name] != field.value
            )
            yield _placed(replace(document, findings=(*again, *document.findings)), part)
            macros |= {name: field.value for name, field in document.strings.items()}
    if held is not None:
        yield _placed(parse_document(held.text, file, macros), held)


def _joined(one: _Part, other: _Part) -> _Part:
    return _Part([one.text.removesuffix("\n"), other.text.removesuffix("\n")], one.before)


def _goes_on(document: BibDocument) -> bool:
    """Return True if the last comment of a part is not closed in it."""
    last = document.others[-1] if document.others else None
    return last is not None and last.kind == "comment" and not last.whole


def _placed(document: BibDocument, part: _Part) -> BibDocument:
    lines, characters = part.before
    if not lines and not characters:
        return document
    return replace(document, findings=tuple(_moved(each, lines, characters) for each in document.findings))


def _defined_again(field: BibField, before: str, document: BibDocument) -> Finding:
    """Return the finding for a macro that a part before defines as something else."""
    return Finding(
        code="S005",
        slug="duplicate-string",
        message=f"@string {field.name} is defined again with another value; it was {before!r}",
        severity=Severity.WARNING,
        file=document.file,
        line=field.line,
        column=field.column,
        value=field.value,
        span=(field.start, field.end),
    )


def _moved(finding: Finding, lines: int, characters: int) -> Finding:
    span = finding.span and (finding.span[0] + characters, finding.span[1] + characters)
    return replace(finding, line=finding.line and finding.line + lines, span=span)


def _referred(text: str) -> set[str]:
    return {key for groups in _REFERRING.findall(text) for each in groups for key in _keys(each)}


def _keys(text: str) -> list[str]:
    return [key.casefold() for key in _KEYS.findall(text)]


def _standing_alone(entry: BibEntry) -> str:
    """Return the text of an entry with its macros written out."""
    fields = "".join(f"{name} = {{{value}}},\n" for name, value in entry.pairs)
    return f"@{entry.type}{{{entry.key},\n{fields}}}"


def _placed_at(entry: BibEntry, start: int) -> BibEntry:
    """Return an entry at another offset, which only tells it from others."""
    return BibEntry(
        type=entry.type,
        key=entry.key,
        fields=entry.fields,
        line=entry.line,
        column=entry.column,
        start=start,
        end=start,
        raw=entry.raw,
    )
