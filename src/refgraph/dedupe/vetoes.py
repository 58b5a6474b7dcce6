"""Vetoes: what keeps two records apart, whatever their points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from refgraph.dedupe.containers import container_kind
from refgraph.dedupe.evidence import DIFFERENT, MISSING, PREPRINT, REPORT, SAME, Levels, Outcome
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


def _agrees(levels: Levels, *fields: str) -> bool:
    return all(levels[field].startswith(SAME) for field in fields)


def _conflicts(levels: Levels, *fields: str) -> bool:
    return all(levels[field] == DIFFERENT for field in fields)


def _same_doi(levels: Levels) -> bool:
    return levels["identifiers"] == "same DOI"


def _same_place(levels: Levels) -> bool:
    """Tell whether the two stand on the same pages of no other volume or issue."""
    return levels["pages"].startswith(SAME) and DIFFERENT not in {levels["volume"], levels["issue"]}


def _size(a: Record, b: Record) -> int:
    """Return of how many words that carry meaning the shorter title is."""
    return min(len(content_words(a.title)), len(content_words(b.title)))


def _is_long(a: Record, b: Record) -> bool:
    return _size(a, b) > 4


def _is_column(a: Record, b: Record) -> bool:
    """Tell whether the two may be columns: few words, which one person writes under each year."""
    return _size(a, b) < 4 and min(len(a.people), len(b.people)) < 2


def _many_agree(a: Record, b: Record, levels: Levels) -> bool:
    """Tell whether three people or more agree."""
    return levels["authors"] in {SAME, "most", "truncated"} and min(len(a.people), len(b.people)) > 2


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
    left, right = Counter(a.numbers), Counter(b.numbers)  # "SGLT2 in mice, Part II" has 2 twice
    left, right = left - _misread(a.title, b.title), right - _misread(b.title, a.title)
    if left == right or _same_doi(levels) or _same_place(levels):
        return None
    shown = f"numbers in the titles differ ({' '.join(a.numbers) or 'none'} and {' '.join(b.numbers) or 'none'})"
    if left - right and right - left:
        return Veto("numbers", Outcome.DIFFERENT, shown)
    if levels["title"] in {"subtitle", "noise"} or _misplaced(set(left - right) | set(right - left), a, b):
        return None
    return Veto("number", Outcome.REVIEW, shown)


_LOOK_ALIKE = str.maketrans("015", "ols")
_DIGITS = re.compile(r"\d+")


def _misread(title: str, other: str) -> Counter[str]:
    """Return the numbers of a title that are letters in the other one: the 1 of "1earning"."""
    known = set(other.split())
    words = [word for word in title.split() if not word.isalpha() and word not in known]
    misread = [word for word in words if word.translate(_LOOK_ALIKE) in known]
    return Counter(digits.lstrip("0") or "0" for word in misread for digits in _DIGITS.findall(word))


def _misplaced(odd: set[str], a: Record, b: Record) -> bool:
    """Tell whether numbers that only one title has are its year, pages and volume, which have got into the title."""
    years = {str(year) for year in (a.year, b.year) if year}
    if len(years) == 1 and odd == years:
        return True
    known = {
        *years,
        *(year[2:] for year in years),
        *(n for each in (a, b) for n in (each.volume, each.first, each.last)),
    }
    undated = len(odd) == 1 and None in {a.year, b.year} and len(min(odd)) == 4
    # Those of "Part II" are small.
    return max(map(len, odd)) > 1 and len(years) < 2 and (odd <= known or undated)


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
    slipped = a.volume == b.first or b.volume == a.first  # the page stands where the volume should
    if _conflicts(levels, "volume") and not slipped:
        return Veto("place", Outcome.REVIEW, f"volumes differ ({a.volume} and {b.volume}), and no page agrees")
    numbered = a.issue in {b.first, b.issue} or b.issue == a.first  # article 791 of volume 11, "11(791)"
    printed_twice = _agrees(levels, "volume", "year", "title") and _is_long(a, b) and _many_agree(a, b, levels)
    if _conflicts(levels, "issue") and not numbered and not printed_twice and levels["container"] != DIFFERENT:
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
    if levels["container"] == "other kind" or (levels["container"] == REPORT and not _one_text(levels)):
        return Veto(
            "version", Outcome.REVIEW, "one is in a journal, conference or report and the other in another kind"
        )
    kinds = {_KIND_OF_TYPE.get(each.type, "") for each in (a, b)}
    if len(kinds) == 2 and all(kinds) and _conflicts(levels, "pages"):
        return Veto(
            "version", Outcome.REVIEW, f"one is in a {' and the other in a '.join(sorted(kinds))}, on other pages"
        )
    if _conflicts(levels, "pages") and levels["container"] == "acronym":  # an abstract in Diabetes and in Diabetologia
        return Veto(
            "version", Outcome.REVIEW, "the pages differ, and one container may be an acronym of the other or not"
        )
    if _conflicts(levels, "container", "issue") and levels["title"] != SAME:
        return Veto(
            "version", Outcome.REVIEW, f"one is in issue {a.issue} of one container, the other in {b.issue} of another"
        )
    return _years(a, b, levels)


def _one_text(levels: Levels) -> bool:
    """Tell whether title and people are those of one text, which a report and an article may print."""
    return levels["title"] in {SAME, "words", "spelling"} and levels["authors"] in {SAME, "most", "truncated"}


def _years(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Doubt records of two years that nothing ties together."""
    if levels["year"] == "one apart":
        placed = levels["container"] in {SAME, "abbreviation", PREPRINT, REPORT} and not _is_column(a, b)
        vague = (not a.container or not b.container or (_is_vague(a) and _is_vague(b))) and not is_series(a, b)
        if placed or vague or _agrees(levels, "volume"):
            return None
    elif not _conflicts(levels, "year"):
        return None
    return Veto(
        "years", Outcome.REVIEW, f"years differ ({a.year} and {b.year}), and neither place nor identifier agrees"
    )


