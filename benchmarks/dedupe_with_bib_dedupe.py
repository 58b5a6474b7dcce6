"""Clusters of bib-dedupe, as its own documentation runs it; see `dedupe_rivals.py`.

python benchmarks/dedupe_with_bib_dedupe.py RECORDS.jsonl.gz CLUSTERS.jsonl
"""

from __future__ import annotations

import sys
from typing import Any

import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, prep
from marks import DONE, LOADED, mark, read_items, write_clusters, year_of


def record(item: dict[str, Any]) -> dict[str, str]:
    people = [f"{each.get('family', '')}, {each.get('given', '')}".strip(", ") for each in item.get("author", ())]
    holder = "booktitle" if item["type"] in {"paper-conference", "chapter"} else "journal"
    return {
        "ID": item["id"],
        "ENTRYTYPE": "inproceedings" if holder == "booktitle" else "article",
        "title": item.get("title", ""),
        "author": " and ".join(people),
        "year": year_of(item),
        holder: item.get("container-title", ""),
        "volume": item.get("volume", ""),
        "number": item.get("issue", ""),
        "pages": item.get("page", ""),
        "doi": item.get("DOI", ""),
        "abstract": item.get("abstract", ""),
    }


def main(source: str, target: str) -> None:
    frame = pd.DataFrame([record(item) for item in read_items(source)]).fillna("")
    mark(LOADED, "bib-dedupe")
    # One process: on few records that costs it less CPU time than all cores do.
    pairs = block(prep(frame, verbosity_level=0, cpu=1), verbosity_level=0, cpu=1)
    clusters = cluster(match(pairs, verbosity_level=0, cpu=1), verbosity_level=0)
    mark(DONE, "bib-dedupe")
    write_clusters(target, clusters)


if __name__ == "__main__":
    main(*sys.argv[1:3])
