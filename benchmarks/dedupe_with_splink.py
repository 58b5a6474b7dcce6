"""Clusters of Splink with a standard set-up for bibliographic records; see `dedupe_rivals.py`.

python benchmarks/dedupe_with_splink.py RECORDS.jsonl.gz CLUSTERS.jsonl

Blocks: year and first author, year and the first words of the title, volume and first page, DOI, title. Comparisons:
Jaro-Winkler of title, authors and container, the rest exact. Trained by EM on two of the blocks, cut at a probability
of .95.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from typing import Any

import pyarrow as pa
import splink.comparison_library as cl
from marks import DONE, LOADED, first, mark, read_items, write_clusters, year_of
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

PROBABILITY = 0.95
BLOCKS = [
    block_on("year", "first_author"),
    block_on("year", "title_start"),
    block_on("volume", "first_page"),
    block_on("doi"),
    block_on("title"),
]


def record(item: dict[str, Any]) -> dict[str, str | None]:
    title = " ".join(re.findall(r"\w+", item.get("title", "").lower()))
    people = [str(each.get("family") or each.get("literal", "")).lower() for each in item.get("author", ())]
    return {
        "unique_id": item["id"],
        "title": title or None,
        "title_start": " ".join(title.split()[:2]) or None,
        "authors": " ".join(people) or None,
        "first_author": first(people) or None,
        "year": year_of(item) or None,
        "container": item.get("container-title", "").lower() or None,
        "volume": item.get("volume") or None,
        "first_page": first(re.findall(r"\w+", item.get("page", ""))),
        "doi": item.get("DOI", "").lower().removeprefix("https://doi.org/") or None,
    }


def main(source: str, target: str) -> None:
    table = pa.Table.from_pylist([record(item) for item in read_items(source)])
    # A column without any value has no type to compare by.
    empty = [name for name in table.column_names if table[name].null_count == len(table)]
    table = table.drop_columns(empty)
    mark(LOADED, "splink")
    comparisons = [
        cl.JaroWinklerAtThresholds("title", [0.98, 0.92, 0.85]),
        cl.JaroWinklerAtThresholds("authors", [0.95, 0.85]),
        cl.ExactMatch("year"),
        cl.JaroWinklerAtThresholds("container", [0.95, 0.85]),
        cl.ExactMatch("volume"),
        cl.ExactMatch("first_page"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons if "doi" in empty else [*comparisons, cl.ExactMatch("doi")],
        blocking_rules_to_generate_predictions=BLOCKS if "doi" not in empty else [*BLOCKS[:3], BLOCKS[4]],
    )
    linker = Linker(DuckDBAPI().register(table), settings, log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("title", "year")], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("year", "first_author"))
    training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    pairs = linker.inference.predict(threshold_match_probability=PROBABILITY)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, PROBABILITY)
    clusters: defaultdict[str, list[str]] = defaultdict(list)
    for name, key in found.as_duckdbpyrelation().select("cluster_id, unique_id").fetchall():
        clusters[name].append(key)
    mark(DONE, "splink")
    write_clusters(target, list(clusters.values()))


if __name__ == "__main__":
    main(*sys.argv[1:3])
