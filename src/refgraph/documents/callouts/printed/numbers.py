"""Numbers in running text that call out items of a numbered list: "[3]", "[1, 5–7]", "⁴"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.documents.callouts.printed.values import Number

_NUMBERS = r"\d{1,4}(?:\s*(?:[,;]|[-–—‑]|--)\s*\d{1,4})*"
_BRACKET = re.compile(
    rf"(?:(?<![\w\]!\\])|(?<=[^\W\d_]{{2}})|(?<=[.,;:)’”\"']))"  # not in an array's "a[7]" or a link's "[a][7]"
    rf"\[\s*({_NUMBERS})\s*(?:,\s*(?:pp?|S)\.[^\[\]]{{1,20}})?\](?![\[({{])"
)
_DEFINITION = re.compile(r"(?:^|\n)[ \t]*$")
_ATTACHED = re.compile(r"(?<=[^\W\d_])\(\s*(\d{1,3}(?:\s*(?:[,;]|[-–—‑])\s*\d{1,3})*)\s*\)(?=[\s.,;:)]|$)")
_RAISED = re.compile(r"(?<=[\w.,;:)\]’”\"'])([⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[⁻⁼–\-,˒ ,]+[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_PART = re.compile(r"(\d+)(?:\s*(?:--|[-–—‑])\s*(\d+))?")
_WIDEST = 60
_UNITS = re.compile(r"(?:\b(?:k|c|d|m|µ|n)?m|\bkm|\bR|\bχ|\bx|\bs|\bha|\d)$")


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of every call-out in brackets or raised, in order; a range gives each of its numbers.

    Where there is none, numbers in parentheses count that stand right behind a word ("as others found(1-3).").

    >>> [each.number for each in find_numbers("See [2], [1, 5–7] and others.⁴ An array a[0](x) is none.")]
    [2, 1, 5, 6, 7, 4]
    """
    spans = [each for each in _BRACKET.finditer(text) if not _is_definition(text, each)]
    spans += (each for each in _RAISED.finditer(text) if not _is_power(text, each.start()))
    if not spans:
        spans = list(_ATTACHED.finditer(text))  # numbers that were raised before the text was made plain
    return [number for each in sorted(spans, key=lambda each: each.start()) for number in _numbers(each)]


def _numbers(found: re.Match[str]) -> Iterator[Number]:
    for part in _PART.finditer(found[1].translate(_DIGITS)):
        first = int(part[1])
        last = int(part[2]) if part[2] else first
        if not first <= last <= first + _WIDEST:
            last = first
        for number in range(first, last + 1):
            yield Number(number=number, start=found.start(), end=found.end(), shown=found[0])


def _is_definition(text: str, found: re.Match[str]) -> bool:
    """Return True for the "[9]:" that begins a line, as Markdown gives the target of a link."""
    return text[found.end() : found.end() + 1] == ":" and _DEFINITION.search(text, 0, found.start()) is not None


def _is_power(text: str, start: int) -> bool:
    """Return True for a raised number that belongs to a unit or a formula (km², 10³, R²)."""
    return _UNITS.search(text, max(0, start - 4), start) is not None
