"""The packed styles and locales (scripts/pack_styles.py): one file of compressed chunks, an index and a catalogue.

Index and catalogue are tables in text, found in by the name at the beginning of a line; nothing is split that is not
asked for. A line of the index is one of

    name    digest  start   size    offset  length      a text: its chunk in styles.pack, its place in the chunk
    name    >other                                      another name for it
    name    +                                           a file in data/own

and names of locales begin with "@". The catalogue has a line for every style, the dependent ones too:

    name    title   short title     fields  citation format     ISSNs   default locale  parent
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple


class StyleInfo(NamedTuple):
    """What is known about a style without opening it.

    Attributes:
        name: as `load_style` takes it.
        title: in the words of its authors.
        short_title: "" where there is none.
        fields: subjects ("medicine", "law", "generic-base", ...).
        citation_format: "author-date", "numeric", "note", "label", "author", or "".
        issns: of the journal, printed and electronic.
        default_locale: "" where the style names none.
        parent: name of the style that a dependent one follows, None for an independent one.
    """

    name: str
    title: str
    short_title: str
    fields: tuple[str, ...]
    citation_format: str
    issns: tuple[str, ...]
    default_locale: str
    parent: str | None


class Text(NamedTuple):
    """The XML of a style or locale.

    Attributes:
        digest: of the content, hexadecimal.
        read: gives it.
    """

    digest: str
    read: Callable[[], bytes]


def content_digest(data: bytes) -> str:
    """Return a hexadecimal digest, long enough to tell any two styles apart."""
    return hashlib.sha256(data).hexdigest()[:24]


def find_text(name: str) -> Text | None:
    """Return an independent style, or a locale ("@ru-RU"), None if there is none of this name."""
    row = _row(_index(), name)
    match row:
        case None:
            return None
        case [other] if other.startswith(">"):
            return find_text(other[1:])
        case ["+"]:
            own = _data() / "own" / (f"locales-{name[1:]}.xml" if name.startswith("@") else f"{name}.csl")
            data = own.read_bytes()
            return Text(content_digest(data), lambda: data)
    digest, *numbers = row
    start, size, offset, length = map(int, numbers)
    return Text(digest, lambda: _chunk(start, size)[offset : offset + length])


def current_name(name: str) -> str:
    """Return the name that a renamed style or a language has now, the same name for any other.

    >>> current_name("@kk"), current_name("apa")
    ('@kk-KZ', 'apa')
    """
    row = _row(_index(), name)
    return row[0][1:] if row and row[0].startswith(">") else name


def is_known(name: str) -> bool:
    """Tell whether there is a text, or another name for one."""
    return _row(_index(), name) is not None


def find_style(name: str) -> StyleInfo | None:
    """Return the catalogue's line about a style, None if there is no style of this name."""
    row = _row(catalogue(), name)
    return None if row is None else info_of([name, *row])


def info_of(cells: list[str]) -> StyleInfo:
    """Make a value of a line of the catalogue."""
    name, title, short_title, fields, citation_format, issns, locale, parent = cells
    return StyleInfo(
        name, title, short_title, tuple(fields.split()), citation_format, tuple(issns.split()), locale, parent or None
    )


@cache
def catalogue() -> str:
    """Return the table of all styles, a line each, between line ends."""
    return _table("catalogue.z")


@cache
def _index() -> str:
    return _table("index.z")


def _table(file: str) -> str:
    return zlib.decompress((_data() / file).read_bytes()).decode()


def _row(table: str, name: str) -> list[str] | None:
    """Return the cells behind a name."""
    start = table.find(f"\n{name}\t")
    if start < 0 or "\n" in name:
        return None
    start += len(name) + 2
    return table[start : table.index("\n", start)].split("\t")


@lru_cache(maxsize=8)
def _chunk(start: int, size: int) -> bytes:
    import lzma

    with (_data() / "styles.pack").open("rb") as pack:
        pack.seek(start)
        return lzma.decompress(pack.read(size))


@cache
def _data() -> Traversable:
    return files("refgraph.csl") / "data"
