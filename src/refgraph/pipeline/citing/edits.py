"""Changes of a text that leave everything else as it is, and the places where note marks go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

RAISED = re.compile(r"\^[^^\n]+\^|<sup>[^<]*</sup>|\\textsuperscript\{[^{}]*\}|[\u2070-\u209f\u00b9\u00b2\u00b3]+")
"""A citation that is nothing but a raised number, in Markdown, LaTeX or plain text."""
_LINE_START = re.compile(r"\A(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+))\\([.)])(?=\s|\Z)")
_SPACE_BEFORE = re.compile(r"(?:[ \t~\u00a0]+|[ \t]*(?:\r\n|\r|\n)[ \t>]*)\Z")
_PUNCTUATION = re.compile(r"[.,;:!?…]+")
_CLOSING_QUOTES = {'"', "”"}
_TEXT_LINE = re.compile(r"[ \t>]*[^\s>#]")


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of text to replace.

    Attributes:
        start: offset of its first character.
        end: offset after it.
        text: the new text.
    """

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made; they must not overlap.

    >>> apply_edits("abc", [Edit(1, 2, "x"), Edit(3, 3, "!")])
    'axc!'
    """
    parts = []
    at = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        assert edit.start >= at, "edits overlap"
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


@dataclass(frozen=True, slots=True)
class Raising:
    """How a note mark or a raised number is put to a word.

    Attributes:
        after_punctuation: whether it goes behind punctuation that follows.
        into_quotes: whether a comma or full stop that comes before it goes inside a closing quotation mark.
    """

    after_punctuation: bool
    into_quotes: bool = False


def raised(text: str, span: tuple[int, int], mark: str, how: Raising, floor: int = 0) -> Edit:
    """Return the edit that puts a note mark or a raised number close to the word before it.

    The white space before it goes, and punctuation after it comes before it (Pandoc's manual,
    "notes-after-punctuation").

    Args:
        text: the manuscript.
        span: where the citation stands.
        mark: what to put there.
        how: what happens to the punctuation around it.
        floor: offset before which nothing is changed: the end of the edit before.
    """
    start, end = span
    space = _SPACE_BEFORE.search(text, max(floor, start - 200), start)
    if space and _is_within_paragraph(text, space.start(), floor):
        start = space.start()
    moved = _PUNCTUATION.match(text, end) if how.after_punctuation else None
    if moved:
        quote = text[start - 1 : start]
        if how.into_quotes and quote in _CLOSING_QUOTES and moved[0] in {".", ","} and start - 1 >= floor:
            return Edit(start - 1, moved.end(), f"{moved[0]}{quote}{mark}")
        return Edit(start, moved.end(), f"{moved[0]}{mark}")
    return Edit(start, end, mark)


def _is_within_paragraph(text: str, at: int, floor: int) -> bool:
    """Return True if there is a word before the offset in the same paragraph, not just a list mark or a heading."""
    if at <= floor:
        return at == floor and floor > 0
    line = text[max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1 : at]
    return _TEXT_LINE.match(line) is not None and not re.fullmatch(
        r"[ \t>]*(?:[-+*:~]|\(?[\w#@]+[.)]|\[\^[^\]]+\]:)", line
    )


def within_line(citation: str) -> str:
    r"""Return a citation in Markdown without the backslash that keeps it from being a list mark.

    >>> within_line(r"(2005\)")
    '(2005)'
    """
    return _LINE_START.sub(r"\1\2", citation)


def line_end(text: str) -> str:
    r"""Return the line end that a text uses most: "\n" or "\r\n".

    >>> line_end("a\r\nb")
    '\r\n'
    """
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
