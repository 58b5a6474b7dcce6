"""doi.org's list of registration agencies: whether a DOI is registered at all, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from refgraph.check.online.answers import BrokenAnswerError, Record
from refgraph.check.online.registries.registry import (
    Get,
    MissingError,
    Pieces,
    RefusedError,
    Registry,
    Request,
    compact,
    json_of,
    object_of,
)
from refgraph.formats.records.objects import text_at
from refgraph.model.work import Work

_NOT_THERE = ("DOI does not exist", "Invalid DOI")


def fetch(get: Get, ids: Sequence[str]) -> Pieces:
    """Ask for DOIs; one with a comma, which parts a list, is asked for by itself."""
    alone = [each for each in ids if "," in each]
    listed = [each for each in ids if each not in alone]
    found: Pieces = {}
    for some in [*([listed] if listed else []), *([each] for each in alone)]:
        try:
            text = get(Request(path="doiRA/" + ",".join(quote(each, safe="/") for each in some)))
        except MissingError as error:  # it says in words what does not exist; a 404 means that its address changed
            raise BrokenAnswerError("doi.org knows no registration agencies any more") from error
        said = {text_at(each, "DOI").lower(): each for each in _answers(text)}
        unclear = [each for each in some if not _is_clear(said.get(each))]
        if unclear and len(ids) > 1:
            raise RefusedError(f"no clear answer on {unclear[0]}")
        if unclear:
            raise BrokenAnswerError(f"doi.org has no clear answer on {unclear[0]}")
        found |= pieces(text)
    return found


def pieces(text: str) -> Pieces:
    """Take an answer apart; DOIs that it says do not exist are left out."""
    return {text_at(each, "DOI").lower(): compact(each) for each in _answers(text) if text_at(each, "RA")}


def _answers(text: str) -> list[dict[str, Any]]:
    data = json_of(text)
    if not isinstance(data, list) or not data or not all(isinstance(each, dict) and "DOI" in each for each in data):
        raise BrokenAnswerError("the answer is no list of registration agencies")
    return data


def _is_clear(answer: dict[str, Any] | None) -> bool:
    return answer is not None and bool(text_at(answer, "RA") or text_at(answer, "status") in _NOT_THERE)


def read(text: str) -> Record:
    """Read what is said of one DOI: only where it is registered."""
    record = object_of(text)
    return Record(registry=text_at(record, "RA"), id=text_at(record, "DOI").lower(), work=Work())


AGENCY = Registry(
    slug="doi",
    title="doi.org",
    base="https://doi.org",
    batch=20,
    spacing=0.5,
    fetch=fetch,
    pieces=pieces,
    read=read,
)
