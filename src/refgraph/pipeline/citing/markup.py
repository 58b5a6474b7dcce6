"""Markup around a cite: plain text for the citation engine, with one character in place of each piece of markup."""

from __future__ import annotations

import html
import re

from refgraph.documents.callouts.markdown_inlines import (
    ATTRIBUTES,
    find_closing,
    skip_piece,
    skip_quoted,
    skip_target,
)

_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t>]*")
_MARKS = re.compile(r"\*{1,3}|_{1,3}|~~|~|\^")
_NOTE_MARK = re.compile(r"\[\^[^\]\s\[]+\]")
_WINDOW = 0x4000
_WINDOWS = range(0xF0000, 0x110000, _WINDOW)  # of the two planes for private use
_SYMBOLS = {
    r"\S": "§",
    r"\P": "¶",
    r"\&": "&",
    r"\%": "%",
    r"\#": "#",
    r"\_": "_",
    r"\$": "$",
    r"\{": "{",
    r"\}": "}",
    r"\ ": "\u00a0",
    r"\,": "\u202f",
    "~": "\u00a0",
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
}
_LATEX = re.compile(
    r"---?|``|''|~|\\[&%#_$ ,{}]|\\[SP](?![A-Za-z])\s*|\\[A-Za-z]+\*?\s*|\\.|\$[^$]*\$|[{}^_]", re.DOTALL
)
_OPENING = "([{“‘„«‹—–/\"'"


class Placeholders:
    """Characters for private use, each for a piece of a manuscript's markup.

    They are characters that the manuscript does not have, so that `restore` puts back what was taken and nothing else.
    """

    def __init__(self, text: str) -> None:
        used = {ord(each) // _WINDOW for each in set(text)}
        self._first = next((start for start in _WINDOWS if start // _WINDOW not in used), _WINDOWS[0])
        self._pieces: list[str] = []
        self._numbers: dict[str, int] = {}
        self.glue = self.of("\0")
        self._pattern = re.compile(f"{self.glue}\\s?|[{chr(self._first)}-{chr(self._first + _WINDOW - 3)}]")

    def of(self, piece: str) -> str:
        """Return the character for a piece of markup; the same for the same piece."""
        number = self._numbers.get(piece)
        if number is None:
            number = self._numbers[piece] = len(self._pieces)
            self._pieces.append(piece)
        return chr(self._first + number)

    def change(self, character: str, piece: str) -> None:
        """Let a character stand for another piece than before."""
        self._pieces[ord(character) - self._first] = piece

    def restore(self, text: str) -> str:
        """Return a text with the markup back in its place, also that within what comes back."""
        return self._pattern.sub(self._piece, text)

    def _piece(self, found: re.Match[str]) -> str:
        number = ord(found[0][0]) - self._first
        if number == 0:
            return ""  # the glue, and the space that the engine put behind it
        return self.restore(self._pieces[number]) if number < len(self._pieces) else found[0]


def one_line(text: str) -> str:
    """Return a text with its line breaks, and the marks of quotations after them, turned to spaces."""
    return _BREAK.sub(" ", text)


def glued(prefix: str, placeholders: Placeholders) -> str:
    """Return a prefix that is to stand right before the cite if it ends in an opening bracket, quote or dash."""
    return prefix + placeholders.glue if prefix[-1:] and prefix[-1] in _OPENING else prefix


def plain_markdown(text: str, placeholders: Placeholders) -> str:
    """Return Markdown as plain text in which placeholders stand for markup, code, formulas and links.

    Escaped characters and entities become what they stand for.
    """
    parts: list[str] = []
    at = 0
    while at < len(text):
        end = skip_piece(text, at, len(text))
        if end == at:
            end = _inner(text, at, parts, placeholders)
        else:
            parts.append(_piece(text[at:end], placeholders))
        if end == at:
            parts.append(text[at])
            end += 1
        at = end
    return "".join(parts)


def _piece(piece: str, placeholders: Placeholders) -> str:
    if piece.startswith("&"):
        return html.unescape(piece)
    if len(piece) == 2 and piece[0] == "\\" and not piece[1].isalnum():
        return "\u00a0" if piece[1] == " " else piece[1]
    return placeholders.of(piece)


def _inner(text: str, at: int, parts: list[str], placeholders: Placeholders) -> int:
    """Take emphasised text or a link, whose inner text stays readable; return its end, or the offset for neither."""
    marks = _MARKS.match(text, at)
    if marks:
        end = skip_quoted(text, at, len(text))
        if end > at:
            mark = marks[0]
            inner = plain_markdown(text[at + len(mark) : end - len(mark)], placeholders)
            parts += [placeholders.of(mark), inner, placeholders.of(mark)]
        return end
    note = _NOTE_MARK.match(text, at)
    if note:
        parts.append(placeholders.of(note[0]))
        return note.end()
    opening = 2 if text.startswith(("![", "^["), at) else 1 if text.startswith("[", at) else 0
    closing = find_closing(text, at + opening - 1, len(text)) if opening else None
    if closing is None:
        return at
    end = skip_target(text, closing + 1, len(text))
    attributes = ATTRIBUTES.match(text, end)
    end = attributes.end() if attributes else end
    if end == closing + 1 and opening == 1:
        return at  # only brackets
    inner = plain_markdown(text[at + opening : closing], placeholders)
    parts += [placeholders.of(text[at : at + opening]), inner, placeholders.of(text[closing:end])]
    return end


def plain_latex(text: str, placeholders: Placeholders) -> str:
    r"""Return LaTeX as plain text in which placeholders stand for commands, braces and formulas.

    Dashes, quotation marks, spaces and symbols (``\S``, ``\&``) become characters; accents of letters are commands.
    """
    return _LATEX.sub(lambda found: _latex_piece(found[0], placeholders), text)


def _latex_piece(piece: str, placeholders: Placeholders) -> str:
    symbol = _SYMBOLS.get(piece if piece == "\\ " else piece.rstrip())
    return placeholders.of(piece) if symbol is None else symbol
