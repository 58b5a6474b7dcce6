"""The habits of a reference list: where it puts the date, whether it quotes titles, how it writes names ...

A first reading of a list gives each reference its habits; what most of its neighbours do informs the second reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from refgraph.parse.result import Label

Habits = tuple[int, ...]
"""One number for each of `SIZES`; 0 where the reference does not show it."""

Span = tuple[Label, int, int]
"""Label, start and end of a field."""

SIZES = (4, 3, 5, 3, 5, 6, 4, 3)
"""How many values each habit has: date's place, quoted titles, names, numbering, issue, after authors, place, "In"."""

UNKNOWN: Habits = (0,) * len(SIZES)

_LEAST = 5  # votes a habit needs
_MAJORITY = 0.8
_QUOTES = '"“”„«»‘’「」『』《》'
_INITIALS_FIRST = re.compile(r"(?:[^\W\d_]\.[ -]?)+\s?[^\W\d_]{2,}")
_FAMILY_INITIALS = re.compile(r"[^\W\d_][^,.;]+,?\s(?:(?:[^\W\d_]\.[ -]?){1,3}|[^\W\d_a-z]{1,3}(?=[,;.&\s]|$))")
_FAMILY_GIVEN = re.compile(r"[^\W\d_][^,.;]+,\s[^\W\d_]{2,}")
_IN = re.compile(r"(?:\b(?:In|Dans|En|Em|Nel|in|W|I)\b|//)\s*:?\s*[\"“„«]?$")
_AFTER = {".": 1, ",": 2, ":": 3, "(": 4}
_OTHER = 5


def habits(raw: str, fields: Sequence[Span]) -> Habits:
    """Return the habits that a labelled reference shows.

    Args:
        raw: the reference.
        fields: its fields in order.
    """
    first: dict[Label, Span] = {}
    for field in fields:
        first.setdefault(field[0], field)
    return (
        _date(fields, first),
        _quoted(raw, first.get(Label.TITLE)),
        _names(raw, first.get(Label.AUTHOR)),
        0 if not fields else 1 if Label.CITATION_NUMBER in first else 2,
        _issue(raw, first),
        _after_authors(raw, first.get(Label.AUTHOR)),
        _place(first),
        _led(raw, first.get(Label.CONTAINER)),
    )


def _date(fields: Sequence[Span], first: dict[Label, Span]) -> int:
    date, title = first.get(Label.DATE), first.get(Label.TITLE) or first.get(Label.CONTAINER)
    if date is None or title is None:
        return 0
    if date[1] < title[1]:
        return 1
    behind = {label for label, start, _ in fields if start > date[1]}
    return 3 if behind - {Label.DOI, Label.URL, Label.NOTE, Label.ACCESSED, Label.PAGES, Label.ARXIV} else 2


def _quoted(raw: str, title: Span | None) -> int:
    if title is None:
        return 0
    return 1 if raw[: title[1]].rstrip()[-1:] in _QUOTES and title[1] > 0 else 2


def _names(raw: str, author: Span | None) -> int:
    if author is None:
        return 0
    text = raw[author[1] : author[2]]
    for value, pattern in enumerate((_INITIALS_FIRST, _FAMILY_INITIALS, _FAMILY_GIVEN), 1):
        if pattern.match(text):
            return value
    return 4


def _issue(raw: str, first: dict[Label, Span]) -> int:
    volume, issue = first.get(Label.VOLUME), first.get(Label.ISSUE)
    if volume is None:
        return 0
    if issue is None or issue[1] < volume[2]:
        return 4
    between = raw[volume[2] : issue[1]]
    return 1 if "(" in between else 2 if any(map(str.isalpha, between)) else 3


def _after_authors(raw: str, author: Span | None) -> int:
    if author is None:
        return 0
    behind = raw[author[2] :].lstrip()[:1]
    return _AFTER.get(behind, _OTHER) if behind else 0


def _place(first: dict[Label, Span]) -> int:
    place, publisher = first.get(Label.LOCATION), first.get(Label.PUBLISHER)
    if place is None:
        return 3 if publisher else 0
    if publisher is None:
        return 0
    return 1 if place[1] < publisher[1] else 2


def _led(raw: str, container: Span | None) -> int:
    if container is None:
        return 0
    return 1 if _IN.search(raw[: container[1]]) else 2


def voted(neighbours: Sequence[Habits]) -> Habits:
    """Return what most neighbours do; 0 where too few show a habit or they differ.

    >>> voted([(1, 2, 0, 2, 0, 1, 0, 0)] * 5 + [(1, 1, 0, 2, 0, 4, 0, 1)])
    (1, 2, 0, 2, 0, 1, 0, 0)
    """
    chosen = []
    for column in zip(*neighbours, strict=True):
        counts = Counter(value for value in column if value)
        value, count = counts.most_common(1)[0] if counts else (0, 0)
        chosen.append(value if count >= _LEAST and count >= _MAJORITY * counts.total() else 0)
    return tuple(chosen) if chosen else UNKNOWN
