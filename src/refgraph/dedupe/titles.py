"""Comparison of two titles by words and letters."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rapidfuzz.distance import OSA, Indel

from refgraph.dedupe.evidence import DIFFERENT, MISSING, SAME, Evidence
from refgraph.dedupe.people import stand_apart
from refgraph.dedupe.prepare import Record, content_words

_TITLE_POINTS = {
    "words": 490,
    "spelling": 480,
    "subtitle": 440,
    "noise": 430,
    "most": 300,
    "cut": 370,
    "longer": 235,
    "letters": 260,
    "similar": 210,
    "near": 80,
}
_BARE_WORDS = (0, 240, 380, 450, 470, 510, 540, 565, 590)
"""Points of equal titles of 0, 1, 2 ... content words: a short title says little, a long one nearly all."""
_LONG = 5
"""Content words from which a title is long; from there on its length counts where titles are nearly equal, too."""
_ONE_TITLE = frozenset({SAME, "words", "spelling", "subtitle", "cut"})
"""Levels of one title that is printed in two ways; the longer it is, the more they say."""
_ODD_WORDS = frozenset({"most", "longer", "letters", "similar", "near"})
_PLAINLY_ONE = frozenset({SAME, "words", "spelling"})


GOES_ON = "goes on"
"""Level of a title that ends with an ellipsis, and of one that goes on from there."""
TITLES_DIFFER = -400
"""Points where titles differ."""
ALIKE = 0.92
"""Share of the letters from which a title is the main part of another."""
NEAR = 0.7
"""Share of the letters below which titles differ, unless one has all words of the other."""
LEAST = 0.5
"""Share of the letters below which titles differ, unless both have the same words."""
_MOST = 0.85
"""Share of the letters that two titles have in common of which one has only few words more."""
_LEAST_CUT = 4
"""Words from which the rest of a title may be recognized as cut."""
_ALONE = 120
"""Points more of an equal title of so many words that it does without people, where one record names none."""
_UNPLACED = 90
"""Points more of a long title where neither number of a place can be compared nor container and year."""
_KIND_OF_TEXT = frozenset(
    "tutorial session panel demo demonstration poster keynote invited talk extended abstract short full paper "
    "industrial track preliminary version draft manuscript".split()
)
"""Words that say how a text was presented; only some lists print them."""


def compare_title(a: Record, b: Record) -> Evidence:
    """Compare titles by words and letters."""
    if not a.title or not b.title:
        return Evidence("title", MISSING, 0)
    level = title_level(a, b)
    if level == GOES_ON:
        return Evidence("title", level, _BARE_WORDS[min(_size(a.title, b.title), _LONG) - 1])
    if level == DIFFERENT:
        return Evidence("title", DIFFERENT, TITLES_DIFFER)
    size = _size(a.main or a.title, b.main or b.title) if level == "subtitle" else _size(a.title, b.title)
    if size < _LONG or (level not in _ONE_TITLE and level != "noise"):
        return Evidence("title", level, _points(level, size))
    if level in _PLAINLY_ONE and not (a.people and b.people) and not stand_apart(a, b):
        return Evidence("title", level, _points(level, _LONG) + _ALONE)
    return Evidence("title", level, _points(level, size) + (0 if _can_be_placed(a, b) else _UNPLACED))


def _points(level: str, size: int) -> int:
    """Return what titles so alike say, the shorter of so many content words."""
    most = _BARE_WORDS[min(size, len(_BARE_WORDS) - 1)]
    if level == SAME:
        return most
    known = min(most, _BARE_WORDS[_LONG])
    return min(known, _TITLE_POINTS[level]) + (most - known if level in _ONE_TITLE else 0)


def _can_be_placed(a: Record, b: Record) -> bool:
    """Tell whether two records have anything in common to compare that says where they stand."""
    return bool(
        (a.first and b.first)
        or (a.volume and b.volume)
        or (a.issue and b.issue)
        or (a.dois and b.dois)
        or (a.identifiers and b.identifiers)
        or (a.container and b.container and a.year and b.year)
    )


def _size(left: str, right: str) -> int:
    """Return how many words that carry meaning the shorter title has."""
    size = len(content_words(left))
    return size if left == right else min(size, len(content_words(right)))


def title_level(a: Record, b: Record) -> str:
    """Return how alike two titles are.

    "same"; "goes on" (one ends with an ellipsis and the other goes on from there); "words" (the same words in another
    order or joined otherwise); "spelling" (each odd word has a partner of
    nearly the same letters); "subtitle" (one lacks the subtitle); "noise" (there are words of other fields
    in addition); "cut" (one lacks the words of one place, such as its end); "most" (one has all words of the other and
    few more); "longer" (and more); "letters" (95 % of the letters); "similar" (90 %); "near" (70 %); "different".
    """
    left, right = a.title, b.title
    if left == right:
        return SAME
    if (a.cut and _goes_on(a, b)) or (b.cut and _goes_on(b, a)):
        return GOES_ON
    compact_left, compact_right = left.replace(" ", ""), right.replace(" ", "")
    if compact_left == compact_right:
        return "words"
    if _lacks_subtitle(a, b):
        return "subtitle"
    level, *odd = _by_letters(left, right, Indel.normalized_similarity(compact_left, compact_right, score_cutoff=LEAST))
    if level in _ODD_WORDS and _are_noise(odd, _KIND_OF_TEXT | _fields_words(a, b)):
        return "noise"
    return "cut" if level in {"most", "longer"} and not stand_apart(a, b) and _is_cut(left, right) else level


def _lacks_subtitle(a: Record, b: Record) -> bool:
    """Tell whether only one title has a subtitle, and the other is what stands before it."""
    if bool(a.main) == bool(b.main):
        return False
    left, right = a.main or a.title, b.main or b.title
    return left == right or _alike(left, right)


def _goes_on(cut: Record, whole: Record) -> bool:
    """Tell whether a title begins with all that is left of one that breaks off, which is more than a word."""
    begins = cut.title.replace(" ", "")
    return whole.title.replace(" ", "").startswith(begins) and len(content_words(cut.title)) > 1


def _is_cut(left: str, right: str) -> bool:
    """Tell whether the shorter of two titles is the longer one without the words of one place, such as its end."""
    short, long = sorted((left, right), key=len)
    if len(content_words(short)) < _LEAST_CUT:
        return False
    few, many = short.split(), long.split()
    at = next((place for place, (mine, other) in enumerate(zip(few, many, strict=False)) if mine != other), len(few))
    rest = few[at:]
    return not rest or rest == many[-len(rest) :]


def _by_letters(left: str, right: str, ratio: float) -> tuple[str, set[str], set[str]]:
    """Return how alike two titles are, given the share of letters that agree (0 below a half), and the odd words."""
    left_words, right_words = set(content_words(left)), set(content_words(right))
    if not ratio:
        return ("words" if left_words == right_words else DIFFERENT), set(), set()
    only_left, only_right = left_words - right_words, right_words - left_words
    size = min(len(left_words), len(right_words))
    return _by_words(only_left, only_right, ratio, size), only_left, only_right


def _alike(left: str, right: str) -> bool:
    return Indel.normalized_similarity(left, right, score_cutoff=ALIKE) > 0


def _fields_words(a: Record, b: Record) -> set[str]:
    """Return the words of the other fields, which a bad parse leaves in the title ("Heathershaw 2017 dictators")."""
    names = " ".join(f"{person.family} {person.given}" for person in (*a.people, *b.people))
    return {*names.split(), *a.container.split(), *b.container.split(), str(a.year), str(b.year)}


def _are_noise(odd: Sequence[set[str]], known: AbstractSet[str]) -> bool:
    """Tell whether the odd words of two titles are known from other fields, but for misspellings and lone letters."""
    left, right = ({word for word in each if len(word) > 1} - known for each in odd)
    return not any(_without_partners(left, right)) if left or right else True


def _by_words(left: set[str], right: set[str], ratio: float, size: int) -> str:
    if not left and not right:
        return "words"
    if ratio >= 0.8 and (left or right):
        left, right = _without_partners(left, right)
        if not left and not right:
            return "spelling"
    if (not left or not right) and size >= 3 and ratio >= LEAST:
        return "most" if ratio >= _MOST else "longer"
    if ratio >= 0.9:
        return "letters" if ratio >= 0.95 else "similar"
    return "near" if ratio >= NEAR else DIFFERENT


def _without_partners(left: set[str], right: set[str]) -> tuple[set[str], set[str]]:
    """Take out words that are a misspelling of a word on the other side, or two of its parts."""
    rest = set(right)
    odd = set()
    for word in sorted(left):
        partner = next((other for other in sorted(rest) if _is_misspelling(word, other)), None)
        if partner is None:
            odd.add(word)
        else:
            rest.discard(partner)
    if odd and rest and _joined(odd, rest):
        return set(), set()
    return odd, rest


def _joined(left: set[str], right: set[str]) -> bool:
    """Tell whether the odd words are one side's halves of the other side's wholes ("e learning", "elearning")."""
    return sorted("".join(sorted(left))) == sorted("".join(sorted(right)))


def _is_misspelling(a: str, b: str) -> bool:
    if a.isdigit() or b.isdigit():
        return False
    longest = max(len(a), len(b))
    allowed = 1 if longest < 8 else 2
    return longest >= 4 and OSA.distance(a, b, score_cutoff=allowed) <= allowed
