"""Cite keys made from a pattern, stable when works are added."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from refgraph.errors import UnknownNameError
from refgraph.model.names import Agent, Name
from refgraph.model.work import Work
from refgraph.text.ascii import to_ascii

DEFAULT_PATTERN = "{author}{year}"
_MANY = 5000
_FIELD = re.compile(r"\{(\w+)(?::(\d+))?\}")
_SMALL_WORDS = frozenset(
    "a an the on in of and or for to from at by with as is are about into over der die das ein eine "
    "und von zu im le la les l un une "
    "des du de et el los las un una y en del il lo gli i e di о в на и по к с".split()
)


def assign_keys(works: Iterable[Work], pattern: str = DEFAULT_PATTERN, taken: Collection[str] = ()) -> tuple[Work, ...]:
    """Give every work without a key one by a pattern.

    Works that have a key keep it, so adding works to a library never changes old keys. The first work of a name keeps
    the bare key; later ones get "a", "b", ... "z", "aa" (the bare one is not renamed, it may already be cited).

    Args:
        works: with or without keys.
        pattern: text with fields in braces: author (first family name), authors (up to three), year, title (first word
            of weight), shorttitle (first three), container (initials), type; ``{title:8}`` cuts to eight characters.
        taken: keys that are in use elsewhere.

    Returns:
        The works in the same order, each with a key; keys are lower-case ASCII letters and digits where the pattern is.

    Raises:
        UnknownNameError: if the pattern names an unknown field.

    >>> from refgraph.model import Contributor, Date, Name, Work
    >>> by = (Contributor(agent=Name(family="Allison", given="R.")),)
    >>> [work.key for work in assign_keys([Work(contributors=by, issued=Date.of(2018))] * 2)]
    ['allison2018', 'allison2018a']
    """
    works = tuple(works)
    used = {work.key for work in works if work.key} | set(taken)
    counters: dict[str, Iterator[str]] = {}
    keyed = []
    for work in works:
        key = work.key
        if not key:
            base = make_key(work, pattern)
            endings = counters.setdefault(base, _endings())
            key = next(candidate for ending in endings if (candidate := base + ending) not in used)
            used.add(key)
        keyed.append(work if work.key else replace(work, key=key))
    return tuple(keyed)


def make_key(work: Work, pattern: str = DEFAULT_PATTERN) -> str:
    """Return the key of one work by a pattern, without regard to others; "anon" and "nd" stand for what is missing."""

    def fill(found: re.Match[str]) -> str:
        name, size = found[1], found[2]
        if name not in _PARTS:
            near = get_close_matches(name, _PARTS, n=1)
            hint = f"did you mean {{{near[0]}}}?" if near else "known are " + ", ".join(_PARTS)
            raise UnknownNameError("no such field in a key pattern", text=pattern, span=found.span(), hint=hint)
        text = _PARTS[name](work)
        return text[: int(size)] if size else text

    return _FIELD.sub(fill, pattern) or "anon"


def _author(work: Work) -> str:
    names = _families(work)
    return names[0] if names else _title(work) or "anon"


def _families(work: Work) -> list[str]:
    return [_short_name(each.agent) for each in work.authors or work.editors or work.contributors]


def _short_name(agent: Agent) -> str:
    """Return the family name, the acronym of a body, or its first three words of weight."""
    if isinstance(agent, Name):
        return _plain(agent.full_family)
    words = [word for part in agent.name.split() if (word := _plain(part)) and word not in _SMALL_WORDS]
    return _plain(agent.acronym or "") or "".join(words[:3]) or _plain(agent.name)


def _authors(work: Work) -> str:
    names = _families(work)
    return "".join(names[:3]) + ("etal" if len(names) > 3 else "") or _author(work)


def _year(work: Work) -> str:
    if work.issued is None or work.issued.year is None:
        return "nd"
    return str(work.issued.year).replace("-", "bc")


def _words(work: Work) -> list[str]:
    words = [_plain(word) for word in re.split(r"[\s\-‐–—/:]+", work.title or "")]
    return [word for word in words if word and word not in _SMALL_WORDS] or [word for word in words if word]


def _title(work: Work) -> str:
    return next(iter(_words(work)), "")


def _container(work: Work) -> str:
    words = re.split(r"[\s\-]+", work.container_title or "")
    return "".join(plain[0] for word in words if (plain := _plain(word)) and plain not in _SMALL_WORDS)


_PARTS: dict[str, Callable[[Work], str]] = {
    "author": _author,
    "authors": _authors,
    "year": _year,
    "title": _title,
    "shorttitle": lambda work: "".join(_words(work)[:3]),
    "container": _container,
    "type": lambda work: _plain(work.type),
}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", to_ascii(text).lower())


def _endings() -> Iterator[str]:
    """Yield "", "a" ... "z", "aa" ..."""
    yield ""
    prefixes = [""]
    while True:
        prefixes = [prefix + letter for prefix in prefixes for letter in string.ascii_lowercase]
        yield from prefixes


def near_key(key: str, keys: Collection[str]) -> str | None:
    """Return the key that somebody who wrote another one may have meant, or None.

    Args:
        key: one that no work has.
        keys: those that works have.

    >>> near_key("alison2018", ["allison2018", "li2020"])
    'allison2018'
    """
    if len(keys) > _MANY:  # comparing with every key of a large file would take long for a hint
        keys = [each for each in keys if each[:1].lower() == key[:1].lower()]
    near = get_close_matches(key, keys, n=1, cutoff=0.7)
    if near:
        return near[0]
    # "wickham2016" for "wickhamGgplot2ElegantGraphics2016"
    name, year = key.rstrip("0123456789abc").lower(), "".join(filter(str.isdigit, key))[-4:]
    fitting = [each for each in keys if len(name) >= 4 and each.lower().startswith(name) and year and year in each]
    return fitting[0] if len(fitting) == 1 else None
