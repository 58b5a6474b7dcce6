"""What must hold of labelled spans in every style; each function yields a sentence for every break of a law."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from refgraph.csl import Bibliography, Entry, Span
from refgraph.csl.items.dates import CalendarDate
from refgraph.csl.items.item import Item
from refgraph.csl.styles import style_names

COMPUTED = frozenset(("citation-number", "year-suffix", "citation-label", "first-reference-note-number"))
"""Variables that the processor gives; no item has to have them."""

_TAG = re.compile(r"<[^>]*>")
_ALIKE = str.maketrans("’‘ʼ–—‐‑\u00a0\u202f“”„«»", '\'\'\'----  """""')


def sample_of_styles(count: int) -> list[str]:
    """Return names of independent styles, drawn by hash: the same ones as long as the pack is the same."""
    return sorted(style_names(dependent=False), key=lambda name: hashlib.sha256(name.encode()).digest())[:count]


def tiling(entry: Entry) -> Iterator[str]:
    """The spans of plain text cover it from its first character to its last, without gap or overlap."""
    at = 0
    for span in entry.spans:
        if span.start != at or span.end <= span.start:
            yield f"{span} after {at} in {entry.text!r}"
        at = span.end
    if at != len(entry.text):
        yield f"spans end at {at} of {len(entry.text)} in {entry.text!r}"


def ascending(entry: Entry) -> Iterator[str]:
    """In every format spans stand in order, apart from each other and inside the text."""
    at = 0
    for span in entry.spans:
        if not at <= span.start < span.end <= len(entry.text):
            yield f"{span} after {at} in {entry.text!r}"
        at = span.end


def pointing(entry: Entry, items: dict[str, Item]) -> Iterator[str]:
    """A label says where its text comes from."""
    for span in entry.spans:
        text = entry.text[span.start : span.end]
        if span.item is None:
            if span[3:] != (None,) * 4:
                yield f"{text!r} is of no item and yet labelled: {span}"
        elif span.item not in entry.ids:
            yield f"{text!r} is of {span.item!r} in the entry of {entry.ids}"
        else:
            yield from _labelled(span, text, items[span.item])


def _labelled(span: Span, text: str, item: Item) -> Iterator[str]:
    name = span.variable or ""
    if name in item.names:
        yield from _name(span, text, item)
    elif name in item.dates:
        yield from _date(span, text, item.dates[name])
    elif name in item.texts:
        value = item.texts[name]
        if span.offset is not None and not _alike(text, value[span.offset : span.offset + len(text)]):
            yield f"{text!r} is not at {span.offset} of {name} {value!r}"
    elif name not in COMPUTED:
        yield f"{text!r} is labelled {name!r}, which item {item.id!r} does not have"


def _date(span: Span, text: str, date: CalendarDate) -> Iterator[str]:
    days = [day for day in (date.start, date.end) if day is not None]
    digits = re.sub(r"\D", "", text)
    if not span.part:
        right = _folded(text) in _folded(date.literal)
    elif span.part == "year":
        right = digits in [shown for day in days for shown in (f"{abs(day.year)}", f"{abs(day.year) % 100:02}")]
    elif span.part == "day":
        right = bool(digits) and int(digits) in [day.day for day in days]
    else:
        right = any(day.month if span.part == "month" else day.season for day in days)
    if not right:
        yield f"{text!r} is no {span.part} of {date}"


def _name(span: Span, text: str, item: Item) -> Iterator[str]:
    names = item.names[span.variable or ""]
    if span.name_index is None or not 0 <= span.name_index < len(names):
        yield f"{text!r} has no name of its own: {span}"
        return
    value = getattr(names[span.name_index], (span.part or "").replace("-particle", "").replace("-", "_"), "")
    if not value:
        yield f"{text!r} is labelled {span.part!r}, which the name does not have: {span}"
    elif span.offset is not None:
        if not _alike(text, value[span.offset : span.offset + len(text)]):
            yield f"{text!r} is not at {span.offset} of the {span.part} {value!r}"
    elif not _is_subsequence(filter(str.isalnum, _folded(text)), _folded(value)):
        yield f"{text!r} has letters that the {span.part} {value!r} has not in this order"


def same_labels(plain: Entry, rich: Entry) -> Iterator[str]:
    """What is labelled in HTML is what is labelled in plain text."""
    one, two = (
        [(label, _bare(entry.text[span.start : span.end], is_html=entry is rich)) for label, span in _labels(entry)]
        for entry in (plain, rich)
    )
    if _merged(one) != _merged(two):
        yield f"{_merged(one)} in text is {_merged(two)} in HTML"


def _labels(entry: Entry) -> Iterator[tuple[tuple[Any, ...], Span]]:
    return (((span[2:6]), span) for span in entry.spans if span.item is not None)


def _merged(rows: Sequence[tuple[tuple[Any, ...], str]]) -> list[tuple[tuple[Any, ...], str]]:
    """Join neighbours of one label: a format may split a run, as at a raised figure."""
    merged: list[tuple[tuple[Any, ...], str]] = []
    for label, text in rows:
        if merged and merged[-1][0] == label:
            merged[-1] = (label, merged[-1][1] + text)
        else:
            merged.append((label, text))
    return [(label, " ".join(text.split())) for label, text in merged if text.strip()]


def _bare(text: str, *, is_html: bool) -> str:
    return unicodedata.normalize("NFKC", html.unescape(_TAG.sub("", text)) if is_html else text)


def broken(plain: Bibliography, rich: Bibliography, items: dict[str, Item]) -> Iterator[str]:
    """All laws, for a bibliography as text and as HTML."""
    for one, two in zip(plain.entries, rich.entries, strict=True):
        for law, found in (
            ("tiling", tiling(one)),
            ("pointing", pointing(one, items)),
            ("ascending", ascending(two)),
            ("same labels", same_labels(one, two)),
        ):
            yield from (f"{law}: {sentence}" for sentence in found)


def _alike(one: str, two: str) -> bool:
    return one == two or _folded(one) == _folded(two)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().translate(_ALIKE)


def _is_subsequence(letters: Iterator[str], value: str) -> bool:
    rest = iter(value)
    return all(letter in rest for letter in letters)
