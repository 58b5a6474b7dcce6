"""Keys that are equal for names that sound alike or are transliterated by different rules."""

from __future__ import annotations

import re

from refgraph.text.normal import fold

# Longest first: "shch" before "sh". The targets are classes, not letters: one letter for all spellings of one sound.
_CLASSES = {
    "shch": "s", "tsch": "c", "sch": "s", "dzh": "z", "tch": "c",
    "sh": "s", "sz": "s", "zh": "z", "dj": "z", "ch": "c", "cz": "c", "ts": "c", "tz": "c",
    "kh": "h", "ph": "f", "th": "t", "gh": "g", "ck": "k",
    "j": "z", "q": "k", "w": "v", "x": "ks",
}  # fmt: skip
_CLASS = re.compile("|".join(_CLASSES))
_FIRST_VOWELS = re.compile(r"^[aeiouy]+")
_SILENT = re.compile(r"(?<!^)[aeiouyh]+")
_ENDING = re.compile(r"(?<=[aeiouy])ff?$")
_DOUBLE = re.compile(r"(.)\1+")


def sound_key(name: str) -> str:
    """Return the consonants of a name, by classes that transliterations agree on; empty for an empty name.

    Vowels count only as one class at the start, since spellings of one name differ in them most.

    >>> sound_key("Назарбаев") == sound_key("Nazarbayev") == sound_key("Nazarbaev")
    True
    >>> sound_key("Müller") == sound_key("Mueller")
    True
    """
    word = fold(name).replace(" ", "")
    if not word.isalpha():
        return word
    word = _CLASS.sub(lambda found: _CLASSES[found[0]], _ENDING.sub("v", word))
    word = _SILENT.sub("", _FIRST_VOWELS.sub("a", word))
    return _DOUBLE.sub(r"\1", word)
