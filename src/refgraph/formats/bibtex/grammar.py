r"""The grammar of .bib files as regular expressions, from delimiter to delimiter.

It is BibTeX's own (Oren Patashnik, "BibTeXing", and bibtex.web 0.99d): a backslash does not protect a brace, quotes
protect only outside braces, and values are braced, quoted, digits or macro names joined by ``#``.

`PLAIN_ENTRY` takes a whole entry that has nothing wrong with it in one match; what it does not take is read step by
step by `refgraph.formats.bibtex.scanner`, with the same result where the entry is good. All repetitions are possessive,
so no text makes them try twice.
"""

from __future__ import annotations

import re

NAME = r"[^\s\"#%'(),={}@\\]++"
_DEPTH = 5


def _nested(depth: int) -> str:
    """Return the pattern of what stands in braces, with braces in it down to a depth."""
    inner = r"[^{}]*+"
    for _ in range(depth):
        inner = rf"[^{{}}]*+(?:\{{{inner}\}}[^{{}}]*+)*+"
    return inner


_INNER = _nested(_DEPTH)
_BRACED = rf"\{{{_INNER}\}}"
_QUOTED_INNER = rf'[^"{{}}]*+(?:\{{{_nested(_DEPTH - 1)}\}}[^"{{}}]*+)*+'
_QUOTED = f'"{_QUOTED_INNER}"'
_OPERAND = f"(?:{_BRACED}|{_QUOTED}|{NAME})"
_VALUE = rf"{_OPERAND}(?:\s*+#\s*+{_OPERAND})*+"

BRACED = re.compile(_BRACED)
"""A braced value with braces in it, five deep."""

QUOTED = re.compile(_QUOTED)
"""A quoted value with braces in it, five deep."""

BLOCK_START = re.compile(r"@\s*([^\s{}(),=#%\"'@\\]+)\s*([{(])")
"""An "@", the type of a block (1) and its opening sign (2)."""

PLAIN_ENTRY = re.compile(
    r"@(?!(?i:comment|string|preamble)\b)([^\s{}(),=#%\"'@\\]++)\s*+\{\s*+([^\s,={}\"]++)\s*+"
    rf"((?:,\s*+{NAME}\s*+=\s*+{_VALUE}\s*+)*+),?\s*+\}}"
)
"""A good entry: type (1), key (2) and all its fields (3), each with a comma before it."""

PLAIN_FIELD = re.compile(
    rf",\s*+({NAME})\s*+=\s*+(?:(?:\{{({_INNER})\}}|\"({_QUOTED_INNER})\"|([0-9]++))(?=\s*+(?:,|\Z))|({_VALUE}))"
)
"""A field of a good entry: name (1); value in braces (2), in quotes (3), of digits (4), or with macros or joins (5)."""

VALUE = re.compile(_VALUE)
"""A good value."""

OPERAND = re.compile(rf"\s*+(?:\{{({_INNER})\}}|\"({_QUOTED_INNER})\"|({NAME}))\s*+#?")
"""One operand of a good value: in braces (1), in quotes (2), a number or macro (3)."""
