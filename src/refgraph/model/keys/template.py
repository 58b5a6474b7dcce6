"""The short form of patterns: text with fields in braces, ``{author}{year}``, all in small letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from refgraph.errors import UnknownNameError
from refgraph.model.keys.parts import short_name, year_text
from refgraph.model.keys.words import bare, is_small, split_words, weighty_words
from refgraph.model.work import Work

_FIELD = re.compile(r"\{(\w+)(?::(\d+))?\}")


def is_template(pattern: str) -> bool:
    """Tell whether a pattern is written in the short form: with braces, or a text without any sign of the language."""
    return "{" in pattern or not pattern


def check_template(pattern: str) -> None:
    """Refuse a field that does not exist.

    Raises:
        UnknownNameError: the span is that of the field.
    """
    for found in _FIELD.finditer(pattern):
        if found[1] not in _FIELDS:
            near = get_close_matches(found[1], _FIELDS, n=1)
            hint = f"did you mean {{{near[0]}}}?" if near else "known are " + ", ".join(_FIELDS)
            raise UnknownNameError("no such field in a key pattern", text=pattern, span=found.span(), hint=hint)


def fill_template(pattern: str, work: Work) -> str:
    """Return the key of a work; "anon" and "nd" stand for what is missing."""

    def fill(found: re.Match[str]) -> str:
        text = _FIELDS[found[1]](work)
        return text[: int(found[2])] if found[2] else text

    return _FIELD.sub(fill, pattern)


def _author(work: Work) -> str:
    names = _families(work)
    return names[0] if names else _title(work) or "anon"


def _families(work: Work) -> list[str]:
    return [short_name(each.agent).lower() for each in work.authors or work.editors or work.contributors]


def _authors(work: Work) -> str:
    names = _families(work)
    return "".join(names[:3]) + ("etal" if len(names) > 3 else "") or _author(work)


def _words(work: Work) -> list[str]:
    return [word.lower() for word in weighty_words(work.title or "")]


def _title(work: Work) -> str:
    return next(iter(_words(work)), "")


def _container(work: Work) -> str:
    words = split_words(work.container_title or "")
    return "".join([plain[0].lower() for word in words if (plain := bare(word)) and not is_small(word)])


_FIELDS: dict[str, Callable[[Work], str]] = {
    "author": _author,
    "authors": _authors,
    "year": lambda work: year_text(work) or "nd",
    "title": _title,
    "shorttitle": lambda work: "".join(_words(work)[:3]),
    "container": _container,
    "type": lambda work: bare(work.type).lower(),
}
