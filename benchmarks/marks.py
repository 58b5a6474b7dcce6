"""What the adapters of deduplication share: records in, clusters out, and marks between which the work is timed."""

from __future__ import annotations

import gzip
import json
import resource
from importlib.metadata import version
from pathlib import Path
from typing import Any

LOADED, DONE = "loaded after", "done after"


def mark(what: str, package: str) -> None:
    """Print the CPU seconds, user and system, of this process and its ended children so far."""
    used = [resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = sum(each.ru_utime + each.ru_stime for each in used)
    print(f"{package} {version(package)} {what} {spent:.4f}", flush=True)


def read_items(source: str) -> list[dict[str, Any]]:
    """Return the items of packed CSL-JSON lines as they are."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_clusters(target: str, clusters: list[list[str]]) -> None:
    """Write ``{"id", "cluster"}`` lines."""
    with Path(target).open("w", encoding="utf-8") as lines:
        for members in clusters:
            lines.writelines(json.dumps({"id": each, "cluster": members[0]}) + "\n" for each in members)


def first(values: Any) -> Any:
    """Return the first of some values; None where there is none."""
    return next(iter(values), None)


def year_of(item: dict[str, Any]) -> str:
    """Return the year of a CSL-JSON item; the empty string where there is none."""
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return str(first(parts[0]) or "")
