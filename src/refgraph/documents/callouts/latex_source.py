"""LaTeX source: what is not typeset, and the arguments of commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# One pattern, so that what begins first counts: a "%" in \verb, a \begin{verbatim} in a comment.
_HIDDEN = re.compile(
    r"(?P<escape>\\[\\%])"
    r"|%[^\r\n]*"
    r"|\\begin\{(?P<name>verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}.*?(?:\\end\{(?P=name)\}|\Z)"
    r"|\\(?:verb|lstinline)\*?(?:\[[^\]\r\n]*\])?(?P<mark>[^\sA-Za-z*{\[])[^\r\n]*?(?P=mark)"
    r"|\\iffalse\b.*?(?:\\fi\b|\Z)"
    r"|\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\\\w+\}?"
    r"|(?<=\\end\{document\}).*",
    re.DOTALL,
)
_MARKUP = re.compile(
    r"\\(?:cite|ref|label|url|href|usepackage|documentclass|bibliography|bibitem|includegraphics|input|include|pageref|eqref"
    r"|autoref|cref|Cref|begin|end)[A-Za-z]*\*?(?:\s*\[[^\[\]]*\])*\s*(?:\{[^{}]*\})?|\\[A-Za-z]+\*?|\\[,;:! ]|[{}~$]"
)
_SPACE = re.compile(r"\s*")
_BREAK = re.compile(r"[^\r\n]")
_CLOSING = {"{": "}", "[": "]", "(": ")"}


def hide(text: str) -> str:
    r"""Return a text of the same length with what LaTeX does not typeset turned to spaces; line ends stay.

    That is comments, verbatim text, ``\iffalse`` parts, the names in definitions of commands, and what follows the
    end of the document.

    >>> hide(r"a % \cite{b}")
    'a           '
    """
    return _HIDDEN.sub(lambda found: found[0] if found["escape"] else _BREAK.sub(" ", found[0]), text)


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
    opening, closing = text[at], _CLOSING[text[at]]
    depth, braces = 0, 0
    while at < len(text):
        character = text[at]
        if character == "\\":
            at += 1
        elif character == opening and not braces:
            depth += 1
        elif character == closing and not braces:
            depth -= 1
            if depth == 0:
                return at
        elif character == "{":
            braces += 1
        elif character == "}":
            braces -= 1
            if braces < 0:
                return None
        at += 1
    return None
