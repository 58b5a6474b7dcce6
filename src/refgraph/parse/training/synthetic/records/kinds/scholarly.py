"""Articles, books and their parts, papers, theses."""

from __future__ import annotations

from typing import Any

from refgraph.parse.training.synthetic.records import identifiers
from refgraph.parse.training.synthetic.records.abbreviating import abbreviated
from refgraph.parse.training.synthetic.records.data import listed
from refgraph.parse.training.synthetic.records.drawing import Draw

Item = dict[str, Any]
_PHYSICS: list[str] = listed("journals")["physics"]
_SHORT: dict[str, list[str]] = listed("journals")["short"]


def article(draw: Draw) -> Item:
    """Return an article of a journal of any discipline."""
    journal = draw.known("container-title", "journal", share=0.25)
    item = _in_journal(draw, journal, draw.people(draw.rng.choice(("alone", "few", "few", "many"))))
    if draw.chance(0.25):
        item["container-title-short"] = abbreviated(journal, dots=draw.chance(0.6))
        if draw.chance(0.4):
            item["container-title"] = item["container-title-short"]
    if draw.chance(0.5):
        item["DOI"] = draw.doi(journal)
    elif draw.chance(0.2):
        item |= {"URL": draw.url(item["title"], journal), "accessed": draw.accessed()}
    if draw.chance(0.02):
        item["PMID"] = str(draw.rng.randint(1000000, 38000000))
    if draw.chance(0.04):
        item |= {
            "status": draw.rng.choice(("in press", "forthcoming", "advance online publication")),
            "volume": "",
            "issue": "",
            "page": "",
        }
    if draw.chance(0.02):
        item["translator"] = draw.people("alone")
    return item


def _in_journal(draw: Draw, journal: str, authors: list[dict[str, str]]) -> Item:
    precision = draw.rng.choice(("year", "year", "year", "year", "month", "day"))
    return {
        "type": "article-journal",
        "author": authors if draw.chance(0.985) else [],
        "title": draw.title(),
        "container-title": journal,
        "volume": draw.volume() if draw.chance(0.93) else "",
        "issue": draw.issue() if draw.chance(0.68) else "",
        "page": draw.pages() if draw.chance(0.94) else "",
        "issued": draw.issued(precision) if draw.chance(0.985) else {},
        "ISSN": "1234-5678" if draw.chance(0.1) else "",
    }


def letter_article(draw: Draw) -> Item:
    """Return an article of physics or chemistry, whose journal is known by its abbreviation."""
    journal = draw.rng.choice(_PHYSICS)
    item = _in_journal(draw, journal, draw.people(draw.rng.choice(("few", "many", "many"))))
    if draw.chance(0.06):
        bodies = draw.body()
        item["author"] = (
            [*bodies, *item["author"][: draw.rng.randint(0, 1)]] if draw.chance(0.5) else [*item["author"], *bodies]
        )
    item["custom"] = {"letters": True}
    short = draw.rng.choice(_SHORT.get(journal) or [abbreviated(journal)])
    item["container-title-short"] = short
    if draw.chance(0.75):
        item["container-title"] = short
    if draw.chance(0.4):
        item["page"] = draw.rng.choice(
            (f"{draw.rng.randint(1000, 299999):06}", str(draw.rng.randint(1, 5000)), f"L{draw.rng.randint(1, 99)}")
        )
    if draw.chance(0.5):
        item["DOI"] = draw.doi(journal)
    return item


def _published(draw: Draw, *, isbn: float = 0.12) -> Item:
    """Return place, publisher and year."""
    place = draw.known("publisher-place", "city", share=0.15)
    return {
        "publisher": draw.known("publisher", "publisher", share=0.15) if draw.chance(0.93) else "",
        "publisher-place": place if draw.chance(0.88) else "",
        "issued": draw.issued() if draw.chance(0.985) else {},
        "ISBN": identifiers.isbn(draw.rng) if draw.chance(isbn) else "",
        "edition": draw.text("edition") if draw.chance(0.12) else "",
        "collection-title": (series := draw.known("collection-title", "series") if draw.chance(0.2) else ""),
        "collection-number": str(draw.rng.randint(1, 900)) if series and draw.chance(0.65) else "",
    }


