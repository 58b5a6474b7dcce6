"""LaTeX in running text to rich text: one method for each kind of thing, from left to right."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from refgraph.text.latex.cursor import Cursor
from refgraph.text.latex.formulas import closing_brace, end_of_group, read_formula
from refgraph.text.latex.structure import Node, Span, joined, plain_text, raised
from refgraph.text.latex.symbols import accented, symbol
from refgraph.text.latex.tables.accents import ACCENTS, BY_NUMBER, OTHER_ACCENTS
from refgraph.text.latex.tables.commands import (
    ADDRESSES,
    BLANK,
    DELIMITED,
    ESCAPES,
    FRACTIONS,
    NOTHING,
    NUMBERED,
    SECOND,
    STRINGS,
    STYLES,
    SWITCHES,
)

WORTH_IT = re.compile(r"[\\{}$~`]|--|''")
"""Finds what makes a text more than plain."""

_SPECIAL = re.compile(r"[\\{}$~`']|---?|[?!]`(?!`)")
_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.)", re.DOTALL)
_LETTER_COMMAND = re.compile(r"\\[A-Za-z`'^\"~=.]")
_SINGLE_QUOTED = re.compile(r"`[^`']*(?:'\w[^`']*)*'(?!\w)")
_URL_ESCAPE = re.compile(r"\\([%#&_~{}\\])")
_NUMBER = re.compile(r"\s*(?:\"([0-9A-F]{2,6})|'([0-7]{2,7})|([0-9]{1,7})|`\\?(.))\s?", re.DOTALL)
_LENGTH = re.compile(r"\s*=?\s*[+-]?[\d.]*\s*(?:true)?(?:em|ex|pt|mm|cm|in|mu|sp|bp|pc)?\s?")
_DIMENSIONED = {
    "kern": "",
    "raise": "",
    "lower": "",
    "hskip": " ",
    "vskip": " ",
    "penalty": "",
    "mkern": "",
    "mskip": " ",
}
_OTHER_SIGNS = {"@": "", "|": "‖", "?": "?"}
_FRAMES = {"quoted": "“”", "quoted-inside": "‘’", "parenthesised": "()", "bracketed": "[]"}
_RECASING = frozenset({"autocap", "MakeCapital", "MakeSentenceCase", "MakeSentenceCase*", "MakeTitleCase"})
_DELIMITERS = frozenset("|+!\"/=@~^'")
_DEEPEST = 60


def decode(text: str, *, keep_braces: bool = False, protect: bool = False) -> list[Node]:
    r"""Return LaTeX as rich text.

    Args:
        text: LaTeX as in a field of a .bib file (a percent sign is no comment there).
        keep_braces: leave braces that only group, as names need; those around an accented letter go all the same.
        protect: letters in formulas and in braces keep their case (`Span` "nocase"). Braces are those of groups and
            arguments at the first level, as in BibTeX, but not of a group that begins with a command (its "special
            characters": ``{\"O}``).

    >>> decode(r"{\it E. coli} in {DNA}", protect=True)
    [Span(kind='italic', content=('E. coli',)), ' in ', Span(kind='nocase', content=('DNA',))]
    """
    return joined(_Decoder(text, keep_braces=keep_braces, protect=protect).all())


class _Decoder(Cursor):
    """Reads a text once."""

    def __init__(self, text: str, *, keep_braces: bool = False, protect: bool = False) -> None:
        super().__init__(text)
        self.depth = 0
        self.keep_braces = keep_braces
        self.protect = protect
        self.quoted_until = -1

    def all(self) -> list[Node]:
        """Return the whole text."""
        parts = self.run()
        while self.at < len(self.text):  # a closing brace that nothing opened
            parts.append(self.text[self.at])
            self.at += 1
            parts += self.run()
        return parts

    def run(self) -> list[Node]:
        """Decode up to the closing brace of the group this began in, or the end."""
        parts: list[Node] = []
        outer: list[tuple[str, list[Node]]] = []
        text = self.text
        while self.at < len(text):
            found = _SPECIAL.search(text, self.at)
            if found is None:
                parts.append(text[self.at :])
                self.at = len(text)
                break
            parts.append(text[self.at : found.start()])
            self.at = found.start()
            if found[0] == "}":
                break
            kind = self.switched() if found[0] == "\\" else None
            if kind is None:
                parts += self.special(found[0])
            elif kind == "normal":
                parts = _closed(outer, parts)
            elif kind and len(outer) < _DEEPEST:
                outer.append((kind, parts))
                parts = []
        return _closed(outer, parts)

    def switched(self) -> str | None:
        r"""Return the span that ``\em`` and the like begin here, "" where it is none, None for another command."""
        found = _COMMAND.match(self.text, self.at)
        if found is None or found[1] not in SWITCHES:
            return None
        self.at = found.end()
        self.skip_spaces()
        return SWITCHES[found[1]]

    def special(self, sign: str) -> list[Node]:  # noqa: PLR0911 - one line for each sign
        match sign:
            case "\\":
                return self.command()
            case "{":
                return self.group()
            case "$":
                return self.formula()
            case "~":
                self.at += 1
                return [" "]
            case "--" | "---":
                self.at += len(sign)
                return ["–" if sign == "--" else "—"]
            case "?`" | "!`":
                self.at += 2
                return ["¿" if sign == "?`" else "¡"]
            case _:
                return [self.quote(sign)]

    def quote(self, sign: str) -> str:
        start = self.at
        if self.text.startswith(sign * 2, start):
            self.at += 2
            return "“" if sign == "`" else "”"
        self.at += 1
        if sign == "`":
            found = _SINGLE_QUOTED.match(self.text, start)
            if found is None:
                return "`"
            self.quoted_until = found.end() - 1
            return "‘"
        return "’" if start == self.quoted_until else "'"

    def group(self) -> list[Node]:
        start = self.at
        if self.depth >= _DEEPEST:
            self.at = end_of_group(self.text, start)
            return [self.text[start : self.at]]
        self.at += 1
        self.depth += 1
        inner = self.run()
        self.depth -= 1
        if self.at >= len(self.text):  # never closed
            return ["{", *inner]
        self.at += 1
        if self.keep_braces:
            # BibTeX's "special character" {\'e}, but not an organisation {\'Ecole Normale}
            is_letter = _LETTER_COMMAND.match(self.text, start + 1) is not None and " " not in plain_text(inner)
            return inner if is_letter else ["{", *inner, "}"]
        is_special = self.text.startswith("\\", start + 1)
        if self.protect and self.depth == 0 and not is_special and _has_letters(inner, self.text[start : self.at]):
            return _protected(inner)
        return inner

    def formula(self) -> list[Node]:
        start = self.at
        size = 2 if self.text.startswith("$$", start) else 1
        end = self.text.find("$" * size, start + size)
        while end > 0 and self.text[end - 1] == "\\":
            end = self.text.find("$" * size, end + 1)
        if end < 0 or self.is_money(start + size, end, end + size):
            self.at = start + 1
            return ["$"]
        self.at = end + size
        return self.formula_or_source(self.text[start + size : end], start)

    def is_money(self, first: int, last: int, after: int) -> bool:
        """Tell whether dollars before two numbers are no formula: "$5 and $10", "$5, not $"."""
        if not self.text[first : first + 1].isdigit():
            return False
        return self.text[after : after + 1].isdigit() or self.text[last - 1].isspace()

    def formula_or_source(self, source: str, start: int) -> list[Node]:
        nodes = read_formula(source)
        if not nodes:
            return [self.text[start : self.at]]
        # the "p" of "$p$-adic" is no word
        is_cased = self.protect and all(isinstance(each, str) and each.lower() != each.upper() for each in nodes)
        return _protected(list(nodes)) if is_cased else list(nodes)

    def command(self) -> list[Node]:  # noqa: PLR0911 - one line for each kind of command
        start = self.at
        found = _COMMAND.match(self.text, start)
        if found is None:  # a backslash at the very end
            self.at += 1
            return ["\\"]
        name = found[1]
        self.at = found.end()
        if name in ESCAPES:
            return [self.escape(name)]
        if name in ACCENTS or name in OTHER_ACCENTS:
            return [self.accent(name, start)]
        if name in STYLES or name in SECOND:
            return self.styled(name, start)
        reader = _READERS.get(name)
        if reader is not None:
            return reader(self, name, start)
        if name in _OTHER_SIGNS:
            return [_OTHER_SIGNS[name] if name != "@" or not self.is_inside_word() else "@"]
        text = symbol(name) if name[0].isalpha() else None
        if text is None:
            return [self.verbatim(start)]
        self.end_of_word()
        return [text]

    def escape(self, name: str) -> str:
        if name == "\\":  # "\\[2pt]" and "\\*" end a line too
            found = re.compile(r"\*?(?:\[[^\[\]]{0,12}\])?").match(self.text, self.at)
            self.at = found.end() if found else self.at
        return ESCAPES[name]

    def is_inside_word(self) -> bool:
        """Tell whether letters stand on both sides of a control symbol, as in an address."""
        return self.text[self.at - 3 : self.at - 2].isalnum() and self.text[self.at : self.at + 1].isalnum()

    def accent(self, name: str, start: int) -> str:
        if name.isalpha() and self.text[self.at : self.at + 1].isalnum():  # digits: \c1
            return self.verbatim(start)
        self.skip_spaces()
        if self.text.startswith("{", self.at) and closing_brace(self.text, self.at) < 0:
            return self.verbatim(start)
        if self.at >= len(self.text) or self.text[self.at] in "}$":
            return accented("", name)
        base = plain_text(self.argument())
        return self.text[start : self.at] if base.startswith("\\") else accented(base, name)

    def argument(self) -> list[Node]:
        """Decode one argument: a group, a command or a character."""
        self.skip_spaces()
        while self.text.startswith("\\", self.at) and self.switched() is not None:  # "\'\relax e"
            pass
        here = self.text[self.at : self.at + 1]
        if here in {"{", "\\"}:
            if here == "\\" and self.depth >= _DEEPEST:
                return []
            keep, self.keep_braces = self.keep_braces, False
            self.depth += 1
            inner = self.group() if here == "{" else self.command()
            self.depth -= 1
            self.keep_braces = keep
            return inner
        self.at += 1
        return [here]

    def styled(self, name: str, start: int) -> list[Node]:
        source = self.source()
        if name in SECOND and source is not None:
            source = self.source()
        if source is None:
            return [self.back_to(name, start)]
        self.at -= len(source) + 2
        protects = self.protect and self.depth == 0 and name not in _RECASING
        inner = self.argument()
        if protects and _has_letters(inner, source):
            inner = _protected(inner)
        return _styled(inner, "text" if name in SECOND else STYLES[name])

    def address(self, name: str, start: int) -> list[Node]:
        here = self.text[self.at : self.at + 1]
        if name in DELIMITED and here in _DELIMITERS:
            return self.delimited(name, start)
        source = self.source()
        if source is None:
            return [self.back_to(name, start)]
        return [_URL_ESCAPE.sub(r"\1", source)] if name in ADDRESSES else [self.text[start : self.at]]

    def delimited(self, name: str, start: int) -> list[Node]:
        end = self.text.find(self.text[self.at], self.at + 1)
        if end < 0:
            return [self.back_to(name, start)]
        inner, self.at = self.text[self.at + 1 : end], end + 1
        return [inner]

    def ensured(self, name: str, start: int) -> list[Node]:
        source = self.source()
        return [self.back_to(name, start)] if source is None else self.formula_or_source(source, start)

    def parenthesised(self, name: str, start: int) -> list[Node]:
        r"""Read ``\(...\)`` or ``\[...\]``."""
        closing = "\\)" if name == "(" else "\\]"
        end = self.text.find(closing, self.at)
        if end < 0:
            return [self.verbatim(start)]
        self.at = end + 2
        return self.formula_or_source(self.text[start + 2 : end], start)

    def nothing(self, name: str, start: int) -> list[Node]:
        return [self.back_to(name, start)] if self.source() is None else []

    def blank(self, name: str, start: int) -> list[Node]:
        return [self.back_to(name, start)] if self.source() is None else [" "]

    def dimensioned(self, name: str, start: int) -> list[Node]:
        r"""Leave out TeX's ``\kern-.15em`` and the like."""
        found = _LENGTH.match(self.text, self.at)
        if found is None or not any(map(str.isdigit, found[0])):
            return [self.verbatim(start)]
        self.at = found.end()
        return [_DIMENSIONED[name]]

    def numbered(self, name: str, start: int) -> list[Node]:
        code: int | None
        if name == "char":
            found = _NUMBER.match(self.text, self.at)
            self.at = found.end() if found else self.at
        else:
            source = self.source()
            if source is None:
                return [self.back_to(name, start)]
            found = _NUMBER.fullmatch(source.strip())
        code = _code(found)
        if code is None:
            return [self.back_to(name, start)]
        return [chr(code)]

    def tex_accent(self, name: str, start: int) -> list[Node]:
        r"""Read TeX's ``\accent'27 u``."""
        found = _NUMBER.match(self.text, self.at)
        accent = BY_NUMBER.get(_code(found) or 0)
        if found is None or accent is None:
            return [self.back_to(name, start)]
        self.at = found.end()
        return [accented(plain_text(self.argument()), accent)]

    def fraction(self, name: str, start: int) -> list[Node]:
        upper, lower = self.source(), self.source()
        if upper is None or lower is None or not (upper.isdigit() and lower.isdigit()):
            return [self.back_to(name, start)]
        return [FRACTIONS.get(f"{upper}/{lower}", f"{upper}/{lower}")]

    def string(self, name: str, start: int) -> list[Node]:
        source = self.source()
        text = STRINGS.get((source or "").strip().lower())
        if source is None or text is None:
            return [self.back_to(name, start)]
        return [text[:1].upper() + text[1:] if name[0].isupper() else text]


_Reader = Callable[[_Decoder, str, int], list[Node]]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys((*ADDRESSES, *DELIMITED), _Decoder.address),
    **dict.fromkeys(NOTHING, _Decoder.nothing),
    **dict.fromkeys(BLANK, _Decoder.blank),
    **dict.fromkeys(_DIMENSIONED, _Decoder.dimensioned),
    **dict.fromkeys(NUMBERED, _Decoder.numbered),
    **dict.fromkeys(("bibstring", "bibsstring", "biblstring", "bibcpstring", "Bibstring"), _Decoder.string),
    **dict.fromkeys(("(", "["), _Decoder.parenthesised),
    **dict.fromkeys(("nicefrac", "sfrac", "textfrac", "xfrac"), _Decoder.fraction),
    "ensuremath": _Decoder.ensured,
    "accent": _Decoder.tex_accent,
}


