"""Checking online: what a user sets, and the answers to all questions of a run."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from refgraph.check.entry import Entry
from refgraph.check.online.cache import Cache, default_path
from refgraph.check.online.lookup import Dossier, consult
from refgraph.check.online.recorded import Recorded
from refgraph.check.online.retraction_watch import RetractionWatch
from refgraph.check.online.source import Source
from refgraph.check.online.view import View


def _says_nothing(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, kw_only=True)
class Online:
    """How to check online. One value can serve several runs: what it was told once it does not ask again.

    Attributes:
        recorded: folder of recorded answers; nothing is asked then.
        mailto: your address; registries are kinder to those whom they can write to.
        cache: file of earlier answers; None means that in the user's cache folder.
        max_age: age at which an answer is asked for again.
        retraction_watch: the Retraction Watch database, a CSV file.
        links: False leaves web addresses alone.
        timeout: seconds to wait for an answer.
        hosts: other addresses for registries, by name ("crossref").
        progress: is told what is going on.
    """

    recorded: Path | str | None = None
    mailto: str | None = None
    cache: Path | str | None = None
    max_age: timedelta = timedelta(days=14)
    retraction_watch: Path | str | None = None
    links: bool = True
    timeout: float = 20.0
    hosts: Mapping[str, str] = field(default_factory=dict)
    progress: Callable[[str], None] = _says_nothing

    def consult(self, entries: Sequence[Entry]) -> Consulted:
        """Ask about all entries.

        Raises:
            ConfigurationError: if httpx or stamina is not installed and nothing is recorded.
            UnreadableFileError: if recorded answers or the Retraction Watch database cannot be read.
        """
        return Consulted(consult(entries, self.source, links=self.links, progress=self.progress))

    def close(self) -> None:
        """Close connections and the cache; whoever asks again opens them again."""
        source = self.__dict__.pop("source", None)
        if source is not None:
            source.close()

    @cached_property
    def source(self) -> Source:
        """Return where answers come from."""
        if self.recorded is not None:
            recorded = Recorded(self.recorded)
            if self.retraction_watch is not None:
                recorded.watch = RetractionWatch.read(self.retraction_watch)
            return recorded
        from refgraph.check.online.live import Live
        from refgraph.check.online.transport import Transport, new_client

        watch = RetractionWatch.read(self.retraction_watch) if self.retraction_watch is not None else RetractionWatch()
        return Live(
            transport=Transport(new_client(self.mailto, self.timeout)),
            cache=Cache(Path(self.cache) if self.cache is not None else default_path(), self.max_age),
            watch=watch,
            hosts=self.hosts,
            always=self._always(),
            progress=self.progress,
        )

    def _always(self) -> dict[str, dict[str, str]]:
        """Return the parameters that registries get with every question."""
        mailto = {"mailto": self.mailto} if self.mailto else {}
        # Not needed; whoever has a key (a free one) may search at OpenAlex more often.
        key = os.environ.get("OPENALEX_API_KEY", "")
        return {
            "crossref": mailto,
            "openalex": mailto | ({"api_key": key} if key else {}),
            "pubmed": {"email": self.mailto} if self.mailto else {},
        }


class Consulted:
    """The answers about the entries of a run."""

    def __init__(self, dossiers: Mapping[int, Dossier]) -> None:
        self._dossiers = dossiers
        self._views: dict[int, View] = {}

    def of(self, entry: Entry) -> View | None:
        """Return what the answers about an entry come to."""
        dossier = self._dossiers.get(id(entry))
        if dossier is None:
            return None
        if id(entry) not in self._views:
            self._views[id(entry)] = View(entry, dossier)
        return self._views[id(entry)]
