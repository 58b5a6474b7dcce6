"""Comparison of venues: titles in full and abbreviated, parallel titles, acronyms, places and ISSNs."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from refgraph.dedupe.evidence import DIFFERENT, MISSING, REVIEW, SAME, THRESHOLD, Comparison, Evidence, Outcome
from refgraph.resolve.abbreviations import abbreviation_penalty
from refgraph.resolve.venue_titles import VenueTitle
from refgraph.text.sounds import sound_key

_DIFFERENT = -1000
_ONE_WORD = 320
"""Penalty of a title of one word that is abbreviated: ISO 4 leaves such titles whole."""
_SHORT_MAIN = 150
"""Penalty of a main title of one word."""
_ACRONYM_SMALL = frozenset("the of and for in on a an de la et der die und".split())


class VenueUnit(NamedTuple):
    """Everything in a library that has one title: what is compared.

    Attributes:
        id: "venue:" and the title ("venue:central-asian-survey").
        titles: the title, and the abbreviated titles that works give beside it.
        issns: ISSNs of its works.
        works: keys of its works.
    """

    id: str
    titles: tuple[VenueTitle, ...]
    issns: frozenset[str]
    works: tuple[str, ...]


def compare_venues(a: VenueUnit, b: VenueUnit, threshold: int = THRESHOLD) -> Comparison:
    """Compare two venues; the result does not depend on which comes first."""
    if b.id < a.id:
        a, b = b, a
    evidence = (_compare_titles(a, b), _compare_places(a, b), _compare_issns(a, b))
    total = max(0, min(1000, sum(each.points for each in evidence)))
    if evidence[2].level == SAME:
        return Comparison(a.id, b.id, 1000, Outcome.SAME, f"both have {min(a.issns & b.issns)}", evidence)
    outcome = _outcome(total, threshold)
    agree = [each.field for each in evidence if each.points > 0]
    against = [each.field for each in evidence if each.points < 0]
    reason = (f"{', '.join(agree)} agree" if agree else "nothing agrees") + (
        f"; {', '.join(against)} do not" if against else ""
    )
    return Comparison(a.id, b.id, total, outcome, reason, evidence)


def _outcome(total: int, threshold: int) -> Outcome:
    if total >= threshold:
        return Outcome.SAME
    return Outcome.REVIEW if total >= threshold - REVIEW else Outcome.DIFFERENT


def _compare_titles(a: VenueUnit, b: VenueUnit) -> Evidence:
    found = [title_level(title, other) for title in a.titles for other in b.titles]
    level, points = max(found, key=lambda each: (each[1], each[0]), default=(MISSING, 0))
    return Evidence("title", level, points)


@lru_cache(maxsize=1 << 16)
def title_level(a: VenueTitle, b: VenueTitle) -> tuple[str, int]:
    """Return how alike two titles are, and what that is worth, -1000 to 1000.

    "same"; "main title" (one lacks the subtitle, or gives one of the parallel titles); "abbreviation"; "acronym"
    (stands in brackets behind the other); "initials" (could be the acronym); "spelling" (a letter apart); "different".
    """
    if a.name.replace(" ", "") == b.name.replace(" ", "") or (a.variants[:1] == b.variants[:1] and a.variants):
        return SAME, 1000
    if a.script != b.script and _sounds(a) & _sounds(b):
        return "transliteration", 900
    level, best = _by_words(a, b)
    if best:
        return level, best
    if _compact(a) in b.acronyms or _compact(b) in a.acronyms:
        return "acronym", 900
    if _is_acronym(a, b) or _is_acronym(b, a):
        size = min(len(_compact(a)), len(_compact(b)))
        return "initials", 720 if size >= 4 else 600
    return _spelling(a, b)


def _by_words(a: VenueTitle, b: VenueTitle) -> tuple[str, int]:
    """Compare wholes, and the main part of one with the whole of the other: two subtitles are two venues."""
    level, best = DIFFERENT, 0
    ways = ((a.variants, b.variants, 0), (a.mains, b.variants, 60), (a.variants, b.mains, 60))
    for lefts, rights, cost in ways:
        for left in lefts:
            for right in rights:
                penalty = _penalty(left, right, one_way=cost > 0)
                if penalty is not None and 1000 - penalty - cost > best:
                    best = 1000 - penalty - cost
                    level = "main title" if left == right else "abbreviation"
    return level, best


def _compact(title: VenueTitle) -> str:
    return title.name.replace(" ", "")


def _sounds(title: VenueTitle) -> set[tuple[str, ...]]:
    return {tuple(sound_key(word) for word in words) for words in title.variants if len(words) > 1}


def _is_acronym(short: VenueTitle, full: VenueTitle) -> bool:
    """Tell whether one name of one word is made of the first letters of the other's words."""
    compact = _compact(short)
    if " " in short.name or len(compact) < 3 or not full.variants:
        return False
    words = full.name.split()
    kept = [word for word in words if word not in _ACRONYM_SMALL]
    return len(kept) > 2 and compact in {
        "".join(word[0] for word in words), "".join(word[0] for word in kept)
    }  # fmt: skip


