"""DataCite's REST API (api.datacite.org, "dois")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from refgraph.check.online.answers import BrokenAnswerError, Record
from refgraph.check.online.registries.registry import Get, Pieces, Registry, Request, compact, object_of, unique
from refgraph.check.online.texts import readable
from refgraph.formats import datacite as datacite_format
from refgraph.formats.records.objects import objects_at, text_at

_NOT_NEEDED = frozenset(
    {"xml", "descriptions", "relationships", "geoLocations", "fundingReferences", "citationsOverTime"}
)
_YEAR = re.compile(r"\d{4}")
_ARXIV = "10.48550/arxiv."


def fetch(get: Get, ids: Sequence[str]) -> Pieces:
    """Ask for DOIs."""
    if len(ids) == 1:
        return pieces(get(Request(path=f"dois/{quote(ids[0], safe='')}")))
    chosen = " OR ".join('"{}"'.format(each.replace('"', "")) for each in ids)
    return pieces(get(Request(path="dois", params={"query": f"doi:({chosen})", "page[size]": str(len(ids))})))


def pieces(text: str) -> Pieces:
    """Take an answer apart: a list, one DOI, or only its attributes."""
    data = object_of(text)
    inside = data.get("data", data)
    found = {}
    for each in inside if isinstance(inside, list) else [inside]:
        record = each.get("attributes", each) if isinstance(each, dict) else None
        if not isinstance(record, dict) or not ("doi" in record or "titles" in record):
            raise BrokenAnswerError("the answer is no record of DataCite")
        found[(text_at(record, "doi") or text_at(each, "id")).lower()] = compact(record, _NOT_NEEDED)
    return found


def read(text: str) -> Record:
    """Read one record."""
    record = object_of(text)
    work = datacite_format.loads(text).works[0]
    own = text_at(record, "doi").lower()
    items = [each for each in objects_at(record, "relatedItems") if text_at(each, "relationType") == "IsPublishedIn"]
    containers = [text_at(record, "container.title"), *(text_at(each, "titles.0.title") for each in items)]
    containers += [text_at(record, "publisher.name"), text_at(record, "publisher")]
    return Record(
        registry="DataCite",
        id=own,
        work=work,
        titles=unique([readable(text_at(each, "title")) for each in objects_at(record, "titles")] + [work.title or ""]),
        containers=unique([readable(each) for each in containers]),
        years=_years(record),
        published_as=_published_as(record, own),
        is_preprint=text_at(record, "types.resourceTypeGeneral") == "Preprint" or own.startswith(_ARXIV),
    )


def _years(record: dict[str, Any]) -> dict[str, int]:
    years = {}
    year = _YEAR.match(text_at(record, "publicationYear"))
    if year:
        years["publication year"] = int(year[0])
    for place, each in enumerate(objects_at(record, "dates")):
        for found in _YEAR.findall(text_at(each, "date")):
            years[f"{text_at(each, 'dateType').lower()} {place + 1}"] = int(found)
    return years


def _published_as(record: dict[str, Any], own: str) -> str:
    # arXiv says "IsVersionOf" of the article in a journal; elsewhere that is a number for all versions of a deposit.
    relations = {"IsPreprintOf"} | ({"IsVersionOf"} if own.startswith(_ARXIV) else set())
    for each in objects_at(record, "relatedIdentifiers"):
        if text_at(each, "relationType") in relations and text_at(each, "relatedIdentifierType") == "DOI":
            doi = text_at(each, "relatedIdentifier").lower().removeprefix("https://doi.org/")
            if not doi.startswith(_ARXIV):
                return doi
    return ""


DATACITE = Registry(
    slug="datacite",
    title="DataCite",
    base="https://api.datacite.org",
    batch=40,
    spacing=0.2,
    fetch=fetch,
    pieces=pieces,
    read=read,
)
