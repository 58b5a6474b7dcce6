"""Speaks the JSON-lines protocol of the CSL suite's runner: one test object per line in, one answer per line out."""

from __future__ import annotations

import json
import sys
from typing import Any

from refgraph.csl.bibliography import entry_tapes
from refgraph.csl.cites import Cite, Cluster, Placed
from refgraph.csl.clusters import cluster_tape
from refgraph.csl.finish import finish
from refgraph.csl.items import Item
from refgraph.csl.output import writer
from refgraph.csl.output.writer import BibliographyLayout, EntryLayout, write_tokens
from refgraph.csl.positions import place
from refgraph.csl.registry import Registry
from refgraph.csl.style import compile_style

HTML = writer("html")


def answer(test: dict[str, Any]) -> str:
    """Return the text a test asks for."""
    style = compile_style(test["style"])
    registry = Registry(style)
    items = [Item(data) for data in test["items"]]
    known = {item.id: item for item in items}
    if test["citations"]:
        text = _document(test["citations"], registry, known)
        return _bibliography(registry) if test["mode"].startswith("bibliography") else text
    registry.update(items)
    for ids in test["bibentries"] or []:
        registry.update([known[str(name)] for name in ids])
    clusters = test["citation_items"] or [[{"id": name} for name in registry.order]]
    if test["mode"].startswith("bibliography"):
        return _bibliography(registry)
    return "\n".join(_written(cluster_tape([_placed(cite) for cite in cluster], registry), style.locale) for cluster in clusters)


def _bibliography(registry):
    entries = [
        HTML.entry(_written(tape, registry.style.locale), EntryLayout((name,))) for name, tape in entry_tapes(registry)
    ]
    return HTML.bibliography(entries, BibliographyLayout())


def _written(tape, locale):
    return write_tokens(finish(tape, locale), HTML)


def _cite(data):
    mode = "suppress-author" if data.get("suppress-author") else "author-only" if data.get("author-only") else "normal"
    return Cite(
        str(data["id"]),
        str(data["locator"]) if data.get("locator") else None,
        data.get("label") or "page",
        data.get("prefix") or "",
        data.get("suffix") or "",
        mode,
    )


def _placed(data):
    return Placed(_cite(data), int(data.get("position") or 0), bool(data.get("near-note")), int(data.get("first-reference-note-number") or 0))


def _document(steps, registry, known):
    order = []
    clusters = {}
    before = {}
    for citation, pre, post in steps:
        name = citation["citationID"]
        clusters[name] = tuple(_cite(data) for data in citation["citationItems"])
        order = [*pre, [name, citation.get("properties", {}).get("noteIndex", 0)], *post]
        document = [Cluster(clusters[key], key, number) for key, number in order]
        placed = place(document, int(registry.style.citation.options.get("near-note-distance", 5)))
        cited = dict.fromkeys(cite.id for cluster in document for cite in cluster.cites)
        positions = {each.cite.id: each.position for row in placed for each in row if each.position}
        registry.update([known[key] for key in cited], 1 if positions else 0)
        texts = {
            cluster.id: _written(cluster_tape(row, registry), registry.style.locale)
            for cluster, row in zip(document, placed, strict=True)
        }
        changed = {key for key, text in texts.items() if before.get(key) != text or key == name}
        before = texts
    return "\n".join(f"{'>>' if key in changed else '..'}[{at}] {texts[key]}" for at, (key, _) in enumerate(order))


def main() -> None:
    """Answer until the input ends."""
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        try:
            reply = {"result": answer(json.loads(line))}
        except Exception as error:
            import traceback
            print(traceback.format_exc(), file=sys.stderr)
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
