"""Names, codes and giveaway words of languages."""

from __future__ import annotations

import re

_NAMES = {
    "eng": "en", "english": "en", "german": "de", "deu": "de", "ger": "de", "french": "fr", "fra": "fr", "fre": "fr",
    "spanish": "es", "spa": "es", "portuguese": "pt", "por": "pt", "italian": "it", "ita": "it", "russian": "ru",
    "rus": "ru", "dutch": "nl", "nld": "nl", "indonesian": "id", "ind": "id", "vie": "vi", "cmn": "zh", "zho": "zh",
    "chinese": "zh", "chinese mandarin": "zh", "mandarin chinese": "zh", "chinese-mandarin": "zh", "jpn": "ja",
    "japanese": "ja", "swedish": "sv", "norwegian": "nb", "tha": "th", "kor": "ko", "ara": "ar", "ell": "el",
    "ukr": "uk", "pol": "pl", "tur": "tr",
}  # fmt: skip
_WORDS = {
    "en": "the of and in on for to a an with from its",
    "de": "der die das und des von zur zum im ein eine für über den dem als",
    "fr": "le la les des du et dans une sur au aux l d en chez",
    "es": "el los las del y en una por para con la de",
    "pt": "o os da do das dos e uma em na no para",
    "it": "il lo gli della dei delle di e nel nella sul una per",
    "nl": "het een van der en de voor op over met",
    "id": "bahasa dan di dalam yang sistem struktur",
    "tr": "ve bir bu ile için üzerine",
    "sv": "och en av det som till på ett",
    "pl": "i w z na do o w dla oraz",
}
_LEXICON = {
    word: [code for code, words in _WORDS.items() if word in words.split()]
    for words in _WORDS.values()
    for word in words.split()
}
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[ґєії]"), "uk"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
    (re.compile("[\u0370-\u03ff]{3}"), "el"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
    (re.compile("[\u0590-\u05ff]"), "he"),
)


def code_of(language: str) -> str:
    """Return the primary subtag of a language by tag or name, "" if it is not known.

    >>> code_of("German"), code_of("pt-BR"), code_of("Elvish")
    ('de', 'pt', '')
    """
    name = language.strip().casefold()
    short = name.replace("_", "-").partition("-")[0]
    return _NAMES.get(name) or (short if len(short) == 2 else _NAMES.get(short, ""))


def guessed_language(title: str) -> str:
    """Return the language of a title by its letters and small words; English if nothing tells.

    >>> guessed_language("Die Sprache der Vögel"), guessed_language("Звери и птицы"), guessed_language("Tagalog")
    ('de', 'ru', 'en')
    """
    for letters, code in _SCRIPTS:
        if letters.search(title):
            return code
    votes: dict[str, int] = {}
    for word in re.findall(r"[^\W\d_]+", title.casefold()):
        for code in _LEXICON.get(word, ()):
            votes[code] = votes.get(code, 0) + 1
    return max(votes, key=lambda code: (votes[code], code == "en")) if votes else "en"
