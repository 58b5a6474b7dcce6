"""Relations of two works that are not one: versions of a work, parts of it, and what is written about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from refgraph.dedupe.containers import container_kind
from refgraph.dedupe.evidence import DIFFERENT, SAME, Comparison, Levels
from refgraph.dedupe.prepare import Record, content_words
from refgraph.dedupe.titles import GOES_ON
from refgraph.dedupe.vetoes import is_generic, is_series, numbers
from refgraph.model import Related, Relation

_ONE_TEXT = frozenset({SAME, GOES_ON, "words", "spelling", "subtitle", "noise"})
"""Levels of titles of one text."""
_ONE_TEAM = frozenset({SAME, "most", "truncated"})
"""Levels of authors of one text."""
_ENDS = 16
"""So many characters at the start or end of a title are compared to see quickly that two titles are worth a look."""
FEWEST_LETTERS = _ENDS // 2
"""So many of them are no spaces at least."""


def may_be_related(a: Record, b: Record) -> bool:
    """Return False, quickly, for most of the pairs that have no relation; True says nothing.

    Pairs that share an identifier are not asked about.
    """
    if _look_alike(a, b) or (a.container == b.title != "") or (b.container == a.title != ""):
        return True
    return bool(a.original or b.original) and _is_translated(a, b)


def _look_alike(a: Record, b: Record) -> bool:
    """Tell whether two titles begin or end alike, and both are by one author or one of them is a note."""
    size = min(_ENDS, len(a.title), len(b.title))
    if not size or (a.title[-size:] != b.title[-size:] and a.title[:size] != b.title[:size]):
        return False
    return bool(a.marks) != bool(b.marks) or bool(a.people and b.people and a.people[0].sound == b.people[0].sound)


def relation(a: Record, b: Record, levels: Levels) -> Related | None:
    """Return how two works that are not the same are related, if they are.

    Args:
        a: a comparison record.
        b: another one.
        levels: how alike each field is, see `refgraph.dedupe.compare.COMPARISONS`.
    """
    return next((found for rule in RULES if (found := rule(a, b, levels))), None)


def about(a: Record, b: Record, levels: Levels) -> Related | None:
    """Relate an erratum, a reply, a comment or a review to the work that it names in its title."""
    if bool(a.marks) == bool(b.marks) or not _look_alike(a, b):
        return None
    note, work = (a, b) if a.marks else (b, a)
    if note.year and work.year and note.year < work.year:
        return None
    words, named = set(content_words(work.title)), set(content_words(note.title))
    if len(words) < 2 or is_generic(work.title, work.container):
        return None
    if not words <= named and (levels["title"] == DIFFERENT or len(words & named) * 5 < len(words) * 4):
        return None
    return Related(Relation.ABOUT, note.key, work.key, _NOTES[note.marks[0]])


_NOTES = {
    "comment": "a comment",
    "erratum": "a correction",
    "reply": "a reply",
    "retraction": "its retraction",
    "review": "a review",
}


def part_of(a: Record, b: Record, levels: Levels) -> Related | None:
    """Relate a chapter or a paper to the book or the proceedings that it stands in."""
    if levels["title"] != DIFFERENT and not _may_hold(a, b) and not _may_hold(b, a):
        return None
    shared = levels["identifiers"] == "same ISBN"
    for part, whole in ((a, b), (b, a)):
        if not _may_hold(whole, part) and not (shared and _is_book(whole) and part.type in _PARTS):
            continue
        if shared or levels["year"] == SAME:
            found = "chapter" if part.type not in {"paper-conference", "article-journal"} else "paper"
            return Related(Relation.PART_OF, part.key, whole.key, f"a {found} in it")
    return None


_PARTS = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"})
_TEXTS = _PARTS | {"article-journal", "article-magazine", "article-newspaper", "thesis", "webpage", "post-weblog"}
"""Types of texts that hold no others."""


def _is_book(record: Record) -> bool:
    return not record.container and record.type not in _TEXTS


def _may_hold(whole: Record, part: Record) -> bool:
    """Tell whether the container of a part has the title of the whole."""
    return bool(part.container) and part.container == whole.title and _is_book(whole)


def translation_of(a: Record, b: Record, levels: Levels) -> Related | None:
    """Relate a translation to what it is translated from, or to another translation of that."""
    if not (a.original or b.original) or a.title == b.title or levels["authors"] not in _ONE_TEAM:
        return None
    for version, work in ((a, b), (b, a)):
        if version.original and version.original == work.title:
            return Related(Relation.VERSION_OF, version.key, work.key, "a translation")
    older, newer = sorted((a, b), key=lambda each: (each.year or 0, each.key))
    if _is_translated(a, b):
        return Related(Relation.VERSION_OF, newer.key, older.key, "another translation")
    return None


def _is_translated(a: Record, b: Record) -> bool:
    """Tell whether one has the other's title as that of its original, or both have one original."""
    return a.original == b.title != "" or b.original == a.title != "" or a.original == b.original != ""


