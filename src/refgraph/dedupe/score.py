"""Scores and outcomes: points are added up, and vetoes name what no number of points makes good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from refgraph.dedupe.compare import COMPARISONS, FIELDS, PREPRINT
from refgraph.dedupe.evidence import DIFFERENT, MISSING, REVIEW, SAME, THRESHOLD, Comparison, Evidence, Outcome
from refgraph.dedupe.prepare import Record, content_words

SHARED = "shared identifier"


class Veto(NamedTuple):
    """Why two records must not be merged without a person's word.

    Attributes:
        name: short name ("numbers").
        outcome: review or different.
        reason: what is seen, as part of a sentence.
    """

    name: str
    outcome: Outcome
    reason: str


def score(records: Sequence[Record], pairs: Iterable[tuple[int, int]], threshold: int = THRESHOLD) -> list[Comparison]:
    """Compare pairs of records; the clearly different ones are left out.

    Args:
        records: comparison records.
        pairs: positions of two records each.
        threshold: score from which two records are the same work, 0-1000.

    Returns:
        The comparisons, in the order of the pairs, that are the same or for review, or would be but for a veto.
    """
    compared = (_compared(*_in_order(records[a], records[b]), threshold, threshold - REVIEW) for a, b in pairs)
    return [each for each in compared if each and (each.score >= threshold - REVIEW or each.outcome is not _APART)]


def compare(a: Record, b: Record, threshold: int = THRESHOLD) -> Comparison:
    """Compare two records; the result does not depend on which comes first."""
    found = _compared(*_in_order(a, b), threshold, None)
    assert found is not None
    return found


_APART = Outcome.DIFFERENT
_BEST_OF_REST = tuple(sum(most for _, most in COMPARISONS[place + 1 :]) for place in range(len(COMPARISONS)))
"""After each comparison, the most points that those to come can add."""


def _in_order(a: Record, b: Record) -> tuple[Record, Record]:
    return (b, a) if b.key < a.key else (a, b)


def _compared(a: Record, b: Record, threshold: int, least: int | None) -> Comparison | None:
    """Compare two records, the one with the smaller key first; None as soon as they cannot reach `least` any more.

    A shared identifier always needs a person's word, whatever the points.
    """
    found = []
    total, shared = 0, False
    for (comparison, _), rest in zip(COMPARISONS, _BEST_OF_REST, strict=True):
        each = comparison(a, b)
        found.append(each)
        total += each.points
        shared = shared or (each.field == "identifiers" and each.level.startswith(SAME))
        if least is not None and total + rest < least and not shared:
            return None
    levels = {each.field: each.level for each in found}
    evidence = tuple(sorted(found, key=_shown_at))
    total = max(0, min(1000, total))
    veto = next((doubt for check in VETOES if (doubt := check(a, b, levels))), None)
    if veto:
        alike = total >= threshold - REVIEW or veto.name == SHARED
        outcome = veto.outcome if alike else _APART
        return Comparison(a.key, b.key, total, outcome, veto.reason, evidence, veto.name)
    return Comparison(a.key, b.key, total, _outcome(total, threshold), _reason(evidence), evidence)


def _shown_at(each: Evidence) -> int:
    return FIELDS.index(each.field)


def _outcome(total: int, threshold: int) -> Outcome:
    if total >= threshold:
        return Outcome.SAME
    return Outcome.REVIEW if total >= threshold - REVIEW else Outcome.DIFFERENT


def _reason(evidence: tuple[Evidence, ...]) -> str:
    agree = [each.field for each in evidence if each.points > 0]
    against = [each.field for each in evidence if each.points < 0]
    said = f"{', '.join(agree)} agree" if agree else "nothing agrees"
    return said + (f"; {', '.join(against)} do not" if against else "")


# --- vetoes

Levels = Mapping[str, str]


def _agrees(levels: Levels, *fields: str) -> bool:
    return all(levels[field].startswith(SAME) for field in fields)


def _conflicts(levels: Levels, *fields: str) -> bool:
    return all(levels[field] == DIFFERENT for field in fields)


def _same_doi(levels: Levels) -> bool:
    return levels["identifiers"] == "same DOI"


def _same_place(levels: Levels) -> bool:
    """Tell whether the two stand on the same pages of no other volume or issue."""
    return levels["pages"].startswith(SAME) and DIFFERENT not in {levels["volume"], levels["issue"]}


def shared_identifier(_a: Record, _b: Record, levels: Levels) -> Veto | None:
    """Doubt a shared DOI whose titles differ: supplements and whole proceedings have one DOI.

    The chapters of a book share its ISBN, which says nothing; a translated title is known by people and place.
    """
    shared = levels["identifiers"]
    if not shared.startswith(SAME) or shared == "same ISBN" or levels["title"] not in {DIFFERENT, "near"}:
        return None
    if levels["authors"] == SAME and (levels["title"] == "near" or levels["pages"].startswith(SAME)):
        return None
    return Veto(SHARED, Outcome.REVIEW, f"{shared}, but the titles differ")


def numbers(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Keep apart titles that count differently: "Part I" and "Part II", reports of two years."""
    if a.numbers == b.numbers or not a.title or not b.title or levels["title"] == DIFFERENT:
        return None
    left, right = set(a.numbers), set(b.numbers)
    if left == right or _same_doi(levels) or _same_place(levels):
        return None
    shown = f"numbers in the titles differ ({' '.join(a.numbers) or 'none'} and {' '.join(b.numbers) or 'none'})"
    if left - right and right - left:
        return Veto("numbers", Outcome.DIFFERENT, shown)
    years = {str(year) for year in (a.year, b.year) if year}
    if levels["title"] in {"subtitle", "noise"} or (len(years) == 1 and left ^ right == years):
        return None
    return Veto("numbers", Outcome.REVIEW, shown)


