"""Text in a form to compare by: entities, markup, LaTeX, accents, case and punctuation are levelled."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from refgraph.text.ascii import to_ascii

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_LATEX_LETTER = re.compile(r"\\(ss|ae|oe|aa|dh|th|[oOlLij])(?![A-Za-z])\s*|\\(AE|OE|AA|DH|TH)(?![A-Za-z])\s*")
_LATEX_ACCENT = re.compile(r"""\\(?:[`'^"~=.]|[bcdHkrtuv](?=\s*\{|\s+[A-Za-z]\b))\s*""")
_LATEX_COMMAND = re.compile(r"\\[A-Za-z]+\*?\s*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NO_GAP = re.compile(r"['’‘ʼ`´ʹ·]")
_LEVELLED = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))
"""ASCII characters to lower-case letters, digits and spaces."""
_DROPPED = b"'`{}"


def fold(text: str) -> str:
    r"""Return the text as lower-case ASCII words with one space between them.

    HTML entities and tags, LaTeX commands and accents, diacritics, other scripts (transliterated), case, quotes, dashes
    and all other punctuation make no difference. "&" is "and"; an apostrophe joins ("O'Brien" is "obrien").

    >>> fold("K&uuml;nstliche <i>Intelligenz</i> &amp; Recht")
    'kunstliche intelligenz and recht'
    >>> fold(r"{\'E}tude sur l'{\oe}uvre")
    'etude sur loeuvre'
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    if "&" in text:
        text = unescape(unescape(text)).replace("&", " and ")  # twice: "&amp;uuml;" is common in exports
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text:
        text = strip_latex(text)
    if not text.isascii():
        text = to_ascii(unicodedata.normalize("NFKC", _NO_GAP.sub("", text)))
    if "," in text:
        text = _THOUSANDS.sub("", text)
    return b" ".join(text.encode("ascii", "replace").translate(_LEVELLED, _DROPPED).split()).decode("ascii")


def strip_latex(text: str) -> str:
    r"""Return the text without LaTeX commands; letters written as commands stay, without their accents.

    Good for comparing only; the formats decode LaTeX properly.

    >>> strip_latex(r"Fran\c{c}ois M\"uller \emph{in} Gda\'nsk")
    'Fran{c}ois Muller {in} Gdansk'
    """
    text = _LATEX_LETTER.sub(lambda found: found[1] or found[2], text)
    return _LATEX_COMMAND.sub("", _LATEX_ACCENT.sub("", text))
