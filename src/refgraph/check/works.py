"""Works that come from no .bib file, under the BibTeX field names that the rules know."""

from __future__ import annotations

from collections.abc import Iterator

from refgraph.check.entry import Entry
from refgraph.formats.bibtex.document import BibDocument, BibEntry
from refgraph.formats.bibtex.field import BibField, FieldPlace
from refgraph.formats.bibtex.places import GivenPlace
from refgraph.model.contributor import Contributor, Role
from refgraph.model.names import Name
from refgraph.model.schemes import Scheme
from refgraph.model.work import Work

_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "online",
    "post-weblog": "online",
    "dataset": "dataset",
    "software": "software",
}
_FIELDS = {
    "title": "title",
    "collection_title": "series",
    "publisher": "publisher",
    "publisher_place": "address",
    "edition": "edition",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "doi": "doi",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "url": "url",
    "note": "note",
    "language": "language",
}


def entry_of(work: Work, document: BibDocument) -> Entry:
    """Return a work as an entry: LaTeX specials stand for themselves, lines and offsets are 0."""
    kind = _TYPES.get(work.type, "misc")
    fields = tuple(
        BibField(name, value, FieldPlace(value, 0, 0, GivenPlace(0, 0, value)))
        for name, value in _fields(work, kind)
        if value
    )
    source = BibEntry(type=kind, key=work.key, fields=fields, line=0, column=0, start=0, end=0, raw="")
    return Entry(source, document, work)


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    for attribute, name in _FIELDS.items():
        value = getattr(work, attribute)
        if isinstance(value, str):
            yield name, value
    container = "booktitle" if kind in {"incollection", "inproceedings"} else "journal"
    yield container, work.container_title or ""
    if work.year is not None:
        yield "year", f"{work.year:04}"
        yield "date", str(work.issued)
    if work.accessed is not None and work.accessed.year is not None:
        yield "urldate", str(work.accessed)
    for role in (Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR):
        yield role.value, " and ".join(_name(each) for each in work.by_role(role))
    for each in work.identifiers:
        if each.scheme is Scheme.ARXIV:
            yield "eprint", each.value
            yield "archiveprefix", "arXiv"


def _name(contributor: Contributor) -> str:
    agent = contributor.agent
    if not isinstance(agent, Name) or agent.literal or not agent.given:
        return "{" + agent.text + "}"
    family = agent.full_family
    return ", ".join(part for part in (family, agent.suffix, agent.given) if part)
