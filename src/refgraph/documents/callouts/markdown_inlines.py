"""The smallest pieces of a line of Markdown: escapes, code, formulas, tags, links and quoted text."""

from __future__ import annotations

import re

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
_COMMAND = re.compile(rf"\\[A-Za-z]+\*?(?:[ \t]*(?:\[[^\[\]\r\n]*\]|{_BRACES}))*")
_ENVIRONMENT = re.compile(r"\\begin\{([^{}\r\n]+)\}")
_BACKTICKS = re.compile(r"`+")
ATTRIBUTES = re.compile(
    r"\{(?:[ \t]*(?:[#.][^\s{}=]+|[\w:.-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}\"']*)|=[\w.-]+|-)(?=[\s}]))*\s*\}"
)
_TAG = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*|[\w.+-]+@[\w.-]+"
    r"|/[A-Za-z][\w-]*\s*|[A-Za-z][\w-]*(?:\s+[\w:.@-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?)>"
)
_ADDRESS = re.compile(r"(?:https?|ftp)://(?:[^\s<>\[\](){};\"'`*]|\([^\s()]*\))+", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SHORTCODE = re.compile(r"\{\{<.*?>\}\}")
_TARGET = re.compile(
    r"\((?:\s*(?:<[^<>\r\n]*>|(?:[^\s()<>]|\((?:[^\s()]|\([^\s()]*\))*\))*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*)\)"
)
DEEPEST = 20
"""Levels of brackets that are followed; more are no citation but a sign of a broken text."""
_LONGEST = 2000  # characters of emphasised text inside brackets
_QUOTES = re.compile(r"\*{1,3}|_{1,3}|~~|~|\^|\"|'")


def skip_piece(text: str, at: int, end: int) -> int:
    r"""Return the end of what stands at an offset and holds no citation, or the offset itself.

    That is an escaped character, a LaTeX command with its arguments, code, a formula, a tag, an address, an entity
    or a shortcode of Quarto.

    >>> skip_piece("`[@a` b", 0, 7)
    5
    """
    match text[at]:
        case "\\":
            return _backslash(text, at, end)
        case "`":
            return _code(text, at, end)
        case "$":
            return _formula(text, at, end)
        case "<":
            found = _TAG.match(text, at, end)
        case "&":
            found = _ENTITY.match(text, at, end)
        case "{":
            found = _SHORTCODE.match(text, at, end)
        case "h" | "H" | "f" | "F" if not text[at - 1 : at].isalnum():
            found = _ADDRESS.match(text, at, end)
        case _:
            return at
    return found.end() if found else at


def _backslash(text: str, at: int, end: int) -> int:
    environment = _ENVIRONMENT.match(text, at, end)
    if environment:
        closing = text.find(rf"\end{{{environment[1]}}}", at, end)
        if closing >= 0:
            return closing + len(environment[1]) + 6
    command = _COMMAND.match(text, at, end)
    return command.end() if command else min(at + 2, end)


def _code(text: str, at: int, end: int) -> int:
    """Return the end of code with its attributes; of the backticks alone where nothing closes them."""
    opening = _BACKTICKS.match(text, at, end)
    assert opening is not None
    for closing in _BACKTICKS.finditer(text, opening.end(), end):
        if len(closing[0]) == len(opening[0]):
            attributes = ATTRIBUTES.match(text, closing.end(), end)
            return attributes.end() if attributes else closing.end()
    return opening.end()


def _formula(text: str, at: int, end: int) -> int:
    """Return the end of ``$...$`` or ``$$...$$`` (Pandoc's manual, "Math"), or the offset."""
    if text.startswith("$$", at):
        closing = text.find("$$", at + 2, end)
        return closing + 2 if closing >= 0 else min(at + 2, end)
    if at + 1 >= end or text[at + 1].isspace():
        return at
    closing = at + 1
    while (closing := text.find("$", closing, end)) >= 0:
        if text[closing - 1] != "\\":
            closes = not text[closing - 1].isspace() and not text[closing + 1 : closing + 2].isdigit()
            return closing + 1 if closes else at
        closing += 1
    return at


def skip_target(text: str, at: int, end: int) -> int:
    """Return the end of a link's target ``(address "title")`` that begins at an offset, or the offset."""
    found = _TARGET.match(text, at, end)
    return found.end() if found else at


def skip_quoted(text: str, at: int, end: int) -> int:
    """Return the end of emphasised or quoted text that begins at an offset, or the offset.

    >>> skip_quoted("*x; y* z", 0, 8)
    6
    """
    opening = _QUOTES.match(text, at, end)
    if opening is None or opening.end() >= end or text[opening.end()].isspace():
        return at
    mark = opening[0]
    end = min(end, at + _LONGEST)
    strict = mark[0] in "_'\""
    if strict and text[at - 1 : at].isalnum():
        return at
    here = opening.end()
    while here < end:
        skipped = skip_piece(text, here, end)
        if skipped > here:
            here = skipped
            continue
        if mark in "~^" and text[here].isspace():
            return at
        after = here + len(mark)
        closes = text.startswith(mark, here, end) and not text[here - 1].isspace() and here > opening.end()
        if closes and not (mark[0] in "_'" and text[after : after + 1].isalnum()):
            return after
        here += 1
    return at


def find_closing(text: str, at: int, end: int) -> int | None:
    """Return the offset of the bracket that closes the one at an offset, or None."""
    depth = 0
    if text.find("]", at, end) < 0:
        return None
    while at < end and depth <= DEEPEST:
        skipped = skip_piece(text, at, end)
        if skipped > at:
            at = skipped
            continue
        if text[at] == "[":
            depth += 1
        elif text[at] == "]":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return None
