"""Hayagriva YAML, the bibliographies of Typst (typst/hayagriva, docs/file-format.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from refgraph.errors import InvalidValueError
from refgraph.formats.records import Draft, Entry, collect, facts
from refgraph.formats.records.library import finding
from refgraph.formats.records.names import read_inverted
from refgraph.formats.records.objects import YamlText, dump_yaml, keep_rest, parse_yaml, text_at, texts_at, value_at
from refgraph.model.contributor import Role
from refgraph.model.dates import Date
from refgraph.model.edtf import dump_edtf
from refgraph.model.library import Library
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.schemes import Scheme
from refgraph.model.work import Work

TYPES = (
    ("article-journal", "article periodical"),
    ("article-newspaper", "article newspaper"),
    ("paper-conference", "article proceedings"),
    ("paper-conference", "article conference"),
    ("post-weblog", "article blog"),
    ("article-magazine", "article web"),
    ("chapter", "chapter book"),
    ("chapter", "anthos anthology"),
    ("chapter", "chapter"),
    ("chapter", "anthos"),
    ("entry-encyclopedia", "entry reference"),
    ("entry", "entry"),
    ("post", "post thread"),
    ("post", "thread"),
    ("post-weblog", "post blog"),
    ("post", "post"),
    ("article", "article"),
    ("book", "book"),
    ("collection", "anthology"),
    ("book", "proceedings"),
    ("periodical", "periodical"),
    ("post-weblog", "blog"),
    ("report", "report"),
    ("thesis", "thesis"),
    ("webpage", "web"),
    ("graphic", "artwork"),
    ("patent", "patent"),
    ("legal_case", "case"),
    ("legislation", "legislation"),
    ("manuscript", "manuscript"),
    ("motion_picture", "video"),
    ("song", "audio"),
    ("software", "repository"),
    ("performance", "performance"),
    ("event", "conference"),
    ("event", "exhibition"),
    ("document", "misc"),
)
"""CSL type -> type of the entry, and of its parent; the first of a CSL type is written."""
_TYPE_OF = {words: csl for csl, words in reversed(TYPES)}
_WORDS_OF = dict(reversed(TYPES))
FIELDS = (
    ("abstract", "abstract"),
    ("genre", "genre"),
    ("call-number", "call-number"),
    ("event-place", "location"),
    ("authority", "organization"),
    ("issue", "issue"),
    ("volume", "volume"),
    ("number-of-volumes", "volume-total"),
    ("chapter-number", "chapter"),
    ("edition", "edition"),
    ("page", "page-range"),
    ("number-of-pages", "page-total"),
    ("dimensions", "runtime"),
    ("language", "language"),
    ("archive", "archive"),
    ("archive_location", "archive-location"),
    ("note", "note"),
)
_OF_PARENT = ("volume", "issue", "edition", "event-place", "authority")
_NUMBERS = (
    ("DOI", "doi"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("number", "serial"),
)
_ROLES = {
    "translator": "translator",
    "afterword": "contributor",
    "foreword": "contributor",
    "introduction": "contributor",
    "annotator": "contributor",
    "commentator": "contributor",
    "holder": "contributor",
    "compiler": "compiler",
    "founder": "contributor",
    "collaborator": "contributor",
    "organizer": "organizer",
    "cast-member": "performer",
    "composer": "composer",
    "producer": "producer",
    "executive-producer": "executive-producer",
    "writer": "script-writer",
    "cinematography": "contributor",
    "director": "director",
    "illustrator": "illustrator",
    "narrator": "narrator",
}
_USED = frozenset(path for _, path in FIELDS) | {
    *("type", "title", "author", "editor", "date", "parent", "affiliated", "publisher", "url", "serial-number"),
}


def loads(text: str, file: str | None = None) -> Library:
    r"""Read a Hayagriva bibliography: a mapping of keys to entries; parents become container and series.

    Raises:
        InvalidValueError: if it is no YAML, with line and column, or no mapping of entries.

    >>> text = "bogs:\n  type: article\n  title: On bogs\n  parent:\n    type: periodical\n    title: Fens\n"
    >>> loads(text)["bogs"].container_title
    'Fens'
    """
    parsed = parse_yaml(text, "Hayagriva YAML")
    if parsed.value is None:
        return Library()
    if not isinstance(parsed.value, dict):
        raise InvalidValueError("YAML, but no Hayagriva bibliography", text=text[:80], hint="expected key: {type: ...}")
    return collect(_entries(parsed, file), file)


def dumps(library: Library | Iterable[Work]) -> str:
    """Write works as a Hayagriva bibliography."""
    entries = {work.key: _entry(work) for work in library}
    return dump_yaml(entries) if entries else ""


def _entries(parsed: YamlText, file: str | None) -> Iterator[Entry]:
    for key, value in parsed.value.items():
        if not isinstance(value, dict):
            message = f"entry {str(key)!r} is no mapping and was left out"
            line = parsed.line(key)
            yield Entry(None, (finding("unparsable-block", message, file, line=line, value=str(value)[:200]),))
            continue
        draft, problem = _draft(value)
        draft.key = str(key)
        work = draft.work()
        if problem:
            line = parsed.line(key)
            yield Entry(work, (finding("unknown-type", problem, file, line=line, key=str(key), field="type"),))
        else:
            yield Entry(work)


def _draft(entry: dict[str, Any]) -> tuple[Draft, str | None]:
    parents = [each for each in _listed(entry.get("parent")) if isinstance(each, dict)]
    parent = parents[0] if parents else {}
    said, above = text_at(entry, "type").lower(), text_at(parent, "type").lower()
    kind = _TYPE_OF.get(f"{said} {above}".strip()) or _TYPE_OF.get(said)
    if kind == "article" and parent:
        kind = "article-journal"
    draft = Draft("hayagriva-", kind or "document")
    draft.add("title", _formatted(entry.get("title")))
    draft.add("title-short", text_at(entry, "title.short"))
    for variable, path in FIELDS:
        draft.add(variable, _formatted(entry.get(path)), path)
    _people(draft, entry)
    _address(draft, entry)
    above_it = [_formatted(each.get("title")) for each in _ancestors(parent)]
    if above_it:
        series = kind in {"book", "report", "thesis"}
        draft.add("collection-title" if series else "container-title", above_it[0], "parent")
        draft.add("collection-title", ": ".join(each for each in above_it[1:] if each), "parent")
        draft.add("container-title-short", text_at(parent, "title.short"))
        _inherit(draft, parent, "collection-number" if series else "volume")
    for each in parents[1:]:
        draft.keep("parent", each)
    keep_rest(draft, entry, _USED)
    return draft, None if kind or not said else f"{said!r} is no type of Hayagriva; it is read as a document"


def _ancestors(parent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for _ in range(3):
        if not parent:
            return
        yield parent
        above = _listed(parent.get("parent"))
        parent = above[0] if above and isinstance(above[0], dict) else {}


def _inherit(draft: Draft, parent: dict[str, Any], volume: str) -> None:
    """Take from the parent what the entry does not say itself."""
    for variable in _OF_PARENT:
        path = next(path for name, path in FIELDS if name == variable)
        target = volume if variable == "volume" else variable
        if target not in draft.texts:
            draft.add(target, _formatted(parent.get(path)), path)
    had = {variable for variable, _ in _NUMBERS} & draft.texts.keys()
    for variable, path in _NUMBERS[1:3]:
        if variable not in had:
            draft.add(variable, text_at(parent, f"serial-number.{path}"), path)
    if "publisher" not in draft.texts:
        _publisher(draft, parent)
    if "issued" not in draft.texts:
        draft.add("issued", text_at(parent, "date"), "date")
    for name in _listed(parent.get("editor")):
        draft.contributors += [each for each in _contributors(name, Role.EDITOR) if each not in draft.contributors]
    for name in _listed(parent.get("author")):
        draft.contributors += _contributors(name, Role.CONTAINER_AUTHOR)


def _people(draft: Draft, entry: dict[str, Any]) -> None:
    for name, role in (("author", Role.AUTHOR), ("editor", Role.EDITOR)):
        for each in _listed(entry.get(name)):
            draft.contributors += _contributors(each, role)
    for group in _listed(entry.get("affiliated")):
        role = Role(_ROLES.get(text_at(group, "role"), "contributor"))
        for each in _listed(value_at(group, "names")):
            draft.contributors += _contributors(each, role)


def _contributors(value: Any, role: Role) -> list[Any]:
    agent = _agent(value)
    draft = Draft("", "document")
    if agent is not None:
        draft.person(role, agent)
    return draft.contributors


def _agent(value: Any) -> Agent | None:
    if isinstance(value, str) and value.strip():
        return read_inverted(value)
    if not isinstance(value, dict) or not text_at(value, "name"):
        return None
    given = text_at(value, "given-name")
    prefix, suffix = text_at(value, "prefix") or None, text_at(value, "suffix") or None
    if not given and not prefix and not suffix:
        return Organization(name=text_at(value, "name"))
    return Name(family=text_at(value, "name"), given=given or None, non_dropping_particle=prefix, suffix=suffix)


def _address(draft: Draft, entry: dict[str, Any]) -> None:
    """Take publisher, address on the web, date and numbers."""
    _publisher(draft, entry)
    draft.add("issued", text_at(entry, "date"), "date")
    url = entry.get("url")
    draft.add("URL", text_at(url, "value") if isinstance(url, dict) else text_at(entry, "url"), "url")
    draft.add("accessed", text_at(url, "date"), "url")
    serial = entry.get("serial-number")
    if not isinstance(serial, dict):
        draft.add("number", text_at(entry, "serial-number"), "serial-number")
        return
    for variable, path in _NUMBERS:
        draft.add(variable, text_at(serial, path), path)
    if text_at(serial, "arxiv"):
        draft.identifier(Scheme.ARXIV, text_at(serial, "arxiv"), "serial-number")


def _publisher(draft: Draft, entry: dict[str, Any]) -> None:
    publisher = entry.get("publisher")
    name = _formatted(publisher.get("name")) if isinstance(publisher, dict) else _formatted(publisher)
    draft.add("publisher", name, "publisher")
    if isinstance(publisher, dict):
        draft.add("publisher-place", _formatted(publisher.get("location")), "publisher")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _formatted(value: Any) -> str:
    """Return a text that may be an object with ``value``, its short form and its language aside."""
    if isinstance(value, list):
        return ", ".join(texts_at({"it": value}, "it"))
    return text_at(value, "value") if isinstance(value, dict) else text_at({"it": value}, "it")


def _entry(work: Work) -> dict[str, Any]:
    """Return one work as an entry; container and series become parents."""
    words = _WORDS_OF.get(work.type, "misc").split()
    entry: dict[str, Any] = {"type": words[0]}
    parent: dict[str, Any] = {"type": words[1]} if len(words) > 1 else {}
    values = dict(facts(work))
    titles = {"value": values.pop("title", ""), "short": values.pop("title-short", "")}
    if any(titles.values()):
        entry["title"] = titles if titles["short"] else titles["value"]
    _write_people(entry, work)
    for variable, value in values.items():
        if isinstance(value, Date):
            _write_date(entry, variable, value)
    _write_parent(entry, parent, values, work.type)
    for variable, path in FIELDS:
        found = values.get(variable)
        if isinstance(found, str):
            (parent if parent and variable in {"volume", "issue"} else entry)[path] = found
    _write_numbers(entry, values, work)
    entry |= {
        name.removeprefix("hayagriva-"): value
        for name, value in work.extra.items()
        if name.startswith("hayagriva-") and name.removeprefix("hayagriva-") not in _USED
    }
    return entry


def _write_parent(entry: dict[str, Any], parent: dict[str, Any], values: dict[str, Any], csl: str) -> None:
    container, series = values.get("container-title"), values.get("collection-title")
    own_series = csl in {"book", "report", "thesis"}
    if own_series:
        container, series = series, None
    if container or parent:
        if container:
            short = values.get("container-title-short")
            parent["title"] = {"value": container, "short": short} if short and not own_series else container
        parent.setdefault("type", "anthology" if own_series else "misc")
        if own_series and values.get("collection-number"):
            parent["volume"] = values["collection-number"]
        if series and container:
            parent["parent"] = {"type": "anthology", "title": series}
        entry["parent"] = parent


def _write_numbers(entry: dict[str, Any], values: dict[str, Any], work: Work) -> None:
    place, name = values.get("publisher-place"), values.get("publisher")
    if place:
        entry["publisher"] = {"name": name, "location": place} if name else {"location": place}
    elif name:
        entry["publisher"] = name
    if work.url and work.accessed and dump_edtf(work.accessed):
        entry["url"] = {"value": work.url, "date": dump_edtf(work.accessed)}
    elif work.url:
        entry["url"] = work.url
    serial = {path: values[variable] for variable, path in _NUMBERS if variable in values}
    preprint = next((each.value for each in work.identifiers if each.scheme is Scheme.ARXIV), None)
    if preprint:
        serial["arxiv"] = preprint
    if serial:
        entry["serial-number"] = serial


def _write_date(entry: dict[str, Any], variable: str, date: Date) -> None:
    text = dump_edtf(date)
    if variable == "issued" and text:
        entry["date"] = text


def _write_people(entry: dict[str, Any], work: Work) -> None:
    wanted = {"author": "author", "editor": "editor"}
    groups: dict[str, list[Any]] = {}
    words = {role: word for word, role in reversed(_ROLES.items())}
    for each in work.contributors:
        role = each.role.value
        if role in wanted:
            entry.setdefault(role, []).append(_written(each.agent))
        elif role in words:
            groups.setdefault(words[role], []).append(_written(each.agent))
    if groups:
        entry["affiliated"] = [{"role": role, "names": names} for role, names in groups.items()]


def _written(agent: Agent) -> Any:
    if isinstance(agent, Organization):
        return {"name": agent.name}
    if agent.literal and not agent.family:
        return {"name": agent.literal}
    given = " ".join(part for part in (agent.given, agent.dropping_particle) if part)
    parts = {"name": agent.family or "", "given-name": given}
    parts |= {"prefix": agent.non_dropping_particle or "", "suffix": agent.suffix or ""}
    return {name: part for name, part in parts.items() if part}
