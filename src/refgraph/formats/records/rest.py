"""What a reader has not taken of a record: it is kept under its path, or named as left out; nothing goes in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from refgraph.formats.records.draft import Draft
from refgraph.formats.records.library import finding
from refgraph.formats.records.names import write_inverted
from refgraph.model.finding import Finding
from refgraph.model.names import Name

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_MONTHS = {
    name[:size]: str(number)
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for size in (3, len(name))
}
_MOST_NAMED = 12


def words_of(text: str) -> str:
    """Return the words and numbers of a text, for comparing: no case, no marks, months and "03" as plain numbers.

    >>> words_of("<b>Jan</b> 05, 2018"), words_of("2018-01-05")
    (' 1 5 2018 ', ' 2018 1 5 ')
    """
    text = unescape(_TAG.sub(" ", text) if "<" in text else text).casefold()
    words = [_MONTHS.get(word, word) for word in _WORD.findall(text)]
    return f" {' '.join(str(int(word)) if word.isascii() and word.isdigit() else word for word in words)} "


class Said:
    """What a draft says so far."""

    def __init__(self, draft: Draft) -> None:
        """Take all texts, names, identifiers and kept values of a draft."""
        self._text = "|".join(words_of(text) for text in _texts(draft))

    def has(self, text: str) -> bool:
        """Return True if the words of a text stand together somewhere, or there are none."""
        words = words_of(text)
        return not words.strip() or words in self._text or all(part in self._text for part in _dated(words))

    def has_words(self, text: str) -> bool:
        """Return True if every word of a text is there somewhere."""
        return all(f" {word} " in self._text for word in words_of(text).split())


def keep_unsaid(draft: Draft, leaves: Iterable[tuple[str, str]], left_out: re.Pattern[str] | None = None) -> None:
    """Keep every value that a draft does not say yet under its path.

    Args:
        draft: with all that was read.
        leaves: path and text of every value in the record.
        left_out: matches the beginnings of paths that say something of the record and not of the work; these are only
            counted, in ``draft.left_out``.
    """
    said = Said(draft)
    for path, text in leaves:
        if said.has(text):
            continue
        outside = left_out.match(path) if left_out else None
        if outside:
            draft.left_out[outside[0].rstrip("/.")] += 1
        else:
            draft.keep(path, text)


def leaves_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of every text and number in plain data; places in lists are no part of a path.

    >>> list(leaves_of({"a": [{"b": 1}, {"b": "x"}], "c": None, "d": True}))
    [('a/b', '1'), ('a/b', 'x')]
    """
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from leaves_of(part, f"{path}/{name}" if path else str(name))
    elif isinstance(value, list):
        for part in value:
            yield from leaves_of(part, path)
    elif isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
        yield path, str(value)


class LeftOut:
    """Counts over the records of a file what was left out of them."""

    def __init__(self) -> None:
        self._counts = Counter[str]()
        self._line: int | None = None

    def add(self, draft: Draft, line: int | None) -> None:
        """Count what was left out of one record."""
        if draft.left_out and not self._counts:
            self._line = line
        self._counts += draft.left_out

    def findings(self, file: str | None) -> tuple[Finding, ...]:
        """Return the finding that names what was left out, at the first record with such; nothing if there is none."""
        if not self._counts:
            return ()
        named = [f"{path} ({count:,})" for path, count in self._counts.most_common(_MOST_NAMED)]
        more = len(self._counts) - len(named)
        listed = ", ".join(named) + (f" and {more} more" if more else "")
        message = f"values about the record and not the work were left out: {listed}"
        return (finding("left-out", message, file, line=self._line, value=", ".join(self._counts)),)


def _texts(draft: Draft) -> Iterator[str]:
    yield from (draft.key, draft.type, *(["et al."] if draft.truncated else []))
    for found in draft.texts.values():
        yield from (text for _, _, text in found)
    for each in draft.contributors:
        yield from (each.agent.text, each.agent.inverted, each.role.value, *each.affiliations)
        yield from (str(one.value) for one in each.identifiers)
        if isinstance(each.agent, Name):
            yield from (each.agent.initials, write_inverted(each.agent))
    yield from (one.value for one in draft.identifiers)
    yield from (text for _, text in leaves_of(draft.extra))


def _dated(words: str) -> list[str]:
    """Return a date's parts, so that one in another order is found; of anything else the whole."""
    parts = words.split()
    is_date = 2 <= len(parts) <= 6 and all(part.isdigit() for part in parts)
    return [f" {part} " for part in parts] if is_date else [words]
