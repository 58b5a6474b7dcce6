"""Unicode text in plain ASCII letters."""

from __future__ import annotations

import unicodedata


def to_ascii(text: str) -> str:
    """Return the text in ASCII: accents dropped, other scripts transliterated (anyascii).

    >>> to_ascii("Müller Назарбаев")
    'Muller Nazarbaev'
    """
    if text.isascii():
        return text
    bare = unicodedata.normalize("NFKD", text)
    for each in {*bare}:
        if unicodedata.combining(each):
            bare = bare.replace(each, "")
    if bare.isascii():
        return bare
    from anyascii import anyascii

    return anyascii(text)
