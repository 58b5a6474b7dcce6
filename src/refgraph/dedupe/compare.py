"""Comparison of two records field by field: each comparison says how alike the field is and what that is worth."""

from __future__ import annotations

from refgraph.dedupe.containers import compare_container
from refgraph.dedupe.evidence import DIFFERENT, MISSING, PREPRINT, SAME, Evidence
from refgraph.dedupe.people import compare_people
from refgraph.dedupe.prepare import Record
from refgraph.dedupe.titles import compare_title


def compare_year(a: Record, b: Record) -> Evidence:
    """Compare years; one apart is usual between online and print publication."""
    if a.year is None or b.year is None:
        return _NO_YEAR
    apart = abs(a.year - b.year)
    if apart == 0:
        return _SAME_YEAR
    if apart == 1:
        return Evidence("year", "one apart", 20)
    return Evidence("year", DIFFERENT, -120 if apart == 2 else -200)


def compare_volume(a: Record, b: Record) -> Evidence:
    """Compare volumes."""
    if not a.volume or not b.volume:
        return _NO_VOLUME
    return _SAME_VOLUME if a.volume == b.volume else _OTHER_VOLUME


def compare_issue(a: Record, b: Record) -> Evidence:
    """Compare issues."""
    if not a.issue or not b.issue:
        return _NO_ISSUE
    return _SAME_ISSUE if a.issue == b.issue else _OTHER_ISSUE


def compare_pages(a: Record, b: Record) -> Evidence:
    """Compare first and last pages."""
    if not a.first or not b.first:
        return _NO_PAGES
    if a.first == b.first:
        points = 140 if a.last == b.last else 110
        # Volume and first page together are nearly an identifier.
        return Evidence(
            "pages",
            SAME if a.last == b.last else "same start",
            points + (60 if a.volume and a.volume == b.volume else 0),
        )
    if a.last == b.last and a.last and a.first.isdigit() and b.first.isdigit():
        return Evidence("pages", "same end", 40)
    return Evidence("pages", DIFFERENT, -140)


def compare_edition(a: Record, b: Record) -> Evidence:
    """Compare editions."""
    if not a.edition or not b.edition:
        return _NO_EDITION
    return _SAME_EDITION if a.edition == b.edition else _OTHER_EDITION


_NO_YEAR, _SAME_YEAR = Evidence("year", MISSING, 0), Evidence("year", SAME, 120)
_NO_PAGES = Evidence("pages", MISSING, 0)
_NO_VOLUME, _NO_ISSUE, _NO_EDITION = (Evidence(field, MISSING, 0) for field in ("volume", "issue", "edition"))
_SAME_VOLUME, _OTHER_VOLUME = Evidence("volume", SAME, 60), Evidence("volume", DIFFERENT, -80)
_SAME_ISSUE, _OTHER_ISSUE = Evidence("issue", SAME, 30), Evidence("issue", DIFFERENT, -30)
_SAME_EDITION, _OTHER_EDITION = Evidence("edition", SAME, 20), Evidence("edition", DIFFERENT, -150)
_NO_IDENTIFIERS = Evidence("identifiers", MISSING, 0)


def compare_identifiers(a: Record, b: Record) -> Evidence:
    """Compare DOIs, and the other identifiers scheme by scheme."""
    if not (a.dois or a.identifiers) or not (b.dois or b.identifiers):
        return _NO_IDENTIFIERS
    if set(a.dois) & set(b.dois):
        return Evidence("identifiers", "same DOI", 400)
    shared = set(a.identifiers) & set(b.identifiers)
    if shared:
        scheme = min(shared).partition(":")[0]
        # All chapters of a book have its ISBN.
        return Evidence(
            "identifiers", f"same {scheme.upper()}", 150 if all(each.startswith("isbn:") for each in shared) else 400
        )
    if a.dois and b.dois:
        return Evidence("identifiers", *((PREPRINT, 0) if a.preprint != b.preprint else ("different DOIs", -250)))
    clash = {each.partition(":")[0] for each in a.identifiers} & {each.partition(":")[0] for each in b.identifiers}
    if clash:
        return Evidence("identifiers", f"different {min(clash).upper()}", -30 if clash == {"isbn"} else -200)
    return _NO_IDENTIFIERS


FIELDS = ("title", "authors", "year", "container", "volume", "issue", "pages", "edition", "identifiers")
"""The fields that are compared, in the order in which explanations show them."""

COMPARISONS = (
    (compare_identifiers, 400),
    (compare_year, 120),
    (compare_volume, 60),
    (compare_issue, 30),
    (compare_pages, 200),
    (compare_edition, 20),
    (compare_title, 680),
    (compare_people, 310),
    (compare_container, 100),
)
"""All comparisons, the quick ones first, each with the most points that it gives."""
