"""Long streams in pieces, on several processor cores."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 2048
"""References that are read together."""

_AHEAD = 3  # pieces for each process that are being worked on or wait


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Cut a stream into pieces; memory holds one at a time."""
    stream = iter(items)
    while chunk := list(islice(stream, size)):
        yield chunk


def over_chunks(
    work: Callable[[list[Item]], Result], items: Iterable[Item], jobs: int = 1, size: int = CHUNK
) -> Iterator[Result]:
    """Yield the result of each piece of a stream, in order, in constant memory.

    Args:
        work: what is done with a piece; with several jobs it is sent to other processes, so it must be importable.
        items: the stream.
        jobs: how many processes work; 1 for this one alone.
        size: items of a piece.
    """
    if jobs <= 1:
        yield from map(work, chunks(items, size))
        return
    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[Future[Result]] = deque()
        for chunk in chunks(items, size):
            waiting.append(pool.submit(work, chunk))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
