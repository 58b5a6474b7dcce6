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
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    if bare.isascii():
        return bare
    from anyascii import anyascii

    return anyascii(text)
