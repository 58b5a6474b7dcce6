"""Time refgraph beside its neighbours: one lane after the other, rivals alternating in one run, ratios of CPU seconds.

    python benchmarks/run.py [rounds]

Each lane first checks that every runner gives the right answer. Absolute seconds mean nothing on shared machines; read
the ratios. Inputs are made here and pinned by a hash.
"""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

ENTRIES = 2000
PINNED = "c9fac5f65780"  # first digits of the SHA-256 of the made-up bibliography
Runner = tuple[str, str]  # name, code that prints the answer


def bibliography() -> str:
    """Return a made-up bibliography: macros, accents, month macros, concatenation."""
    return '@string{cas = "Central Asian Survey"}\n' + "".join(map(entry, range(ENTRIES)))


def entry(number: int) -> str:
    return (
        f'@article{{key{number},\n  author = {{M{{\\"u}}ller, Karl and van der Berg, Jan and {{World Bank}}}},\n'
        f'  title = {{Slow Rivers and Fast Money {number}}},\n  journal = cas # " {number % 7}",\n'
        f"  volume = {number % 90},\n  pages = {{{number}--{number + 9}}},\n  year = {1950 + number % 70},\n"
        "  month = mar\n}\n\n"
    )


def lanes(folder: Path) -> list[tuple[str, str, list[Runner]]]:
    bib = folder / "made-up.bib"
    bib.write_text(bibliography(), encoding="utf-8")
    root = Path(__file__).parent.parent
    return [
        ("import", "ok", [("refgraph", "import refgraph; print('ok')"), ("pydantic", "import pydantic; print('ok')")]),
        (
            f"read {ENTRIES} BibTeX entries into names, dates and values",
            str(ENTRIES),
            [
                ("refgraph", f"from refgraph import read; print(len(read({str(bib)!r})))"),
                (
                    "bibtexparser 2 with all its middleware",
                    (
                        "import bibtexparser as b; from bibtexparser import middlewares as m;"
                        f"print(len(b.parse_file({str(bib)!r}, append_middleware=[m.LatexDecodingMiddleware(),"
                        " m.SeparateCoAuthors(), m.SplitNameParts()]).entries))"
                    ),
                ),
                ("pybtex", f"from pybtex.database import parse_file as p; print(len(p({str(bib)!r}).entries))"),
            ],
        ),
        (
            "build the seed list, whole process",
            "10",
            [
                (
                    "refgraph",
                    (
                        "from refgraph.pipeline.files import build_files; from refgraph.pipeline.main_job import build;"
                        f"made = build([{str(root / 'data/sources/between-giants.txt')!r}]); build_files(made);"
                        "print(made.references)"
                    ),
                )
            ],
        ),
    ]


def seconds(code: str, expected: str) -> float:
    """Run a program in a fresh interpreter and return its CPU seconds; stop if its answer is wrong."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.stdout.strip() != expected:
        sys.exit(f"wrong answer {done.stdout.strip()!r}, expected {expected!r}:\n{code}\n{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int = 5) -> None:
    digest = hashlib.sha256(bibliography().encode()).hexdigest()
    if not digest.startswith(PINNED):
        sys.exit(f"the input has changed: its hash begins with {digest[:12]}")
    print("refgraph with", ", ".join(f"{name} {version(name)}" for name in ("bibtexparser", "pybtex", "pydantic")))
    with tempfile.TemporaryDirectory() as folder:
        for title, expected, runners in lanes(Path(folder)):
            times: dict[str, list[float]] = {name: [] for name, _ in runners}
            for _ in range(rounds):
                for name, code in runners:
                    times[name].append(seconds(code, expected))
            print(f"\n{title}")
            first = median(times[runners[0][0]])
            for name, _ in runners:
                middle = median(times[name])
                print(f"  {name:<40} {middle:6.2f} CPU s  {middle / first:5.2f} of refgraph's")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
