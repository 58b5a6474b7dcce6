"""What a record is made of, however it was written down."""

from __future__ import annotations

from typing import NamedTuple

from refgraph.dedupe.prepare.names import People
from refgraph.dedupe.prepare.numbers import edition_number, pages, volume_and_issue, year_in
from refgraph.dedupe.prepare.places import folded_container, is_preprint
from refgraph.dedupe.prepare.record import Record
from refgraph.dedupe.prepare.titles import cleaned_title, title_and_main, title_marks, title_numbers
from refgraph.text.normal import fold


class Source(NamedTuple):
    """The values of a work that its record is made of; texts as they are written, the empty string for none.

    Attributes:
        key: key of the work.
        type: CSL type.
        title: title.
        original: title of what it is translated from.
        page: pages, or the number of an article.
        volume: volume.
        issue: issue.
        edition: edition.
        container: title of the container.
        place: where it was presented or will be printed, if there is no container.
        publisher: publisher.
        year: year of publication, or None.
        people: authors, or editors where there are no authors.
        truncated: the list of people goes on with "et al.".
        dois: DOIs as they are compared, in any order.
        identifiers: others as "scheme:value", in any order.
    """

    key: str
    type: str
    title: str
    original: str
    page: str
    volume: str
    issue: str
    edition: str
    container: str
    place: str
    publisher: str
    year: int | None
    people: People
    truncated: bool
    dois: tuple[str, ...]
    identifiers: tuple[str, ...]


def record_of(source: Source) -> Record:
    """Return the comparison record."""
    text, printed_year = cleaned_title(source.title)
    folded = fold(text)
    title, main = title_and_main(text, folded)
    year = source.year or printed_year or year_in(source.container)
    volume, issue = volume_and_issue(source.volume, source.issue, year)
    container = folded_container(source.container or source.place)
    dois, identifiers = _in_order(source.dois), _in_order(source.identifiers)
    return Record(
        source.key,
        source.type,
        title,
        main,
        title_numbers(folded),
        title_marks(text, folded),
        source.people,
        source.truncated,
        container,
        year,
        volume,
        issue,
        *pages(source.page),
        edition_number(source.edition),
        dois,
        identifiers,
        not volume and is_preprint(container or fold(source.publisher), dois, identifiers),
        _folded_title(source.original) if source.original else "",
    )


def _folded_title(text: str) -> str:
    cleaned, _ = cleaned_title(text)
    return title_and_main(cleaned, fold(cleaned))[0]


def _in_order(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values))) if len(values) > 1 else values
