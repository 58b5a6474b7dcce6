"""T608, H004 and H005: journals across the list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from refgraph.check.bibliography import Bibliography
from refgraph.check.entry import Entry, replace_in
from refgraph.check.rule import Hit, bibliography_rule
from refgraph.check.venues import same_journal, venue_block
from refgraph.model.finding import Severity


def _journals(bibliography: Bibliography) -> Iterator[tuple[Entry, str]]:
    for entry in bibliography.entries:
        if _journal_field(entry):
            yield entry, entry.journal


def _journal_field(entry: Entry) -> str | None:
    return next((name for name in ("journal", "journaltitle") if entry.source.value(name).strip()), None)


@bibliography_rule("T608", "journal-variant", Severity.INFO)
def journal_variant(bibliography: Bibliography) -> Iterator[Hit]:
    """Report one journal that is spelt in several ways in the list.

    Why: readers see one journal as two, and so do programs that count or sort.
    Example: "J. Mach. Learn. Res." and "Journal of Machine Learning Research".
    Fix: unsafe: the spelling that most entries have.
    """
    found = list(_journals(bibliography))
    counts = Counter(name for _, name in found)
    blocks = defaultdict(list)
    for name in counts:
        blocks[venue_block(name)].append(name)
    usual: dict[str, str] = {}
    for names in blocks.values():
        ordered = sorted(names, key=lambda name: (-counts[name], -len(name), name))
        for place, name in enumerate(ordered):
            match = next(
                (better for better in ordered[:place] if better not in usual and same_journal(name, better)),
                None,
            )
            if match:
                usual[name] = match
    for entry, name in found:
        if name in usual:
            field = entry.fields[_journal_field(entry) or ""]
            better = usual.pop(name)
            plain_text = not set("\\{}$%#_~^") & set(better)
            fix = replace_in(field, better.replace("&", "\\&"), safe=False) if plain_text and not entry.work else None
            yield Hit(message=f"{name!r} is elsewhere spelt {better!r}", entry=entry, field=field, fix=fix)


@bibliography_rule("H004", "issn-venue-clash", Severity.WARNING)
def issn_venue_clash(bibliography: Bibliography) -> Iterator[Hit]:
    """Report an ISSN that other entries give for another journal.

    Why: one of them is wrong or invented.
    Example: ``issn = {0028-0836}`` for "Science" where three entries have it for "Nature".
    """
    by_issn: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    for entry, name in _journals(bibliography):
        number = entry.source.value("issn").replace("-", "").strip().upper()
        if len(number) == 8:
            by_issn[number].append((entry, name))
    for group in by_issn.values():
        names = Counter(name for _, name in group)
        common = names.most_common(1)[0][0]
        for entry, name in group:
            if name != common and not same_journal(name, common) and not _shares_words(name, common):
                message = f"this ISSN is that of {common!r} in {names[common]} other entries"
                yield Hit(message=message, entry=entry, field=entry.fields["issn"])


def _shares_words(one: str, other: str) -> bool:
    """Return True for a journal that changed its name or is cut short."""
    from refgraph.check.venues import journal_words

    first = {word.rstrip(".")[:4] for word in journal_words(one)}
    second = {word.rstrip(".")[:4] for word in journal_words(other)}
    return 2 * len(first & second) >= min(len(first), len(second)) > 0


class _Line:
    """The volumes of a journal by their years, and on which line they lie."""

    def __init__(self, volumes: Iterable[tuple[int, int]]) -> None:
        """Take year and volume of every entry."""
        self._gaps: dict[int, Counter[int]] = defaultdict(Counter)
        for year, volume in volumes:
            self._gaps[year][year - volume] += 1
        self._known: dict[tuple[int, int | None], int | None] = {}

    def volume_of(self, year: int, volume: int) -> int | None:
        """Return the volume of a year by the other entries; None where those of the years around are on no one line."""
        own = year - volume
        alone = own if self._gaps[year][own] == 1 else None  # this entry is no witness of itself
        if (year, alone) not in self._known:
            self._known[year, alone] = self._expected(year, alone)
        return self._known[year, alone]

    def _expected(self, year: int, alone: int | None) -> int | None:
        found = {at: set(self._gaps[at]) for at in range(year - 3, year + 4) if at in self._gaps}
        found[year] -= {alone}
        gaps = sorted(set[int]().union(*found.values()))
        if sum(map(bool, found.values())) < 3 or gaps[-1] - gaps[0] > 1:
            return None
        return year - gaps[len(gaps) // 2]


@bibliography_rule("H005", "volume-year-clash", Severity.WARNING)
def volume_year_clash(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a volume that does not fit its year, by the other entries of the journal.

    Why: journals count their volumes evenly, so an entry far off the line of its neighbours is wrong in
    volume or year. Only where the entries of at least three other years around it are on one line.
    Example: volumes 30, 31, 33 and 36 in 2000, 2001, 2003 and 2006, and volume 13 in 2004.
    """
    by_journal: dict[str, list[tuple[Entry, int, int]]] = defaultdict(list)
    for entry, name in _journals(bibliography):
        volume = entry.get("volume").strip()
        if volume.isdigit() and entry.year and len(volume) <= 3:
            by_journal[name.lower()].append((entry, int(volume), entry.year))
    for group in by_journal.values():
        if len(group) < 5:
            continue
        line = _Line((year, number) for _, number, year in group)
        for entry, number, year in group:
            expected = line.volume_of(year, number)
            if expected is not None and abs(number - expected) > 3 and entry.source.value("volume"):
                message = f"volume {number} in {year}: by the other entries of the journal it would be about {expected}"
                yield Hit(message=message, entry=entry, field=entry.fields["volume"])
