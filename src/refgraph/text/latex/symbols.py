"""What a command without argument stands for, in text and in formulas, and how a letter takes an accent."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from refgraph.text.latex.tables.accents import ACCENTS, OTHER_ACCENTS, SPACING
from refgraph.text.latex.tables.commands import NOTHING, STYLES, SWITCHES
from refgraph.text.latex.tables.cyrillic import CYRILLIC
from refgraph.text.latex.tables.formulas import GREEK, GREEK_TEXT, MATH, UPGREEK
from refgraph.text.latex.tables.text_symbols import TEXT_SYMBOLS

_KNOWN = MATH | GREEK | UPGREEK | GREEK_TEXT | CYRILLIC | TEXT_SYMBOLS
_IN_FORMULAS = TEXT_SYMBOLS | UPGREEK | GREEK | MATH
_CYRILLIC = frozenset(CYRILLIC.values())
_ABOVE = 230
"""Combining class of marks that stand above the letter."""


def symbol(name: str, *, in_formula: bool = False) -> str | None:
    """Return the text of a command without argument, or None if it is not known."""
    found = (_IN_FORMULAS if in_formula else _KNOWN).get(name)
    return _rare().get(name) if found is None else found


@cache
def _rare() -> dict[str, str]:
    """Return pylatexenc's symbols of one to three characters, and what it only knows in the other direction."""
    from pylatexenc.latex2text import get_default_latex_context_db
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    found: dict[str, str] = {}
    for number, command in get_builtin_uni2latex_dict().items():
        name = re.fullmatch(r"(?:\\ensuremath\{)?\\([A-Za-z]+)\}?", command)
        if name:
            found.setdefault(name[1], chr(number))
    for spec in get_default_latex_context_db().iter_macro_specs():
        text = spec.simplify_repl
        if isinstance(text, str) and 0 < len(text) <= 3 and "%" not in text:
            found[spec.macroname] = text
    return {name: text for name, text in found.items() if not (name in STYLES or name in SWITCHES or name in NOTHING)}


def accent_mark(name: str) -> str | None:
    """Return the combining character of an accent's command, or None."""
    return ACCENTS.get(OTHER_ACCENTS.get(name, name))


def accented(base: str, accent: str) -> str:
    """Return a text with an accent on its first letter; without a letter, the accent by itself."""
    accent = OTHER_ACCENTS.get(accent, accent)
    mark = ACCENTS[accent]
    if accent == "U" and base[:1] in _CYRILLIC:  # in T2A it is the breve
        mark = ACCENTS["u"]
    if not base.strip():
        return SPACING.get(accent, " " + mark) + base
    size = 1
    while size < len(base) and unicodedata.combining(base[size]):
        size += 1
    first, rest = unicodedata.normalize("NFC", base[:size]), base[size:]
    return marked(first, mark) + rest


def marked(letter: str, mark: str) -> str:
    """Return a letter with one more mark, in NFC: one character if there is one.

    >>> marked("ı", "\u0301"), marked("\u00e9", "\u0302")
    ('í', 'ế')
    """
    if letter in {"ı", "ȷ"} and unicodedata.combining(mark) == _ABOVE:  # the dot is only in the way of an accent above
        dotted = unicodedata.normalize("NFC", ("i" if letter == "ı" else "j") + mark)
        return dotted if len(dotted) == 1 else letter + mark
    made = unicodedata.normalize("NFC", letter + mark)
    if len(made) > 1 and len(parts := unicodedata.normalize("NFD", letter)) > 1:
        # "\^{\'e}" is the Vietnamese letter too, although Unicode has the circumflex first
        turned = unicodedata.normalize("NFC", parts[0] + mark + parts[1:])
        made = turned if len(turned) == 1 else made
    return made
