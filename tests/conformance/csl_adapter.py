"""Speaks the JSON-lines protocol of the CSL suite's runner: one test per line in, one answer per line out.

``csl_suite.py --jsonl --cmd "python tests/conformance/csl_adapter.py" FIXTURES`` runs the official tests. The adapter
takes the steps of citeproc-js's test runner, and knows nothing of names or ids of tests.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from refgraph.csl.elements.state import FIRST, SUBSEQUENT
from refgraph.csl.finish import finish
from refgraph.csl.items.item import Item
from refgraph.csl.manuscript.bibliography import entry_tapes
from refgraph.csl.manuscript.cites import Cite, Cluster, Placed
from refgraph.csl.manuscript.clusters import cluster_tape
from refgraph.csl.manuscript.positions import place
from refgraph.csl.manuscript.registry import Registry
from refgraph.csl.output import writer
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, write_tokens
from refgraph.csl.style import compile_style
from refgraph.csl.tokens import Tape

HTML = writer("html")
NEAR = 5


def answer(test: Mapping[str, Any]) -> str:
    """Return the text a test asks for."""
    registry = Registry(compile_style(test["style"]))
    items = {item.id: item for item in map(Item, test["items"])}
    if test["citations"]:
        lines = list(document(test["citations"], registry, items))
    else:
        registry.update(items.values())
        for ids in test["bibentries"] or []:
            registry.update([items[str(name)] for name in ids])
        # without clusters of its own a test cites all items, in the order of the registry
        clusters = test["citation_items"] or [[{"id": name} for name in registry.order]]
        lines = [written(cluster_tape([placed(cite) for cite in cites], registry), registry) for cites in clusters]
    return bibliography(registry) if test["mode"].startswith("bibliography") else "\n".join(lines)


def bibliography(registry: Registry) -> str:
    """Return the list of all works."""
    entries = [HTML.entry(written(tape, registry), EntryLayout((name,))) for name, tape in entry_tapes(registry)]
    return str(HTML.bibliography(entries, BibliographyLayout()))


def document(steps: list[Any], registry: Registry, items: Mapping[str, Item]) -> Iterator[str]:
    """Take the steps of a growing document; yield its clusters after the last one, those it touched marked ">>"."""
    cites: dict[str, tuple[Cite, ...]] = {}
    order: list[Any] = []
    texts: dict[str, str] = {}
    marks: dict[str, Any] = {}
    firsts: dict[str, int] = {}
    touched: set[str] = set()
    for citation, before, after in steps:
        name = citation["citationID"]
        cites[name] = tuple(cite(data) for data in citation["citationItems"])
        order = [*before, [name, citation.get("properties", {}).get("noteIndex", 0)], *after]
        clusters = [Cluster(cites[key], key, number) for key, number in order]
        rows = place(clusters, int(registry.style.citation.options.get("near-note-distance", NEAR)))
        cited = dict.fromkeys(each.cite.id for row in rows for each in row)
        again = any(each.position for row in rows for each in row)
        registry.update([items[key] for key in cited], SUBSEQUENT if again else FIRST)
        now = {key: written(cluster_tape(row, registry), registry) for (key, _), row in zip(order, rows, strict=True)}
        state = {key: standing(row, registry) for (key, _), row in zip(order, rows, strict=True)}
        touched = {key for key in now if key == name or texts.get(key) != now[key] or marks.get(key) != state[key]}
        notes = backreferences(order, rows)
        moved = {work for work, note in notes.items() if firsts.get(work, note) != note}
        touched |= {
            key for (key, _), row in zip(order, rows, strict=True) if any(each.cite.id in moved for each in row)
        }
        texts, marks, firsts = now, state, notes
    for at, (key, _) in enumerate(order):
        yield f"{'>>' if key in touched else '..'}[{at}] {texts[key]}"


def backreferences(order: list[Any], rows: list[list[Placed]]) -> dict[str, int]:
    """Return, for every work that is cited again, the note that cites it first."""
    again = {each.cite.id for row in rows for each in row if each.position}
    firsts: dict[str, int] = {}
    for (_, note), row in zip(order, rows, strict=True):
        for each in row:
            if each.cite.id in again:
                firsts.setdefault(each.cite.id, note)
    return firsts


def standing(row: list[Placed], registry: Registry) -> Any:
    """Return what citeproc-js renders a cluster anew for, even where the text stays the same."""
    numbers = [registry.numbers[each.cite.id] for each in row] if registry.style.is_numeric else []
    return numbers, [registry.needs[each.cite.id] for each in row]


def written(tape: Tape, registry: Registry) -> str:
    """Return a tape as HTML."""
    return write_tokens(finish(tape, registry.style.locale), HTML)


def cite(data: Mapping[str, Any]) -> Cite:
    """Return a cite object of citeproc-js as ours."""
    mode = next((mode for mode in ("suppress-author", "author-only") if data.get(mode)), "normal")
    locator = str(data["locator"]) if data.get("locator") else None
    return Cite(
        str(data["id"]), locator, data.get("label") or "page", data.get("prefix") or "", data.get("suffix") or "", mode
    )


def placed(data: Mapping[str, Any]) -> Placed:
    """Return a cite whose place the test gives."""
    note = int(data.get("first-reference-note-number") or 0)
    return Placed(cite(data), int(data.get("position") or 0), bool(data.get("near-note")), note)


def main() -> None:
    """Answer until the input ends."""
    for line in sys.stdin.buffer:
        try:
            reply = {"result": answer(json.loads(line))}
        except Exception as error:  # noqa: BLE001 - one broken test must not end the run
            reply = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.buffer.write(json.dumps(reply).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
