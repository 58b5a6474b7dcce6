"""Clusters of a labelled deduplication set: reads CSL-like JSON lines, writes {"id", "cluster"} lines.

python benchmarks/dedupe_adapter.py ../shared/dedup/cora.jsonl.gz cora.clusters.jsonl
python ../shared/dedup/evaluate.py ../shared/dedup/cora.jsonl.gz cora.clusters.jsonl
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from refgraph.dedupe import dedupe
from refgraph.formats import read


def main(source: str, target: str) -> None:
    library = read(source)
    began = time.process_time()
    result = dedupe(library)
    spent = time.process_time() - began
    with Path(target).open("w", encoding="utf-8") as lines:
        for cluster in result.clusters:
            lines.writelines(json.dumps({"id": member, "cluster": cluster.id}) + "\n" for member in cluster.members)
    print(f"{len(library)} records, {len(result.clusters)} clusters, {spent:.2f} CPU s for dedupe")


if __name__ == "__main__":
    main(*sys.argv[1:3])
