"""A .bib file as BibTeX reads it for a style: its entries in order, with what BibTeX would say about each.

This is not how refgraph reads .bib files otherwise (`refgraph.formats.bibtex` keeps more and knows better): here
"@comment" hides nothing, an entry ends at its first error, and an undefined macro is empty (bibtex.web 0.99d, sections
223 to 277).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Protocol

from refgraph.bst.machine import Message

_LINE_END = re.compile(r"\r\n|[\r\n]")
_SPACE = re.compile(r"[ \t\n]*")
_RUN = re.compile(r"[ \t\n]+")
_IDENTIFIER = re.compile(r"[^\x00-\x20\"#%'(),={}\x7f0-9][^\x00-\x20\"#%'(),={}\x7f]*")
_KEY_IN_BRACES = re.compile(r"[^, \t\n}]*")
_KEY_IN_PARENTHESES = re.compile(r"[^, \t\n]*")
_DIGITS = re.compile(r"[0-9]+")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r'[{}"]')


class Target(Protocol):
    """What takes the entries of a database."""

    def begin(self, key: str, kind: str, reader: Reader) -> bool:
        """Take note of an entry; tell whether its fields are wanted.

        Raises:
            BibError: if there is one with this key already.
        """
        ...

    def wants(self, name: str) -> bool:
        """Tell whether a field of the entry is wanted."""
        ...

    def field(self, name: str, value: str, reader: Reader) -> None:
        """Take a field of the entry that began last."""
        ...


class BibError(Exception):
    """A database that is not as BibTeX wants it: the rest of the entry is skipped."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


