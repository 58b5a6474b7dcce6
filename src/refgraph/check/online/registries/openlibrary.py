"""Open Library's Books API (openlibrary.org/api/books)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from refgraph.check.online.answers import BrokenAnswerError, Record
from refgraph.check.online.registries.registry import Get, Pieces, Registry, Request, compact, object_of, unique
from refgraph.formats.records.names import read_natural
from refgraph.formats.records.objects import objects_at, text_at
from refgraph.model.contributor import Contributor, Role
from refgraph.model.work import Work

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def fetch(get: Get, ids: Sequence[str]) -> Pieces:
    """Ask for ISBNs."""
    keys = ",".join(f"ISBN:{each}" for each in ids)
    return pieces(get(Request(path="api/books", params={"bibkeys": keys, "format": "json", "jscmd": "data"})))


def pieces(text: str) -> Pieces:
    """Take an answer apart: books by "ISBN:...", or one edition."""
    data = object_of(text)
    if "title" in data:
        isbn = text_at(data, "isbn_13.0") or text_at(data, "isbn_10.0")
        return {isbn: compact(data)}
    found = {}
    for name, each in data.items():
        if not isinstance(each, dict) or "title" not in each:
            raise BrokenAnswerError("the answer is no book of Open Library")
        found[name.lower().removeprefix("isbn:")] = compact(each)
    return found


def read(text: str) -> Record:
    """Read one book."""
    record = object_of(text)
    title, subtitle = text_at(record, "title"), text_at(record, "subtitle")
    year = _YEAR.search(text_at(record, "publish_date"))
    return Record(
        registry="Open Library",
        id=text_at(record, "key"),
        work=Work(type="book", title=title, contributors=tuple(_authors(record))),
        titles=unique([title, f"{title}: {subtitle}" if subtitle else "", text_at(record, "full_title")]),
        years={"published": int(year[0])} if year else {},
    )


def _authors(record: dict[str, Any]) -> list[Contributor]:
    names = [text_at(each, "name") for each in objects_at(record, "authors")]
    return [Contributor(agent=read_natural(name), role=Role.AUTHOR) for name in names if name]


OPENLIBRARY = Registry(
    slug="openlibrary",
    title="Open Library",
    base="https://openlibrary.org",
    batch=50,
    spacing=1.0,
    fetch=fetch,
    pieces=pieces,
    read=read,
)
