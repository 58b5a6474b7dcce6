"""Blocking keys and candidate pairs: only records that share a key are compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from refgraph.dedupe.prepare import Record, content_words

LARGEST_BLOCK = 40
"""Records of one key that are compared each with each; in a larger block each is compared with its neighbours."""
NEIGHBOURS = 10
"""How many of the records after it a record of a large block is compared with, in the order of titles."""

_START = 24
Pair = tuple[int, int]


def word_counts(records: Iterable[Record]) -> Counter[str]:
    """Return how many records have each word in their title."""
    return Counter(word for record in records for word in set(content_words(record.title)))


def block_keys(record: Record, counts: Mapping[str, int]) -> list[str]:
    """Return the blocking keys of a record, each with a letter for its kind before the colon.

    The kinds: (i) each identifier, (t) title, (f) words of the title in any order, (s) start and (e) end of the title,
    (r) pairs of its three rarest words, (w) first author and a rare word, (a) first author, year and first word,
    (c) first two authors and year, (v) volume and first page, (p) first author and first page.

    Args:
        record: a comparison record.
        counts: how many records have each word, see `word_counts`.
    """
    keys = [f"i:doi:{doi}" for doi in record.dois]
    keys += [f"i:{identifier}" for identifier in record.identifiers]
    words = content_words(record.title)
    if words:
        keys += _title_keys(record.title, words, counts)
    if record.people:
        keys += _author_keys(record, words, counts)
    if record.volume and record.first:
        keys.append(f"v:{record.volume} {record.first}")
    return keys


def _title_keys(title: str, words: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    compact = "".join(words)
    keys = [f"t:{title.replace(' ', '')}", f"f:{' '.join(sorted(set(words)))}"]
    if len(compact) >= _START:
        keys += [f"s:{compact[:_START]}", f"e:{compact[-_START:]}"]
    return keys + [f"r:{' '.join(pair)}" for pair in combinations(sorted(_rarest(words, counts, 3)), 2)]


def _author_keys(record: Record, words: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    sound = record.people[0].sound
    keys = [f"w:{sound} {word}" for word in _rarest(words, counts, 2)]
    if record.year is not None:
        keys += [f"a:{sound} {record.year} {word[:4]}" for word in words[:1]]
        keys += [f"c:{sound} {other.sound} {record.year}" for other in record.people[1:2]]
    if record.first:
        keys.append(f"p:{sound} {record.first}")
    return keys


def _rarest(words: Iterable[str], counts: Mapping[str, int], size: int) -> list[str]:
    """Return the words of fewest records; a word of one record only, often a misprint, brings nobody together."""
    return sorted({word for word in words if counts.get(word, 0) > 1}, key=lambda word: (counts[word], word))[:size]


def candidate_pairs(records: Sequence[Record], keys: Sequence[Sequence[str]]) -> list[Pair]:
    """Return the pairs of records that share a key, as sorted pairs of positions.

    The pairs do not depend on the order of the records, and their number grows linearly with it: records that are equal
    in everything but their key are chained, and only one of them is compared with others; in a block larger than
    `LARGEST_BLOCK` each is compared with the next `NEIGHBOURS` in the order of titles.

    Args:
        records: comparison records.
        keys: the blocking keys of each record, see `block_keys`.
    """
    pairs: set[Pair] = set()
    heads = _chain_equal(records, pairs)
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place in heads:
        for key in dict.fromkeys(keys[place]):
            blocks[key].append(place)
    for block in blocks.values():
        if 1 < len(block) <= LARGEST_BLOCK:
            pairs.update((a, b) if a < b else (b, a) for a, b in combinations(block, 2))
        elif len(block) > LARGEST_BLOCK:
            pairs.update(_neighbours(records, block))
    return sorted(pairs)


def _chain_equal(records: Sequence[Record], pairs: set[Pair]) -> list[int]:
    """Add the pairs of equal records that follow each other by key, and return one record of each chain."""
    chains: defaultdict[Record, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        chains[record._replace(key="")].append(place)
    heads = []
    for chain in chains.values():
        chain.sort(key=lambda place: records[place].key)
        heads.append(chain[0])
        pairs.update((min(a, b), max(a, b)) for a, b in pairwise(chain))
    return heads


def _neighbours(records: Sequence[Record], block: list[int]) -> Iterator[Pair]:
    ordered = sorted(block, key=lambda place: (records[place].title, records[place].year or 0, records[place].key))
    for offset in range(1, NEIGHBOURS + 1):
        for a, b in zip(ordered, ordered[offset:], strict=False):
            yield (a, b) if a < b else (b, a)
