"""The candidate join and what leads to it, in SQL that DuckDB and Spark both read; engines only say how it is run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from refgraph.dedupe.engines.steps import KEYS, Columns, Step, comparisons_of, scoring
from refgraph.dedupe.evidence import Comparison, Outcome
from refgraph.dedupe.pairs import LARGEST_BLOCK, NEIGHBOURS
from refgraph.errors import DuplicateKeyError

REPEATED = "SELECT id FROM records GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 5"
"""Ids that several records have, at most five."""

WORDS = "SELECT id, explode(split(words, ' ')) AS word FROM records WHERE words <> ''"
COUNTS = "SELECT word, count(*) AS records FROM words GROUP BY word HAVING count(*) > 1"
"""How many records have each word; a word of one record only brings nobody together."""

RAREST = """
SELECT id,
       max(CASE WHEN place = 1 THEN word END) AS rare1,
       max(CASE WHEN place = 2 THEN word END) AS rare2,
       max(CASE WHEN place = 3 THEN word END) AS rare3
FROM (SELECT w.id, w.word, row_number() OVER (PARTITION BY w.id ORDER BY c.records, w.word) AS place
      FROM words w JOIN counts c ON w.word = c.word) placed
WHERE place <= 3
GROUP BY id
"""
"""The three rarest words of each title."""

CHAINS = """
SELECT id, record,
       row_number() OVER (PARTITION BY record ORDER BY id) AS place,
       lag(id) OVER (PARTITION BY record ORDER BY id) AS before
FROM records
"""
"""Equal records follow each other by id; only the first of them is compared with others."""

HEADS = """
SELECT c.id, c.record, r.rare1, r.rare2, r.rare3
FROM chains c LEFT JOIN rarest r ON c.id = r.id
WHERE c.place = 1
"""

PAIRS = f"""
WITH sizes AS (SELECT block, count(*) AS size FROM keys GROUP BY block HAVING count(*) > 1),
     small AS (SELECT k.block, k.id FROM keys k JOIN sizes s ON k.block = s.block WHERE s.size <= {LARGEST_BLOCK}),
     large AS (SELECT k.block, k.id, row_number() OVER (PARTITION BY k.block ORDER BY c.record, c.id) AS place
               FROM keys k JOIN sizes s ON k.block = s.block JOIN chains c ON k.id = c.id
               WHERE s.size > {LARGEST_BLOCK})
SELECT x.id AS a, y.id AS b FROM small x JOIN small y ON x.block = y.block WHERE x.id < y.id
UNION
SELECT least(x.id, y.id) AS a, greatest(x.id, y.id) AS b
FROM large x CROSS JOIN distances d JOIN large y ON x.block = y.block AND y.place = x.place + d.distance
UNION
SELECT before AS a, id AS b FROM chains WHERE before IS NOT NULL
"""
"""The candidate pairs: as `refgraph.dedupe.pairs.candidate_pairs` finds them in memory."""

BLOCKS = "SELECT id, explode(split(blocks, '\n')) AS block FROM blocks_of WHERE blocks <> ''"
DISTANCES = " UNION ALL ".join(f"SELECT {distance} AS distance" for distance in range(1, NEIGHBOURS + 1))

PAIRED = """
SELECT p.a, p.b, x.record AS one, y.record AS other
FROM pairs p JOIN records x ON p.a = x.id JOIN records y ON p.b = y.id
ORDER BY p.a
"""
"""In order, so that the pairs of one record come together."""


class Tables(Protocol):
    """A database that holds tables of records."""

    def create(self, name: str, sql: str) -> None:
        """Make a table of what a query returns."""

    def apply(self, name: str, step: Step, sql: str) -> None:
        """Make a table of what a step makes of the batches that a query returns."""

    def read(self, sql: str) -> Iterator[Columns]:
        """Yield what a query returns in batches."""


def compare_in(tables: Tables, threshold: int) -> Iterator[Comparison]:
    """Yield the comparisons that count of the table ``records``, see `refgraph.dedupe.engines.steps.columns_of`.

    Raises:
        DuplicateKeyError: if records share an id.
    """
    _score(tables, threshold)
    for batch in tables.read("SELECT * FROM scores"):
        yield from comparisons_of(batch)


def compare_lightly(tables: Tables, threshold: int) -> Iterator[Comparison]:
    """Yield the comparisons as `compare_in` does, but without reason and evidence: enough for clusters."""
    _score(tables, threshold)
    for batch in tables.read("SELECT a, b, score, outcome, veto FROM scores"):
        rows = zip(*(batch[name] for name in ("a", "b", "score", "outcome", "veto")), strict=True)
        yield from (Comparison(a, b, points, Outcome(said), "", (), veto) for a, b, points, said, veto in rows)


def _score(tables: Tables, threshold: int) -> None:
    """Make the table ``scores``."""
    repeated = [key for batch in tables.read(REPEATED) for key in batch["id"]]
    if repeated:
        raise DuplicateKeyError(
            "items share an id", text=", ".join(repeated), hint="an engine needs items with an id of their own"
        )
    tables.create("words", WORDS)
    tables.create("counts", COUNTS)
    tables.create("rarest", RAREST)
    tables.create("chains", CHAINS)
    tables.apply("blocks_of", KEYS, HEADS)
    tables.create("keys", BLOCKS)
    tables.create("distances", DISTANCES)
    tables.create("pairs", PAIRS)
    tables.apply("scores", scoring(threshold), PAIRED)
