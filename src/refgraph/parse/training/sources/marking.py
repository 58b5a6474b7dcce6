"""Pieces of text with their labels to an example: joined, and each field trimmed to what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, LabelledSpan

Piece = tuple[str, Label | None]
"""Text as printed, and the label of all of it; None for text between fields."""

_EDGE = " \t\r\n\u00a0.,;:()[]{}<>\"“”„‘’«»‹›'`–—-*|/"
_OPENING = {")": "(", "]": "["}
_CLOSING = {"(": ")", "[": "]"}
_PAGES = r"(?:pp?|pages?|pgs?|seiten?|ss?|págs?|pag|с|стр)\b\.?\s*:?\s*"
_VOLUME = r"(?:vol(?:ume|umen)?s?|bd|band|tomo?|t|v|т|том)\b\.?\s*:?\s*"
_ISSUE = r"(?:(?:no|nr|n|num(?:ber|éro)?|issue|iss|heft|h|вып)\b\.?|n[°ºo]|№)\s*:?\s*"
_LEADS = {
    Label.PAGES: _PAGES,
    Label.VOLUME: _VOLUME,
    Label.ISSUE: _ISSUE,
    Label.CONTAINER: r"(?:in|dans|en|em|nel|в|//)\b\s*:?\s+",
    Label.EDITOR: r"(?:in|dans|en|eds?|edited by|hrsg\. v(?:on|\.)|ред)\b\s*[.:]?\s+",
    Label.DOI: r"(?:https?://(?:dx\.)?doi\.org/|doi\s*:?\s*)",
    Label.URL: r"(?:url|available (?:at|from)|online|retrieved from)\b\s*:?\s*",
    Label.TRANSLATOR: r"(?:trans(?:lated by|\.)|tr\.|пер\.)\s*",
}
_LEAD = {label: re.compile(pattern, re.IGNORECASE) for label, pattern in _LEADS.items()}
_ABBREVIATED = re.compile(r"(?:^|[\s.,'’-])(?:[^\W\d_]|al|etc|Jr|Sr|ed|éd|Aufl|изд|др|\w+\.\w+)\.$")
_KEEPS_STOP = {Label.AUTHOR, Label.EDITOR, Label.TRANSLATOR, Label.EDITION, Label.CONTAINER, Label.SERIES}


def example(pieces: Iterable[Piece], source: str, doc: str = "") -> Example:
    """Return the example that pieces make; pieces of one label in a row are one field.

    Args:
        pieces: the reference in order; white space is collapsed.
        source: where it is from.
        doc: the document it is from.
    """
    raw = ""
    spans: list[LabelledSpan] = []
    for text, label in pieces:
        text = re.sub(r"\s+", " ", text)  # noqa: PLW2901
        if raw.endswith(" ") or not raw:
            text = text.lstrip()  # noqa: PLW2901
        start, raw = len(raw), raw + text
        if label is None or not text.strip():
            continue
        first, last = trimmed(raw, label, start, len(raw))
        if first >= last:
            continue
        if spans and spans[-1].label is label and not raw[spans[-1].end : first].strip():
            first = spans.pop().start
        spans.append(LabelledSpan(label, first, last))
    text = raw.rstrip()
    return Example(raw=text, spans=tuple(spans), source=source, doc=doc)


def trimmed(raw: str, label: Label, start: int, end: int) -> tuple[int, int]:
    """Return where a field begins and ends without edge punctuation, brackets, quotes and what leads it in.

    >>> raw = '(pp. 12-34),'
    >>> raw[slice(*trimmed(raw, Label.PAGES, 0, len(raw)))]
    '12-34'
    """
    for _ in range(2):
        while start < end and raw[start] in _EDGE and _CLOSING.get(raw[start], "\0") not in raw[start + 1 : end - 1]:
            start += 1
        while start < end and raw[end - 1] in _EDGE and not _belongs(raw, label, start, end):
            end -= 1
        lead = _LEAD.get(label)
        if lead and (found := lead.match(raw, start, end)) and found.end() < end:
            start = found.end()
    return start, end


def _belongs(raw: str, label: Label, start: int, end: int) -> bool:
    """Tell whether the last character belongs to the field: the stop of an abbreviation, a bracket that was opened."""
    last = raw[end - 1]
    if last == ".":
        return label in _KEEPS_STOP and bool(_ABBREVIATED.search(raw, start, end))
    return last in _OPENING and raw.count(_OPENING[last], start + 1, end) >= raw.count(last, start, end)
