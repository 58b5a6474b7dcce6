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
    keys = own_keys(record, words) + common_keys(record, words)
    keys += [f"r:{a} {b}" for a, b in combinations(sorted(rare), 2)]
    if record.people:
        keys += [f"w:{record.people[0].sound} {word}" for word in rare[:AUTHORED]]
    return keys


def common_keys(record: Record, words: Sequence[str]) -> list[str]:
    """Return those of the blocking keys that need nothing but the record, but which many have by chance; see `COMMON`.

    Args:
        record: a comparison record.
        words: the words of its title that carry meaning, in order.
    """
    keys = [f"v:{record.volume} {record.first}"] if record.volume and record.first else []
    compact = "".join(words)
    if len(compact) >= _START:
        keys += (f"s:{compact[:_START]}", f"e:{compact[-_START:]}")
    return keys


def own_keys(record: Record, words: Sequence[str]) -> list[str]:
    """Return those of the blocking keys that need nothing but the record and are rare; see `block_keys`.

    Args:
        record: a comparison record.
        words: the words of its title that carry meaning, in order.
    """
    keys = [f"i:doi:{doi}" for doi in record.dois]
    keys += [f"i:{identifier}" for identifier in record.identifiers]
    if words:
        keys.append(f"t:{record.title.replace(' ', '')}")
    if record.original and record.original != record.title:
        keys.append(f"t:{record.original.replace(' ', '')}")
    if record.people:
        keys += _author_keys(record, words)
    book = record.container if record.type in _IN_BOOKS else record.title if record.type in _BOOKS else ""
    if book:
        keys.append(f"b:{book} {record.year}")
    return keys


def _author_keys(record: Record, words: Sequence[str]) -> list[str]:
    keys = []
    sound = record.people[0].sound
    if record.year is not None:
        if words:
            keys.append(f"a:{sound} {record.year} {words[0][:4]}")
        if len(record.people) > 1:
            keys.append(f"c:{sound} {record.people[1].sound} {record.year}")
    if record.first:
        keys.append(f"p:{sound} {record.first}")
    return keys
