"""Citations and bibliography of one manuscript in one style."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import partial
from typing import Literal

from refgraph.csl.elements.state import FIRST, SUBSEQUENT
from refgraph.csl.finish import finish, trimmed
from refgraph.csl.items.item import Item
from refgraph.csl.items.reading import Works, read_items
from refgraph.csl.manuscript.bibliography import entry_tapes
from refgraph.csl.manuscript.cites import Cluster, Placed
from refgraph.csl.manuscript.clusters import cluster_tape
from refgraph.csl.manuscript.positions import place
from refgraph.csl.manuscript.registry import Registry
from refgraph.csl.manuscript.rendered import Bibliography, Entry, Span, Update
from refgraph.csl.output import writer
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, write_spans, write_tokens
from refgraph.csl.style import Style, compile_style
from refgraph.csl.tokens import Source, Tape
from refgraph.errors import DuplicateKeyError, UnknownNameError
from refgraph.model import Finding, Severity

_NEAR = 5
_ALIGNMENTS: dict[str, Literal["flush", "margin"]] = {"flush": "flush", "margin": "margin"}
_SIGN = "\ue000"


class CitationProcessor:
    """Formats the citations of a manuscript and its bibliography.

    Clusters are held in document order; every change returns an `Update` with all texts and the set of those that
    changed. Works may be a `Library`, works or CSL-JSON items.

    Attributes:
        findings: what is wrong with the style and the works, and which cited keys are unknown.
    """

    def __init__(
        self,
        works: Works,
        style: str | os.PathLike[str] | Style = "apa",
        output: str = "html",
        locale: str | None = None,
    ) -> None:
        """Load the style and the works.

        Args:
            works: all that may be cited.
            style: name of a style, path of a .csl file, its XML, or a compiled style.
            output: "text", "html", "latex", "markdown", "typst", "rtf" or "docx" (a document only).
            locale: language tag that overrides the style's own ("de-DE").

        Raises:
            UnknownNameError: the style or output is not known.
            StyleError: the style's file is not CSL.
        """
        self.style = style if isinstance(style, Style) else compile_style(style, locale)
        self._writer = writer(output)
        items, problems = read_items(works)
        self._known: dict[str, Item] = {item.id: item for item in items}
        self._problems = (*self.style.source.findings, *problems)
        self._registry = Registry(self.style)
        self._clusters: tuple[Cluster, ...] = ()
        self._uncited: tuple[str, ...] = ()
        self._texts: dict[str, str] = {}
        self._drawn: dict[tuple[object, ...], str] = {}
        self._stale = True

    @property
    def note_style(self) -> bool:
        """Tell whether citations of the style stand in notes."""
        return self.style.is_note

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Return the clusters in document order."""
        return self._clusters

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with style and works, and every cited key that no work has, in document order."""
        unknown = dict.fromkeys(
            [cite.id for cluster in self._clusters for cite in cluster.cites if cite.id not in self._known]
            + [name for name in self._uncited if name not in self._known]
        )
        return (*self._problems, *(_unknown_key(name) for name in unknown))

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all works that may be cited."""
        return tuple(self._known)

    def require(self, name: str) -> None:
        """Make sure that a work is there.

        Raises:
            UnknownNameError: no work has this id; the hint names near ones.
        """
        if name in self._known:
            return
        near = get_close_matches(name, self._known, n=3)
        hint = f"did you mean {', '.join(near)}?" if near else f"there are {len(self._known)} works"
        raise UnknownNameError("no work has this key", text=name, hint=hint)

    def set_clusters(self, clusters: Iterable[Cluster]) -> Update:
        """Take these clusters, in document order, instead of those before.

        Raises:
            DuplicateKeyError: two clusters have the same id.
        """
        given = tuple(clusters)
        ids = [cluster.id for cluster in given]
        twice = (
            next((name for at, name in enumerate(ids) if name in ids[:at]), None) if len(set(ids)) < len(ids) else None
        )
        if twice is not None:
            raise DuplicateKeyError(
                f"two clusters have the id {twice!r}", hint="every place in a manuscript has its own"
            )
        self._clusters = given
        return self._update()

    def insert(self, cluster: Cluster, index: int | None = None) -> Update:
        """Put a cluster before the one at an index; at the end by default. A cluster of the same id is replaced."""
        rest = [other for other in self._clusters if other.id != cluster.id]
        rest.insert(len(rest) if index is None else index, cluster)
        return self.set_clusters(rest)

    def remove(self, name: str) -> Update:
        """Take a cluster away.

        Raises:
            UnknownNameError: no cluster has this id.
        """
        self._check(name)
        return self.set_clusters(cluster for cluster in self._clusters if cluster.id != name)

    def renumber(self, notes: Mapping[str, int]) -> Update:
        """Give clusters other note numbers; 0 stands for the text.

        Raises:
            UnknownNameError: no cluster has one of the ids.
        """
        for name in notes:
            self._check(name)
        return self.set_clusters(
            Cluster(cluster.cites, cluster.id, notes.get(cluster.id, cluster.note_number)) for cluster in self._clusters
        )

    def include(self, ids: Iterable[str]) -> None:
        """Put works into the bibliography that are not cited."""
        self._uncited = tuple(ids)
        self._stale = True

    def bibliography(self, *, spans: bool = False, ids: Sequence[str] | None = None) -> Bibliography:
        """Return the list of all cited and included works.

        Args:
            spans: whether the entries carry labelled spans.
            ids: only these of them.
        """
        with without_collection():
            self._refresh()
            entries = [self._entry(name, tape, spans=spans) for name, tape in entry_tapes(self._registry, ids)]
        layout = self._layout()
        looks = [EntryLayout(entry.ids, self._aligned) for entry in entries]
        written = [self._writer.entry(entry.text, look) for entry, look in zip(entries, looks, strict=True)]
        whole = self._writer.bibliography(written, layout)
        document = partial(self._writer.document, written, layout, language=self.style.locale.language)
        text = whole if isinstance(whole, str) else ""
        head = self._writer.entry(_SIGN, looks[0]).find(_SIGN) if looks else 0
        starts = _starts(text, written, entries, head) if spans else ()
        asked = ids is None and self.style.bibliography is not None
        left_out = self._left_out(entries) if asked else []
        return Bibliography(tuple(entries), text, starts, document, (*self.findings, *left_out))

    def _left_out(self, entries: Sequence[Entry]) -> list[Finding]:
        """Return a finding for every work that the style keeps out of its list."""
        printed = {entry.ids[0] for entry in entries}
        return [
            Finding(
                code="C106",
                slug="style-leaves-out",
                message=f"the style {self.style.source.name!r} prints no entry for {name!r}",
                severity=Severity.INFO,
                key=name,
            )
            for name in self._registry.order
            if name not in printed
        ]

    def _entry(self, name: str, tape: Tape, *, spans: bool) -> Entry:
        layout = self.style.bibliography
        locale = layout.locale_of(self._known[name]) if layout else self.style.locale
        tokens = trimmed(finish(tape, locale))
        if not spans:
            return Entry((name,), write_tokens(tokens, self._writer))
        text, found = write_spans(tokens, self._writer)
        return Entry((name,), text, tuple(_span(*row) for row in found))

    def _check(self, name: str) -> None:
        if all(cluster.id != name for cluster in self._clusters):
            raise UnknownNameError(f"no cluster has the id {name!r}")

    def _update(self) -> Update:
        self._stale = True
        with without_collection():
            placed = self._refresh()
            written = self._texts_of(placed)
        texts = {cluster.id: text for cluster, text in zip(self._clusters, written, strict=True)}
        changed = frozenset(name for name, text in texts.items() if self._texts.get(name) != text)
        self._texts = texts
        return Update(dict(texts), changed)

    def _refresh(self) -> list[list[Placed]]:
        """Place the cites and, if anything changed, number and disambiguate the works again."""
        known = self._known
        distance = self.style.citation.options.get("near-note-distance", "")
        placed = place(self._clusters, int(distance) if distance.isdecimal() else _NEAR)
        if self._stale:
            cited = dict.fromkeys(cite.id for cluster in self._clusters for cite in cluster.cites)
            cited.update(dict.fromkeys(name for name in self._uncited if name in known))
            again = any(each.position for row in placed for each in row)
            self._registry.update([known[name] for name in cited if name in known], SUBSEQUENT if again else FIRST)
            self._stale = False
        return placed

    def _written(self, placed: Sequence[Placed]) -> str:
        tape = cluster_tape(placed, self._registry) if placed else []
        first = self._known.get(placed[0].cite.id) if placed else None
        locale = self.style.citation.locale_of(first) if first else self.style.locale
        return write_tokens(trimmed(finish(tape, locale)), self._writer)

    def _texts_of(self, rows: Sequence[Sequence[Placed]]) -> list[str]:
        """Return the texts of clusters; those that stand as before are not rendered again."""
        standing = self._registry.standing
        looks = [(*row, *(standing(each.cite.id) for each in row)) for row in rows]
        self._drawn = {
            look: self._drawn[look] if look in self._drawn else self._written(row)
            for look, row in zip(looks, rows, strict=True)
        }
        return [self._drawn[look] for look in looks]

    @property
    def _aligned(self) -> bool:
        layout = self.style.bibliography
        return layout is not None and "second-field-align" in layout.options

    def _layout(self) -> BibliographyLayout:
        layout = self.style.bibliography
        options: Mapping[str, str] = layout.options if layout else {}
        align = options.get("second-field-align")
        return BibliographyLayout(
            hanging_indent=options.get("hanging-indent") == "true",
            second_field_align=_ALIGNMENTS.get(options.get("second-field-align", "")),
            entry_spacing=_count(options.get("entry-spacing", "")),
            line_spacing=_count(options.get("line-spacing", "")),
            max_offset=len(str(len(self._registry.order))) + 2 if align else 0,
        )


@contextmanager
def without_collection() -> Generator[None]:
    """Keep the cycle collector from looking through all cached pieces again and again; none of them is a cycle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _unknown_key(name: str) -> Finding:
    message = f"{name!r} is cited, but no work has this key"
    return Finding(code="G801", slug="cited-missing", message=message, severity=Severity.ERROR, key=name, value=name)


def _starts(text: str, written: Sequence[str], entries: Sequence[Entry], head: int) -> tuple[int, ...]:
    """Return where entries begin in the list; -1 where the format writes an entry otherwise there.

    Args:
        text: the list.
        written: its entries as the format sets them.
        entries: the entries.
        head: what the format puts before an entry, in characters; -1 if it rewrites it.
    """
    starts = []
    at = 0
    for whole, entry in zip(written, entries, strict=True):
        found = text.find(whole, at)
        inside = head >= 0 and whole.startswith(entry.text, head)
        starts.append(found + head if found >= 0 and inside else -1)
        at = max(found, at)
    return tuple(starts)


def _span(start: int, end: int, source: Source | None) -> Span:
    return Span(start, end) if source is None else Span(start, end, *source)
