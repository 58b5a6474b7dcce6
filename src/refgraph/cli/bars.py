"""A bar that shows how far long work has come, if a person is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager


@contextmanager
def bar(what: str, share: Callable[[], float]) -> Generator[Callable[[int], None]]:
    """Show a progress bar on standard error.

    Args:
        what: what is being done.
        share: tells what share of the work is done, 0-1; always 0 where that is unknown.

    Yields:
        A function to call with how many references were done since the last call.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    count = TextColumn("{task.fields[references]:,} references")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), count, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=1.0, references=0)
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            shown.update(task, completed=share(), references=done)

        yield advance
