"""U70x: keys and works that are there twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from refgraph.check.bibliography import REFERENCE_FIELDS, Bibliography, split_keys
from refgraph.check.entry import Entry, fold, plain
from refgraph.check.rule import Hit, bibliography_rule
from refgraph.check.written_ids import clean_doi
from refgraph.model.finding import Severity

_PARTS = (
    "incollection",
    "inbook",
    "inproceedings",
    "conference",
    "bookinbook",
    "suppbook",
    "inreference",
    "suppcollection",
)
_LARGEST_BLOCK = 40


@bibliography_rule("U701", "duplicate-key", Severity.ERROR, works=False)
def duplicate_key(bibliography: Bibliography) -> Iterator[Hit]:
    r"""Report a key that is defined twice, in one file or in several that belong together.

    Why: BibTeX stops, and biber takes one of the two.
    Example: two entries ``@article{smith2010, ...}``; two ``\bibitem{smith2010}``.
    """
    for document in bibliography.documents:
        for each in document.findings:
            if each.code == "U701":
                yield Hit(message=each.message, file=document.file, span=each.span, key=each.key, value=each.value)
    first: dict[str, Entry] = {}
    for entry in bibliography.entries:
        other = first.setdefault(entry.key, entry)
        if other.document is not entry.document and entry.key:
            yield Hit(
                message=f"the key {entry.key!r} is already defined in {other.document.file}",
                entry=entry,
                value=entry.key,
            )
    for manuscript in bibliography.manuscripts:
        seen = set()
        for item in manuscript.items:
            if item.key in seen:
                span = (item.start, item.end)
                message = f"the key {item.key!r} is defined twice"
                yield Hit(message=message, file=manuscript.file, span=span, key=item.key, value=item.key)
            seen.add(item.key)


@bibliography_rule("U702", "key-case", Severity.WARNING)
def key_case(bibliography: Bibliography) -> Iterator[Hit]:
    """Report keys that differ only in case.

    Why: BibTeX takes them for one key and stops; biber takes them for two.
    Example: ``Smith2010`` and ``smith2010``.
    """
    for entries in bibliography.by_lower_key.values():
        for entry in entries[1:]:
            if entry.key != entries[0].key:
                yield Hit(
                    message=f"the key {entry.key!r} differs from {entries[0].key!r} only in case",
                    entry=entry,
                    value=entry.key,
                )


@bibliography_rule("U703", "duplicate-doi", Severity.WARNING)
def duplicate_doi(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a DOI that two entries have.

    Why: they are one work, or one of the DOIs is wrong. Chapters that give the DOI of their book are only
    noted.
    Example: ``10.1109/TEVC.2008.927706`` and ``https://doi.org/10.1109/tevc.2008.927706``.
    """
    first: dict[str, Entry] = {}
    for entry in bibliography.entries:
        doi = clean_doi(entry.source.value("doi")).lower()
        other = first.setdefault(doi, entry) if doi else entry
        if other is entry or other.key == entry.key:
            continue
        severity = Severity.INFO if _are_parts(entry, other) else None
        message = f"{other.key} has the same DOI"
        yield Hit(message=message, entry=entry, field=entry.fields["doi"], severity=severity)


def _are_parts(one: Entry, other: Entry) -> bool:
    """Return True for parts of one book, or a part and its book."""
    if (one.type in _PARTS) != (other.type in _PARTS):
        return True
    return one.type in _PARTS and one.title_key != other.title_key


