"""Real works for the CSL lanes: a sample of works-sample that has every type, drawn by a hash of the id."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from typing import Any

from places import shared

_PER_FILE = 20_000


def sample(count: int, seed: str = "") -> list[dict[str, Any]]:
    """Return CSL-JSON items, the types in turn, always the same ones for a seed."""
    by_type: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for path in sorted(shared("works-sample").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                item = json.loads(line)
                if number >= _PER_FILE or "id" not in item:
                    break
                wanted = {key: value for key, value in item.items() if key != "references" and "chicago" not in key}
                by_type[item["type"]].setdefault(_hash(seed, item["id"]), wanted)
    queues = [[items[key] for key in sorted(items)] for _, items in sorted(by_type.items())]
    found: list[dict[str, Any]] = []
    for turn in range(max(map(len, queues))):
        found += [queue[turn] for queue in queues if turn < len(queue)]
        if len(found) >= count:
            break
    return found[:count]


def styles(count: int | None = None, seed: str = "") -> list[str]:
    """Return names of independent styles, all of them or some drawn by a hash of seed and name."""
    from refgraph.csl.styles import find_style, style_names

    names = [name for name in style_names() if (info := find_style(name)) is not None and not info.parent]
    return sorted(names, key=lambda name: _hash(seed, name))[:count]


def _hash(seed: str, text: Any) -> str:
    return hashlib.sha256(f"{seed}{text}".encode()).hexdigest()
