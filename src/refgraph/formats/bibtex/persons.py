r"""Name lists cut into names and names into four parts, as BibTeX's ``format.name$`` does it, on the text as it is.

The rules are those of bibtex.web 0.99d, sections 387 to 400 (Oren Patashnik), but for two: a hyphen does not end a
word, and letters of scripts without case are no sign of a particle.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from refgraph.formats.bibtex.grammar import BRACED

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BRACE_OR_AND = re.compile(r"\\[^\s]|[{}]|(?<=\s)and(?=\s)", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(rf"(?:[^\s~,{{}}\\]++|\\[^\s]|\\(?=\s)|{BRACED.pattern})+|,")
_SPECIAL = re.compile(r"\{\\([A-Za-z]+|.)\s*", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]")
_NOT_PLAIN = re.compile(r"[{}\\~\t\r\n\f\v\x85\u2028\u2029\x1c-\x1f]")
_CASED = {"i": 0, "j": 0, "o": 0, "oe": 0, "ae": 0, "aa": 0, "l": 0, "ss": 0} | dict.fromkeys(
    ("O", "OE", "AE", "AA", "L"), 1
)


class NameParts(NamedTuple):
    """The four parts of a name, words joined by single spaces, LaTeX as it is; a part that is not there is empty."""

    first: str = ""
    von: str = ""
    last: str = ""
    jr: str = ""


def split_names(value: str) -> list[NameParts]:
    r"""Cut a name list and each of its names; "and others" is a name with the last name "others".

    >>> split_names(r"Knuth, Donald E. and Ludwig van Beethoven")[1]
    NameParts(first='Ludwig', von='van', last='Beethoven', jr='')
    """
    return [split_name(name) for name in split_list(value)]


def split_list(value: str) -> list[str]:
    r"""Cut a name list at each " and " outside braces.

    >>> split_list("{Simon and Schuster} AND A. Sand")
    ['{Simon and Schuster}', 'A. Sand']
    """
    value = value.strip()
    if "{" not in value and "}" not in value and "\\" not in value:
        return _AND.split(value) if value else []
    names, start, depth = [], 0, 0
    for found in _BRACE_OR_AND.finditer(value):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= depth > 0
        elif depth == 0 and sign[0] != "\\" and start < found.start():
            names.append(value[start : found.start()].rstrip())
            start = found.end() + 1
            while value[start : start + 1].isspace():
                start += 1
    return [*names, value[start:]]


def split_name(name: str) -> NameParts:
    r"""Cut one name: ``First von Last``, ``von Last, First`` or ``von Last, Jr, First``.

    What follows a third comma belongs to the first names. A brace that nothing closes is closed at the end.

    >>> split_name("de la Fontaine, Jean")
    NameParts(first='Jean', von='de la', last='Fontaine', jr='')
    """
    sections = _plain_sections(name) if _NOT_PLAIN.search(name) is None else _sections(name)
    if len(sections) > 1 and not sections[-1]:
        del sections[-1]
    if len(sections) == 1:
        return _natural(sections[0])
    words = sections[0]
    von = _particles(words)
    return NameParts(
        " ".join(sections[-1]),
        " ".join(words[:von]),
        " ".join(words[von:]),
        " ".join(sections[1]) if len(sections) > 2 else "",
    )


def _natural(words: list[str]) -> NameParts:
    start = next((place for place, word in enumerate(words[:-1]) if _case(word) == 0), -1)
    if start < 0:
        return NameParts(" ".join(words[:-1]), "", words[-1] if words else "", "")
    end = _particles(words)
    return NameParts(" ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:]), "")


def _particles(words: list[str]) -> int:
    """Return the place after the last word in lower case that is not the last word."""
    for place in range(len(words) - 1, 0, -1):
        if _case(words[place - 1]) == 0:
            return place
    return 0


def _plain_sections(name: str) -> list[list[str]]:
    if "," not in name:
        return [name.split()]
    sections = [section.split() for section in name.split(",", 2)]
    if len(sections) > 2:
        sections[2] = " ".join(sections[2]).replace(",", " ").split()
    return sections


def _sections(name: str) -> list[list[str]]:
    """Return the words between commas outside braces; at most three lists."""
    name = _balanced(name)
    sections: list[list[str]] = [[]]
    for word in _WORD.findall(name):
        if word != ",":
            sections[-1].append(word)
        elif len(sections) < 3:
            sections.append([])
    return sections


def _balanced(name: str) -> str:
    """Close braces that are not closed, and open those that are not opened."""
    depth = lacking = 0
    for sign in re.findall(r"[{}]", name):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            depth, lacking = 0, lacking + 1
    return "{" * lacking + name + "}" * depth


def _case(word: str) -> int:
    """Return 1 for a word in upper case, 0 in lower case, -1 where no letter says it (bibtex.web, section 397)."""
    letter = word[0]
    if letter.isupper():
        return 1
    if letter.islower():
        return 0
    place = 0
    while place < len(word):
        letter = word[place]
        if letter == "{":
            found = _SPECIAL.match(word, place)
            if found:
                return _special_case(word, found)
            place = _after_braces(word, place)
            continue
        if letter.isupper() or letter.islower():
            return int(letter.isupper())
        place += 1
    return -1


def _special_case(word: str, found: re.Match[str]) -> int:
    r"""Return the case of a special character: ``{\'E}``, ``{\oe}``."""
    known = _CASED.get(found[1])
    if known is not None:
        return known
    letters = (letter[0] for letter in _LETTERS.finditer(word, found.end(), _after_braces(word, found.start())))
    return next((int(letter.isupper()) for letter in letters if letter.isupper() or letter.islower()), -1)


def _after_braces(word: str, place: int) -> int:
    found = BRACED.match(word, place)
    return found.end() if found else len(word)
