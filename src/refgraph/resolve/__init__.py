"""Which names over a library are one person's, one body's or one venue's, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from refgraph.dedupe.decisions import Decision, read_decisions
from refgraph.model import Library
from refgraph.resolve.containers import VenueResult, resolve_library_venues
from refgraph.resolve.people import PeopleResult, resolve_library_people
from refgraph.resolve.results import Body, Entity, Person, Resolution, ResolutionExplanation, ResolvedVenue

__all__ = [
    "Body",
    "Entity",
    "PeopleResult",
    "Person",
    "Resolution",
    "ResolutionExplanation",
    "ResolvedVenue",
    "VenueResult",
    "resolve_people",
    "resolve_venues",
]


def resolve_people(library: Library, decisions: Iterable[Decision] | Path | str | None = None) -> PeopleResult:
    """Find the persons and bodies that the contributors of a library are.

    Names, co-authors, affiliations, subjects, venues and years speak for or against; a shared ORCID iD or ISNI decides
    for, two different ones against. Doubtful pairs are never joined: they are in ``result.review``. The result does
    not depend on the order of the works. Deduplicate the library first: a person is not on a work twice.

    Args:
        library: works with unique keys.
        decisions: what a person has decided about contributors ("allison2018/author/1"), or the path of a file.

    Raises:
        ConfigurationError: if decisions cannot be read or contradict each other.
        UnreadableFileError: if there is no such decisions file.

    >>> from refgraph.model import Contributor, Name, Work
    >>> names = {"a": Name(family="Nazarbayev", given="N."), "b": Name(family="Назарбаев", given="Нурсултан")}
    >>> works = tuple(Work(key=key, contributors=(Contributor(agent=name),)) for key, name in names.items())
    >>> [(person.id, person.name) for person in resolve_people(Library(works=works)).people]
    [('a/author/1', 'Нурсултан Назарбаев')]
    """
    return resolve_library_people(library, _decisions(decisions))


def resolve_venues(library: Library, decisions: Iterable[Decision] | Path | str | None = None) -> VenueResult:
    """Find the venues that the works of a library appear in: journals, books, meetings and series.

    Abbreviations, parallel titles, acronyms and remarks in brackets are compared; a shared ISSN decides. The meetings
    of a series are one venue with several events. Doubtful pairs are never joined: they are in ``result.review``.

    Args:
        library: works with unique keys.
        decisions: what a person has decided about titles ("venue:central-asian-survey"), or the path of a file.

    Raises:
        ConfigurationError: if decisions cannot be read or contradict each other.
        UnreadableFileError: if there is no such decisions file.

    >>> from refgraph.model import Work
    >>> titles = {"a": "Central Asian Survey", "b": "Cent. Asian Surv."}
    >>> works = tuple(Work(key=key, container_title=title) for key, title in titles.items())
    >>> [venue.name for venue in resolve_venues(Library(works=works)).venues]
    ['Central Asian Survey']
    """
    return resolve_library_venues(library, _decisions(decisions))


def _decisions(decisions: Iterable[Decision] | Path | str | None) -> tuple[Decision, ...]:
    if isinstance(decisions, str | Path):
        return read_decisions(decisions)
    return tuple(decisions or ())
