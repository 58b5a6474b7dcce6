"""An entry's title, venue and years against what registries have, their known defects excused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import Indel

from refgraph.check.entry import Entry, plain
from refgraph.check.online.answers import Record
from refgraph.check.online.texts import readable, unmarked, without_notice_words
from refgraph.check.venues import same_journal
from refgraph.dedupe.containers import container_level
from refgraph.dedupe.prepare import content_words
from refgraph.text.normal import fold

_SMALL_CHANGE = 3
_PREPRINTS = re.compile(
    r"arxiv|biorxiv|medrxiv|preprint|chemrxiv|psyarxiv|ssrn|research ?square|e-?print|zenodo|osf", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_PART = re.compile(r"[:.?!–—]|\s-+\s|--+")
_SHORT_OF = 0.85


class Title(IntEnum):
    """How much two titles differ."""

    SAME = 0
    SPELLING = 1
    PART = 2
    NEAR = 3
    OTHER = 4


def titles_of_entry(entry: Entry) -> tuple[str, ...]:
    """Return the title of an entry, with and without its subtitle; a whole book's chapter has its book's, too."""
    title, subtitle = entry.title, plain(entry.get("subtitle"))
    return tuple(each for each in (title, f"{title}: {subtitle}" if subtitle else "") if each)


def compare_title(entry: Entry, record: Record) -> tuple[Title, str] | None:
    """Return how the title of an entry differs from that title of a record which is nearest to it."""
    mine = titles_of_entry(entry)
    theirs = [unmarked(readable(each)) for each in record.titles]
    if not mine or not theirs:
        return None
    return min(((_title_level(one, other), other) for one in mine for other in theirs), key=lambda each: each[0])


@lru_cache(maxsize=1 << 14)
def _title_level(mine: str, theirs: str) -> Title:
    left, right = fold(unmarked(mine)), fold(theirs)
    if not left or not right:
        # A title of signs that fold away says nothing.
        return Title.SAME if mine.strip() == theirs.strip() else Title.NEAR
    if _is_same(mine, theirs, left, right):
        return Title.SAME
    one, other = left.replace(" ", ""), right.replace(" ", "")
    ratio = Indel.normalized_similarity(one, other)
    mine_words, their_words = set(content_words(left)), set(content_words(right))
    odd = mine_words ^ their_words
    if (_only_signs(odd) and ratio >= 0.8) or (_is_small_change(one, other) and not any(map(str.isdigit, odd))):
        return Title.SPELLING
    shorter, longer = sorted((left, right), key=len)
    if longer.startswith(f"{shorter} ") and len(shorter.split()) >= 4:
        return Title.PART
    shared = len(mine_words & their_words) * 2 >= min(len(mine_words), len(their_words))
    return Title.NEAR if ratio >= 0.75 or (ratio >= 0.55 and shared) else Title.OTHER


def _is_same(mine: str, theirs: str, left: str, right: str) -> bool:
    """Return True if titles are equal but for a subtitle, lost letters, the order of words or spaces."""
    one, other = left.replace(" ", ""), right.replace(" ", "")
    if one == other or _lost_letters(theirs, one) or _main_parts_agree(mine, theirs, left, right):
        return True
    return sorted(content_words(left)) == sorted(content_words(right)) and Indel.normalized_similarity(one, other) > 0.5


def _is_small_change(one: str, other: str) -> bool:
    return Indel.distance(one, other) <= _SMALL_CHANGE and Indel.normalized_similarity(one, other) >= 0.93


def _only_signs(words: set[str]) -> bool:
    """Return True if words are single letters or numbers, as formulas leave behind."""
    return all(len(each) == 1 and not each.isdigit() for each in words)


def _lost_letters(theirs: str, mine: str) -> bool:
    """Return True if a registry's title is the entry's but for letters that it lost ("Universit?")."""
    if "?" not in theirs and "\ufffd" not in theirs:
        return False
    pattern = "".join(
        ".{0,3}" if part in "?\ufffd" else re.escape(fold(part).replace(" ", ""))
        for part in re.split(r"([?\ufffd])", theirs)
        if part
    )
    return re.fullmatch(pattern, mine) is not None


def _main_parts_agree(mine: str, theirs: str, left: str, right: str) -> bool:
    """Return True if one of two titles lacks the other's subtitle, or has it in another place."""
    for longer, shorter in ((mine, right), (theirs, left)):
        parts = [part for part in _PART.split(longer) if fold(part)]
        if len(parts) < 2:
            continue
        begun = ""
        for part in parts[:-1]:
            begun = f"{begun} {fold(part)}".strip()
            if begun == shorter and (len(begun.split()) > 1 or len(begun) > 8):
                return True
    return False


