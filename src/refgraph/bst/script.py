"""The text of a .bst file to commands, by pybtex's parser; what is no BibTeX style is pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pybtex.bibtex.bst import BstParser
from pybtex.scanner import Pattern, PrematureEOF, PybtexSyntaxError, TokenRequired

from refgraph.errors import InvalidValueError, StyleError

_LINE_END = re.compile(r"\r\n?")
_CACHED = 16
_DEEPEST = 200
_WHITE = r"(?:[ \t\n\x0b\x0c]|%[^\n]*)+"
_NAME = r"[^#\"{}%'\s][^\"{}%\s]*"
_TOKEN = re.compile(rf"({_WHITE})?(?:({_NAME})|('[^\"{{}}%\s]+)|(\"[^\"\n]*\")|(#-?[0-9]+)|([{{}}]))")


class BstError(StyleError, InvalidValueError):
    """A .bst file that cannot be run; the message shows the line and a caret under the place.

    Attributes:
        path: path of the style, as it was given.
        line: line in the file, from 1.
        column: column in the line, in characters, from 1.
    """

    def __init__(self, problem: str, text: str, path: str, place: tuple[int, int]) -> None:
        line, column = place
        lines = text.split("\n")
        shown = lines[line - 1].replace("\t", " ") if line <= len(lines) else ""
        caret = " " * (column - 1) + "^"
        super().__init__(f"{path}: the style fails: line {line}, column {column}: {problem}\n  {shown}\n  {caret}")
        self.path, self.line, self.column = path, line, column


class Token(NamedTuple):
    """One word of a function's body: what it is, its value and its line.

    Attributes:
        kind: "int", "str", "name", "quoted" or "block".
        value: a number, a text, a name in small letters, or the tokens of a block.
        line: line in the file, from 1.
    """

    kind: str
    value: Any
    line: int


class Command(NamedTuple):
    """One command of a style: its name in capitals, what stands in each of its braces, and its line."""

    name: str
    groups: tuple[tuple[Token, ...], ...]
    line: int


class _Parser(BstParser):  # type: ignore[misc, unused-ignore] # pybtex has no types
    """pybtex's parser with BibTeX's white space and names, lines for all tokens, and groups read with one expression.

    pybtex takes comments out line by line beforehand, and a quotation mark in a comment's line confuses it; to BibTeX a
    comment is white space, and names end at it (bibtex.web 0.99d, sections 83 and 152).
    """

    WHITESPACE = Pattern(_WHITE, "white space")
    NAME = Pattern(_NAME, "name")
    text: str
    pos: int
    lineno: int

    def parse_group(self) -> Iterator[Token]:
        """Yield the tokens up to the closing brace of the group that is open."""
        open_groups: list[list[Token]] = [[]]
        while open_groups:
            found = _TOKEN.match(self.text, self.pos)
            if found is None:
                self.eat_whitespace()
                raise PrematureEOF(self) if self.eof() else TokenRequired("a name, string, number or brace", self)
            self.pos = found.end()
            white, name, quoted, string, number, brace = found.groups()
            if white:
                self.lineno += white.count("\n")
            tokens = open_groups[-1]
            if name:
                tokens.append(Token("name", name.lower(), self.lineno))
            elif quoted:
                tokens.append(Token("quoted", quoted[1:].lower(), self.lineno))
            elif string:
                tokens.append(Token("str", string[1:-1], self.lineno))
            elif number:
                tokens.append(Token("int", int(number[1:]), self.lineno))
            elif brace == "{":
                open_groups.append([])
                if len(open_groups) > _DEEPEST:
                    raise PybtexSyntaxError(f"braces are nested more than {_DEEPEST} deep", self)
            else:
                group = tuple(open_groups.pop())
                if open_groups:
                    open_groups[-1].append(Token("block", group, self.lineno))
        yield from group


@lru_cache(maxsize=_CACHED)
def parse_script(text: str, path: str) -> tuple[Command, ...]:
    """Parse the text of a .bst file.

    Raises:
        BstError: if it is no BibTeX style; with line, column and the line itself.
    """
    text = _LINE_END.sub("\n", text)
    parser = _Parser(text, filename=path)
    commands = []
    start = 0
    try:
        for parsed in parser.parse():
            commands.append(_command(parsed, parser))
            start = parser.pos
    except PybtexSyntaxError as error:
        raise _error(error, parser, path, start) from None
    return tuple(commands)


def _command(parsed: list[Any], parser: _Parser) -> Command:
    name = parsed[0].upper()
    if len(parsed) - 1 < parser.COMMANDS[name]:
        parser.eat_whitespace()
        raise PybtexSyntaxError(f"{name} needs {parser.COMMANDS[name]} groups in braces", parser)
    return Command(name, tuple(tuple(group) for group in parsed[1:]), parser.lineno)


def _error(error: PybtexSyntaxError, parser: _Parser, path: str, start: int) -> BstError:
    """Return the error with its place: where pybtex stopped, or where the command began that has no end."""
    text = parser.text
    place = parser.pos
    message = str(error.args[0]) if error.args else str(error)
    if message == "BST command expected" or place >= len(text):
        found = parser.WHITESPACE.match(text, start)
        place = found.end() if found else start
    if message == "BST command expected":
        word = re.match(r"\S{0,30}", text[place:])
        message = f"{word[0] if word else ''!r} is no command of BibTeX; known are {', '.join(parser.COMMANDS)}"
    elif place < parser.pos:
        message = f"{message}; a brace or quotation mark of the command that begins here is not closed"
    line = text.count("\n", 0, place) + 1
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    return BstError(message, text, path, (line, column))


def name_error(problem: str, name: str, text: str, path: str, line: int) -> BstError:
    """Return an error about a name in a line of a style, with the caret under the name."""
    lines = _LINE_END.sub("\n", text).split("\n")
    found = (
        re.search(rf"(?<![^\s{{}}']){re.escape(name)}(?![^\s{{}}])", lines[line - 1], re.IGNORECASE) if name else None
    )
    return BstError(problem, "\n".join(lines), path, (line, found.start() + 1 if found else 1))
