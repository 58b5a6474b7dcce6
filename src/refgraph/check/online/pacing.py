"""How often a host may be asked: by the headers of its answers, with a gap between questions until it said so."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)?\s*", re.IGNORECASE)
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass
class Pace:
    """Keeps the gaps between the questions to each host; one question is asked at a time.

    Attributes:
        clock: seconds that only grow.
        sleep: waits some seconds.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    _gaps: dict[str, float] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, gap: float = 0.0) -> None:
        """Wait until a host may be asked, and count the question.

        Args:
            host: the host.
            gap: seconds to the next question where the host has not said how many.
        """
        now = self.clock()
        start = max(now, self._next.get(host, now))
        if start > now:
            self.sleep(start - now)
        self._next[host] = start + self._gaps.get(host, gap)

    def hold(self, host: str, seconds: float) -> None:
        """Ask a host no earlier than in some seconds."""
        self._next[host] = max(self._next.get(host, 0.0), self.clock() + seconds)

    def learn(self, host: str, headers: Mapping[str, str]) -> None:
        """Obey what the headers of an answer say about limits."""
        limit, interval = _seconds(headers.get("x-rate-limit-limit")), _seconds(headers.get("x-rate-limit-interval"))
        if limit and interval:
            self._gaps[host] = interval / limit
        left = headers.get("x-ratelimit-remaining", headers.get("ratelimit-remaining", ""))
        reset = _seconds(headers.get("x-ratelimit-reset", headers.get("ratelimit-reset")))
        if left.strip() == "0" and reset and reset <= _LONGEST_RESET:
            self.hold(host, reset)


_LONGEST_RESET = 300.0


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for: a number, or a day and time; None if it says nothing.

    >>> retry_after("120"), retry_after("soon")
    (120.0, None)
    """
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip())
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())


def _seconds(value: str | None) -> float | None:
    found = _NUMBER.fullmatch(value or "")
    return float(found[1]) * _UNITS[(found[2] or "s").lower()] if found else None
