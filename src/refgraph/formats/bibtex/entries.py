"""A work to the fields of an entry, each in the words of the dialect and, where it still holds, in its old spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from refgraph.formats.bibtex.dates import read_issued, write_date, write_issued
from refgraph.formats.bibtex.identifiers import write_eprint, write_verbatim
from refgraph.formats.bibtex.names import Dialect, write_names
from refgraph.formats.bibtex.roles import (
    DEFAULT_GENRES,
    PRINTED_GENRES,
    STANDARD_TYPES,
    csl_type,
    entry_type,
    field_name,
    preference,
    subtype_name,
    variable_of,
)
from refgraph.formats.bibtex.works import EXTRA, denotes, join_titles, read_text, shown_in_misc
from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date
from refgraph.model.identifiers import Identifier
from refgraph.model.names import Organization
from refgraph.model.vocabulary import CSL_VARIABLES, write_variable
from refgraph.model.work import ATTRIBUTES, Work
from refgraph.text.latex import commands_beyond, markup_to_latex, plain_markup, unicode_to_latex

SPELLING = "bibtex"
"""Under this name ``Work.as_written`` holds the spelling of an entry's fields, and under "@" its type."""

_ORDER = (
    "author shortauthor editor shorteditor translator title subtitle booktitle booksubtitle journal journaltitle "
    "journalsubtitle eventtitle venue series volume number issue volumes part chapter eid pages pagetotal edition "
    "version type howpublished publisher institution school organization address location year month day date "
    "pubstate origdate doi eprint archiveprefix eprinttype primaryclass eprintclass isbn issn pmid pmcid url "
    "urldate language keywords abstract note annote"
).split()
_RANK = {name: place for place, name in enumerate(_ORDER)}
_VARIABLE_RANK = {name: place for place, name in enumerate(CSL_VARIABLES)}
_LAST = ("entrysubtype", "identifiers", "crossref")
_ISSUED = frozenset({"year", "month", "day", "date"})
_TWINS = {
    "journal": "journaltitle",
    "journaltitle": "journal",
    "address": "location",
    "location": "address",
    "school": "institution",
    "annote": "annotation",
    "annotation": "annote",
    "language": "langid",
}
_SUBTITLES = (("title", "subtitle"), ("booktitle", "booksubtitle"), ("journaltitle", "journalsubtitle"))
_NAME = re.compile(r"[^\s\"#%'(),={}@\\0-9][^\s\"#%'(),={}@\\]*")
_BRACE = re.compile(r"[{}]")
_VERBATIM = frozenset({"url", "doi", "eprint", "file", "pdf", "pmid", "pmcid"})
_PRINTABLE = "".join(map(chr, range(33, 127)))


class Entry(NamedTuple):
    """An entry to be written: its type and its LaTeX values by field name, in order."""

    type: str
    fields: Mapping[str, str]


def write_entry(
    work: Work, dialect: Dialect = "bibtex", *, encoding: str = "utf-8", keep_spelling: bool = True
) -> Entry:
    """Return the entry of a work.

    Args:
        work: any work; CSL variables that the dialect has no field for are written under their CSL names.
        dialect: which types and fields.
        encoding: write characters that it does not have as LaTeX commands.
        keep_spelling: use the spelling of the file the work came from, where it still holds.

    Raises:
        UnknownNameError: if there is no such encoding.
    """
    ascii_only = encoding == "ascii"
    spelling = (work.as_written.get(SPELLING) or {}) if keep_spelling else {}
    kind = _kind(work, dialect, spelling)
    fields = plain_fields(work, kind, dialect, ascii_only=ascii_only)
    if spelling:
        fields = _respelled(fields, spelling, work.issued, ascii_only=ascii_only)
    if encoding not in {"utf-8", "ascii"}:
        fields = encoded_fields(fields, encoding)
    return Entry(kind, dict(sorted(fields.items(), key=lambda item: field_rank(item[0]))))


