"""Which encoding with one byte a character a text is in, told by how often languages use their letters.

Each word with bytes beyond ASCII is read in every encoding; what it says there is as likely as its letters are in the
language of that encoding that fits it best. Western languages share Windows-1252 and MacRoman, those of central Europe
have Windows-1250, those in Cyrillic letters Windows-1251.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from math import log

_LATIN_1 = "latin-1"
_DEFAULT = "cp1252"
_MOST_WORDS = 10_000
_WORD = re.compile(rb"[^\s\x80-\xff]{0,30}[\x80-\xff][^\s]{0,30}")
_MOST_OF_A_WORD = 4.0
_MOST_REPEATS = 3
"""One odd word, however often it is there, must not decide about all the others."""
_MARGIN = 2.0
"""How much more likely, as a logarithm, the whole text must be in another encoding than in the default."""

_WESTERN = (
    "é190 à49 è40 ê22 ç9 î5 ô3 û6 ù6 â5 ë1 ï1 œ2",  # French
    "ü100 ä58 ö44 ß31 é2",  # German
    "ó83 á50 í73 é43 ñ31 ú17 ü1",  # Spanish
    "ã73 ç53 á12 ê45 é34 õ8 ó30 í13 ú20 â9 à7 ô5",  # Portuguese
    "è26 à64 ò20 ù17 ì13 é3",  # Italian
    "ä180 ö131 å134 é2",  # Swedish, Finnish
    "å119 ø94 æ87 é2 ö3 ä3",  # Danish, Norwegian
    "ð44 þ15 á18 é7 í16 ó10 ú6 ý9 æ9 ö8",  # Icelandic
    "ë10 é10 ï5 ö2 ü2 è3",  # Dutch
    "æ100 œ20 â5 è5 ò5 ë5",  # Latin
    "é20 á20 í20 ó20 ú10 ã5 õ5 ñ5 ò5 è10 ê15 ô10 â15 î15 û20 ç5 ý3 ø3 å3 æ3 š10 ž10",  # words of many languages
)
_CENTRAL = (
    "á224 č95 ď2 é133 ě122 í309 ň10 ó4 ř121 š82 ť4 ú10 ů69 ý107 ž99",  # Czech
    "á180 ä3 č95 ď10 é80 í90 ľ30 ĺ2 ň20 ó5 ô15 ŕ2 š80 ť30 ú80 ý90 ž90",  # Slovak
    "ą99 ć40 ę111 ł182 ń20 ó85 ś66 ź6 ż83",  # Polish
    "á340 é380 í70 ó98 ö90 ő88 ú40 ü50 ű30",  # Hungarian
    "č110 ć80 š100 ž60 đ25",  # Croatian, Slovene
    "ă230 î120 ş100 ţ100 â80",  # Romanian
    "ü100 ä58 ö44 ß31 é2",  # German
)
_RUSSIAN = (
    "о1097 е845 а801 и735 н670 т626 с547 р473 в454 л440 к349 м321 д298 п281 у262 я201 ы190 ь174 г170 "
    "з165 б159 ч144 й121 х97 ж94 ш73 ю64 ц48 щ36 э32 ф26 ъ4 ё4"
)
_UKRAINIAN = (
    "о940 а830 н680 и610 і570 т550 в520 р470 е460 с420 к390 у370 д350 л370 п290 м270 я250 з230 ь190 г150 "
    "б170 ч140 х110 ж90 й120 ц70 ю70 ї60 є60 ш60 щ30 ф30 ґ1"
)
_BULGARIAN = (
    "а1130 о930 и920 е900 т740 н700 р560 в450 с490 л320 д330 к310 п270 м240 у190 з220 ъ170 г160 я180 "
    "б150 ч130 ц80 ж70 ш40 щ60 й60 х60 ф20 ю10 ь2"
)
_SERBIAN = (
    "а1150 и980 о920 е880 н560 р510 с480 т450 ј420 у410 в380 к360 д350 л340 м320 п280 з180 г150 б130 ч90 "
    "х70 ц70 ж60 љ50 ш90 њ60 ћ70 ђ20 ф20 џ5"
)
_CYRILLIC = (_RUSSIAN, _UKRAINIAN, _BULGARIAN, _SERBIAN)
_MARKS = (
    "’60 “30 ”30 ‘10 –60 —15 «20 »20 …3 ·2 ¿3 ¡1 ª1 º2 °3 §1 „15 ‚1 \xa020 №5 ©1 ®1 ™1 †1 €1 £1 ×1 ´1 ‹1 ›1 ¹3 ²5 ³3"
)
_SIGNS = {each[0]: log(float(each[1:]) / 10_000) for each in _MARKS.split(" ")}
"""Punctuation that bibliographies have, with how often in 10,000 characters."""
_ENCODINGS = {_DEFAULT: _WESTERN, "cp1250": _CENTRAL, "cp1251": _CYRILLIC, "mac_roman": _WESTERN}
_RARE_LETTER = log(3e-5)
_RARE_SIGN = log(3e-6)
_OUT_OF_PLACE = log(1e-3)
_UNUSUAL = log(0.1)
_VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœăąěęőűůыаеёиоуэюяіїє")
_HIATUS = frozenset("ïëöüÿœæÏËÖÜŒÆ")
"""Vowels that stand beside others."""
_VOWELS_OR_H = _VOWELS | {"h"}
_ELIDED = frozenset("ldnstcjmuLDNSTCJMU")
_WORDS = frozenset("àéóèòíaвиоускаяіјžvz")
"""Letters beyond ASCII that are words by themselves, among others."""


def guess_encoding(data: bytes) -> str:
    r"""Return the encoding that a text beyond ASCII, which is not UTF-8, is in most likely.

    Args:
        data: the bytes; the first words with bytes beyond ASCII count.

    Returns:
        "cp1252", "cp1250", "cp1251" or "mac_roman", in which every byte of the text has a meaning; "latin-1" where the
        text is Western and has bytes that Windows-1252 lacks.

    >>> guess_encoding("Толстой".encode("cp1251")), guess_encoding("Müller, Éluard".encode("mac_roman"))
    ('cp1251', 'mac_roman')
    """
    languages = {encoding: _tables(texts) for encoding, texts in _ENCODINGS.items() if _decodes(data, encoding)}
    if _DEFAULT not in languages:
        languages = {_LATIN_1: _tables(_WESTERN), **languages}
    default = next(iter(languages))
    scores: dict[str, float] = dict.fromkeys(languages, 0.0)
    words = Counter(found[0] for found, _ in zip(_WORD.finditer(data), range(_MOST_WORDS), strict=False))
    for word, count in words.items():
        found = _scores(word, languages)
        floor = max(found.values()) - _MOST_OF_A_WORD
        for encoding, score in found.items():
            scores[encoding] += min(count, _MOST_REPEATS) * max(score, floor)
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > scores[default] + _MARGIN else default


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


@cache
def _tables(languages: tuple[str, ...]) -> tuple[dict[str, float], ...]:
    """Return for each language its letters with the logarithms of their frequencies."""
    return tuple({each[0]: log(float(each[1:]) / 10_000) for each in language.split(" ")} for language in languages)


def _scores(word: bytes, languages: dict[str, tuple[dict[str, float], ...]]) -> dict[str, float]:
    """Return for each encoding how likely, as a logarithm, a word is; what reads alike in two is as likely in both."""
    readings: dict[str, list[str]] = {}
    for encoding in languages:
        readings.setdefault(word.decode(encoding), []).append(encoding)
    scores: dict[str, float] = {}
    for text, encodings in readings.items():
        places = [place for place, each in enumerate(text) if each > "\x7f"]
        tables = (table for encoding in encodings for table in languages[encoding])
        letters = max(sum(_letter(text[place], table) for place in places) for table in tables)
        scores |= dict.fromkeys(encodings, letters + sum(_in_context(text, place) for place in places))
    return scores


def _letter(letter: str, table: dict[str, float]) -> float:
    if not letter.isalpha():
        return _SIGNS.get(letter, _RARE_SIGN)
    known = table.get(letter.lower())
    return _RARE_LETTER if known is None else known - (letter != letter.lower())


def _in_context(text: str, place: int) -> float:
    """Return how likely a character is beside its neighbours: letters by case and vowels, signs by where they stand."""
    letter, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if not letter.isalpha():
        return _sign_in_context(letter, text[:place], text[place + 1 :])
    result = 0.0
    if letter.isupper() and before.islower():
        result += _OUT_OF_PLACE
    if letter.islower() and text[max(0, place - 2) : place].isupper() and place > 1:
        result += _UNUSUAL
    if not before.isalpha() and not after.isalpha() and letter.lower() not in _WORDS:
        result += _UNUSUAL
    vowel = letter.lower() in _VOWELS
    for neighbour in (before, after):
        if neighbour.isdigit() or (letter > "\u03ff" and neighbour.isalpha() and neighbour < "\u0370"):
            result += _OUT_OF_PLACE  # a Cyrillic letter in a Latin word
        elif neighbour.isalpha() and (neighbour.lower() in _VOWELS) == vowel:
            result -= 0.0 if letter in _HIATUS else 0.5 if vowel else 1.0
    return result


def _sign_in_context(sign: str, before: str, after: str) -> float:
    left, right = before[-1:], after[:1]
    inside = left.isalpha() and right.isalpha()
    if sign == "’":
        elided = left in _ELIDED and right.lower() in _VOWELS_OR_H
        return log(4) if elided or (right == "s" and not after[1:2].isalpha()) else _UNUSUAL if inside else 0.0
    if sign in "–—":
        return log(8) if left.isdigit() and right.isdigit() else _UNUSUAL if inside else 0.0
    if sign in "“‘„«‚¿¡‹":
        return (_UNUSUAL * 1.5 if sign == "‘" else _OUT_OF_PLACE) if left.isalnum() else 0.0
    if sign in "”»›":
        return _OUT_OF_PLACE if right.isalnum() else 0.0
    return _OUT_OF_PLACE if inside and sign not in "·\xa0\xad" else 0.0
