"""News, pages, films, maps, programs, data."""

from __future__ import annotations

from typing import Any

from refgraph.parse.training.synthetic.records.drawing import Draw

Item = dict[str, Any]


def news(draw: Draw) -> Item:
    """Return an article of a newspaper, on paper or on line."""
    paper = draw.text("newspaper")
    online = draw.chance(0.55)
    if online:
        draw.lately()
    title = draw.title("headline") if draw.chance(0.75) else draw.title()
    item = {
        "type": "article-newspaper",
        "author": draw.people("alone") if draw.chance(0.7) else [],
        "title": title,
        "container-title": paper,
        "issued": draw.issued("day"),
    }
    if online:
        return item | {"URL": draw.url(title, paper), "accessed": draw.accessed() if draw.chance(0.55) else {}}
    letter = draw.rng.choice(("", "", "A", "B", "C", "D"))
    item["page"] = f"{letter}{draw.rng.randint(1, 48)}" if draw.chance(0.75) else ""
    item["issue"] = str(draw.rng.randint(1, 30000)) if draw.chance(0.12) else ""
    item["publisher-place"] = draw.text("city") if draw.chance(0.12) else ""
    item["edition"] = draw.text("edition") if draw.chance(0.03) else ""
    return item


def magazine(draw: Draw) -> Item:
    """Return an article of a magazine."""
    name = draw.text("magazine")
    item = {
        "type": "article-magazine",
        "author": draw.people("alone") if draw.chance(0.85) else [],
        "title": draw.title() if draw.chance(0.5) else draw.title("headline", "title"),
        "container-title": name,
        "volume": str(draw.rng.randint(1, 200)) if draw.chance(0.25) else "",
        "issue": draw.issue() if draw.chance(0.35) else "",
        "page": draw.pages() if draw.chance(0.6) else "",
        "issued": draw.issued(draw.rng.choice(("month", "day"))),
    }
    return _linked(draw, item, name, 0.4)


def _linked(draw: Draw, item: Item, site: str, share: float) -> Item:
    if draw.year > 1995 and draw.chance(share):
        return {
            **item,
            "URL": draw.url(str(item["title"]), site),
            "accessed": draw.accessed() if draw.chance(0.65) else {},
        }
    return item


def web_page(draw: Draw) -> Item:
    """Return a page of a site, by persons, by a body or by nobody."""
    draw.lately()
    site = draw.text("site")
    by = draw.rng.random()
    item = {
        "type": "webpage",
        "author": draw.people("alone") if by < 0.35 else draw.body() if by < 0.7 else [],
        "title": draw.title("page"),
        "container-title": site if draw.chance(0.6) else "",
        "publisher": draw.text("body", "site") if draw.chance(0.12) else "",
        "genre": draw.text("web_kind") if draw.chance(0.05) else "",
        "issued": draw.issued(draw.rng.choice(("year", "month", "day"))) if draw.chance(0.75) else {},
    }
    return _linked(draw, item, site, 0.96)


def blog_post(draw: Draw) -> Item:
    """Return a post of a blog or in a network."""
    draw.lately()
    site = draw.text("site")
    item = {
        "type": draw.rng.choice(("post-weblog", "post-weblog", "post")),
        "author": draw.people("alone"),
        "title": draw.title("headline", "title"),
        "container-title": site,
        "genre": draw.rng.choice(("Tweet", "Status update", "Blog post", "Post", "Video"))
        if draw.chance(0.15) and draw.language == "en"
        else "",
        "issued": draw.issued("day"),
    }
    return _linked(draw, item, site, 0.92)


def interview(draw: Draw) -> Item:
    """Return an interview, printed or held by the author."""
    item = {
        "type": "interview",
        "author": [draw.person()],
        "title": draw.title("interview"),
        "interviewer": [draw.person()] if draw.chance(0.6) else [],
        "container-title": draw.text("magazine", "newspaper") if draw.chance(0.6) else "",
        "publisher-place": draw.text("city") if draw.chance(0.2) else "",
        "issued": draw.issued("day"),
    }
    return _linked(draw, item, "talk", 0.3)


def film(draw: Draw) -> Item:
    """Return a film or a programme."""
    item = {
        "type": draw.rng.choice(("motion_picture", "motion_picture", "broadcast")),
        "author" if draw.chance(0.6) else "director": [draw.person()],
        "title": draw.title("film"),
        "genre": draw.text("film_kind") if draw.chance(0.8) else "",
        "publisher": draw.text("studio", "publisher"),
        "publisher-place": draw.text("city") if draw.chance(0.3) else "",
        "issued": draw.issued(),
        "container-title": draw.text("site") if draw.chance(0.15) else "",
    }
    return _linked(draw, item, "video", 0.2)


def map_sheet(draw: Draw) -> Item:
    """Return a map."""
    item = {
        "type": "map",
        "author": draw.body() if draw.chance(0.6) else draw.people("alone"),
        "title": draw.title("map"),
        "genre": draw.text("map_kind") if draw.chance(0.6) else "",
        "scale": f"1:{draw.rng.choice((10, 25, 50, 100, 200, 500, 1000))} 000" if draw.chance(0.5) else "",
        "publisher": draw.text("publisher") if draw.chance(0.6) else "",
        "publisher-place": draw.text("city") if draw.chance(0.7) else "",
        "issued": draw.issued(),
    }
    return _linked(draw, item, "maps", 0.15)


def software(draw: Draw) -> Item:
    """Return a program."""
    draw.lately()
    item = {
        "type": "software",
        "author": draw.people("few") if draw.chance(0.75) else draw.body(),
        "title": draw.title("software"),
        "version": f"{draw.rng.randint(0, 9)}.{draw.rng.randint(0, 20)}"
        + draw.rng.choice(("", f".{draw.rng.randint(0, 9)}"))
        if draw.chance(0.6)
        else "",
        "genre": draw.text("software_kind") if draw.chance(0.5) else "",
        "publisher": draw.text("repository", "publisher") if draw.chance(0.5) else "",
        "publisher-place": draw.text("city") if draw.chance(0.2) else "",
        "issued": draw.issued(),
    }
    return {**item, "DOI": draw.doi("software")} if draw.chance(0.25) else _linked(draw, item, "github", 0.6)


def dataset(draw: Draw) -> Item:
    """Return a collection of data."""
    draw.lately()
    item = {
        "type": "dataset",
        "author": draw.people("few") if draw.chance(0.6) else draw.body(),
        "title": draw.title("dataset"),
        "version": str(draw.rng.randint(1, 9)) if draw.chance(0.25) else "",
        "genre": draw.text("dataset_kind") if draw.chance(0.6) else "",
        "publisher": draw.text("repository") if draw.chance(0.8) else "",
        "issued": draw.issued(),
    }
    return {**item, "DOI": draw.doi("data")} if draw.chance(0.5) else _linked(draw, item, "data", 0.5)


def personal(draw: Draw) -> Item:
    """Return a letter or a talk with the author of the text."""
    return {
        "type": "personal_communication",
        "author": [draw.person()],
        "title": draw.title("personal"),
        "recipient": [draw.person()] if draw.chance(0.2) else [],
        "issued": draw.issued("day"),
    }
