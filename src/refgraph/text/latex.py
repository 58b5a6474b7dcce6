"""LaTeX in running text to Unicode and back: accents, symbols, quotes, dashes, simple formulas.

What is understood is replaced; commands that are not known, and formulas that are more than a few symbols, stay as they
are written, and `unicode_to_latex` leaves them alone, so nothing is lost on the way there and back.
"""

from __future__ import annotations

import re
import sys
import unicodedata

from refgraph.text import latex_symbols as symbols

_SPECIAL = re.compile(r"[\\{}$~`']|---?")
_WORTH_IT = re.compile(r"[\\{}$~`]|--|''")
_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.)", re.DOTALL)
_LETTER_COMMAND = re.compile(r"\\[A-Za-z`'^\"~=.]")
_SPACES = re.compile(r"\s*")
_SINGLE_QUOTED = re.compile(r"`[^`']*(?:'\w[^`']*)*'(?!\w)")
_URL_ESCAPE = re.compile(r"\\([%#&_~{}\\])")
_NUMBER = re.compile(r'"([0-9A-F]{2,6})|`\\?(.)')
_DEEPEST = 60


def latex_to_unicode(text: str, *, keep_braces: bool = False) -> str:
    r"""Return LaTeX text as Unicode in NFC.

    Accents and symbols become letters; ``--`` and ``---`` dashes; quotation marks typographic; ``~`` a space;
    formatting commands leave their argument. Unknown commands and formulas that Unicode cannot say stay verbatim.

    Args:
        text: as in a field of a .bib file (a percent sign is no comment there).
        keep_braces: leave braces that only group, as names need; those around an accented letter go all the same.

    >>> latex_to_unicode(r"Universit{\"a}t {\L}{\'o}d{\'z}, pp.~1--2")
    'Universität Łódź, pp. 1–2'
    >>> latex_to_unicode(r"\unknown{kept} and \emph{taken off}")
    '\\unknown{kept} and taken off'
    """
    if not _WORTH_IT.search(text):
        return text
    return unicodedata.normalize("NFC", _Decoder(text, keep_braces=keep_braces).all())


class _Decoder:
    """Reads LaTeX from left to right; one method for each kind of thing."""

    def __init__(self, text: str, *, keep_braces: bool) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.keep_braces = keep_braces
        self.quoted_until = -1

    def all(self) -> str:
        parts = []
        while self.at < len(self.text):
            parts.append(self.run())
            if self.at < len(self.text):  # a closing brace that nothing opened
                parts.append(self.text[self.at])
                self.at += 1
        return "".join(parts)

    def run(self) -> str:
        """Decode up to the closing brace of the group this began in, or the end."""
        parts = []
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
            parts.append(self.special(found[0]))
        return "".join(parts)

    def special(self, sign: str) -> str:
        match sign:
            case "\\":
                return self.command()
            case "{":
                return self.group()
            case "$":
                return self.formula()
            case "~":
                self.at += 1
                return " "
            case "--" | "---":
                self.at += len(sign)
                return "–" if sign == "--" else "—"
            case _:
                return self.quote(sign)

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

    def group(self) -> str:
        start = self.at
        if self.depth >= _DEEPEST:
            self.at = _end_of_group(self.text, start)
            return self.text[start : self.at]
        self.at += 1
        self.depth += 1
        inner = self.run()
        self.depth -= 1
        if self.at >= len(self.text):  # never closed
            return "{" + inner
        self.at += 1
        # BibTeX's "special character" {\'e}, but not an organisation {\'Ecole Normale}
        is_letter = _LETTER_COMMAND.match(self.text, start + 1) is not None and " " not in inner
        return "{" + inner + "}" if self.keep_braces and not is_letter else inner

    def formula(self) -> str:
        end = self.text.find("$", self.at + 1)
        start, self.at = self.at, (end + 1 if end > 0 else self.at + 1)
        if end < 0:
            return "$"
        return self.plain_formula(self.text[start + 1 : end]) or self.text[start : self.at]

    def plain_formula(self, source: str) -> str | None:
        """Return a formula in Unicode, or None if it is more than symbols, sub- and superscripts."""
        return symbols.formula(source)

    def command(self) -> str:  # noqa: PLR0911 - one line for each kind of command
        start = self.at
        found = _COMMAND.match(self.text, start)
        if found is None:  # a backslash at the very end
            self.at += 1
            return "\\"
        name = found[1]
        self.at = found.end()
        if name in symbols.ESCAPES:
            return symbols.ESCAPES[name]
        if name in symbols.ACCENTS:
            return self.accent(name, start)
        if name in symbols.ARGUMENTS:
            return self.arguments(name, start)
        if name in symbols.SWITCHES:
            self.skip_spaces()
            return ""
        if name == "(":
            return self.parenthesised(start)
        if name == "char":
            return self.numbered(start)
        symbol = symbols.symbol(name) if name[0].isalpha() else None
        if symbol is None:
            return self.verbatim(start)
        self.end_of_word()
        return symbol

    def end_of_word(self) -> None:
        r"""Skip what ends a control word: white space, or the empty group of ``\o{}``."""
        self.skip_spaces()
        if self.text.startswith("{}", self.at):
            self.at += 2

    def skip_spaces(self) -> None:
        found = _SPACES.match(self.text, self.at)
        if found:
            self.at = found.end()

    def accent(self, name: str, start: int) -> str:
        if name.isalpha() and self.text[self.at : self.at + 1].isalnum():  # pragma: no cover - digits: \c1
            return self.verbatim(start)
        self.skip_spaces()
        if self.at >= len(self.text) or self.text[self.at] == "}":
            return self.verbatim(start) if name.isalpha() else symbols.accented("", name)
        return symbols.accented(self.argument(), name)

    def argument(self) -> str:
        """Decode one argument: a group, a command or a character."""
        self.skip_spaces()
        here = self.text[self.at : self.at + 1]
        if here == "{":
            keep, self.keep_braces = self.keep_braces, False
            inner = self.group()
            self.keep_braces = keep
            return inner
        if here == "\\":
            if self.depth >= _DEEPEST:
                return ""
            self.depth += 1
            inner = self.command()
            self.depth -= 1
            return inner
        self.at += 1
        return here

    def arguments(self, name: str, start: int) -> str:
        r"""Decode a command that is known by its arguments: ``\emph{...}``, ``\href{...}{...}``."""
        kind = symbols.ARGUMENTS[name]
        groups = []
        for _ in range(2 if kind == "second" else 1):
            self.skip_spaces()
            while self.text.startswith("[", self.at) and "]" in self.text[self.at :]:
                self.at = self.text.index("]", self.at) + 1
                self.skip_spaces()
            if not self.text.startswith("{", self.at):
                self.at = start + 1 + len(name)
                return self.verbatim(start)
            groups.append(self.at)
            self.at = _end_of_group(self.text, self.at)
        end, source = self.at, self.text[groups[-1] + 1 : self.at - 1]
        if kind == "nothing":
            return ""
        if kind == "url":
            return _URL_ESCAPE.sub(r"\1", source)
        if kind == "formula":
            return self.plain_formula(source) or self.text[start:end]
        self.at = groups[-1]
        inner = self.argument()
        return symbols.framed(inner, kind)

    def parenthesised(self, start: int) -> str:
        end = self.text.find("\\)", self.at)
        if end < 0:
            return self.verbatim(start)
        self.at = end + 2
        return self.plain_formula(self.text[start + 2 : end]) or self.text[start : self.at]

    def numbered(self, start: int) -> str:
        found = _NUMBER.match(self.text, self.at)
        if found is None or (found[1] and int(found[1], 16) > sys.maxunicode):
            return self.verbatim(start)
        self.at = found.end()
        return found[2] or chr(int(found[1], 16))

    def verbatim(self, start: int) -> str:
        """Keep a command with the groups that follow it."""
        while self.text[self.at : self.at + 1] == "{":
            self.at = _end_of_group(self.text, self.at)
        # What follows may become a letter, which must not lengthen the command's name.
        gap = " " if self.text[self.at - 1].isalpha() and self.text[self.at : self.at + 1] in {"\\", "$"} else ""
        return self.text[start : self.at] + gap


