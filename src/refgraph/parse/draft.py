"""A reference while it is being labelled: what is claimed, what is still open."""

from __future__ import annotations

from refgraph.parse.result import Field, Label

HIDDEN = "\x00"
"""Stands in ``Draft.open_text`` for every character that is claimed."""

_EDGE = " \t\u00a0.,;:()[]{}<>\"“”„‘’«»‹›'`–—-*|"
_CONFIDENCE = {
    Label.DOI: 0.98,
    Label.URL: 0.95,
    Label.ARXIV: 0.98,
    Label.ISBN: 0.98,
    Label.DATE: 0.96,
    Label.VOLUME: 0.89,
    Label.ISSUE: 0.87,
    Label.PAGES: 0.91,
    Label.CITATION_NUMBER: 0.99,
    Label.AUTHOR: 0.89,
    Label.EDITOR: 0.91,
    Label.TITLE: 0.52,
    Label.CONTAINER: 0.73,
    Label.PUBLISHER: 0.45,
    Label.LOCATION: 0.88,
    Label.EDITION: 0.92,
    Label.TRANSLATOR: 0.51,
}
"""Share of right fields per label on references of stated licence; identifiers, seldom annotated there, by form."""


class Draft:
    """The labels found so far.

    Attributes:
        raw: the whole string.
        open_text: ``raw`` with every claimed character replaced by ``HIDDEN``.
        head: where the part that is not read yet begins.
        quoted_title: True if the title stood in quotation marks.
        container_from: where the container begins if "In" leads it.
        numbers_at: where volume, issue and pages begin.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.open_text = raw
        self.head = 0
        self.quoted_title = False
        self.container_from: int | None = None
        self.numbers_at: int | None = None
        self._fields: list[Field] = []

    def claim(
        self, label: Label, start: int, end: int, *, hide_from: int | None = None, hide_to: int | None = None
    ) -> None:
        """Give a span a label, trimmed of edge punctuation; does nothing if part of it is taken or nothing is left."""
        start, end = self._trimmed(label, start, end)
        if start >= end or HIDDEN in self.open_text[start:end]:
            return
        self._fields.append(Field(label, start, end, self.raw[start:end], _CONFIDENCE.get(label, 0.6)))
        self.hide(
            start if hide_from is None else min(hide_from, start),
            end if hide_to is None else max(hide_to, end),
        )

    def hide(self, start: int, end: int) -> None:
        """Take a span out of the open text without a label."""
        self.open_text = self.open_text[:start] + HIDDEN * (end - start) + self.open_text[end:]

    def has(self, *labels: Label) -> bool:
        """Return True if a span has one of these labels."""
        return any(field.label in labels for field in self._fields)

    def fields(self) -> tuple[Field, ...]:
        """Return the fields in the order of the string."""
        return tuple(sorted(self._fields, key=lambda field: field.start))

    def _trimmed(self, label: Label, start: int, end: int) -> tuple[int, int]:
        keep_stop = label is Label.EDITION
        while start < end and self.raw[start] in _EDGE and not self._opens(start, end):
            start += 1
        while end > start and self.raw[end - 1] in _EDGE and not self._closes(start, end):
            if self.raw[end - 1] == "." and (keep_stop or _is_abbreviation(self.raw[start:end], label)):
                break
            end -= 1
        return start, end

    def _opens(self, start: int, end: int) -> bool:
        """Return True if the bracket at the start is closed within the span, before its end."""
        closing = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", "‘": "’", '"': '"'}.get(self.raw[start])
        return closing is not None and closing in self.raw[start + 1 : end - 1] and self.raw[end - 1] != closing

    def _closes(self, start: int, end: int) -> bool:
        opening = {")": "(", "]": "[", "”": "“", "»": "«", "’": "‘", '"': '"'}.get(self.raw[end - 1])
        inner = self.raw[start : end - 1]
        return opening is not None and opening in inner and inner.rfind(opening) > 0


def _is_abbreviation(text: str, label: Label) -> bool:
    """Return True if the full stop at the end belongs to the last word ("Allison, R.", "U.S.", "Phys. Rev. Lett.")."""
    words = text.split()
    last = words[-1].rstrip(".")
    if (len(last) == 1 and last.isupper()) or "." in last or last in {"al", "Jr", "Sr"}:
        return True
    earlier = any(word.endswith(".") and len(word) > 2 for word in words[:-1])
    return label is Label.CONTAINER and earlier and len(last) <= 6
