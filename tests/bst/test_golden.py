"""What BibTeX wrote, byte for byte, where no TeX is needed; `pytest --update-cases` asks BibTeX again."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from refgraph.bst import render_bbl

sys.path.insert(0, str(Path(__file__).parent))
from oracle import messages_of, real_bibtex

CASES = Path(__file__).parents[1] / "cases" / "bst"
EVERYTHING = ("*",)
SOME = ("others", "child2", "CHILD1", "same2", "single", "same1", "not-there", "vonparts", "accents", "utf8")
GOLDEN = [
    ("bibliography", "difficult", EVERYTHING),
    ("bibliography", "difficult", SOME),
    ("bibliography", "latin1", EVERYTHING),
    ("builtins", "builtins", EVERYTHING),
    ("errors", "errors", EVERYTHING),
    ("reading", "reading", EVERYTHING),
    ("reading", "reading", ("ABC", "ch3", "ch2", "ch6", "ch5", "ch4", "ch7", "missing", "spaced", "uses", "twice")),
    ("reading", "reading", ("CH7", "*", "gP", "absent")),
]


def name_of(style, database, keys):
    return f"{style}-{database}" + ("" if keys == EVERYTHING else "-star" if "*" in keys else "-some")


@pytest.mark.parametrize(("style", "database", "keys"), GOLDEN, ids=[name_of(*case) for case in GOLDEN])
def test_the_bbl_and_the_messages_are_those_of_bibtex(style, database, keys, tmp_path, update_cases):
    bst, bib = CASES / f"{style}.bst", CASES / f"{database}.bib"
    bbl, blg = (CASES / f"{name_of(style, database, keys)}{suffix}" for suffix in (".bbl", ".blg"))
    if update_cases and shutil.which("bibtex"):
        data, messages, _ = real_bibtex(bst, bib, keys, tmp_path)
        bbl.write_bytes(data)
        blg.write_bytes(messages.encode("utf-8", "surrogateescape"))
    made = render_bbl(bst, bib, keys)
    assert made.data == bbl.read_bytes()
    assert messages_of(made.log) == blg.read_bytes().decode("utf-8", "surrogateescape")
