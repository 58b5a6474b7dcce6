"""A key of its own for each work of a stream, in constant memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b

from refgraph.formats.records.library import Entry, finding
from refgraph.model.keys import assign_keys
from refgraph.model.work import Work


def with_keys(entries: Iterable[Entry], file: str | None = None) -> Iterator[Entry]:
    """Give a key to works without one, and another to those whose key was there before, with a finding.

    As for `refgraph.formats.records.collect`, but that only the records before are known: a key that is made may be
    that of a later record, which then gets another one. Keys are remembered in a temporary file that SQLite keeps.

    Args:
        entries: the records in their order.
        file: for the findings.
    """
    with closing(_Taken()) as taken:
        for entry in entries:
            if entry.work is None:
                yield entry
                continue
            key, again = taken.key_of(entry.work)
            work = entry.work if key == entry.work.key else replace(entry.work, key=key)
            findings = entry.findings
            if again:
                message = f"the key {again!r} was there before; here it is {key!r}"
                findings = (*findings, finding("duplicate-key", message, file, line=entry.line, key=again, value=again))
            yield Entry(work, findings, entry.line)


class _Taken:
    """The keys there were, each as 64 bits of a hash, with a number: how many keys were made of it."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)  # no name: a file that is deleted when it is closed
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -4000"):
            self._rows.execute(f"PRAGMA {setting}")
        self._rows.execute("CREATE TABLE taken (hash INTEGER PRIMARY KEY, made INTEGER)")
        self._rows.execute("BEGIN")

    def close(self) -> None:
        self._rows.close()

    def key_of(self, work: Work) -> tuple[str, str]:
        """Return the key for a work, and the one it had if that was taken."""
        if work.key and self._take(work.key):
            return work.key, ""
        base = work.key or assign_keys((work,))[0].key
        if not work.key and self._take(base):
            return base, ""
        number = self._made(base)
        while not self._take(key := f"{base}-{number + 2}" if work.key else base + _letters(number)):
            number += 1
        self._rows.execute("UPDATE taken SET made = ? WHERE hash = ?", (number + 1, _hash(base)))
        return key, work.key

    def _take(self, key: str) -> bool:
        return self._rows.execute("INSERT OR IGNORE INTO taken VALUES (?, 0)", (_hash(key),)).rowcount == 1

    def _made(self, key: str) -> int:
        found = self._rows.execute("SELECT made FROM taken WHERE hash = ?", (_hash(key),)).fetchone()
        return int(found[0])


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _letters(number: int) -> str:
    """Return a, b ... z, aa, ab ..."""
    text = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) + text
    return text
