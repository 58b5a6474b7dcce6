"""What a pattern can do to text: each filter takes a text and its arguments and returns text."""

from __future__ import annotations

import re

from refgraph.model.keys.parts import Function
from refgraph.model.keys.words import bare, is_small, split_words
from refgraph.text.ascii import to_ascii

_PUNCTUATION = re.compile(r"[^\w\s-]")


def _capitalize(text: str) -> str:
    return re.sub(r"(^|[\s\-])(\w)", lambda found: found[1] + found[2].upper(), text)


def _abbreviate(text: str, n: int) -> str:
    return "".join([letters[:n] for word in split_words(text) if (letters := bare(word))])


def _select(text: str, start: int, n: int) -> str:
    words = split_words(text)[max(0, start - 1) :]
    return " ".join(words[:n] if n else words)


def _substring(text: str, start: int, n: int) -> str:
    rest = text[max(0, start - 1) :]
    return rest[:n] if n else rest


def _condense(text: str, sep: str) -> str:
    return sep.join(text.split())


FILTERS: dict[str, Function] = {
    "lower": Function(str.lower, {}, "small letters"),
    "upper": Function(str.upper, {}, "capitals"),
    "capitalize": Function(_capitalize, {}, "a capital at the beginning of each word"),
    "ascii": Function(to_ascii, {}, "ASCII: accents dropped, other scripts transliterated"),
    "clean": Function(
        lambda text: " ".join([word for part in split_words(text) if (word := bare(part))]),
        {},
        "words of ASCII letters and digits, one blank between them",
    ),
    "nopunct": Function(lambda text: _PUNCTUATION.sub("", text), {}, "no punctuation but hyphens"),
    "abbr": Function(_abbreviate, {"n": 1}, "the first n letters of each word"),
    "skipwords": Function(
        lambda text: " ".join([word for word in split_words(text) if not is_small(word)]),
        {},
        "no articles, prepositions and conjunctions",
    ),
    "select": Function(_select, {"start": 1, "n": 0}, "n words from the start-th on (0: all)"),
    "substring": Function(_substring, {"start": 1, "n": 0}, "n characters from the start-th on (0: all)"),
    "condense": Function(_condense, {"sep": ""}, "white space replaced by sep"),
    "replace": Function(
        lambda text, old, new: text.replace(old, new) if old else text, {"old": "", "new": ""}, "old by new"
    ),
    "prefix": Function(lambda text, add: add + text if text else "", {"add": ""}, "add before it, unless it is empty"),
    "postfix": Function(lambda text, add: text + add if text else "", {"add": ""}, "add after it, unless it is empty"),
}
"""Name -> function of a text."""
