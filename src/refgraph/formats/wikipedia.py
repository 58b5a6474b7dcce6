"""Citation templates of Wikipedia (Help:Citation Style 1): ``{{cite journal |last1=...}}``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from refgraph.formats.records import Draft, Entry, Row, Table, collect, facts
from refgraph.formats.records.dates import is_plain, spelled
from refgraph.formats.records.library import finding
from refgraph.formats.records.names import read_inverted, read_natural
from refgraph.model.contributor import Role
from refgraph.model.dates import Date
from refgraph.model.edtf import dump_edtf
from refgraph.model.library import Library
from refgraph.model.names import Agent, Name, Organization
from refgraph.model.schemes import Scheme
from refgraph.model.work import Work
from refgraph.text.position import line_and_column

TYPES = (
    ("article-journal", "cite journal|cite paper"),
    ("article-magazine", "cite magazine"),
    ("article-newspaper", "cite news|cite newspaper"),
    ("book", "cite book"),
    ("chapter", "=cite book|cite contribution"),
    ("entry-encyclopedia", "cite encyclopedia|cite encyclopaedia"),
    ("entry-dictionary", "cite dictionary"),
    ("paper-conference", "cite conference"),
    ("thesis", "cite thesis|cite dissertation"),
    ("report", "cite report|cite techreport"),
    ("article", "cite arxiv|cite preprint|cite biorxiv|cite medrxiv|cite ssrn|cite citeseerx"),
    ("webpage", "cite web|cite website"),
    ("post-weblog", "cite blog"),
    ("post", "cite newsgroup|cite mailing list|cite tweet"),
    ("interview", "cite interview"),
    ("map", "cite map"),
    ("song", "cite av media notes"),
    ("motion_picture", "cite av media"),
    ("broadcast", "cite episode|cite podcast|cite serial"),
    ("speech", "cite speech"),
    ("software", "cite software"),
    ("dataset", "cite data"),
    ("patent", "cite patent"),
    ("document", "citation|cite document|cite press release|cite sign"),
)
_PARTS = "chapter"
ROWS = (
    Row("title", "chapter contribution entry article", _PARTS),
    Row("container-title", "title", _PARTS),
    Row("title", "title"),
    Row("title-short", "short-title"),
    Row("original-title", "script-title"),
    Row("container-title", "journal periodical", "article-journal"),
    Row("container-title", "magazine", "article-magazine"),
    Row("container-title", "newspaper", "article-newspaper"),
    Row("container-title", "website work journal", "webpage post-weblog"),
    Row("container-title", "encyclopedia encyclopaedia dictionary", "entry-encyclopedia entry-dictionary"),
    Row("container-title", "book-title", "paper-conference"),
    Row("event-title", "conference"),
    Row("container-title", "work journal magazine newspaper website periodical encyclopedia series", "document"),
    Row("container-title", "work journal magazine newspaper website periodical encyclopedia book-title"),
    Row("collection-title", "series"),
    Row("issued", "date year publication-date"),
    Row("original-date", "orig-date orig-year"),
    Row("accessed", "access-date accessdate"),
    Row("volume", "volume"),
    Row("issue", "issue number", "article-journal article-magazine article-newspaper"),
    Row("number", "number issue docket"),
    Row("page", "pages page at"),
    Row("edition", "edition"),
    Row("genre", "type degree"),
    Row("publisher", "publisher institution"),
    Row("publisher-place", "location place publication-place"),
    Row("DOI", "doi"),
    Row("PMID", "pmid"),
    Row("PMCID", "pmc"),
    Row("ISBN", "isbn"),
    Row("ISSN", "issn eissn"),
    Row("URL", "url chapter-url"),
    Row("language", "language lang"),
    Row("archive", "via"),
    Row("medium", "medium"),
    Row("scale", "scale"),
    Row("annote", "quote"),
)
TABLE = Table(TYPES, ROWS)
_ROLES = {"": Role.AUTHOR, "author": Role.AUTHOR, "editor": Role.EDITOR, "translator": Role.TRANSLATOR}
_ROLES |= {"interviewer": Role.INTERVIEWER, "contributor": Role.CONTRIBUTOR, "subject": Role.AUTHOR}
_NAME = re.compile(
    r"(?:(?P<role>author|editor|translator|interviewer|contributor|subject)(?P<n1>\d*)-?)?"
    r"(?P<part>last|first|surname|given|author|editor|translator|interviewer|contributor|subject|people|host)?(?P<n2>\d*)"
)
_OPENING = re.compile(r"\{\{\s*(?P<name>(?:cite\s+[a-z ]+|citation))\s*(?=\||\}\})", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"'''?|</?(?:i|b|nowiki)\s*/?>")
_SPECIAL = re.compile(r"[|{}\[\]]|''|<!--")


def loads(text: str, file: str | None = None) -> Library:
    """Read the citation templates in a wikitext; the text around them says nothing.

    >>> loads("{{cite journal |last1=Doe |first1=J. |title=On [[bog]]s |journal=Fens |date=3 May 2018}}").works[0].title
    'On bogs'
    """
    return collect(_entries(text, file), file)


def dumps(library: Library | Iterable[Work]) -> str:
    """Write works as citation templates, a list item each."""
    return "".join(f"* {_template(work)}\n" for work in library)


def _entries(text: str, file: str | None) -> Iterator[Entry]:
    text = _COMMENT.sub("", text)
    place = 0
    while found := _OPENING.search(text, place):
        body, place = _body(text, found.end())
        if body is None:
            line, _ = line_and_column(text, found.start())
            message = "the template has no end and was left out"
            yield Entry(
                None, (finding("unparsable-block", message, file, line=line, value=text[found.start() :][:200]),)
            )
            place = found.end()
            continue
        kind = " ".join(found["name"].lower().split())
        yield Entry(_read(kind, _parameters(body)).work())


def _body(text: str, start: int) -> tuple[str | None, int]:
    """Return what stands up to the end of a template, templates inside it skipped, and the place after it."""
    depth = 1
    for found in re.compile(r"\{\{|\}\}").finditer(text, start):
        depth += 1 if found[0] == "{{" else -1
        if depth == 0:
            return text[start : found.start()], found.end()
        if depth > 50:
            break
    return None, start


def _parameters(body: str) -> dict[str, str]:
    parts, depth, piece = [], 0, ""
    for found in re.finditer(r"\{\{|\}\}|\[\[|\]\]|\||[^{}\[\]|]+|[{}\[\]]", body):
        sign = found[0]
        depth += (sign in {"{{", "[["}) - (sign in {"}}", "]]"})
        if sign == "|" and depth <= 0:
            parts.append(piece)
            piece = ""
        else:
            piece += sign
    parameters = {}
    for part in (*parts, piece):
        name, equals, value = part.partition("=")
        if equals and value.strip():
            parameters[name.strip().lower().replace("_", "-")] = _plain(value)
    return parameters


def _plain(value: str) -> str:
    """Return the text of a value: links, bold and italics off, entities of the template's own signs resolved."""
    value = _MARKUP.sub("", _LINK.sub(r"\1", value))
    value = re.sub(r"\{\{\s*!\s*\}\}|&#124;", "|", value)
    for entity, sign in _ENTITIES:
        value = value.replace(entity, sign)
    return " ".join(value.split())


