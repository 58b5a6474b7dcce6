"""A venue: the journal, proceedings, book or series that works appear in."""

from __future__ import annotations

from pydantic.dataclasses import dataclass

from refgraph.model.identifiers import Identifier


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
