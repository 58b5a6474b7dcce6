"""What every character counts when strings are sorted in a language."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from refgraph.csl.words.collation.alphabets import (
    ACCENTS,
    ALPHABETS,
    DIGITS,
    DIGRAPHS,
    FINALS,
    IGNORED_SIGNS,
    KANA,
    LATIN,
    LIGATURES,
    RANGES,
    SAME_SIGNS,
    SHAPES,
    SMALL_KANA,
    SPACES_AND_SIGNS,
    STROKED,
)
from refgraph.csl.words.collation.tailorings import Tailoring
from refgraph.text.ascii import to_ascii

# Bytes that the first level begins with. \xff continues a byte: what has it stands behind all that has not.
_SIGN: Final = 0x02
_BEFORE_LATIN: Final = 0x3A
_AFTER_LATIN: Final = 0x7B
_SCRIPTS: Final = 0x80
_NO_SCRIPT: Final = "\xfd"
_BEHIND: Final = "\xff"
# Second level: 1 is no accent, then what a tailoring counts as one, other shapes of a letter, accents.
_PLAIN: Final = "\1"
_ACCENT: Final = 0x20
_OTHER_ACCENT: Final = "\xd0"
_LIGATURE: Final = "\xd1"
_SHAPE: Final = 0x10
# Third level.
_LOWER: Final = 0
_LOWER_VARIANT: Final = 1
_MIXED: Final = 2
_UPPER: Final = 3
_UPPER_VARIANT: Final = 4
_TAILORED: Final = 5
_CONTRACTED: Final = 0xF0000


class CollationTable(dict[int, str]):
    """The collation elements of characters, as `str.translate` wants them.

    An element is three characters: base letter, accent, case; a null where it has none. Characters that no alphabet
    lists are worked out from their decompositions when they are first met.
    """

    def __init__(self, tailoring: Tailoring) -> None:
        """Lay out the alphabets as the language has them."""
        super().__init__()
        self.backwards = tailoring.backwards
        self.contraction: re.Pattern[str] | None = None
        self.ascii_bases: dict[int, str] | None = None
        self.ascii_cases: dict[int, str] = {}
        self._replacements: dict[str, str] = {}
        self._listed: frozenset[int] = frozenset()
        self._upper_first = tailoring.upper_first
        self._han = tailoring.han
        self._leads = _leads(tailoring.scripts)
        self._accents = _accents(tailoring.accents)
        order = _Order(tailoring.rules)
        self._bases = order.bases(self._leads)
        for letter, base in self._bases.items():
            self._add(letter, base)
        for letter, (of, accent, case) in order.derived.items():
            self._add(letter, self._bases[of], chr(1 + accent), case)
        own = order.tailored
        self._add_kana()
        self._add_shapes(own)
        self._add_ligatures(own, tailoring.expansions)
        self._listed = frozenset(self)
        if tailoring.han == "euc_jp":
            self._add_long_vowels()
        self._set_contractions()
        for sign, others in SAME_SIGNS.items():
            self.update(dict.fromkeys(map(ord, others), self[ord(sign)]))
        self.update(dict.fromkeys(map(ord, IGNORED_SIGNS), ""))
        self._set_ascii()

    def __missing__(self, code: int) -> str:
        """Work out a character's elements."""
        found = self[code] = self._elements(chr(code))
        return found

    def contracted(self, match: re.Match[str]) -> str:
        """Return the one character that stands for letters which count as one."""
        return self._replacements[match[0]]

    # --- laying out

    def _case(self, case: int) -> str:
        if not self._upper_first:
            return chr(1 + case)
        return (
            chr(1 + case + (16, 16, 8, 0, 0)[case]) if case < _TAILORED else chr(1 + case + (16, 8, 0)[(case - 5) % 3])
        )

    def _element(self, base: str, accent: str, case: int) -> str:
        return base[0] + accent + self._case(case) + "".join(byte + "\0\0" for byte in base[1:])

    def _add(self, letter: str, base: str, accent: str = _PLAIN, case: int = 0) -> None:
        """Add a letter in its cases; `case` counts the differences of a tailoring below accents."""
        for spelling, which in _cases(letter):
            rank = _TAILORED + 3 * (case - 1) + (0, 1, 2)[which] if case else (_LOWER, _MIXED, _UPPER)[which]
            self._set(spelling, self._element(base, accent, rank))

    def _set(self, spelling: str, elements: str) -> None:
        if len(spelling) == 1:
            self[ord(spelling)] = elements
            return
        stand_in = self._replacements.setdefault(spelling, chr(_CONTRACTED + len(self._replacements)))
        self[ord(stand_in)] = elements

    def _add_kana(self) -> None:
        for at, kana in enumerate(KANA):
            base = self._leads["Kana"] + chr(1 + at)
            # Japanese does not tell katakana from hiragana.
            katakana = 0 if self._han == "euc_jp" else 2
            for spelling, rank in ((SMALL_KANA.get(kana), 0), (kana, 1)):
                if spelling:
                    self[ord(spelling)] = self._element(base, _PLAIN, rank)
                    self[ord(spelling) + 0x60] = self._element(base, _PLAIN, rank + katakana)

    def _add_long_vowels(self) -> None:
        """Let the sign of a long vowel count as the vowel before it, almost."""
        for code in range(0x3041, 0x30FB):
            vowel = unicodedata.name(chr(code), "")[-1:]
            if vowel in "AIUEO" and vowel:
                of = self._bases_of("あいうえお"["AIUEO".index(vowel)])
                self._set(chr(code) + "ー", self[code] + self._element(of, _PLAIN, 0))

    def _bases_of(self, letter: str) -> str:
        return self[ord(letter)][::3]

    def _add_shapes(self, own: set[str]) -> None:
        for letter, of in STROKED.items():
            if letter not in own:
                self._add_as(letter, of, self[ord("\u0335")])
        if "ø" not in own:
            self._add_as("ø", "o", self[ord("\u0338")])
        for at, (letter, of) in enumerate(SHAPES.items()):
            if letter not in own:
                self._add(letter, self._bases_of(of), chr(_SHAPE + at))
        for letter, of in FINALS.items():
            self[ord(letter)] = self._element(self._bases_of(of), _PLAIN, _TAILORED)

    def _add_as(self, letter: str, of: str, accent: str) -> None:
        self[ord(letter)] = self[ord(of)] + accent
        if len(letter.upper()) == 1 and letter.upper().lower() == letter:
            self[ord(letter.upper())] = self[ord(of.upper())] + accent

    def _add_ligatures(self, own: set[str], expansions: Mapping[str, str]) -> None:
        shape = "\0" + _LIGATURE + "\0"
        for letter, spelled in {**LIGATURES, **DIGRAPHS, **expansions}.items():
            if letter in own:
                continue
            parts = spelled.split()
            joint = shape if letter in LIGATURES else ""
            for spelling, which in _cases(letter):
                first, *others = (_cased(part, which if at == 0 or which == 2 else 0) for at, part in enumerate(parts))
                elements = self._varied(self._of(first)) + joint + "".join(map(self._of, others))
                self._set(spelling, elements)

    def _of(self, spelling: str) -> str:
        return self[ord(self._replacements.get(spelling, spelling))]

    def _set_contractions(self) -> None:
        if self._replacements:
            longest_first = sorted(self._replacements, key=len, reverse=True)
            self.contraction = re.compile("|".join(map(re.escape, longest_first)))

    def _set_ascii(self) -> None:
        """Make the tables for ASCII strings without contractions, if each character is one element of one byte."""
        elements = {code: self[code] for code in range(128)}
        if any(len(each) > 3 or each[1:2] > _PLAIN for each in elements.values()):
            return
        self.ascii_bases = {code: each[:1] for code, each in elements.items()}
        self.ascii_cases = {code: each[2:] for code, each in elements.items()}

    # --- characters that no alphabet lists

    def _elements(self, character: str) -> str:
        category = unicodedata.category(character)
        if category in {"Cc", "Cf"} or character in "\u0640\u034f" or "\ufe00" <= character <= "\ufe0f":
            return ""
        if "\uac00" <= character <= "\ud7a3":
            return self._element(self._leads["Hang"] + _syllable(ord(character) - 0xAC00), _PLAIN, 0)
        digit = unicodedata.decimal(character, None)
        if digit is not None and not unicodedata.decomposition(character):
            return self[ord("0") + digit]
        canonical = unicodedata.normalize("NFD", character)
        return self._undecomposed(character, category) if canonical == character else self._composed(canonical)

    def _undecomposed(self, character: str, category: str) -> str:
        compatible = unicodedata.normalize("NFKC", character)
        if compatible != character:
            elements = self._varied("".join(self._of(part) for part in self._split(compatible)))
            return self._raised(elements) if "su" in unicodedata.decomposition(character)[:3] else elements
        lower = character.lower()
        if lower != character and len(lower) == 1:
            return self._raised(self[ord(lower)])
        return self._unlisted(character, category)

    def _split(self, text: str) -> list[str]:
        return [text] if text in self._replacements else list(text)

    def _composed(self, decomposed: str) -> str:
        """Return the elements of a letter with accents, where some may make another letter of the alphabet."""
        letter = decomposed[0]
        left = ""
        for accent in decomposed[1:]:
            joined = unicodedata.normalize("NFC", letter + accent)
            if len(joined) == 1 and ord(joined) in self._listed:
                letter = joined
            else:
                left += accent
        return self[ord(letter)] + "".join(self[ord(accent)] for accent in left)

    def _unlisted(self, character: str, category: str) -> str:
        code = ord(character)
        if category[0] in "PSZ":
            behind = {"P": "%", "Sc": "$", "Z": " "}.get(category if category == "Sc" else category[0], "~")
            return self._element(self._bases[behind] + _BEHIND + "\xfe" + _digits(code, 3), _PLAIN, 0)
        if code >= 0x3400 and (code <= 0x9FFF or unicodedata.name(character, "").startswith("CJK UNIFIED")):
            return self._element(self._leads["Hani"] + _han(character, self._han), _PLAIN, 0)
        for script, first, last in RANGES:
            if first <= code <= last and unicodedata.combining(character) in {0, 9}:
                return self._element(self._leads[script] + _digits(code - first, 2), _PLAIN, 0)
        if category[0] == "M":
            return "\0" + self._accents.get(character, _OTHER_ACCENT) + "\0"
        return self._element(_NO_SCRIPT + _digits(code, 3), _PLAIN, 0)

    def _varied(self, elements: str) -> str:
        return self._recased(elements, {_LOWER: _LOWER_VARIANT, _UPPER: _UPPER_VARIANT})

    def _raised(self, elements: str) -> str:
        return self._recased(elements, {_LOWER: _UPPER, _LOWER_VARIANT: _UPPER_VARIANT})

    def _recased(self, elements: str, cases: dict[int, int]) -> str:
        change = {self._case(old): self._case(new) for old, new in cases.items()}
        return "".join(change.get(level, level) if at % 3 == 2 else level for at, level in enumerate(elements))


