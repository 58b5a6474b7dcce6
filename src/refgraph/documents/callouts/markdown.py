"""Citations in Markdown as Pandoc, Quarto and R Markdown have them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from refgraph.documents.callouts.markdown_blocks import find_blocks
from refgraph.documents.callouts.markdown_inlines import (
    ATTRIBUTES,
    DEEPEST,
    find_closing,
    skip_piece,
    skip_quoted,
    skip_target,
)
from refgraph.documents.callouts.values import CitationSpan, CitedPart, CitedText, ListPlace, Mode, NoteSpan

# Pandoc's manual, "Citation syntax": a letter, digit or _, then also single punctuation inside; or anything in braces.
_KEY = re.compile(
    r"@(?:\{((?:[^{}\s]|\{[^{}\s]*\})+)\}"
    r"|([^\W_]|[_*])(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*)"
)
_ACCOUNT = re.compile(r"@[\w-]+\.\w")  # "@user@example.org"
_STOP = re.compile(r"[\\`$<\[\]@^{hHfF]")
_NOTE_MARK = re.compile(r"\[\^([^\]\s\[]+)\]")
_BEFORE_LOCATOR = re.compile(r"[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)?\[(?!\^)")
_REFERENCE = re.compile(r"\[(?!\^)[^\[\]]*\]")
_CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|supp)[-:]\S+|ref",
    re.IGNORECASE,
)


def find_citations(text: str) -> CitedText:
    r"""Return the citations of a Markdown text, its notes and the places for its bibliography.

    Code, comments, raw LaTeX and HTML, formulas, YAML, addresses and the targets of links hold no citations; nor are
    accounts such as ``@user@example.org``, and labels of numbered examples. Cross-references of Quarto, pandoc-crossref
    and bookdown look like citations and are among them; they are marked as doubtful.

    >>> found = find_citations("As @li2020 [p. 3] says [see @b; -@c].")
    >>> [[(part.key, part.mode.value) for part in each.parts] for each in found.citations]
    [[('li2020', 'narrative')], [('b', 'normal'), ('c', 'suppress-author')]]
    """
    return _Reader(text).read()


def find_keys(text: str, offset: int = 0) -> tuple[CitedPart, ...]:
    """Return the keys with "@" in a short text such as the value of ``nocite``.

    Args:
        text: the text.
        offset: what to add to the places.
    """
    parts = []
    for found in _KEY.finditer(text):
        if not text[max(found.start() - 1, 0) : found.start()].isalnum():
            key, start, end = _key(found)
            nowhere = (offset + start, offset + start)
            parts.append(CitedPart(key=key, start=offset + start, end=offset + end, before=nowhere, after=nowhere))
    return tuple(parts)


def _key(found: re.Match[str]) -> tuple[str, int, int]:
    return (found[1], *found.span(1)) if found[1] else (found[0][1:], found.start() + 1, found.end())


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two semicolons of a citation: its span, and the key in it with the span it takes."""

    start: int
    end: int
    part: CitedPart | None = None
    taken: tuple[int, int] = (0, 0)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks = find_blocks(text)
        self.shown = self.blocks.shown
        self.notes: list[NoteSpan] = []
        self.last = -1  # end of the last citation
        self.marks: dict[str, list[int]] = defaultdict(list)

    def read(self) -> CitedText:
        bounds = [0, *self.blocks.breaks, len(self.text)]
        citations = [each for start, end in pairwise(bounds) for each in self.scan(start, end)]
        self.notes += (
            NoteSpan(label=label, marks=tuple(self.marks[label]), start=start, end=end)
            for label, start, end in self.blocks.notes
        )
        return CitedText(
            text=self.text,
            citations=tuple(citations),
            notes=tuple(sorted(self.notes, key=lambda note: note.start)),
            places=tuple(ListPlace(start=start, end=end) for start, end in self.blocks.places),
        )

    def scan(self, at: int, end: int) -> Iterator[CitationSpan]:
        """Yield the citations between two offsets."""
        text = self.shown
        while (found := _STOP.search(text, at, end)) is not None:
            at = found.start()
            skipped = skip_piece(text, at, end)
            if skipped > at:
                at = skipped
                continue
            citation = None
            if text[at] == "@":
                citation = self.narrative(at, end)
            elif text[at] == "[":
                citation = self.bracketed(at, end)
            if citation is not None:
                yield citation
                at = self.last = citation.end
            else:
                at = self.step(at, end)

    def step(self, at: int, end: int) -> int:
        """Move over a character that begins no citation, noting where footnotes are called."""
        text = self.shown
        match text[at]:
            case "[" if mark := _NOTE_MARK.match(text, at, end):
                self.marks[mark[1]].append(at)
                return mark.end()
            case "^" if text.startswith("[", at + 1, end):
                closing = find_closing(text, at + 1, end)
                if closing is not None:
                    self.notes.append(NoteSpan(label="", marks=(at,), start=at + 2, end=closing))
                    return at + 2
            case "]":
                after = skip_target(text, at + 1, end)
                attributes = ATTRIBUTES.match(text, after, end)
                return attributes.end() if attributes else after
        return at + 1

    def narrative(self, at: int, end: int) -> CitationSpan | None:
        """Return the citation that an "@" outside brackets begins, with the brackets after it."""
        found = self.key(at, end)
        if found is None:
            return None
        part, (start, after) = found
        if part.mode is Mode.NORMAL:
            part = replace(part, mode=Mode.NARRATIVE)
        first = _Piece(start, after, part, (start, after))
        opening = _BEFORE_LOCATOR.match(self.shown, after, end)
        if opening and self.in_grid(at) and opening.end() > after + 2:
            opening = None  # the next column
        group = self.group(opening.end(), end) if opening else None
        if group is None or any(piece.part is None for piece in group[0][1:]):
            return self.citation(start, after, [first])
        pieces, after = group
        if pieces[0].part is None:
            locator = pieces.pop(0)
            first = replace(first, part=replace(part, after=(locator.start, locator.end)), end=locator.end)
        return self.citation(start, after, [first, *pieces])

    def bracketed(self, at: int, end: int) -> CitationSpan | None:
        """Return the citation in the brackets that open at an offset, or None."""
        group = self.group(at + 1, end)
        if group is None or any(piece.part is None for piece in group[0]):
            return None
        return self.citation(at, group[1], group[0])

    def group(self, at: int, end: int) -> tuple[list[_Piece], int] | None:
        """Return the pieces up to the closing bracket and the offset behind it; None for a link or no bracket."""
        text = self.shown
        pieces = [_Piece(at, at)]
        depth = 0
        if text.find("]", at, end) < 0:
            return None
        while at < end and depth <= DEEPEST:
            skipped = skip_piece(text, at, end)
            if skipped == at:
                skipped = skip_quoted(text, at, end)
            if skipped > at:
                at = skipped
                continue
            match text[at]:
                case "[":
                    depth += 1
                case "]" if depth == 0:
                    pieces[-1] = replace(pieces[-1], end=at)
                    return None if self.is_link(at + 1, end) else (pieces, at + 1)
                case "]":
                    depth -= 1
                    at = skip_target(text, at + 1, end) - 1
                case ";" if depth == 0:
                    pieces[-1] = replace(pieces[-1], end=at)
                    pieces.append(_Piece(at + 1, at + 1))
                case "@" if depth == 0 and pieces[-1].part is None and (found := self.key(at, end)):
                    pieces[-1] = replace(pieces[-1], part=found[0], taken=found[1])
                    at = found[1][1] - 1
            at += 1
        return None

    def is_link(self, at: int, end: int) -> bool:
        """Return True if what follows brackets makes them a link or a span."""
        if ATTRIBUTES.match(self.shown, at, end) or skip_target(self.shown, at, end) > at:
            return True
        return _REFERENCE.match(self.shown, at, end) is not None

    def key(self, at: int, end: int) -> tuple[CitedPart, tuple[int, int]] | None:
        """Return the key at an "@", and the span of its citation; a "-" before it belongs to it."""
        text = self.shown
        found = _KEY.match(text, at, end)
        if found is None or not self.is_free(at) or _ACCOUNT.match(text, found.end(), end):
            return None
        key, start, stop = _key(found)
        if key in self.blocks.examples:
            return None
        silent = text.startswith("-", at - 1) and text[at - 2 : at - 1] != "-" and self.is_free(at - 1)
        part = CitedPart(
            key=key,
            start=start,
            end=stop,
            before=(at - silent, at - silent),
            after=(found.end(), found.end()),
            mode=Mode.SUPPRESS_AUTHOR if silent else Mode.NORMAL,
        )
        return part, (at - silent, found.end())

    def is_free(self, at: int) -> bool:
        """Return True if a citation can begin here: after no letter, digit or full stop, and not in a path."""
        before = self.shown[max(at - 3, 0) : at]
        word = before[-1:].isalnum() or (before.endswith(".") and before != "...")
        path = before.endswith("/") and before[-2:-1].isalnum() and at - 1 != self.last  # "medium.com/@user"
        return not (word or path) or at == self.last

    def citation(self, start: int, end: int, pieces: list[_Piece]) -> CitationSpan:
        parts = []
        nested: list[CitationSpan] = []
        for piece in pieces:
            assert piece.part is not None
            before, after = (piece.start, piece.taken[0]), (piece.taken[1], piece.end)
            if piece.part.after[0] > piece.taken[1]:  # the brackets after a key in the sentence
                after = piece.part.after
            parts.append(replace(piece.part, before=before, after=after))
            nested += [each for span in (before, after) for each in self.scan(*span)]
        is_text_of_link = self.shown.startswith("[", start - 1) and self.shown.startswith("](", end)
        return CitationSpan(
            start=start,
            end=end,
            parts=tuple(parts),
            nested=tuple(nested),
            doubtful=is_text_of_link or all(_CROSS_REFERENCE.fullmatch(part.key) for part in parts),
            in_grid=self.in_grid(start),
        )

    def in_grid(self, at: int) -> bool:
        """Return True in a table that is drawn with characters."""
        number = bisect_right(self.blocks.grids, (at, len(self.text))) - 1
        return number >= 0 and at < self.blocks.grids[number][1]
