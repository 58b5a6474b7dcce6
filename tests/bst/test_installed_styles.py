"""All .bst files of the TeX installation, if there is one: what BibTeX runs without error comes out byte-identical."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from refgraph.bst import installed_styles, render_bbl
from refgraph.errors import StyleError

sys.path.insert(0, str(Path(__file__).parent))
from oracle import real_bibtex

CASES = Path(__file__).parents[1] / "cases" / "bst"
SHARES = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_the_bbl_is_that_of_bibtex_for_every_installed_style(share, tmp_path):
    styles = installed_styles()[share::SHARES] if shutil.which("bibtex") else ()
    if not styles:
        pytest.skip("needs TeX's styles (Debian: texlive-base, texlive-bibtex-extra; docs/how-to/run-a-bst-style.md)")
    different = [style.name for style in styles if not is_identical(style, tmp_path)]
    assert different == []


def is_identical(style, folder):
    database = CASES / "difficult.bib"
    wanted, messages, clean = real_bibtex(style, database, ("*",), folder)
    try:
        made = render_bbl(style, database)
    except StyleError:
        return not clean
    warnings = [[line for line in log.splitlines() if line.startswith("Warning--")] for log in (messages, made.log)]
    return not clean or (made.data == wanted and warnings[0] == warnings[1])
