"""What an entry has from others: crossref as BibTeX has it, crossref and xdata as BibLaTeX has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from refgraph.formats.bibtex.document import BibEntry

_BLANKS = re.compile(r"[ \t-\r]+")
_KEYS = re.compile(r"[^\s,]+")
_PARTS = frozenset(
    {"inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook", "suppbook", "suppcollection"}
)
_VOLUMES = frozenset({"book", "collection", "proceedings", "reference"})
_IN_PERIODICALS = frozenset({"article", "suppperiodical"})
_NEVER = frozenset(
    "crossref xref xdata ids key label entryset entrysubtype execute options presort related relatedoptions "
    "relatedstring relatedtype shorthand shorthandintro sortkey identifiers".split()
)
"""What BibLaTeX never passes on (manual 3.20, appendix B), BibTeX's sort ``key`` and refgraph's own fields."""

_FAR = 250

_OF_A_TITLE = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_TITLES = ("title", "subtitle", "titleaddon")
_TOGETHER = (
    frozenset({"date", "year", "month", "day"}),
    frozenset({"title", "subtitle"}),
    frozenset({"booktitle", "booksubtitle"}),
    frozenset({"author", "shortauthor"}),
)
"""An entry that has one of these takes none of the others from its parent."""


def entries_by_key(entries: Iterable[BibEntry]) -> dict[str, BibEntry]:
    """Return the first entry of each key without regard to case; an alias in ``ids`` counts where it is no key."""
    found: dict[str, BibEntry] = {}
    aliases: dict[str, BibEntry] = {}
    for entry in entries:
        if entry.key:
            found.setdefault(entry.key.casefold(), entry)
        for alias in _KEYS.findall(entry.value("ids")):
            aliases.setdefault(alias.casefold(), entry)
    return aliases | found


def own_fields(entry: BibEntry) -> dict[str, str]:
    """Return the values of an entry's fields by lower-case name; the first of a repeated field counts.

    White space is one blank, as BibTeX has it: that of ASCII only, a narrow or fixed space of Unicode is a character.
    """
    return {
        name: " ".join(value.split()) if value.isascii() else _BLANKS.sub(" ", value).strip(" ")
        for name, value in entry.values.items()
    }


def inherited_fields(entry: BibEntry, fields: Mapping[str, str], by_key: Mapping[str, BibEntry]) -> dict[str, str]:
    """Add the fields of the cross-referenced entry that this one lacks, all of them and by their names, as BibTeX does.

    BibTeX fills the entries one after the other (bibtex.web 0.99d, section 277), so a parent that stands before its
    child has its own parent's fields already, and one that stands after it has not. For BibLaTeX's rules see
    `complete_fields`.

    Args:
        entry: the entry.
        fields: its own fields, as `own_fields` gives them.
        by_key: entries by case-folded key.
    """
    result, child, given = dict(fields), entry, fields
    while True:
        parent = by_key.get(given.get("crossref", "").strip().casefold())
        if parent is None or parent is child:
            return result
        given = own_fields(parent)
        result = {name: value for name, value in given.items() if name != "crossref"} | result
        if parent.start > child.start:
            return result
        child = parent


def complete_fields(entry: BibEntry, by_key: Mapping[str, BibEntry]) -> dict[str, str]:
    """Return an entry's fields with all it has from others, over any number of levels.

    ``xdata`` gives what is lacking, in the order of its keys; then ``crossref`` by the rules of BibLaTeX: the title of
    a book is the book title of its parts, that of a multi-volume work the main title of its volumes, that of a
    periodical the journal title of its articles. Dates, titles with subtitles and the like come together or not at all.
    An entry that refers to itself over others gets nothing twice.

    Args:
        entry: the entry.
        by_key: entries by case-folded key, as `entries_by_key` gives them.
    """
    return _Completion(by_key).fields(entry)


class _Completion:
    """Completes an entry and those it refers to, each of them once."""

    def __init__(self, by_key: Mapping[str, BibEntry]) -> None:
        self._by_key = by_key
        self._done: dict[int, dict[str, str]] = {}
        self._open: set[int] = set()

    def fields(self, entry: BibEntry) -> dict[str, str]:
        fields = own_fields(entry)
        if "crossref" not in fields and "xdata" not in fields:
            return fields
        self._open.add(entry.start)
        for key in _KEYS.findall(fields.get("xdata", "")):
            given = self._of(self._by_key.get(key.casefold()))
            fields = {name: value for name, value in given.items() if name not in _NEVER} | fields
        parent = self._by_key.get(fields.get("crossref", "").strip().casefold())
        given = self._of(parent)
        if parent is not None and given:
            given = _passed_on(parent.type, entry.type, given, fields)
            taken = frozenset[str]().union(*(group for group in _TOGETHER if group & fields.keys()))
            fields = {name: value for name, value in given.items() if name not in taken} | fields
        self._open.discard(entry.start)
        return fields

    def _of(self, source: BibEntry | None) -> dict[str, str]:
        """Return the complete fields of a source; nothing of one that this goes round to, or is too far away."""
        if source is None or source.start in self._open or len(self._open) > _FAR:
            return {}
        if source.start not in self._done:
            self._done[source.start] = self.fields(source)
        return self._done[source.start]


def _passed_on(parent: str, child: str, given: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """Return the parent's fields under the names they have in the child."""
    result = {name: value for name, value in given.items() if name not in _NEVER}
    prefix = _prefix(parent, child)
    if not prefix:
        return result
    result = {name: value for name, value in result.items() if name not in _OF_A_TITLE}
    if prefix == "book" and child in {"inbook", "bookinbook", "suppbook"} and parent in {"book", "mvbook"}:
        result |= {"bookauthor": given["author"]} if "author" in given and "author" in fields else {}
    if f"{prefix}title" not in result and f"{prefix}title" not in fields:
        result |= {prefix + name: given[name] for name in _TITLES if name in given}
    if prefix in {"main", "journal"}:  # a volume or an article without a title has none
        result = {name: value for name, value in result.items() if name not in _TITLES}
    return result


def _prefix(parent: str, child: str) -> str:
    if parent.startswith("mv") and (child in _VOLUMES or child in _PARTS):
        return "main"
    if child in _PARTS:
        return "book"
    return "journal" if parent == "periodical" and child in _IN_PERIODICALS else ""
