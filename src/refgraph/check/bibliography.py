"""Everything that is checked together: .bib files, other works and manuscripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from refgraph.check.data import BIBLATEX, DataModel, model_of
from refgraph.check.entry import Entry
from refgraph.check.manuscripts import Manuscript
from refgraph.formats.bibtex.document import BibDocument
from refgraph.formats.bibtex.field import BibField

if TYPE_CHECKING:
    from refgraph.check.online import Consulted
    from refgraph.check.online.view import View
    from refgraph.check.printed import PrintedText
    from refgraph.check.raw import RawSource
    from refgraph.model.keys import NearKeys
    from refgraph.model.reference import Citation


@dataclass(frozen=True, kw_only=True)
class Bibliography:
    """What a run looks at; built once, never changed.

    Attributes:
        documents: the .bib files.
        entries: the entries of all files in order, and works without a file; fields are inherited already.
        manuscripts: the files of the manuscripts.
        citations: citation edges between the works, from a library or a graph file.
        other_keys: keys of bibliographies that a manuscript names but that are not checked.
        missing: (manuscript, name) of the bibliographies that a manuscript names but that are not there.
        unchecked: files that are neither bibliography nor manuscript.
        lines: line by key of the records in a file that is no .bib file, by its path, where that is known.
        dialect: "bibtex" or "biblatex".
        today: the day of the run.
        online: what registries answered about the entries, where they were asked.
    """

    documents: tuple[BibDocument, ...] = ()
    entries: tuple[Entry, ...] = ()
    manuscripts: tuple[Manuscript, ...] = ()
    citations: tuple[tuple[str | None, Citation], ...] = ()
    other_keys: frozenset[str] = frozenset()
    missing: frozenset[tuple[str, str]] = frozenset()
    unchecked: tuple[str, ...] = ()
    lines: Mapping[str | None, Mapping[str, int]] = field(default_factory=dict)
    dialect: str = "bibtex"
    today: date = field(default_factory=date.today)
    online: Consulted | None = None

    def view(self, entry: Entry) -> View | None:
        """Return what registries answered about an entry; None where they were not asked."""
        return self.online.of(entry) if self.online is not None else None

    def printed(self, manuscript: Manuscript) -> PrintedText:
        """Return the printed list of a manuscript and its printed call-outs; read once."""
        from refgraph.check.printed import printed_text

        if manuscript.file not in self._printed:
            self._printed[manuscript.file] = printed_text(manuscript)
        return self._printed[manuscript.file]

    @cached_property
    def raw_sources(self) -> tuple[RawSource, ...]:
        """Return the lists of references that entries were made from."""
        if not self.manuscripts:
            return ()
        from refgraph.check.raw import raw_sources

        return tuple(raw_sources(self.manuscripts, self.entries))

    @cached_property
    def _printed(self) -> dict[str, PrintedText]:
        return {}

    @cached_property
    def texts(self) -> dict[str | None, str]:
        """Return the text of each file."""
        texts: dict[str | None, str] = {each.file: each.text for each in self.documents}
        return texts | {each.file: each.text for each in self.manuscripts}

    @property
    def model(self) -> DataModel:
        """Return the data model of the dialect."""
        return model_of(self.dialect)

    @property
    def is_biblatex(self) -> bool:
        """Return True if the entries are meant for BibLaTeX."""
        return self.dialect == BIBLATEX

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """Return the entries by key; of several with one key the first."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.key, entry)
        return found

    @cached_property
    def by_lower_key(self) -> dict[str, list[Entry]]:
        """Return the entries by key in lower case, as BibTeX compares them."""
        found = defaultdict(list)
        for entry in self.entries:
            found[entry.key.lower()].append(entry)
        return dict(found)

    @cached_property
    def near_keys(self) -> NearKeys:
        """Return what knows the key that was meant where another one is written."""
        from refgraph.model.keys import NearKeys

        return NearKeys([*self.by_key, *self.items.values()])

    @cached_property
    def cited(self) -> frozenset[str]:
        """Return the keys that manuscripts cite."""
        return frozenset(each.key for manuscript in self.manuscripts for each in manuscript.cited)

    @cached_property
    def items(self) -> dict[str, str]:
        """Return the keys that the manuscripts define themselves, by lower case."""
        return {item.key.lower(): item.key for each in self.manuscripts for item in each.items}

    @cached_property
    def aliases(self) -> dict[str, Entry]:
        """Return the entries by their second keys (BibLaTeX ``ids``)."""
        return {alias: entry for entry in self.entries for alias in split_keys(entry.get("ids"))}

    @cached_property
    def containers(self) -> frozenset[str]:
        """Return the keys that other entries point at with crossref, xref, xdata, related or entryset."""
        targets: set[str] = set()
        for entry in self.entries:
            for name in REFERENCE_FIELDS:
                targets.update(split_keys(entry.source.value(name)))
        return frozenset(targets)

    def knows(self, key: str) -> bool:
        """Return True if an entry, an alias or another named bibliography has this key."""
        return key in self.by_key or key in self.aliases or key in self.other_keys

    def parents(self, entry: Entry) -> Iterator[tuple[BibField, Entry]]:
        """Yield the entries that an entry inherits from, with the field that says so."""
        return parents(entry, self.by_key, biblatex=self.is_biblatex)


REFERENCE_FIELDS = ("crossref", "xref", "xdata", "related", "entryset")
"""Fields that hold keys of other entries."""

_DEEPEST = 50  # no real chain of parents is longer; a made one must not exhaust the stack


def split_keys(value: str) -> tuple[str, ...]:
    """Return the keys of a comma-separated list."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def parents(entry: Entry, by_key: Mapping[str, Entry], *, biblatex: bool) -> Iterator[tuple[BibField, Entry]]:
    """Yield the entries that an entry inherits from, with the field that says so."""
    for each in entry.own("xdata", "crossref") if biblatex else entry.own("crossref"):
        for key in split_keys(each.value):
            parent = by_key.get(key)
            if parent is not None:
                yield each, parent


def inherit(entries: Iterable[Entry], dialect: str) -> None:
    """Fill in what entries inherit from their crossref and xdata parents (BibLaTeX manual, appendix B; "BibTeXing", 3).

    Called once, before the entries are shared. A cycle of parents is cut where it closes.
    """
    model = model_of(dialect)
    by_key: dict[str, Entry] = {}
    for entry in entries:
        by_key.setdefault(entry.key, entry)
    done: set[str] = set()

    def fill(entry: Entry, above: tuple[str, ...]) -> None:
        if entry.key in done and by_key.get(entry.key) is entry:
            return
        for pointer, parent in parents(entry, by_key, biblatex=dialect == BIBLATEX):
            if parent.key in above or parent is entry or len(above) > _DEEPEST:
                continue
            fill(parent, (*above, entry.key))
            is_xdata = pointer.name.lower() == "xdata"
            for name, each in {**parent.inherited, **parent.fields}.items():
                target = name if is_xdata else model.inherited_name(name, parent.type, entry.type)
                if target and target not in entry.fields:
                    entry.inherited.setdefault(target, each)
        done.add(entry.key)

    for entry in entries:
        fill(entry, (entry.key,))
