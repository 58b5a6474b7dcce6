"""Clusters of a labelled deduplication set: reads CSL-like JSON lines, writes {"id", "cluster"} lines.

python benchmarks/dedupe_adapter.py ../shared/dedup/cora.jsonl.gz cora.clusters.jsonl
python ../shared/dedup/evaluate.py ../shared/dedup/cora.jsonl.gz cora.clusters.jsonl
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

from refgraph.dedupe import dedupe
from refgraph.model import Contributor, Date, Library, Name, Work

TEXT_FIELDS = {
    "title": "title",
    "container-title": "container_title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "edition": "edition",
    "DOI": "doi",
    "ISBN": "isbn",
    "URL": "url",
    "note": "note",
    "abstract": "abstract",
}


def read_works(path: Path | str) -> list[Work]:
    """Read the works of a set without its labels."""
    data = Path(path).read_bytes()
    text = (gzip.decompress(data) if str(path).endswith(".gz") else data).decode()
    return [work_of(json.loads(line)) for line in text.split("\n") if line.strip()]


def work_of(item: dict[str, Any]) -> Work:
    """Return the work of one record."""
    fields = {attribute: str(item[name]) for name, attribute in TEXT_FIELDS.items() if item.get(name)}
    years = (item.get("issued") or {}).get("date-parts") or [[None]]
    return Work(
        key=str(item["id"]),
        type=item.get("type", "document"),
        contributors=tuple(Contributor(agent=name_of(each)) for each in item.get("author") or ()),
        issued=Date.of(int(years[0][0])) if years[0][0] else None,
        **fields,  # type: ignore[arg-type]
    )


def name_of(each: dict[str, str]) -> Name:
    """Return one author's name."""
    if "literal" in each:
        return Name(literal=each["literal"])
    return Name(family=each.get("family"), given=each.get("given"))


def main(source: str, target: str) -> None:
    library = Library(works=tuple(read_works(source)))
    began = time.process_time()
    result = dedupe(library)
    spent = time.process_time() - began
    with Path(target).open("w", encoding="utf-8") as lines:
        for cluster in result.clusters:
            lines.writelines(json.dumps({"id": member, "cluster": cluster.id}) + "\n" for member in cluster.members)
    print(f"{len(library)} records, {len(result.clusters)} clusters, {spent:.2f} CPU s for dedupe")


if __name__ == "__main__":
    main(*sys.argv[1:3])