_ENTITIES = (
    ("&#123;", "{"),
    ("&#125;", "}"),
    ("&#91;", "["),
    ("&#93;", "]"),
    ("&#39;", "'"),
    ("&#60;", "<"),
    ("&ndash;", "–"),
    ("&nbsp;", " "),
    ("&amp;", "&"),
)


def _read(kind: str, parameters: dict[str, str]) -> Draft:
    csl = TABLE.read_type(kind) or "document"
    if csl == "book" and parameters.keys() & {"chapter", "contribution", "article"}:
        csl = "chapter"
    if csl == "document" and kind == "citation":
        csl = _guessed(parameters)
    draft = Draft("wikipedia-", csl, read_natural)
    names: dict[tuple[Role, int], dict[str, str]] = {}
    for name, value in parameters.items():
        found = _NAME.fullmatch(name)
        if found and (found["part"] or found["role"]):
            _name(names, found, value)
        elif name in {"vauthors", "veditors"}:
            for each in value.split(","):
                draft.person(Role.AUTHOR if name == "vauthors" else Role.EDITOR, each.strip())
        elif name in {"display-authors", "display-editors"} and value in {"etal", "et al."}:
            draft.truncated.append(Role.AUTHOR if name == "display-authors" else Role.EDITOR)
        elif name in {"eprint", "arxiv"}:
            draft.identifier(Scheme.ARXIV, value, name)
        elif name == "hdl":
            draft.identifier(Scheme.HANDLE, value, name)
        elif name in {"ref", "url-status", "name-list-style", "mode"}:
            continue
        else:
            variable, rank = TABLE.variable(name, csl) or ("", 0)
            draft.add(variable, f"PMC{value}" if name == "pmc" and value.isdigit() else value, name, rank)
    for (role, _), parts in sorted(names.items(), key=lambda each: each[0][1]):
        draft.person(role, _agent(parts))
    return draft


