"""Time deduplication beside bib-dedupe and Splink, alternating in one run, and score the clusters of all three.

    python benchmarks/dedupe_rivals.py --rivals PYTHON [--rounds 5] [--set stroke]

PYTHON is the interpreter of an environment of its own with `pip install bib-dedupe splink`; they are never part of
ours. Needs the data beside the project (REFGRAPH_SHARED, default ../shared); its own evaluate.py does the scoring. CPU
seconds are those between the marks that each adapter prints: after imports and reading, and before writing. Absolute
times of shared machines mean little: read the ratios, which are taken round by round.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from marks import DONE, LOADED
from places import ROOT, shared

HERE = Path(__file__).parent
ADAPTERS = ("refgraph", "bib_dedupe", "splink")
BAR = 60
"""So many times faster than bib-dedupe is refgraph at least."""


def timed(python: str, adapter: str, gold: Path, clusters: Path) -> tuple[str, float, float]:
    """Run an adapter; return package and version, CPU seconds of the work, and those of the whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [python, str(HERE / f"dedupe_with_{adapter}.py"), str(gold), str(clusters)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src") if adapter == "refgraph" else ""}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    marks = {what: float(number) for what, number in re.findall(f"({LOADED}|{DONE}) ([0-9.]+)", done.stdout)}
    if marks.keys() != {LOADED, DONE}:
        sys.exit(f"{adapter} failed:\n{done.stdout}{done.stderr}")
    whole = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    name = re.search(rf"^(.+) {LOADED}", done.stdout, re.MULTILINE)
    return name[1] if name else adapter, marks[DONE] - marks[LOADED], whole


def scored(gold: Path, clusters: Path) -> str:
    """Return pairwise F1 and what was merged wrongly or missed."""
    command = [sys.executable, str(shared("dedup/evaluate.py")), str(gold), str(clusters), "--json"]
    values = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return f"F1 {values['f1']:.4f}, {values['wrong']} wrong, {values['missed']} missed"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", required=True, metavar="PYTHON", help="interpreter that has bib-dedupe and splink")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--set", default="stroke", help="a set of ../shared/dedup")
    chosen = parser.parse_args()
    gold = shared(f"dedup/{chosen.set}.jsonl.gz")
    names: dict[str, str] = {}
    work: dict[str, list[float]] = {adapter: [] for adapter in ADAPTERS}
    whole: dict[str, list[float]] = {adapter: [] for adapter in ADAPTERS}
    scores: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(chosen.rounds):
            for adapter in ADAPTERS:
                clusters = Path(folder, f"{adapter}.jsonl")
                python = sys.executable if adapter == "refgraph" else chosen.rivals
                names[adapter], spent, total = timed(python, adapter, gold, clusters)
                work[adapter].append(spent)
                whole[adapter].append(total)
                scores[adapter] = scored(gold, clusters)
    print(f"{chosen.set}, median of {chosen.rounds} alternating rounds")
    ratios = {each: [one / ours for one, ours in zip(work[each], work["refgraph"], strict=True)] for each in ADAPTERS}
    for adapter in ADAPTERS:
        spread = f"{min(ratios[adapter]):.0f} to {max(ratios[adapter]):.0f}"
        print(
            f"{names[adapter]:<20} {median(work[adapter]):7.3f} CPU s, {median(ratios[adapter]):6.1f} times refgraph's"
            f" ({spread}); with loading {median(whole[adapter]):6.2f} CPU s; {scores[adapter]}"
        )
    if median(ratios["bib_dedupe"]) < BAR:
        print(f"under the bar: bib-dedupe is to take {BAR} times as long")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
