"""A venue: the journal, proceedings, book or series that works appear in."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from refgraph.errors import InvalidValueError
from refgraph.model.identifiers import Identifier, parse_identifier
from refgraph.model.schemes import Scheme
from refgraph.model.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """The container or series that works appear in.

    Attributes:
        name: its title ("Central Asian Survey").
        kind: CSL type of the container: periodical, collection, book, paper-conference or webpage.
        short: abbreviated title, as in ISO 4.
        identifiers: ISSNs or ISBNs.
    """

    name: str
    kind: str = "periodical"
    short: str | None = None
    identifiers: tuple[Identifier, ...] = ()


_KINDS = {
    "chapter": "book",
    "paper-conference": "paper-conference",
    "webpage": "webpage",
    "post": "webpage",
    "post-weblog": "webpage",
    "entry-encyclopedia": "book",
    "entry-dictionary": "book",
    "entry": "book",
}


def venue_of(work: Work) -> Venue | None:
    """Return the venue a work appears in: its container, or else its series; None if it names neither.

    >>> venue_of(Work(type="article-journal", container_title="Central Asian Survey", issn="0263-4937"))
    ... # doctest: +ELLIPSIS
    Venue(name='Central Asian Survey', kind='periodical', short=None, identifiers=(Identifier(...'0263-4937'),))
    """
    if work.container_title:
        schemes = ((Scheme.ISSN, work.issn), (Scheme.ISBN, work.isbn))
        kind = _KINDS.get(work.type, "periodical")
        found = tuple(each for scheme, text in schemes for each in _identifiers(text, scheme))
        return Venue(name=work.container_title, kind=kind, short=work.container_title_short, identifiers=found)
    if work.collection_title:
        return Venue(name=work.collection_title, kind="collection", identifiers=_identifiers(work.issn, Scheme.ISSN))
    return None


def _identifiers(text: str | None, scheme: Scheme) -> tuple[Identifier, ...]:
    """Return the valid identifiers of a field, which may hold several."""
    found = []
    for part in (text or "").replace(";", ",").split(","):
        try:
            found.append(parse_identifier(part, scheme))
        except InvalidValueError:  # `refgraph check` points at it
            continue
    return tuple(found)
