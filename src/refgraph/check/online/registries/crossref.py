"""Crossref's REST API (api.crossref.org, "works")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
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
from refgraph.check.online.texts import is_notice_title, readable, says_retracted
from refgraph.formats import crossref as crossref_format
from refgraph.formats.records.objects import objects_at, text_at, texts_at, value_at

_NOT_NEEDED = frozenset(
    {"reference", "link", "license", "abstract", "funder", "assertion", "content-domain", "indexed"}
)
_DATES = (
    "issued",
    "published",
    "published-print",
    "published-online",
    "published-other",
    "posted",
    "accepted",
    "approved",
    "journal-issue.published-print",
    "journal-issue.published-online",
    "event.start",
)
_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "expression_of_concern": NoticeKind.CONCERN,
    "concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "addendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_SOURCES = {"retraction-watch": "Retraction Watch by Crossref", "publisher": "Crossref"}
_MOST_OF_A_NOTICE = 5
"""References that a notice may have."""
_NOT_IN_A_LIST = re.compile(r"[,:|]")


def fetch(get: Get, ids: Sequence[str]) -> Pieces:
    """Ask for DOIs; one whose signs mean something in a list is asked for by itself."""
    alone = [each for each in ids if _NOT_IN_A_LIST.search(each)]
    listed = [each for each in ids if each not in alone]
    found: Pieces = {}
    if len(listed) == 1:
        alone, listed = [*alone, *listed], []
    if listed:
        chosen = ",".join(f"doi:{each}" for each in listed)
        found |= pieces(get(Request(path="works", params={"filter": chosen, "rows": str(len(listed))})))
    for each in alone:
        try:
            one = pieces(get(Request(path=f"works/{quote(each, safe='')}")))
        except MissingError:
            continue
        found |= {each: next(iter(one.values()))} if len(one) == 1 else one
    return found


def search(title: str, family: str, year: int | None) -> Request:
    """Return the question for a work without identifier."""
    del year  # the ranking by words does without
    params = {"query.bibliographic": title, "rows": "5"}
    return Request(path="works", params=params | ({"query.author": family} if family else {}))


def pieces(text: str) -> Pieces:
    """Take an answer apart: a list, one work with or without its envelope."""
    data = object_of(text)
    message = data.get("message", data)
    items = message.get("items") if isinstance(message, dict) else None
    records = items if isinstance(items, list) else [message]
    found = {}
    for each in records:
        if not isinstance(each, dict) or not ("DOI" in each or "title" in each) or "agency" in each:
            raise BrokenAnswerError("the answer is no work of Crossref")
        found[text_at(each, "DOI").lower()] = compact(each, _NOT_NEEDED)
    return found


def read(text: str) -> Record:
    """Read one work."""
    record = object_of(text)
    work = crossref_format.loads(text).works[0]
    titles = [readable(each) for each in texts_at(record, "title")]
    subtitles = [said for each in texts_at(record, "subtitle") if (said := readable(each))]
    of_titles = [f"{title}: {each}" for title in titles[:1] for each in subtitles]
    others = [readable(each) for name in ("original-title", "short-title") for each in texts_at(record, name)]
    names = ("container-title", "short-container-title")
    containers = [readable(each) for name in names for each in texts_at(record, name)]
    containers += [readable(text_at(record, path)) for path in ("event.name", "institution.0.name", "group-title")]
    own = text_at(record, "DOI").lower()
    about, of = notices(record, titles[0] if titles else "", own)
    return Record(
        registry="Crossref",
        id=own,
        work=work,
        titles=unique([*titles, *of_titles, *others]),
        containers=unique(containers),
        years=_years(record),
        notices=about,
        notice_of=of,
        published_as=_published_as(record),
        is_preprint=text_at(record, "type") == "posted-content",
    )


def _years(record: dict[str, Any]) -> dict[str, int]:
    years = {}
    for name in _DATES:
        year = value_at(record, f"{name}.date-parts.0.0")
        if isinstance(year, int):
            years[name] = year
    # The day of the deposit says something only of a work that was deposited when it came out.
    deposited = value_at(record, "created.date-parts.0.0")
    if isinstance(deposited, int) and (not years or any(abs(deposited - each) <= 1 for each in years.values())):
        years["created"] = deposited
    return years


def _published_as(record: dict[str, Any]) -> str:
    for each in objects_at(record, "relation.is-preprint-of"):
        if text_at(each, "id-type").lower() == "doi":
            return text_at(each, "id").lower()
    return ""


def notices(record: dict[str, Any], title: str, own: str) -> tuple[tuple[Notice, ...], tuple[str, ...]]:
    """Return the notices about a work, and the works that it is itself a notice about.

    "updated-by" points from a work to its notices, "update-to" from a notice to its work. Some publishers deposit
    "update-to" with the work, too, so that both point at each other; then what Retraction Watch says counts, and else
    the title tells the notice from the work.
    """
    targets = {
        text_at(each, "DOI").lower(): each for each in objects_at(record, "update-to") if _notice(each) is not None
    }
    is_notice = is_notice_title(title) and not says_retracted(title)
    about = [each for each in objects_at(record, "updated-by") if _is_about(each, own, targets, is_notice=is_notice)]
    about += [each for doi, each in targets.items() if doi == own]
    found = [notice for each in about if (notice := _notice(each)) is not None]
    others = tuple(doi for doi in targets if doi and doi != own)
    said = any(text_at(targets[doi], "source") == "retraction-watch" for doi in others)
    is_notice = is_notice or said or (bool(others) and not found and _is_short(record))
    if not is_notice and not any(each.kind is NoticeKind.RETRACTION for each in found) and says_retracted(title):
        found.append(Notice(kind=NoticeKind.RETRACTION, label="marked in the title", source="Crossref"))
    return tuple(dict.fromkeys(found)), others if is_notice else ()


def _is_short(record: dict[str, Any]) -> bool:
    """Return True for a record with the few references of a notice: some notices are titled as their works are."""
    counts = [record.get(name) for name in ("reference-count", "references-count")]
    return not any(isinstance(each, int) and each > _MOST_OF_A_NOTICE for each in counts)


def _is_about(each: dict[str, Any], own: str, targets: dict[str, Any], *, is_notice: bool) -> bool:
    doi = text_at(each, "DOI").lower()
    if doi in ("", own) or doi not in targets:
        return True
    return text_at(each, "source") == "retraction-watch" or not is_notice


def _notice(each: dict[str, Any]) -> Notice | None:
    said = text_at(each, "type").lower().replace("-", "_").replace(" ", "_")
    kind = _KINDS.get(said)
    if kind is None:
        return None
    source = text_at(each, "source")
    return Notice(
        kind=kind,
        label=said.replace("_", " "),
        id=text_at(each, "DOI").lower(),
        on=_day(value_at(each, "updated.date-parts.0")),
        source=_SOURCES.get(source, "Crossref"),
    )


def _day(parts: Any) -> date | None:
    if not isinstance(parts, list) or not parts or not all(isinstance(each, int) for each in parts):
        return None
    year, month, day = (*parts, 1, 1)[:3]
    try:
        return date(year, month, day)
    except ValueError:
        return None


CROSSREF = Registry(
    slug="crossref",
    title="Crossref",
    base="https://api.crossref.org",
    batch=40,
    spacing=0.2,
    fetch=fetch,
    pieces=pieces,
    read=read,
    search=search,
)
