"""Compare citations with citeproc-js: one to three cites with locators, affixes, positions and left-out authors.

python benchmarks/csl_cites.py --citeproc FOLDER --locales FOLDER [--styles 100] [--seed TEXT]

White space at the end of a cluster does not count.
"""

from __future__ import annotations

import argparse
from random import Random
from typing import Any

from citeproc_js import CiteprocJs, normalized
from csl_sample import sample, styles

from refgraph.csl.finish import finish
from refgraph.csl.items.item import Item
from refgraph.csl.manuscript.cites import Cite, Placed
from refgraph.csl.manuscript.clusters import cluster_tape
from refgraph.csl.manuscript.registry import Registry
from refgraph.csl.output import writer
from refgraph.csl.output.writer import write_tokens
from refgraph.csl.style import compile_style

HTML = writer("html")
_WORKS, _CLUSTERS = 40, 60
_LOCATORS = ("5", "5-7", "12, 15", "iv", "3 & 4")
_LABELS = ("page", "page", "chapter", "section", "volume")
_AUTHORS = (
    ("Doe", "John", 2000),
    ("Doe", "John", 2000),
    ("Doe", "Jane", 2000),
    ("Doe", "John", 2001),
    ("Roe", "Ann", 1999),
)


def works(seed: str) -> list[dict[str, Any]]:
    """Return real works and five that have to be told apart."""
    alike = [
        {
            "id": f"alike-{number}",
            "type": "article-journal",
            "title": f"Paper number {number}",
            "author": [{"family": family, "given": given}, {"family": "Poe", "given": "Ed"}, {"family": "Zed"}][
                : 1 + number % 3
            ],
            "container-title": "Journal of Tests",
            "page": f"{number}1-{number}9",
            "issued": {"date-parts": [[year]]},
        }
        for number, (family, given, year) in enumerate(_AUTHORS)
    ]
    return sample(_WORKS, seed) + alike


def cluster(random: Random, ids: list[str]) -> list[dict[str, Any]]:
    """Return cite objects of one place."""
    cites = []
    for _ in range(random.choice([1, 1, 2, 3])):
        cite: dict[str, Any] = {"id": random.choice(ids[-len(_AUTHORS) :] + ids)}
        if random.random() < 0.4:
            cite |= {"locator": random.choice(_LOCATORS), "label": random.choice(_LABELS)}
        if random.random() < 0.15:
            cite["prefix"] = "see "
        if random.random() < 0.15:
            cite["suffix"] = ", for example"
        if random.random() < 0.1:
            cite["suppress-author"] = True
        if random.random() < 0.25:
            cite["position"] = random.choice([1, 2, 3])
        cites.append(cite)
    return cites


def placed(cite: dict[str, Any]) -> Placed:
    """Return a cite object as refgraph takes it."""
    mode = "suppress-author" if cite.get("suppress-author") else "normal"
    ours = Cite(
        cite["id"], cite.get("locator"), cite.get("label", "page"), cite.get("prefix", ""), cite.get("suffix", ""), mode
    )
    return Placed(ours, cite.get("position", 0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--citeproc", required=True)
    parser.add_argument("--locales", required=True)
    parser.add_argument("--styles", type=int, default=100)
    parser.add_argument("--seed", default="", help="another one draws other styles, works and clusters")
    parser.add_argument("--show", action="store_true", help="one difference of each style")
    chosen = parser.parse_args()
    rival = CiteprocJs(chosen.citeproc, chosen.locales)
    items = works(chosen.seed)
    random = Random(chosen.seed)
    clusters = [cluster(random, [str(item["id"]) for item in items]) for _ in range(_CLUSTERS)]
    total = equal = 0
    for name in styles(chosen.styles, chosen.seed):
        theirs = rival.citations(name, items, clusters)
        if "error" in theirs:
            print(f"{name}: left out, since citeproc-js gives {theirs['error']}")
            continue
        registry = Registry(compile_style(name))
        registry.update(map(Item, items))
        tapes = [cluster_tape([placed(cite) for cite in cites], registry) for cites in clusters]
        ours = [normalized(write_tokens(finish(tape, registry.style.locale), HTML)) for tape in tapes]
        pairs = list(zip(map(normalized, theirs["entries"]), ours, strict=True))
        total += len(pairs)
        equal += sum(one == two for one, two in pairs)
        for one, two in [pair for pair in pairs if pair[0] != pair[1]][: chosen.show]:
            print(f"{name}\n  citeproc-js {one}\n  refgraph    {two}")
    print(f"{equal} of {total} clusters equal ({equal / total:.2%})")


if __name__ == "__main__":
    main()
