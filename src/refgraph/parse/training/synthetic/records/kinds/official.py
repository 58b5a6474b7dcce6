"""What states and bodies issue: reports, laws, cases, archives, patents, standards."""

from __future__ import annotations

from typing import Any

from refgraph.parse.training.synthetic.records import identifiers
from refgraph.parse.training.synthetic.records.drawing import Draw

Item = dict[str, Any]


def _linked(draw: Draw, item: Item, site: str, share: float) -> Item:
    if draw.year > 1995 and draw.chance(share):
        return {
            **item,
            "URL": draw.url(str(item["title"]), site),
            "accessed": draw.accessed() if draw.chance(0.6) else {},
        }
    return item


def report(draw: Draw) -> Item:
    """Return a report of a body."""
    if draw.chance(0.7):
        draw.lately()
    bodies = draw.body()
    item = {
        "type": "report",
        "author": bodies if draw.chance(0.75) else draw.people("few"),
        "title": draw.title("report_title"),
        "genre": draw.text("report") if draw.chance(0.35) else "",
        "number": identifiers.code(draw.rng) if draw.chance(0.35) else "",
        "publisher": draw.text("body") if draw.chance(0.55) else bodies[0]["literal"] if draw.chance(0.2) else "",
        "publisher-place": draw.text("city") if draw.chance(0.6) else "",
        "issued": draw.issued(draw.rng.choice(("year", "year", "month", "day"))),
        "number-of-pages": str(draw.rng.randint(4, 300)) if draw.chance(0.1) else "",
    }
    return _linked(draw, item, draw.text("site") or "stat", 0.4)


def working_paper(draw: Draw) -> Item:
    """Return a paper of a series of working papers."""
    if draw.chance(0.7):
        draw.lately()
    item = {
        "type": "report",
        "author": draw.people("few"),
        "title": draw.title(),
        "genre": draw.text("report"),
        "number": identifiers.code(draw.rng) if draw.chance(0.8) else "",
        "publisher": draw.text("body") if draw.chance(0.6) else draw.text("university", "body"),
        "publisher-place": draw.text("city") if draw.chance(0.5) else "",
        "issued": draw.issued(draw.rng.choice(("year", "year", "month"))),
    }
    return _linked(draw, item, "papers", 0.3)


def body_book(draw: Draw) -> Item:
    """Return a book that a body has written: "World Bank. (2024). Title. Washington, DC: World Bank"."""
    return {
        "type": "book",
        "author": draw.body(),
        "title": draw.title("report_title"),
        "publisher": draw.text("publisher", "body") if draw.chance(0.6) else draw.text("body"),
        "publisher-place": draw.text("city") if draw.chance(0.8) else "",
        "issued": draw.issued(),
        "edition": draw.text("edition") if draw.chance(0.05) else "",
    }


def statute(draw: Draw) -> Item:
    """Return an act, a code, a decree."""
    number = draw.rng.choice(
        (
            str(draw.rng.randint(1, 900)),
            f"{draw.rng.randint(1, 300)}-{draw.rng.choice(('I', 'II', 'V', 'ФЗ', 'FZ', 'VI'))}",
            f"{draw.year}/{draw.rng.randint(1, 900)}",
        )
    )
    item = {
        "type": draw.rng.choice(("legislation", "legislation", "regulation")),
        "title": draw.title("statute"),
        "number": number if draw.chance(0.6) else "",
        "container-title": draw.text("code") if draw.chance(0.5) else "",
        "volume": str(draw.rng.randint(1, 130)) if draw.chance(0.25) else "",
        "section": str(draw.rng.randint(1, 900)) if draw.chance(0.2) else "",
        "page": str(draw.rng.randint(1, 5000)) if draw.chance(0.25) else "",
        "authority": draw.text("parliament") if draw.chance(0.2) else "",
        "author": draw.body("parliament") if draw.chance(0.25) else [],
        "issued": draw.issued(draw.rng.choice(("year", "day"))),
    }
    return _linked(draw, item, "law", 0.25)