def _guessed(parameters: dict[str, str]) -> str:
    """Return the type of a template that does not say it, as the template itself guesses."""
    if parameters.keys() & {"journal", "periodical"}:
        return "article-journal"
    if "newspaper" in parameters:
        return "article-newspaper"
    if parameters.keys() & {"chapter", "contribution"}:
        return "chapter"
    return "book" if "isbn" in parameters else "webpage" if "website" in parameters else "document"


def _name(names: dict[tuple[Role, int], dict[str, str]], found: re.Match[str], value: str) -> None:
    part = found["part"] or ""
    word = found["role"] or (part if part in _ROLES else "")
    number = int(found["n1"] or found["n2"] or 1)
    role = _ROLES.get(word, Role.AUTHOR)
    key = {"last": "last", "surname": "last", "first": "first", "given": "first"}.get(part, "whole")
    names.setdefault((role, number), {})[key] = value


def _agent(parts: dict[str, str]) -> Agent | str:
    last, first = parts.get("last"), parts.get("first")
    if last and first:
        return read_inverted(f"{last.replace(',', '')}, {first}")
    whole = last or parts.get("whole") or first or ""
    return read_inverted(whole) if "," in whole else Organization(name=whole)


def _template(work: Work) -> str:
    csl = TABLE.type_back(work.type) if work.type != "chapter" else "chapter"
    parameters = list(_people(work))
    for variable, value in facts(work):
        word = TABLE.word(variable, csl)
        if word is None:
            continue
        text = _date(value) if isinstance(value, Date) else value
        if word == "pmc":
            text = text.removeprefix("PMC")
        elif word == "pages" and re.fullmatch(r"\w+", text):
            word = "page"
        parameters.append((word, text))
    schemes = {Scheme.ARXIV: "arxiv", Scheme.HANDLE: "hdl"}
    seen = set()
    for each in work.identifiers:
        word = schemes.get(each.scheme)
        if word and word not in seen:
            seen.add(word)
            parameters.append((word, each.value))
    for name, text in work.extra.items():
        if name.startswith("wikipedia-") and isinstance(text, str):
            parameters.append((name.removeprefix("wikipedia-"), text))
    fields = "".join(f" |{name}={_escaped(text)}" for name, text in parameters)
    return f"{{{{{TABLE.write_type(work.type)}{fields}}}}}"


def _people(work: Work) -> Iterator[tuple[str, str]]:
    prefixes = {
        Role.AUTHOR: "",
        Role.EDITOR: "editor-",
        Role.TRANSLATOR: "translator-",
        Role.INTERVIEWER: "interviewer-",
    }
    for role, prefix in prefixes.items():
        for number, each in enumerate(work.by_role(role), 1):
            agent = each.agent
            if isinstance(agent, Name) and agent.family:
                given = ", ".join(part for part in (agent.given, agent.suffix) if part)
                yield f"{prefix}last{number}", " ".join(p for p in (agent.non_dropping_particle, agent.family) if p)
                first = " ".join(part for part in (given, agent.dropping_particle) if part)
                if first:
                    yield f"{prefix}first{number}", first
            else:
                yield f"{prefix or 'author-'}last{number}" if prefix else f"author{number}", agent.text
        if role in work.truncated and role in {Role.AUTHOR, Role.EDITOR}:
            yield f"display-{role.value}s", "etal"


def _date(date: Date) -> str:
    if date.start is None:
        return date.literal or dump_edtf(date)
    return spelled(date, "dmy") if is_plain(date) or date.start.season else dump_edtf(date)


def _escaped(text: str) -> str:
    """Write the signs of wikitext as entities."""
    text = " ".join(text.split()).replace("|", "{{!}}") if not _SPECIAL.search(text.replace("|", "")) else text
    if not _SPECIAL.search(text.replace("{{!}}", "")):
        return text
    entities = {"|": "&#124;", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "'": "&#39;", "<": "&#60;"}
    return " ".join("".join(entities.get(sign, sign) for sign in text).split())
