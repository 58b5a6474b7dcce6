"""Names as they are written in a BibTeX name field, with their places.

BibTeX's rules (Oren Patashnik, "BibTeXing", 1988, section 4): names are separated by "and" outside braces; a
name is "First von Last", "von Last, First" or "von Last, Jr, First".
"""

from __future__ import annotations

import re
from functools import lru_cache

NAME_FIELDS = (
    "author",
    "editor",
    "translator",
    "editora",
    "editorb",
    "editorc",
    "bookauthor",
    "annotator",
    "commentator",
    "introduction",
    "foreword",
    "afterword",
    "holder",
)
_AND = re.compile(r"\s+and(?=\s|$)|^and(?=\s)", re.IGNORECASE)


class WrittenName:
    """One name of a list.

    Attributes:
        text: as written, without the white space around it.
        start: offset in the field's value.
        end: offset after it.
        is_braced: True if the whole name is in braces, as an organisation should be.
        commas: its parts between commas outside braces.
        family: the family name with its particles.
        given: the given names, or the empty string.
    """

    __slots__ = ("commas", "end", "family", "given", "is_braced", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.is_braced, self.commas, self.family, self.given = _parts(text)

    @property
    def span(self) -> tuple[int, int]:
        """Return its half-open span in the field's value."""
        return (self.start, self.end)

    @property
    def is_others(self) -> bool:
        """Return True for the "others" of "and others"."""
        return self.text.lower() == "others"


@lru_cache(maxsize=65536)  # one person wrote many works
def _parts(text: str) -> tuple[bool, tuple[str, ...], str, str]:
    """Return whether a name is in braces as a whole, its parts between commas, its family and its given names."""
    is_braced = text.startswith("{") and text.endswith("}") and _closes_at_end(text)
    commas = tuple([part.strip() for part in _split_at(text, ",")])
    if is_braced:
        return True, commas, commas[0], ""
    if len(commas) > 1:
        return False, commas, commas[0], commas[-1]
    words = [word for word in _split_at(commas[0].replace("~", " "), None) if word]
    particle = next((place for place, word in enumerate(words[:-1]) if _is_particle(word)), len(words) - 1)
    family = " ".join(words[max(particle, 0) :])
    return False, commas, family, " ".join(words[: len(words) - len(_split_at(family, None))])


def name_texts(value: str) -> list[str]:
    """Return the names of a name field as they are written, without their places.

    >>> name_texts("van der Berg, Jan and {Bank and Co}")
    ['van der Berg, Jan', '{Bank and Co}']
    """
    if "{" in value:
        return [name.text for name in split_names(value)]
    return [text.strip() for text in _AND.split(value)] if value.strip() else []


def family_and_given(text: str) -> tuple[str, str]:
    """Return the family name with its particles, and the given names, of a name as it is written."""
    return _parts(text)[2:]


@lru_cache(maxsize=8192)
def split_names(value: str) -> tuple[WrittenName, ...]:
    """Split a name field at its "and"s; a missing name between two "and"s is an empty name.

    >>> [(name.family, name.given) for name in split_names("van der Berg, Jan and {Bank and Co} and Ada Lund")]
    [('van der Berg', 'Jan'), ('{Bank and Co}', ''), ('Lund', 'Ada')]
    """
    if not value.strip():
        return ()
    depths = _depths(value) if "{" in value else None
    names, start = [], 0
    for found in _AND.finditer(value):
        if depths and depths[found.start()]:
            continue
        names.append(_name(value, start, found.start()))
        start = found.end()
    names.append(_name(value, start, len(value)))
    return tuple(names)


def _name(value: str, start: int, end: int) -> WrittenName:
    text = value[start:end]
    bare = text.lstrip()
    return WrittenName(bare.rstrip(), start + len(text) - len(bare))


def _depths(value: str) -> list[int]:
    depth, depths = 0, []
    for letter in value:
        if letter == "}":
            depth = max(0, depth - 1)
        depths.append(depth)
        if letter == "{":
            depth += 1
    return [*depths, depth]


def top_level(value: str) -> str:
    """Return the text with everything inside braces blanked out, same length.

    >>> top_level("{A, B} and C")
    '       and C'
    """
    if "{" not in value:
        return value
    return "".join(
        " " if depth or letter in "{}" else letter for letter, depth in zip(value, _depths(value), strict=False)
    )


def _split_at(text: str, mark: str | None) -> list[str]:
    """Split at a mark, or at white space, outside braces."""
    if "{" not in text:
        return text.split(mark)
    depth, parts = 0, [""]
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth <= 0 and letter != "}" and (letter == mark if mark else letter.isspace()):
            parts.append("")
        else:
            parts[-1] += letter
    return parts if mark else [part for part in parts if part]


def _closes_at_end(text: str) -> bool:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return place == len(text) - 1
    return False


def _is_particle(word: str) -> bool:
    first = word[0]
    if not first.isalpha():
        first = next((letter for letter in word if letter.isalpha()), "")
    return first.islower() and not word.startswith("{")
