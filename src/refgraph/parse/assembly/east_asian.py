"""Names in Chinese, Japanese and Korean characters."""

from __future__ import annotations

import re

from refgraph.model import Name
from refgraph.parse.assembly.words import table, words

_NAMES = table("names")
_COMPOUND = words(_NAMES["compound"])
_JAPANESE = words(_NAMES["japanese"])
_HAN_FAMILIES = frozenset(_NAMES["han_families"]) - {"\n"}
_HANGUL_FAMILIES = words(_NAMES["korean_hangul"])
_TRANSLITERATION = frozenset(_NAMES["transliteration"])
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_CHARACTERS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3々ー=＝・·\s]+")
_LISTED = re.compile(r"\s*[、，,；;/／]\s*")
_DOT = re.compile(r"\s*[·・‧]\s*")


def is_east_asian(text: str) -> bool:
    """Return True for text in Chinese, Japanese or Korean characters alone."""
    return text > "\u3000" and _CHARACTERS.fullmatch(text) is not None


def split_east_asian(text: str) -> list[str] | None:
    """Split a list of names in these characters; None if the text has others.

    A dot parts two names that begin with a family name; in any other name it parts given and family name.
    """
    pieces = [piece for piece in _LISTED.split(text.strip()) if piece]
    if not all(map(is_east_asian, pieces)):
        return None
    names: list[str] = []
    for piece in pieces:
        dotted = _DOT.split(piece)
        whole = len(dotted) > 1 and not all(_begins_with_family(each) for each in dotted)
        names += [piece] if whole else dotted
    return names


def _begins_with_family(text: str) -> bool:
    if _HANGUL.fullmatch(text):
        return 2 <= len(text) <= 4 and text[0] in _HANGUL_FAMILIES
    if _HAN.fullmatch(text) is None or not 2 <= len(text) <= 5:
        return False
    return text[0] in _HAN_FAMILIES or not {text[:2], text[:3]}.isdisjoint(_COMPOUND | _JAPANESE)


def parse_east_asian(text: str) -> Name:
    """Parse one name: the family name stands first, of a foreign name last ("卡尔·马克思").

    >>> parse_east_asian("欧阳修").given, parse_east_asian("砂川 重信").family
    ('修', '砂川')
    """
    text = text.strip()
    parts = text.split()
    if len(parts) == 2 and parts[1] in _HAN_FAMILIES and len(parts[0]) > 1:
        return Name(family=parts[1], given=parts[0])
    if len(parts) > 1:
        return Name(family=parts[0], given=" ".join(parts[1:]))
    parts = _DOT.split(text)
    if len(parts) > 1:
        return Name(family=parts[-1], given="·".join(parts[:-1]) if "·" in text else "・".join(parts[:-1]))
    size = _family_size(text)
    return Name(family=text[:size], given=text[size:] or None)


def _family_size(text: str) -> int:
    """Return how many characters the family name has; all of them for one name or a foreign one."""
    if text[:2] in _COMPOUND and len(text) > 2:
        return 2
    if _HANGUL.fullmatch(text):
        return 1 if len(text) <= 3 and text[0] in _HANGUL_FAMILIES else len(text)
    if not _HAN.fullmatch(text):
        return len(text)
    japanese = next((size for size in (3, 2) if len(text) > size and text[:size] in _JAPANESE), 0)
    return japanese or _han_family_size(text)


def _han_family_size(text: str) -> int:
    foreign = sum(character in _TRANSLITERATION for character in text) * 4 >= len(text) * 3
    if len(text) > 4 or (len(text) > 2 and foreign and text[0] not in _HAN_FAMILIES):
        return len(text)
    return 2 if len(text) == 4 else 1
