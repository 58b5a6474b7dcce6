"""Files as they are now, open documents before the disk, read once for each version."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

from refgraph.check.entry import Entry
from refgraph.check.manuscripts import Manuscript, read_manuscript
from refgraph.check.works import entry_of
from refgraph.errors import RefgraphError
from refgraph.formats import read as read_library
from refgraph.formats.bibtex.document import BibDocument
from refgraph.formats.bibtex.reading import read_document
from refgraph.lsp.documents import OpenDocument, is_bibliography
from refgraph.lsp.positions import Lines
from refgraph.text.decoding import read_text
from refgraph.text.opening import unsaved

_Value = TypeVar("_Value")
Stamp = Hashable
"""What changes when a text does: the version of an open document, or date and size of a file; None if there is none."""
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages", "_site", "_book", "_freeze", "target"})
_MOST_FILES = 20_000  # a workspace may be a whole disk


class Cache:
    """The last value that was made under each name; threads that want the same one wait for the first."""

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[Stamp, Any]] = {}
        self._locks: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, name: Hashable, stamp: Stamp, make: Callable[[], _Value]) -> _Value:
        """Return the value under a name, made anew if its stamp is another."""
        with self._locked(name):
            known = self._values.get(name)
            if known is None or known[0] != stamp:
                self._values[name] = known = (stamp, make())
            return cast("_Value", known[1])

    def peek(self, name: Hashable, stamp: Stamp) -> Any:
        """Return the value under a name if it was made with this stamp, else None; never waits."""
        known = self._values.get(name)
        return known[1] if known is not None and known[0] == stamp else None

    def following(self, name: Hashable, stamp: Callable[[_Value], Stamp], make: Callable[[], _Value]) -> _Value:
        """Return the value under a name, made anew if the stamp that is worked out from it is another now."""
        with self._locked(name):
            known = self._values.get(name)
            if known is None or known[0] != stamp(known[1]):
                value = make()
                self._values[name] = known = (stamp(value), value)
            return cast("_Value", known[1])

    def _locked(self, name: Hashable) -> Lock:
        with self._lock:
            return self._locks.setdefault(name, Lock())


@dataclass(frozen=True)
class Files:
    """All files at one moment: what is open has the text of the editor. A change makes a new value.

    Attributes:
        documents: the open documents by path.
        encoding: of positions: "utf-8", "utf-16" or "utf-32".
        cache: shared by all moments.
    """

    documents: Mapping[Path, OpenDocument] = field(default_factory=dict)
    encoding: str = "utf-16"
    cache: Cache = field(default_factory=Cache, repr=False)

    def unsaved(self) -> AbstractContextManager[None]:
        """Let every reader of refgraph read the texts of open documents while the block runs."""
        return unsaved({path: document.text for path, document in self.documents.items()})

    def stamp(self, path: Path) -> Stamp:
        """Return what changes when the text of a file does."""
        document = self.documents.get(path)
        if document is not None:
            return (document.uri, document.version, hash(document.text))
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        return (found.st_mtime_ns, found.st_size)

    def uri(self, path: Path) -> str:
        """Return the name of a file as the editor knows it."""
        document = self.documents.get(path)
        return document.uri if document is not None else path.as_uri()

    def lines(self, path: Path) -> Lines:
        """Return the lines of a file; a file that cannot be read is empty."""
        return self.cache.get(("lines", path), (self.stamp(path), self.encoding), lambda: self._lines(path))

    def _lines(self, path: Path) -> Lines:
        document = self.documents.get(path)
        if document is not None:
            return Lines(document.text, self.encoding)
        try:
            return Lines(read_text(path).text, self.encoding)
        except RefgraphError:
            return Lines("", self.encoding)

    def bibliography(self, path: Path) -> BibDocument:
        """Return a .bib file; one that cannot be read is empty."""
        return self.cache.get(("bib", path), self.stamp(path), lambda: self._bibliography(path))

    def _bibliography(self, path: Path) -> BibDocument:
        with self.unsaved():
            try:
                return read_document(path)
            except RefgraphError:
                return BibDocument(file=str(path), text="")

    def entries(self, path: Path) -> tuple[Entry, ...]:
        """Return the entries of a bibliography of any format, without what they inherit; none if it cannot be read."""
        return self.cache.get(("entries", path), self.stamp(path), lambda: tuple(self._entries(path)))

    def _entries(self, path: Path) -> Iterator[Entry]:
        if is_bibliography(path):
            document = self.bibliography(path)
            yield from (Entry(entry, document) for entry in document.entries)
            return
        with self.unsaved():
            try:
                works = read_library(path).works
            except RefgraphError:
                return
        yield from (entry_of(work, BibDocument(file=str(path), text="")) for work in works)

    def manuscript(self, path: Path) -> tuple[Manuscript, ...]:
        """Return the files of a manuscript, beginning with its main file; none if it cannot be read."""
        return self.cache.following(
            ("manuscript", path),
            lambda files: (self.stamp(path), *(self.stamp(Path(each.file)) for each in files)),
            lambda: self._manuscript(path),
        )

    def _manuscript(self, path: Path) -> tuple[Manuscript, ...]:
        with self.unsaved():
            try:
                read = read_manuscript(path)
            except RefgraphError:
                return ()
        return tuple(replace(each, file=str(Path(each.file).resolve())) for each in read)


def files_in(folder: Path, suffixes: frozenset[str], *, deep: bool = True) -> Iterator[Path]:
    """Yield the files in a folder that have one of these suffixes; hidden folders and those of programs are left out.

    Args:
        folder: where to look.
        suffixes: lower case, with dot.
        deep: False looks into the folder itself only.
    """
    seen = 0
    for place, folders, names in os.walk(folder):
        folders[:] = (
            sorted(each for each in folders if not each.startswith(".") and each not in _SKIPPED) if deep else []
        )
        for name in sorted(names):
            seen += 1
            if os.path.splitext(name)[1].lower() in suffixes:  # noqa: PTH122 - quicker for 20,000 names
                yield Path(place, name).resolve()
        if seen > _MOST_FILES:
            return
