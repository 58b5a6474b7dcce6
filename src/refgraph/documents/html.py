"""HTML pages as lines: blocks of text with their places in the source, and the ``meta`` tags."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from refgraph.documents.lines import Block, Line

_SKIPPED = frozenset("nav aside footer script style noscript template svg button select iframe textarea".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = frozenset(
    (
        "p div ul ol dl dt dd li table thead tbody tr section article main header body blockquote pre "
        "figure form hr address"
    ).split()
)
_BLOCKS |= _HEADINGS
_ITEMS = frozenset({"li", "tr"})
_LISTS = frozenset("ul ol table dl".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LIST_CLASS = re.compile(
    r"(?:^|[\s_-])(?:references?|ref-?list|reflist|bibliography|citations?-list|csl-bib-body)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINK_WORDS = frozenset(
    """google scholar|crossref|cross ref|pubmed|pmc|medline|web of science|scopus|cas|chemport|ads|mathscinet|zbmath
    view article|view|full text|article|publisher full text|pubmed abstract|pubmed central|pubmed central full text
    download|open in new tab|openurl|links|link|back to text|scielo|return to ref|search ads|doi link|^|↑|↩|↵
    ⏎""".replace("\n    ", "|").split("|")
)


@dataclass(frozen=True, slots=True)
class Meta:
    """One ``meta`` tag with a name: its content and the place of the tag in the source."""

    name: str
    content: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page holds: its title, its ``meta`` tags in order, and its text as lines."""

    title: str
    metas: tuple[Meta, ...]
    lines: tuple[Line, ...]
    language: str | None = None


def read_page(source: str) -> Page:
    """Read an HTML page; navigation, asides, footers, scripts and link buttons ("Google Scholar") are left out."""
    reader = _Reader(source)
    reader.feed(source)
    reader.close()
    reader.flush()
    return Page(" ".join(reader.title.split()), tuple(reader.metas), tuple(reader.lines), reader.language)


class _Reader(HTMLParser):
    """Collects blocks; tags that are never closed or never opened do no harm."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)  # so that every piece of text has a place
        self.lines: list[Line] = []
        self.metas: list[Meta] = []
        self.title = ""
        self.language: str | None = None
        self._starts = [0, *(found.end() for found in re.finditer("\n", source))]
        self._characters: list[str] = []
        self._places = array("L")
        self._kind = Block.TEXT
        self._in_item = False
        self._skipped: list[str] = []
        self._link: int | None = None
        self._in_title = False
        self._preformatted = False

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a link, or a part that is left out."""
        values = {name: value or "" for name, value in attrs}
        if self._skipped or tag in _SKIPPED:
            if tag not in _VOID:
                self._skipped.append(tag)
            return
        match tag:
            case "meta":
                self._meta(values)
            case "html":
                self.language = values.get("lang") or None
            case "title":
                self._in_title = True
            case "br":
                self._break()
            case "a":
                self._link = len(self._characters)
            case _ if tag in _BLOCKS:
                self._open_block(tag, values)

    def handle_endtag(self, tag: str) -> None:
        """Close a block, a link, or a part that was left out."""
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    continue
        elif tag == "title":
            self._in_title = False
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self._close_block(tag)

    def handle_data(self, data: str) -> None:
        """Add text to the open block."""
        self._add(data, 1)

    def handle_entityref(self, name: str) -> None:
        """Add the characters of a named reference ("&amp;")."""
        self._add(unescape(f"&{name};"), 0)

    def handle_charref(self, name: str) -> None:
        """Add the character of a numeric reference ("&#8211;")."""
        self._add(unescape(f"&#{name};"), 0)

    def _meta(self, values: dict[str, str]) -> None:
        name = (values.get("name") or values.get("property") or "").lower()
        if name:
            start = self._here()
            tag = self.get_starttag_text() or ""
            self.metas.append(Meta(name, values.get("content", "").strip(), start, start + len(tag)))

    def _open_block(self, tag: str, values: dict[str, str]) -> None:
        if self._in_item and tag not in _ITEMS | _LISTS | _HEADINGS:
            self._add(" ", 0)
            return
        self.flush()
        if tag not in _ITEMS and _LIST_CLASS.search(f"{values.get('class', '')} {values.get('id', '')}"):
            self.lines.append(Line("References", self._here(), self._here(), 0, Block.HEADING))
        self._kind = Block.HEADING if tag in _HEADINGS else Block.ITEM if tag in _ITEMS else Block.TEXT
        self._in_item = tag in _ITEMS
        self._preformatted = tag == "pre"

    def _close_block(self, tag: str) -> None:
        if self._in_item and tag not in _ITEMS | _LISTS:
            self._add(" ", 0)
            return
        self.flush()
        self._kind, self._in_item, self._preformatted = Block.TEXT, False, False

    def _break(self) -> None:
        if self._in_item:
            self._add(" ", 0)
        else:
            self._end_line()

    def _add(self, data: str, step: int) -> None:
        """Add characters whose places in the source follow each other by ``step``."""
        if self._in_title:
            self.title += data
        elif not self._skipped:
            here = self._here()
            for number, character in enumerate(data):
                if self._preformatted and character == "\n":
                    self._end_line(blank=True)
                else:
                    self._characters.append(character)
                    self._places.append(here + step * number)

    def _end_link(self) -> None:
        if self._link is not None:
            words = " ".join("".join(self._characters[self._link :]).split())
            if words.strip("[]() ").casefold() in _LINK_WORDS:
                del self._characters[self._link :], self._places[self._link :]
        self._link = None

    def _end_line(self, *, blank: bool = False) -> None:
        """Make a line of the characters so far, white space collapsed."""
        text: list[str] = []
        places = array("L")
        space = False
        for character, place in zip(self._characters, self._places, strict=True):
            if character.isspace():
                space = bool(text)
                continue
            if space:
                text.append(" ")
                places.append(places[-1] + 1)
            text.append(character)
            places.append(place)
            space = False
        self._characters, self._places, self._link = [], array("L"), None
        if text:
            self.lines.append(Line("".join(text), places[0], places[-1] + 1, 0, self._kind, places))
        elif blank:
            self._blank()

    def flush(self) -> None:
        """End the open block; blocks are parted by a blank line."""
        self._end_line()
        if self.lines and self.lines[-1].text:
            self._blank()

    def _blank(self) -> None:
        place = self.lines[-1].end if self.lines else 0
        self.lines.append(Line("", place, place, 0, Block.TEXT))
