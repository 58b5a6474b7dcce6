"""What a document says about itself to a work."""

from __future__ import annotations

import re

from refgraph.documents import Article
from refgraph.model import Contributor, Work
from refgraph.parse.assembly.dates import parse_date
from refgraph.parse.assembly.organizations import is_organization
from refgraph.parse.assembly.persons import parse_name
from refgraph.parse.assembly.words import ORGANIZATION_WORDS, PATRONYMIC_ENDS

_EMAIL = re.compile(r"\S+@\S+\.\w+|https?://\S+")
_MARKS = re.compile(r"[\d*†‡§¶]+(?:,[\d*†‡§¶]+)*$")


def article_work(article: Article) -> Work:
    """Make the work that a document itself is.

    Affiliations and addresses behind an author's name are parted from it; nothing else is read into it.
    """
    return Work(
        type=article.type,
        contributors=tuple(_author(text) for text in article.authors if any(map(str.isalpha, text))),
        title=article.title,
        container_title=article.container,
        volume=article.volume,
        issue=article.issue,
        page=_pages(article),
        issued=parse_date(article.issued or ""),
        doi=article.doi,
        issn=article.issn,
        isbn=article.isbn,
        publisher=article.publisher,
        language=article.language,
        url=article.url,
        keyword="; ".join(article.keywords) or None,
    )


def _pages(article: Article) -> str | None:
    pages = (page for page in (article.first_page, article.last_page) if page)
    return "–".join(dict.fromkeys(pages)) or None


def _author(text: str) -> Contributor:
    text = " ".join(_EMAIL.sub(" ", text).split())
    name, affiliation = _split_affiliation(text)
    agent = parse_name(_MARKS.sub("", name).strip(" ,;")) or parse_name(text)
    if agent is None:
        raise AssertionError(text)  # the caller leaves out texts without a letter
    return Contributor(agent=agent, affiliations=(affiliation,) if affiliation else ())


def _split_affiliation(text: str) -> tuple[str, str]:
    """Part a name from the affiliation that follows it on the same line.

    The name ends behind a patronymic ("... Samandar ugli The University of ..."), or before the first word that
    only names of bodies have, its article and its capitalised attributes taken along where a comma or "The" shows them.
    """
    words = text.split()
    for place, word in enumerate(words):
        if word.lower() in PATRONYMIC_ENDS and place + 1 < len(words):
            return " ".join(words[: place + 1]), " ".join(words[place + 1 :]).strip(" ,;")
    name, comma, rest = text.partition(",")
    if comma and is_organization(rest) and not is_organization(name):
        return name.strip(), rest.strip()
    for place, word in enumerate(words):
        if (
            place >= 2
            and word.casefold().strip(".,;()") in ORGANIZATION_WORDS
            and not is_organization(" ".join(words[:2]))
        ):
            start = place - 1 if words[place - 1].lower() == "the" else place
            return " ".join(words[:start]).strip(" ,;"), " ".join(words[start:])
    return text, ""
