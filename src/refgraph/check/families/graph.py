"""G803 to G807 and G811: entries that point at each other."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.check.bibliography import REFERENCE_FIELDS, Bibliography, split_keys
from refgraph.check.changes import moved_behind
from refgraph.check.entry import Entry, span_in
from refgraph.check.rule import Hit, bibliography_rule, entry_rule
from refgraph.formats.bibtex.field import BibField
from refgraph.model.finding import Severity


@entry_rule("G803", "dangling-crossref", Severity.ERROR, *REFERENCE_FIELDS)
def dangling_crossref(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a crossref, xref, xdata, related or entryset that leads to no entry.

    Why: what should be inherited is missing.
    Example: ``crossref = {icml2019}`` where no entry has this key.
    """
    for field in entry.own(*REFERENCE_FIELDS):
        for key in split_keys(field.value):
            if bibliography.knows(key) or (not bibliography.is_biblatex and key.lower() in bibliography.by_lower_key):
                continue
            near = bibliography.near_keys.of(key)
            hint = f"; did you mean {near}?" if near else ""
            message = f"{field.name} leads to {key!r}, which is no entry{hint}"
            yield Hit(message=message, field=field, span=span_in(field, key), value=key)


@entry_rule("G804", "crossref-cycle", Severity.ERROR, "crossref", "xdata")
def crossref_cycle(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report an entry that inherits from itself, directly or around a circle.

    Why: BibTeX and biber stop, or inherit nothing.
    Example: ``@inproceedings{a, crossref = {a}}``.
    """
    for field, parent in bibliography.parents(entry):
        path = [entry.key]
        step: Entry | None = parent
        while step is not None and step.key not in path:
            path.append(step.key)
            step = next((above for _, above in bibliography.parents(step)), None)
        if step is not None and step.key == entry.key:
            circle = " -> ".join([*path, entry.key])
            yield Hit(
                message=f"{field.name} leads back to the entry: {circle}",
                field=field,
                value=field.value.strip(),
            )


@bibliography_rule("G805", "crossref-order", Severity.WARNING, works=False)
def crossref_order(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a crossref parent that stands before its child, in a bibliography for BibTeX.

    Why: BibTeX inherits only from entries further down ("BibTeXing", 2.5). biber does not mind.
    Example: ``@proceedings{icml2019, ...}`` above ``@inproceedings{x, crossref = {icml2019}}``.
    Fix: safe: the parent is moved behind the last of its children; what stands between them stays as it is.
    """
    if bibliography.is_biblatex:
        return
    places = {id(entry): number for number, entry in enumerate(bibliography.entries)}
    found: list[tuple[Entry, BibField, Entry]] = []
    for entry in bibliography.entries:
        for field in entry.own("crossref"):
            parent = bibliography.by_key.get(field.value.strip())
            if parent is not None and parent is not entry and places[id(parent)] < places[id(entry)]:
                found.append((entry, field, parent))
    last = {id(parent): entry for entry, _, parent in found}
    for entry, field, parent in found:
        message = f"{parent.key!r} stands before this entry; BibTeX wants it after"
        fix = None if _is_above(entry, parent, bibliography) else moved_behind(parent, last[id(parent)])
        yield Hit(message=message, entry=entry, field=field, fix=fix)


def _is_above(entry: Entry, parent: Entry, bibliography: Bibliography) -> bool:
    """Return True if an entry is a parent of its own parent, so that no order is right."""
    seen: set[int] = set()
    above: Entry | None = parent
    while above is not None and id(above) not in seen:
        if above is entry:
            return True
        seen.add(id(above))
        above = next((each for _, each in bibliography.parents(above)), None)
    return False


_FITTING = {
    "inproceedings": {"proceedings", "mvproceedings", "book", "collection", "mvcollection", "conference"},
    "conference": {"proceedings", "mvproceedings", "book", "collection", "conference"},
    "incollection": {"book", "collection", "mvcollection", "proceedings", "mvbook", "reference"},
    "inbook": {"book", "mvbook", "collection"},
    "bookinbook": {"book", "mvbook"},
    "suppbook": {"book", "mvbook"},
    "suppcollection": {"collection", "mvcollection"},
    "inreference": {"reference", "mvreference", "collection"},
    "book": {"mvbook", "book", "mvcollection"},
    "collection": {"mvcollection", "collection", "mvbook"},
    "proceedings": {"mvproceedings", "proceedings"},
    "article": {"periodical", "article", "suppperiodical"},
}


@entry_rule("G806", "crossref-type", Severity.WARNING, "crossref")
def crossref_type(entry: Entry, bibliography: Bibliography) -> Iterator[Hit]:
    """Report a crossref parent of a type that cannot hold the child.

    Why: what is inherited makes no sense.
    Example: an @inproceedings whose crossref leads to an @article.
    """
    for field in entry.own("crossref"):
        parent = bibliography.by_key.get(field.value.strip())
        fitting = _FITTING.get(entry.type)
        if parent is None or parent is entry or fitting is None or parent.type in fitting:
            continue
        if parent.type in ("misc", "xdata", "set", "customa", "customb"):
            continue
        message = f"an @{entry.type} cannot be part of {parent.key!r}, which is an @{parent.type}"
        yield Hit(message=message, field=field, value=field.value.strip())


@bibliography_rule("G807", "cites-future", Severity.WARNING)
def cites_future(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a work that cites one published later.

    Why: one of the years is wrong, or the citation is. One year is allowed for works that were cited as
    forthcoming.
    Example: a work of 2005 that cites one of 2019.
    """
    years = {entry.key: entry.year for entry in bibliography.entries}
    for file, edge in bibliography.citations:
        citing, cited = years.get(edge.citing), years.get(edge.cited)
        if citing and cited and cited > citing + 1:
            message = f"{edge.citing} ({citing}) cites {edge.cited} ({cited}), which is younger"
            yield Hit(message=message, file=file, key=edge.citing, edge=(edge.citing, edge.cited))


@bibliography_rule("G811", "citation-cycle", Severity.INFO)
def citation_cycle(bibliography: Bibliography) -> Iterator[Hit]:
    """Report two works that cite each other.

    Why: it happens in one special issue; else one of the citations is wrong.
    Example: p cites q, and q cites p.
    """
    edges = {(edge.citing, edge.cited) for _, edge in bibliography.citations}
    seen = set()
    for file, edge in bibliography.citations:
        pair = frozenset((edge.citing, edge.cited))
        if pair in seen or (edge.cited, edge.citing) not in edges:
            continue
        seen.add(pair)
        message = f"{edge.citing} cites itself" if len(pair) == 1 else f"{edge.citing} and {edge.cited} cite each other"
        yield Hit(message=message, file=file, key=edge.citing, edge=(edge.citing, edge.cited))
