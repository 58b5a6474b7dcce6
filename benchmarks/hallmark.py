"""Offline signs of fabrication on HALLMARK's development part: how many made-up and how many real entries are flagged.

    python benchmarks/hallmark.py [--show]

Each entry is checked alone, with the rules of identifiers, dates, names and fabrication (I, D, N, H); an entry is
flagged if one of them says error or warning. Needs the data beside the project (REFGRAPH_SHARED, default ../shared).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from typing import Any

from places import shared

from refgraph.check import Config, check
from refgraph.formats.bibtex import parse_document

_RULES = ("I", "D", "N", "H")
_TODAY = date(2026, 2, 14)  # when the entries were added to the benchmark


def main() -> int:
    rows = [json.loads(line) for line in shared("hallmark/dev_public.jsonl").read_text(encoding="utf-8").splitlines()]
    totals: Counter[str] = Counter(kind(row) for row in rows)
    flagged: Counter[str] = Counter()
    for row in rows:
        found = findings(row)
        flagged[kind(row)] += bool(found)
        if found and ("--show" in sys.argv or row["label"] == "VALID"):
            print(f"{kind(row)}: {'; '.join(found)}")
    print(f"{'kind':<24} {'entries':>7} {'flagged':>7}")
    for name, total in sorted(totals.items()):
        print(f"{name:<24} {total:>7} {flagged[name]:>7}")
    made_up = sum(total for name, total in totals.items() if name != "VALID")
    caught = sum(count for name, count in flagged.items() if name != "VALID")
    print(f"flagged {caught} of {made_up} hallucinated entries ({caught / made_up:.1%})")
    print(f"flagged {flagged['VALID']} of {totals['VALID']} valid entries")
    return 0


def kind(row: dict[str, Any]) -> str:
    return str(row.get("hallucination_type") or row["label"])


def findings(row: dict[str, Any]) -> list[str]:
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in row["fields"].items() if value)
    text = f"@{row['bibtex_type']}{{{row['bibtex_key']},\n{fields}\n}}\n"
    report = check(parse_document(text), config=Config(), select=_RULES, today=_TODAY)
    return [f"{each.code} {each.message}" for each in (*report.errors, *report.warnings)]


if __name__ == "__main__":
    sys.exit(main())
