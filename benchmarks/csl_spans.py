"""Check the labelled spans of real works in many styles.

    python benchmarks/csl_spans.py [--styles 500] [--items 50] [--show 20]

Styles and works are drawn by hash, so the same ones come every time. Prints how many entries and spans were checked and
every break of a law (tests/support/span_laws.py) with the first style that shows it; exit code 1 if there is any. Needs
the data beside the project (REFGRAPH_SHARED, default ../shared).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from places import ROOT, shared

from refgraph.csl.items.item import Item
from refgraph.pipeline.rendering import csl_bibliography

sys.path.insert(0, str(ROOT / "tests" / "support"))

from span_laws import broken, sample_of_styles


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--styles", type=int, default=500)
    arguments.add_argument("--items", type=int, default=50)
    arguments.add_argument("--show", type=int, default=20, help="how many breaks are printed")
    given = arguments.parse_args()
    items = sample_of_items(given.items)
    read = {str(item["id"]): Item(item) for item in items}
    styles = sample_of_styles(given.styles)
    entries = spans = labelled = 0
    breaks: dict[str, list[str]] = defaultdict(list)
    failed: dict[str, str] = {}
    for style in styles:
        try:
            plain, rich = (csl_bibliography(items, style, output, spans=True) for output in ("text", "html"))
        except Exception as error:  # noqa: BLE001 - a style that raises is counted, not hidden
            failed[style] = repr(error)
            continue
        entries += len(plain.entries)
        spans += sum(len(entry.spans) for entry in plain.entries)
        labelled += sum(span.item is not None for entry in plain.entries for span in entry.spans)
        for sentence in broken(plain, rich, read):
            breaks[sentence].append(style)
    print(f"{len(styles)} styles x {len(items)} items: {entries:,} entries, {spans:,} spans, {labelled:,} labelled")
    print(f"{sum(map(len, breaks.values())):,} breaks of {len(breaks)} kinds; {len(failed)} styles raised")
    for style, error in list(failed.items())[: given.show]:
        print(f"  {style}: {error}")
    for sentence, where in sorted(breaks.items(), key=lambda row: -len(row[1]))[: given.show]:
        print(f"  {len(where):>4} styles ({where[0]}): {sentence[:500]}")
    return 1 if breaks or failed else 0


def sample_of_items(count: int) -> list[dict[str, Any]]:
    """Return works of every file and of as many types as there are, drawn by the hash of their ids."""
    rows: list[tuple[bytes, str, dict[str, Any]]] = []
    for path in sorted(Path(shared("works-sample")).glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                key = hashlib.sha256(f"{path.name} {item.get('id')}".encode()).digest()
                if key[0] < 8:  # one of 32 is enough to choose from
                    rows.append((key, f"{path.name} {item.get('type')}", item))
    rows.sort(key=lambda row: row[0])
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, kind, item in rows:
        by_kind[kind].append(item)
    chosen: list[dict[str, Any]] = []
    depth = 0
    while len(chosen) < count and any(len(found) > depth for found in by_kind.values()):
        chosen += [found[depth] for found in by_kind.values() if len(found) > depth]
        depth += 1
    return [{**item, "id": f"work-{number}"} for number, item in enumerate(chosen[:count], 1)]


if __name__ == "__main__":
    sys.exit(main())
