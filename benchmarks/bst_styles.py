"""Run every .bst style of a TeX installation with BibTeX, refgraph and pybtex alone; compare the .bbl byte for byte.

    python benchmarks/bst_styles.py [--styles FOLDER ...] [--databases FILE ...] [--diff STYLE] [--list] [--no-pybtex]

Databases: TeX's own xampl.bib, the example article's references.bib, our own of tests/cases/bst, and files of
bib-corpus beside the project (REFGRAPH_SHARED, default ../shared), as far as they are there. Each is run twice: with
all entries, and with every third one cited, in an order of its own. A run is clean if BibTeX reports no error; warnings
are fine. A style is identical if all its clean runs are. The clock counts only runs that all three finish.
"""

from __future__ import annotations

import argparse
import difflib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from places import ROOT, SHARED

_SECONDS = 60
_CORPUS = (
    "xampl",
    "fpcna",
    "quantum.bib",
    "nosqlsummer",
    "IEEEabrv",
    "toct",
    "grosse-eric",
    "lebanon",
    "kursawe",
    "rass",
)


class Case(NamedTuple):
    """A database and the keys to cite."""

    name: str
    database: Path
    keys: tuple[str, ...]


class Outcome(NamedTuple):
    """One style on one case: what BibTeX says ("clean", "errors"), who writes the same bytes, and CPU seconds."""

    style: str
    case: str
    bibtex: str
    ours: str
    rival: str
    entries: int
    seconds: float
    rival_seconds: float
    same_log: bool


def databases() -> Iterator[Path]:
    """Yield the databases that are there."""
    found = subprocess.run(["kpsewhich", "xampl.bib"], capture_output=True, text=True, check=False).stdout.strip()
    if found:
        yield Path(found)
    yield ROOT / "data" / "references.bib"
    yield from sorted((ROOT / "tests" / "cases" / "bst").glob("*.bib"))
    files = sorted(SHARED.glob("bib-corpus/files/*/*.bib"))
    for part in _CORPUS:
        yield from [path for path in files if part in path.name and path.stat().st_size < 80_000][:1]


def cases(paths: Sequence[Path]) -> Iterator[Case]:
    """Yield two cases for each database: everything, and every third entry in the order of their keys backwards."""
    for path in paths:
        text = path.read_bytes().decode("latin-1")
        keys = re.findall(r"(?m)^\s*@(?!string|preamble|comment)\w+\s*[{(]\s*([^\s,{}()]+)\s*,", text, re.IGNORECASE)
        unique = list({key.lower(): key for key in keys}.values())
        yield Case(path.stem, path, ("*",))
        yield Case(f"{path.stem} (some)", path, tuple(sorted(unique[::3], key=lambda key: key[::-1])))


def bibtex(style: Path, case: Case) -> tuple[str, bytes, str]:
    """Return "clean" or "errors", the .bbl and the .blg that BibTeX writes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copy(case.database, place / "database.bib")
        shutil.copy(style, place / style.name)
        cited = "".join(f"\\citation{{{key}}}\n" for key in case.keys)
        aux = f"{cited}\\bibdata{{database}}\n\\bibstyle{{{style.stem}}}\n"
        (place / "paper.aux").write_bytes(aux.encode("latin-1"))
        try:
            ran = subprocess.run(["bibtex", "paper"], cwd=place, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return "errors", b"", ""
        bbl, blg = place / "paper.bbl", place / "paper.blg"
        log = "\n".join(map(_line, blg.read_bytes().split(b"\n"))) if blg.exists() else ""
        clean = ran.returncode < 2 and not re.search(r"\(There (was|were) \d+ error", log)
        return "clean" if clean else "errors", bbl.read_bytes() if bbl.exists() else b"", log


def _line(data: bytes) -> str:
    """Return a line as refgraph's log has it: UTF-8, or Latin-1 where it is not."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def refgraph(style: Path, case: Case) -> tuple[bytes, str]:
    from refgraph.bst import render_bbl

    keys = tuple(key.encode("latin-1").decode("utf-8", "replace") for key in case.keys)
    bbl = render_bbl(style, case.database, keys)
    return bbl.data, bbl.log


def pybtex(style: Path, case: Case) -> bytes:
    """Run pybtex's engine as it comes."""
    import pybtex.io
    from pybtex import errors
    from pybtex.bibtex import format_from_files

    pybtex.io.stdout = pybtex.io.stderr = io.StringIO()
    with errors.capture():
        text = format_from_files([str(case.database)], str(style.with_suffix("")), citations=list(case.keys))
    return text.encode()


def _timed(run: object, style: Path, case: Case) -> tuple[object, float]:
    """Return what a function gives, or its error in words, and its CPU seconds."""
    begun = time.process_time()
    try:
        result: object = run(style, case)  # type: ignore[operator]
    except Exception as error:  # noqa: BLE001 - a rival's failure is a result
        result = f"{type(error).__name__}: {error}"
    return result, time.process_time() - begun


def compare(style: Path, every: Sequence[Case], *, rival: bool) -> list[Outcome]:
    """Run one style on all cases."""
    for module in ("pybtex.bibtex.interpreter", "refgraph.bst.bbl"):
        import_module(module)  # no part of the time

    outcomes = []
    for case in every:
        verdict, wanted, log = bibtex(style, case)
        made, seconds = _timed(refgraph, style, case)
        other, rival_seconds = _timed(pybtex, style, case) if rival and verdict == "clean" else ("not run", 0.0)
        ours, our_log = made if isinstance(made, tuple) else (made, "")
        outcomes.append(
            Outcome(
                style=str(style),
                case=case.name,
                bibtex=verdict,
                ours="identical" if ours == wanted else ours if isinstance(ours, str) else "different",
                rival="identical" if other == wanted else other if isinstance(other, str) else "different",
                entries=wanted.count(b"\n\n"),
                seconds=seconds,
                rival_seconds=rival_seconds if isinstance(other, bytes) else 0.0,
                same_log=warnings_of(log) == warnings_of(our_log),
            )
        )
    return outcomes