def book(draw: Draw) -> Item:
    """Return a book."""
    item = {
        "type": "book",
        "author": draw.people("alone") if draw.chance(0.97) else draw.body(),
        "title": draw.title(),
        **_published(draw, isbn=0.2),
    }
    if draw.chance(0.1):
        item["translator"] = draw.people("alone")
    if draw.chance(0.05):
        item["editor"] = draw.people("alone")
    if draw.chance(0.22):
        item["number-of-pages"] = str(draw.rng.randint(40, 900))
    if draw.chance(0.05):
        item["original-date"] = {"date-parts": [[draw.year - draw.rng.randint(5, 200)]]}
    return _online(draw, item, 0.08)


def _online(draw: Draw, item: Item, share: float) -> Item:
    """Return an item that may be found at an address or by a DOI."""
    if draw.chance(share):
        if draw.chance(0.5):
            return {**item, "DOI": draw.doi(str(item.get("publisher", "")))}
        return {
            **item,
            "URL": draw.url(str(item["title"]), str(item.get("publisher") or "books")),
            "accessed": draw.accessed() if draw.chance(0.6) else {},
        }
    return item


def edited_book(draw: Draw) -> Item:
    """Return a book with editors."""
    return _online(
        draw,
        {"type": "book", "editor": draw.people("few")[:5], "title": draw.title(), **_published(draw, isbn=0.2)},
        0.08,
    )


def volume_of_work(draw: Draw) -> Item:
    """Return a volume of a work in several, or all of them."""
    item = {"type": "book", "author": draw.people("alone"), "title": draw.title(), **_published(draw)}
    if draw.chance(0.6):
        item["volume"] = draw.rng.choice(
            (str(draw.rng.randint(1, 12)), draw.volume(), draw.rng.choice(("I", "II", "III", "IV")))
        )
        if draw.chance(0.3):
            item["volume-title"] = draw.title()
    if draw.chance(0.5) or "volume" not in item:
        item["number-of-volumes"] = str(draw.rng.randint(2, 20))
    return item


def chapter(draw: Draw) -> Item:
    """Return a part of an edited book."""
    item = {
        "type": "chapter",
        "author": draw.people("few"),
        "title": draw.title(),
        "container-title": draw.title(),
        "editor": draw.people("few")[:5] if draw.chance(0.85) else [],
        "page": draw.pages() if draw.chance(0.9) else "",
        "volume": str(draw.rng.randint(1, 9)) if draw.chance(0.07) else "",
        **_published(draw),
    }
    if draw.chance(0.05):
        item["translator"] = draw.people("alone")
    return _online(draw, item, 0.12)


def conference_paper(draw: Draw) -> Item:
    """Return a paper in proceedings, or one that was only read."""
    item = {
        "type": "paper-conference",
        "author": draw.people(draw.rng.choice(("few", "many"))),
        "title": draw.title(),
        "container-title": draw.text("conference"),
        "page": draw.pages() if draw.chance(0.8) else "",
        "issued": draw.issued(draw.rng.choice(("year", "year", "month"))),
        "publisher": draw.text("publisher") if draw.chance(0.4) else "",
        "publisher-place": draw.text("city") if draw.chance(0.35) else "",
        "event-place": draw.text("city") if draw.chance(0.25) else "",
        "editor": draw.people("few")[:3] if draw.chance(0.12) else [],
        "collection-title": draw.text("series") if draw.chance(0.12) else "",
        "volume": str(draw.rng.randint(1, 9999)) if draw.chance(0.12) else "",
    }
    return _online(draw, item, 0.3)