class _Order:
    """The alphabets with the changes of a language."""

    def __init__(self, rules: str) -> None:
        self._alphabets = {"": list(SPACES_AND_SIGNS + DIGITS), "Latn": list(LATIN)}
        self._alphabets |= {script: list(letters) for script, letters in ALPHABETS.items()}
        self._moved: set[str] = set()
        # letter: the letter that it differs from, by which accent of the rule and by which case
        self.derived: dict[str, tuple[str, int, int]] = {}
        for rule in filter(None, map(str.strip, rules.split(";"))):
            self._apply(rule.split())

    @property
    def tailored(self) -> set[str]:
        """The letters that a rule names."""
        return self._moved | set(self.derived)

    def _apply(self, words: list[str]) -> None:
        base = words[0].lstrip("^")
        alphabet = next(letters for letters in self._alphabets.values() if base in letters)
        at = alphabet.index(base) + (words[0] == base)
        accent = case = 0
        for relation, letter in zip(words[1::2], words[2::2], strict=True):
            if letter in alphabet:
                at -= alphabet.index(letter) < at
                alphabet.remove(letter)
            if relation == "<":
                alphabet.insert(at, letter)
                self._moved.add(letter)
                base, accent, case = letter, 0, 0
                at += 1
                continue
            if relation == "<<":
                accent, case = accent + 1, 0
            elif relation == "<<<":
                case += 1
            self.derived[letter] = (base, accent, case)

    def bases(self, leads: dict[str, str]) -> dict[str, str]:
        """Return what each letter counts on the first level."""
        found: dict[str, str] = {}
        signs = (sign for sign in SPACES_AND_SIGNS if sign.isascii())
        anchors: dict[str, str] = {sign: chr(_SIGN + at) for at, sign in enumerate(signs)}
        anchors |= {letter: letter for letter in DIGITS + LATIN if letter.isascii()}
        for script, letters in self._alphabets.items():
            anchor, behind = "", 0
            for letter in letters:
                behind += 1
                if script not in {"", "Latn"}:
                    found[letter] = leads[script] + chr(behind)
                elif letter in anchors and letter not in self._moved:
                    found[letter] = anchor = anchors[letter]
                    behind = 0
                else:
                    found[letter] = anchor + _BEHIND + chr(behind)
        return found


