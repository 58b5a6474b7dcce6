"""The registries themselves, asked in batches; answers are kept in the cache."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from refgraph.check.online.answers import Answer, BrokenAnswerError, UnreachableError
from refgraph.check.online.cache import Cache
from refgraph.check.online.registries import MissingError, RefusedError, Registry, Request
from refgraph.check.online.retraction_watch import RetractionWatch
from refgraph.check.online.source import Link, Query, found, missing, unchecked
from refgraph.check.online.transport import HostGoneError, Transport, host_of

_LINKS_AT_ONCE = 8
_KNOWN_HOST = "doi.org"
_FINE = range(200, 400)
_GONE = (404, 410)


def _today() -> date:
    return datetime.now(UTC).date()


def _says_nothing(_: str) -> None:
    """Tell nobody."""


def can_resolve(host: str) -> bool:
    """Return True if the system finds a host by its name."""
    try:
        socket.getaddrinfo(host, 443)
    except OSError:
        return False
    return True


@dataclass
class Live:
    """Asks the registries.

    Attributes:
        transport: asks hosts.
        cache: the answers of earlier runs.
        watch: the Retraction Watch database.
        hosts: other addresses for registries, by slug.
        always: parameters that a registry gets with every question, by slug.
        progress: is told what is going on.
        today: the day that answers get.
        resolves: tells whether the system can find a host that surely exists.
    """

    transport: Transport
    cache: Cache
    watch: RetractionWatch
    hosts: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    progress: Callable[[str], None] = _says_nothing
    today: Callable[[], date] = _today
    resolves: Callable[[str], bool] = can_resolve
    asks_all: bool = False

    def ask(self, registry: Registry, ids: Sequence[str]) -> Mapping[str, Answer]:
        """Return the answers of a registry by identifier."""
        known = self.cache.get(registry.slug, ids, self.today())
        answers = {name: self._answer(registry, name, piece, on) for name, (piece, on) in known.items()}
        rest = [each for each in dict.fromkeys(ids) if each not in answers]
        for start in range(0, len(rest), registry.batch):
            if len(rest) > registry.batch:
                self.progress(f"{registry.title}: {start} of {len(rest)}")
            answers |= self._batch(registry, rest[start : start + registry.batch])
        return answers

    def search(self, registry: Registry, queries: Sequence[Query]) -> Mapping[str, Answer]:
        """Return the answers of a registry by the text of the query."""
        slug = f"{registry.slug}-search"
        known = self.cache.get(slug, [each.text for each in queries], self.today())
        answers = {}
        for place, query in enumerate(queries):
            if len(queries) > 20 and place % 20 == 0:
                self.progress(f"{registry.title}: {place} of {len(queries)} searched")
            if query.text in known:
                piece, on = known[query.text]
                answers[query.text] = found(registry, query.title, json.loads(piece or "[]"), on)
            elif query.text not in answers:
                answers[query.text] = self._searched(registry, query, slug)
        return answers

    def links(self, urls: Sequence[str]) -> Mapping[str, Link]:
        """Return what became of web addresses; several hosts are asked at once, one after the other each."""
        known = self.cache.get("link", urls, self.today())
        links = {url: Link(url=url, is_dead=bool(said), reason=said or "", on=on) for url, (said, on) in known.items()}
        by_host: dict[str, list[str]] = {}
        for url in dict.fromkeys(urls):
            if url not in links:
                by_host.setdefault(host_of(url), []).append(url)
        if not by_host:
            return links
        pool = ThreadPoolExecutor(_LINKS_AT_ONCE)
        try:
            jobs = [pool.submit(lambda some: [self._link(url) for url in some], some) for some in by_host.values()]
            for place, job in enumerate(as_completed(jobs)):
                if len(jobs) > 20 and place % 20 == 0:
                    self.progress(f"links: {place} of {len(jobs)} hosts")
                done = job.result()
                self.cache.put(
                    "link", [(each.url, each.reason or None) for each in done if each.is_dead is not None], self.today()
                )
                links |= {each.url: each for each in done}
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        return links

    def close(self) -> None:
        """Close the connections and the cache."""
        self.transport.close()
        self.cache.close()

    def _answer(self, registry: Registry, name: str, piece: str | None, on: date) -> Answer:
        return missing(registry, name, on) if piece is None else found(registry, name, [piece], on)

    def _batch(self, registry: Registry, ids: Sequence[str]) -> dict[str, Answer]:
        """Ask once for several identifiers; where one of them spoils the question, for each half of them."""
        try:
            pieces = registry.fetch(lambda request: self._get(registry, request), ids)
        except RefusedError as error:
            if len(ids) > 1:
                half = len(ids) // 2
                return self._batch(registry, ids[:half]) | self._batch(registry, ids[half:])
            return {ids[0]: unchecked(registry, ids[0], f"{registry.title} refuses {ids[0]!r}: {error}")}
        except MissingError:
            if len(ids) > 1:
                half = len(ids) // 2
                return self._batch(registry, ids[:half]) | self._batch(registry, ids[half:])
            pieces = {}
        except UnreachableError as error:
            return {each: unchecked(registry, each, str(error)) for each in ids}
        except Exception as error:  # noqa: BLE001 - whatever a registry sends, the run goes on
            reason = f"{registry.title}'s answer cannot be read ({type(error).__name__})"
            return {each: unchecked(registry, each, reason) for each in ids}
        if len(ids) == 1 and len(pieces) == 1:  # an alias answers with the number that counts
            pieces = {ids[0]: next(iter(pieces.values()))}
        on = self.today()
        self.cache.put(registry.slug, [(each, pieces.get(each)) for each in ids], on)
        return {each: self._answer(registry, each, pieces.get(each), on) for each in ids}

    def _searched(self, registry: Registry, query: Query, slug: str) -> Answer:
        assert registry.search is not None
        try:
            text = self._get(registry, registry.search(query.title, query.family, query.year))
            pieces = list(registry.pieces(text).values())
        except MissingError:
            return unchecked(registry, query.title, f"{registry.title} knows no search")
        except RefusedError as error:
            return unchecked(registry, query.title, f"{registry.title} refuses the search: {error}")
        except UnreachableError as error:
            return unchecked(registry, query.title, str(error))
        except Exception as error:  # noqa: BLE001 - as above
            return unchecked(
                registry, query.title, f"{registry.title}'s answer cannot be read ({type(error).__name__})"
            )
        self.cache.put(slug, [(query.text, json.dumps(pieces))], self.today())
        return found(registry, query.title, pieces, self.today())

    def _get(self, registry: Registry, request: Request) -> str:
        base = self.hosts.get(registry.slug, registry.base).rstrip("/")
        params = {**request.params, **self.always.get(registry.slug, {})}
        reply = self.transport.ask(f"{base}/{request.path}", params, gap=registry.spacing)
        if reply.is_page:
            raise BrokenAnswerError(f"{registry.title} answered with a web page ({reply.status})")
        if reply.status in _GONE:
            raise MissingError(str(reply.status))
        if reply.status == 400:
            return _refused(registry, reply.text)
        if reply.status != 200:
            raise UnreachableError(f"{registry.title} answered {reply.status}")
        return reply.text

    def _link(self, url: str) -> Link:
        host = host_of(url)
        try:
            status = self.transport.probe(url)
        except HostGoneError as error:
            gone = self.resolves(_KNOWN_HOST)
            reason = "its host is gone" if gone else f"{error}; is there a network?"
            return Link(url=url, is_dead=True if gone else None, reason=reason, on=self.today() if gone else None)
        except Exception as error:  # noqa: BLE001 - whatever a host sends, the run goes on
            reason = str(error) if isinstance(error, UnreachableError) else f"{host}: {type(error).__name__}"
            return Link(url=url, is_dead=None, reason=reason)
        if status in _GONE:
            return Link(url=url, is_dead=True, reason=f"it answers {status}", on=self.today())
        if status not in _FINE:
            return Link(url=url, is_dead=None, reason=f"{host} answered {status}")
        return Link(url=url, is_dead=False, reason="", on=self.today())


def _refused(registry: Registry, text: str) -> str:
    """Return the text of an answer 400 that has one that can be read (arXiv's do).

    Raises:
        RefusedError: if it has none.
    """
    try:
        registry.pieces(text)
    except UnreachableError as error:
        raise RefusedError(text.strip()[:80]) from error
    return text