def version_of(a: Record, b: Record, levels: Levels) -> Related | None:
    """Relate two versions of a text: equal titles and people, and each has a place of its own."""
    if levels["title"] not in _ONE_TEXT or levels["authors"] not in _ONE_TEAM or bool(a.marks) != bool(b.marks):
        return None
    if not _look_alike(a, b) or numbers(a, b, levels) or is_generic(a.title, a.container):
        return None
    left, right = kind(a), kind(b)
    if left != right and "text" not in {left, right}:
        older, newer = (a, b) if _RANKS.index(left) > _RANKS.index(right) else (b, a)
        return Related(
            Relation.VERSION_OF, older.key, newer.key, f"a {kind(older)}, where the other is a {kind(newer)}"
        )
    older, newer = sorted((a, b), key=lambda each: (each.year or 0, each.edition.zfill(9), each.key))
    if levels["edition"] == DIFFERENT or (left == "book" and levels["year"] == DIFFERENT and not is_series(a, b)):
        return Related(Relation.VERSION_OF, newer.key, older.key, "another edition")
    if levels["container"] == DIFFERENT and left == right != "text" and not is_series(a, b):
        return Related(
            Relation.VERSION_OF, newer.key, older.key, f"printed again in another {_HOLDERS.get(left, left)}"
        )
    return None


_RANKS = ("book", "chapter", "journal article", "conference paper", "thesis", "report", "preprint", "text")
_HOLDERS = {"journal article": "journal", "conference paper": "conference", "chapter": "book", "preprint": "server"}
_KIND_OF_TYPE = {
    "article-journal": "journal article",
    "paper-conference": "conference paper",
    "report": "report",
    "thesis": "thesis",
    "book": "book",
    "chapter": "chapter",
}
_KIND_OF_CONTAINER = {"journal": "journal article", "conference": "conference paper", "report": "report"}


def kind(record: Record) -> str:
    """Return what kind of publication a record is, "text" where neither its type nor its container says.

    The container decides where the type is vague, and a server of preprints always.
    """
    if record.preprint:
        return "preprint"
    of_container = _KIND_OF_CONTAINER.get(container_kind(record.container), "text") if record.container else "text"
    return _KIND_OF_TYPE.get(record.type, of_container)


RULES: tuple[Callable[[Record, Record, Levels], Related | None], ...] = (about, part_of, translation_of, version_of)
"""All rules; the first that applies counts."""


def relations_between(comparisons: Iterable[Comparison], clusters: Mapping[str, str]) -> tuple[Related, ...]:
    """Return the relations of clusters, one for each pair of them, in the order of their keys.

    The relation that most pairs of records of the two clusters have counts, then the one of the best score.

    Args:
        comparisons: comparisons of records.
        clusters: cluster of each record.
    """
    said: dict[tuple[str, str], dict[Related, tuple[int, int]]] = {}
    for each in comparisons:
        if each.relation is None:
            continue
        found = each.relation._replace(from_key=clusters[each.relation.from_key], to_key=clusters[each.relation.to_key])
        if found.from_key == found.to_key:
            continue
        pair = (min(found.from_key, found.to_key), max(found.from_key, found.to_key))
        votes = said.setdefault(pair, {})
        count, best = votes.get(found, (0, 0))
        votes[found] = (count + 1, max(best, each.score))
    return tuple(max(votes, key=lambda found: (votes[found], found)) for _, votes in sorted(said.items()))
