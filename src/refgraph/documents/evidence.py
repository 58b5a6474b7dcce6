"""Signs that a string is a reference, begins one, or ends one."""

from __future__ import annotations

import re

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20[0-3]\d)[a-z]?(?!\d)")
_DATE = re.compile(
    (
        r"[(\[](?:c\.\s*|ca\.\s*)?(?:1[5-9]\d\d|20[0-3]\d)[a-z]?[^)\]]{0,25}[)\]]|[(\[](?:n\.\s?d\.|in "
        r"press|forthcoming|s\.\s?d\.)[)\]]"
    ),
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"""^(?:
        (?:[^\W\d_][\w'’.\-]*\s){{0,3}}{_UPPER}[\w'’\-]+,\s+(?:{_UPPER}\.|{_UPPER}[\w'’\-]+)  # Allison, R.
      | (?:{_UPPER}\.[\s\-]?){{1,4}}(?:[a-z]{{2,3}}\s)?{_UPPER}[\w'’\-]+                          # R. Allison
      | {_UPPER}[\w'’\-]+\s(?:{_UPPER}[\w'’\-]+\s)?{_UPPER}{{1,3}}(?=[,.;]|\set\s)                # Larsen ETC,
      | {_UPPER}{{2,}}[,;.]                                                                       # BARTEK,
    )""",
    re.VERBOSE,
)
_SIGNS = (
    _DATE,
    re.compile(
        (
            r"\b\d{1,4}\s?[(:,]\s?\d{1,4}[)\s]*[,:;]?\s*(?:pp?\.\s*)?[A-Za-z]?\d+|\bpp?\.\s?\d+"
            r"|(?<!\d)\d{1,5}\s?[–\-]\s?\d{1,5}(?!\d)|\bvol\.|\bno\.\s?\d|[СсБб]\.\s?\d"
        ),
        re.IGNORECASE,
    ),
    re.compile(r"https?://|\bdoi\b|\b10\.\d{4,9}/|arxiv|\bISBN\b|URL:", re.IGNORECASE),
    re.compile(
        (
            r"\bet al\b|\b[Ee]ds?\.|\bIn:|\b[Ii]n\s[A-Z]|//|: [A-Z][\w.& ]+(?:Press|Publ|Verlag|Books"
            r"|University)|\[Internet\]|Retrieved|Available|Accessed|Disponível|Дата обращения"
        ),
        re.IGNORECASE,
    ),
    re.compile(r"[“\"«„‘][^”\"»“’]{6,}[.,?!]?[”\"»“’]"),
)
_ENDING = re.compile(r"(?:[.\]})>”\"»’?!;。．]|https?://\S+|10\.\d{4,9}/\S+|\d)\s*$")
ADDRESS_END = re.compile(r"(?:https?://\S+|10\.\d{4,9}/\S+)$")
"""An address at the end of a line."""
_NEEDED = re.compile(r"\d|https?:|\b[ns]\.\s?d\.|in press|forthcoming", re.IGNORECASE)
_LONGEST = 1500


def is_reference_like(text: str) -> bool:
    """Return True if the string has enough signs of a reference: a name, a date, numbers, an address, a quoted title.

    A name at its head counts twice; three signs are wanted. Running text with years in it has two taken off.
    """
    if not 15 <= len(text) <= _LONGEST or text.endswith("?") or not _NEEDED.search(text):
        return False
    return signs(text) + 2 * bool(_NAME.match(text)) - 2 * _prose(text) >= 3


def signs(text: str) -> int:
    """Count the kinds of sign in a string: year, date in brackets, pages, address, "et al.", quoted title."""
    return sum(bool(sign.search(text)) for sign in (_YEAR, *_SIGNS))


def starts_reference(text: str) -> bool:
    """Return True if the line could be the first of a reference: a capital, a digit, a quotation mark or a dash."""
    return bool(re.match(rf"[\[“\"«„‘_—–]|{_UPPER}|\d+\s?[^\W\d]", text)) and not re.match(
        r"(?i)https?:|www\.|doi\b|pp?\.", text
    )


def starts_with_name(text: str) -> bool:
    """Return True if the line begins with the name of a person as reference lists print it."""
    return bool(_NAME.match(text))


def ends_reference(text: str) -> bool:
    """Return True if the line could be the last of a reference: a full stop, an address, a number."""
    return bool(_ENDING.search(text)) and not re.search(r"\b(?:pp?|vol|no|ed|eds|In|In:|et)\.?\s*$", text)


def _prose(text: str) -> bool:
    """Return True for running text: long sentences of small words."""
    words = text.split()
    small = sum(word.isalpha() and word.islower() for word in words)
    return len(words) > 25 and small * 10 > len(words) * 7
