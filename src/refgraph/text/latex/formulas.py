"""Small formulas as text: symbols, letters in special alphabets, sub- and superscripts that Unicode has."""

from __future__ import annotations

import re
import unicodedata

from refgraph.text.latex.structure import Node, Span, joined
from refgraph.text.latex.symbols import accent_mark, marked, symbol
from refgraph.text.latex.tables.accents import IN_FORMULAS
from refgraph.text.latex.tables.formulas import (
    ALPHABETS,
    EXPONENTS,
    FUNCTIONS,
    LOWER,
    PLAIN_ALPHABETS,
    SIGNS_RAISED,
)

_DEEPEST = 8
_TOKEN = re.compile(
    r"""\\(?P<name>[A-Za-z]+)\s*
      | (?P<script>[_^])\s*
      | (?P<primes>'+)
      | \\(?P<space>[,;:!>\ ])
      | \\(?P<sign>[&%$\#_{}|])
      | (?P<open>\{)
      | (?P<plain>[A-Za-z0-9\s+\-=<>()\[\].,/*:;|"!?@]|[^\x00-\x7f])
    """,
    re.VERBOSE,
)
_ACCENTS = {name: mark for mark, name in IN_FORMULAS.items()}
_SIZES = frozenset("left right big Big bigg Bigg bigl bigr Bigl Bigr displaystyle textstyle scriptstyle limits".split())
_DEGREE = re.compile(r"\[([^\]]*)\]\s*")
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_SPACES = frozenset("quad qquad thinspace medspace thickspace enspace".split())


class _TooMuch(Exception):  # noqa: N818 - no error: it only ends the reading of a formula
    """The formula is more than a few symbols."""


def read_formula(source: str) -> tuple[Node, ...] | None:
    r"""Return a formula as text, or None if Unicode cannot say it in one line.

    A raised or lowered word is a span where the formula says nothing else ("4$^{th}$", "$26^{th}$").

    Args:
        source: LaTeX without the dollar signs.

    >>> read_formula(r"10^{-3}\,\mu m"), read_formula(r"\frac{1}{2}")
    (('10⁻³ μm',), None)
    """
    try:
        return tuple(joined(_Formula(source.strip()).read()))
    except _TooMuch:
        return None


