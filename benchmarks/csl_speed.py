"""Time bibliographies: items per CPU second of refgraph and, where it is there, citeproc-js, in alternating runs.

python benchmarks/csl_speed.py [STYLE] [--citeproc FOLDER WITH node_modules/citeproc --locales FOLDER]

A run takes 1,000 works of works-sample from JSON-like items to HTML, with a freshly compiled style; refgraph also takes
10,000. Before the clocks, the entries of both engines are compared. CPU seconds of shared machines mean little: compare
the columns of one run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from citeproc_js import CiteprocJs, normalized
from csl_sample import sample, styles

from refgraph.csl import CitationProcessor, Style, load_style

RUNS = 5


def ours(name: str, items: list[dict[str, Any]]) -> tuple[float, list[str]]:
    begun = time.process_time()
    processor = CitationProcessor(items, Style(load_style(name)), "html")
    processor.include(processor.ids)
    made = processor.bibliography()
    return time.process_time() - begun, [entry.text for entry in made.entries]


ALONE = """
import json, sys, time
from pathlib import Path
from refgraph.csl import CitationProcessor
items = json.load(open(sys.argv[2], encoding="utf-8"))
begun = time.process_time()
processor = CitationProcessor(items, sys.argv[1], "html")
processor.include(processor.ids)
processor.bibliography()
seconds = time.process_time() - begun
# not ru_maxrss, which a process inherits from the one that started it
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(seconds, int(status["VmHWM"].split()[0]) / 1024)
"""


def alone(name: str, count: int) -> list[float]:
    """Return CPU seconds and peak memory in MB of a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "items.json"
        file.write_text(json.dumps(sample(count)), encoding="utf-8")
        runs = []
        for _ in range(3):
            command = [sys.executable, "-c", ALONE, name, str(file)]
            made = subprocess.run(command, check=True, capture_output=True, text=True)
            runs.append([float(number) for number in made.stdout.split()])
    return min(runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("style", nargs="?", default="apa")
    parser.add_argument("--citeproc")
    parser.add_argument("--locales")
    chosen = parser.parse_args()
    assert chosen.style in styles(), "an independent style"
    items = sample(1000)
    rival = CiteprocJs(chosen.citeproc, chosen.locales) if chosen.citeproc else None
    times: dict[str, list[float]] = {"refgraph": [], "citeproc-js": []}
    for run in range(RUNS):
        seconds, entries = ours(chosen.style, items)
        times["refgraph"].append(seconds)
        if rival is not None:
            theirs = rival.bibliography(chosen.style, items)
            times["citeproc-js"].append(theirs["cpu"])
            if run == 0:
                same = Counter(map(normalized, entries)) & Counter(map(normalized, theirs["entries"]))
                print(f"{same.total()} of {len(theirs['entries'])} entries are the same")
    for engine, seconds in times.items():
        if seconds:
            middle = statistics.median(seconds)
            print(f"{engine}: {len(items) / middle:.0f} items per CPU second ({middle:.2f} s, median of {RUNS})")
    one, _ = alone(chosen.style, 1000)
    ten, memory = alone(chosen.style, 10_000)
    print(
        f"refgraph in a process of its own, 10,000 items: {ten:.2f} s, {ten / one:.1f} times 1,000 items ({one:.2f} s)"
    )
    print(f"its peak memory: {memory:.0f} MB, the items included")


if __name__ == "__main__":
    main()
