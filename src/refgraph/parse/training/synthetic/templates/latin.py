"""Cyrillic text in Latin letters, as reference lists for Western indexes print it."""

from __future__ import annotations

import re

_PLAIN = dict(zip("абвгдезийклмнопрстуфыіґ", "abvgdeziyklmnoprstufyig", strict=True))
_SCHEMES = {
    "bgn": {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "'", "э": "e",
            "ю": "yu", "я": "ya", "є": "ye", "ї": "yi", "ә": "a", "ғ": "g", "қ": "k", "ң": "ng", "ө": "o", "ұ": "u",
            "ү": "u", "һ": "h", "ў": "u"},
    "iso": {"ё": "e", "ж": "zh", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "shh", "ъ": "", "ь": "", "э": "je",
            "ю": "ju", "я": "ja", "й": "j", "є": "je", "ї": "ji", "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o",
            "ұ": "u", "ү": "u", "һ": "h", "ў": "u"},
}  # fmt: skip
_SLOT = re.compile(r"<[^<>]*>|[^<]+")


def in_latin(text: str, scheme: str) -> str:
    """Return a text, or an alternative of a grammar, in Latin letters; slots stay as they are.

    >>> in_latin("Вопросы <jgen>", "bgn"), in_latin("Юрий Щукин", "iso")
    ('Voprosy <jgen>', 'Jurij Shhukin')
    """
    table = {**_PLAIN, **_SCHEMES[scheme]}
    return "".join(part if part[0] == "<" else _changed(part, table) for part in _SLOT.findall(text))


def _changed(text: str, table: dict[str, str]) -> str:
    """Return a text with its letters changed; capitals stay capitals."""
    out = []
    for letter in text:
        found = table.get(letter.lower(), letter)
        out.append(found if letter == letter.lower() else found[:1].upper() + found[1:])
    return "".join(out)