def marks(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Keep apart a work and its erratum, reply, comment or review."""
    odd = set(a.marks) ^ set(b.marks)
    if not odd or levels["title"] == DIFFERENT:
        return None
    outcome = Outcome.REVIEW if _same_doi(levels) or _same_place(levels) else Outcome.DIFFERENT
    return Veto("note", outcome, f"only one is marked as {' and '.join(sorted(odd))}")


def dois(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Doubt records with two DOIs unless they stand on the same pages."""
    if levels["identifiers"] != "different DOIs" or _same_place(levels):
        return None
    return Veto("DOIs", Outcome.REVIEW, f"two DOIs ({a.dois[0]} and {b.dois[0]}) and no page that agrees")


def places(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Doubt records that stand in two volumes or issues and on no common page: columns, yearly and monthly texts."""
    if levels["identifiers"].startswith(SAME) or levels["pages"].startswith(SAME):
        return None
    if _conflicts(levels, "volume"):
        return Veto("place", Outcome.REVIEW, f"volumes differ ({a.volume} and {b.volume}), and no page agrees")
    numbered = a.issue in {b.first, b.issue} or b.issue == a.first  # article 791 of volume 11, "11(791)"
    if _conflicts(levels, "issue") and not numbered and levels["container"] != DIFFERENT:
        return Veto("place", Outcome.REVIEW, f"issues differ ({a.issue} and {b.issue}), and no page agrees")
    return None


def editions(_a: Record, _b: Record, levels: Levels) -> Veto | None:
    """Doubt two editions."""
    return Veto("edition", Outcome.REVIEW, "editions differ") if _conflicts(levels, "edition") else None


_KIND_OF_TYPE = {
    "article-journal": "journal",
    "paper-conference": "conference",
    "report": "report",
    "thesis": "thesis",
    "book": "book",
}


def versions(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Doubt records of two years or two kinds of container that nothing ties together: yearly reports, versions."""
    if levels["identifiers"].startswith(SAME) or levels["pages"].startswith(SAME):
        return None
    if levels["container"] == "other kind":
        return Veto(
            "version", Outcome.REVIEW, "one is in a journal, conference or report and the other in another of these"
        )
    kinds = {_KIND_OF_TYPE.get(each.type, "") for each in (a, b)}
    if len(kinds) == 2 and all(kinds) and _conflicts(levels, "pages"):
        return Veto(
            "version", Outcome.REVIEW, f"one is in a {' and the other in a '.join(sorted(kinds))}, on other pages"
        )
    tied = levels["container"] in {SAME, "abbreviation", PREPRINT} or _agrees(levels, "volume")
    if _conflicts(levels, "year") or (levels["year"] == "one apart" and not tied):
        return Veto(
            "years", Outcome.REVIEW, f"years differ ({a.year} and {b.year}), and neither place nor identifier agrees"
        )
    return None


_GENERIC = frozenset(
    "editorial editorials editor editors guest introduction introductory preface foreword afterword prologue "
    "epilogue book books review reviews letter letters correspondence note notes message messages comment "
    "comments commentary remarks chair chairs column special issue issues erratum errata corrigendum "
    "correction corrections retraction reply response author authors discussion abstract abstracts conclusion "
    "conclusions index contents table acknowledgment acknowledgments acknowledgement acknowledgements obituary "
    "news announcement announcements calendar about this contributors front back matter masthead untitled no "
    "title summary overview panel keynote board report annual paper papers section section workshop tutorial "
    "session proceedings welcome program committee list reviewers vvedenie predislovie redaktsiia einleitung "
    "vorwort editorial avant propos prologo presentacion presentation".split()
)


def is_generic(title: str, container: str = "") -> bool:
    """Return True for a folded title that names a kind of text rather than a text ("editorial", "book reviews").

    Words of the container and numbers do not count: "From the editor of MIS Quarterly" says no more.
    """
    known = set(container.split())
    words = content_words(title)
    return any(word in _GENERIC for word in words) and all(
        word in _GENERIC or word in known or word.isdigit() for word in words
    )


def generic_titles(a: Record, _b: Record, levels: Levels) -> Veto | None:
    """Doubt titles that thousands of texts have, unless the DOI, or authors, page and volume or year agree."""
    if not a.title or not is_generic(a.title, a.container) or _same_doi(levels):
        return None
    whole = _agrees(levels, "volume", "issue") and levels["pages"] == MISSING  # abstracts that fill a supplement
    placed = whole or (_same_place(levels) and (_agrees(levels, "volume") or _agrees(levels, "year")))
    if placed and levels["authors"] != DIFFERENT:
        return None
    return Veto("generic title", Outcome.REVIEW, f"many texts are called {a.title!r}")


def no_title(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Doubt records of which one has no title, unless an identifier agrees."""
    if levels["title"] != MISSING or levels["identifiers"].startswith(SAME):
        return None
    return Veto("no title", Outcome.REVIEW, "one has no title" if a.title or b.title else "neither has a title")


VETOES: tuple[Callable[[Record, Record, Levels], Veto | None], ...] = (
    shared_identifier,
    numbers,
    marks,
    dois,
    places,
    editions,
    generic_titles,
    versions,
    no_title,
)
"""All vetoes; the first that applies is the reason given."""
