"""Label the gold references beside the project and score them: the labeller on data it was not made for.

    python benchmarks/parse_references.py [dev|multilingual]

Needs the data beside the project (REFGRAPH_SHARED, default ../shared); its own evaluate.py does the scoring.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from places import shared

from refgraph.parse import parse
from refgraph.parse.labelling import default_labeller


def rows(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def gold_rows(part: str) -> list[dict[str, Any]]:
    if part == "multilingual":
        return [{"source": "multilingual", **row} for row in rows(shared("gold-multilingual/references.jsonl"))]
    return [row for path in sorted(shared("gold").glob("*.dev.jsonl.gz")) for row in rows(path)]


def main(part: str = "dev") -> int:
    gold = gold_rows(part)
    start = time.process_time()
    label = default_labeller()
    loading = time.process_time() - start
    raws = [row["raw"] for row in gold]
    start = time.process_time()
    labelled = label(raws)
    seconds = time.process_time() - start
    start = time.process_time()
    parse(raws)
    whole = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        gold_path, predicted_path = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        gold_path.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
        predicted = (
            {"id": row["id"], "fields": [{"label": field.label.value, "text": field.text} for field in found.fields]}
            for row, found in zip(gold, labelled, strict=True)
        )
        predicted_path.write_text("".join(json.dumps(row) + "\n" for row in predicted), encoding="utf-8")
        by = "lang" if part == "multilingual" else "source"
        command = [sys.executable, str(shared("gold/evaluate.py")), str(gold_path), str(predicted_path), "--by", by]
        done = subprocess.run(command, check=False)
    label_rate, parse_rate = (f"{len(gold) / each:,.0f}" for each in (seconds, whole))
    print(f"loading {loading:.2f} CPU s; references a CPU s: labelled {label_rate}, parsed to works {parse_rate}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
