"""Clusters of refgraph; see `dedupe_rivals.py`.

python benchmarks/dedupe_with_refgraph.py RECORDS.jsonl.gz CLUSTERS.jsonl
"""

from __future__ import annotations

import sys

from marks import DONE, LOADED, mark, write_clusters

# What a first call loads; the rivals have loaded theirs, too.
import refgraph.dedupe.inprocess
import refgraph.dedupe.library
import refgraph.parse  # noqa: F401 - as above
from refgraph.dedupe import dedupe
from refgraph.formats import read


def main(source: str, target: str) -> None:
    library = read(source)
    mark(LOADED, "refgraph")
    clusters = dedupe(library).clusters
    mark(DONE, "refgraph")
    write_clusters(target, [list(each.members) for each in clusters])


if __name__ == "__main__":
    main(*sys.argv[1:3])