def thesis(draw: Draw) -> Item:
    """Return a thesis."""
    item = {
        "type": "thesis",
        "author": [draw.person()],
        "title": draw.title(),
        "genre": draw.text("thesis") if draw.chance(0.92) else "",
        "publisher": draw.text("university"),
        "publisher-place": draw.text("city") if draw.chance(0.4) else "",
        "issued": draw.issued(draw.rng.choice(("year", "year", "year", "month"))),
        "number-of-pages": str(draw.rng.randint(60, 500)) if draw.chance(0.15) else "",
    }
    return _online(draw, item, 0.2)


def preprint(draw: Draw) -> Item:
    """Return a preprint."""
    draw.lately(1992)
    number, field = identifiers.arxiv(draw.rng, draw.year)
    item: Item = {
        "type": "article",
        "author": draw.people(draw.rng.choice(("few", "many"))),
        "title": draw.title(),
        "issued": draw.issued(draw.rng.choice(("year", "day"))),
        "number": draw.rng.choice((f"arXiv:{number}", f"arXiv:{number}", f"arXiv:{number} [{field}]", number)),
        "publisher": draw.rng.choice(("arXiv", "arXiv", "arXiv", "")),
        "genre": draw.rng.choice(("preprint", "Preprint", "arXiv preprint", "", "")),
        "URL": draw.rng.choice(
            (f"https://arxiv.org/abs/{number}", f"http://arxiv.org/abs/{number}", f"arxiv.org/abs/{number}", "", "")
        ),
    }
    if draw.chance(0.25):
        server = draw.rng.choice(
            ("bioRxiv", "medRxiv", "SSRN", "PsyArXiv", "OSF Preprints", "Research Square", "Preprints.org", "SocArXiv")
        )
        item |= {"number": "", "publisher": server, "URL": "", "DOI": draw.doi(server)}
    if draw.chance(0.4) and item["number"]:
        item |= {
            "type": "article-journal",
            "container-title": f"arXiv preprint {number if item['number'] == number else item['number']}",
            "number": "",
            "genre": "",
            "publisher": "",
        }
    return item


def review(draw: Draw) -> Item:
    """Return a review of a book."""
    item = _in_journal(draw, draw.known("container-title", "journal"), draw.people("alone"))
    item["type"] = draw.rng.choice(("review-book", "article-journal", "review"))
    item["title"] = draw.title("review")
    if item["type"] != "article-journal" and draw.chance(0.6):
        item |= {
            "reviewed-author": [draw.person()],
            "reviewed-title": draw.title(),
            "title": "" if draw.chance(0.5) else item["title"],
        }
        item["title"] = item["title"] or item["reviewed-title"]
    return item


def entry(draw: Draw) -> Item:
    """Return an entry of a work of reference."""
    item = {
        "type": draw.rng.choice(("entry-encyclopedia", "entry-encyclopedia", "entry-dictionary", "chapter")),
        "author": [draw.person()] if draw.chance(0.6) else [],
        "title": draw.text("entry"),
        "container-title": draw.text("encyclopedia"),
        "editor": draw.people("few")[:3] if draw.chance(0.3) else [],
        "volume": str(draw.rng.randint(1, 30)) if draw.chance(0.3) else "",
        "page": draw.pages() if draw.chance(0.5) else "",
        "issued": draw.issued(),
        "publisher": draw.text("publisher") if draw.chance(0.6) else "",
        "publisher-place": draw.text("city") if draw.chance(0.5) else "",
        "edition": draw.text("edition") if draw.chance(0.15) else "",
    }
    return _online(draw, item, 0.3)


def speech(draw: Draw) -> Item:
    """Return a speech or a paper that was read."""
    kind = "speech_kind" if draw.chance(0.5) else ""
    item = {
        "type": draw.rng.choice(("speech", "speech", "paper-conference")),
        "author": draw.people("alone"),
        "title": draw.title("speech"),
        "genre": draw.text(kind) if kind else "",
        "event-title": draw.text("event_title") if draw.chance(0.7) else "",
        "event-place": draw.text("city") if draw.chance(0.6) else "",
        "issued": draw.issued(draw.rng.choice(("year", "month", "day"))),
    }
    item["event"] = item["event-title"]
    return _online(draw, item, 0.2)