def _closed(outer: list[tuple[str, list[Node]]], parts: list[Node]) -> list[Node]:
    """Close the spans that are open in a group."""
    while outer:
        kind, before = outer.pop()
        parts = [*before, Span(kind, tuple(parts))] if parts else before
    return parts


def _styled(inner: list[Node], kind: str) -> list[Node]:
    if kind in _FRAMES:
        return [_FRAMES[kind][0], *inner, _FRAMES[kind][1]]
    if kind in {"upper", "lower"}:
        text = plain_text(inner)
        return [text.upper() if kind == "upper" else text.lower()]
    if kind in {"super", "sub"}:
        text = plain_text(inner)
        high = raised(text, kind)
        return [high] if high != text else [Span(kind, (text,))]
    if kind == "nocase" and any(isinstance(each, Span) and each.kind == kind for each in inner):
        return inner
    return inner if kind == "text" else [Span(kind, tuple(inner))]


def _protected(nodes: list[Node]) -> list[Node]:
    """Return a span of protected letters; what is protected in it already needs no span of its own."""
    flat = [
        one for each in nodes for one in (each.content if isinstance(each, Span) and each.kind == "nocase" else (each,))
    ]
    return [Span("nocase", tuple(flat))]


def _has_letters(nodes: list[Node], source: str) -> bool:
    """Tell whether a group holds letters whose case could be changed; commands and formulas alone are no letters."""
    if not any(map(str.isalpha, plain_text(nodes))):
        return False
    bare = _NO_LETTERS.sub("", source)
    return any(map(str.isalpha, bare))


_NO_LETTERS = re.compile(r"\$[^$]*\$|\\[A-Za-z]+")


def _code(found: re.Match[str] | None) -> int | None:
    """Return the number of a character as TeX writes it, or None where there is no such character."""
    if found is None:
        return None
    hexadecimal, octal, decimal, sign = found.groups()
    if sign:
        return ord(sign)
    code = int(hexadecimal, 16) if hexadecimal else int(octal, 8) if octal else int(decimal)
    return code if code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF else None
