"""CITATION.cff: the Citation File Format 1.2.0 of software and datasets, with their references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from refgraph.errors import InvalidValueError
from refgraph.formats.records import Draft, Entry, collect, facts
from refgraph.formats.records.library import finding
from refgraph.formats.records.objects import (
    YamlText,
    dump_yaml,
    keep_rest,
    objects_at,
    parse_yaml,
    text_at,
    texts_at,
    value_at,
)
from refgraph.formats.records.rest import keep_unsaid, leaves_of
from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date
from refgraph.model.edtf import dump_edtf
from refgraph.model.identifiers import parse_identifier
from refgraph.model.library import Library
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.schemes import Scheme, is_valid
from refgraph.model.work import Work

TYPES = (
    ("article-journal", "article"),
    ("article-magazine", "magazine-article"),
    ("article-newspaper", "newspaper-article"),
    ("bill", "bill"),
    ("book", "book"),
    ("collection", "proceedings"),
    ("dataset", "data database dataset"),
    ("document", "generic"),
    ("entry-dictionary", "dictionary"),
    ("entry-encyclopedia", "encyclopedia"),
    ("graphic", "art"),
    ("hearing", "hearing"),
    ("interview", "interview"),
    ("legal_case", "legal-case"),
    ("legislation", "statute"),
    ("manuscript", "unpublished"),
    ("map", "map"),
    ("motion_picture", "film-broadcast video audiovisual multimedia"),
    ("pamphlet", "pamphlet"),
    ("paper-conference", "conference-paper conference"),
    ("patent", "patent"),
    ("periodical", "serial"),
    ("personal_communication", "personal-communication"),
    ("post-weblog", "blog"),
    ("regulation", "legal-rule government-document"),
    ("report", "report"),
    ("software", "software software-code software-container software-executable software-virtual-machine"),
    ("song", "sound-recording music"),
    ("speech", "slides"),
    ("standard", "standard"),
    ("thesis", "thesis"),
    ("webpage", "website"),
)
FIELDS = (
    ("title", "title"),
    ("DOI", "doi"),
    ("URL", "url"),
    ("version", "version"),
    ("abstract", "abstract"),
    ("container-title", "collection-title"),
    ("container-title-short", "abbreviation"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("number", "number"),
    ("edition", "edition"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("PMCID", "pmcid"),
    ("number-of-pages", "pages"),
    ("number-of-volumes", "number-volumes"),
    ("volume-title", "volume-title"),
    ("section", "section"),
    ("status", "status"),
    ("medium", "medium"),
    ("genre", "thesis-type"),
    ("note", "notes"),
    ("event-title", "conference.name"),
    ("event-place", "location.name"),
    ("publisher", "publisher.name"),
    ("publisher-place", "publisher.city"),
    ("archive", "database"),
    ("call-number", "loc-start"),
)
"""CSL variable and where it is; articles have their journal in ``journal``."""
_ARTICLES = {"article-journal", "article-magazine", "article-newspaper"}
_ROLES = (
    ("author", "authors"),
    ("editor", "editors"),
    ("translator", "translators"),
    ("collection-editor", "editors-series"),
    ("recipient", "recipients"),
    ("contributor", "contact"),
)
_DATES = (
    ("issued", "date-published"),
    ("issued", "date-released"),
    ("issued", "issue-date"),
    ("accessed", "date-accessed"),
)
_OWN = frozenset(
    {"cff-version", "message", "type", "references", "preferred-citation", "keywords", "license", "languages"}
)
_USED = (
    _OWN
    | {path.split(".")[0] for _, path in (*FIELDS, *_ROLES, *_DATES)}
    | {"journal", "year", "month", "start", "end", "identifiers", "repository-code", "repository", "institution"}
)
_KEPT = frozenset({"repository", "repository-code"})
_MESSAGE = "If you use this work, please cite it as below."
_ONLY_REFERENCES = "This file lists references only."
"""Message of a file without a software or dataset of its own."""


_RECORDS = ("references/", "preferred-citation/", "identifiers/type")


def loads(text: str, file: str | None = None) -> Library:
    r"""Read a CITATION.cff: the work itself, its preferred citation, and its references, in this order.

    Raises:
        InvalidValueError: if it is no YAML, with line and column, or no mapping.

    >>> text = "cff-version: 1.2.0\nmessage: Cite it.\ntitle: bogtools\nauthors:\n- family-names: Doe\nversion: 1.10\n"
    >>> loads(text).works[0].version
    '1.10'
    """
    parsed = parse_yaml(text, "CITATION.cff")
    if parsed.value is None:
        return Library()
    if not isinstance(parsed.value, dict):
        raise InvalidValueError("YAML, but no CITATION.cff", text=text[:80], hint="expected cff-version: 1.2.0")
    return collect(_entries(parsed, file), file)


def dumps(library: Library | Iterable[Work]) -> str:
    """Write works as a CITATION.cff: the first software or dataset is the file's own work, the rest are references."""
    works = list(library)
    own = next((work for work in works if work.type in {"software", "dataset"}), None)
    root: dict[str, Any] = {"cff-version": "1.2.0"}
    if own is None:
        root |= {"message": _ONLY_REFERENCES, "title": "References", "authors": [{"name": "unknown"}]}
    else:
        root |= {"message": own.extra.get("cff-message", _MESSAGE), **_record(own, root=True)}
    references = [_record(work, root=False) for work in works if work is not own]
    if references:
        root["references"] = references
    return dump_yaml(root)


