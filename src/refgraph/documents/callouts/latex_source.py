"""LaTeX source: what is not typeset, and the arguments of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_BRACED = r"\{[^{}\r\n]{0,500}+\}"
for _ in range(3):  # as deep as braces in code are followed
    _BRACED = rf"\{{(?:[^{{}}\r\n]|{_BRACED}){{0,500}}+\}}"
_OPTIONS = r"(?:\[[^\]\r\n]{0,500}\])?"
_MINTED = rf"mintinline{_OPTIONS}\{{[^{{}}\r\n]{{0,100}}\}}"
# Conditionals of TeX itself: what packages call so (\ifthenelse) is closed by no \fi, nor is the sign \iff.
_IF = (
    r"\\if(?:x|num|dim|odd|case|cat|[mvh]mode|inner|true|false|defined|csname|void|[vh]box|eof|pdf|xetex|luatex)?"
    r"(?![A-Za-z])"
)
_FI = r"\\fi(?![A-Za-z])"
_ELSE = r"\\else(?![A-Za-z])"
# One pattern, so that what begins first counts: a "%" in \verb or in an address, a \begin{verbatim} in a comment.
_NOT_TYPESET = (
    r"(?P<escape>\\[\\%]|\\(?:url|href|nolinkurl|path)(?:\[[^\[\]\r\n]{0,200}\])?\{[^{}\r\n]{0,2000}\})"
    r"|%[^\r\n]*"
    r"|\\begin\{(?P<name>(?:sp)?verbatim\*?|[BLS]?(?:ave)?Verbatim\*?|lstlisting|minted|comment|filecontents\*?)\}"
    r".*?(?:\\end\{(?P=name)\}|\Z)"
    rf"|\\(?:[vV]erb|lstinline|{_MINTED})\*?{_OPTIONS}(?P<mark>[^\sA-Za-z*{{\[])[^\r\n]{{0,1000}}?(?P=mark)"
    rf"|\\(?:Verb\*?|lstinline|{_MINTED}){_OPTIONS}{_BRACED}"
    rf"|\\iffalse(?![A-Za-z])(?:[^\\]|\\(?!if|fi|else)|(?!{_IF}|{_FI}|{_ELSE})\\"
    rf"|{_IF}(?:[^\\]|(?!{_FI})\\)*+(?:\\fi|\Z))*+(?:\\fi|\\else|\Z)"
    r"|(?<=\\end\{document\}).*"
)
_BODIES = re.compile(_NOT_TYPESET, re.DOTALL)
_HIDDEN = re.compile(
    _NOT_TYPESET + r"|\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\\\w+\}?", re.DOTALL
)
_MARKUP = re.compile(
    r"\\(?:cite|ref|label|url|href|usepackage|documentclass|bibliography|bibitem|includegraphics|input|include|pageref|eqref"
    r"|autoref|cref|Cref|begin|end)[A-Za-z]*\*?(?:\s*\[[^\[\]]*\])*\s*(?:\{[^{}]*\})?|\\[A-Za-z]+\*?|\\[,;:! ]|[{}~$]"
)
_SPACE = re.compile(r"\s*")
_BREAK = re.compile(r"[^\r\n]")
_BRACKET = re.compile(r"\\.|[{}\[\]()]", re.DOTALL)
_CLOSING = {"{": "}", "[": "]", "(": ")"}


def hide(text: str) -> str:
    r"""Return a text of the same length with what LaTeX does not typeset turned to spaces; line ends stay.

    That is comments, verbatim text, ``\iffalse`` parts, the names in definitions of commands, and what follows the
    end of the document.

    >>> hide(r"a % \cite{b}")
    'a           '
    """
    return _HIDDEN.sub(lambda found: found[0] if found["escape"] else _BREAK.sub(" ", found[0]), text)


def hide_but_definitions(text: str) -> str:
    r"""Return what `hide` does, but with the names in definitions of commands left there."""
    return _BODIES.sub(lambda found: found[0] if found["escape"] else _BREAK.sub(" ", found[0]), text)


def plain_latex(text: str) -> str:
    r"""Return a text of the same length with the running text only: commands, braces and ties are spaces.

    >>> plain_latex(r"\emph{Noll}~(2005)")
    '      Noll  (2005)'
    """
    return _MARKUP.sub(lambda found: _BREAK.sub(" ", found[0]), hide(text))


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a command.

    Attributes:
        kind: the bracket it opens with: "{", "[" or "(".
        start: offset of what is in it.
        end: offset after that; its closing bracket stands there.
    """

    kind: str
    start: int
    end: int


def read_arguments(text: str, at: int, kinds: str = "{[(") -> Iterator[Argument]:
    r"""Yield the arguments from an offset on, as long as brackets follow each other; white space may stand between.

    Args:
        text: source in which `hide` has hidden what is not typeset.
        at: offset behind the name of the command.
        kinds: the brackets that count.
    """
    while True:
        found = _SPACE.match(text, at)
        opening = found.end() if found else at
        if opening >= len(text) or text[opening] not in kinds or "\n\n" in text[at:opening].replace("\r", ""):
            return
        end = find_closing(text, opening)
        if end is None:
            return
        yield Argument(text[opening], opening + 1, end)
        at = end + 1


def find_closing(text: str, at: int) -> int | None:
    """Return the offset of the bracket that closes the one at an offset, or None; braces hide other brackets."""
    return _closings(text).get(at)


@lru_cache(maxsize=2)
def _closings(text: str) -> dict[int, int]:
    """Return where each bracket is closed; one pass, so that no text takes long."""
    found: dict[int, int] = {}
    braces: list[int] = []
    open_ones: list[dict[str, list[int]]] = [{"]": [], ")": []}]  # by depth of braces
    for each in _BRACKET.finditer(text):
        mark, at = each[0], each.start()
        if mark == "{":
            braces.append(at)
            open_ones.append({"]": [], ")": []})
        elif mark == "}":
            if braces:
                found[braces.pop()] = at
                open_ones.pop()
            else:
                open_ones[-1] = {"]": [], ")": []}
        elif mark in _CLOSING:
            open_ones[-1][_CLOSING[mark]].append(at)
        elif mark in "])" and open_ones[-1][mark]:
            found[open_ones[-1][mark].pop()] = at
    return found
