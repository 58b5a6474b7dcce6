"""Clusters and relations of made records: F1, works lost, and the share of siblings that are found as versions.

    python ../shared/dedup/make_synthetic.py 100000 made.jsonl.gz --seed 7
    python benchmarks/dedupe_versions.py made.jsonl.gz

A sibling is found where a relation `version_of` joins a cluster of its records with one of the other version's.
"""

from __future__ import annotations

import gzip
import json
import runpy
import sys
import time
from pathlib import Path

from places import shared

from refgraph.dedupe import dedupe
from refgraph.formats import read


def main(source: str) -> None:
    library = read(source)
    began = time.process_time()
    result = dedupe(library)
    spent = time.process_time() - began
    predicted = {member: each.id for each in result.clusters for member in each.members}
    scorer = runpy.run_path(str(shared("dedup/evaluate.py")))
    scores = scorer["evaluate"](scorer["load_gold"](source), predicted)
    print(f"{len(library)} records, {spent:.1f} CPU s for dedupe")
    print({name: scores[name] for name in ("precision", "recall", "f1", "wrong", "missed")})
    said = {frozenset((each.from_key, each.to_key)) for each in result.relations if each.kind == "version_of"}
    with gzip.open(Path(source), "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    clusters: dict[str, set[str]] = {}
    for each in records:
        clusters.setdefault(each["cluster"], set()).add(predicted[each["id"]])
    siblings = {(each["cluster"], each["version_of"]) for each in records if "version_of" in each}
    found = sum(
        any(frozenset((a, b)) in said for a in clusters[one] for b in clusters.get(other, ()))
        for one, other in siblings
    )
    print(f"version_of: {found} of {len(siblings)} siblings found, {len(said)} relations said")


if __name__ == "__main__":
    main(sys.argv[1])
