"""CSL-JSON items as facts for a scene."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refgraph.parse.training.synthetic.templates.dates import Day, day_of
from refgraph.parse.training.synthetic.templates.words import known_language

_KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "news", "book": "book",
    "chapter": "chapter", "paper-conference": "conference", "thesis": "thesis", "report": "report", "webpage": "web",
    "post-weblog": "web", "standard": "standard", "patent": "patent", "article": "article",
}  # fmt: skip
_TEXTS = {
    "title": "title", "volume": "volume", "issue": "issue", "page": "pages", "publisher": "publisher",
    "publisher-place": "place", "collection-title": "series", "DOI": "doi", "URL": "url", "ISBN": "isbn",
}  # fmt: skip
_HOLDERS = {"article": "journal", "chapter": "inbook", "conference": "proceedings", "news": "newspaper", "web": "site"}
_ODD = frozenset("{}⟦⟧⟪⟫|‹›\n\t")


def kind_of(item: Mapping[str, Any]) -> str | None:
    """Return the kind of an item, None if templates have no such kind."""
    return _KINDS.get(str(item.get("type")))


def language_of(item: Mapping[str, Any]) -> str:
    """Return the language of an item as templates know it, "" if they do not."""
    return known_language(str(item.get("language") or "en"))


def facts_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of an item that a pattern may print."""
    kind = kind_of(item) or ""
    facts: dict[str, Any] = {}
    for key, name in _TEXTS.items():
        value = str(item.get(key) or "").strip()
        if value and not _ODD & set(value):
            facts[name] = value
    holder = str(item.get("container-title") or "").strip()
    if holder and kind in _HOLDERS and not _ODD & set(holder):
        facts[_HOLDERS[kind]] = holder
    if kind in {"book", "thesis"} and "title" in facts:
        facts["booktitle"] = facts["title"]
    if kind == "thesis" and "publisher" in facts:
        facts["university"] = facts.pop("publisher")
    for role in ("author", "editor"):
        if item.get(role):
            facts[role] = [dict(person) for person in item[role]]
    day = day_of(item.get("issued"))
    if day:
        facts["day"] = day if day.month and day.day else Day(day.year, day.month or 5, 12)
    return facts
