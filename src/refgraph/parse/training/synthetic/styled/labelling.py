"""From the spans of a printed entry to labelled fields, as the annotators of the gold data cut them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from refgraph.csl import Entry
from refgraph.parse.result import Label
from refgraph.parse.training.examples import Example, LabelledSpan
from refgraph.parse.training.synthetic.producers import Item
from refgraph.parse.training.synthetic.styled.edges import trimmed_span
from refgraph.parse.training.synthetic.styled.fields import NAMES, label_of
from refgraph.parse.training.synthetic.styled.terms import after, anywhere, before

_LONGEST = 900
_FEWEST = 2
_ONCE = frozenset(
    set(Label) - {Label.NOTE, Label.DATE, Label.PAGES, Label.LOCATION, Label.PUBLISHER, Label.VOLUME, Label.EDITOR}
)
_NO_LETTERS = re.compile(r"[\W\d_]*")
_DATE_GAP = re.compile(r"[\s.,/–—-]*(?:\w{1,3}\.?|[年月日년월일])?[\s.,/–—-]*")
_NUMBER_GAP = re.compile(r"[\s.,;:/–-]*(?:(?:no|nr|n|num|núm|№|bd|h|вып|кн|vol)\b\.?)?[\s:°º]*", re.IGNORECASE)
_UNIT_BEHIND = re.compile(
    r"[\s\u00a0]?(?:pp?|pages?|seiten|s|str|sid|blz|hlm|págs?|páginas|с|б|стр|стор|bet|sayfa|页|頁|쪽|면|l)\b",
    re.IGNORECASE,
)
_VOLUMES_BEHIND = re.compile(
    r"[\s\u00a0]?(?:vols?|volumes?|bde?|bände|t|tt|tomes?|tomos?|voll|т|кн|册|巻|권)\b", re.IGNORECASE
)
_LEAD = {
    Label.ISBN: re.compile(r"ISBN(?:-1[03])?[\s:]*$", re.IGNORECASE),
    Label.NOTE: re.compile(r"\b(?:PMCID|PMID|Original work published)[\s:]*$", re.IGNORECASE),
}
_RULING = (Label.CITATION_NUMBER, Label.GENRE)
_ROLES = {
    Label.AUTHOR: ("editor", "editortranslator", "translator", "director", "composer"),
    Label.EDITOR: ("editor", "editortranslator"),
    Label.TRANSLATOR: ("translator", "editortranslator"),
}
_BROKEN = re.compile(r"[\n\t]|&#|&\w+;|CSL STYLE ERROR|[{}]|\[\[")
_KIND = re.compile(r"\[((?:[JMCDRSPNGZAK]|EB|DB|CP)(?:/(?:OL|CD|DK|MT))?)\]")
_YEAR = re.compile(r"\d{4}")
_ARXIV = re.compile(
    r"((?:arxiv: ?)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d)?)(?: \[([\w.-]+)\])?\.?", re.IGNORECASE
)
_PREPRINT = re.compile(r"(arxiv preprint)[:\s]+(?=\S*\d)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{3,9}/\S+")


class Piece(NamedTuple):
    """A value as it is printed: label, where, and the variables it comes from."""

    label: Label
    start: int
    end: int
    variable: str


def labelled(entry: Entry, item: Item, source: str) -> Example | None:
    """Return a printed entry as an example, None if a field stands there twice or next to nothing is known.

    Args:
        entry: the entry with its spans.
        item: what is printed.
        source: the name of the example's source.
    """
    text = entry.text
    if len(text) > _LONGEST or _BROKEN.search(text):
        return None
    pieces = _with_kinds(text, list(_merged(text, _pieces(entry, item))))
    if item.get("type") == "report" and all(piece.label != Label.GENRE for piece in pieces):
        pieces = [p._replace(label=Label.PUBLISHER) if p.label == Label.INSTITUTION else p for p in pieces]
    if "issued" not in item:
        pieces = sorted([*pieces, *_no_date(text, pieces)], key=lambda piece: piece.start)
    counts = Counter(piece.label for piece in pieces if piece.variable != "locator")
    if len(counts) < _FEWEST or any(counts[label] > 1 for label in _ONCE):
        return None
    spans = tuple(_spans(text, pieces, item))
    return Example(text, spans, source, str(item.get("language", "")))


def _pieces(entry: Entry, item: Item) -> Iterator[Piece]:
    """Yield the labelled spans of an entry, one by one."""
    first = True
    for span in entry.spans:
        if span.item is None or span.variable is None:
            continue
        label = label_of(span.variable, item, first=first)
        if label is not None:
            yield Piece(label, span.start, span.end, span.variable)
        first = first and label in {Label.CITATION_NUMBER, Label.AUTHOR}


def _merged(text: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces, those that print one value joined: names, parts of a date, a title around a quotation."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and _belong(text, last, piece):
            label = next((each for each in _RULING if each in {last.label, piece.label}), piece.label)
            last = Piece(label, last.start, piece.end, last.variable)
            continue
        if last is not None:
            yield last
        # a number of a series that stands apart from it counts its volumes
        alone = piece.variable == "collection-number"
        last = piece._replace(label=Label.VOLUME) if alone else piece
    if last is not None:
        yield last


def _belong(whole: str, last: Piece, piece: Piece) -> bool:
    """Tell whether two pieces with a text between them are one field."""
    last_text, gap, text = whole[last.start : last.end], whole[last.end : piece.start], whole[piece.start : piece.end]
    if last.label == Label.CITATION_NUMBER and piece.variable == "year-suffix":
        return not gap
    if (last.label, piece.variable) == (Label.GENRE, "number"):
        return bool(_NUMBER_GAP.fullmatch(gap)) and len(gap) < 8
    if (last.variable, piece.variable) == ("collection-title", "collection-number"):
        return bool(_NUMBER_GAP.fullmatch(gap)) and "vol" not in gap.lower()
    if piece.variable == "collection-number" or last.label != piece.label:
        return False
    same, near = last.variable == piece.variable, bool(_NO_LETTERS.fullmatch(gap)) and len(gap) < 5
    if last.label in NAMES:
        near = len(gap) < 16 and "=" not in gap
    elif last.label == Label.ACCESSED or (
        last.label == Label.DATE and "original-date" not in {last.variable, piece.variable}
    ):
        two_years = last.label == Label.DATE and all(map(_YEAR.search, (last_text, text)))
        same, near = True, bool(_DATE_GAP.fullmatch(gap)) and (gap in "-–—/" or not two_years)
    elif last.label == Label.DATE:
        same = True
    return same and near


def _with_kinds(text: str, pieces: list[Piece]) -> list[Piece]:
    """Return pieces and the letter for the kind of work that Chinese lists have behind the title: "[M]", "[J/OL]"."""
    found = _KIND.search(text)
    if found is None or any(
        piece.label == Label.GENRE or (piece.start < found.end() and found.start() < piece.end) for piece in pieces
    ):
        return pieces
    return sorted([*pieces, Piece(Label.GENRE, *found.span(1), "genre")], key=lambda piece: piece.start)


def _no_date(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the words for a missing date, if they stand outside the fields."""
    for found in anywhere("no date").finditer(text):
        start, end = found.span(1)
        if not any(piece.start < end and start < piece.end for piece in pieces):
            yield Piece(Label.DATE, start, end, "issued")
            return


