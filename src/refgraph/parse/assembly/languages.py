"""The language of a work, from the words of its title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from refgraph.parse.assembly.words import table

_TABLE = table("languages")
_WORD = re.compile(r"[^\W\d_]+'?")
_LANGUAGES: dict[str, list[str]] = defaultdict(list)
for _language, _text in _TABLE["words"].items():
    for _word in dict.fromkeys(_text.split()):
        _LANGUAGES[_word].append(_language)
_WEIGHTS = {
    word: tuple((each, 1.0 if len(found) == 1 else 1.3 / len(found)) for each in found)
    for word, found in _LANGUAGES.items()
}
"""Word -> the languages that have it, with what it counts for each."""
_KNOWN = frozenset(_WEIGHTS)
_OWN = {word: found[0][0] for word, found in _WEIGHTS.items() if len(found) == 1}
_OWN_WORDS = frozenset(_OWN)
_LETTERS = {letter: language for language, letters in _TABLE["letters"].items() for letter in letters}
_LATIN_LETTERS = frozenset(letter for letter in _LETTERS if letter < "\u0370" or "\u1e00" <= letter <= "\u1eff")
_CYRILLIC_UZBEK = re.compile(r"[ўғқҳ]")
_KAZAKH = re.compile(r"[әғұһқі]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_EAST_ASIAN = re.compile(r"[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3]")
_SIMPLIFIED = frozenset(
    "这们为际经济发义产业东书无龙马长门问间见观视觉说语读调论证识议设计让认记讲许译试"
    "话该详诗历时现实关于专网络电动办农华协单卫压厂广应开总战报护选术样杀树标权构极检"
)
_JAPANESE_ONLY = frozenset(
    "図対売読変済経説沢辺桜浜駅広応帰亜円囲壱栄塩仮価拡覚楽勧観関陥巻気県権検験厳剣込畑峠働枠匂雫"
)
_ENDINGS = re.compile(
    r"(?P<es>ción|ciones|miento)|(?P<pt>ção|ções|idade)|(?P<it>zione|zioni|ità)"
    r"|(?P<de>heit|keit|ung|ungen|schaft|ismus|ität|ische[nrs]?)"
    r"|(?P<fr>ique|iques|eux|euse|ité|ités|isme|aire|aires)|(?P<en>ing|ness|ity|ities|ly)|(?P<pl>ość|ości|ego|ych)|(?P<cs>ování|ství|ého)"
    r"|(?P<ru>ость|ости|ение|ения|ский|ская|ское|ского|ных|ого|ция|ции)|(?P<bg>ите|ният|ията|ята)"
)
_SURE, _LEAST, _LEAD, _ENDING = 2.0, 1.0, 1.6, 0.45


@lru_cache(maxsize=8_192)
def infer_language(title: str, context: str = "") -> str | None:
    """Return the language of a title as a BCP 47 tag, or None if that is not sure.

    Args:
        title: the title.
        context: what else is printed in the reference: it tells Japanese from Chinese.

    >>> infer_language("Die Stadt im Nebel"), infer_language("Шаҳар ва дарё"), infer_language("Homo ludens")
    ('de', None, None)
    """
    if title.isascii():
        return _latin(title.lower(), ())
    if _EAST_ASIAN.search(title):
        return _east_asian(title, context)
    letters = sum(map(str.isalpha, title))
    for script, tell in _SCRIPTS:
        if len(script.findall(title)) * 2 > letters:
            return tell if isinstance(tell, str) else tell(title.lower())
    lower = title.lower()
    return _latin(lower, [letter for letter in lower if letter in _LATIN_LETTERS])


def _east_asian(title: str, context: str) -> str | None:
    if _HANGUL.search(title):
        return "ko"
    return "ja" if _KANA.search(title) else _han(title, context)


def _han(title: str, context: str) -> str | None:
    if any(character in _SIMPLIFIED for character in title):
        return "zh"
    japanese = any(character in _JAPANESE_ONLY for character in title)
    if japanese or _KANA.search(context):
        return "ja"
    return "zh" if any(character in _SIMPLIFIED for character in context) else None


def _arabic(title: str) -> str:
    if any(letter in "ٹڈے" for letter in title):
        return "ur"
    return "fa" if any(letter in "پچژگکی" for letter in title) else "ar"


def _cyrillic(title: str) -> str | None:
    """Tell the languages by their own letters; Russian, Bulgarian and Serbian also by their words."""
    if "ў" in title:
        return "uz-Cyrl" if _CYRILLIC_UZBEK.search(title.replace("ў", "")) or "ҳ" in title else None
    if "ҳ" in title or ("ң" in title and not _KAZAKH.search(title)):
        return None  # Tajik or Uzbek, Kyrgyz or Tatar
    own = [_LETTERS[letter] for letter in title if letter in _LETTERS]
    for language in ("kk", "tg", "mk", "sr", "uk", "be", "ru"):
        if language in own and not (language == "uk" and "kk" in own):
            return language if language != "uk" or "ы" not in title else "be"
    words = _words(title)
    scores = _scores(words)
    _add_endings(scores, words)
    return _sure({each: score for each, score in scores.items() if each in {"ru", "bg", "uk", "sr"}}, least=0.3)


_ENDING_OF = frozenset(
    "ón es to ão de ne ni tà it ng en ft us ät he er ue ux se té és me re ss ty ly ść ci go ch ní ví ho "
    "ть ти ие ия ий ая ое ых ии те ят та".split()
)
"""Last two letters of the endings: most words need no further look."""


def _scores(words: set[str]) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    for word in words & _KNOWN:
        for language, weight in _WEIGHTS[word]:
            scores[language] += weight
    return scores


def _add_endings(scores: dict[str, float], words: set[str]) -> None:
    for word in words:
        if len(word) > 6 and word[-2:] in _ENDING_OF:
            found = _ENDINGS.search(word, len(word) - 5)
            if found and found.end() == len(word) and found.lastgroup:
                scores[found.lastgroup] += _ENDING


_ABBREVIATION = re.compile(r"\b[^\W\d_]\.")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_ABBREVIATION.sub(" ", text.replace("’", "'"))))


def _latin(text: str, letters: list[str] | tuple[()]) -> str | None:
    """Tell the languages by their words; two that only one language has, and none of another, decide at once."""
    words = _words(text)
    own = [_OWN[word] for word in words & _OWN_WORDS]
    if len(own) > 1 and not letters and own.count(own[0]) == len(own):
        return own[0]
    scores = _scores(words)
    for letter in set(letters):
        scores[_LETTERS[letter]] += 0.7
    sure = _sure(scores, least=_SURE)
    if sure is None:
        _add_endings(scores, words)
        sure = _sure(scores, least=_LEAST)
    return sure


def _sure(scores: dict[str, float], least: float) -> str | None:
    """Return the best language if it is well ahead of the next."""
    if not scores:
        return None
    first = max(scores, key=scores.__getitem__)
    most = scores[first]
    if most < least:
        return None
    return first if sum(score * _LEAD > most for score in scores.values()) == 1 else None


_SCRIPTS: tuple[tuple[re.Pattern[str], str | Callable[[str], str | None]], ...] = (
    (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), "el"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u10a0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
    (re.compile(r"[\u0400-\u052f]"), _cyrillic),
    (re.compile(r"[\u0600-\u06ff]"), _arabic),
)
"""Letters of a script, and its language or what tells its languages."""