def _entries(parsed: YamlText, file: str | None) -> Iterator[Entry]:
    data = parsed.value
    message = text_at(data, "message")
    if message != _ONLY_REFERENCES:
        draft = _draft(data, "software")
        if message and message != _MESSAGE:
            draft.keep("message", message)
        yield Entry(draft.work())
    preferred = value_at(data, "preferred-citation")
    if isinstance(preferred, dict):
        yield Entry(_draft(preferred, "document").work())
    references = value_at(data, "references")
    for place, each in enumerate(references if isinstance(references, list) else []):
        if isinstance(each, dict):
            yield Entry(_draft(each, "document").work())
        else:
            message = f"reference {place} is no mapping and was left out"
            line = parsed.line("references", place)
            yield Entry(None, (finding("unparsable-block", message, file, line=line, value=str(each)[:200]),))


def _draft(record: dict[str, Any], default: str) -> Draft:
    said = text_at(record, "type")
    kind = next((csl for csl, words in TYPES if said in words.split()), default)
    draft = Draft("cff-", kind)
    if text_at(record, "collection-title") and kind == "book" and text_at(record, "start"):
        draft.type = "chapter"
    for variable, path in FIELDS:
        draft.add(variable, text_at(record, path), path)
    draft.add("container-title", text_at(record, "journal"), "journal", -1)
    for role, path in _ROLES:
        for each in objects_at(record, path):
            _person(draft, Role(role), each)
    if draft.type == "thesis":
        draft.add("publisher", text_at(record, "institution.name"), "institution")
    for word in texts_at(record, "keywords"):
        draft.add("keyword", word)
    draft.add("license", " OR ".join(texts_at(record, "license")))
    for language in texts_at(record, "languages"):
        draft.add("language", language)
    _numbers(draft, record)
    draft.key = text_at(record, "label")
    keep_rest(draft, record, _USED | {"label"})
    inside = (each for each in leaves_of(record) if "/" in each[0] and not each[0].startswith(_RECORDS))
    keep_unsaid(draft, [*inside, *_odd_type(said)])
    return draft


def _odd_type(said: str) -> list[tuple[str, str]]:
    """Return a type that the schema does not have."""
    return [("odd/type", said)] if said and not any(said in words.split() for _, words in TYPES) else []


def _numbers(draft: Draft, record: dict[str, Any]) -> None:
    """Take dates, pages, addresses and identifiers."""
    for variable, path in _DATES:
        if variable not in draft.texts:
            draft.add(variable, text_at(record, path), path)
    if "issued" not in draft.texts:
        year, month = text_at(record, "year"), text_at(record, "month")
        draft.add("issued", f"{year}-{int(month):02}" if year and month.isdigit() and len(year) == 4 else year, "year")
    pages = [text for name in ("start", "end") if (text := text_at(record, name))]
    draft.add("page", "-".join(pages), "start")
    for path in ("repository-code", "repository"):
        text = text_at(record, path)
        if text and "URL" not in draft.texts:
            draft.add("URL", text, path)
        elif text:
            draft.keep(path, text)
    for each in objects_at(record, "identifiers"):
        kind, text = text_at(each, "type"), text_at(each, "value")
        if kind == "doi" and "DOI" not in draft.texts:
            draft.add("DOI", text)
        elif kind == "doi" and is_valid(text, Scheme.DOI):
            draft.identifier(Scheme.DOI, text, "identifiers")
        else:
            draft.keep("identifiers", each)


