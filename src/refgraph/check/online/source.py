"""Where answers come from: the registries themselves, or answers that were recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from refgraph.check.online.answers import Answer, BrokenAnswerError, State
from refgraph.check.online.registries import Registry
from refgraph.check.online.retraction_watch import RetractionWatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A work without identifier, as it is searched for.

    Attributes:
        key: cite key of its entry.
        title: its title, plain text.
        family: family name of its first author, or the empty string.
        year: its year.
    """

    key: str
    title: str
    family: str = ""
    year: int | None = None

    @property
    def text(self) -> str:
        """Return the query in one line, the same for the same work."""
        return " | ".join((self.title.casefold(), self.family.casefold(), str(self.year or "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What became of a web address: True if it is dead, False if it lives, None if nothing is proved."""

    url: str
    is_dead: bool | None
    reason: str
    on: date | None = None


class Source(Protocol):
    """Gives answers; what it was not asked for, or has no record of, is not among them.

    Attributes:
        asks_all: True where every registry can be asked at no cost.
        watch: the Retraction Watch database.
    """

    asks_all: bool
    watch: RetractionWatch

    def ask(self, registry: Registry, ids: Sequence[str]) -> Mapping[str, Answer]:
        """Return the answers of a registry by identifier."""
        ...

    def search(self, registry: Registry, queries: Sequence[Query]) -> Mapping[str, Answer]:
        """Return the answers of a registry by `Query.text`."""
        ...

    def links(self, urls: Sequence[str]) -> Mapping[str, Link]:
        """Return what became of web addresses."""
        ...

    def close(self) -> None:
        """Give back connections and files."""


def found(registry: Registry, asked: str, pieces: Sequence[str], on: date | None) -> Answer:
    """Return the answer that pieces make; one that cannot be read proves nothing."""
    try:
        records = tuple(registry.read(each) for each in pieces)
    except BrokenAnswerError as error:
        return unchecked(registry, asked, str(error))
    except Exception as error:  # noqa: BLE001 - whatever a registry sends, the run goes on
        return unchecked(registry, asked, f"{registry.title}'s answer cannot be read ({type(error).__name__})")
    state = State.FOUND if records else State.MISSING
    return Answer(registry=registry.title, asked=asked, state=state, records=records, on=on)


def missing(registry: Registry, asked: str, on: date | None) -> Answer:
    """Return the answer "there is no such thing"."""
    return Answer(registry=registry.title, asked=asked, state=State.MISSING, on=on)


def unchecked(registry: Registry, asked: str, reason: str) -> Answer:
    """Return the answer that proves nothing."""
    return Answer(registry=registry.title, asked=asked, state=State.UNCHECKED, reason=reason)
