"""Resolve authors of labelled sets and score the clusters by B-cubed, beside "family name and first initial".

    python benchmarks/resolve_authors.py [--seed N] [--half 0|1] [--works N] [--skip N]

Sets (beside the project, REFGRAPH_SHARED, default ../shared):

wang: dedup/authors, of INSPIRE's beard. ``wang_signatures.json.gz`` is a list of {"signature_id", "publication_id",
"author_name": "Wang, J.", "author_affiliation": text or null, "signature_position"}; ``wang_clusters.json.gz`` maps an
author's id to the list of signature ids. 15,424 signatures of 524 authors on 9,479 publications, nearly all of them
called Wang; no titles, venues or years, and co-authors only where they are in the set too. Signature ids follow the
clusters, so nothing is made of them.

mlanth, glottolog: works-sample, names reduced: seven of ten written-out given names are cut to their first initial, and
the answer is the name in full. Who shares a full name counts as one person there, so the true figures are a little
other; they show what co-authors, titles, venues and years are worth.

Blocks (family name and first initial) are split in two halves, the larger blocks first, in an order that the seed
gives to blocks of one size. Weights were set on half 0, half 1 is to be reported; of the reduced sets weights saw only
works that are skipped here. How rare names, words and venues
are is counted over the whole library, as it is for a user.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from places import shared

from refgraph.model import Contributor, Date, Library, Name, Work
from refgraph.resolve.linking import link
from refgraph.resolve.persons import Judge, Namesakes
from refgraph.resolve.profiles import Rarity
from refgraph.resolve.signatures import signatures
from refgraph.text.normal import fold

CUT = 0.7


class Labelled(NamedTuple):
    """A library, who its contributors are, and the block of each, by the id of the contributor."""

    library: Library
    authors: dict[str, str]
    blocks: dict[str, str]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--works", type=int, default=20_000, help="of each of the reduced sets")
    parser.add_argument("--skip", type=int, default=9_000, help="works of these sets that served to set weights")
    options = parser.parse_args(arguments)
    sets = {
        "wang": wang(shared("dedup/authors")),
        "mlanth": reduced(shared("works-sample/mlanth.jsonl.gz"), options.skip, options.works, options.seed),
        "glottolog": reduced(shared("works-sample/glottolog.jsonl.gz"), options.skip, options.works, options.seed),
    }
    for name, labelled in sets.items():
        measure(name, labelled, options.half, options.seed)
    return 0


def measure(name: str, labelled: Labelled, half: int, seed: int) -> None:
    started = time.process_time()
    found = signatures(labelled.library)
    judge = Judge(Namesakes(each.form for each in found), Rarity(found))
    halves = split(labelled.blocks, seed)
    chosen = [each for each in found if halves.get(labelled.blocks.get(each.id, "")) == half]
    groups = link(chosen, judge).groups
    seconds = time.process_time() - started
    clusters = {chosen[place].id: number for number, group in enumerate(groups) for place in group}
    ids = [each.id for each in chosen if each.id in labelled.authors]
    authors = [labelled.authors[each] for each in ids]
    ours = bcubed([str(clusters[each]) for each in ids], authors)
    plain = bcubed([labelled.blocks[each] for each in ids], authors)
    print(f"{name}: half {half}, {len(ids)} labelled signatures of {len(set(authors))} authors, {seconds:.1f} s CPU")
    for label, (precision, recall, score) in (("refgraph", ours), ("family name and initial", plain)):
        print(f"  {label:24}B-cubed P {precision:6.1%}  R {recall:6.1%}  F1 {score:6.1%}", flush=True)


def bcubed(clusters: Sequence[str], authors: Sequence[str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 (Bagga and Baldwin 1998) of two partitions, given item by item."""
    sizes, truth, both = Counter(clusters), Counter(authors), Counter(zip(clusters, authors, strict=True))
    total = len(clusters)
    precision = sum(count * count / sizes[cluster] for (cluster, _), count in both.items()) / total
    recall = sum(count * count / truth[author] for (_, author), count in both.items()) / total
    return precision, recall, 2 * precision * recall / (precision + recall)


def split(blocks: Mapping[str, str], seed: int) -> dict[str, int]:
    """Return the half of each block: the halves have about the same number of signatures."""
    chance = random.Random(seed)
    counts = Counter(blocks.values())
    order = sorted((-count, chance.random(), block) for block, count in sorted(counts.items()))
    sizes, halves = [0, 0], {}
    for count, _, block in order:
        half = 0 if sizes[0] <= sizes[1] else 1
        halves[block] = half
        sizes[half] -= count
    return halves


def wang(folder: Path) -> Labelled:
    rows = json.loads(gzip.decompress((folder / "wang_signatures.json.gz").read_bytes()))
    clusters = json.loads(gzip.decompress((folder / "wang_clusters.json.gz").read_bytes()))
    author_of = {signature: author for author, some in clusters.items() for signature in some}
    by_work = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["signature_position"]):
        by_work[row["publication_id"]].append(row)
    works, authors, blocks = [], {}, {}
    for publication, some in by_work.items():
        people: list[Contributor] = []
        for place, row in enumerate(some, 1):
            family, _, given = (part.strip() for part in row["author_name"].partition(","))
            affiliation = row["author_affiliation"]
            people.append(
                Contributor(
                    agent=Name(family=family, given=given or None), affiliations=(affiliation,) if affiliation else ()
                )
            )
            authors[f"{publication}/author/{place}"] = author_of[row["signature_id"]]
            blocks[f"{publication}/author/{place}"] = block(family, given)
        works.append(Work(key=str(publication), contributors=tuple(people)))
    return Labelled(Library(works=tuple(works)), authors, blocks)


def reduced(path: Path, skip: int, size: int, seed: int) -> Labelled:
    chance = random.Random(seed)
    works, authors, blocks = [], {}, {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, skip, skip + size):
            row = json.loads(line)
            people: list[Contributor] = []
            for name in (each for each in row.get("author", []) if "family" in each):
                family, given = name["family"], name.get("given") or ""
                signature = f"{row['id']}/author/{len(people) + 1}"
                blocks[signature] = block(family, given)
                first = fold(given).partition(" ")[0]
                if len(first) > 1:
                    authors[signature] = f"{fold(family)} {first}"
                    given = f"{given[0]}." if chance.random() < CUT else given
                people.append(Contributor(agent=Name(family=family, given=given or None)))
            year = row.get("issued", {}).get("date-parts", [[None]])[0][0]
            works.append(
                Work(
                    key=row["id"],
                    title=row.get("title"),
                    contributors=tuple(people),
                    container_title=row.get("container-title"),
                    issued=Date.of(int(year)) if year else None,
                )
            )
    return Labelled(Library(works=tuple(works)), authors, blocks)


def block(family: str, given: str) -> str:
    return f"{fold(family)} {fold(given)[:1]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