def warnings_of(log: str) -> list[str]:
    """Return the warnings of a .blg file."""
    return [line for line in log.splitlines() if line.startswith("Warning--")]


def styles(folders: Sequence[Path]) -> list[Path]:
    """Return the .bst files of some folders, or of the TeX installation."""
    if folders:
        return sorted(path for folder in folders for path in folder.rglob("*.bst"))
    return sorted(_installed())


@cache
def _installed() -> tuple[Path, ...]:
    trees = subprocess.run(["kpsewhich", "--expand-path=$TEXMF"], capture_output=True, text=True, check=False).stdout
    found = [path for tree in trees.strip().split(os.pathsep) for path in Path(tree, "bibtex", "bst").rglob("*.bst")]
    return tuple(dict.fromkeys(path.resolve() for path in found))


def table(outcomes: Sequence[Outcome], *, rival: bool) -> str:
    """Return the counts by case and by style."""
    rows = [f"{'database':44}{'clean':>7}{'refgraph':>10}{'pybtex':>8}{'with errors':>13}{'refgraph':>10}"]
    for name in dict.fromkeys(each.case for each in outcomes):
        here = [each for each in outcomes if each.case == name]
        clean = [each for each in here if each.bibtex == "clean"]
        failed = [each for each in here if each.bibtex != "clean"]
        ours, other, anyway = (
            sum(each.ours == "identical" for each in clean),
            sum(each.rival == "identical" for each in clean) if rival else "-",
            sum(each.ours == "identical" for each in failed),
        )
        rows.append(f"{name[:43]:44}{len(clean):7}{ours:10}{other:>8}{len(failed):13}{anyway:10}")
    by_style: dict[str, list[Outcome]] = {}
    for each in outcomes:
        if each.bibtex == "clean":
            by_style.setdefault(each.style, []).append(each)
    ours = sum(all(each.ours == "identical" for each in runs) for runs in by_style.values())
    other = sum(all(each.rival == "identical" for each in runs) for runs in by_style.values())
    total = len({each.style for each in outcomes})
    rows.append(f"styles: {total}; BibTeX runs {len(by_style)} of them cleanly on a database or more")
    rows.append(
        f"identical on all databases that BibTeX runs cleanly: refgraph {ours}, pybtex alone {other if rival else '-'}"
    )
    clean = [each for each in outcomes if each.bibtex == "clean"]
    rows.append(
        f"the same warnings as in the .blg, in the same order: {sum(each.same_log for each in clean)} of {len(clean)}"
    )
    timed = [each for each in clean if each.rival_seconds]
    if timed:
        seconds, theirs = sum(each.seconds for each in timed), sum(each.rival_seconds for each in timed)
        rows.append(
            f"CPU, {len(timed)} runs that all finish: refgraph {len(timed) / seconds:.0f} runs/s, pybtex "
            f"{len(timed) / theirs:.0f} runs/s: {theirs / seconds:.1f} times as fast"
        )
    return "\n".join(rows)


def show_difference(style: Path, every: Sequence[Case]) -> None:
    """Print where the .bbl and the warnings differ."""
    for case in every:
        verdict, wanted, log = bibtex(style, case)
        ours, our_log = refgraph(style, case)
        print(f"== {style.name}, {case.name}: {verdict}, {'identical' if ours == wanted else 'different'}")
        pairs = (
            (wanted.decode("latin-1"), ours.decode("latin-1")),
            ("\n".join(warnings_of(log)), "\n".join(warnings_of(our_log))),
        )
        for theirs, made in pairs:
            for line in difflib.unified_diff(theirs.splitlines(), made.splitlines(), "bibtex", "refgraph", "", "", 1):
                print(line.rstrip("\n"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--styles", nargs="+", type=Path, default=[], help="folders with .bst files")
    parser.add_argument("--databases", nargs="+", type=Path, default=[], help=".bib files instead of the usual ones")
    parser.add_argument("--diff", metavar="STYLE", help="show the differences of one style, by name")
    parser.add_argument("--list", action="store_true", help="list the runs that differ")
    parser.add_argument("--no-pybtex", action="store_true", help="leave the rival out")
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    if not shutil.which("bibtex"):
        print("BibTeX is not installed; docs/how-to/run-a-bst-style.md names the packages")
        return 2
    every = list(cases(chosen.databases or list(databases())))
    paths = styles(chosen.styles)
    if chosen.diff:
        for path in (path for path in paths if path.stem == chosen.diff.removesuffix(".bst")):
            show_difference(path, every)
        return 0
    with ProcessPoolExecutor(chosen.processes) as pool:
        work = partial(compare, every=every, rival=not chosen.no_pybtex)
        outcomes = [outcome for outcomes in pool.map(work, paths) for outcome in outcomes]
    if chosen.list:
        for each in outcomes:
            if each.ours != "identical" or not each.same_log:
                log = "same warnings" if each.same_log else "other warnings"
                print(Path(each.style).name, each.case, each.bibtex, each.ours[:90], log, sep="\t")
        print(Counter(each.rival.split(":")[0] for each in outcomes if each.bibtex == "clean"))
    print(table(outcomes, rival=not chosen.no_pybtex))
    return int(any(each.ours != "identical" for each in outcomes if each.bibtex == "clean"))


if __name__ == "__main__":
    sys.exit(main())
