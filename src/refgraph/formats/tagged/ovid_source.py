"""The source line of Ovid: journal, date, volume, issue and pages, or the book that a chapter is in."""

from __future__ import annotations

import re

from refgraph.formats.records import Draft
from refgraph.formats.records.dates import parse_date
from refgraph.formats.tagged.dialect import Record
from refgraph.model.contributor import Role

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|Winter)[a-z]*"
_DATE_FIRST = re.compile(
    rf"(?P<journal>.+?)\s+(?P<date>(?:{_MONTH}[\s/-]*(?:\d{{1,2}}[\s,/-]+)*(?:{_MONTH}\s*)?(?:\d{{1,2}},?\s+)?)?\d{{4}})"
    r"\s*;\s*(?P<volume>[^(:;]*)(?:\((?P<issue>[^)]*)\))?(?:\s*:\s*(?P<page>.+?))?\.?"
)
_DATE_LAST = re.compile(
    r"(?P<journal>.+?)\.\s+(?:Vol\.\s*)?(?P<volume>[\w-]*)\s*(?:\((?P<issue>[^:]*?)\))?(?:\s*:\s*(?P<page>[^,:]+))?,\s*"
    r"(?P<date>[^,:]*(?:,\s*\d{4})?)(?:,\s*pp\.\s*(?P<pages>.+?))?\.?"
)
_EDITOR = re.compile(r"[\s;,]*(?P<name>[^\[\];]+?)\s*\[(?:Eds?|Editors?)\b[^\]]*\][,;.]?")
_YEAR = re.compile(r"^\s*\((?P<year>\d{4})\)\.?\s*")
_PLACE = re.compile(
    r"(?P<title>.+?)\.\s*\(pp\.?\s*(?P<page>[^)]+)\)\.(?:\s*(?:[ivxlc]+,?\s*)?\d*\s*pp\.)?\s*(?P<place>[^:]+):\s*(?P<publisher>.+?)\.?"
)
_BOOK = re.compile(r"(?P<title>.+?)\.\s*:\s*(?P<page>[\w-]+),\s*(?P<year>\d{4})\.?.*", re.DOTALL)
_BOOK_TITLE = re.compile(r"(?P<title>\[.+?\]|[^\[].*?\.(?=\s))\s*(?P<rest>.*)", re.DOTALL)
_PRINTED = re.compile(
    r"(?P<publisher>[^.\]]+)\.\s*(?P<year>\d{4})\s*:\s*(?P<pages>[\w-]+)\.?\s*(?P<more>.*)$", re.DOTALL
)
_NO_PAGES = re.compile(r"no pagination", re.IGNORECASE)


def settle(record: Record, draft: Draft) -> None:
    """Take the source line apart; the fields that say the same by themselves count more."""
    source = record.first("SO")
    if source and _source(source, draft):
        draft.extra.pop("ovid-so", None)
    if draft.type in {"chapter", "paper-conference"}:
        for rank, word, text in draft.take("container-title"):
            _book(draft, rank, word, text)
    if draft.type == "patent":
        for _, word, text in draft.take("container-title"):
            draft.keep(word, text)


def _source(source: str, draft: Draft) -> bool:
    """Return True if all of a source line found its place."""
    rest = _editors(source, draft)
    if rest != source or draft.type == "chapter":
        return _chapter(rest, draft)
    found = _DATE_FIRST.fullmatch(source) or _DATE_LAST.fullmatch(source)
    if found is None or (found["date"].strip() and parse_date(found["date"]) is None):
        return False
    groups = found.groupdict()
    if draft.type != "patent":
        for variable, name in (("container-title", "journal"), ("volume", "volume"), ("issue", "issue")):
            draft.add(variable, groups.get(name) or "", "SO", 9)
    page = groups.get("page") or groups.get("pages") or ""
    if page and not _NO_PAGES.search(page):
        draft.add("page", page, "SO", 9)
    draft.add("issued", groups["date"], "SO", 9)
    return draft.type != "patent"


def _editors(text: str, draft: Draft) -> str:
    """Take the editors from the beginning; return what follows them."""
    while found := _EDITOR.match(text):
        draft.person(Role.EDITOR, found["name"].strip())
        text = text[found.end() :].strip()
    return text


def _chapter(text: str, draft: Draft) -> bool:
    year = _YEAR.match(text)
    if year:
        draft.add("issued", year["year"], "SO", 9)
        text = text[year.end() :]
    found = _PLACE.fullmatch(text) or _BOOK.fullmatch(text)
    if found is None:
        return False
    groups = found.groupdict()
    draft.add("container-title", groups["title"], "SO", 9)
    draft.add("page", groups["page"], "SO", 9)
    draft.add("issued", groups.get("year") or "", "SO", 9)
    draft.add("publisher-place", groups.get("place") or "", "SO", 9)
    draft.add("publisher", groups.get("publisher") or "", "SO", 9)
    return True


def _book(draft: Draft, rank: int, word: str, text: str) -> None:
    """Take apart what Zoological Record says of a book: editors, title, its translation, publisher, year, pages."""
    rest = _editors(text, draft)
    found = _BOOK_TITLE.match(rest)
    printed = _PRINTED.search(rest)
    if rest == text or not found or not printed:
        draft.add("container-title", text, word, rank)
        return
    draft.add("container-title", found["title"].rstrip("."), word, rank)
    publisher, _, place = printed["publisher"].strip().rpartition(", ")
    if publisher and "publisher" in draft.texts and draft.get("publisher") == f"{publisher}, {place}":
        draft.take("publisher")
    draft.add("publisher", publisher or place, word)
    draft.add("publisher-place", place if publisher else "", word)
    draft.add("issued", printed["year"], word, 9)
    chapter = re.search(r"Chapter pagination:\s*([\w-]+)", printed["more"])
    draft.add("page", chapter[1] if chapter else printed["pages"], word, 9)
    draft.keep(word, text)
