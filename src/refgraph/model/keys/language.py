"""The pattern language: text to a tree that makes a key of a work.

::

    pattern = choice { "|" choice }      the first in which no part is empty
    choice  = sum { "||" sum }           the first that is not empty
    sum     = unit { "+" unit }
    unit    = ( name [arguments] | 'text' | "text" | number | "(" choice ")" ) { "." filter [arguments] }
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import NamedTuple, NoReturn

from refgraph.errors import InvalidValueError, UnknownNameError
from refgraph.model.keys.filters import FILTERS
from refgraph.model.keys.parts import PARTS, Argument, Function
from refgraph.model.work import Work

_TOKEN = re.compile(
    r"""\s*(?: (?P<name>[A-Za-z][A-Za-z0-9_]*) | (?P<number>\d+) | (?P<text>'[^']*'|"[^"]*")
              | (?P<sign>\|\||[|+.(),=]) )""",
    re.VERBOSE,
)
_DEEPEST = 30
_ALIASES = {
    "author": "auth",
    "authorlast": "authLast",
    "edtr": "editor",
    "booktitle": "journal",
    "container": "journal",
    "pages": "firstpage",
    "transliterate": "ascii",
    "capitalise": "capitalize",
}

Maker = Callable[[Work], str]
"""Makes text of a work."""


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def is_text(pattern: str) -> bool:
    """Tell whether a pattern is one word that is no function and near none: then it is text.

    >>> is_text("fixed"), is_text("year"), is_text("yaer")
    (True, False, False)
    """
    if not re.fullmatch(r"[A-Za-z]\w*", pattern):
        return False
    return not get_close_matches(pattern.lower(), [*map(str.lower, PARTS), *_ALIASES], n=1)


def parse(pattern: str) -> tuple[tuple[Maker, ...], ...]:
    """Return the alternatives of a pattern, each as the parts it adds up.

    Raises:
        InvalidValueError: if the pattern is no sentence of the language; the span is the place.
        UnknownNameError: if it names a function or a filter that does not exist.
    """
    return _Parser(pattern).pattern()


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.source = pattern
        self.tokens = _tokens(pattern)
        self.at = 0
        self.depth = 0

    def pattern(self) -> tuple[tuple[Maker, ...], ...]:
        found = [self.alternative()]
        while self.accept("|"):
            found.append(self.alternative())
        if self.here.kind != "end":
            self.fail("expected '+', '|', '.' or the end")
        return tuple(found)

    def alternative(self) -> tuple[Maker, ...]:
        parts = self.sum()
        if self.here.text != "||":
            return parts
        choices = [_added(parts)]
        while self.accept("||"):
            choices.append(_added(self.sum()))
        return (_first(tuple(choices)),)

    def sum(self) -> tuple[Maker, ...]:
        parts = [self.unit()]
        while self.accept("+"):
            parts.append(self.unit())
        return tuple(parts)

    def unit(self) -> Maker:
        token = self.here
        if token.kind == "name":
            self.at += 1
            made = self.function(token)
        elif token.kind in {"text", "number"}:
            self.at += 1
            made = _literal(token.text.strip("'\"") if token.kind == "text" else token.text)
        elif self.accept("("):
            self.depth += 1
            if self.depth > _DEEPEST:
                self.fail("parentheses lie too deep", token)
            made = _added(self.alternative())
            self.expect(")")
            self.depth -= 1
        else:
            self.fail("expected a function such as auth, title or year, or text in quotes")
        while self.accept("."):
            made = self.filtered(made)
        return made

    def function(self, token: _Token) -> Maker:
        function = self.lookup(token, PARTS, "function")
        call, arguments = function.call, self.arguments(token, function)
        return lambda work: call(work, **arguments)

    def filtered(self, made: Maker) -> Maker:
        token = self.here
        if token.kind != "name":
            self.fail("expected the name of a filter after the dot")
        self.at += 1
        function = self.lookup(token, FILTERS, "filter")
        call, arguments = function.call, self.arguments(token, function)
        keywords = list(arguments.values())
        return lambda work: call(made(work), *keywords)

    def lookup(self, token: _Token, table: Mapping[str, Function], kind: str) -> Function:
        names = {name.lower(): name for name in table} | {
            alias: name for alias, name in _ALIASES.items() if name in table
        }
        name = names.get(token.text.lower())
        if name is not None:
            return table[name]
        near = get_close_matches(token.text.lower(), names, n=1)
        hint = f"did you mean {names[near[0]]}?" if near else "known are " + ", ".join(table)
        raise UnknownNameError(
            f"no such {kind} in a key pattern", text=self.source, span=(token.start, token.end), hint=hint
        )

    def arguments(self, name: _Token, function: Function) -> dict[str, Argument]:
        values = dict(function.parameters)
        if not self.accept("("):
            return values
        places = list(values)
        while not self.accept(")"):
            token = self.here
            if token.kind == "name":
                parameter = token.text
                self.at += 1
                self.expect("=")
            elif places:
                parameter = places[0]
            else:
                self.fail(f"{name.text} takes {len(values) or 'no'} argument{'s' * (len(values) != 1)}")
            if parameter not in values:
                self.fail(f"{name.text} takes {', '.join(values) or 'no arguments'}", token)
            places = [each for each in places if each != parameter]
            values[parameter] = self.value(values[parameter])
            if not self.accept(",") and self.here.text != ")":
                self.fail("expected ',' or ')'")
        return values

    def value(self, default: Argument) -> Argument:
        token = self.here
        wanted = "number" if isinstance(default, int) else "text"
        if token.kind != wanted:
            self.fail("expected a number" if wanted == "number" else "expected text in quotes")
        self.at += 1
        return int(token.text) if wanted == "number" else token.text[1:-1]

    @property
    def here(self) -> _Token:
        return self.tokens[self.at]

    def accept(self, sign: str) -> bool:
        if self.here.kind == "sign" and self.here.text == sign:
            self.at += 1
            return True
        return False

    def expect(self, sign: str) -> None:
        if not self.accept(sign):
            self.fail(f"expected {sign!r}")

    def fail(self, hint: str, token: _Token | None = None) -> NoReturn:
        token = token or self.here
        raise InvalidValueError(
            "not a key pattern", text=self.source, span=(token.start, max(token.end, token.start + 1)), hint=hint
        )


def _tokens(pattern: str) -> list[_Token]:
    tokens = []
    at = 0
    end = len(pattern.rstrip())
    while at < end:
        found = _TOKEN.match(pattern, at)
        if found is None:
            start = at + len(pattern[at:]) - len(pattern[at:].lstrip())
            quote = pattern[start] in "'\""
            hint = "the quotation mark is never closed" if quote else "text stands in quotes, parts are joined by +"
            raise InvalidValueError("not a key pattern", text=pattern, span=(start, start + 1), hint=hint)
        kind = str(found.lastgroup)
        tokens.append(_Token(kind, found[kind], found.start(kind), found.end(kind)))
        at = found.end()
    return [*tokens, _Token("end", "", end, end)]


def _literal(text: str) -> Maker:
    return lambda _: text


def _added(parts: tuple[Maker, ...]) -> Maker:
    return parts[0] if len(parts) == 1 else lambda work: "".join([part(work) for part in parts])


def _first(choices: tuple[Maker, ...]) -> Maker:
    return lambda work: next((text for choice in choices if (text := choice(work))), "")
