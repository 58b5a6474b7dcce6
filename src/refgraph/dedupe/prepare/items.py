"""CSL-JSON items to comparison records, in columns and without a work in between where items are as most are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

from refgraph.dedupe.prepare.identifiers import dois_in, numbers_of
from refgraph.dedupe.prepare.names import People, others_follow, people_named, people_of, says_others
from refgraph.dedupe.prepare.places import noted_place
from refgraph.dedupe.prepare.record import Record
from refgraph.dedupe.prepare.source import Sources, records_of
from refgraph.dedupe.prepare.usual_items import name_parts, usual_items
from refgraph.dedupe.prepare.works import prepare
from refgraph.formats.csl_json.library import entries_of_lines
from refgraph.formats.csl_json.names import read_name
from refgraph.formats.csl_json.reading import read_text
from refgraph.model import Work
from refgraph.model.finding import Finding

_PLAIN_DOI = re.compile(r"10\.[0-9]{4,9}/(?!.*doi)[a-z0-9.()/_:-]*[a-z0-9]")
"""DOIs that are compared as they are written."""


def prepare_items(texts: Sequence[str]) -> tuple[list[Record], list[tuple[int, Finding]]]:
    """Return the comparison records of CSL-JSON items, in the same order, and what is to be said of the items.

    The records are those that `refgraph.dedupe.prepare.prepare` makes of the works that these items are. What is no
    item has no record, and an item without an id one with an empty key. Findings have the place of their text.
    """
    usual = dict(usual_items(texts))
    records = [*zip(usual, records_of(_sources([*usual.values()])), strict=True)]
    findings: list[tuple[int, Finding]] = []
    works: list[tuple[int, Work]] = []
    for place in sorted({*range(len(texts))} - usual.keys()):
        for entry in entries_of_lines([(1, texts[place])]):
            findings += [(place, each) for each in entry.findings]
            works += [(place, entry.work)] if entry.work is not None else []
    records += zip([place for place, _ in works], prepare([work for _, work in works]), strict=True)
    return [record for _, record in sorted(records, key=itemgetter(0))], findings


def _sources(items: Sequence[Any]) -> Sources:
    def column(name: str) -> list[Any]:
        return [*map(attrgetter(name), items)]

    people, truncated = _people(
        [author or editor for author, editor in zip(column("author"), column("editor"), strict=True)]
    )
    containers = column("container_title")
    named = zip(containers, column("event_title"), column("note"), strict=True)
    numbered = zip(column("PMID"), column("PMCID"), column("ISBN"), strict=True)
    return Sources(
        column("id"),
        column("type"),
        column("title"),
        column("original_title"),
        [page or number for page, number in zip(column("page"), column("number"), strict=True)],
        column("volume"),
        column("issue"),
        column("edition"),
        containers,
        [container or event or noted_place(note) for container, event, note in named],
        column("publisher"),
        [each.parts[0][0] if each else None for each in column("issued")],
        people,
        truncated,
        [_dois(doi, url) if doi or url else () for doi, url in zip(column("DOI"), column("URL"), strict=True)],
        [tuple(numbers_of(*each)) if any(each) else () for each in numbered],
    )


def _dois(doi: str, url: str) -> tuple[str, ...]:
    return (doi,) if _PLAIN_DOI.fullmatch(doi) and "10." not in url else tuple(dois_in(read_text("DOI", doi), url))


def _people(lists: Sequence[Sequence[Any]]) -> tuple[Sequence[People], Sequence[bool]]:
    """Return who is named in each list, and whether the list goes on."""
    odd = [place for place, names in enumerate(lists) if not all(map(_is_split, names))]
    usual = [*lists]
    for place in odd:
        usual[place] = ()
    names = [*chain.from_iterable(usual)]
    families, givens = [each.family for each in names], [each.given for each in names]
    sizes = [*map(len, usual)]
    people, truncated = people_named(families, givens, sizes), others_follow(families, givens, sizes)
    for place in odd:
        agents = [read_name(name_parts(name)) for name in lists[place]]
        people[place], truncated[place] = people_of(agents), says_others(agents[-1])
    return people, truncated


def _is_split(name: Any) -> bool:
    """Tell whether a name has a family and a given name, and no particles."""
    unparticled = name.dropping_particle is None and name.non_dropping_particle is None
    return unparticled and name.family is not None and name.given is not None