def _spans(text: str, pieces: list[Piece], item: Item) -> Iterator[LabelledSpan]:
    """Yield fields: pieces with the words that belong to them, cut at the edges, several places apart."""
    free = 0
    for at, piece in enumerate(pieces):
        room = pieces[at + 1].start if at + 1 < len(pieces) else len(text)
        start = _with_words_before(text, piece, free)
        end = _with_words_behind(text, piece, room)
        preprint = _PREPRINT.match(text, piece.start, piece.end)
        if preprint and piece.label == Label.CONTAINER:
            yield LabelledSpan(Label.GENRE, *preprint.span(1))
            yield from _address(text, piece._replace(start=preprint.end()))
            free = piece.end
            continue
        if piece.label in {Label.DOI, Label.URL} or _ARXIV.fullmatch(text, piece.start, piece.end):
            yield from _address(text, piece)
            free = piece.end
            continue
        for each_start, each_end in _parts(text, start, end, piece, item):
            cut = trimmed_span(text, each_start, each_end, piece.label)
            if cut is not None:
                yield LabelledSpan(piece.label, *cut)
        free = end


def _with_words_before(text: str, piece: Piece, free: int) -> int:
    """Return where a field begins: a role before translators and "ISBN" count, a role before editors does not."""
    lead = text[free : piece.start]
    found = None
    if piece.label == Label.TRANSLATOR:
        found = before("translator", "editortranslator").search(lead)
    elif piece.label == Label.EDITION:
        found = before("edition").search(lead)
    elif piece.label in _LEAD:
        found = _LEAD[piece.label].search(lead)
    return piece.start if found is None else free + found.start()


def _with_words_behind(text: str, piece: Piece, room: int) -> int:
    """Return where a field ends: "et al.", a role behind editors, "ed." and "p." behind a number count."""
    end = piece.end
    if piece.label in NAMES:
        for terms in (("et-al", "and others"), _ROLES[piece.label]):
            found = after(*terms).match(text, end, room)
            end = found.end(1) if found else end
    elif piece.label == Label.EDITION:
        dotted = end + text.startswith(". ", end, room)  # "2. Aufl."
        found = after("edition").match(text, dotted, room)
        end = found.end(1) if found and not found.group(1).lstrip().startswith(("(", ",")) else end
    elif piece.label == Label.DATE and end < room and text[end] in "年년月월日일":
        end += 1
    elif piece.variable in {"number-of-pages", "number-of-volumes"}:
        unit = _UNIT_BEHIND if piece.variable == "number-of-pages" else _VOLUMES_BEHIND
        found = unit.match(text, end, room)
        end = found.end() if found else end
    return end


def _address(text: str, piece: Piece) -> Iterator[LabelledSpan]:
    """Yield a DOI without what leads to it, also where it is printed as an address; the number of a preprint."""
    number = _ARXIV.fullmatch(text, piece.start, piece.end)
    if number:
        yield LabelledSpan(Label.ARXIV, *number.span(1))
        if number[2]:
            yield LabelledSpan(Label.NOTE, *number.span(2))
        return
    value = text[piece.start : piece.end]
    found = _DOI.search(value) if piece.label == Label.DOI or "doi.org/" in value else None
    if found:
        yield LabelledSpan(Label.DOI, piece.start + found.start(), piece.start + len(value.rstrip(".,; ")))
    else:
        yield LabelledSpan(piece.label, piece.start, piece.start + len(value.rstrip(".,; ")))


def _parts(text: str, start: int, end: int, piece: Piece, item: Item) -> Iterator[tuple[int, int]]:
    """Yield where the places or publishers of a value stand; lists in Cyrillic name them one by one."""
    value = text[start:end]
    if piece.variable not in {"publisher-place", "publisher"} or item.get("language") not in {
        "ru",
        "uk",
        "kk",
        "be",
        "bg",
    }:
        yield start, end
        return
    for part in re.finditer(r"[^;]+", value):
        yield start + part.start(), start + part.end()