def _person(draft: Draft, role: Role, each: dict[str, Any]) -> None:
    name = text_at(each, "name")
    agent: Agent = Organization(name=name)
    if not name:
        parts = {part: text_at(each, key) or None for part, key in _NAME_PARTS}
        agent = Name(**parts)
        if not any(parts.values()):
            alias = text_at(each, "alias")
            if not alias:
                return
            agent = Name(literal=alias)
    orcid = text_at(each, "orcid")
    draft.contributors.append(
        Contributor(
            agent=agent,
            role=role,
            identifiers=(parse_identifier(orcid, Scheme.ORCID),) if is_valid(orcid, Scheme.ORCID) else (),
            affiliations=tuple(texts_at(each, "affiliation")),
        )
    )


_NAME_PARTS = (
    ("family", "family-names"),
    ("given", "given-names"),
    ("non_dropping_particle", "name-particle"),
    ("suffix", "name-suffix"),
)


def _record(work: Work, *, root: bool) -> dict[str, Any]:
    """Return one work as the file has it; ``title`` and ``authors`` are always there, as the schema demands."""
    word = next((words.split()[0] for csl, words in TYPES if csl == work.type), "generic")
    if work.type == "chapter" and (work.container_title or work.collection_title) and work.page:
        word = "book"  # with a collection and pages it is read as a part of it
    record: dict[str, Any] = {"type": "dataset" if root and work.type == "dataset" else word}
    if not root:
        record["label"] = work.key
    record["title"] = work.title or ""
    record["authors"] = [_written(each) for each in work.authors] or ([{"name": "unknown"}] if root else [])
    for variable, value in facts(work):
        _write(record, work, variable, value, root=root)
    for role, name in _ROLES[1:]:
        people = [_written(each) for each in work.by_role(role)]
        if people:
            record[name] = people
    dois = [each.value for each in work.identifiers if each.scheme is Scheme.DOI]
    if dois:
        record["identifiers"] = [{"type": "doi", "value": each} for each in dois]
    _add_extra(record, work)
    return record


def _add_extra(record: dict[str, Any], work: Work) -> None:
    """Put back what a reader of this format kept."""
    for name, value in work.extra.items():
        bare = name.removeprefix("cff-")
        if name == bare:
            continue
        if bare == "identifiers":
            record["identifiers"] = record.get("identifiers", []) + (value if isinstance(value, list) else [value])
        elif "/" not in bare and (bare not in _USED or bare in _KEPT):
            record.setdefault(bare, value)


def _write(record: dict[str, Any], work: Work, variable: str, value: str | Date, *, root: bool) -> None:
    path = next((path for name, path in FIELDS if name == variable), "")
    if isinstance(value, Date):
        _write_date(record, variable, value, root=root)
    elif variable == "keyword":
        record["keywords"] = list(work.keywords)
    elif variable in {"license", "language"}:
        record["license" if variable == "license" else "languages"] = (
            value if variable == "license" else value.split(", ")
        )
    elif variable == "page" and "-" in value.replace("–", "-"):
        record["start"], _, record["end"] = value.replace("–", "-").partition("-")
    elif variable == "page":
        record["start"] = value
    elif variable == "container-title" and work.type in _ARTICLES:
        record["journal"] = value
    elif variable == "publisher" and work.type == "thesis":
        record["institution"] = {"name": value}
    elif path:
        name, _, inner = path.partition(".")
        if inner:
            record.setdefault(name, {} if inner == "name" else {"name": ""})[inner] = value
        else:
            record[name] = value


def _write_date(record: dict[str, Any], variable: str, date: Date, *, root: bool) -> None:
    text = dump_edtf(date)
    if variable == "accessed":
        record["date-accessed"] = text or date.literal
    elif variable != "issued":
        return
    elif len(text) == 10 and text.count("-") == 2:
        record["date-released" if root else "date-published"] = text
    elif text.isdigit() and not root:
        record["year"] = int(text)
    else:
        record["issue-date"] = date.literal or text


def _written(contributor: Contributor) -> dict[str, Any]:
    agent = contributor.agent
    if isinstance(agent, Organization):
        written: dict[str, Any] = {"name": agent.name}
    elif agent.literal and not agent.family:
        written = {"alias": agent.literal}
    else:
        given = " ".join(part for part in (agent.given, agent.dropping_particle) if part)
        parts = {"family": agent.family, "given": given, "non_dropping_particle": agent.non_dropping_particle}
        values = {**parts, "suffix": agent.suffix}
        written = {key: values[part] for part, key in _NAME_PARTS if values[part]}
    if contributor.affiliations:
        written["affiliation"] = "; ".join(contributor.affiliations)
    orcid = next((each.value for each in contributor.identifiers if each.scheme is Scheme.ORCID), None)
    return written | ({"orcid": f"https://orcid.org/{orcid}"} if orcid else {})
