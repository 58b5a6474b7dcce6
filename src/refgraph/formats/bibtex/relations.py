"""How the works of a .bib file are related: what crossref, xref, related and entryset say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from refgraph.formats.bibtex.document import BibEntry
from refgraph.formats.bibtex.entries import SPELLING
from refgraph.formats.bibtex.inheritance import entries_by_key
from refgraph.model.relation import Related, Relation
from refgraph.model.work import Work
from refgraph.text.latex import latex_to_unicode

_KEYS = re.compile(r"[^\s,]+")
_GIVES_FIELDS_ONLY = "xdata"
_SET = "set"
_UNLISTED = frozenset({_GIVES_FIELDS_ONLY, _SET})
_FIELDS = ("crossref", "xref", "related", "entryset")


class _Meaning(NamedTuple):
    """What a ``relatedtype`` says of the entry that has it; turned, it says it of the other one."""

    kind: Relation
    reason: str
    turned: bool = False


_RELATED_TYPES = {
    "multivolume": _Meaning(Relation.PART_OF, "a volume of it", turned=True),
    "origpubas": _Meaning(Relation.VERSION_OF, "a later publication of it"),
    "origpubin": _Meaning(Relation.VERSION_OF, "a later publication of it"),
    "reprintas": _Meaning(Relation.VERSION_OF, "a reprint", turned=True),
    "reprintfrom": _Meaning(Relation.VERSION_OF, "a reprint"),
    "reprintof": _Meaning(Relation.VERSION_OF, "a reprint"),
    "reviewof": _Meaning(Relation.ABOUT, "a review"),
    "translationas": _Meaning(Relation.VERSION_OF, "a translation", turned=True),
    "translationfrom": _Meaning(Relation.VERSION_OF, "a translation"),
    "translationof": _Meaning(Relation.VERSION_OF, "a translation"),
}
"""The related types that BibLaTeX knows (manual 3.20, section 4.5.1); it lets users define more."""


def read_relations(entries: Iterable[BibEntry], keys: Mapping[int, str]) -> tuple[Related, ...]:
    """Return the relations that entries state, in the order of the file; each of them once.

    A key that no entry has is left out here; `refgraph.check` reports it (G803).

    Args:
        entries: the entries of the file.
        keys: key of the work that was made of an entry, by the offset of the entry.
    """
    entries = tuple(entries)
    if not any(entry.value(name) for entry in entries for name in _FIELDS):
        return ()
    by_key = entries_by_key(entries)
    found: dict[Related, None] = {}
    for entry in entries:
        for relation, other, reason, turned in _stated(entry):
            target = by_key.get(other.casefold())
            if target is None or target is entry or _GIVES_FIELDS_ONLY in {target.type, entry.type}:
                continue
            this, that = keys[entry.start], keys[target.start]
            found[Related(relation, that, this, reason) if turned else Related(relation, this, that, reason)] = None
    return tuple(found)


def is_listed(work: Work) -> bool:
    """Return False for what no bibliography lists: an @xdata only gives fields to others, a @set only joins them."""
    spelling = work.as_written.get(SPELLING) or {}
    return spelling.get("@") not in _UNLISTED


def _stated(entry: BibEntry) -> Iterator[tuple[Relation, str, str, bool]]:
    """Yield what an entry says of itself and of another key."""
    for name in ("crossref", "xref"):
        for key in _KEYS.findall(entry.value(name)):
            yield Relation.PART_OF, key, "in it", False
    is_set = entry.type == _SET
    for key in _KEYS.findall(entry.value("entryset")):
        yield Relation.PART_OF, key, "a member of the entry set", is_set
    meaning = _meaning(entry)
    for key in _KEYS.findall(entry.value("related")):
        yield meaning.kind, key, meaning.reason, meaning.turned


def _meaning(entry: BibEntry) -> _Meaning:
    kind = entry.value("relatedtype").strip()
    words = " ".join(latex_to_unicode(entry.value("relatedstring")).split())
    known = _RELATED_TYPES.get(kind.lower())
    if known is None:
        return _Meaning(Relation.RELATED_TO, words or kind)
    return known._replace(reason=words) if words else known
