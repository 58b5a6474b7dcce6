r"""LaTeX in running text to Unicode and back: accents, symbols, quotes, dashes, simple formulas, styled text.

What is understood is replaced; commands that are not known, and formulas that are more than a few symbols, stay as they
are written, and `unicode_to_latex` leaves them alone, so nothing is lost on the way there and back.

`tables` holds what commands mean, `decode` reads LaTeX, `structure` is the rich text between, `encode` writes LaTeX.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from refgraph.text.latex.decode import WORTH_IT, decode
from refgraph.text.latex.encode import (
    codec_name,
    commands_beyond,
    holds,
    rich_to_latex,
    unicode_to_latex,
    without_command,
)
from refgraph.text.latex.structure import Span, markup_text, plain_markup, plain_text, read_markup

__all__ = [
    "RichText",
    "Span",
    "codec_name",
    "commands_beyond",
    "holds",
    "latex_to_rich",
    "latex_to_unicode",
    "markup_to_latex",
    "plain_markup",
    "unicode_to_latex",
    "without_command",
]


class RichText(NamedTuple):
    """What LaTeX says, twice.

    Attributes:
        plain: the characters alone, in NFC.
        markup: the same with CSL-JSON markup for italics, protected letters and the like; equal to ``plain`` where
            there is none.
    """

    plain: str
    markup: str


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
    if not WORTH_IT.search(text):
        return text
    return unicodedata.normalize("NFC", plain_text(decode(text, keep_braces=keep_braces)))


def latex_to_rich(text: str, *, protect: bool = True) -> RichText:
    r"""Return LaTeX text as plain Unicode and as CSL-JSON markup.

    Args:
        text: as in a field of a .bib file.
        protect: letters in braces keep their case: ``<span class="nocase">``. As in BibTeX these are the groups at the
            first level, arguments of commands too, but not groups that begin with a command (``{\"O}``).

    >>> latex_to_rich(r"The {DNA} of {\em E. coli}").markup
    'The <span class="nocase">DNA</span> of <i>E. coli</i>'
    """
    if not WORTH_IT.search(text):
        return RichText(text, text)
    nodes = decode(text, protect=protect)
    plain = unicodedata.normalize("NFC", plain_text(nodes))
    if all(isinstance(each, str) for each in nodes):
        return RichText(plain, plain)
    return RichText(plain, markup_text(nodes))


def markup_to_latex(text: str, encoding: str = "utf-8") -> str:
    r"""Return text with CSL-JSON markup as LaTeX: the way back from `latex_to_rich`.

    >>> markup_to_latex('The <span class="nocase">DNA</span> of <i>E. coli</i>')
    'The {DNA} of \\textit{E. coli}'
    """
    return rich_to_latex(read_markup(text), encoding)
