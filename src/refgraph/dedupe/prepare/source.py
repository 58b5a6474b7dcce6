"""What records are made of, however it was written down, and the records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refgraph.dedupe.prepare.names import People
from refgraph.dedupe.prepare.numbers import edition_number, pages, volumes_and_issues, year_in
from refgraph.dedupe.prepare.places import folded_container, is_preprint
from refgraph.dedupe.prepare.record import Record
from refgraph.dedupe.prepare.titles import read_titles
from refgraph.text.normal import fold


class Sources(NamedTuple):
    """The values of works that their records are made of, in columns: a value for each work.

    Texts are as they are written, the empty string for none.

    Attributes:
        keys: keys of the works.
        types: CSL types.
        titles: titles.
        originals: titles of what they are translated from.
        pages: pages, or numbers of articles.
        volumes: volumes.
        issues: issues.
        editions: editions.
        containers: titles of the containers.
        places: where they were presented or will be printed, if there is no container.
        publishers: publishers.
        years: years of publication, or None.
        people: authors, or editors where there are no authors.
        truncated: the list of people goes on with "et al.".
        dois: DOIs as they are compared, in any order.
        identifiers: others as "scheme:value", in any order.
    """

    keys: Sequence[str]
    types: Sequence[str]
    titles: Sequence[str]
    originals: Sequence[str]
    pages: Sequence[str]
    volumes: Sequence[str]
    issues: Sequence[str]
    editions: Sequence[str]
    containers: Sequence[str]
    places: Sequence[str]
    publishers: Sequence[str]
    years: Sequence[int | None]
    people: Sequence[People]
    truncated: Sequence[bool]
    dois: Sequence[tuple[str, ...]]
    identifiers: Sequence[tuple[str, ...]]


def records_of(sources: Sources) -> list[Record]:
    """Return the comparison records: column by column, as a call for each value takes longer than most rules."""
    titles = read_titles(sources.titles)
    years = [
        year or printed or year_in(container)
        for year, printed, container in zip(sources.years, titles.years, sources.containers, strict=True)
    ]
    volumes, issues = volumes_and_issues(sources.volumes, sources.issues, years)
    named = zip(sources.containers, sources.places, strict=True)
    containers = [folded_container(container or place) for container, place in named]
    spans = [pages(each) for each in sources.pages]
    dois, identifiers = [*map(_in_order, sources.dois)], [*map(_in_order, sources.identifiers)]
    columns = (
        sources.keys,
        sources.types,
        titles.titles,
        titles.mains,
        titles.numbers,
        titles.marks,
        sources.people,
        sources.truncated,
        containers,
        years,
        volumes,
        issues,
        [first for first, _ in spans],
        [last for _, last in spans],
        [edition_number(each) if each else "" for each in sources.editions],
        dois,
        identifiers,
        [
            not volume and is_preprint(container or fold(publisher), its_dois, others)
            for volume, container, publisher, its_dois, others in zip(
                volumes, containers, sources.publishers, dois, identifiers, strict=True
            )
        ],
        _folded_titles(sources.originals),
        titles.cut,
    )
    return [*map(Record._make, zip(*columns, strict=True))]


def _folded_titles(texts: Sequence[str]) -> Sequence[str]:
    return read_titles(texts).titles if any(texts) else texts


def _in_order(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values))) if len(values) > 1 else values
