"""OpenAlex's API (api.openalex.org, "works")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from refgraph.check.online.answers import BrokenAnswerError, Notice, NoticeKind, Record
from refgraph.check.online.registries.registry import (
    Get,
    MissingError,
    Pieces,
    Registry,
    Request,
    compact,
    object_of,
    unique,
)
from refgraph.check.online.texts import readable
from refgraph.formats import openalex as openalex_format
from refgraph.formats.records.objects import objects_at, text_at

_NOT_NEEDED = frozenset(
    "abstract_inverted_index referenced_works related_works counts_by_year concepts topics mesh keywords "
    "sustainable_development_goals funders awards".split()
)
_WORD = re.compile(r"[^\W_]+")


def fetch(get: Get, ids: Sequence[str]) -> Pieces:
    """Ask for DOIs one by one: that is free at OpenAlex, lists are only a hundred times a day."""
    found: Pieces = {}
    for each in ids:
        try:
            found[each] = next(iter(pieces(get(Request(path=f"works/doi:{quote(each, safe='/')}"))).values()))
        except MissingError:
            continue
        except StopIteration:
            raise BrokenAnswerError("the answer is no work of OpenAlex") from None
    return found


def search(title: str, family: str, year: int | None) -> Request:
    """Return the question for a work without identifier; commas and the like would end the filter."""
    del family, year
    words = " ".join(_WORD.findall(title))
    return Request(path="works", params={"filter": f"title.search:{words}", "per-page": "5"})


def pieces(text: str) -> Pieces:
    """Take an answer apart: a list or one work."""
    data = object_of(text)
    found = {}
    records = data["results"] if isinstance(data.get("results"), list) else [data]
    for each in records:
        if not isinstance(each, dict) or not {"title", "display_name", "authorships"} & each.keys():
            raise BrokenAnswerError("the answer is no work of OpenAlex")
        doi = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", (text_at(each, "doi") or text_at(each, "ids.doi")).lower())
        found[doi or text_at(each, "id").lower()] = compact(each, _NOT_NEEDED)
    return found


def read(text: str) -> Record:
    """Read one work."""
    record = object_of(text)
    work = openalex_format.loads(text).works[0]
    sources = [text_at(each, "source.display_name") for each in objects_at(record, "locations")]
    year = text_at(record, "publication_year")
    retracted = Notice(kind=NoticeKind.RETRACTION, label="marked as retracted", source="OpenAlex")
    return Record(
        registry="OpenAlex",
        id=work.doi or text_at(record, "id"),
        work=work,
        titles=unique([readable(text_at(record, "title")), readable(text_at(record, "display_name"))]),
        containers=unique([text_at(record, "primary_location.source.display_name"), *sources]),
        years={"publication year": int(year)} if year.isdigit() else {},
        notices=(retracted,) if record.get("is_retracted") is True else (),
        is_preprint=text_at(record, "type") == "preprint",
    )


OPENALEX = Registry(
    slug="openalex",
    title="OpenAlex",
    base="https://api.openalex.org",
    batch=40,
    spacing=0.15,
    fetch=fetch,
    pieces=pieces,
    read=read,
    search=search,
)
