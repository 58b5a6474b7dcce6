"""A job that runs beside the editor's messages, so that typing never waits for it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic

_PART_OF_LAST = 0.5  # a job that takes long is begun less eagerly


class Background:
    """Runs a job in a thread of its own when nobody has asked for it for a while; one at a time.

    The thread ends with the process: what it does is of no use to anybody then. The job raises nothing.
    """

    def __init__(self, job: Callable[[], None]) -> None:
        self._job = job
        self._due: float | None = None
        self._changed = Condition()
        self._thread: Thread | None = None
        self._took = 0.0
        self._runs = False

    def soon(self, delay: float) -> None:
        """Run the job after some time without another request; one that runs now is run once more.

        Args:
            delay: seconds; if the last run took long, half of that time.
        """
        with self._changed:
            self._due = monotonic() + max(delay, self._took * _PART_OF_LAST)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="refgraph-check", daemon=True)
                self._thread.start()
            self._changed.notify()

    @property
    def rests(self) -> bool:
        """Return True if the job neither runs nor is about to."""
        with self._changed:
            return self._due is None and not self._runs

    def _run(self) -> None:
        while True:
            self._wait()
            begun = monotonic()
            self._job()
            self._took = monotonic() - begun
            with self._changed:
                self._runs = False

    def _wait(self) -> None:
        """Wait until the job is due, however often that is put off."""
        with self._changed:
            while self._due is None or self._due > monotonic():
                self._changed.wait(None if self._due is None else self._due - monotonic())
            self._due, self._runs = None, True
