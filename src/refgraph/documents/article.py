"""What a document says about itself: title, authors, keywords, date, journal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from refgraph.documents.headings import is_end_heading, is_reference_heading, plain_heading
from refgraph.documents.html import Page
from refgraph.documents.lines import Line

_LONGEST_TITLE = 400
_HEADINGS = {
    **dict.fromkeys(
        (
            "author",
            "authors",
            "autor",
            "autores",
            "auteur",
            "auteurs",
            "autoren",
            "автор",
            "авторы",
            "автори",
            "авторлар",
            "mualliflar",
            "作者",
        ),
        "authors",
    ),
    **dict.fromkeys(
        (
            "keywords",
            "key words",
            "index terms",
            "palavras-chave",
            "palabras clave",
            "mots-clés",
            "schlagwörter",
            "schlüsselwörter",
            "ключевые слова",
            "ключові слова",
            "түйін сөздер",
            "kalit so'zlar",
            "关键词",
            "anahtar kelimeler",
        ),
        "keywords",
    ),
    **dict.fromkeys(
        (
            "published",
            "date published",
            "publication date",
            "published online",
            "publicado",
            "publié",
            "veröffentlicht",
            "опубликован",
            "опубликовано",
            "жарияланды",
            "yayınlanmış",
            "发布时间",
        ),
        "issued",
    ),
    **dict.fromkeys(("doi",), "doi"),
}
_LABELLED = re.compile(r"^(?P<name>[^:]{3,25}):\s+(?P<value>\S.*)$")
_BULLET = re.compile(r"^[\s•●◦▪■‣*·–-]+")
_PROTECTED = re.compile(r"\[\s*email\s*protected\s*\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """What a document says about itself, as printed; nothing is guessed.

    Attributes:
        title: its title.
        authors: one string an author, affiliation and e-mail as printed.
        keywords: one by one.
        issued: date of publication, as printed.
        container: journal or book.
        volume, issue, first_page, last_page, doi, issn, isbn, publisher, language, url: as printed.
        type: CSL type if the document says it.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    issued: str | None = None
    container: str | None = None
    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None
    doi: str | None = None
    issn: str | None = None
    isbn: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    type: str = "article"


def article_from_metas(page: Page) -> Article | None:
    """Read the ``citation_*`` tags (Google Scholar inclusion guidelines), with Dublin Core where one is missing.

    Returns:
        None if the page has no such tag and no labelled parts either.
    """
    values: dict[str, list[str]] = {}
    for meta in page.metas:
        if meta.content:
            values.setdefault(meta.name, []).append(meta.content)

    def first(*names: str) -> str | None:
        return next((values[name][0] for name in names if name in values), None)

    if not any(name.startswith(("citation_", "dc.")) and name != "citation_reference" for name in values):
        return article_from_lines(page.lines)
    return Article(
        title=first("citation_title", "dc.title"),
        authors=tuple(
            _authors(values.get("citation_author") or values.get("citation_authors") or values.get("dc.creator") or ())
        ),
        keywords=tuple(_split_keywords(values.get("citation_keywords") or values.get("dc.subject") or ())),
        issued=first(
            "citation_publication_date",
            "citation_date",
            "citation_online_date",
            "citation_year",
            "dc.date",
            "dc.date.issued",
        ),
        container=first("citation_journal_title", "citation_inbook_title", "citation_conference_title", "dc.source"),
        volume=first("citation_volume", "dc.source.volume"),
        issue=first("citation_issue", "dc.source.issue"),
        first_page=first("citation_firstpage"),
        last_page=first("citation_lastpage"),
        doi=first("citation_doi", "dc.identifier.doi"),
        issn=first("citation_issn", "dc.source.issn"),
        isbn=first("citation_isbn"),
        publisher=first("citation_publisher", "citation_dissertation_institution", "dc.publisher"),
        language=first("citation_language", "dc.language") or page.language,
        url=first("citation_abstract_html_url", "citation_public_url", "dc.identifier.uri"),
        type=_type(values),
    )


def article_from_lines(lines: Sequence[Line]) -> Article | None:
    """Read the labelled parts of an article page: title on the first line, then "Authors", "Keywords:", "Published".

    Returns:
        None if no such part is there: a first line alone is no title.
    """
    parts: dict[str, list[str]] = {}
    current: str | None = None
    seen_references = False
    for line in lines:
        if line.is_blank:
            continue
        name, value = _heading(line.text)
        if name is not None and not (seen_references and name != "issued"):
            current = name
            if value:
                parts.setdefault(name, []).append(value)
        elif is_reference_heading(line.text) or is_end_heading(line.text):
            seen_references = seen_references or is_reference_heading(line.text)
            current = None
        elif current is not None:
            parts.setdefault(current, []).append(line.text)
            current = current if current == "authors" else None
    if not parts.get("authors") and not parts.get("keywords"):
        return None
    return Article(
        title=_title(lines),
        authors=tuple(_clean_author(text) for text in parts.get("authors", ()) if _clean_author(text)),
        keywords=tuple(_split_keywords(parts.get("keywords", ()))),
        issued=next(iter(parts.get("issued", ())), None),
        doi=next(iter(parts.get("doi", ())), None),
    )


def _heading(text: str) -> tuple[str | None, str]:
    name = _HEADINGS.get(plain_heading(text))
    if name is not None:
        return name, ""
    found = _LABELLED.match(text)
    if found:
        name = _HEADINGS.get(plain_heading(found["name"]))
        return name, found["value"] if name else ""
    return None, ""


def _title(lines: Sequence[Line]) -> str | None:
    first = next((line.text for line in lines if not line.is_blank), "")
    fits = (
        3 < len(first) <= _LONGEST_TITLE
        and _heading(first)[0] is None
        and not is_end_heading(first)
        and not is_reference_heading(first)
    )
    return first if fits else None


def _clean_author(text: str) -> str:
    """Drop bullets, the "[email protected]" that hides an address, and the word "Author" that page templates add."""
    text = _PROTECTED.sub("", _BULLET.sub("", text))
    text = re.sub(r"\s+Author\s*$", "", text)
    return " ".join(re.sub(r"\bE-?mail:\s*", " ", text).split())


def _authors(contents: Sequence[str]) -> list[str]:
    """Split the older ``citation_authors`` tag, which holds several names."""
    names: list[str] = []
    for content in contents:
        names += [part.strip() for part in content.split(";")]
    return [name for name in names if name]


def _split_keywords(contents: Sequence[str]) -> list[str]:
    """Split at semicolons or, where there are none, at commas outside brackets."""
    if len(contents) > 1:
        return [content.strip() for content in contents]
    text = "".join(contents).strip()
    pattern = r";" if ";" in text else r",(?![^()]*\))"
    return [part.strip(" .") for part in re.split(pattern, text) if part.strip(" .")]


def _type(values: dict[str, list[str]]) -> str:
    for name, kind in (
        ("citation_dissertation_institution", "thesis"),
        ("citation_conference_title", "paper-conference"),
        ("citation_inbook_title", "chapter"),
        ("citation_technical_report_institution", "report"),
        ("citation_isbn", "book"),
    ):
        if name in values and "citation_journal_title" not in values:
            return kind
    return "article-journal" if "citation_journal_title" in values else "article"