def _end_of_group(text: str, start: int) -> int:
    depth = 0
    for found in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "}":
            return found.end()
    return len(text)


_KEPT = re.compile(
    r"""\\[A-Za-z]+\*?(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*   # a command, with its arguments
      | \$(?=[^$]*[\\^_{])[^${}\n]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^${}\n]*)*\$   # a formula
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r"[\\{}$&%#_~^]|-(?=-)|'(?=')|`")
_ESCAPE = {
    "\\": r"\textbackslash{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "-": "-{}",
    "'": "'{}",
    "`": r"\textasciigrave{}",
    "{": r"\{",
    "}": r"\}",
}


def unicode_to_latex(text: str, *, ascii_only: bool = False) -> str:
    r"""Return Unicode text as LaTeX that any field of a .bib file can hold: braces are balanced.

    Characters with a meaning in LaTeX are escaped; commands and formulas that `latex_to_unicode` left as they
    were stay so. Reading the result gives the text again.

    Args:
        text: plain text.
        ascii_only: write letters and signs beyond ASCII as LaTeX commands; without it they stay Unicode.

    >>> unicode_to_latex("R&D at 5%, Łódź")
    'R\\&D at 5\\%, Łódź'
    >>> unicode_to_latex("Łódź", ascii_only=True)
    "{\\L}{\\'o}d{\\'z}"
    """
    if not _ESCAPED.search(text):
        return symbols.to_ascii(text) if ascii_only and not text.isascii() else text
    parts = []
    at = 0
    for kept in _KEPT.finditer(text):
        formula = kept[0]
        if ascii_only and not formula.isascii():  # an accent inside would read as part of the formula
            formula = _escaped(formula, ascii_only=True)
        parts += [_escaped(text[at : kept.start()], ascii_only=ascii_only), formula]
        at = kept.end()
    parts.append(_escaped(text[at:], ascii_only=ascii_only))
    written = "".join(parts)
    if not _balanced(written):  # then nothing in it is sure to be LaTeX
        written = _escaped(text, ascii_only=ascii_only)
        written = written.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")
    return written


def _escaped(text: str, *, ascii_only: bool) -> str:
    written = _ESCAPED.sub(lambda found: _ESCAPE[found[0]], text)
    return symbols.to_ascii(written) if ascii_only and not written.isascii() else written


def _balanced(text: str) -> bool:
    depth = 0
    for each in re.findall(r"[{}]", text):
        depth += 1 if each == "{" else -1
        if depth < 0:
            return False
    return depth == 0
