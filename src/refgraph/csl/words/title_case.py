"""The text cases of CSL 1.0.2: lowercase, uppercase, capitalize-first, capitalize-all, sentence and title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_LETTER = r"[\w\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\u00AD\u200C\u200D]"
_APOSTROPHE = "'’‘`"
_WORD = re.compile(rf"[{_APOSTROPHE}]?({_LETTER}+)(?:[{_APOSTROPHE}]{_LETTER}+)*")
# A word of a title: the sign before it that begins a new sentence, the part that shows whether it is in small letters,
# the rest, and whether it leads a compound.
_TITLE_WORD = re.compile(
    rf"([:?!][\s\"“‘«(\[]*)?"
    rf"([{_APOSTROPHE}]?{_LETTER}+)((?:[{_APOSTROPHE}.]{_LETTER}+)*)"
    rf"([-‐‑](?={_LETTER}))?"
)
# Addresses and formulas keep their letters.
_FORMULA = re.compile(r"\$[^$\n]+\$")
_ADDRESS = re.compile(r"://|\w@\w|www\.")
# "p", "e.g.", "d’un" and "v2" stay small where they do not begin anything.
_SMALL = re.compile(r"[^\W\d_](?:(?:\.[^\W\d_])*|['’‘`].*)|v\d.*", re.DOTALL)
_GREEK_LETTER = re.compile(r"[\u0370-\u03FF]")  # "β-catenin"
_TURKIC = frozenset({"tr", "az"})

# The words of the CSL schema's stop-words.json, without those of several words, and the articles, conjunctions and
# particles that titles in English leave small too. citeproc-js does the same.
_STOP_WORDS = frozenset(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by
    c ca circa de despite down during et except for forenenst from given in inside into lest like modulo near next
    nor notwithstanding of off on onto or out over per plus pro qua sans since so than the through throughout
    thruout till to toward towards under underneath until unto up upon v van versus via von vs with within without
    yet
    """.split()
)


def apply_text_case(  # noqa: PLR0911 - one line for each case
    pieces: Sequence[tuple[str, bool]],
    case: str,
    language_is_english: bool,  # noqa: FBT001 - the text's own property, never left out
    language: str = "",
) -> list[str]:
    """Return the pieces of a value in a text case.

    The pieces are read as one text: a word may begin in one and end in another. Title case leaves words alone that have
    a capital anywhere ("iPod", "UN") and is for English only; sentence case makes all words but the first small, as
    citeproc-js has it and the official test suite expects.

    Args:
        pieces: text, and whether it is protected ("nocase", small capitals, sub- and superscript). Protected text never
            changes, but counts as a word.
        case: "lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence" or "title"; another changes
            nothing.
        language_is_english: whether the text is English.
        language: language tag of the text; Turkish and Azerbaijani have an "i" of their own.

    Returns:
        One text for each piece. Only letters whose capital is two letters ("ß") change the length.

    >>> apply_text_case([("the world of iPods: an end-to-end view", False)], "title", True)
    ['The World of iPods: An End-to-End View']
    """
    turkic = language[:2].lower() in _TURKIC
    match case:
        case "uppercase":
            return [text if kept else _upper(text, turkic=turkic) for text, kept in pieces]
        case "lowercase":
            return [text if kept else _lower(text, turkic=turkic) for text, kept in pieces]
        case "sentence":
            return _sentence(pieces, turkic=turkic)
        case "capitalize-first":
            return _raised(pieces, _first_word(_joined(pieces)), turkic=turkic)
        case "capitalize-all":
            words = _WORD.finditer(_joined(pieces))
            return _raised(pieces, [found.start() for found in words if _is_small(found[1])], turkic=turkic)
        case "title" if language_is_english:
            return _raised(pieces, _title(_joined(pieces)), turkic=turkic)
        case _:
            return [text for text, _ in pieces]


def _joined(pieces: Sequence[tuple[str, bool]]) -> str:
    return pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces])


def _first_word(text: str) -> list[int]:
    """Return where the first word begins, if it is in small letters."""
    found = _WORD.search(text)
    return [found.start()] if found and _is_small(found[0]) else []


def _is_small(word: str) -> bool:
    return word.islower() and not _GREEK_LETTER.fullmatch(word)


def _title(text: str) -> list[int]:
    """Return the letters that title case makes capitals."""
    words = list(_TITLE_WORD.finditer(text))
    verbatim = _verbatim(text)
    last = len(words) - 1
    places = []
    compound = False
    for number, found in enumerate(words):
        sign, head, tail, hyphen = found.groups()
        first = hyphen is not None and not compound
        compound = compound or hyphen is not None
        if not _is_small(head):
            continue
        # The first of "in-depth", "x-ray" and "n-dimensional" has a capital, as in citeproc-js; those after it and the
        # middle of "end-to-end" stay small.
        leads = number == 0 or sign is not None or first
        if not leads and ((head in _STOP_WORDS and number != last) or _SMALL.fullmatch(head + tail)):
            continue
        place = found.start(2)
        while verbatim and verbatim[-1][1] <= place:
            verbatim.pop()
        if not (verbatim and verbatim[-1][0] <= place):
            places.append(place)
    return places


def _verbatim(text: str) -> list[tuple[int, int]]:
    """Return where formulas and addresses stand, the last one first."""
    formulas = [found.span() for found in _FORMULA.finditer(text)] if "$" in text else []
    if not _ADDRESS.search(text):
        return formulas[::-1]
    addresses = [found.span() for found in re.finditer(r"\S+", text) if _ADDRESS.search(found[0])]
    return _merged(sorted(formulas + addresses))[::-1]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order of which none overlaps another."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _sentence(pieces: Sequence[tuple[str, bool]], *, turkic: bool) -> list[str]:
    text = _joined(pieces)
    found = _WORD.search(text)
    if found is None:
        return [piece for piece, _ in pieces]
    shouted = text.isupper() and _WORD.search(text, found.end()) is not None
    start, end = (found.start(), found.end()) if not shouted else (found.start(), found.start() + 1)
    small = []
    at = 0
    for piece, kept in pieces:
        left, right = max(start - at, 0), max(end - at, 0)
        first = piece[left:right]
        small.append(
            piece if kept else _lower(piece[:left], turkic=turkic) + first + _lower(piece[right:], turkic=turkic)
        )
        at += len(piece)
    kept_flags = [(piece, kept) for piece, (_, kept) in zip(small, pieces, strict=True)]
    return _raised(kept_flags, [start] if _is_small(found[0]) else [], turkic=turkic)


def _raised(pieces: Sequence[tuple[str, bool]], places: Iterable[int], *, turkic: bool) -> list[str]:
    """Return the pieces with capitals at places of the joined text, outside protected pieces."""
    texts = [text for text, _ in pieces]
    ahead = iter(places)
    place = next(ahead, None)
    base = 0
    for number, (text, kept) in enumerate(pieces):
        parts = []
        at = 0
        while place is not None and place < base + len(text):
            here = place - base
            if not kept:
                parts += [text[at:here], _capital(text[here], turkic=turkic)]
                at = here + 1
            place = next(ahead, None)
        if parts:
            texts[number] = "".join([*parts, text[at:]])
        base += len(text)
    return texts


def _capital(letter: str, *, turkic: bool) -> str:
    return "İ" if turkic and letter == "i" else letter.title()


def _upper(text: str, *, turkic: bool) -> str:
    return (text.replace("i", "İ") if turkic else text).upper()


def _lower(text: str, *, turkic: bool) -> str:
    return (text.replace("İ", "i").replace("I", "ı") if turkic else text).lower()