def _cases(letter: str) -> Iterator[tuple[str, int]]:
    """Yield the spellings of a letter in lower, mixed and upper case with 0, 1 and 2."""
    upper, title = letter.upper(), letter.title()
    if letter != letter.lower():
        yield letter, 2 if letter == upper else 1
        return
    yield letter, 0
    if letter == "ß":
        yield "ẞ", 2
    if upper == letter or upper.lower() != letter or (len(letter) == 1 and len(upper) > 1):
        return
    if len(letter) > 1 and title != upper:
        yield title, 1
    yield upper, 2


def _cased(letter: str, which: int) -> str:
    return (letter, letter.title(), letter.upper())[which]


def _leads(first: str) -> dict[str, str]:
    """Return the first byte of the letters of every script, those named before the others."""
    scripts = [*ALPHABETS, *(script for script, _, _ in RANGES)]
    found = {script: chr(_SCRIPTS + at) for at, script in enumerate(scripts)}
    before, latin, after = first.partition("Latn")
    if not latin:
        before, after = first, ""
    for at, script in enumerate(before.split()):
        found[script] = chr(_BEFORE_LATIN + at)
    for at, script in enumerate(after.split()):
        found[script] = chr(_AFTER_LATIN + at)
    return found


def _accents(own: str) -> dict[str, str]:
    """Return the second level of accents; the language's own order comes first where its first accent stands."""
    codes: list[str] = [*ACCENTS.split()]
    if own:
        first, *others = own.split()
        codes = [code for code in codes if code not in others]
        at = codes.index(first)
        codes[at : at + 1] = [first, *others]
    return {chr(int(code, 16)): chr(_ACCENT + at) for at, code in enumerate(codes)}


