"""Deduplicate the labelled sets beside the project and score the clusters.

    python benchmarks/dedupe_records.py

Needs the data beside the project (REFGRAPH_SHARED, default ../shared); its own evaluate.py does the scoring.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from places import shared

ADAPTER = Path(__file__).parent / "dedupe_adapter.py"


def main() -> int:
    status = 0
    for gold in sorted(shared("dedup").glob("*.jsonl.gz")):
        with tempfile.TemporaryDirectory() as folder:
            clusters = Path(folder, "clusters.jsonl")
            print(gold.name, flush=True)
            status |= subprocess.run([sys.executable, str(ADAPTER), str(gold), str(clusters)], check=False).returncode
            score = [sys.executable, str(shared("dedup/evaluate.py")), str(gold), str(clusters)]
            cross = ["--cross"] if gold.name.startswith("dblp_acm") else []
            status |= subprocess.run([*score, *cross], check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
