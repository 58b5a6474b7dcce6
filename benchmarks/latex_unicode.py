"""Count how many of the LaTeX/Unicode pairs beside the project are decoded as they should be.

python benchmarks/latex_unicode.py
"""

from __future__ import annotations

import json
import sys
import unicodedata

from places import shared

from refgraph.text.latex import latex_to_unicode


def main() -> int:
    pairs = json.loads(shared("latex-unicode/cases.json").read_text(encoding="utf-8"))
    wrong = []
    for latex, expected in pairs:
        found = unicodedata.normalize("NFC", latex_to_unicode(latex))
        if found != unicodedata.normalize("NFC", expected):
            wrong.append((latex, expected, found))
    for latex, expected, found in wrong:
        print(f"  {latex!r}: {expected!r} expected, {found!r} found")
    print(f"{len(pairs) - len(wrong)} of {len(pairs)} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
