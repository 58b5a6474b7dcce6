"""arXiv's API (export.arxiv.org/api/query): Atom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refgraph.check.online.answers import BrokenAnswerError, Notice, NoticeKind, Record
from refgraph.check.online.registries.registry import Get, MissingError, Pieces, Registry, Request, unique
from refgraph.errors import InvalidValueError
from refgraph.formats.records.names import read_natural
from refgraph.formats.xml.tree import Node, parse, text_at, text_of
from refgraph.model.contributor import Contributor, Role
from refgraph.model.dates import Date
from refgraph.model.identifiers import Identifier, parse_identifier
from refgraph.model.schemes import Scheme, is_valid
from refgraph.model.work import Work

_NUMBER = re.compile(r"arxiv\.org/abs/(.+?)(?:v\d+)?$")
_WITHDRAWN = re.compile(
    r"\b(?:this (?:paper|article|submission|version)|paper) (?:has been|is|was) withdrawn\b|^withdrawn\b", re.IGNORECASE
)


def fetch(get: Get, ids: Sequence[str]) -> Pieces:
    """Ask for arXiv numbers."""
    params = {"id_list": ",".join(ids), "max_results": str(len(ids))}
    return pieces(get(Request(path="api/query", params=params)))


def pieces(text: str) -> Pieces:
    """Take a feed apart; one without entries says that there is no such paper.

    Raises:
        MissingError: if the feed says that the number is malformed.
    """
    from lxml import etree

    root = _root(text)
    found = {}
    for each in [root] if root.tag == "entry" else root.iterfind("entry"):
        address = text_at(each, "id")
        if "/api/errors" in address:
            if "incorrect" in text_at(each, "summary"):
                raise MissingError(text_at(each, "summary"))
            raise BrokenAnswerError(f"arXiv says: {text_at(each, 'summary')[:80]}")
        number = _NUMBER.search(address)
        if number:
            each.tail = None
            found[number[1].lower()] = etree.tostring(each, encoding="unicode")
    return found


def read(text: str) -> Record:
    """Read one entry."""
    entry = _root(text)
    number = _NUMBER.search(text_at(entry, "id"))
    title = " ".join(text_at(entry, "title").split())
    years = {name: int(said[:4]) for name in ("published", "updated") if (said := text_at(entry, name))[:4].isdigit()}
    comment = text_at(entry, "comment")
    withdrawn = Notice(kind=NoticeKind.RETRACTION, label="withdrawn", source="arXiv")
    first, last = (*years.values(), 0, 0)[:2]
    # Each version is a printing of its own.
    years |= {f"version of {year}": year for year in range(first + 1, last)}
    doi = text_at(entry, "doi").lower()
    return Record(
        registry="arXiv",
        id=number[1] if number else "",
        work=Work(
            type="article",
            title=title,
            contributors=tuple(_authors(entry)),
            issued=Date.of(years["published"]) if "published" in years else None,
            identifiers=_identifiers(number[1] if number else ""),
        ),
        titles=unique([title]),
        containers=("arXiv",),
        years=years,
        notices=(withdrawn,) if _WITHDRAWN.search(comment) else (),
        published_as=doi if doi.startswith("10.") and not doi.startswith("10.48550/") else "",
        is_preprint=True,
    )


def _identifiers(number: str) -> tuple[Identifier, ...]:
    return (parse_identifier(number, Scheme.ARXIV),) if is_valid(number, Scheme.ARXIV) else ()


def _authors(entry: Node) -> list[Contributor]:
    names = [text_of(each) for each in entry.iterfind("author/name")]
    return [Contributor(agent=read_natural(name), role=Role.AUTHOR) for name in names if name]


def _root(text: str) -> Node:
    try:
        root, _ = parse(text, "Atom")
    except InvalidValueError as error:
        raise BrokenAnswerError(f"the answer is no Atom: {text.strip()[:40]!r}") from error
    if root.tag not in ("feed", "entry"):
        raise BrokenAnswerError(f"the answer is no Atom: {text.strip()[:40]!r}")
    return root


ARXIV = Registry(
    slug="arxiv",
    title="arXiv",
    base="https://export.arxiv.org",
    batch=50,
    spacing=3.0,
    fetch=fetch,
    pieces=pieces,
    read=read,
)