def _penalty(left: tuple[str, ...], right: tuple[str, ...], *, one_way: bool) -> int | None:
    """Return what speaks against one title being the abbreviation of the other, word by word, or None.

    All abbreviations must be on one side where a part of a title is compared.
    """
    if left == right:
        return _SHORT_MAIN if one_way and len(left) == 1 else 0
    left, right = _with_runs_joined(left, right), _with_runs_joined(right, left)
    if len(left) != len(right) or not left:
        return None
    total, sides = 0, set()
    for word, other in zip(left, right, strict=True):
        if word == other:
            continue
        short, long = sorted((word, other), key=len)
        penalty = abbreviation_penalty(short, long)
        if penalty is None:
            return None
        sides.add(short == word)
        total += penalty
    if len(sides) > 1 and one_way:
        return None
    if len(left) == 1:  # "Brain" and "Brainwork": one word that is cut says little
        total += _ONE_WORD
    return total + (60 if len(sides) > 1 else 0)


def _with_runs_joined(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Join single letters that the other title has as one word: "U.S.S.R." and "USSR"."""
    if len(words) <= len(others):
        return words
    wanted = {word for word in others if len(word) > 1}
    place, made = 0, []
    while place < len(words):
        end = place
        while end < len(words) and len(words[end]) == 1:
            end += 1
        run = "".join(words[place:end])
        if end - place > 1 and run in wanted:
            made.append(run)
            place = end
        else:
            made.append(words[place])
            place += 1
    return tuple(made)


def _spelling(a: VenueTitle, b: VenueTitle) -> tuple[str, int]:
    """Doubt titles that are a letter or two apart; words that begin otherwise, numbers and sections are no slips."""
    left, right = a.name.split(), b.name.split()
    if len(left) != len(right) or len(_compact(a)) < 12:
        return DIFFERENT, _DIFFERENT
    odd = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    if len(odd) == 1 and _is_slip(*odd[0]):
        return "spelling", 600
    return DIFFERENT, _DIFFERENT


def _is_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return min(len(one), len(other)) >= 6 and one[:2] == other[:2] and OSA.distance(one, other, score_cutoff=1) <= 1


def _compare_places(a: VenueUnit, b: VenueUnit) -> Evidence:
    left = {place for title in a.titles for place in title.places}
    right = {place for title in b.titles for place in title.places}
    if not left or not right:
        return Evidence("place", MISSING, 0)
    heads = ((one.split()[0], other.split()[0]) for one in left for other in right)
    if any(abbreviation_penalty(*sorted(pair, key=len)) is not None for pair in heads):
        return Evidence("place", SAME, 50)
    return Evidence("place", DIFFERENT, -350)


def _compare_issns(a: VenueUnit, b: VenueUnit) -> Evidence:
    """Compare ISSNs; two that differ may be those of print and of the web."""
    if not a.issns or not b.issns:
        return Evidence("ISSN", MISSING, 0)
    return Evidence("ISSN", SAME, 1000) if a.issns & b.issns else Evidence("ISSN", DIFFERENT, -120)
