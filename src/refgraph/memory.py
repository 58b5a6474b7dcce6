"""Python's collector of cycles, kept still while values are made that have none."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Generator[None]:
    """Keep the collector from looking at the many small values of a list again and again: up to a fifth of the time.

    It runs again afterwards, also after an error, unless it was off before. Then what was made counts as old: it is
    looked at when the collector comes to old values anyway, not all at once.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0:  # else somebody has put values aside, which would come back
            gc.freeze()
            gc.unfreeze()
        gc.enable()
