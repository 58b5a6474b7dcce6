"""Which entry was made from which reference of a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refgraph.check.entry import Entry, plain
from refgraph.text.normal import fold

if TYPE_CHECKING:
    from refgraph.model.reference import Reference

_ENOUGH = 0.5
"""Share of an entry's words that its reference has at least."""
_WORD = 3
_MOST_ENTRIES = 200  # words that more entries than this have say nothing


@dataclass(frozen=True, slots=True)
class RawPair:
    """A reference as it stands in a list, and the entry made from it.

    Attributes:
        reference: the reference, with its place.
        entry: the entry.
        words: the folded words of the reference, with one space between them and at both ends.
    """

    reference: Reference
    entry: Entry
    words: str


def pair_up(references: Sequence[Reference], entries: Sequence[Entry]) -> list[RawPair]:
    """Find for each reference its entry, by the words of title and authors; each entry goes to one reference.

    Returns:
        The pairs in the order of the references; references and entries without a counterpart are left out.
    """
    words_of = [_words(entry) for entry in entries]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(words_of):
        for word in words:
            holders[word].append(number)
    candidates = []
    for place, reference in enumerate(references):
        folded = fold(reference.raw)
        hits: Counter[int] = Counter()
        for word in set(folded.split()):
            if len(holders.get(word, ())) <= _MOST_ENTRIES:
                hits.update(holders.get(word, ()))
        for number, count in hits.most_common(5):
            share = count / len(words_of[number])
            if share >= _ENOUGH:
                candidates.append((share, count, place, number, folded))
    candidates.sort(key=lambda each: (-each[0], -each[1], each[2], each[3]))
    taken: dict[int, RawPair] = {}
    used: set[int] = set()
    for _, _, place, number, folded in candidates:
        if place not in taken and number not in used:
            used.add(number)
            taken[place] = RawPair(references[place], entries[number], f" {folded} ")
    return [taken[place] for place in sorted(taken)]


def _words(entry: Entry) -> set[str]:
    """Return the words of an entry's title and the family names, or all words of an entry without a title."""
    texts = [entry.title, *(plain(name.family) for name in (*entry.names("author"), *entry.names("editor")))]
    words = {word for word in fold(" ".join(texts)).split() if len(word) >= _WORD}
    return words or set(fold(" ".join(plain(field.value) for field in entry.fields.values())).split())