class _Formula:
    def __init__(self, source: str, depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise _TooMuch
        self.source = source
        self.depth = depth
        self.at = 0
        self.parts: list[Node] = []

    def read(self) -> list[Node]:
        while self.at < len(self.source):
            found = _TOKEN.match(self.source, self.at)
            if found is None:
                raise _TooMuch
            self.at = found.end()
            self.one(found)
        return self.parts

    def one(self, found: re.Match[str]) -> None:
        if found["name"]:
            self.command(found["name"])
        elif found["script"]:
            self.script(found["script"])
        elif found["primes"]:
            self.parts.append("′" * len(found["primes"]))
        elif found["open"]:
            self.at -= 1
            self.parts.append(self.argument())
        else:
            space = "" if found["space"] == "!" else " " if found["space"] else ""
            self.parts.append(found["sign"] or found["plain"] or space)

    def command(self, name: str) -> None:
        if name in _SIZES or (
            name in PLAIN_ALPHABETS and len(name) == 2 and not self.source[self.at :].startswith("{")
        ):
            return
        if name in {"sb", "sp"}:
            self.script("_" if name == "sb" else "^")
        elif name in PLAIN_ALPHABETS:
            self.parts.append(self.argument(as_text=True))
        elif name in {"rm", "it", "bf", "sf", "tt"}:
            return
        elif name in ALPHABETS:
            self.parts.append("".join([lettered(each, name) for each in self.argument()]))
        elif name in FUNCTIONS:
            self.function(name)
        elif name in _ACCENTS or (accent_mark(name) and len(name) > 1):
            self.parts.append(_accented(self.argument(), _ACCENTS.get(name) or accent_mark(name) or ""))
        elif name == "sqrt":
            self.parts.append(self.root() + _single(self.argument()))
        elif name == "not":
            self.parts.append(_accented(self.argument(), "\N{COMBINING LONG SOLIDUS OVERLAY}"))
        else:
            self.symbol(name)

    def root(self) -> str:
        found = _DEGREE.match(self.source, self.at)
        if found is None:
            return "√"
        if found[1] not in _ROOTS:
            raise _TooMuch
        self.at = found.end()
        return _ROOTS[found[1]]

    def symbol(self, name: str) -> None:
        text = " " if name in _SPACES else symbol(name, in_formula=True)
        if text is None:
            raise _TooMuch
        if self.source.startswith("{}", self.at):
            self.at += 2
        # white space after a command says nothing in TeX, but "x \times y" has it on both sides of a sign
        is_spaced = unicodedata.category(text[:1] or " ") in {"Sm", "Po"} and self.source[self.at - 1].isspace()
        self.parts.append(f"{text} " if is_spaced and _ends_in_space(self.parts) else text)

    def function(self, name: str) -> None:
        before = "".join([each for each in self.parts if isinstance(each, str)])[-1:]
        after = self.source[self.at : self.at + 1]
        gap = " " if after.isalnum() or after == "\\" else ""
        self.parts.append((" " if before.isalnum() else "") + name + gap)

    def argument(self, *, as_text: bool = False) -> str:
        """Return the next group, command or character as text.

        Args:
            as_text: the group is text, in which white space counts.
        """
        if self.source.startswith("{", self.at):
            end = closing_brace(self.source, self.at)
            if end < 0:
                raise _TooMuch
            inner, self.at = self.source[self.at + 1 : end], end + 1
            if as_text and not set(inner) & set("\\{}$^_"):
                return inner
            return _text(_Formula(inner if as_text else inner.strip(), self.depth + 1).read())
        found = _TOKEN.match(self.source, self.at)
        if found is None or found["script"]:
            raise _TooMuch
        self.at = found.end()
        inner_formula = _Formula(found[0], self.depth + 1)
        return _text(inner_formula.read())

    def script(self, sign: str) -> None:
        content = self.argument()
        before = _text(self.parts)
        table = EXPONENTS if sign == "^" else LOWER
        kind = "super" if sign == "^" else "sub"
        if content in SIGNS_RAISED and sign == "^":
            self.parts.append(SIGNS_RAISED[content])
        elif not before and len(content) == 1 and content in table:
            self.parts.append(table[content])
        elif content.isalpha() and (not before or (sign == "^" and before[-1].isdigit() and len(content) > 1)):
            self.parts.append(Span(kind, (content,)))
        elif content and all(each in table for each in content):
            self.parts.append("".join([table[each] for each in content]))
        else:
            raise _TooMuch


def _ends_in_space(parts: list[Node]) -> bool:
    return bool(parts) and isinstance(parts[-1], str) and parts[-1].endswith(" ")


def _text(parts: list[Node]) -> str:
    if not all(isinstance(each, str) for each in parts):
        raise _TooMuch
    return "".join([each for each in parts if isinstance(each, str)])


def _single(text: str) -> str:
    if len(text) != 1 and not text.isdigit():
        raise _TooMuch
    return text


def _accented(text: str, mark: str) -> str:
    if len(text) != 1:
        raise _TooMuch
    return marked(text, mark)


def lettered(letter: str, command: str) -> str:
    r"""Return a letter of the alphabet that a command sets; the letter itself where Unicode has none.

    >>> lettered("R", "mathbb"), lettered("N", "mathcal")
    ('ℝ', '𝒩')
    """
    alphabet = ALPHABETS[command]  # a letter that was in Unicode before the mathematical ones has a name of its own
    size = "CAPITAL" if letter.isupper() else "SMALL"
    ways = [f"MATHEMATICAL {alphabet} {size} {letter.upper()}", f"{alphabet} {size} {letter.upper()}"]
    if alphabet == "FRAKTUR":
        ways.append(f"BLACK-LETTER CAPITAL {letter}")
    if not (letter.isascii() and letter.isalpha()):
        return letter
    for name in ways:
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return letter


def closing_brace(text: str, start: int) -> int:
    r"""Return the place of the brace that closes the one at ``start``; -1 if none does.

    >>> closing_brace(r"{a{b}\}}c", 0)
    7
    """
    depth = 0
    for found in _BRACES.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "}":
            return found.start()
    return -1


def end_of_group(text: str, start: int) -> int:
    """Return where the group that begins at a brace ends; the text's end if it never does."""
    end = closing_brace(text, start)
    return len(text) if end < 0 else end + 1


_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
