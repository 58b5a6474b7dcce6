"""The candidate join and what leads to it, in SQL that DuckDB and Spark both read; engines only say how it is run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from refgraph.dedupe.engines.steps import Columns, comparisons_of
from refgraph.dedupe.evidence import Comparison
from refgraph.dedupe.pairs import REACH, REACH_OF_COMMON
from refgraph.dedupe.prepare.record import SMALL_WORDS
from refgraph.errors import DuplicateKeyError

REPEATED = "SELECT id FROM records GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 5"
"""Ids that several records have, at most five."""

_SMALL_WORDS = ", ".join(f"'{word}'" for word in ("", *sorted(SMALL_WORDS)))
WORDS = f"""
SELECT place, word
FROM (SELECT place, explode(array_distinct(split(title, ' '))) AS word FROM records) w
WHERE word NOT IN ({_SMALL_WORDS})
"""
"""The words of titles that carry meaning, see `refgraph.dedupe.prepare.title_words`, none twice."""
RANKS = """
SELECT word, row_number() OVER (ORDER BY count(*), word) AS rank FROM words GROUP BY word HAVING count(*) > 1
"""
"""Words from the rarest to the most frequent; a word of one record only brings nobody together."""

RAREST = """
SELECT place,
       max(CASE WHEN nth = 1 THEN rank END) AS rare1,
       max(CASE WHEN nth = 2 THEN rank END) AS rare2,
       max(CASE WHEN nth = 3 THEN rank END) AS rare3
FROM (SELECT w.place, r.rank, row_number() OVER (PARTITION BY w.place ORDER BY r.rank) AS nth
      FROM words w JOIN ranks r ON w.word = r.word) ranked
WHERE nth <= 3
GROUP BY place
"""
"""The three rarest words of each title."""

CHAINS = """
SELECT r.place, lag(r.place) OVER (PARTITION BY r.digest ORDER BY r.id) AS before
FROM (SELECT place, id, xxhash64(record) AS digest FROM records) r
JOIN (SELECT xxhash64(record) AS digest FROM records GROUP BY xxhash64(record) HAVING count(*) > 1) equal
ON r.digest = equal.digest
"""
"""Equal records follow each other by id; only the first of them is compared with others."""

HEADS = """
SELECT r.place, r.sound, w.rare1, w.rare2, w.rare3
FROM records r
LEFT JOIN (SELECT place FROM chains WHERE before IS NOT NULL) c ON r.place = c.place
LEFT JOIN rarest w ON r.place = w.place
WHERE c.place IS NULL
"""

KEYS = f"""
SELECT o.place, xxhash64(o.block) AS block, {REACH.largest} AS largest, {REACH.neighbours} AS neighbours
FROM (SELECT place, explode(blocks) AS block FROM records) o JOIN heads h ON o.place = h.place
UNION ALL
SELECT o.place, xxhash64(o.block), {REACH_OF_COMMON.largest}, {REACH_OF_COMMON.neighbours}
FROM (SELECT place, explode(common) AS block FROM records) o JOIN heads h ON o.place = h.place
UNION ALL
SELECT place, xxhash64(one, other), {REACH_OF_COMMON.largest}, {REACH_OF_COMMON.neighbours}
FROM (SELECT place, rare1 AS one, rare2 AS other FROM heads
      UNION ALL SELECT place, rare1, rare3 FROM heads
      UNION ALL SELECT place, rare2, rare3 FROM heads) pairs_of_words
WHERE other IS NOT NULL
UNION ALL
SELECT place, xxhash64(sound, rare), {REACH.largest}, {REACH.neighbours}
FROM (SELECT place, sound, rare1 AS rare FROM heads UNION ALL SELECT place, sound, rare2 FROM heads) with_author
WHERE sound IS NOT NULL AND rare IS NOT NULL
"""
"""The blocking keys as numbers: those of the record, pairs of its rarest words, and these with its first author.

With each the `Reach` of its block.
"""

SIZED = """
SELECT k.block, k.place, k.largest, k.neighbours, s.size
FROM keys k JOIN (SELECT block, count(*) AS size FROM keys GROUP BY block HAVING count(*) > 1) s ON k.block = s.block
"""
SMALL = "SELECT block, place FROM sized WHERE size <= largest"
LARGE = """
SELECT s.block, s.place, s.neighbours, row_number() OVER (PARTITION BY s.block ORDER BY r.front, r.id) AS nth
FROM sized s JOIN records r ON s.place = r.place
WHERE s.size > s.largest
"""
"""The blocks of two records and more; those in which not each is compared with each are put in order."""

PAIRS = """
SELECT x.place AS a, y.place AS b FROM small x JOIN small y ON x.block = y.block WHERE x.place < y.place
UNION
SELECT least(x.place, y.place) AS a, greatest(x.place, y.place) AS b
FROM large x JOIN distances d ON d.distance <= x.neighbours
JOIN large y ON x.block = y.block AND y.nth = x.nth + d.distance
UNION
SELECT least(before, place) AS a, greatest(before, place) AS b FROM chains WHERE before IS NOT NULL
"""
"""The candidate pairs: as `refgraph.dedupe.pairs.candidate_pairs` finds them in memory."""

DISTANCES = " UNION ALL ".join(f"SELECT {distance} AS distance" for distance in range(1, REACH.neighbours + 1))


class Tables(Protocol):
    """A database that holds tables of records."""

    def create(self, name: str, sql: str) -> None:
        """Make a table of what a query returns."""

    def read(self, sql: str) -> Iterator[Columns]:
        """Yield what a query returns in batches."""

    def scores(self, threshold: int) -> Iterator[Columns]:
        """Yield the comparisons of the table ``pairs`` that count, see `refgraph.dedupe.engines.steps.SCORED`."""


def compare_in(tables: Tables, threshold: int) -> Iterator[Comparison]:
    """Yield the comparisons that count of the table ``records``, see `refgraph.dedupe.engines.steps.placed`.

    Raises:
        DuplicateKeyError: if records share an id.
    """
    find_pairs(tables)
    for batch in tables.scores(threshold):
        yield from comparisons_of(batch)


def find_pairs(tables: Tables) -> None:
    """Make the table ``pairs`` of the candidates among ``records``.

    Raises:
        DuplicateKeyError: if records share an id.
    """
    repeated = [key for batch in tables.read(REPEATED) for key in batch["id"]]
    if repeated:
        raise DuplicateKeyError(
            "items share an id", text=", ".join(repeated), hint="an engine needs items with an id of their own"
        )
    tables.create("words", WORDS)
    tables.create("ranks", RANKS)
    tables.create("rarest", RAREST)
    tables.create("chains", CHAINS)
    tables.create("heads", HEADS)
    tables.create("keys", KEYS)
    tables.create("sized", SIZED)
    tables.create("small", SMALL)
    tables.create("large", LARGE)
    tables.create("distances", DISTANCES)
    tables.create("pairs", PAIRS)
