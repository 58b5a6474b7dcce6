r"""BibTeX's functions on texts: ``change.case$``, ``purify$``, ``substring$``, ``text.length$``, ``width$`` and others.

A *special character* is a group at brace level 1 that begins with a backslash, such as ``{\"o}``. The rules are those
of bibtex.web 0.99d, sections 362 to 378, 421 to 435 and 441 to 451.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from refgraph.bst.letters import (
    ALPHA,
    LOWER_SPECIALS,
    SPECIAL_WIDTHS,
    UPPER_SPECIALS,
    WHITE,
    WIDTHS,
    Letters,
    control_word,
)

_CACHED = 4096
_AFTER_COLON = re.compile(r":[ \t]+(?=(.))", re.DOTALL)
_BLANKS = re.compile(r"[ \t~-]")
_NOT_PURE = re.compile(f"[^{ALPHA}0-9 ]+")
_NOT_PURE_IN_SPECIAL = re.compile(f"[^{ALPHA}0-9]+")
_SENTENCE_ENDS = (".", "?", "!")
_REMOVED_IN_CAPITALS = frozenset({"i", "j", "ss"})
_TWO_LETTERS = frozenset({"oe", "OE", "ae", "AE", "ss"})
_SHORTEST_SPECIAL = 4


class Measured(NamedTuple):
    """A result and how often the braces of the text were found unbalanced on the way."""

    value: str | int
    unbalanced: int = 0


def add_period(text: str) -> str:
    """Add a full stop unless the text, closing braces aside, ends with one, "?" or "!".

    >>> add_period("{Why?}"), add_period("So"), add_period("")
    ('{Why?}', 'So.', '')
    """
    if not text:
        return text
    return text if (text.rstrip("}") or "}").endswith(_SENTENCE_ENDS) else text + "."


def substring(text: str, start: int, length: int) -> str:
    """Return ``length`` characters from ``start``, which counts from 1, or back from -1 at the end.

    >>> substring("Jimi Hendrix", 6, 3), substring("Jimi Hendrix", -1, 3)
    ('Hen', 'rix')
    """
    if length <= 0 or start == 0 or abs(start) > len(text):
        return ""
    if start > 0:
        return text[start - 1 : start - 1 + length]
    end = len(text) + start + 1
    return text[max(end - length, 0) : end]


def group_end(text: str, start: int, depth: int = 1) -> tuple[int, int]:
    """Return the offset after the group whose inside begins at ``start``, and how many braces are open there."""
    place, end = start, len(text)
    while place < end and depth:
        depth += (text[place] == "{") - (text[place] == "}")
        place += 1
    return place, depth


def text_length(text: str) -> int:
    r"""Count characters; braces count nothing, a special character counts one.

    >>> text_length(r"G{\"o}del {and} co")
    12
    """
    if "{" not in text and "}" not in text:
        return len(text)
    return _prefix(text, len(text) + 1)[1]


def text_prefix(text: str, length: int) -> str:
    r"""Return the first characters, counted as `text_length` does, with the braces open at the end closed.

    >>> text_prefix(r"{\"O}st{er}", 4)
    '{\\"O}st{e}'
    """
    if length <= 0:
        return ""
    if "{" not in text and "}" not in text:
        return text[:length]
    place, _, depth = _prefix(text, length)
    return text[:place] + "}" * depth


def _prefix(text: str, length: int) -> tuple[int, int, int]:
    """Return where the first ``length`` characters end, how many there are, and how many braces are open there."""
    place = count = depth = 0
    end = len(text)
    while place < end and count < length:
        sign = text[place]
        place += 1
        if sign == "{":
            depth += 1
            if depth == 1 and text[place : place + 1] == "\\":
                place, depth = group_end(text, place + 1)
                count += 1
        elif sign == "}":
            depth -= depth > 0
        else:
            count += 1
    return place, count, depth


@lru_cache(maxsize=_CACHED)
def purify(text: str) -> str:
    r"""Keep letters, digits and spaces; "~" and "-" become spaces, of a special character the letters are kept.

    >>> purify(r"{\OE}uvre-d'{\'e}t{\'e}, {\TeX}")
    'OEuvre dete '
    """
    if "{\\" not in text:
        return _NOT_PURE.sub("", _BLANKS.sub(" ", text))
    pieces = []
    place = depth = 0
    for found in re.finditer(r"[{}]", text):
        start = found.start()
        if start < place:
            continue
        if found[0] == "}":
            depth -= depth > 0
            continue
        depth += 1
        if depth == 1 and text.startswith("\\", start + 1):
            pieces.append(_NOT_PURE.sub("", _BLANKS.sub(" ", text[place:start])))
            place, depth = group_end(text, start + 2)
            pieces.append(_purify_special(text[start + 1 : place]))
    pieces.append(_NOT_PURE.sub("", _BLANKS.sub(" ", text[place:])))
    return "".join(pieces)


def _purify_special(text: str) -> str:
    """Purify what stands in a special character: pieces that begin with a backslash."""
    pieces = []
    for piece in text.split("\\")[1:]:
        word = control_word(piece, 0)
        if word in LOWER_SPECIALS or word in UPPER_SPECIALS:
            pieces.append(word[: 2 if word in _TWO_LETTERS else 1])
        pieces.append(_NOT_PURE_IN_SPECIAL.sub("", piece[len(word) :]))
    return "".join(pieces)


@lru_cache(maxsize=_CACHED)
def width(text: str, letters: Letters) -> Measured:
    r"""Return the width in cmr10, in hundredths of a point; of a special character only what is printed counts.

    >>> from refgraph.bst.letters import BYTES
    >>> width("A1", BYTES).value, width(r"{\OE}", BYTES).value
    (1250, 1014)
    """
    total = depth = unbalanced = place = 0
    end = len(text)
    while place < end:
        sign = text[place]
        place += 1
        if sign == "{":
            depth += 1
            if depth == 1 and text.startswith("\\", place):
                special, place, depth = _special_width(text, place, letters)
                total += special
                continue
        elif sign == "}":
            unbalanced += depth == 0
            depth -= depth > 0
        total += _sign_width(sign, letters)
    return Measured(total, unbalanced + (depth > 0))


def _sign_width(sign: str, letters: Letters) -> int:
    return WIDTHS.get(sign) or (letters.other_width if sign >= "\x80" else 0)


def _special_width(text: str, place: int, letters: Letters) -> tuple[int, int, int]:
    """Return the width of the special character whose backslash is at ``place``, where it ends, and the open braces."""
    total, depth, end = 0, 1, len(text)
    while place < end and depth:
        word = control_word(text, place + 1)
        place += 1 + (len(word) or 1)
        if word in LOWER_SPECIALS or word in UPPER_SPECIALS:
            total += SPECIAL_WIDTHS.get(word) or WIDTHS[word[0]]
        while place < end and text[place] in WHITE:
            place += 1
        while place < end and depth and text[place] != "\\":
            sign = text[place]
            depth += (sign == "{") - (sign == "}")
            total += 0 if sign in "{}" else _sign_width(sign, letters)
            place += 1
    return total, min(place, end), depth


@lru_cache(maxsize=_CACHED)
def change_case(text: str, mode: str, letters: Letters) -> Measured:
    r"""Change the case of what stands outside braces and of the letters in special characters.

    Args:
        text: any text.
        mode: "l" for small letters, "u" for capitals, "t" for small letters but for the first one and the one after a
            colon and white space.
        letters: which letters have case.

    >>> from refgraph.bst.letters import BYTES
    >>> change_case(r"{\'E}cole: {DNA} In {\O}RSTED's {\AE}on", "t", BYTES).value
    "{\\'E}cole: {DNA} in {\\o}rsted's {\\ae}on"
    >>> change_case(r"stra{\ss}e", "u", BYTES).value
    'STRA{SS}E'
    """
    change = letters.upper if mode == "u" else letters.lower
    if "{" not in text and "}" not in text:
        return Measured(_titled(text, change(text)) if mode == "t" else change(text))
    return _CaseChange(text, mode, change).run()


def _titled(text: str, changed: str) -> str:
    """Give back the capitals that a title keeps."""
    if not text or len(text) != len(changed):
        return changed
    places = [0, *(found.start(1) for found in _AFTER_COLON.finditer(text))]
    signs = list(changed)
    for place in places:
        signs[place] = text[place]
    return "".join(signs)


class _CaseChange:
    """One walk through a text with braces."""

    def __init__(self, text: str, mode: str, change: object) -> None:
        self.text = text
        self.mode = mode
        self.change = change
        self.out: list[str] = []
        self.depth = 0
        self.place = 0
        self.unbalanced = 0

    def run(self) -> Measured:
        text, end = self.text, len(self.text)
        colon = False
        while self.place < end:
            sign = text[self.place]
            kept = self.mode == "t" and (self.place == 0 or (colon and text[self.place - 1] in WHITE))
            if sign == "{":
                self.depth += 1
                colon = False
                special = text.startswith("\\", self.place + 1) and self.place + _SHORTEST_SPECIAL <= end
                if self.depth == 1 and special and not kept:
                    self._special()
                    continue
            elif sign == "}":
                self.unbalanced += self.depth == 0
                self.depth -= self.depth > 0
                colon = False
            elif self.depth == 0:
                colon = sign == ":" or (colon and sign in WHITE)
                sign = sign if kept else self._changed(sign)
            self.out.append(sign)
            self.place += 1
        return Measured("".join(self.out), self.unbalanced + (self.depth > 0))

    def _changed(self, text: str) -> str:
        change = self.change
        assert callable(change)
        return str(change(text))

    def _special(self) -> None:
        """Change a special character: text as any text, of the commands only those that stand for a letter."""
        text, end = self.text, len(self.text)
        self.out.append("{")
        place = self.place + 1
        while place < end and self.depth > 0:
            word = control_word(text, place + 1)
            place += 1 + len(word)
            command = self._command(word)
            self.out.append(command)
            if command and command[0] != "\\":
                while place < end and text[place] in WHITE:
                    place += 1
            start = place
            while place < end and self.depth > 0 and text[place] != "\\":
                self.depth += (text[place] == "{") - (text[place] == "}")
                place += 1
            self.out.append(self._changed(text[start:place]))
        self.place = place

    def _command(self, word: str) -> str:
        if self.mode == "u":
            if word in _REMOVED_IN_CAPITALS:
                return self._changed(word)
            return "\\" + (self._changed(word) if word in LOWER_SPECIALS else word)
        return "\\" + (self._changed(word) if word in UPPER_SPECIALS else word)
