"""A work: what a reference denotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from pydantic.dataclasses import dataclass

from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date
from refgraph.model.identifiers import Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work, with the variables of CSL 1.0.2 under their CSL names ("-" written "_").

    Treat it as a value: make a changed copy with ``dataclasses.replace``. The common variables have fields of their
    own; the other CSL variables are in ``variables`` under their CSL names, and fields of a source format that no
    CSL variable means are in ``extra``. Use `get` to read any of them by CSL name.

    Attributes:
        key: cite key, unique in a library; CSL ``id``.
        type: CSL type ("article-journal").
        contributors: everybody named, in the order of each role.
        truncated: roles whose printed list goes on with "et al.".
        container_title: title of the journal, book, newspaper or site that holds the work.
        collection_title: series.
        page: pages or article number, with an en dash only if the source has one.
        keyword: keywords in one string, as CSL has it.
        identifiers: identifiers that CSL has no variable for (arXiv, Handle), and further ones of a known scheme.
        variables: CSL variables without a field of their own, by CSL name.
        extra: fields of a source format, by their name there, kept so that nothing is lost.
        as_written: CSL-JSON values whose spelling differs from the one refgraph would write, by CSL name; the
            same for the fields of a .bib file under "bibtex".
    """

    key: str = ""
    type: str = "document"
    contributors: tuple[Contributor, ...] = ()
    truncated: tuple[Role, ...] = ()

    title: str | None = None
    title_short: str | None = None
    container_title: str | None = None
    container_title_short: str | None = None
    collection_title: str | None = None
    collection_number: str | None = None
    volume_title: str | None = None
    original_title: str | None = None
    event_title: str | None = None
    event_place: str | None = None

    publisher: str | None = None
    publisher_place: str | None = None
    edition: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    chapter_number: str | None = None
    number_of_pages: str | None = None
    number_of_volumes: str | None = None
    version: str | None = None
    genre: str | None = None
    medium: str | None = None
    status: str | None = None
    language: str | None = None

    issued: Date | None = None
    accessed: Date | None = None
    submitted: Date | None = None
    original_date: Date | None = None
    event_date: Date | None = None
    available_date: Date | None = None

    doi: str | None = None
    isbn: str | None = None
    issn: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    identifiers: tuple[Identifier, ...] = ()

    archive: str | None = None
    archive_location: str | None = None
    call_number: str | None = None
    source: str | None = None
    abstract: str | None = None
    note: str | None = None
    annote: str | None = None
    keyword: str | None = None

    variables: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    as_written: Mapping[str, Any] = field(default_factory=dict)

    def by_role(self, role: Role | str) -> tuple[Contributor, ...]:
        """Return the contributors in one role, in order."""
        return tuple(each for each in self.contributors if each.role == role)

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """Return the authors, in order."""
        return self.by_role(Role.AUTHOR)

    @property
    def editors(self) -> tuple[Contributor, ...]:
        """Return the editors, in order."""
        return self.by_role(Role.EDITOR)

    @property
    def year(self) -> int | None:
        """Return the year of publication, or None."""
        return None if self.issued is None else self.issued.year

    @property
    def keywords(self) -> tuple[str, ...]:
        """Return the keywords one by one: split at semicolons, or at commas where there is no semicolon."""
        text = self.keyword or ""
        return tuple(part.strip() for part in text.split(";" if ";" in text else ",") if part.strip())

    def get(self, variable: str) -> object:
        """Return the value of a CSL variable by its CSL name, or None.

        >>> Work(title="Russia and Central Asia", doi="10.1/x").get("DOI")
        '10.1/x'
        """
        attribute = ATTRIBUTES.get(variable)
        if attribute is not None:
            return getattr(self, attribute)
        if variable in _ROLES:
            return self.by_role(variable) or None
        return self.variables.get(variable, self.extra.get(variable))


_NOT_VARIABLES = {"key", "type", "contributors", "truncated", "identifiers", "variables", "extra", "as_written"}
_IRREGULAR = {name: name.upper() for name in ("doi", "isbn", "issn", "pmid", "pmcid", "url")}
_IRREGULAR["archive_location"] = "archive_location"  # CSL 1.0.2 itself writes this one with "_"
_ROLES = frozenset(role.value for role in Role)
ATTRIBUTES: dict[str, str] = {
    _IRREGULAR.get(name, name.replace("_", "-")): name
    for name in Work.__dataclass_fields__
    if name not in _NOT_VARIABLES
}
"""CSL variable -> attribute of Work that holds it."""
