"""An entry to a work: every field becomes a value of the work or is kept in ``extra``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from refgraph.formats.bibtex.dates import read_date, read_issued, read_month
from refgraph.formats.bibtex.identifiers import read_doi, read_eprint, read_identifiers, read_verbatim
from refgraph.formats.bibtex.names import read_names
from refgraph.formats.bibtex.roles import (
    DEFAULT_GENRES,
    GENRE_KEYS,
    PRINTED_GENRES,
    csl_type,
    is_subtype,
    preference,
    variable_of,
)
from refgraph.model.contributor import Contributor, Role
from refgraph.model.identifiers import Identifier
from refgraph.model.names import Agent, Organization
from refgraph.model.schemes import Scheme
from refgraph.model.vocabulary import CSL_VARIABLES, Kind, read_variable
from refgraph.model.work import ATTRIBUTES, Work
from refgraph.text.latex import RichText, latex_to_rich, latex_to_unicode, plain_markup

_SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}
_VERBATIM = frozenset({"url", "doi", "eprint", "file", "pmid", "pmcid"})


EXTRA = "extra-"
"""Stands before the name of a field whose own name another value of the work has taken."""


class Reading(NamedTuple):
    """A work, and for each attribute of it the fields it was read from."""

    work: Work
    sources: Mapping[str, tuple[str, ...]]


def read_work(key: str, kind: str, fields: Mapping[str, str]) -> Reading:
    """Read one entry.

    Args:
        key: cite key.
        kind: entry type, lower case.
        fields: LaTeX values by lower-case field name, crossref inheritance done.
    """
    return _Entry(key, kind, fields).reading()


def read_text(value: str) -> str:
    """Return a text field as Unicode on one line."""
    return " ".join(latex_to_unicode(" ".join(value.split())).split())


def read_pages(value: str) -> str:
    """Return pages with an en dash where the field has ``--``."""
    return read_text(value).replace("--", "–")


def join_titles(title: str, subtitle: str) -> str:
    """Return "title: subtitle"; no colon after a title that ends in a mark of its own.

    >>> join_titles("Whither Asia?", "A Report")
    'Whither Asia? A Report'
    """
    return f"{title} {subtitle}" if title[-1:] in set("?!:.–—") else f"{title}: {subtitle}"


class _Entry:
    """Takes the fields of one entry one after the other; what nobody takes is left for ``extra``."""

    def __init__(self, key: str, kind: str, fields: Mapping[str, str]) -> None:
        self.key = key
        self.kind = kind
        self.left = {name: value for name, value in fields.items() if value.strip()}
        subtype = read_text(self.left.get("entrysubtype", ""))
        self.csl = csl_type(kind, subtype, frozenset(self.left))
        if is_subtype(subtype):
            del self.left["entrysubtype"]
        self.values: dict[str, Any] = {}
        self.variables: dict[str, str] = {}
        self.markup: dict[str, str] = {}
        self.sources: dict[str, tuple[str, ...]] = {}
        self.plain_genre = False

    def reading(self) -> Reading:
        self._contributors()
        self._dates()
        self._identifiers()
        self._texts()
        self._derived()
        extra = {name.removeprefix(EXTRA): " ".join(value.split()) for name, value in self.left.items()}
        work = Work(
            key=self.key, type=self.csl, variables=self.variables, extra=extra, as_written=self.markup, **self.values
        )
        return Reading(work, self.sources)

    def _contributors(self) -> None:
        contributors: list[Contributor] = []
        truncated: list[Role] = []
        for name in list(self.left):
            role = read_variable(name, "bibtex")
            if role is None or CSL_VARIABLES[role] is not Kind.NAME:
                continue
            agents, goes_on = read_names(self.left.pop(name))
            agents = self._with_acronyms(agents, f"short{name}")
            contributors += [Contributor(agent=agent, role=Role(role)) for agent in agents]
            if goes_on:
                truncated.append(Role(role))
            self._source("contributors", name)
        contributors.sort(key=lambda each: each.role != Role.AUTHOR)  # stable: authors first, the rest as it comes
        self.values |= {"contributors": tuple(contributors), "truncated": tuple(truncated)}

    def _with_acronyms(self, agents: tuple[Agent, ...], name: str) -> tuple[Agent, ...]:
        """Take the acronyms of organisations from ``shortauthor``, if it names the same persons."""
        short, _ = read_names(self.left.get(name, ""))
        if not short or len(short) != len(agents):
            return agents
        fits = all(isinstance(one, Organization) or one == other for one, other in zip(agents, short, strict=True))
        if not fits or all(not isinstance(agent, Organization) for agent in agents):
            return agents
        del self.left[name]
        return tuple(
            Organization(name=one.name, acronym=other.text if other.text != one.name else None)
            if isinstance(one, Organization)
            else one
            for one, other in zip(agents, short, strict=True)
        )

    def _dates(self) -> None:
        issued, used = read_issued(self.left)
        if issued is not None:
            self._take("issued", issued, *used)
        for name in list(self.left):
            variable = read_variable(name, "bibtex")
            if variable is None or CSL_VARIABLES[variable] is not Kind.DATE or variable == "issued":
                continue
            if ATTRIBUTES[variable] not in self.values:
                self._take(ATTRIBUTES[variable], read_date(self.left[name]), name)

    def _identifiers(self) -> None:
        left = self.left
        found: list[Identifier] = []
        archive = next((name for name in ("archiveprefix", "eprinttype") if name in left), "")
        eprint = read_eprint(left["eprint"], read_text(left.get(archive, ""))) if "eprint" in left else None
        if eprint is not None:
            names = ["eprint", *([archive] if archive else [])]
            attribute = {Scheme.PMID: "pmid", Scheme.PMCID: "pmcid"}.get(eprint.scheme)
            if attribute is None:
                found.append(eprint)
                self._source("identifiers", *names)
                for name in names:
                    del left[name]
            elif attribute not in left:
                self._take(attribute, eprint.value, *names)
        further = read_identifiers(left.get("identifiers", ""))
        if further:
            found += further
            del left["identifiers"]
        self.values["identifiers"] = tuple(found)
        howpublished = left.get("howpublished", "").strip()
        if (
            "url" not in left
            and howpublished.startswith("\\url{")
            and howpublished.endswith("}")
            and howpublished.count("}") == 1
        ):
            self._take("url", read_verbatim(howpublished), "howpublished")
            if self.csl == "document" and self.kind == "misc":
                self.csl = "webpage"

    def _texts(self) -> None:
        for name, variable in self._candidates():
            if name not in self.left or self._has(variable):  # a subtitle that went with its title, or a second field
                continue
            if variable == "genre" and self.left[name] == PRINTED_GENRES.get(self.kind):
                del self.left[name]
                self.plain_genre = True
                continue
            value, markup = _read_rich(name, variable, self.left[name])
            names = [name]
            subtitle = _SUBTITLES.get(name, "")
            if subtitle in self.left:
                further = _read_rich(subtitle, variable, self.left[subtitle])
                whole = join_titles(value, further.plain)
                markup += whole[len(value) : len(whole) - len(further.plain)] + further.markup
                value = whole
                names.append(subtitle)
            if markup != value and plain_markup(markup) == value:
                self.markup[variable] = markup
            if not value:  # "title = {{}}" says nothing, but stays
                continue
            if variable in ATTRIBUTES:
                self._take(ATTRIBUTES[variable], value, *names)
            else:
                self.variables[variable] = value
                self._source(variable, *names)
                for each in names:
                    del self.left[each]

    def _candidates(self) -> list[tuple[str, str]]:
        """Return the fields that hold text variables, and these; where two hold the same one, the better first."""
        found = [(name, variable) for name in self.left if (variable := variable_of(name, self.kind, self.csl))]
        texts = [pair for pair in found if CSL_VARIABLES[pair[1]] not in {Kind.NAME, Kind.DATE}]
        return sorted(texts, key=lambda pair: preference(pair[0], pair[1], self.kind, self.csl))

    def _has(self, variable: str) -> bool:
        attribute = ATTRIBUTES.get(variable)
        return variable in self.variables if attribute is None else attribute in self.values

    def _derived(self) -> None:
        """Add what the entry type says by itself, and drop what the writer only adds for styles to print."""
        if self.kind in DEFAULT_GENRES and not self.plain_genre:
            self.values.setdefault("genre", DEFAULT_GENRES[self.kind])
        if shown_in_misc(self.values) == read_text(self.left.get("howpublished", "")):
            self.left.pop("howpublished", None)

    def _take(self, attribute: str, value: object, *names: str) -> None:
        self.values[attribute] = value
        self._source(attribute, *names)
        for name in names:
            self.left.pop(name, None)

    def _source(self, attribute: str, *names: str) -> None:
        self.sources[attribute] = (*self.sources.get(attribute, ()), *names)


def shown_in_misc(values: Mapping[str, Any]) -> str:
    """Return what ``howpublished`` shows of a work in @misc, which prints neither container nor publisher nor place."""
    place = values.get("publisher_place") or values.get("event_place")
    return ", ".join(part for part in (values.get("container_title"), values.get("publisher"), place) if part)


def denotes(name: str, value: str) -> object:
    """Return what the value of one field means, so that two spellings of it can be compared.

    >>> denotes("title", "The {DNA} Story") == denotes("title", "The DNA Story")
    True
    """
    variable = read_variable(name, "bibtex") or read_variable(name, "biblatex") or ""
    kind = CSL_VARIABLES.get(variable)
    if kind is Kind.NAME or name in {"shortauthor", "shorteditor"}:
        return read_names(value)
    if kind is Kind.DATE and variable != "issued":
        return read_date(value)
    if name == "month":
        return read_month(value)
    return _read_value(name, variable, value)


def _read_rich(name: str, variable: str, value: str) -> RichText:
    """Return a text field as plain text and with markup; letters in braces are protected in titles."""
    if (
        name in _VERBATIM
        or variable in {"page", "genre", "abstract"}
        or not ("\\" in value or "{" in value or "$" in value)
    ):
        plain = _read_value(name, variable, value)
        return RichText(plain, plain)
    rich = latex_to_rich(" ".join(value.split()), protect="title" in variable)
    return RichText(" ".join(rich.plain.split()), " ".join(rich.markup.split()))


def _read_value(name: str, variable: str, value: str) -> str:
    if name == "doi":
        return read_doi(value)
    if name in _VERBATIM:
        return read_verbatim(value)
    if variable == "page":
        return read_pages(value)
    text = read_text(value)
    return GENRE_KEYS.get(text, text) if variable == "genre" else text
