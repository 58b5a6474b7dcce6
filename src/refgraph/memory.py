"""Python's collector of cycles, kept still while values are made that have none."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Generator[None]:
    """Keep the collector from looking at the many small values of a list again and again: up to a fifth of the time.

    It runs again afterwards, also after an error, unless it was off before.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