def plain_fields(work: Work, kind: str, dialect: Dialect, *, ascii_only: bool = False) -> dict[str, str]:
    """Return the LaTeX values of a work's fields in refgraph's own spelling, in no order."""
    fields = _contributors(work, dialect, ascii_only=ascii_only)
    if work.issued:
        fields |= write_issued(work.issued, dialect, ascii_only=ascii_only)
    for variable, attribute in ATTRIBUTES.items():
        value = getattr(work, attribute)
        if value is not None and value != "" and variable != "issued":
            name = field_name(variable, kind, work.type, dialect)
            _add(fields, name, _value(variable, value, work.as_written, ascii_only=ascii_only), variable)
    for variable, text in sorted(work.variables.items(), key=lambda item: _VARIABLE_RANK.get(item[0], 0)):
        name = field_name(variable, kind, work.type, dialect)
        _add(fields, name, _value(variable, text, work.as_written, ascii_only=ascii_only), variable)
    _genre(fields, work, kind)
    _identifiers(fields, work.identifiers, dialect)
    if kind == "misc" and dialect == "bibtex" and "howpublished" not in work.extra:
        _add(fields, "howpublished", unicode_to_latex(_shown(work), ascii_only=ascii_only))
    for name, extra in work.extra.items():
        _add_extra(fields, name, extra, work, kind)
    if ascii_only:
        fields = encoded_fields(fields, "ascii")
    if csl_type(kind, "", frozenset(fields)) != work.type:
        fields["entrysubtype"] = subtype_name(work.type)
    return fields


def is_balanced(value: str) -> bool:
    """Return True if every brace of a value is closed, as BibTeX counts them."""
    depth = 0
    for found in _BRACE.findall(value):
        depth += 1 if found == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _kind(work: Work, dialect: Dialect, spelling: Mapping[str, Any]) -> str:
    filled = frozenset(variable for variable, attribute in ATTRIBUTES.items() if getattr(work, attribute))
    kind = entry_type(work.type, work.genre or "", dialect, filled)
    written = spelling.get("@")
    if isinstance(written, str) and (dialect == "biblatex" or written in STANDARD_TYPES):
        names = frozenset(plain_fields(work, written, dialect)) - {"entrysubtype"}
        if csl_type(written, "", names) == csl_type(kind, "", names) or csl_type(written, "", names) == work.type:
            return written
    return kind


def _contributors(work: Work, dialect: Dialect, *, ascii_only: bool) -> dict[str, str]:
    fields: dict[str, str] = {}
    by_role: dict[Role, list[Contributor]] = {}
    for each in work.contributors:
        by_role.setdefault(each.role, []).append(each)
    for role, contributors in by_role.items():
        name = write_variable(role, dialect) or role.value
        agents = tuple(each.agent for each in contributors)
        fields[name] = write_names(agents, truncated=role in work.truncated, dialect=dialect, ascii_only=ascii_only)
        if any(isinstance(agent, Organization) and agent.acronym for agent in agents):
            short = tuple(
                Organization(name=one.acronym or one.name) if isinstance(one, Organization) else one for one in agents
            )
            fields[f"short{name}"] = write_names(short, dialect=dialect, ascii_only=ascii_only)
    return fields


def encoded_fields(fields: Mapping[str, str], encoding: str) -> dict[str, str]:
    """Return LaTeX values with commands for the characters that an encoding does not have.

    Fields whose text is no LaTeX stay as they are; an address is percent-encoded (RFC 3987, section 3.1).
    """
    return {name: value if value.isascii() else _encoded(name, value, encoding) for name, value in fields.items()}


def _encoded(name: str, value: str, encoding: str) -> str:
    if name == "url":
        return quote(value, safe=_PRINTABLE)
    return value if name in _VERBATIM else commands_beyond(value, encoding)