def _is_vague(record: Record) -> bool:
    """Tell whether a record names no published place: none at all, a server of preprints, or a report or thesis."""
    if record.volume or record.type in {"article-journal", "paper-conference"}:
        return record.preprint
    return record.preprint or not record.container or container_kind(record.container) == "report"


def is_series(a: Record, b: Record) -> bool:
    """Return True if the two may be of a series with one title every year: columns, reports of an organisation."""
    return _is_column(a, b) or not a.people or not b.people or any(" " in each.family for each in a.people[:1])


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
    words = content_words(title)
    if _GENERIC.isdisjoint(words):
        return False
    known = _GENERIC.union(container.split())
    return all(word in known or word.isdigit() for word in words)


def generic_titles(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Doubt titles that thousands of texts have, unless the DOI, or authors, page and volume or year agree."""
    if not a.title or not is_generic(a.title, a.container) or _same_doi(levels):
        return None
    whole = _agrees(levels, "volume", "issue") and levels["pages"] == MISSING  # abstracts that fill a supplement
    placed = (
        whole
        or _by_guests(a, b, levels)
        or (_same_place(levels) and (_agrees(levels, "volume") or _agrees(levels, "year")))
    )
    if placed and levels["authors"] != DIFFERENT:
        return None
    return Veto("generic title", Outcome.REVIEW, f"many texts are called {a.title!r}")


def _by_guests(a: Record, b: Record, levels: Levels) -> bool:
    """Tell whether both are by the guests of one issue: editors write editorials all year round, guests write one."""
    return (
        "guest" in a.title.split()
        and min(len(a.people), len(b.people)) > 1
        and _agrees(levels, "authors", "year")
        and levels["container"] in {SAME, "abbreviation"}
        and DIFFERENT not in {levels["pages"], levels["volume"], levels["issue"]}
    )


def columns(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Doubt short titles of which one names more people than the other, or others: the next column has other guests."""
    if levels["authors"] not in {"truncated", "some"} or a.truncated or b.truncated:
        return None
    others = levels["authors"] == "some" and _size(a, b) < 4 and min(len(a.people), len(b.people)) > 2
    if not others and not _is_column(a, b):
        return None
    if levels["pages"].startswith(SAME) or _agrees(levels, "volume") or levels["identifiers"].startswith(SAME):
        return None
    return Veto("column", Outcome.REVIEW, f"short titles such as {a.title!r} return with other people")


def no_title(a: Record, b: Record, levels: Levels) -> Veto | None:
    """Doubt records of which one has no title, unless an identifier agrees."""
    if levels["title"] != MISSING or levels["identifiers"].startswith(SAME):
        return None
    return Veto("no title", Outcome.REVIEW, "one has no title" if a.title or b.title else "neither has a title")


VETOES: tuple[Callable[[Record, Record, Levels], Veto | None], ...] = (
    shared_identifier,
    marks,
    numbers,
    dois,
    places,
    editions,
    generic_titles,
    versions,
    columns,
    no_title,
)
"""All vetoes; the first that applies is the reason given."""