class Reader:
    """Reads databases one after the other; macros and preambles last.

    Attributes:
        macros: name in small letters -> text.
        preambles: what each @preamble says.
        messages: what BibTeX would have said so far.
    """

    def __init__(self, macros: dict[str, str]) -> None:
        self.macros = macros
        self.preambles: list[str] = []
        self.messages: list[Message] = []
        self._text = ""
        self._file = ""
        self._place = 0
        self._key: str | None = None
        self._line_ends: list[int] | None = None

    def read(self, text: str, file: str, target: Target) -> None:
        """Read one database; as in BibTeX, only the first command on the last line of a file counts."""
        self._text, self._file, self._line_ends = text, file, None
        self._place = text.find("@")
        while self._place >= 0:
            self._place += 1
            self._key = None
            what = "entry"
            try:
                self._skip()
                kind = self._identifier("an entry type", "{(").lower()
                what = "command" if kind in {"string", "preamble"} else "entry"
                if kind != "comment":
                    self._command(kind, target)
            except BibError as error:
                self._say(f"{error.text}", error=True, rest=f"I'm skipping whatever remains of this {what}")
            self._place = self._text.find("@", self._place) if self._goes_on() else -1

    def _goes_on(self) -> bool:
        """Tell whether there is a line after the one that was read last."""
        return 0 <= self._text.find("\n", self._place) < len(self._text) - 1

    @property
    def line(self) -> int:
        """Return the line that is being read."""
        if self._line_ends is None:
            self._line_ends = [found.start() for found in re.finditer("\n", self._text)]
        at_end = self._place >= len(self._text) and self._text.endswith("\n")
        return bisect_right(self._line_ends, self._place - 1) + (not at_end)

    def warn(self, text: str) -> None:
        """Say something about the line that is being read."""
        self._say(text, error=False)

    def _say(self, text: str, *, error: bool, rest: str = "") -> None:
        line = self.line
        place = f"{'-' * (3 if error else 2)}line {line} of file {self._file}"
        if error:
            text, place = f"{text}{place}", rest
        self.messages.append(Message("database", text, error, self._key, place, line, self._file))

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._place)
        assert found is not None
        self._place = found.end()
        if self._place >= len(self._text):
            raise BibError("Illegal end of database file")

    def _here(self) -> str:
        return self._text[self._place : self._place + 1]

    def _identifier(self, what: str, followed_by: str) -> str:
        found = _IDENTIFIER.match(self._text, self._place)
        if found is None:
            raise BibError(f"You're missing {what}")
        self._place = found.end()
        after = self._here()
        if after not in " \t\n" + followed_by:
            raise BibError(f'"{after}" immediately follows {what}')
        return found[0]

    def _command(self, kind: str, target: Target) -> None:
        self._skip()
        opening = self._here()
        if opening not in "{(":
            raise BibError("I was expecting a `{' or a `('")
        closing = "}" if opening == "{" else ")"
        self._place += 1
        self._skip()
        if kind == "preamble":
            self.preambles.append(self._value(closing, stored=True))
            self._end(closing, "preamble")
        elif kind == "string":
            self._string(closing)
        else:
            self._entry(kind, closing, target)

    def _string(self, closing: str) -> None:
        name = self._identifier("a string name", "=").lower()
        self._skip()
        self._equals()
        self.macros[name] = self._value(closing, stored=True, defined=name)
        self._end(closing, "string")

    def _end(self, closing: str, what: str) -> None:
        if self._here() != closing:
            raise BibError(f'Missing "{closing}" in {what} command')
        self._place += 1

    def _equals(self) -> None:
        if self._here() != "=":
            raise BibError('I was expecting an "="')
        self._place += 1
        self._skip()

    def _entry(self, kind: str, closing: str, target: Target) -> None:
        found = (_KEY_IN_BRACES if closing == "}" else _KEY_IN_PARENTHESES).match(self._text, self._place)
        assert found is not None
        self._place = found.end()
        wanted = target.begin(found[0], kind, self)
        self._key = found[0]
        self._skip()
        while self._here() != closing:
            if self._here() != ",":
                raise BibError(f"I was expecting a `,' or a `{closing}'")
            self._place += 1
            self._skip()
            if self._here() == closing:
                break
            name = self._identifier("a field name", "=").lower()
            self._skip()
            self._equals()
            stored = wanted and target.wants(name)
            value = self._value(closing, stored=stored)
            if stored:
                target.field(name, value.strip(" "), self)
        self._place += 1

    def _value(self, closing: str, *, stored: bool, defined: str = "") -> str:
        """Return the operands of ``#``, joined, with every run of white space as one space."""
        pieces = []
        while True:
            pieces.append(self._operand(closing, stored=stored, defined=defined))
            self._skip()
            if self._here() != "#":
                return _RUN.sub(" ", "".join(pieces)) if stored else ""
            self._place += 1
            self._skip()

    def _operand(self, closing: str, *, stored: bool, defined: str) -> str:
        here = self._here()
        if here == "{":
            return self._braced()
        if here == '"':
            return self._quoted()
        found = _DIGITS.match(self._text, self._place)
        if found:
            self._place = found.end()
            return found[0]
        name = self._identifier("a field part", ",#" + closing).lower()
        return self._macro(name, defined) if stored else ""

    def _macro(self, name: str, defined: str) -> str:
        if name == defined:
            self.warn(f'string name "{name}" is used in its own definition')
        elif name in self.macros:
            return self.macros[name]
        else:
            self.warn(f'string name "{name}" is undefined')
        return ""

    def _braced(self) -> str:
        start = self._place + 1
        depth = 1
        for found in _BRACE.finditer(self._text, start):
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                self._place = found.end()
                return self._text[start : found.start()]
        self._place = len(self._text)
        raise BibError("Illegal end of database file")

    def _quoted(self) -> str:
        start = self._place + 1
        depth = 0
        for found in _BRACE_OR_QUOTE.finditer(self._text, start):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if depth < 0:
                    self._place = found.start()
                    raise BibError("Unbalanced braces")
            elif depth == 0:
                self._place = found.end()
                return self._text[start : found.start()]
        self._place = len(self._text)
        raise BibError("Illegal end of database file")


def one_line_end(text: str) -> str:
    """Return a text whose lines all end alike; BibTeX takes a carriage return for an end of line of its own."""
    return _LINE_END.sub(lambda found: "\n" * len(found[0]), text) if "\r" in text else text