@bibliography_rule("U704", "near-duplicate", Severity.WARNING)
def near_duplicate(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a work that is listed twice under two keys.

    Why: it is printed twice, and its citations are split.
    Example: "Maximum Likelihood from Incomplete Data via the EM Algorithm" by Dempster, Laird and Rubin,
    1977, once with the journal in full and once abbreviated. Different volumes, pages or DOIs tell works with
    one title apart.
    """
    reported = set()
    for one, other in _candidates(bibliography.entries):
        if id(other) not in reported and _is_same_work(one, other):
            reported.add(id(other))
            version = _are_versions(one, other)
            message = f"{one.key} seems to be {'another version of the work' if version else 'the same work'}"
            severity = Severity.INFO if version else None
            yield Hit(
                message=message,
                entry=other,
                field=other.fields.get("title"),
                value=other.key,
                severity=severity,
            )


@bibliography_rule("U705", "preprint-and-published", Severity.INFO)
def preprint_and_published(bibliography: Bibliography) -> Iterator[Hit]:
    """Report a preprint that is listed beside its published version.

    Why: usually the published version alone should be cited.
    Example: an arXiv entry and an @inproceedings with the same title and authors.
    """
    reported = set()
    for one, other in _candidates(bibliography.entries):
        if not _same_title(one, other) or _is_preprint(one) == _is_preprint(other) or not _share_author(one, other):
            continue
        preprint, published = (one, other) if _is_preprint(one) else (other, one)
        if id(preprint) not in reported:
            reported.add(id(preprint))
            message = f"{published.key} seems to be the published version of this preprint"
            yield Hit(message=message, entry=preprint, value=preprint.key)


def _candidates(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs of entries that share a block, in the order of the list; never all pairs."""
    for number, blocks in enumerate(_blocks_of(entries)):
        for other in sorted({each for block in blocks for each in block if each > number}):
            yield entries[number], entries[other]


@lru_cache(maxsize=1)  # two rules ask for those of one bibliography
def _blocks_of(entries: tuple[Entry, ...]) -> list[list[list[int]]]:
    """Return for each entry the blocks of several that it is in, as places of entries; large ones are left out.

    The blocks: the beginning of the title, its longest words, and the first author with the year and a word
    of the title.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for name in _blocks(entry):
            members[name].append(number)
    found: list[list[list[int]]] = [[] for _ in entries]
    for block in members.values():
        if 1 < len(block) <= _LARGEST_BLOCK:
            for number in block:
                found[number].append(block)
    return found


def _blocks(entry: Entry) -> set[str]:
    title = entry.title_key
    if len(title) < 8:
        return {f"w{title}{entry.first_family}"} if title and entry.first_family else set()
    words = sorted({word for word in entry.title_words() if len(word) > 3}, key=lambda word: (-len(word), word))
    blocks = {f"t{title[:16]}", f"l{' '.join(sorted(words[:3]))}"}
    if entry.first_family and entry.year and words:
        blocks.add(f"a{entry.first_family[:8]}{entry.year}{words[0]}")
    return blocks


def _is_same_work(one: Entry, other: Entry) -> bool:
    if one.key == other.key or not _same_title(one, other) or _is_preprint(one) != _is_preprint(other):
        return False
    if _are_told_apart(one, other) or _are_linked(one, other):
        return False
    if not (one.first_family and other.first_family):
        return _same_place(one, other)
    return _share_author(one, other)


def _are_told_apart(one: Entry, other: Entry) -> bool:
    """Return True if something else than the title says that they are two works."""
    if {one.type, other.type} & {"proceedings", "xdata", "set"}:
        return True
    if (one.type in _PARTS) != (other.type in _PARTS) and _is_book(one, other):
        return True
    dois = {clean_doi(each.get("doi")).lower() for each in (one, other)} - {""}
    if len(dois) > 1 or (one.year and other.year and abs(one.year - other.year) > 1):
        return True
    return _differ(one, other, "volume", "number", "issue", "pages", "chapter", "edition", "part")


_KINDS = {
    "conference": "inproceedings",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "inbook": "book",
    "incollection": "book",
}


def _are_versions(one: Entry, other: Entry) -> bool:
    """Return True for a work in two kinds of publication: report and article, reprint, translation."""
    if one.has("related") or other.has("related"):
        return True
    kinds = {_KINDS.get(each.type, each.type) for each in (one, other)}
    same_pages = one.get("pages") and re.findall(r"\d+", one.get("pages")) == re.findall(r"\d+", other.get("pages"))
    return len(kinds) > 1 and not kinds & {"misc", "online"} and not same_pages


def _are_linked(one: Entry, other: Entry) -> bool:
    """Return True if one points at the other, as a reprint at its original or a part at its book."""
    return any(
        other.key in split_keys(one.source.value(name))
        for one, other in ((one, other), (other, one))
        for name in REFERENCE_FIELDS
    )


def _is_book(one: Entry, other: Entry) -> bool:
    return any(each.type in ("book", "collection", "mvbook") for each in (one, other))


def _same_title(one: Entry, other: Entry) -> bool:
    from rapidfuzz import fuzz

    first, second = one.title_key, other.title_key
    if first == second:
        return bool(first)
    shorter, longer = sorted((len(first), len(second)))
    if shorter < 20 or 100 * shorter < 88 * longer:  # no ratio of 94 at such lengths
        return False
    if re.sub(r"\D", "", first) != re.sub(r"\D", "", second):
        return False  # "Part 1" and "Part 2"
    if _roman(one.title) != _roman(other.title):
        return False
    return fuzz.ratio(first, second, score_cutoff=94) > 0


def _roman(title: str) -> list[str]:
    return re.findall(r"\b[IVX]+\b", title)


def _share_author(one: Entry, other: Entry) -> bool:
    first = {fold(plain(name.family)) for name in one.names("author") or one.names("editor")}
    second = {fold(plain(name.family)) for name in other.names("author") or other.names("editor")}
    first.discard("others")
    second.discard("others")
    if not first or not second:
        return True
    return len(first & second) * 2 >= min(len(first), len(second))


def _differ(one: Entry, other: Entry, *fields: str) -> bool:
    """Return True if both have one of these fields, with different values."""
    for name in fields:
        first, second = re.findall(r"\w+", one.get(name)), re.findall(r"\w+", other.get(name))
        if first and second and first[0].lower() != second[0].lower():
            return True
    return False


def _same_place(one: Entry, other: Entry) -> bool:
    names = ("journal", "booktitle", "publisher", "institution", "url", "howpublished")
    return any(one.get(name) and fold(plain(one.get(name))) == fold(plain(other.get(name))) for name in names)


_SERVERS = re.compile(
    r"arxiv|\bcorr\b|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|preprints|research square|hal open", re.IGNORECASE
)


def _is_preprint(entry: Entry) -> bool:
    venue = entry.get("journal", "journaltitle", "booktitle", "howpublished", "publisher", "institution")
    if _SERVERS.search(venue) or entry.get("pubstate") == "preprint":
        return True
    return not entry.has("journal", "journaltitle", "booktitle", "publisher", "school", "institution") and entry.has(
        "eprint"
    )
