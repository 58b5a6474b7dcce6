"""Comparison of two containers by words, abbreviation, acronym and kind."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Indel

from refgraph.dedupe.evidence import DIFFERENT, MISSING, PREPRINT, REPORT, SAME, Evidence
from refgraph.dedupe.people import is_subsequence
from refgraph.dedupe.prepare import Record, content_words
from refgraph.dedupe.prepare.places import CUT


def compare_container(a: Record, b: Record) -> Evidence:
    """Compare containers by words, abbreviation and acronym."""
    if not a.container or not b.container:
        return Evidence("container", MISSING, 0)
    if a.container == b.container:
        return Evidence("container", SAME, 100)
    if a.preprint != b.preprint:
        return Evidence("container", PREPRINT, 0)
    level = container_level(*sorted((a.container, b.container)))
    if level == "other kind" and _is_report_of_the_time(a, b):
        return Evidence("container", REPORT, 0)
    return Evidence("container", level, _CONTAINER_POINTS[level])


def _is_report_of_the_time(a: Record, b: Record) -> bool:
    """Tell whether one is in a series of reports, of the time at which the other was published."""
    if a.year is None or b.year is None or abs(a.year - b.year) > 1:
        return False
    return _names_series(a.container) or _names_series(b.container)


def _names_series(container: str) -> bool:
    """Tell whether reports are named with their number or institute: "tech rep" alone may be any version."""
    words = set(container.split())
    return not _REPORT_WORDS.isdisjoint(words) and not words <= _REPORT_WORDS | {"technical", "tech", "research"}


_REPORT_WORDS = frozenset({"report", "rep"})
_CONTAINER_POINTS = {"abbreviation": 90, "similar": 60, "acronym": 0, "cut": 0, DIFFERENT: -60, "other kind": -150}
_KINDS = {
    "journal": "journal j transactions trans letters magazine annals archives bulletin zeitschrift revue revista",
    "conference": "proceedings proc conference conf symposium symp workshop congress meeting",
    "report": "report rep manuscript preprint arxiv thesis dissertation unpublished memo draft submitted",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}


@lru_cache(maxsize=1 << 14)
def container_kind(container: str) -> str:
    """Return "journal", "conference", "report" or the empty string for a folded container title."""
    kinds = {_KIND_OF[word] for word in container.split() if word in _KIND_OF}
    return kinds.pop() if len(kinds) == 1 else ""


@lru_cache(maxsize=1 << 16)
def container_level(a: str, b: str) -> str:
    """Return how alike two folded container titles are that are not equal.

    "abbreviation" (one shortens the other, or is its acronym), "similar", "acronym" (one may be an acronym that the
    other does not explain), "cut" (one breaks off before it says anything), "other kind" (a journal and a conference),
    "different".
    """
    kinds = container_kind(a), container_kind(b)
    if all(kinds) and kinds[0] != kinds[1]:
        return "other kind"
    if (CUT in a and _says_nothing(a)) or (CUT in b and _says_nothing(b)):
        return "cut"
    if _goes_on(a, b) or _goes_on(b, a):
        return "abbreviation"
    return _level_of_words(a, b, kinds)


def _level_of_words(a: str, b: str, kinds: tuple[str, str]) -> str:
    left, right = _venue_words(a), _venue_words(b)
    if not left or not right:
        return "similar"
    shorter, longer = sorted((left, right), key=len)
    acronym = _is_acronym(a, b) or _is_acronym(b, a)
    if acronym or _abbreviates(shorter, longer):
        one_kind = kinds[0] == kinds[1] or (acronym and "journal" not in kinds)  # "ISWC" is not the "ISWC Journal"
        return "abbreviation" if one_kind else "similar"
    if left == right or Indel.normalized_similarity(" ".join(left), " ".join(right)) >= 0.8:
        return "similar"
    odd = set(shorter) - set(longer)
    if (not odd and shorter[0] == longer[0]) or (len(odd) * 3 <= len(shorter) and len(shorter) > 1):
        return "similar"
    # "SIGIR Conference" may be that on "Research and Development in Information Retrieval", or not.
    unknown = len(shorter) == 1 and 3 <= len(shorter[0]) <= 8 < len(" ".join(longer)) and kinds[0] == kinds[1]
    first = shorter[0].removeprefix("sig")[:1]
    unknown = unknown and any(word[0] == first for text in (a, b) for word in text.split() if word != shorter[0])
    return "acronym" if unknown else DIFFERENT


def _goes_on(cut: str, whole: str) -> bool:
    """Tell whether a title begins with all that is left of one that ends with an ellipsis."""
    return CUT in cut and whole.startswith(cut.removesuffix(CUT))


def _says_nothing(container: str) -> bool:
    """Tell whether a title breaks off before any word of its own ("Proceedings of the International ...")."""
    return _VENUE_NOISE.issuperset(container.removesuffix(CUT).split())


_VENUE_NOISE = frozenset(
    "technical tech report rep proceedings proc conference conf international int intl annual symposium symp "
    "workshop transactions trans journal j th st nd rd ieee acm the of on in and for first second third fourth "
    "fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)


def _venue_words(text: str) -> tuple[str, ...]:
    words = [word for word in content_words(text.removesuffix(CUT)) if not word[0].isdigit()]
    return tuple(word for word in words if word not in _VENUE_NOISE) or tuple(words)


def _abbreviates(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Tell whether each word is the start, or start and end, of a word of the other, in order ("curr opin lipidol")."""
    at = 0
    hits = 0
    for word in shorter:
        while at < len(longer) and not _shortens(word, longer[at]):
            at += 1
        if at == len(longer):
            return False
        at += 1
        hits += 1
    return hits * 2 >= len(longer)


def _shortens(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    return b.startswith(a) or (len(a) > 2 and a[0] == b[0] and a[-1] == b[-1] and is_subsequence(a, b))


def _is_acronym(short: str, long: str) -> bool:
    """Tell whether a container of one word is made of the first letters of the other's words ("popl 91")."""
    words = _venue_words(short)
    if len(words) != 1 or not 3 <= len(words[0]) <= 9:
        return False
    others = long.split()
    if words[0] in others or (len(others) > 2 and _spelled(words[0], others, 0)):
        return True
    if CUT in long and _begins_spelled(words[0], _venue_words(long), 0):
        return True  # "very large ..."
    # "SIGMOD" is ACM's Special Interest Group on Management of Data.
    return words[0].startswith("sig") and len(words[0]) > 5 and _spelled(words[0][3:], others, 0)


def _begins_spelled(letters: str, words: tuple[str, ...], used: int) -> bool:
    """Tell whether at least two words, all there are, begin with the first of the letters ("v-l-db")."""
    if not words or not letters:
        return not words and used > 1
    return words[0][0] == letters[0] and _begins_spelled(letters[1:], words[1:], used + 1)


def _spelled(letters: str, words: list[str], used: int) -> bool:
    """Tell whether the letters are starts of at least three of the words, in order ("p-o-p-l").

    `words` are such as "principles of programming languages".
    """
    if not letters:
        return used >= 3
    for place, word in enumerate(words):
        for size in range(min(4, len(letters)), 0, -1):
            if word.startswith(letters[:size]) and _spelled(letters[size:], words[place + 1 :], used + 1):
                return True
    return False
