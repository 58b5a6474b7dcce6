"""Names of persons in a form to compare by, and how far two forms can be one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from refgraph.dedupe.evidence import DIFFERENT, MISSING, SAME
from refgraph.model import Name
from refgraph.text.normal import fold
from refgraph.text.sounds import sound_key

INITIAL = "initial"
"""Both have one initial only, and it is the same."""
INITIALS = "initials"
"""Both have the same two or more initials."""
FITS = "fits"
"""One has initials where the other has names, or says less."""
FULL = "full"
"""A given name is written out on both sides, and the rest does not contradict."""
SPELLING = "spelling"
"""Given names that are spellings of one: transliterated otherwise, or a letter apart."""
SWAPPED = "swapped"
PARTICLE = "particle"
COMPOUND = "compound"

_PARTICLES = frozenset(
    "von van der den de del della di da dos das du la le ter ten zu zur vom al el bin ibn st af av dello degli".split()
)
_LONE_LETTER = re.compile(r"\b[^\W\d_](?!\w)")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})


class NameForm(NamedTuple):
    """One way a name is written, to compare by.

    Attributes:
        family: folded family name without its particles.
        particles: folded particles before it.
        given: folded given names and initials, one by one.
        suffix: folded suffix ("jr").
        latin: written in Latin letters.
    """

    family: str
    particles: str
    given: tuple[str, ...]
    suffix: str
    latin: bool

    @property
    def initial(self) -> str:
        """Return the first letter of the given names, or the empty string."""
        return self.given[0][0] if self.given else ""

    @property
    def initials(self) -> str:
        """Return the first letters of all given names."""
        return "".join(word[0] for word in self.given)

    @property
    def full(self) -> str:
        """Return the given names in one word where the first is written out, else the empty string."""
        return "".join(self.given) if self.given and len(self.given[0]) > 1 else ""


def name_form(name: Name) -> NameForm | None:
    """Return the form of a name, or None for a name without a letter.

    A name whose parts are not known is split at its comma, or before its last word.
    """
    if name.literal is not None:
        family, given = _split(name.literal)
        return _form(family, given, "", name.literal.isascii() or _is_latin(name.literal))
    family = name.full_family
    return _form(family, name.given or "", name.suffix or "", _is_latin(family))


@lru_cache(maxsize=1 << 16)
def _form(family: str, given: str, suffix: str, latin: bool) -> NameForm | None:  # noqa: FBT001 - hashable arguments
    words, names = fold(family).split(), fold(given if latin else _LONE_LETTER.sub(_first_letter, given)).split()
    suffixes = [*fold(suffix).split(), *_cut_suffix(words), *_cut_suffix(names)]
    start = 0
    while start < len(words) - 1 and words[start] in _PARTICLES:
        start += 1
    trailing: list[str] = []
    while len(names) > 1 and names[-1] in _PARTICLES:  # "Gogh, Vincent van"
        trailing.insert(0, names.pop())
    if not words:
        return _form(given, "", suffix, latin) if names else None
    return NameForm(
        " ".join(words[start:]), " ".join([*trailing, *words[:start]]), tuple(names), " ".join(suffixes), latin
    )


def _first_letter(letter: re.Match[str]) -> str:
    """Return an initial of another script as one Latin letter: "Ж" would be two."""
    return fold(letter[0])[:1]


def _cut_suffix(words: list[str]) -> list[str]:
    return [words.pop()] if len(words) > 1 and words[-1] in _SUFFIXES else []


def _is_latin(text: str) -> bool:
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in text if letter.isalpha())


def _split(text: str) -> tuple[str, str]:
    if "," in text:
        family, _, given = text.partition(",")
        return family, given
    words = text.split()
    if len(words) > 1 and len(words[0].strip(".")) > 2 and len(words[-1].strip(".")) <= 2:  # "Tokayev KJ"
        return " ".join(words[:-1]), " ".join(words[-1].replace(".", ""))
    cut = len(words) - 1
    while cut > 1 and fold(words[cut - 1]) in _PARTICLES:
        cut -= 1
    return " ".join(words[cut:]), " ".join(words[:cut])


@lru_cache(maxsize=1 << 18)
def family_level(a: NameForm, b: NameForm) -> str:
    """Return how alike two family names are: same, particle, compound, spelling, swapped or different."""
    left, right = a.family.replace(" ", ""), b.family.replace(" ", "")
    if left == right:
        return SAME if a.particles == b.particles else PARTICLE
    if a.particles.replace(" ", "") + left == b.particles.replace(" ", "") + right:  # "De Gaulle" and "DeGaulle"
        return SAME
    if _is_spelling(left, right, a.latin == b.latin):
        return SPELLING
    if _is_part(a.family.split(), b.family.split()):
        return COMPOUND
    if "".join(a.given) == right and "".join(b.given) == left:
        return SWAPPED
    return DIFFERENT


def _is_part(one: list[str], other: list[str]) -> bool:
    """Tell whether one of two family names of several words lacks the other's first or last ones."""
    shorter, longer = sorted((one, other), key=len)
    size = len(shorter)
    return size < len(longer) and shorter in (longer[:size], longer[-size:]) and len(shorter[0]) > 2


