"""Asking a host over HTTP: politely, with time-outs, a few retries, and an end to asking a host that is down."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from refgraph.check.online.answers import UnreachableError
from refgraph.check.online.pacing import Pace, retry_after
from refgraph.errors import ConfigurationError

if TYPE_CHECKING:
    import httpx

LONGEST_WAIT = 60.0
"""Seconds: a host that asks for more is not waited for."""
_ATTEMPTS = 3
_FAILURES = 3
"""Questions in a row that may fail before a host is asked no more in this run."""
_MOST_BYTES = 64_000_000
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_PAUSES = (1.0, 4.0, 16.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: its status, its kind and its text."""

    status: int
    kind: str
    text: str

    @property
    def is_page(self) -> bool:
        """Return True for a web page, which no registry's API answers with."""
        return "html" in self.kind or self.text.lstrip()[:14].lower().startswith(("<!doctype html", "<html"))


class HostGoneError(UnreachableError):
    """The name of a host is not known."""


class _AgainError(Exception):
    """The question may be asked again."""

    def __init__(self, reason: str, *, is_gone: bool = False) -> None:
        super().__init__(reason)
        self.is_gone = is_gone


def host_of(url: str) -> str:
    """Return the host of an address, with its port; the empty string where there is none to be seen."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def user_agent(mailto: str | None) -> str:
    """Return what refgraph calls itself; with an address, hosts can tell whom to write to."""
    try:
        number = version("refgraph")
    except PackageNotFoundError:
        number = "0"
    return f"refgraph/{number} (mailto:{mailto})" if mailto else f"refgraph/{number}"


def new_client(mailto: str | None, timeout: float) -> httpx.Client:
    """Return a client for all hosts.

    Raises:
        ConfigurationError: if httpx or stamina is not installed.
    """
    try:
        import httpx
        import stamina  # noqa: F401 - missed here, not in the middle of a run
    except ImportError as error:
        hint = "install it with: pip install 'refgraph[online]'"
        raise ConfigurationError("checking online needs httpx and stamina", text=str(error.name), hint=hint) from error
    # A library that retries is no news for whoever has not asked for its log.
    logging.getLogger("stamina").addHandler(logging.NullHandler())
    headers = {"User-Agent": user_agent(mailto)}
    return httpx.Client(headers=headers, timeout=timeout, follow_redirects=True, max_redirects=5)


@dataclass
class Transport:
    """Asks hosts.

    Attributes:
        client: httpx's.
        pace: when each host may be asked.
        attempts: how often a question is asked before it is given up.
    """

    client: httpx.Client
    pace: Pace = field(default_factory=Pace)
    attempts: int = _ATTEMPTS
    _failed: Counter[str] = field(default_factory=Counter)
    _down: dict[str, str] = field(default_factory=dict)

    def ask(self, url: str, params: Mapping[str, str], *, gap: float = 0.0) -> Reply:
        """Ask, and ask again where that may help.

        Raises:
            UnreachableError: if there is no answer, or only one that says "not now".
        """
        return self._tried(url, gap, lambda number: self._once("GET", url, params, number))

    def probe(self, url: str) -> int:
        """Return the status that an address answers with; what it holds is not read.

        Raises:
            UnreachableError: as above.
        """
        status = self._tried(url, 0.0, lambda number: self._once("HEAD", url, None, number)).status
        if status < 400:
            return status
        # Some hosts refuse, or do not know, HEAD.
        return self._tried(url, 0.0, lambda number: self._once("GET", url, None, number)).status

    def _tried(self, url: str, gap: float, once: Callable[[int], Reply]) -> Reply:
        import stamina

        host = host_of(url)
        if host in self._down:
            raise UnreachableError(self._down[host])
        try:
            for attempt in stamina.retry_context(
                on=_AgainError, attempts=self.attempts, timeout=None, wait_initial=0, wait_max=0, wait_jitter=0
            ):
                with attempt:
                    self.pace.wait(host, gap)
                    reply = once(attempt.num)
        except _AgainError as error:
            self._fail(host, str(error))
            raise (HostGoneError if error.is_gone else UnreachableError)(str(error)) from error
        except UnreachableError as error:
            self._fail(host, str(error))
            raise
        self._failed[host] = 0
        return reply

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def _fail(self, host: str, reason: str) -> None:
        self._failed[host] += 1
        if self._failed[host] >= _FAILURES:
            self._down[host] = f"{reason} (asked no more in this run)"

    def _once(self, method: str, url: str, params: Mapping[str, str] | None, number: int) -> Reply:
        import httpx

        host = host_of(url)
        try:
            with self.client.stream(method, url, params=params or None) as response:
                self.pace.learn(host, response.headers)
                if response.status_code in _AGAIN:
                    raise self._not_now(host, response, number)
                text = _text(response) if params is not None else ""
                return Reply(status=response.status_code, kind=response.headers.get("content-type", ""), text=text)
        except httpx.TimeoutException as error:
            self.pace.hold(host, _PAUSES[min(number, len(_PAUSES)) - 1])
            raise _AgainError(f"{host} did not answer in time") from error
        except (httpx.TooManyRedirects, httpx.DecodingError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise UnreachableError(f"{host}: {type(error).__name__}") from error
        except httpx.HTTPError as error:
            self.pace.hold(host, _PAUSES[min(number, len(_PAUSES)) - 1])
            raise _AgainError(f"{host} cannot be reached", is_gone=_is_unknown(error)) from error
        except (ValueError, UnicodeError) as error:  # an address that httpx cannot make a question of
            raise UnreachableError(f"{host}: not asked, the address is broken") from error

    def _not_now(self, host: str, response: httpx.Response, number: int) -> Exception:
        wanted = retry_after(response.headers.get("retry-after"))
        reason = f"{host} answered {response.status_code}"
        if wanted is not None and wanted > LONGEST_WAIT:
            self._failed[host] = _FAILURES  # what it asks for holds for every question
            return UnreachableError(f"{reason} and asks to wait {wanted:.0f} s")
        self.pace.hold(host, wanted if wanted is not None else _PAUSES[min(number, len(_PAUSES)) - 1])
        return _AgainError(reason)


def _text(response: httpx.Response) -> str:
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > _MOST_BYTES:
            raise UnreachableError(f"{response.url.host} answers with more than {_MOST_BYTES // 1_000_000} MB")
        pieces.append(piece)
    try:
        return b"".join(pieces).decode(response.charset_encoding or "utf-8", "replace")
    except LookupError:  # an encoding that nobody knows
        return b"".join(pieces).decode("utf-8", "replace")


def _is_unknown(error: BaseException | None) -> bool:
    """Return True if a name could not be resolved because there is none, as far as the system says."""
    import socket

    while error is not None:
        if isinstance(error, socket.gaierror):
            return error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        error = error.__cause__ or error.__context__
    return False
