"""BibJSON (okfnlabs.org/bibjson): BibTeX's words in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from refgraph.formats.records import Draft, facts
from refgraph.formats.records.dates import parse_date
from refgraph.formats.records.names import read_inverted, read_natural
from refgraph.formats.records.objects import (
    JsonFormat,
    keep_rest,
    library_of,
    objects_at,
    text_at,
    texts_at,
    value_at,
)
from refgraph.model.contributor import Role
from refgraph.model.dates import Date
from refgraph.model.edtf import dump_edtf
from refgraph.model.library import Library
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.schemes import Scheme
from refgraph.model.vocabulary import CSL_TYPES, read_type, write_type
from refgraph.model.work import Work

FIELDS = (
    ("title", "title"),
    ("container-title", "journal.name"),
    ("container-title", "journal.title"),
    ("container-title", "journal"),
    ("container-title", "booktitle"),
    ("container-title-short", "journal.shortcode"),
    ("collection-title", "series"),
    ("volume", "volume"),
    ("volume", "journal.volume"),
    ("issue", "issue"),
    ("issue", "journal.issue"),
    ("issue", "journal.number"),
    ("number", "number"),
    ("page", "pages"),
    ("page", "journal.pages"),
    ("edition", "edition"),
    ("chapter-number", "chapter"),
    ("publisher", "publisher.name"),
    ("publisher", "publisher"),
    ("publisher", "school"),
    ("publisher", "institution"),
    ("publisher-place", "address"),
    ("license", "license.0.type"),
    ("note", "note"),
    ("annote", "annote"),
    ("abstract", "abstract"),
    ("genre", "genre"),
    ("language", "language"),
    ("DOI", "doi"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("URL", "url"),
)
"""CSL variable and where it is; of several places the first that has it counts, and the first is written."""
_IDENTIFIERS = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "eissn": "ISSN",
    "pissn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}
_FURTHER = {"arxiv": Scheme.ARXIV, "handle": Scheme.HANDLE}
_USED = frozenset(path.split(".")[0] for _, path in FIELDS) | frozenset(
    "type csltype author editor translator year month day date identifier link keywords keyword _id id cid "
    "citekey".split()
)


def loads(text: str, file: str | None = None) -> Library:
    """Read a collection (``records``), a list of records, one record, or one a line.

    Raises:
        InvalidValueError: if it is no JSON, with line and column, or none of these.

    >>> loads('{"records": [{"type": "book", "title": "Bogs", "author": [{"name": "Doe, J."}]}]}').works[0].title
    'Bogs'
    """
    return library_of(text, SOURCE, file)


def dumps(library: Library | Iterable[Work]) -> str:
    """Write works as a collection."""
    collection = {"metadata": {"format": "bibjson"}, "records": [_record(work) for work in library]}
    return json.dumps(collection, ensure_ascii=not _is_utf8(collection), indent=2) + "\n"


def _is_utf8(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return False
    return True


def _draft(record: dict[str, Any]) -> Draft:
    said, exact = text_at(record, "type"), text_at(record, "csltype")
    draft = Draft("bibjson-", exact if exact in CSL_TYPES else read_type(said, "bibtex") or "document")
    draft.key = next((text for name in ("citekey", "cid", "_id", "id") if (text := text_at(record, name))), "")
    for variable, path in FIELDS:
        if variable not in draft.texts:
            draft.add(variable, text_at(record, path), path)
    for role in (Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR):
        found = value_at(record, role.value)
        for each in found if isinstance(found, list) else [found]:
            agent = _agent(each)
            if agent is not None:
                draft.person(role, agent)
    _date(draft, record)
    for word in (*texts_at(record, "keywords"), *texts_at(record, "keyword")):
        draft.add("keyword", word)
    for each in (*objects_at(record, "identifier"), *objects_at(record, "journal.identifier")):
        _identifier(draft, each)
    for each in objects_at(record, "link"):
        draft.add("URL", text_at(each, "url") or text_at(each, "href"), "link", 1)
    keep_rest(draft, record, _USED)
    if said and draft.type == "document" and said.casefold() not in {"misc", "document"}:
        draft.keep("type", said)
    return draft


def _date(draft: Draft, record: dict[str, Any]) -> None:
    year, month, day = (text_at(record, name) for name in ("year", "month", "day"))
    draft.add("issued", text_at(record, "date"), "date")
    if year and "issued" not in draft.texts:
        date = parse_date("-".join(part for part in (year, month, day) if part)) or parse_date(f"{day} {month} {year}")
        draft.add("issued", dump_edtf(date) if date else year, "year")


def _agent(each: Any) -> Agent | None:
    if isinstance(each, str) and each.strip():
        return read_inverted(each) if "," in each else read_natural(each)
    name = text_at(each, "name")
    family, given = text_at(each, "lastname"), text_at(each, "firstname")
    if family or given:
        suffix, particle = text_at(each, "suffix") or None, text_at(each, "particle") or None
        return Name(family=family or None, given=given or None, suffix=suffix, non_dropping_particle=particle)
    if not name:
        return None
    if text_at(each, "kind") == "organization":
        return Organization(name=name)
    return read_inverted(name) if "," in name else read_natural(name)


def _identifier(draft: Draft, each: dict[str, Any]) -> None:
    kind, text = text_at(each, "type").lower(), text_at(each, "id")
    if kind in _IDENTIFIERS:
        draft.add(_IDENTIFIERS[kind], text, "identifier")
    elif kind in _FURTHER:
        draft.identifier(_FURTHER[kind], text, "identifier")
    elif text:
        draft.keep("identifier", each)


def _record(work: Work) -> dict[str, Any]:
    record: dict[str, Any] = {"citekey": work.key, "type": write_type(work.type, "bibtex")}
    if read_type(record["type"], "bibtex") != work.type:
        record["csltype"] = work.type
    for role in (Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR):
        people = [_written(each.agent) for each in work.by_role(role)]
        if people:
            record[role.value] = people
    for variable, value in facts(work):
        _write(record, work, variable, value)
    for each in work.identifiers:
        if each.scheme in _FURTHER.values():
            record.setdefault("identifier", []).append({"type": each.scheme.value, "id": each.value})
    _add_extra(record, work)
    return record


def _write(record: dict[str, Any], work: Work, variable: str, value: str | Date) -> None:
    if isinstance(value, Date):
        if variable == "issued":
            record |= {"year": str(value.year)} if value.year is not None else {}
            record["date"] = dump_edtf(value) or value.literal
    elif variable in _IDENTIFIERS.values():
        kind = next(kind for kind, name in _IDENTIFIERS.items() if name == variable)
        record.setdefault("identifier", []).append({"type": kind, "id": value})
    elif variable in _SPECIAL:
        name, make = _SPECIAL[variable]
        record[name] = make(work, value)
    elif variable in _PLACES:
        path = _PLACES[variable]
        if variable == "container-title" and not work.type.startswith("article"):
            path = "booktitle"
        name, _, inner = path.partition(".")
        if inner:
            record.setdefault(name, {})[inner] = value
        else:
            record[name] = value


_SPECIAL: dict[str, tuple[str, Callable[[Work, str], Any]]] = {
    "keyword": ("keywords", lambda work, _: list(work.keywords)),
    "license": ("license", lambda _, text: [{"type": text}]),
    "URL": ("link", lambda _, text: [{"url": text}]),
}
_PLACES = dict(reversed(FIELDS))


def _add_extra(record: dict[str, Any], work: Work) -> None:
    """Put back what a reader of this format kept."""
    for name, value in work.extra.items():
        bare = name.removeprefix("bibjson-")
        if bare == name:
            continue
        if bare == "identifier":
            record.setdefault("identifier", []).extend(value if isinstance(value, list) else [value])
        elif bare == "type" or bare not in _USED:
            record[bare] = value


def _written(agent: Agent) -> dict[str, str]:
    if isinstance(agent, Organization):
        return {"name": agent.name, "kind": "organization"}
    if agent.literal and not agent.family:
        return {"name": agent.literal, "kind": "organization"}
    given = " ".join(part for part in (agent.given, agent.dropping_particle) if part)
    parts = {"name": agent.inverted, "lastname": agent.family, "firstname": given, "suffix": agent.suffix}
    return {name: part for name, part in (parts | {"particle": agent.non_dropping_particle}).items() if part}


SOURCE = JsonFormat("BibJSON", _draft, frozenset("title author identifier type".split()), ("records",))
