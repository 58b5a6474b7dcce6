"""Time the checker beside bibclean, badness and bibtex-tidy, alternating in one run: CPU seconds of whole processes.

    python benchmarks/checker_speed.py [--entries 10000] [--lane corpus|works] [--rounds 3]
        [--rivals FOLDER] [--tidy FILE]

FOLDER holds the commands bibclean and badness (the bin folder of an environment with `pip install bibclean badness`),
FILE is the script of `npm install bibtex-tidy`; what is not given is left out. The texts are those of bibtex_speed.py.
All of a checker's rules are on; findings go to a file, as a reader would have them. Absolute times of shared machines
mean little: read the ratios, which are taken round by round.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bibtex_speed import LANES, text_of
from places import ROOT


def commands(rivals: str | None, tidy: str | None, source: str) -> dict[str, list[str]]:
    """Return the command of each checker."""
    ours = [sys.executable, "-m", "refgraph.cli", "check", source, "--output-format", "jsonl", "--exit-zero"]
    found = {"refgraph": ours}
    if rivals:
        found["bibclean"] = [str(Path(rivals, "bibclean")), "check", source]
        found["badness"] = [str(Path(rivals, "badness")), "--no-config", "lint", source]
    if tidy:
        checks = ["--duplicates=key,doi,citation,abstract", "--curly", "--numeric", "--sort-fields"]
        found["bibtex-tidy"] = ["node", tidy, source, "-o", f"{source}.tidy", *checks]
    return found


def timed(command: list[str], output: Path) -> tuple[float, int]:
    """Return the CPU seconds of a command and the lines that it wrote."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with output.open("wb") as stream:
        subprocess.run(command, stdout=stream, stderr=subprocess.STDOUT, check=False, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, output.read_bytes().count(b"\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--lane", choices=[*LANES], default="corpus")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rivals", metavar="FOLDER")
    parser.add_argument("--tidy", metavar="FILE")
    chosen = parser.parse_args()
    spent: dict[str, list[float]] = {}
    lines: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "references.bib")
        source.write_text(text_of(LANES[chosen.lane], chosen.entries), encoding="utf-8")
        for _ in range(chosen.rounds):
            for name, command in commands(chosen.rivals, chosen.tidy, str(source)).items():
                seconds, lines[name] = timed(command, Path(folder, "findings"))
                spent.setdefault(name, []).append(seconds)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{chosen.entries} entries ({chosen.lane}), {chosen.rounds} alternating rounds, largest process {peak:.0f} MB"
    )
    for name, each in spent.items():
        ratios = [one / ours for one, ours in zip(each, spent["refgraph"], strict=True)]
        spread = f"{min(each):.1f} to {max(each):.1f}"
        print(f"{name:<12} {median(each):7.2f} CPU s ({spread}), {median(ratios):5.2f} of ours; {lines[name]} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
