"""Blocking keys: only records that share one are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations

from refgraph.dedupe.prepare import Record, title_words

RAREST = 3
"""So many of the rarest words of a title are in keys."""
AUTHORED = 2
"""So many of them are in keys with the first author."""

COMMON = ("r:", "v:", "s:", "e:")
"""Beginnings of the keys that many records of a large library have by chance."""

_START = 24
_BOOKS = frozenset({"book", "collection", "report"})
_IN_BOOKS = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"})


def word_counts(records: Iterable[Record]) -> Counter[str]:
    """Return how many records have each word in their title."""
    return Counter(chain.from_iterable(set(title_words(record.title)) for record in records))


def block_keys(record: Record, counts: Mapping[str, int]) -> list[str]:
    """Return the blocking keys of a record, each with a letter for its kind before the colon; none twice.

    The kinds: (i) each identifier, (t) title and that of the original, (s) start and (e) end of the title, (r) pairs of
    its three rarest words, (w) first author and a rare word, (a) first author, year and first word, (c) first two
    authors and year, (v) volume and first page, (p) first author and first page, (b) title and year of a book, that
    its chapters have as well.
    Titles of the same words in another order share their rarest ones.

    Args:
        record: a comparison record.
        counts: how many records have each word, see `word_counts`.
    """
    return keys_with(record, rarest(title_words(record.title), counts))


def rarest(words: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    """Return the words of fewest records, at most `RAREST`, equal ones in the order of the alphabet.

    A word of one record only, often a misprint, brings nobody together and is left out.
    """
    known = sorted([(count, word) for word in set(words) if (count := counts.get(word, 0)) > 1])
    return [word for _, word in known[:RAREST]]


def keys_with(record: Record, rare: Sequence[str], words: Sequence[str] | None = None) -> list[str]:
    """Return the blocking keys of a record whose rarest words are known; see `block_keys` and `rarest`.

    Args:
        record: a comparison record.
        rare: the rarest words of its title, the rarest first.
        words: the words of its title that carry meaning, if they are known.
    """
    words = title_words(record.title) if words is None else words
    keys = _own_keys(record, words) + common_keys([record], [words])[0]
    keys += [f"r:{a} {b}" for a, b in combinations(sorted(rare), 2)]
    if record.people:
        keys += [f"w:{record.people[0].sound} {word}" for word in rare[:AUTHORED]]
    return keys


def common_keys(records: Sequence[Record], words: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return those of the blocking keys that need nothing but the record, but which many have by chance; see `COMMON`.

    Args:
        records: comparison records.
        words: for each the words of its title that carry meaning, in order.
    """
    found = []
    for record, its_words in zip(records, words, strict=True):
        volume, first = record.volume, record.first
        keys = [f"v:{volume} {first}"] if volume and first else []
        compact = "".join(its_words)
        if len(compact) >= _START:
            keys += (f"s:{compact[:_START]}", f"e:{compact[-_START:]}")
        found.append(keys)
    return found


def own_keys(records: Sequence[Record], words: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return those of the blocking keys that need nothing but the record and are rare; see `block_keys`.

    Args:
        records: comparison records.
        words: for each the words of its title that carry meaning, in order.
    """
    return [*map(_own_keys, records, words)]


def _own_keys(record: Record, words: Sequence[str]) -> list[str]:
    title, year, original = record.title, record.year, record.original
    keys = [f"i:doi:{doi}" for doi in record.dois] if record.dois else []
    if record.identifiers:
        keys += [f"i:{identifier}" for identifier in record.identifiers]
    if words:
        keys.append(f"t:{title.replace(' ', '')}")
    if original and original != title:
        keys.append(f"t:{original.replace(' ', '')}")
    if record.people:
        keys += _author_keys(record, words)
    kind = record.type
    book = record.container if kind in _IN_BOOKS else title if kind in _BOOKS else ""
    if book:
        keys.append(f"b:{book} {year}")
    return keys


def _author_keys(record: Record, words: Sequence[str]) -> list[str]:
    keys = []
    people, year, first = record.people, record.year, record.first
    sound = people[0].sound
    if year is not None:
        if words:
            keys.append(f"a:{sound} {year} {words[0][:4]}")
        if len(people) > 1:
            keys.append(f"c:{sound} {people[1].sound} {year}")
    if first:
        keys.append(f"p:{sound} {first}")
    return keys
