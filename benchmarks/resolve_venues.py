"""Recognise journals by their abbreviations, and do not take near abbreviations of other journals for theirs.

    python benchmarks/resolve_venues.py [--seed N] [--half 0|1] [--worst N]

Data: dedup/journal_abbreviations.csv.gz beside the project (REFGRAPH_SHARED, default ../shared), 54,181 pairs of full
title and abbreviation from 14 lists (JabRef, CC0). Some are no abbreviation ("Japan Society of Fluid Mechanics",
"Fluid Dynam. Res."), and dainst squashes words ("AncInd").

Rules were written with half 0, the first 12,000 pairs in the order that seed 1 gives; half 1 is the rest.

False matches: each full title with the two abbreviations before and the two after its own in the alphabet, which are
the nearest ones, and with one drawn at random. What the lists give for that title, or for a title of the same words,
is left out. Many of the false matches left are one journal in two lists ("Nature" and "Nature (London)").
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from places import shared

from refgraph.dedupe import Outcome
from refgraph.resolve.venue_titles import venue_title
from refgraph.resolve.venues import VenueUnit, compare_venues
from refgraph.text.normal import fold

DEVELOPMENT = 12_000
Pair = tuple[str, str]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--worst", type=int, default=0, help="false matches and misses to print")
    options = parser.parse_args(arguments)
    with gzip.open(shared("dedup/journal_abbreviations.csv.gz"), "rt", encoding="utf-8") as lines:
        rows = [(row[0], row[1]) for row in csv.reader(lines) if len(row) > 1]
    chance = random.Random(options.seed)
    mixed = list(rows)
    chance.shuffle(mixed)
    chosen = mixed[DEVELOPMENT:] if options.half else mixed[:DEVELOPMENT]
    report("pairs of one journal", chosen, options.worst, Outcome.DIFFERENT)
    report("near abbreviations of others", near(chosen, rows), options.worst, Outcome.SAME)
    report("any abbreviations of others", drawn(chosen, rows, chance), options.worst, Outcome.SAME)
    return 0


def unit(title: str) -> VenueUnit:
    return VenueUnit(f"venue:{title}", (venue_title(title),), frozenset(), ())


def report(name: str, pairs: Sequence[Pair], worst: int, wrong: Outcome) -> None:
    started = time.process_time()
    found = [(pair, compare_venues(unit(pair[0]), unit(pair[1]))) for pair in pairs]
    counts = Counter(each.outcome for _, each in found)
    shares = ", ".join(f"{outcome.value} {counts[outcome] / len(pairs):.2%}" for outcome in Outcome)
    print(f"{name}: {len(pairs)} pairs, {shares}; {time.process_time() - started:.1f} s CPU")
    for pair, each in [one for one in found if one[1].outcome is wrong][:worst]:
        print("   ", *pair, each.score, sep=" | ")


def plain(text: str) -> str:
    return fold(text).replace(" ", "")


def near(chosen: Sequence[Pair], rows: Sequence[Pair]) -> list[Pair]:
    abbreviations = sorted({short for _, short in rows}, key=lambda short: (fold(short), short))
    places = {short: place for place, short in enumerate(abbreviations)}
    allowed = Others(rows)
    return [
        (full, abbreviations[place])
        for full, short in chosen
        for place in range(max(0, places[short] - 2), min(len(abbreviations), places[short] + 3))
        if allowed(full, short, abbreviations[place])
    ]


def drawn(chosen: Sequence[Pair], rows: Sequence[Pair], chance: random.Random) -> list[Pair]:
    return list(_drawn(chosen, rows, chance))


def _drawn(chosen: Sequence[Pair], rows: Sequence[Pair], chance: random.Random) -> Iterator[Pair]:
    allowed = Others(rows)
    for full, short in chosen:
        other = chance.choice(rows)[1]
        if allowed(full, short, other):
            yield full, other


class Others:
    """Tells whether an abbreviation is that of another journal."""

    def __init__(self, rows: Sequence[Pair]) -> None:
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        for full, short in rows:
            self._own[plain(full)].add(plain(short))

    def __call__(self, full: str, short: str, other: str) -> bool:
        """Tell whether ``other`` is none of the abbreviations of ``full``."""
        return plain(other) not in self._own[plain(full)] and plain(other) not in {plain(short), plain(full)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