def is_other_work(entry: Entry, record: Record, *, shared: int | None) -> bool:
    """Return True if a record is of another work than the entry.

    Args:
        entry: the entry.
        record: what its identifier leads to.
        shared: how many authors they share; None where one of them names nobody.
    """
    title = compare_title(entry, record)
    if title is None or title[0] < Title.OTHER or record.is_translated or holds(entry, record):
        return False
    if shared == 0:
        return True
    year_fits = (
        entry.year is None or not record.years or min(abs(each - entry.year) for each in record.years.values()) <= 1
    )
    if shared is None:
        return not (year_fits and venue_fits(entry, record) is not False)
    return not year_fits and venue_fits(entry, record) is False


def holds(entry: Entry, record: Record) -> bool:
    """Return True if a record is of the book that an entry is a part of, or of a part of it."""
    book = plain(entry.get("booktitle", "maintitle"))
    if book and any(_title_level(book, readable(each)) <= Title.PART for each in record.titles):
        return True
    return any(_title_level(entry.title, each) <= Title.PART for each in record.containers) if entry.title else False


def names_notice(entry: Entry, record: Record) -> bool:
    """Return True if an entry has the title of the work that a record is a notice about."""
    own = fold(entry.title)
    return any(fold(without_notice_words(each)) == own != fold(each) for each in record.titles)


def year_fits(entry: Entry, records: Iterable[Record]) -> bool | None:
    """Return True if one of the records has the entry's year, False if none, None if there is nothing to compare."""
    years = {year for record in records for year in record.years.values()}
    if entry.year is None or not years:
        return None
    return entry.year in years


def venue_fits(entry: Entry, record: Record) -> bool | None:
    """Return True if the entry's journal or book is one of the record's, False if not, None if one has none."""
    mine = [
        plain(entry.get(name))
        for name in ("journal", "journaltitle", "shortjournal", "booktitle", "maintitle", "series")
    ]
    mine = [each for each in mine if each]
    if not mine or not record.containers or record.is_preprint:
        return None
    # An entry may have the publisher of a report, a site or a data set in the place of a venue.
    mine += [plain(entry.get(name)) for name in ("publisher", "institution", "organization")]
    return any(same_venue(one, other) for one in mine if one for other in record.containers)


@lru_cache(maxsize=1 << 14)
def same_venue(one: str, other: str) -> bool:
    """Return True if two names can be one journal's, book's or conference's.

    >>> same_venue("The Lancet", "Lancet (London, England)"), same_venue("Nature", "Science")
    (True, False)
    """
    left, right = _venue(one), _venue(other)
    if not left or not right or left == right or same_journal(one, other):
        return True
    shorter, longer = sorted((left, right), key=len)
    if longer.startswith(f"{shorter} ") and (
        "(" in one or ":" in one or "(" in other or ":" in other or "," in one + other
    ):
        return True
    if container_level(*sorted((left, right))) in {"abbreviation", "similar", "acronym"}:
        return True
    return Indel.normalized_similarity(left, right) >= _SHORT_OF


def _venue(name: str) -> str:
    return re.sub(r"^the ", "", fold(name))


def is_preprint_entry(entry: Entry) -> bool:
    """Return True for an entry that says nothing of a place of publication but a server of preprints."""
    venue = plain(entry.get("journal", "journaltitle", "booktitle"))
    if venue:
        return bool(_PREPRINTS.search(venue))
    return entry.type in {"misc", "article", "online", "unpublished", "techreport", "report", "preprint"}


def differing_numbers(entry: Entry, record: Record) -> list[tuple[str, str, str]]:
    """Return (field, entry's, registry's) of volume, issue and first page where they differ."""
    found = []
    for name, theirs in (("volume", record.work.volume), ("number", record.work.issue), ("pages", record.work.page)):
        mine = plain(entry.get(name) or (entry.get("issue") if name == "number" else ""))
        left, right = _number(mine), _number(theirs or "")
        if not left or not right or left == right:
            continue
        if name != "pages" and right in (_number(entry.get("volume")), _number(entry.get("number")), str(entry.year)):
            continue  # volume and issue in each other's place are another rule's
        if name == "pages" and (not _is_page(mine) or not _is_page(theirs or "") or left == "1"):
            continue
        found.append((name, mine, theirs or ""))
    return found


def differing_everywhere(entry: Entry, records: Sequence[Record]) -> list[tuple[str, str, str]]:
    """Return what `differing_numbers` finds in the first record, where no other record has the entry's number."""
    found = [{name for name, *_ in differing_numbers(entry, each)} for each in records]
    has = {"volume": "volume", "number": "issue", "pages": "page"}
    return [
        (name, mine, theirs)
        for name, mine, theirs in differing_numbers(entry, records[0])
        if all(name in one or not getattr(each.work, has[name]) for each, one in zip(records, found, strict=True))
    ]


def _is_page(text: str) -> bool:
    return text.strip()[:1].isdigit()


def _number(text: str) -> str:
    found = _DIGITS.search(text)
    return found[0].lstrip("0") if found else ""
