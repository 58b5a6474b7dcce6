"""LaTeX to Unicode: the pairs beside the project, and how many strings a second of CPU decodes.

python benchmarks/latex_unicode.py

First the pairs of ../shared/latex-unicode, each decoder on all of them. Then the strings: the titles of the works
sample (nearly all plain), and the titles and names of the .bib files of the corpus (as people write LaTeX). pylatexenc
runs beside refgraph on every n-th string, since it takes long; both are counted in strings per second of CPU.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from places import shared
from pylatexenc.latex2text import LatexNodes2Text

from refgraph.errors import RefgraphError
from refgraph.formats.bibtex import read_document
from refgraph.text.latex import latex_to_rich, latex_to_unicode, unicode_to_latex

_STEP = 50
_FIELDS = frozenset({"title", "booktitle", "journal", "author", "editor", "publisher", "note"})
_PYLATEXENC = LatexNodes2Text(math_mode="text")
Decoder = Callable[[str], object]


def main() -> int:
    name = f"pylatexenc {version('pylatexenc')}"
    pairs = json.loads(shared("latex-unicode/cases.json").read_text(encoding="utf-8"))
    correctness("refgraph", latex_to_unicode, pairs, show=True)
    correctness(name, rival, pairs, show=False)
    lanes = {
        "titles of the works sample": list(titles(shared("works-sample"))),
        "fields of .bib files": list(fields(shared("bib-corpus") / "files")),
    }
    for lane, strings in lanes.items():
        worth = sum("\\" in each or "{" in each or "$" in each for each in strings)
        print(f"\n{lane}: {len(strings):,} strings, {worth:,} with LaTeX")
        speed("refgraph, to text", latex_to_unicode, strings)
        speed("refgraph, to text and markup", latex_to_rich, strings)
        speed("refgraph, back to ASCII", lambda text: unicode_to_latex(text, encoding="ascii"), strings)
        speed(f"{name} (every {_STEP}th)", rival, strings[::_STEP])
    return 0


def rival(text: str) -> str:
    """Decode with pylatexenc; what it fails on stays as it is."""
    try:
        return str(_PYLATEXENC.latex_to_text(text))
    except (AttributeError, IndexError, TypeError, ValueError):
        return text


def correctness(name: str, decode: Callable[[str], str], pairs: list[list[str]], *, show: bool) -> None:
    wrong = []
    for latex, expected in pairs:
        found = unicodedata.normalize("NFC", decode(latex))
        if found != unicodedata.normalize("NFC", expected):
            wrong.append((latex, expected, found))
    for latex, expected, found in wrong if show else []:
        print(f"  {latex!r}: {expected!r} expected, {found!r} found")
    print(f"{name}: {len(pairs) - len(wrong)} of {len(pairs)} right")


def titles(folder: Path) -> Iterable[str]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                title = json.loads(line).get("title")
                if isinstance(title, str):
                    yield title


def fields(folder: Path) -> Iterable[str]:
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        try:
            document = read_document(path)
        except RefgraphError:
            continue
        for entry in document.entries:
            yield from (field.value for field in entry.fields if field.name.lower() in _FIELDS)


def speed(name: str, decode: Decoder, strings: list[str]) -> None:
    decode(r"\textnumero")  # tables are loaded before the clock runs
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        for each in strings:
            decode(each)
        best = min(best, time.process_time() - begun)
    print(f"  {name}: {len(strings) / best:,.0f} strings per CPU second")


if __name__ == "__main__":
    sys.exit(main())