def _value(variable: str, value: str | Date, written: Mapping[str, Any], *, ascii_only: bool) -> str:
    if isinstance(value, Date):
        return write_date(value, ascii_only=ascii_only)
    if variable in {"DOI", "URL", "PMID", "PMCID"}:
        return write_verbatim(value)
    markup = written.get(variable)
    if isinstance(markup, str) and "</" in markup and plain_markup(markup) == value:
        return markup_to_latex(markup, "ascii" if ascii_only else "utf-8")
    if variable == "page":
        return unicode_to_latex(value, ascii_only=ascii_only).replace("–", "--").replace("-{}-", "--")
    return unicode_to_latex(value, ascii_only=ascii_only)


def _genre(fields: dict[str, str], work: Work, kind: str) -> None:
    printed = PRINTED_GENRES.get(kind)
    if work.genre is None and printed:
        fields["type"] = printed
    elif work.genre is not None and work.genre == printed:
        fields["type"] = "{" + fields["type"] + "}"
    elif work.genre is not None and work.genre == DEFAULT_GENRES.get(kind):
        fields.pop("type", None)


def _identifiers(fields: dict[str, str], identifiers: tuple[Identifier, ...], dialect: Dialect) -> None:
    eprint = write_eprint(identifiers[0], dialect) if identifiers else None
    fields |= eprint or {}
    rest = identifiers[1:] if eprint else identifiers
    _add(fields, "identifiers", "; ".join(str(each) for each in rest))


def _add(fields: dict[str, str], name: str, value: str, variable: str = "") -> None:
    """Add a field; where its name is taken, under the name of its CSL variable."""
    if value and name in fields and variable:
        name = variable
    if value:
        fields.setdefault(name, value)


def _add_extra(fields: dict[str, str], name: str, value: object, work: Work, kind: str) -> None:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    name = name.lower() if _NAME.fullmatch(name) else re.sub(r"[^a-z0-9-]", "-", EXTRA + name.lower())
    if name in fields or _would_win(fields, name, work, kind) or (name == "howpublished" and text == _shown(work)):
        name = EXTRA + name
    if text.strip():
        fields[name] = text if is_balanced(text) else unicode_to_latex(text)


def _shown(work: Work) -> str:
    return shown_in_misc({attribute: getattr(work, attribute) for attribute in ATTRIBUTES.values()})


def _would_win(fields: Mapping[str, str], name: str, work: Work, kind: str) -> bool:
    """Return True if an extra field would be read in the place of one that is written already."""
    variable = variable_of(name, kind, work.type)
    if variable is None:
        return False
    rank = preference(name, variable, kind, work.type)
    return any(
        variable_of(other, kind, work.type) == variable and preference(other, variable, kind, work.type) > rank
        for other in fields
    )


def _respelled(
    fields: dict[str, str], spelling: Mapping[str, Any], issued: Date | None, *, ascii_only: bool
) -> dict[str, str]:
    """Put back the spelling of the source wherever it still means what the work says now."""
    result = dict(fields)
    for name, value in fields.items():
        old = spelling.get(name, spelling.get(_TWINS.get(name, "")))
        if not isinstance(old, str) or (ascii_only and not old.isascii()) or not is_balanced(old):
            continue
        if name in _ISSUED:
            trial = {key: text for key, text in (result | {name: old}).items() if key in _ISSUED}
            if read_issued(trial) == (issued, frozenset(trial)):
                result[name] = old
        elif denotes(name, old) == denotes(name, value):
            result[name] = old
    for name, subtitle in _SUBTITLES:
        first, second = spelling.get(name, ""), spelling.get(subtitle, "")
        if second and name in fields and join_titles(read_text(first), read_text(second)) == read_text(fields[name]):
            result |= {name: first, subtitle: second}
    return result


def field_rank(name: str) -> int:
    """Return the place of a field; unknown ones stay in the order they came in, before the last ones."""
    return len(_ORDER) + 1 + _LAST.index(name) if name in _LAST else _RANK.get(name, len(_ORDER))
