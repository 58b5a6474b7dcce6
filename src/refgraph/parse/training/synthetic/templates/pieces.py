"""Pieces of a reference, text and what it is, joined into a labelled reference: spans are right by construction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from refgraph.parse.result import Label
from refgraph.parse.training.examples import LabelledSpan

_EDGE = " \t\u00a0,;:"
_QUOTES = {"«": "»", "“": "”", "„": "“", "「": "」", "『": "』", "《": "》", "(": ")", "[": "]", '"': '"'}
_STOPPED = ".?!…。？！"
_TIGHT = ".,;:。，；、"


class Piece(NamedTuple):
    """A part of a reference and what it is; punctuation and lead-ins are nothing."""

    text: str
    label: Label | None = None


def joined(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces, joined as print does."""
    return _composed(pieces)[0]


def labelled(pieces: Iterable[Piece]) -> tuple[str, tuple[LabelledSpan, ...]]:
    """Return the reference that pieces make, and its spans, trimmed."""
    text, spans = _composed(pieces)
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    shifted = (LabelledSpan(label, start - lead, min(end - lead, len(text))) for label, start, end in spans)
    return text, tuple(span for each in shifted if (span := _trimmed(text, each)))


def _composed(pieces: Iterable[Piece]) -> tuple[str, list[LabelledSpan]]:
    """Join pieces: of two full stops, commas or spaces that meet, one remains."""
    text = ""
    spans: list[LabelledSpan] = []
    for piece in pieces:
        added = piece.text
        if text and added:
            text, added = _met(text, added, spans)
        start = len(text)
        text += added
        if piece.label and added.strip():
            spans.append(LabelledSpan(piece.label, start, len(text)))
    return text, spans


def _met(text: str, added: str, spans: list[LabelledSpan]) -> tuple[str, str]:
    """Return what remains of two texts that meet."""
    if text[-1] == " " and added[0] in _TIGHT and not added.startswith("..."):
        kept = text.rstrip(" ")
        if not spans or spans[-1].end <= len(kept):
            text = kept
    if text and (
        (added[0] == "." and text[-1] in _STOPPED)
        or (added[0] == ":" and text[-1] in _STOPPED[1:])
        or (added[0] in " ,;:，；。" and text[-1] == added[0])
    ):
        added = added[1:]
    if text and added and added[0] == " " and text[-1] in " \u00a0":
        added = added.lstrip(" ")
    return text, added


def _trimmed(text: str, span: LabelledSpan) -> LabelledSpan | None:
    """Return a span without blanks, commas and enclosing quotes at its edges; None if nothing is left."""
    label, start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    inner = text[start + 1 : end - 1]
    if end - start > 2 and _QUOTES.get(text[start]) == text[end - 1] and not {text[start], text[end - 1]} & set(inner):
        start, end = start + 1, end - 1
    return LabelledSpan(label, start, end) if start < end else None
