"""Compare bibliography entries with citeproc-js over styles drawn by a hash of their names.

python benchmarks/csl_oracle.py --citeproc FOLDER --locales FOLDER [--styles 100] [--items 100] [--seed TEXT]

An entry counts as equal if the same text and markup come out, wherever in the list it stands; numbers of sorted lists
count too. docs/divergences.md argues what differs on purpose.
"""

from __future__ import annotations

import argparse
from collections import Counter
from difflib import get_close_matches

from citeproc_js import CiteprocJs, normalized
from csl_sample import sample, styles

from refgraph.csl import CitationProcessor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--citeproc", required=True)
    parser.add_argument("--locales", required=True)
    parser.add_argument("--styles", type=int, default=100)
    parser.add_argument("--items", type=int, default=100)
    parser.add_argument("--seed", default="", help="another one draws other styles and works")
    parser.add_argument("--show", type=int, default=20)
    chosen = parser.parse_args()
    rival = CiteprocJs(chosen.citeproc, chosen.locales)
    items = sample(chosen.items, chosen.seed)
    shares: list[tuple[float, str]] = []
    total = equal = 0
    for name in styles(seed=chosen.seed):
        if len(shares) == chosen.styles:
            break
        theirs = rival.bibliography(name, items)
        if not theirs.get("entries"):
            print(f"{name}: left out, since citeproc-js gives {theirs.get('error') or 'no bibliography'}")
            continue
        processor = CitationProcessor(items, name, "html")
        processor.include(processor.ids)
        wanted = Counter(map(normalized, theirs["entries"]))
        found = Counter(normalized(entry.text) for entry in processor.bibliography().entries)
        same = (wanted & found).total()
        total, equal = total + wanted.total(), equal + same
        shares.append((same / wanted.total(), name))
        missing = list((found - wanted).elements())
        for entry in list((wanted - found).elements())[: chosen.show and 1]:
            near = get_close_matches(entry, missing, 1, 0.3)
            print(f"{name}\n  citeproc-js {entry}\n  refgraph    {near[0] if near else '-'}")
    print(f"{equal} of {total} entries equal ({equal / total:.2%}) over {len(shares)} styles and {len(items)} works")
    print("least equal:", ", ".join(f"{name} {share:.0%}" for share, name in sorted(shares)[:12]))
    ranked = sorted(share for share, _ in shares)
    print(f"styles with 99 % or more: {sum(share >= 0.99 for share in ranked)}; median {ranked[len(ranked) // 2]:.1%}")


if __name__ == "__main__":
    main()