def _is_spelling(left: str, right: str, one_script: bool) -> bool:  # noqa: FBT001 - private
    sound = sound_key(left)
    if len(sound) < 2 or sound != sound_key(right):
        return False
    if not one_script:
        return True
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(left, right) >= 0.75


@lru_cache(maxsize=1 << 18)
def given_level(a: NameForm, b: NameForm) -> str:
    """Return how far the given names agree.

    "full", "initials", "initial", "fits", "spelling", "missing" (one has none), "same" (neither has any) or
    "different", which no initial, name or suffix of one person explains.
    """
    if family_level(a, b) == SWAPPED:
        return FULL
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return DIFFERENT
    left, right = a.given, b.given
    if not left or not right:
        return SAME if left == right else MISSING
    if "".join(left) == "".join(right):
        if a.full or b.full:
            return FULL
        return INITIALS if len(left) > 1 else INITIAL
    return _word_by_word(left, right, a.latin == b.latin)


def _word_by_word(left: tuple[str, ...], right: tuple[str, ...], one_script: bool) -> str:  # noqa: FBT001 - private
    """Compare given names in order; what one has more says nothing, unless it splits the other's word otherwise."""
    found = set()
    for word, other in zip(left, right, strict=False):
        level = _word_level(word, other, one_script)
        if level == DIFFERENT:
            return DIFFERENT
        found.add(level)
    if SPELLING in found:
        return SPELLING
    if len(left) != len(right) and not _can_go_on(*sorted((left, right), key=len)):
        return DIFFERENT
    if FULL in found:
        return FULL
    if FITS in found or len(left) != len(right):
        return FITS
    return INITIALS if len(left) > 1 else INITIAL


def _can_go_on(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether the further names of the longer list can belong to the shorter one's last name.

    "Xiaobo" is "X. B."; "Jianmin" is not "Jian-Hua".
    """
    last, place = shorter[-1], len(shorter) - 1
    if len(last) > 1 and len(longer[place]) > 1 and last != longer[place]:
        return last.startswith(longer[place] + longer[place + 1][0])
    return True


@lru_cache(maxsize=1 << 18)
def _word_level(word: str, other: str, one_script: bool) -> str:  # noqa: FBT001 - hashable arguments
    if word == other:
        return FULL if len(word) > 1 else INITIAL
    if len(word) == 1 or len(other) == 1:
        if word[0] == other[0]:
            return FITS
        sounds_alike = sound_key(word)[:1] == sound_key(other)[:1]
        return FITS if sounds_alike and not one_script else DIFFERENT  # "Ж." is "J." in one scheme and "Zh." in another
    if sound_key(word) == sound_key(other) and (not one_script or _near(word, other)):
        return FULL if not one_script else SPELLING
    return DIFFERENT


def _near(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    allowed = 1 if max(len(word), len(other)) < 7 else 2
    return min(len(word), len(other)) >= 4 and OSA.distance(word, other, score_cutoff=allowed) <= allowed