def _digits(number: int, width: int) -> str:
    """Return a number in bytes of which none is null or 255."""
    found = ""
    for _ in range(width):
        number, byte = divmod(number, 254)
        found = chr(1 + byte) + found
    return found


def _syllable(number: int) -> str:
    """Return the two or three letters of a Korean syllable, none of which can begin another letter behind it."""
    first, rest = divmod(number, 588)
    vowel, last = divmod(rest, 28)
    return chr(1 + first) + chr(1 + vowel) + (chr(0xE0 + last) if last else "")


def _han(character: str, coding: str) -> str:
    """Return the place of a Chinese character: as the coding of a language orders them, or by code point."""
    by_code = _digits(ord(character), 3)
    behind = "\2" if "一" <= character <= "\u9fff" else "\3"
    if not coding:
        return behind + by_code
    try:
        place = character.encode(coding).decode("latin-1")
    except UnicodeEncodeError:
        place = ""
    if coding != "gb2312":
        return "\1" + place if len(place) == 2 else behind + by_code
    # The 3755 common characters stand in the order of their pinyin, tones and strokes there, the others do not.
    if "\xb0" < place < "\xd8":
        return place
    syllables, places = _pinyin()
    at = bisect_right(syllables, to_ascii(character).strip().lower())
    return (places[at - 1] if at else "\xb0\xa0") + _BEHIND + by_code


@lru_cache(maxsize=1)
def _pinyin() -> tuple[list[str], list[str]]:
    """Return the syllables of the common Chinese characters and the place of the last character of each."""
    common = [bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    characters = [code.decode("gb2312", "ignore") for code in common]
    syllables = [to_ascii(character).strip().lower() for character in characters]
    found: dict[str, str] = {}
    for at in range(1, len(common)):
        # A character of several readings may stand under another one than its first.
        if syllables[at] and syllables[at] == syllables[at - 1]:
            found[syllables[at]] = common[at].decode("latin-1")
    order = sorted(found)
    return order, [found[syllable] for syllable in order]
