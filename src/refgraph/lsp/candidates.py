"""Entries as candidates for completion: found by any words of key, names, year and title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from refgraph.check.entry import Entry, fold, plain

_WORD = re.compile(r"[^\W_]+")
MOST = 100
"""Candidates that are sent at once; the editor asks again for each letter."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant.

    Attributes:
        key: its key.
        names: family names of authors or editors, "Cooley & Heathershaw".
        year: as written, or "".
        title: as plain text.
        type: of the entry.
        words: what it is found by: folded words of key, names, year, title.
    """

    key: str
    names: str
    year: str
    title: str
    type: str
    words: tuple[str, ...]

    @property
    def detail(self) -> str:
        """Return names and year on one line."""
        return " ".join(part for part in (self.names, f"({self.year})" if self.year else "") if part)


def candidate(entry: Entry, key: str = "") -> Candidate:
    """Return an entry as a candidate.

    Args:
        entry: of a bibliography.
        key: another key of it; by default its own.
    """
    key = key or entry.key
    families = [plain(name.family) for name in entry.names("author") or entry.names("editor")]
    year = str(entry.year) if entry.year is not None else ""
    words = [key, *_WORD.findall(" ".join([key, *families])), year, *_WORD.findall(entry.title)]
    folded = dict.fromkeys(fold(word) for word in words)
    return Candidate(key, short_names(families), year, entry.title, entry.type, tuple(each for each in folded if each))


def short_names(families: Sequence[str]) -> str:
    """Return family names on a short line.

    >>> short_names(["Cooley", "Heathershaw"]), short_names(["Wilson", "Aruliah", "Brown"])
    ('Cooley & Heathershaw', 'Wilson et al.')
    """
    if len(families) > 2:
        return f"{families[0]} et al."
    return " & ".join(families)


def find(candidates: Iterable[Candidate], typed: str) -> list[Candidate]:
    """Return the candidates that have every typed word, as the beginning of one of theirs, the best first.

    Case and accents do not matter. Candidates whose key begins with what is typed come first.

    >>> entry = Candidate("cooley2017", "Cooley", "2017", "Dictators", "book", ("cooley2017", "cooley", "dictators"))
    >>> [each.key for each in find([entry], "dict coo")], find([entry], "orbit")
    (['cooley2017'], [])
    """
    wanted = [each for each in (fold(word) for word in typed.split()) if each]
    whole = fold(typed)
    ranked = []
    for each in candidates:
        if all(any(word.startswith(part) for word in each.words) for part in wanted):
            ranked.append((not each.words[0].startswith(whole) if each.words else True, each))
        elif whole and each.words and whole in each.words[0]:
            ranked.append((True, each))
    return [each for _, each in sorted(ranked, key=lambda pair: pair[0])]


def filter_text(found: Candidate, typed: str) -> str:
    """Return the text that an editor filters by: what was typed, then everything else that may still be typed.

    Editors compare the beginning, or letters in order; a candidate found by its title must not be lost there.
    """
    first = fold(typed.split(maxsplit=1)[0]) if typed.strip() else ""
    begins = [word for word in found.words if first and word.startswith(first)]
    rest = [word for word in found.words if word not in begins]
    text = found.key if found.key.casefold().startswith(typed.casefold()) else typed
    return " ".join([text, *begins, *rest])
