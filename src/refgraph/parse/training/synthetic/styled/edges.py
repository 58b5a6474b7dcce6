"""Where a field begins and ends: without the punctuation, quotes and brackets around it."""

from __future__ import annotations

import re

from refgraph.parse.result import Label
from refgraph.parse.training.synthetic.styled.fields import NAMES

_AROUND = " \t\u00a0\u2009\u202f,;:/|–—-·،、；：，"
_QUOTES = {
    "“": "”",
    "«": "»",
    "„": "“",
    "‘": "’",
    "'": "'",
    '"': '"',
    "『": "』",
    "「": "」",
    "《": "》",
    "‹": "›",
    "”": "”",
}
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】"}
_ABBREVIATION = re.compile(r"(?:^|[\s.(–-])(?:[^\W\d_]{1,6}|[^\W\d_](?:\.[^\W\d_])+)\.$")
_INITIAL = re.compile(r"(?:^|[\s.(-])[^\W\d_]\.$")
_DOTTED = frozenset(
    {
        Label.CONTAINER,
        Label.SERIES,
        Label.EDITION,
        Label.GENRE,
        Label.LOCATION,
        Label.PUBLISHER,
        Label.INSTITUTION,
        *NAMES,
    }
)


def trimmed_span(text: str, start: int, end: int, label: Label) -> tuple[int, int] | None:
    """Return a field without what stands around it, None if nothing is left.

    >>> trimmed_span("In: “On the Road”, 1957", 3, 18, Label.TITLE)
    (5, 16)
    """
    start, end = _with_open_quotes(text, start, end)
    while True:
        before = start, end
        while start < end and (text[start] in _AROUND + "." or text[start].isspace()):
            start += 1
        while start < end and (
            text[end - 1] in _AROUND
            or text[end - 1].isspace()
            or (text[end - 1] == "." and not _keeps_dot(text[start:end], label))
        ):
            end -= 1
        if end - start > 1 and _wrapped(text[start:end], label):
            start, end = start + 1, end - 1
        start, end = _without_lone_bracket(text, start, end)
        if (start, end) == before:
            break
    return (start, end) if any(map(str.isalnum, text[start:end])) else None


def _keeps_dot(value: str, label: Label) -> bool:
    """Tell whether the full stop at the end belongs to the last word."""
    if label in NAMES:
        return bool(_ABBREVIATION.search(value))
    if label in _DOTTED:
        return bool(_ABBREVIATION.search(value)) and (" " in value or "." in value[:-1] or len(value) < 8)
    if label == Label.DATE:
        return False
    return bool(_INITIAL.search(value)) and label == Label.TITLE


def _wrapped(value: str, label: Label) -> bool:
    """Tell whether quotes or brackets stand around the whole of a value."""
    first, last, inside = value[0], value[-1], value[1:-1]
    if _QUOTES.get(first) == last:
        return first not in inside and last not in inside
    if _BRACKETS.get(first) == last and label not in {Label.VOLUME, Label.ISSUE}:
        return first not in inside and last not in inside
    return False


def _with_open_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in a quotation mark at an edge whose other half stands inside."""
    value = text[start:end]
    for opening, closing in _QUOTES.items():
        if opening == closing:
            continue
        if value.count(closing) == value.count(opening) + 1 and text[start - 1 : start] == opening and closing != "’":
            return start - 1, end
        if value.count(opening) == value.count(closing) + 1 and text[end : end + 1] == closing:
            return start, end + 1
    return start, end


def _without_lone_bracket(text: str, start: int, end: int) -> tuple[int, int]:
    for opening, closing in _BRACKETS.items():
        value = text[start:end]
        if value.startswith(opening) and closing not in value:
            start += 1
        elif value.endswith(closing) and opening not in value:
            end -= 1
    return start, end
