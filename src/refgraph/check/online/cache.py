"""Answers kept in one SQLite file in the user's cache folder, each with its day."""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from refgraph.csl.styles.cache import cache_folder

_NAME = "online.sqlite"
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
  registry TEXT NOT NULL,
  id TEXT NOT NULL,
  day TEXT NOT NULL,
  payload BLOB,
  PRIMARY KEY (registry, id)
) WITHOUT ROWID
"""
_VERSION = 1
_MOST_VARIABLES = 500
_ATTEMPTS = 50
_PAUSE = 0.05


class Cache:
    """Pieces of answers by registry and identifier; None stands for "the registry has no such thing".

    What a cache cannot do must not stop a run: a damaged file is made anew, and without a place the answers are kept
    in memory.
    """

    def __init__(self, path: Path | None, max_age: timedelta) -> None:
        self._max_age = max_age
        self._path = path
        self._connection = self._open()

    def get(self, registry: str, ids: Sequence[str], today: date) -> dict[str, tuple[str | None, date]]:
        """Return what is known and not too old: the piece, and the day of the answer."""
        oldest = today - self._max_age
        found: dict[str, tuple[str | None, date]] = {}
        with contextlib.suppress(sqlite3.Error, zlib.error, ValueError):
            for some in _chunks(ids):
                marks = ",".join("?" * len(some))
                query = f"SELECT id, day, payload FROM answers WHERE registry = ? AND id IN ({marks})"  # noqa: S608
                for name, day, payload in self._connection.execute(query, (registry, *some)):
                    on = date.fromisoformat(day)
                    if oldest <= on <= today:
                        found[name] = (None if payload is None else zlib.decompress(payload).decode(), on)
        return found

    def put(self, registry: str, pieces: Iterable[tuple[str, str | None]], day: date) -> None:
        """Keep pieces; all of them or, if the run ends here, none."""
        rows = [
            (registry, name, day.isoformat(), None if text is None else zlib.compress(text.encode(), 6))
            for name, text in pieces
        ]
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        if self._path is not None:
            for _ in range(_ATTEMPTS):
                try:
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    return _connected(str(self._path))
                except sqlite3.OperationalError as error:
                    if "locked" not in str(error):  # full, or not ours
                        break
                    time.sleep(_PAUSE)  # SQLite does not wait for another run that makes the file at the same moment
                except sqlite3.DatabaseError:  # damaged
                    self._remove()
                except OSError:
                    break
        return _connected(":memory:")

    def _remove(self) -> None:
        for end in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                Path(f"{self._path}{end}").unlink()


def default_path() -> Path | None:
    """Return the place of the file; None where the user wants no cache (``REFGRAPH_CACHE=off``)."""
    folder = cache_folder()
    return folder / _NAME if folder else None


def _connected(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] not in (0, _VERSION):
            raise sqlite3.DatabaseError("of another version")
        connection.execute(_TABLE)
        connection.execute(f"PRAGMA user_version={_VERSION}")
        connection.execute("SELECT registry, id, day, payload FROM answers LIMIT 1").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _MOST_VARIABLES):
        yield ids[start : start + _MOST_VARIABLES]
