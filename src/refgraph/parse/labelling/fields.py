"""Spans of tokens to fields of the string: what only names a field ("doi:", "(Eds.)") is left out of it."""

from __future__ import annotations

import re

from refgraph.parse.result import Label
from refgraph.parse.tokens import Tokens

_EDITORS = r"(?:eds?|editors?|hrsg|hgg?|orgs?|coords?|dirs?|red|éds?|ред)"
_LEADS = {
    Label.DOI: r"\W*(?:(?:https?://)?(?:dx\.|www\.)?doi\.?\s?org/|doi\s*[:/]?\s*)?(?=10\.)",
    Label.ARXIV: r"(?:(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/|(?:and\W+)?arXiv\s*:\s*|and\s+|[\"“]\s*)",
    Label.ISBN: r"ISBN(?:-1[03])?\s*:?\s*",
    Label.URL: r".*?(?=https?:|ftp:|www\.)",
    Label.EDITOR: rf"(?:\(?{_EDITORS}\.?\)?(?:\s+by|\s+v(?:on|\.))?|edited by|éd(?:ité)? par|a cura di|под ред\.)"
    r"[\s:,]+",
}
_TAILS = {
    Label.EDITOR: rf"[\s,]*(?:\(\s*{_EDITORS}\.?\s*\)?|\[\s*{_EDITORS}\.?\s*\]?|,\s*{_EDITORS}\.?)$",
    Label.URL: r"[>\s]+$",
}
_STOPPED = {
    Label.DATE: re.compile(r"(?:n\.\s?d|s\.\s?[da]|o\.\s?J|б\.\s?г)\."),
    Label.VOLUME: re.compile(r"(?:в|у)?\s?\d+(?:-ти)?\s(?:т|ч|кн|vols?|tt?|Bde|Bdn)\."),
}
"""Words whose last stop belongs to them: in place of a date, and how many volumes there are."""

_LEAD = {label: re.compile(pattern, re.IGNORECASE) for label, pattern in _LEADS.items()}
_TAIL = {label: re.compile(pattern, re.IGNORECASE) for label, pattern in _TAILS.items()}


def extent(raw: str, tokens: Tokens, label: Label, start: int, end: int) -> tuple[int, int]:
    """Return where a field begins and ends in the string.

    Args:
        raw: the reference.
        tokens: its tokens.
        label: of the field; a DOI or arXiv id printed as an address is the part that names it.
        start: first token.
        end: behind the last token.
    """
    first, last = bare(raw, label, *tokens.extent(start, end))
    if (words := _STOPPED.get(label)) and (stop := words.match(raw, first)) and stop.end() == last + 1:
        return first, stop.end()
    return first, last


def bare(raw: str, label: Label, start: int, end: int) -> tuple[int, int]:
    """Return where a field begins and ends without what only names it.

    >>> raw = "A. Bello (Eds.)"
    >>> raw[slice(*bare(raw, Label.EDITOR, 0, len(raw)))]
    'A. Bello'
    """
    if (lead := _LEAD.get(label)) and (found := lead.match(raw, start, end)) and found.end() < end:
        start = found.end()
    if (tail := _TAIL.get(label)) and (found := tail.search(raw, start, end)) and found.start() > start:
        end = found.start()
    return start, end