def case(draw: Draw) -> Item:
    """Return a case of a court."""
    item = {
        "type": "legal_case",
        "title": draw.title("case"),
        "authority": draw.text("court") if draw.chance(0.7) else "",
        "container-title": draw.text("reporter") if draw.chance(0.75) else "",
        "volume": str(draw.rng.randint(1, 600)) if draw.chance(0.6) else "",
        "page": str(draw.rng.randint(1, 1500)) if draw.chance(0.65) else "",
        "number": f"{draw.rng.randint(1, 9999)}/{draw.rng.randint(0, 99):02}" if draw.chance(0.25) else "",
        "issued": draw.issued(draw.rng.choice(("year", "year", "day"))),
    }
    return _linked(draw, item, "court", 0.1)


def bill(draw: Draw) -> Item:
    """Return a bill."""
    return {
        "type": "bill",
        "title": draw.title("bill"),
        "number": str(draw.rng.randint(1, 9000)) if draw.chance(0.6) else "",
        "authority": draw.text("parliament") if draw.chance(0.5) else "",
        "chapter-number": str(draw.rng.randint(90, 118)) if draw.chance(0.3) else "",
        "issued": draw.issued(draw.rng.choice(("year", "day"))),
    }


def treaty(draw: Draw) -> Item:
    """Return a treaty."""
    item = {
        "type": "treaty",
        "title": draw.title("treaty"),
        "container-title": draw.text("treaty_series") if draw.chance(0.4) else "",
        "volume": str(draw.rng.randint(1, 2500)) if draw.chance(0.4) else "",
        "page": str(draw.rng.randint(1, 500)) if draw.chance(0.4) else "",
        "publisher-place": draw.text("city") if draw.chance(0.3) else "",
        "issued": draw.issued(draw.rng.choice(("year", "day"))),
    }
    return _linked(draw, item, "treaties", 0.2)


def manuscript(draw: Draw) -> Item:
    """Return what an archive keeps."""
    return {
        "type": draw.rng.choice(("manuscript", "manuscript", "document", "personal_communication")),
        "author": [draw.person()] if draw.chance(0.75) else [],
        "title": draw.title("manuscript"),
        "genre": draw.text("manuscript_kind") if draw.chance(0.3) else "",
        "archive": draw.text("archive"),
        "archive_location": draw.text("box") if draw.chance(0.8) else "",
        "archive-place": draw.text("city") if draw.chance(0.35) else "",
        "publisher": draw.text("archive") if draw.chance(0.1) else "",
        "publisher-place": draw.text("city") if draw.chance(0.15) else "",
        "issued": draw.issued(draw.rng.choice(("year", "month", "day"))) if draw.chance(0.9) else {},
    }


def patent(draw: Draw) -> Item:
    """Return a patent."""
    return {
        "type": "patent",
        "author": draw.people("few"),
        "title": draw.title("patent"),
        "number": identifiers.patent_number(draw.rng),
        "genre": draw.text("patent_kind") if draw.chance(0.3) else "",
        "publisher-place": draw.text("city") if draw.chance(0.1) else "",
        "issued": draw.issued(draw.rng.choice(("year", "day"))),
    }


def standard(draw: Draw) -> Item:
    """Return a standard."""
    body = draw.text("standard_body")
    part = f"-{draw.rng.randint(1, 9)}" if draw.chance(0.5) else ""
    return {
        "type": "standard",
        "author": [{"literal": body}] if draw.chance(0.6) else [],
        "title": draw.title("standard"),
        "number": f"{body.partition(' ')[0]} {draw.rng.randint(10, 29999)}{part}:{draw.year}",
        "publisher": body if draw.chance(0.4) else "",
        "publisher-place": draw.text("city") if draw.chance(0.3) else "",
        "issued": draw.issued(),
    }
