"""The order of strings in a language, close to that of the Unicode CLDR and without its tables."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from refgraph.csl.words.collation.table import CollationTable
from refgraph.csl.words.collation.tailorings import TAILORINGS, Tailoring

# What a reader skips at the head of a name or title: "'t Horvath", "[F]linders", "ʿAbd al-Raḥmān".
_OPENING = "([{⟨〈《「『【〔"
_CLOSING = re.compile(r"[)\]}⟩〉》」』】〕]")
_LEADING = _OPENING + ")]}'‘’‚‛‹›ʹʻʼʽʾʿˮ«»\"“”„‟ \u00a0\u202f"


@lru_cache(maxsize=65536)
def collation_key(text: str, language: str) -> tuple[str, str, str]:
    """Return a key that sorts as readers of a language expect: letters first, then accents, then case.

    CSL processors do not count three things that the Unicode Collation Algorithm counts: quotation marks, apostrophes
    and brackets before the first letter; double quotation marks anywhere; and commas. All apostrophes count the same.

    Args:
        text: What is sorted.
        language: A tag such as `kk-KZ`; an unknown language sorts as the root of the CLDR does. Keys of different
            languages cannot be compared.

    >>> sorted(["Zoë", "zoe", "Émile", "Emil"], key=lambda text: collation_key(text, "en-US"))
    ['Emil', 'Émile', 'zoe', 'Zoë']
    >>> sorted(["Бөкей", "Әуезов", "Abai", "Абай"], key=lambda text: collation_key(text, "kk-KZ"))
    ['Абай', 'Әуезов', 'Бөкей', 'Abai']
    """
    table = _table(language)
    if text[:1] in _LEADING:
        text = _without_head(text)
    contraction = table.contraction
    if table.ascii_bases and text.isascii() and not (contraction and contraction.search(text)):
        return text.translate(table.ascii_bases), "", text.translate(table.ascii_cases).rstrip("\1")
    text = unicodedata.normalize("NFC", text)
    if contraction:
        text = contraction.sub(table.contracted, text)
    elements = text.translate(table)
    accents = elements[1::3].replace("\0", "")
    return (
        elements[::3].replace("\0", ""),
        (accents[::-1] if table.backwards else accents).rstrip("\1"),
        elements[2::3].replace("\0", "").rstrip("\1"),
    )


def _without_head(text: str) -> str:
    bare = text.lstrip(_LEADING)
    head = text[: len(text) - len(bare)]
    return _CLOSING.sub("", bare, count=1) if any(sign in _OPENING for sign in head) else bare


@lru_cache(maxsize=64)
def _table(language: str) -> CollationTable:
    return CollationTable(_tailoring(language))


def _tailoring(language: str) -> Tailoring:
    subtags = language.lower().replace("_", "-").split("-")
    for subtag in subtags[1:]:
        found = TAILORINGS.get(f"{subtags[0]}-{subtag}")
        if found is not None:
            return found
    return TAILORINGS.get(subtags[0], Tailoring())
