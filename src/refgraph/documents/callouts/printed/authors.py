"""Names with years in running text: "Popoff et al. (2015)", "(see Noll, 2005, p. 3; Lewin, 1987a, b)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from refgraph.documents.callouts.printed.names import read_names
from refgraph.documents.callouts.printed.values import AuthorYear

_REACH = 300
"""Characters before a year in which its names are looked for."""

_NUMERAL = r"(?:1[4-9]|20)\d\d(?!\d)"
_WITHOUT = (
    r"n\.\s?d\.|s\.\s?d\.|s\.\s?f\.|o\.\s?J\.|б\.\s?г\.|in press|in preparation|forthcoming|accepted|submitted"
    "|no prelo|en prensa|im Druck|im Erscheinen|sous presse|в печати"
)
_YEAR = re.compile(rf"(?<![\w./–-])(?:c\.\s?|ca\.\s?)?((?:{_NUMERAL}(?:/{_NUMERAL})?[a-z]?(?![\w])|{_WITHOUT}))")
_LETTERS = re.compile(r"(?:\s*[,&;]\s*|\s+and\s+)([a-h])(?![\w.])")
_BRACKETS = re.compile(r"[()\[\]]")
_CLOSING = {"(": ")", "[": "]"}
_FIRST = re.compile(r"\s*(?:original work published\s+)?$")
_SAME_NAMES = re.compile(r"\s*[,;]?\s*(?:and|und|et|e|y|и|&)?\s*(?:\[?\d{4}\]?\s*/\s*)?$")
_LEADING = (
    r"see|see also|also|cf\.?|e\.\s?g\.,?|i\.\s?e\.,?|for (?:a )?(?:review|example|instance|details?),?|compare|contra"
    r"|but|reviewed (?:in|by)|as in|after|from|in|by|cited (?:in|by)|as cited in|quoted in|adapted from|modified from"
    r"|data from|based on|following|per|source:|apud|citado por|ver|vide|véase|conforme|segundo|p\.\s?ex\.,?"
    r"|por ejemplo,?|fonte:|adaptado de|siehe|siehe auch|vgl\.?|z\.\s?B\.,?|voir|par exemple,?|см\.|напр\.,?"
    "|and|e|y|und|et"
)
_PREFIX = re.compile(rf"\s*[,;.]?\s*(?:[,;]?\s*(?:{_LEADING})\s*)*[_*]*$", re.IGNORECASE)
_AFTER = re.compile(r"(?:\s*[,:]\s*[^;,()]{0,40})*\s*$")
_LONGEST = 1200
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


class _Said(NamedTuple):
    names: tuple[str, ...]
    et_al: bool
    start: int
    prefix: str


def find_author_years(text: str) -> list[AuthorYear]:
    """Return every call-out by name and year that stands in brackets or has its year there, in order.

    Nothing is looked up: what is found may be another thing with a year, and ``sure`` says where that is likely.

    >>> for each in find_author_years("Popoff et al. (2015) follow others (see Noll, 2005a, b; Lewin, 1987)."):
    ...     print(each.names, each.year, each.shown)
    ('Popoff',) 2015 Popoff et al. (2015)
    ('Noll',) 2005a Noll, 2005a
    ('Noll',) 2005b Noll, 2005b
    ('Lewin',) 1987 Lewin, 1987
    """
    found: list[AuthorYear] = []
    for start, end in _bracketed(text):
        found += _in_bracket(text, start, end)
    return sorted(found, key=lambda each: (each.start, each.end))


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans inside brackets, the outer of nested ones without the inner."""
    opened: list[tuple[str, int]] = []
    for sign in _BRACKETS.finditer(text):
        if sign[0] in _CLOSING:
            opened.append((sign[0], sign.end()))
            continue
        while opened and _CLOSING[opened[-1][0]] != sign[0]:
            opened.pop()
        if opened:
            _, start = opened.pop()
            if sign.start() - start <= _LONGEST and not _PARAGRAPH.search(text, start, sign.start()):
                yield start, sign.start()


def _in_bracket(text: str, start: int, end: int) -> Iterator[AuthorYear]:
    said: _Said | None = None
    cursor = start
    for found in _YEAR.finditer(text, start, end):
        left = text[cursor : found.start()]
        if cursor == start and _FIRST.match(left):
            said = _names_before(text, start - 1)
            if said is not None:
                said = said._replace(prefix="")
            narrative = True
        elif said is not None and _SAME_NAMES.match(left):
            narrative = False
        else:
            said = _names(text, cursor, found.start())
            narrative = False
        cursor = found.end()
        if said is None:
            continue
        fresh = said.start < found.start() and (narrative or said.start >= start)
        yield from _callouts(text, said, found, (start, end) if narrative else None, fresh=fresh)
        letters = _LETTERS.match(text, cursor, end)
        while letters and found[1][-1:].isalpha() and found[1][:1].isdigit():
            cursor = letters.end()
            year = f"{found[1][:-1]}{letters[1]}"
            yield _callout(said, year, (letters.start(1), letters.end(1)), f"{_head(text, said)}, {year}", sure=True)
            letters = _LETTERS.match(text, cursor, end)


def _callouts(
    text: str, said: _Said, found: re.Match[str], bracket: tuple[int, int] | None, *, fresh: bool
) -> Iterator[AuthorYear]:
    year, end = found[1], found.end()
    if bracket is not None:
        closes = bool(_AFTER.match(text[end : bracket[1]])) and len(text[end : bracket[1]]) < 80
        stop = bracket[1] + 1 if not text[end : bracket[1]].strip() else end
        yield _callout(said, year, (said.start, stop), _shown(text, said.start, stop, bracket), sure=closes)
        return
    sure = bool(_PREFIX.match(said.prefix))
    start = said.start if fresh else found.start(1)
    same = text[max(0, said.start) : end] if said.start >= 0 and end - said.start < _REACH else year
    shown = same if not _YEAR.search(same, 0, max(0, len(same) - len(year))) else f"{_head(text, said)}, {year}"
    yield _callout(said, year, (start, end), shown, sure=sure)


def _callout(said: _Said, year: str, span: tuple[int, int], shown: str, *, sure: bool) -> AuthorYear:
    return AuthorYear(
        names=said.names,
        et_al=said.et_al,
        year=year,
        start=span[0],
        end=span[1],
        shown=" ".join(shown.split()),
        sure=sure,
    )


def _shown(text: str, start: int, stop: int, bracket: tuple[int, int]) -> str:
    return text[start:stop] if stop > bracket[1] else f"{text[start:stop]})"


def _head(text: str, said: _Said) -> str:
    """Return the names of a call-out as they are printed, without the year."""
    found = _YEAR.search(text, said.start)
    head = text[said.start : found.start()] if found else " & ".join(said.names)
    return head.rstrip(" \n\r\t,([")


def _names_before(text: str, bracket: int) -> _Said | None:
    return _names(text, max(0, bracket - _REACH), bracket)


def _names(text: str, start: int, end: int) -> _Said | None:
    """Return the names that end here; the words before them are the prefix."""
    start = max(start, end - _REACH)
    paragraph = list(_PARAGRAPH.finditer(text, start, end))
    start = paragraph[-1].end() if paragraph else start
    found = read_names(text[start:end])
    if found is None:
        return None
    return _Said(found.names, found.et_al, start + found.start, text[start : start + found.start])
